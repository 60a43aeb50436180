// SPDX-License-Identifier: GPL-3.0-or-later
// General texts for the first stage of an SAE. Input: a byte for the name the file has, the file. It is read twice:
// with bad records refused and left out.
#include "core/base/text_check.h"
#include "core/data/text_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

constexpr const char* names[] = {"x.jsonl", "x.json", "x.csv", "x.txt", "x.jsonl.gz", "x.txt.gz"};
constexpr std::size_t longest = 4096;

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    const auto add = [&all](std::size_t name, const std::string& bytes) { all.push_back(chosen(name, bytes)); };
    add(0, sourceFile("tests/fixtures/formats/texts/texts.jsonl"));
    add(0, "{\"text\":\"a\"}\n{\"id\":3}\n\n\"b\"\n{\"text\":\"\\ud800\"}\n{\"text\":\"" + std::string(5000, 'x') +
               "\"}\n");
    add(1, "[\"a\", {\"text\":\"b\"}, 3]");
    add(2, "text,id\n\"two\nlines\",1\nb,2\n");
    add(3, sourceFile("tests/fixtures/formats/texts/letter.txt"));
    add(3,
        "\xef\xbb\xbfGr\xc3\xbc\xc3\x9f"
        "e");
    add(4, sourceFile("tests/fixtures/formats/pairs-gzip/pairs.jsonl.gz"));
    return all;
}

struct Outcome {
    std::vector<std::string> documents;
    std::uint64_t skipped = 0;
    bool whole = false;
};

Outcome readAll(const std::filesystem::path& path, bool skipBad) {
    Outcome outcome;
    auto reader = TextReader::open(path, {.skipBad = skipBad, .maxBytes = longest, .maxTotalBytes = 1u << 24});
    if (!reader) {
        MUST_BE_A_SENTENCE(reader.error());
        return outcome;
    }
    while (true) {
        auto document = reader->next();
        if (!document) {
            MUST_BE_A_SENTENCE(document.error());
            break;
        }
        if (!*document) {
            outcome.whole = true;
            break;
        }
        MUST(isValidUtf8(**document));
        MUST((*document)->size() <= longest);
        outcome.documents.push_back(std::move(**document));
    }
    outcome.skipped = reader->skipped();
    MUST(outcome.skipped == 0 || skipBad);
    MUST_EQUAL(outcome.skipped == 0, reader->firstSkipped().empty());
    MUST(reader->bytesRead() <= reader->bytesTotal());
    return outcome;
}

}  // namespace

FUZZ_TARGET(texts, seeds) {
    Input in(input);
    const char* name = names[in.choice(std::size(names))];
    const auto path = scratchFile(name, in.rest());
    const Outcome strict = readAll(path, false);
    const Outcome lenient = readAll(path, true);
    // Up to the first bad record both are the same; where there is none, to the end.
    MUST(strict.documents.size() <= lenient.documents.size());
    MUST(std::equal(strict.documents.begin(), strict.documents.end(), lenient.documents.begin()));
    MUST(!strict.whole || (lenient.whole && lenient.skipped == 0 && strict.documents == lenient.documents));
}
