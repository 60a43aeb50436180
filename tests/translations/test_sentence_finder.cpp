// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "tests/translations/core_sentences_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

using namespace saferscope;
using namespace saferscope::sentences;

namespace {

std::map<std::string, std::string> found(const std::string& source) {
    SentenceFinder finder;
    finder.addFile("core/x.cpp", source);
    std::map<std::string, std::string> kinds;
    for (const auto& sentence : finder.find()) {
        kinds[sentence.text] = sentence.kinds;
    }
    return kinds;
}

}  // namespace

TEST(tokens_are_those_of_the_language) {
    const Tokens tokens =
        tokensOf("#include \"no.h\"\n// \"no\"\n/* \"no\" */ f(\"a\\\"\\n\" \"b\\u2026\", R\"x(\"r\")x\", ',');");
    std::string all;
    for (const Token& token : tokens) {
        all += token.text + "|";
    }
    CHECK_EQ(all, "f|(|a\"\nb…|,|\"r\"|,|,|)|;|");
    CHECK_EQ(closing(tokens, 1), tokens.size() - 2);
    CHECK_EQ(cutAt(tokens, {2, tokens.size() - 2}, ",").size(), std::size_t{3});
}

TEST(a_failure_becomes_a_template) {
    const auto all = found(R"(void f() {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ": line " + std::to_string(n) + " is \"" + word + "\".",
                    "Check the path.");
    })");
    CHECK_EQ(all.size(), std::size_t{2});
    CHECK_EQ(all.at("Cannot read %1: line %2 is \"%3\"."), "vnq");
    CHECK_EQ(all.at("Check the path."), "");
}

TEST(an_error_without_its_name_is_one) {
    const auto all = found(R"(void f() {
        giveUp({ErrorCode::OutOfMemory, "The engine ran out of memory." + said, "Close other programs."});
        failed({ErrorCode::Failed, lines.empty() ? "It could not be prepared." : lines.last(), "Open it again."}, false);
        const std::array codes = {ErrorCode::Io, ErrorCode::Usage};
    })");
    for (const char* text : {"Close other programs.", "It could not be prepared.", "Open it again."}) {
        CHECK(all.contains(text));
    }
    CHECK_EQ(all.size(), std::size_t{4});
}

// Members that collect failures, as those that plan which weights are read.
TEST(a_function_that_makes_an_error_of_its_parameters_hands_them_on) {
    const auto all = found(R"(
        class Planner {
            void refuse(const std::string& message, const std::string& hint) {
                m_problems.push_back({ErrorCode::InvalidInput, message, hint});
            }
            void take(const std::string& name) { refuse("Tensor " + name + " is missing.", "Fetch it again."); }
        };
    )");
    CHECK(all.contains("Tensor %1 is missing."));
    CHECK(all.contains("Fetch it again."));
    CHECK_EQ(all.size(), std::size_t{2});
}

TEST(choices_give_a_template_each) {
    const auto all = found(R"(void f() {
        const std::string tail = done ? " was kept" : " was lost";
        return fail(ErrorCode::Io, "The " + (zip ? std::string("zip") : "tar") + " file" + tail + ".", hint.empty() ? "" : hint);
    })");
    for (const char* text :
         {"The zip file was kept.", "The zip file was lost.", "The tar file was kept.", "The tar file was lost."}) {
        CHECK(all.contains(text));
    }
}

TEST(functions_that_hand_a_sentence_on_are_followed) {
    const auto all = found(R"(
        Status damaged(const std::string& where, const std::string& why) { return fail(ErrorCode::Io, where + " is damaged: " + why + "."); }
        std::string reasonOf(int code) { if (code == 1) { return "it ends too early"; } return "it is too long"; }
        void f() {
            const auto refuse = [&](const std::string& what) { return damaged("the file", what); };
            refuse("its header is missing");
            return damaged("x", reasonOf(code));
        })");
    CHECK_EQ(all.at("%1 is damaged: %2."), "oo");
    CHECK(all.contains("its header is missing"));
    CHECK(all.contains("it ends too early"));
    CHECK(all.contains("it is too long"));
}

TEST(reasons_stages_and_notes_are_sentences_and_code_is_none) {
    const auto all = found(R"(void f() {
        row.reason = "it has no " + name;
        summary.notes.push_back("One pair was left out.");
        ProgressMeter meter("Reading pairs", total, progress);
        log::warn("Nobody reads this in the window: {}", x);
        run("SELECT id FROM pairs WHERE text = 1");
        return fail(ErrorCode::Io, "PRAGMA user_version", "--only");
    })");
    CHECK_EQ(all.size(), std::size_t{3});
    CHECK_EQ(all.at("it has no %1"), "v");
    CHECK(all.contains("One pair was left out."));
    CHECK(all.contains("Reading pairs"));
}

TEST(the_same_sentence_with_another_part_may_hold_a_sentence) {
    const auto all = found(R"(void f() {
        fail(ErrorCode::Io, "Cannot read it: " + std::to_string(n) + ".");
        fail(ErrorCode::Io, "Cannot read it: " + why + ".");
    })");
    CHECK_EQ(all.at("Cannot read it: %1."), "o");
}

TEST(core_sentences_are_those_of_the_source) {
    const auto root = check::sourceFolder();
    std::ifstream file(root / coreSentencesFile, std::ios::binary);
    const std::string there(std::istreambuf_iterator<char>(file), {});
    const std::string now = coreSentences(root);
    const auto lines = std::ranges::count(now, '\n');
    CHECK(lines > 2000);  // a finder that finds nothing would agree with an empty file
    if (there != now) {
        const auto differs = std::ranges::mismatch(there, now);
        const auto at = static_cast<std::size_t>(differs.in2 - now.begin());
        throw check::Failure(
            "translations/core_sentences.h is out of date: run write_core_sentences on the root of the "
            "sources, then translations/update. From here on: " +
                now.substr(at, 200),
            __FILE__, __LINE__);
    }
}
