// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/text/tokenizer.h"
#include "core/training/training_pair.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

constexpr std::int64_t defaultTextWindow = 512;      ///< the paper's
constexpr std::int64_t shortestText = 16;            ///< tokens; shorter documents are left out
constexpr std::int64_t shortestTextWindow = 32;      ///< so that no part of a document is shorter than shortestText
constexpr std::int64_t longestTextWindow = 1 << 15;  ///< the mask of attention alone takes 1 GiB there
constexpr std::int64_t mostTextTokens = 1ll << 30;   ///< held in memory: 4.6 GB in windows of 512
constexpr std::size_t mostOpenTextFiles = 256;       ///< that hold records, read by turns

struct TextWindowOptions {
    std::vector<std::filesystem::path> files;  ///< as TextReader reads them
    std::string member = "text";
    bool skipBad = false;  ///< leave bad records out instead of an Error
    std::int64_t windowTokens = defaultTextWindow;
    std::int64_t wantedTokens = 0;  ///< reading ends an eighth above it (there is something to shuffle); 0 = all texts
};
/// Sizes within their bounds, at least one file, none twice, not too many of records. Nothing is opened.
Status checkTextWindowOptions(const TextWindowOptions& options);

/// General text as the first stage of an SAE reads it. Each window is a TrainingPair with a prompt alone and without
/// sentence ends: 4 bytes a token and about 130 a window, 4.3 bytes a token in windows of 512 and up to 12 where all
/// documents are of 16.
struct TextWindows {
    std::vector<TrainingPair> windows;
    std::int64_t tokens = 0;      ///< of all windows
    std::uint64_t documents = 0;  ///< in the windows
    std::uint64_t tooShort = 0;   ///< documents left out
    std::uint64_t skipped = 0;    ///< bad records left out
    std::string firstSkipped;     ///< the sentence about one of them
    std::string fingerprint;      ///< of all windows in order; a resumed run must see the same
};

/// Reads documents from all files by turns, so that a stop at `wantedTokens` has seen each of them, and tokenises each
/// by itself, with the special tokens that the tokenizer puts around a text (a BOS) and no chat template. A document of
/// more than `windowTokens` tokens is dealt evenly into as few windows as hold it: put one after another they are the
/// document again, and nothing attends across documents. Documents shorter than 16 tokens are left out and counted.
/// The same files give the same windows, whatever the threads. Tokenises on several threads; blocks. A bad record or
/// file is an Error that names it, as is more than mostTextTokens with wantedTokens = 0; a stop request ends with
/// Interrupted. Progress counts tokens where some are wanted, else bytes.
Result<TextWindows> readTextWindows(const Tokenizer& tokenizer, const TextWindowOptions& options,
                                    const ProgressCallback& progress, std::stop_token stop);

}  // namespace saferscope
