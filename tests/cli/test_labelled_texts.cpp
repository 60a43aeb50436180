// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labelled_texts.h"
#include "tests/support/check.h"

#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
using saferscope::cli::readLabelledTexts;

namespace {

std::filesystem::path fileOf(const TemporaryFolder& folder, const std::string& text) {
    const auto path = folder.path() / "rows.jsonl";
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

}  // namespace

TEST(rows_of_several_spellings_are_read) {
    const TemporaryFolder folder;
    const auto file =
        fileOf(folder, R"({"prompt":"Hi","completion":"Hello","labels":{"polite":true,"rude":false},"kind":"a"})"
                       "\n\n"
                       R"({"prompt":[{"role":"user","content":"Hi"}],"response":[{"role":"assistant","content":"No"}],)"
                       R"("propositions":{"rude":true},"kind":"b"})"
                       "\n");
    const auto texts = readLabelledTexts(file, {"kind"});
    CHECK_OK(texts);
    CHECK_EQ(texts->texts.size(), 2u);
    CHECK_EQ(texts->texts[0].chosen, "Hello");
    CHECK_EQ(texts->texts[1].chosen, "No");
    CHECK_EQ(texts->texts[1].prompt.size(), 1u);
    CHECK_EQ(texts->labels.size(), 4u);
    CHECK(texts->labels.at("polite") == (std::vector<std::uint8_t>{1, 0}));
    CHECK(texts->labels.at("rude") == (std::vector<std::uint8_t>{0, 1}));
    CHECK(texts->labels.at("kind=a") == (std::vector<std::uint8_t>{1, 0}));
    CHECK(texts->labels.at("kind=b") == (std::vector<std::uint8_t>{0, 1}));
}

TEST(a_row_that_does_not_fit_is_refused_by_its_line) {
    const TemporaryFolder folder;
    const std::string good = R"({"prompt":"Hi","completion":"Hello","labels":{"polite":true}})"
                             "\n";
    for (const char* bad : {
             R"({"prompt":"Hi","completion":"Hello"})",
             R"({"prompt":"Hi","labels":{"polite":true}})",
             R"({"completion":"Hello","labels":{"polite":true}})",
             R"({"prompt":"Hi","completion":"Hello","labels":{"polite":"yes"}})",
             R"({"prompt":"Hi","completion":"Hello","labels":["polite"]})",
             R"({"prompt":"Hi","completion":[{"role":"assistant"}],"labels":{"polite":true}})",
             R"({"prompt":7,"completion":"Hello","labels":{"polite":true}})",
             R"({"prompt":"Hi","completion":"","labels":{"polite":true}})",
             R"([1,2])",
             R"({"prompt":)",
         }) {
        const auto texts = readLabelledTexts(fileOf(folder, good + bad + "\n" + good), {});
        if (texts) {
            throw Failure(std::string("taken: ") + bad, __FILE__, __LINE__);
        }
        CHECK_EQ(static_cast<int>(texts.error().code), static_cast<int>(ErrorCode::InvalidInput));
        CHECK(texts.error().message.find("line 2") != std::string::npos);
    }
    CHECK(!readLabelledTexts(fileOf(folder, ""), {}));
    CHECK(!readLabelledTexts(folder.path() / "absent.jsonl", {}));
    const auto missing = readLabelledTexts(fileOf(folder, good), {"kind"});
    CHECK(!missing);
    CHECK(missing.error().message.find("kind") != std::string::npos);
}

TEST(a_file_with_a_label_for_every_row_is_refused) {
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += R"({"prompt":"Hi","completion":"Hello","labels":{"l)" + std::to_string(i) + R"(":true}})" + "\n";
    }
    const auto texts = readLabelledTexts(fileOf(folder, text), {});
    CHECK(!texts);
    CHECK(texts.error().message.find("256") != std::string::npos);
}

TEST(wildguardmix_rows_are_labelled_as_published) {
    const TemporaryFolder folder;
    const auto row = [](const char* response, const char* harm, const char* refusal) {
        return std::string(R"({"prompt":"p","adversarial":true,"prompt_harm_label":"harmful","response":)") + response +
               R"(,"response_harm_label":)" + harm + R"(,"response_refusal_label":)" + refusal + "}\n";
    };
    const auto file = fileOf(folder, row("\"No.\"", "\"unharmful\"", "\"refusal\"") + row("null", "null", "null") +
                                         row("\"Yes.\"", "\"harmful\"", "\"compliance\"") +
                                         row("\"Well.\"", "null", "\"compliance\""));
    const auto texts = readLabelledTexts(file, {});
    CHECK_OK(texts);
    CHECK_EQ(texts->texts.size(), 2u);
    CHECK_EQ(texts->leftOut, 2u);
    CHECK(texts->labels.at("response_harm_label=harmful") == (std::vector<std::uint8_t>{0, 1}));
    CHECK(texts->labels.at("response_refusal_label=refusal") == (std::vector<std::uint8_t>{1, 0}));
    CHECK(texts->labels.at("adversarial") == (std::vector<std::uint8_t>{1, 1}));
    const auto none = readLabelledTexts(fileOf(folder, row("null", "null", "null")), {});
    CHECK(!none && none.error().message.find("Not one of the 1 rows") != std::string::npos);
}
