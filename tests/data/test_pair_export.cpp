// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/pair_export.h"
#include "core/data/pair_writer.h"
#include "tests/data/pair_files.h"

#include <array>

using namespace saferscope;
using check::readOut;
using check::TemporaryFolder;

namespace {

constexpr std::array outputs{PairOutput::Saferscope, PairOutput::Messages, PairOutput::Strings, PairOutput::Csv};

std::filesystem::path fileOf(const TemporaryFolder& folder, PairOutput output) {
    return folder.path() / (std::string(pairOutputName(output)) + pairOutputExtension(output));
}

PreferencePair pairOf(std::string id, std::vector<Message> prompt, std::string chosen, std::string rejected) {
    PreferencePair pair;
    pair.id = std::move(id);
    pair.prompt = std::move(prompt);
    pair.chosen = std::move(chosen);
    pair.rejected = std::move(rejected);
    return pair;
}

// Texts that trip readers of CSV and JSON Lines.
std::vector<PreferencePair> awkwardPairs() {
    const std::vector<std::string> texts{"plain",
                                         "=1+1",
                                         "-",
                                         "'quoted'",
                                         "a,b;c\td",
                                         "say \"hi\"",
                                         "two\nlines",
                                         "two\r\nlines",
                                         "NA",
                                         "",
                                         "1.0",
                                         "null",
                                         "雨 🌵 é",
                                         "[1, 2]",
                                         "{}",
                                         "true",
                                         "\\n",
                                         "a\u2028b",
                                         "\xEF\xBB\xBF"
                                         "bom"};
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto pair =
            pairOf("p" + std::to_string(i), {{"user", "q " + texts[i]}}, texts[i], texts[(i + 1) % texts.size()]);
        pair.subset = i % 3 == 0 ? "" : "s " + texts[i];
        pair.split = i % 2 == 0 ? "train" : "";
        pair.meta = i % 2 == 0 ? "{}" : R"({"z":1.50,"a":"x, \"y\""})";
        pairs.push_back(std::move(pair));
    }
    pairs.push_back(pairOf("turns", {{"user", "one"}, {"assistant", "two"}, {"user", "three"}}, "a", "b"));
    pairs.push_back(pairOf("system", {{"system", "Be brief."}, {"user", "one"}}, "a", "b"));
    pairs.push_back(pairOf("human", {{"user", "a Human: inside, and Assistant: too"}}, "a", "b"));
    return pairs;
}

std::vector<PreferencePair> written(const TemporaryFolder& folder, PairOutput output,
                                    const std::vector<PreferencePair>& pairs) {
    auto exporter = PairExporter::create(fileOf(folder, output), output);
    CHECK_OK(exporter);
    for (const auto& pair : pairs) {
        CHECK_OK(exporter->write(pair));
    }
    CHECK(!std::filesystem::exists(fileOf(folder, output)));
    CHECK_OK(exporter->commit());
    return readOut(fileOf(folder, output)).pairs;
}

}  // namespace

TEST(every_export_is_read_back_equal_by_the_importer) {
    const TemporaryFolder folder;
    const auto pairs = awkwardPairs();
    for (const auto output : outputs) {
        const auto back = written(folder, output, pairs);
        CHECK_EQ(std::string(pairOutputName(output)) + std::to_string(back.size()),
                 std::string(pairOutputName(output)) + std::to_string(pairs.size()));
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            CHECK_EQ(std::string(pairOutputName(output)) + pairToJsonLine(back[i]),
                     std::string(pairOutputName(output)) + pairToJsonLine(pairs[i]));
            CHECK(back[i] == pairs[i]);
        }
    }
}

// What is not refused comes back equal, whatever the texts.
TEST(random_pairs_come_back_or_are_refused) {
    const std::vector<std::string> pieces{"Human:",
                                          "\n\nHuman: ",
                                          "\n\nAssistant:",
                                          "[{\"role\":\"user\",\"content\":\"x\"}]",
                                          "\"",
                                          ",",
                                          "\r",
                                          "\n",
                                          " ",
                                          "é",
                                          "x",
                                          "Assistant: "};
    const TemporaryFolder folder;
    Random random(11);
    const auto text = [&] {
        std::string made;
        for (std::uint64_t n = random.below(4); n > 0; --n) {
            made += pieces[random.below(pieces.size())];
        }
        return made;
    };
    for (const auto output : outputs) {
        std::size_t refused = 0;
        auto exporter = PairExporter::create(fileOf(folder, output), output);
        CHECK_OK(exporter);
        // The first decides the layout that the reader takes for the file.
        std::vector<PreferencePair> kept{pairOf("first", {{"user", "q"}}, "a", "b")};
        CHECK_OK(exporter->write(kept[0]));
        for (int i = 0; i < 600; ++i) {
            auto pair = pairOf("p" + std::to_string(i), {}, text(), text());
            for (std::uint64_t turn = 0; turn <= random.below(3); ++turn) {
                pair.prompt.push_back({random.below(6) == 0 ? "tool" : turn % 2 == 0 ? "user" : "assistant", text()});
            }
            if (pair.chosen == pair.rejected) {
                continue;
            }
            if (const auto done = exporter->write(pair); done) {
                kept.push_back(std::move(pair));
            } else {
                ++refused;
                CHECK(done.error().message.find(pair.id) != std::string::npos);
            }
        }
        CHECK_OK(exporter->commit());
        const auto back = readOut(fileOf(folder, output));
        CHECK_EQ(back.issues.size(), 0u);
        CHECK(back.pairs == kept);
        const bool holdsAll = output == PairOutput::Saferscope || output == PairOutput::Messages;
        CHECK_EQ(refused > 0, !holdsAll);
        CHECK(kept.size() > 100);
    }
}

TEST(what_others_could_not_read_is_refused) {
    const TemporaryFolder folder;
    auto pair = pairOf("x", {{"user", "q"}}, "a\xff", "b");
    for (const auto output : outputs) {
        auto exporter = PairExporter::create(fileOf(folder, output), output);
        CHECK_OK(exporter);
        CHECK(!exporter->write(pair));
        auto sound = pairOf("y", {{"user", "q"}}, "a", "b");
        sound.meta = "[1]";
        CHECK(!exporter->write(sound));
        CHECK(!exporter->write(pairOf("n", {}, "a", "b")));  // without a prompt it could not come back
    }
    CHECK(std::filesystem::is_empty(folder.path()));  // nothing was committed
}
