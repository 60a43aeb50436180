// SPDX-License-Identifier: GPL-3.0-or-later
// A small program without libtorch that opens one file as the program would, and says in one line what became of it:
// what tests/faults measures is its memory and its processor time, which it writes to standard error. Exit codes:
// 0 read, 3 refused with a sentence, 1 a fault of the reader's, 2 usage.
#include "core/data/pair_mapping.h"
#include "core/data/pair_reader.h"
#include "core/data/rating_csv.h"
#include "core/data/rating_file.h"
#include "core/data/rating_sheet.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

using namespace saferscope;

namespace {

int refused(const Error& error) {
    std::printf("refused: %s | %s\n", error.message.c_str(), error.hint.c_str());
    return 3;
}

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int openTokenizer(const char* path, const char* text) {
    const auto tokenizer = Tokenizer::load(path);
    if (!tokenizer) {
        return refused(tokenizer.error());
    }
    if (text == nullptr) {
        std::printf("read: %zu tokens\n", tokenizer->vocabularySize());
        return 0;
    }
    const std::string words = contents(text);
    const auto encoding = tokenizer->encode(words, true);
    if (!encoding) {
        return refused(encoding.error());
    }
    const std::uint32_t end = encoding->ranges.empty() ? 0 : encoding->ranges.back().end;
    std::printf("read: %zu ids to byte %u of %zu\n", encoding->ids.size(), end, words.size());
    return 0;
}

int openTemplate(const char* path) {
    const auto parsed = ChatTemplate::parse(contents(path), "the template");
    if (!parsed) {
        return refused(parsed.error());
    }
    const auto rendered = parsed->render({{"user", "hi"}, {"assistant", "yo"}}, {"<s>", "</s>"});
    if (!rendered) {
        return refused(rendered.error());
    }
    std::printf("read: %zu bytes\n", rendered->size());
    return 0;
}

int openPairs(const char* path) {
    auto reader = PairReader::open(path);
    if (!reader) {
        return refused(reader.error());
    }
    for (;;) {
        const auto pair = reader->next();
        if (!pair) {
            return refused(pair.error());
        }
        if (!*pair) {
            break;
        }
    }
    const PairCounts counts = reader->counts();
    std::printf("read: %llu records, %llu used, %llu issues, %llu unpaired\n",
                static_cast<unsigned long long>(counts.records), static_cast<unsigned long long>(counts.used),
                static_cast<unsigned long long>(counts.issues), static_cast<unsigned long long>(counts.unpaired));
    return counts.records == counts.used + counts.issues + counts.unpaired ? 0 : 1;
}

int openPreview(const char* path) {
    const auto preview = previewFile(path, 100);
    if (!preview) {
        return refused(preview.error());
    }
    std::printf("read: %llu records, %llu broken, %zu columns\n", static_cast<unsigned long long>(preview->records),
                static_cast<unsigned long long>(preview->broken), preview->columns.size());
    return 0;
}

int openRatings(const char* path) {
    const auto file = readRatingFile(path);
    if (!file) {
        return refused(file.error());
    }
    std::printf("read: %zu events\n", file->events.size());
    return 0;
}

int openSheet(const char* path) {
    const auto edits = readRatingSheet(path, {}, "sae");
    if (!edits) {
        return refused(edits.error());
    }
    std::printf("read: %zu events, %llu problems\n", edits->events.size(),
                static_cast<unsigned long long>(edits->problemCount));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: open_texts tokenizer|template|pairs|preview|ratings|sheet FILE [TEXT]\n");
        return 2;
    }
    const std::string kind = argv[1];
    const int code = kind == "tokenizer"  ? openTokenizer(argv[2], argc > 3 ? argv[3] : nullptr)
                     : kind == "template" ? openTemplate(argv[2])
                     : kind == "pairs"    ? openPairs(argv[2])
                     : kind == "preview"  ? openPreview(argv[2])
                     : kind == "ratings"  ? openRatings(argv[2])
                     : kind == "sheet"    ? openSheet(argv[2])
                                          : 2;
    std::fprintf(stderr, "processor seconds: %.3f\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
    return code;
}
