// SPDX-License-Identifier: GPL-3.0-or-later
// Walks every row of pairs that core/formats promises with the fixture of its name: tests/fixtures/formats/ID/.
// expected.json there: {"file", "layout", "map", "preference", "pairs", "issues", "counts", "notes": [begin or part of
// a sentence], "needs": a library, "refusal": what is said without it, "also": further cases of the same members}.
#include "core/base/json.h"
#include "core/data/pair_writer.h"
#include "core/experiments/rm_bench.h"
#include "core/formats/accepted_formats.h"
#include "tests/data/pair_files.h"

#include <algorithm>

using namespace saferscope;

namespace {

std::filesystem::path fixtures() { return check::sourceFolder() / "tests" / "fixtures" / "formats"; }

[[noreturn]] void failCase(const std::string& what) { throw check::Failure(what, __FILE__, __LINE__); }

PreferencePair pairOf(const Json& json) {
    PreferencePair pair;
    pair.id = json.at("id");
    pair.subset = json.at("subset");
    pair.split = json.at("split");
    for (const auto& turn : json.at("prompt")) {
        pair.prompt.push_back({turn.at("role"), turn.at("content")});
    }
    pair.chosen = json.at("chosen");
    pair.rejected = json.at("rejected");
    pair.meta = json.at("meta").dump();
    return pair;
}

// Meta data are compared as values: a fixture need not spell numbers as we do.
bool same(PreferencePair left, PreferencePair right) {
    const bool meta = Json::parse(left.meta) == Json::parse(right.meta);
    left.meta = right.meta = "{}";
    return meta && left == right;
}

PairReaderOptions optionsOf(const Json& expected) {
    PairReaderOptions options;
    if (const auto map = expected.value("map", std::string()); !map.empty()) {
        auto mapping = parsePairMapping(map);
        CHECK_OK(mapping);
        options.mapping = *mapping;
    }
    options.preference =
        expected.value("preference", "better") == "safer" ? PairPreference::Safer : PairPreference::Better;
    return options;
}

void checkCase(const std::string& id, const std::string& fileName, const Json& expected, PairReaderOptions options) {
    const std::string name = id + "/" + fileName + (options.layout == PairLayout::Auto ? "" : " (layout given)");
    auto report = std::make_shared<PairReadReport>();
    options.report = report;
    auto reader = PairReader::open(fixtures() / id / fileName, options);
    if (!reader && expected.contains("needs")) {
        const std::string refusal = expected.value("refusal", "built without");
        if (reader.error().message.find(refusal) == std::string::npos) {
            failCase(name + ": " + reader.error().message);
        }
        return;
    }
    if (!reader) {
        failCase(name + ": " + reader.error().message);
    }
    std::vector<PreferencePair> pairs;
    while (true) {
        auto pair = reader->next();
        CHECK_OK(pair);
        if (!*pair) {
            break;
        }
        pairs.push_back(std::move(**pair));
    }
    const auto counts = reader->counts();
    CHECK_EQ(counts.pairs, pairs.size());
    CHECK_EQ(counts.records, counts.used + counts.issues + counts.unpaired);
    CHECK_EQ(report->counts.records, counts.records);
    CHECK(report->notes == reader->notes());
    if (expected.contains("layout")) {
        CHECK_EQ(name + " " + pairLayoutName(reader->layout()), name + " " + expected["layout"].get<std::string>());
    }
    CHECK_EQ(name + std::to_string(counts.issues), name + std::to_string(expected.value("issues", 0)));
    CHECK_EQ(name + std::to_string(pairs.size()), name + std::to_string(expected.at("pairs").size()));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!same(pairs[i], pairOf(expected["pairs"][i]))) {
            failCase(name + ", pair " + std::to_string(i) + ": " + pairToJsonLine(pairs[i]) + " instead of " +
                     pairToJsonLine(pairOf(expected["pairs"][i])));
        }
    }
    if (expected.contains("counts")) {
        const Json found{{"records", counts.records},
                         {"used", counts.used},
                         {"issues", counts.issues},
                         {"unpaired", counts.unpaired},
                         {"pairs", counts.pairs}};
        CHECK_EQ(name + found.dump(), name + expected["counts"].dump());
    }
    for (const auto& part : expected.value("notes", std::vector<std::string>())) {
        const auto notes = reader->notes();
        if (std::ranges::none_of(notes, [&](const auto& note) { return note.find(part) != std::string::npos; })) {
            failCase(name + " does not say: " + part);
        }
    }
}

}  // namespace

TEST(every_layout_that_is_promised_reads_its_fixture) {
    std::size_t rows = 0;
    for (const auto& format : acceptedFormats()) {
        if (format.kind != FormatKind::Pairs) {
            continue;
        }
        ++rows;
        const std::string id(format.id);
        auto text = readJsonFile(fixtures() / id / "expected.json");
        CHECK_OK(text);
        const Json expected = *text;
        const auto file = expected.at("file").get<std::string>();
        checkCase(id, file, expected, optionsOf(expected));
        for (const auto& other : expected.value("also", Json::array())) {
            checkCase(id, other.value("file", file), other, optionsOf(other));
        }
        // The name that people give the layout by leads to the same.
        if (const std::string option(format.option); !option.empty() && option != "--map") {
            const auto layout = pairLayoutNamed(option);
            CHECK(layout.has_value());
            auto given = optionsOf(expected);
            given.layout = *layout;
            checkCase(id, file, expected, given);
        }
    }
    CHECK(rows >= 17);
}

TEST(names_of_layouts_are_unique_and_lead_back) {
    for (const auto layout : pairLayouts()) {
        CHECK(pairLayoutNamed(pairLayoutName(layout)) == layout);
    }
    CHECK(pairLayoutNamed("hh") == PairLayout::HhStrings);
    CHECK(!pairLayoutNamed("parquet"));
}

TEST(parquet_is_known_by_its_first_bytes) {
    const check::TemporaryFolder folder;
    const auto bytes = check::readFile(fixtures() / "pairs-parquet" / "pairs.parquet");
    CHECK(bytes.starts_with("PAR1"));
    check::writeFile(folder.path() / "named.jsonl", bytes);
    const auto reader = PairReader::open(folder.path() / "named.jsonl");
    if (!reader) {  // without Arrow: how to turn it into what can be read
        CHECK(reader.error().message.find("Parquet") != std::string::npos);
        CHECK(reader.error().hint.find("read_parquet('named.jsonl')") != std::string::npos);
        CHECK(reader.error().hint.find("orient='records', lines=True") != std::string::npos);
        CHECK(reader.error().hint.find("COPY") != std::string::npos);
    }
}

// Every broken copy of every fixture: cut off, a byte changed, a line doubled. Nothing may crash, and what was met is
// counted.
TEST(damaged_fixtures_are_counted_or_refused) {
    const check::TemporaryFolder folder;
    for (const auto& format : acceptedFormats()) {
        if (format.kind != FormatKind::Pairs) {
            continue;
        }
        const auto expected = *readJsonFile(fixtures() / format.id / "expected.json");
        const auto file = expected.at("file").get<std::string>();
        const std::string whole = check::readFile(fixtures() / format.id / file);
        for (std::size_t step = 0; step < 120; ++step) {
            std::string broken = whole;
            const std::size_t at = whole.size() * step / 120;
            if (step % 3 == 0) {
                broken.resize(at);
            } else if (step % 3 == 1) {
                broken[at] = static_cast<char>(broken[at] ^ (step % 2 == 0 ? 0x80 : 0x11));
            } else {
                broken.insert(at, broken.substr(0, at));
            }
            check::writeFile(folder.path() / file, broken);
            auto reader = PairReader::open(folder.path() / file, optionsOf(expected));
            while (reader) {
                const auto pair = reader->next();
                if (!pair || !*pair) {
                    break;
                }
                CHECK(!(*pair)->id.empty() && !(*pair)->prompt.empty() && (*pair)->chosen != (*pair)->rejected);
                CHECK(Json::parse((*pair)->meta).is_object());
            }
            if (reader) {
                const auto counts = reader->counts();
                CHECK_EQ(counts.records, counts.used + counts.issues + counts.unpaired);
            }
        }
    }
}

// The matrix of styles is found again by what evaluation reads it from.
TEST(rm_bench_pairs_carry_their_cell) {
    const auto file = fixtures() / "pairs-rm-bench" / "total_dataset.json";
    const auto imported = readAllPairs(file);
    CHECK_OK(imported);
    for (const auto& pair : *imported) {
        const auto cell = styleCell(pair.id, pair.meta);
        CHECK(cell.has_value());
        CHECK_EQ(pair.id, cell->item + "_" + std::to_string(cell->chosen) + std::to_string(cell->rejected));
    }
}
