// SPDX-License-Identifier: GPL-3.0-or-later
// A small program without libtorch that opens one thing as the program would, looks at every byte of it, and says in
// one line what became of it: tests/faults measures its memory and its time. Exit codes: 0 read, 3 refused with a
// sentence, 1 a fault of the reader's, 2 usage.
#include "core/base/lost_pages.h"
#include "core/data/content_hash.h"
#include "core/data/pair_mapping.h"
#include "core/data/pair_reader.h"
#include "core/data/rating_file.h"
#include "core/features/contrast.h"
#include "core/features/feature_index.h"
#include "core/model/checkpoint_files.h"
#include "core/model/config.h"
#include "core/tensor/tensor_archive.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

using namespace saferscope;

namespace {

int refused(const Error& error) {
    std::printf("refused: %s | %s\n", error.message.c_str(), error.hint.c_str());
    return 3;
}

/// Touches every page and checks what a view promises.
template <class Views>
int readAll(const Views& views) {
    unsigned long sum = 0;
    std::size_t bytes = 0;
    for (const TensorView& view : views) {
        if (view.data.size() != static_cast<std::size_t>(view.elements()) * dtypeSize(view.dtype)) {
            std::printf("a view has %zu bytes\n", view.data.size());
            return 1;
        }
        for (std::size_t i = 0; i < view.data.size(); i += 64) {
            sum += static_cast<unsigned char>(view.data[i]);
        }
        bytes += view.data.size();
    }
    std::printf("read: %zu tensors, %zu bytes, sum %lu\n", views.size(), bytes, sum);
    return 0;
}

int openCheckpoint(const std::filesystem::path& folder) {
    const auto config = loadModelConfig(folder);
    if (!config) {
        return refused(config.error());
    }
    const auto files = CheckpointFiles::open(folder);
    if (!files) {
        return refused(files.error());
    }
    std::vector<TensorView> views;
    for (const CheckpointFiles::File& file : files->files()) {
        for (const TensorView* view : file.tensors) {
            views.push_back(*view);
        }
    }
    return readAll(views);
}

int openPairs(const std::filesystem::path& path) {
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
            std::printf("read: %llu records\n", static_cast<unsigned long long>(reader->counts().records));
            return 0;
        }
    }
}

unsigned long askEverything(const FeatureIndex& index) {
    unsigned long answers = 0;
    for (std::uint32_t p = 0; p < index.pairCount(); ++p) {
        answers += index.pair(PairIndex(p)).id.size();
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            answers += index.segmentText(PairIndex(p), segment).size();
            const auto tokens = index.tokens(PairIndex(p), segment);
            for (std::uint32_t t = 0; t < tokens.size(); ++t) {
                answers += index.latents(PairIndex(p), segment, t).size();
            }
        }
    }
    for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
        for (std::uint32_t f = 0; f < index.featureCount(); ++f) {
            answers += index.histogram(FeatureId(f), scope).chosen[0] + index.contexts(FeatureId(f), scope).size();
            for (std::size_t subset = 0; subset < index.manifest().subsets.size(); ++subset) {
                answers += index.subsetSums(FeatureId(f), scope, subset).firingPairs > 0 ? 1 : 0;
            }
        }
        answers += computeContrasts(index, scope).size();
    }
    return answers;
}

int openIndex(const std::filesystem::path& folder) {
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        return refused(index.error());
    }
    std::printf("read: %u pairs, %lu\n", (*index)->pairCount(), askEverything(**index));
    return 0;
}

/// Another program cuts a file short in place while the index is open, or renames another over it ("rename").
int spoilIndex(const std::filesystem::path& folder, const std::string& file, const std::string& how) {
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        return refused(index.error());
    }
    const auto path = folder / file;
    std::error_code error;
    if (how == "rename") {
        std::filesystem::copy_file(folder / "index.json", folder / "other", error);
        std::filesystem::rename(folder / "other", path, error);
    } else if (::truncate(path.c_str(), std::atol(how.c_str())) != 0) {
        return 2;
    }
    const unsigned long answers = askEverything(**index);
    const auto lost = lostFile();
    std::printf("read: %u pairs, %lu; lost %s\n", (*index)->pairCount(), answers, lost ? lost->c_str() : "nothing");
    return 0;
}

int run(const std::string& kind, const std::filesystem::path& path, char** more) {
    if (kind == "safetensors") {
        const auto file = SafetensorsFile::open(path);
        return file ? readAll(file->tensors()) : refused(file.error());
    }
    if (kind == "archive") {
        const auto archive = TensorArchive::open(path);
        return archive ? readAll(archive->tensors()) : refused(archive.error());
    }
    if (kind == "config") {
        const auto config = loadModelConfig(path);
        return config ? (std::printf("read: %s\n", config->family.c_str()), 0) : refused(config.error());
    }
    if (kind == "checkpoint") {
        return openCheckpoint(path);
    }
    if (kind == "hash") {
        const auto hash = folderContentHash(path);
        return hash ? (std::printf("read: %s\n", hash->c_str()), 0) : refused(hash.error());
    }
    if (kind == "pairs") {
        return openPairs(path);
    }
    if (kind == "preview") {
        const auto preview = previewFile(path, 100);
        return preview ? (std::printf("read: %zu columns\n", preview->columns.size()), 0) : refused(preview.error());
    }
    if (kind == "ratings") {
        const auto file = readRatingFile(path);
        return file ? (std::printf("read: %zu events\n", file->events.size()), 0) : refused(file.error());
    }
    if (kind == "index") {
        return openIndex(path);
    }
    if ((kind == "spoil" || kind == "spoil-worker") && more[0] != nullptr && more[1] != nullptr) {
        handleLostPages(kind == "spoil" ? LostPages::ReadAsZero : LostPages::End);
        return spoilIndex(path, more[0], more[1]);
    }
    std::fprintf(
        stderr,
        "usage: open_weights safetensors|archive|pairs|preview|ratings FILE | config|checkpoint|hash|index FOLDER |\n"
        "                    spoil|spoil-worker INDEX FILE BYTES|rename\n");
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        return 2;
    }
    const int code = run(argv[1], argv[2], argv + 3);
    std::fprintf(stderr, "processor seconds: %.3f\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
    return code;
}
