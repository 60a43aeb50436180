// SPDX-License-Identifier: GPL-3.0-or-later
// Import of preference pairs. Input: a byte for the name the file has (what it is shows in its bytes, and there in its
// name), one for the layout asked for and for what the pairs are written as, a mapping up to a line break, the file.
#include "core/base/text_check.h"
#include "core/data/pair_export.h"
#include "core/data/pair_reader.h"
#include "core/data/pair_writer.h"
#include "tests/fuzz/fuzz_target.h"

#include <optional>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

constexpr const char* names[] = {"x.jsonl", "x.json", "x.csv", "x.tsv", "x.txt", "x.jsonl.gz"};

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    const auto add = [&all](std::size_t name, const std::string& file, const std::string& mapping = {},
                            std::size_t layout = 0) {
        layout |= (all.size() % 4) << 6;
        all.push_back(chosen(name, chosen(layout, mapping + "\n" + sourceFile("tests/fixtures/" + file))));
    };
    for (const char* file :
         {"data/hh_strings.jsonl", "data/messages.jsonl", "data/strings.jsonl", "data/saferscope.jsonl",
          "formats/pairs-nemo/dpo.jsonl", "formats/pairs-pku-saferlhf/train.jsonl",
          "formats/pairs-rewardbench-2/test.jsonl", "formats/pairs-rewardbench/filtered.jsonl",
          "formats/pairs-wildguardmix/train.jsonl", "formats/pairs-ultrafeedback/train_prefs.jsonl"}) {
        add(0, file);
    }
    for (const char* file :
         {"data/sharegpt.json", "formats/pairs-llmbar/dataset.json", "formats/pairs-rm-bench/total_dataset.json"}) {
        add(1, file);
    }
    add(2, "formats/pairs-csv/pairs.csv");
    add(3, "formats/pairs-csv/pairs.tsv");
    add(2, "formats/pairs-mapped/mine.csv", "prompt=question,chosen=best,rejected=worst");
    add(0, "formats/pairs-mapped/mine.jsonl", "prompt=q.0,chosen=a,rejected=b,preferred=better");
    add(5, "formats/pairs-gzip/pairs.jsonl.gz");
    add(4, "formats/pairs-gzip/pairs.jsonl.zst");
    return all;
}

void checkPair(const PreferencePair& pair) {
    MUST(!pair.id.empty() && !pair.prompt.empty() && pair.chosen != pair.rejected);
    for (const std::string* text : {&pair.id, &pair.subset, &pair.split, &pair.chosen, &pair.rejected, &pair.meta}) {
        MUST(isValidUtf8(*text));
    }
}

std::vector<PreferencePair> readAll(PairReader& reader) {
    std::vector<PreferencePair> pairs;
    while (true) {
        auto pair = reader.next();
        if (!pair) {
            MUST_BE_A_SENTENCE(pair.error());
            break;
        }
        if (!*pair) {
            const PairCounts counts = reader.counts();
            MUST_EQUAL(counts.records, counts.used + counts.issues + counts.unpaired);
            break;
        }
        checkPair(**pair);
        pairs.push_back(std::move(**pair));
    }
    const PairCounts counts = reader.counts();
    MUST_EQUAL(counts.pairs, pairs.size());
    MUST_EQUAL(reader.issueCount(), counts.issues);
    MUST(reader.issues().size() <= 1000 && reader.issues().size() <= counts.issues);
    for (const PairIssue& issue : reader.issues()) {
        MUST(!issue.reason.empty() && isValidUtf8(issue.reason));
    }
    for (const std::string& note : reader.notes()) {
        MUST(!note.empty() && isValidUtf8(note));
    }
    return pairs;
}

/// Our own layout gives every pair back, byte for byte.
void checkRoundTrip(const std::vector<PreferencePair>& pairs) {
    std::string lines;
    for (const PreferencePair& pair : pairs) {
        const std::string line = pairToJsonLine(pair);
        MUST(line.find('\n') == std::string::npos);
        lines += line + "\n";
    }
    PairReaderOptions options;
    options.layout = PairLayout::Saferscope;
    auto reader = PairReader::open(scratchFile("copy.jsonl", lines), options);
    MUST(reader.has_value());
    const auto again = readAll(*reader);
    MUST_EQUAL(again.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        MUST(again[i] == pairs[i]);
    }
}

/// What another tool gets is read back equal, or refused.
void checkExport(const std::vector<PreferencePair>& pairs, PairOutput output) {
    const auto path = scratchFolder() / (std::string("export") + pairOutputExtension(output));
    auto exporter = PairExporter::create(path, output);
    MUST(exporter.has_value());
    std::vector<PreferencePair> written;
    for (const PreferencePair& pair : pairs) {
        if (const auto taken = exporter->write(pair)) {
            written.push_back(pair);
        } else {
            MUST_BE_A_SENTENCE(taken.error());
        }
    }
    MUST(exporter->commit().has_value());
    if (written.empty()) {
        return;
    }
    auto reader = PairReader::open(path);
    MUST(reader.has_value());
    const auto again = readAll(*reader);
    MUST_EQUAL(again.size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        MUST(again[i] == written[i]);
    }
}

}  // namespace

FUZZ_TARGET(pairs, seeds) {
    Input parts(input);
    const char* const name = names[parts.choice(std::size(names))];
    const std::uint8_t asked = parts.byte();
    PairReaderOptions options;
    options.layout = pairLayouts()[(asked & 0x0f) % pairLayouts().size()];
    options.preference = (asked & 0x10) != 0 ? PairPreference::Safer : PairPreference::Better;
    options.maxLineBytes = (asked & 0x20) != 0 ? 200 : options.maxLineBytes;
    options.maxTotalBytes = 8u << 20;
    const std::string mapping(parts.upTo('\n'));
    if (!mapping.empty()) {
        const auto parsed = parsePairMapping(mapping);
        if (parsed) {
            const auto again = parsePairMapping(pairMappingText(*parsed));
            MUST(again.has_value() && *again == *parsed);
            options.mapping = *parsed;
        }
    }
    const auto path = scratchFile(name, parts.rest());
    if (const auto preview = previewFile(path)) {
        MUST(preview->broken <= preview->records);
        for (const FileColumn& column : preview->columns) {
            MUST(column.filled <= preview->records);
            for (const std::string& example : column.examples) {
                MUST(example.size() <= 310 && isValidUtf8(example));
            }
        }
    } else {
        MUST_BE_A_SENTENCE(preview.error());
    }
    auto reader = PairReader::open(path, options);
    if (!reader) {
        MUST_BE_A_SENTENCE(reader.error());
        return;
    }
    const auto pairs = readAll(*reader);
    if (pairs.empty()) {
        return;
    }
    // One of them each time: every file that is opened costs buffers of its own.
    switch (asked >> 6) {
        case 0:
            checkRoundTrip(pairs);
            break;
        case 1:
            checkExport(pairs, PairOutput::Csv);
            break;
        case 2:
            checkExport(pairs, PairOutput::Messages);
            break;
        default:
            checkExport(pairs, PairOutput::Strings);
    }
}
