// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preference_pair.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// How a file spells a pair. Found from the first usable record unless the caller says.
enum class PairLayout {
    Auto,
    Saferscope,  ///< {"id","subset","prompt":[{role,content}],"chosen":str,"rejected":str,...}
    HhStrings,   ///< Anthropic HH: chosen and rejected are whole "\n\nHuman: …\n\nAssistant: …" transcripts
    Messages,    ///< chosen and rejected are message lists (with or without a shared "prompt" string or list)
    Strings,     ///< prompt, chosen, rejected are plain strings
    ShareGpt,    ///< LLaMA-Factory: conversations [{from,value}], chosen {from,value}, rejected {from,value}
};
const char* pairLayoutName(PairLayout layout);

/// A record that was not taken, and why.
struct PairIssue {
    std::uint64_t line = 0;  ///< 1-based line of a JSONL file, or element of a JSON array
    std::string reason;
};

struct PairReaderOptions {
    PairLayout layout = PairLayout::Auto;
    std::string defaultSubset = {};             ///< for records that name none
    std::string idPrefix = "pair";              ///< ids made for records without one are PREFIX_LINE
    std::uint64_t maxLineBytes = 16u << 20;     ///< longer lines are reported and skipped
    std::uint64_t maxTotalBytes = 64ull << 30;  ///< decompression stops here (zip bombs)
};

/// Streams pairs from .jsonl, .json (array) and their .gz forms. Dirty records (broken JSON, wrong types, missing keys,
/// identical answers, repeated ids) are collected as issues and skipped, so that read pairs + issues = records.
/// One thread; blocks on the disk. A file that cannot be opened, is empty or holds no usable record layout is an error.
class PairReader {
public:
    static Result<PairReader> open(const std::filesystem::path& path, PairReaderOptions options = {});
    PairReader(PairReader&&) noexcept;
    PairReader& operator=(PairReader&&) noexcept;
    ~PairReader();

    /// The next good pair; nullopt at the end. An Error means the file itself failed (I/O, corrupt gzip), not a record.
    Result<std::optional<PreferencePair>> next();

    PairLayout layout() const;
    std::uint64_t records() const;                 ///< records met so far, good or bad
    std::uint64_t issueCount() const;              ///< all bad records
    const std::vector<PairIssue>& issues() const;  ///< the first 1,000 of them
    std::uint64_t bytesRead() const;               ///< of the file on disk, for progress
    std::uint64_t bytesTotal() const;

private:
    struct Impl;
    explicit PairReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Reads everything at once: for evaluation files and tests. Fails when not one pair is usable.
Result<std::vector<PreferencePair>> readAllPairs(const std::filesystem::path& path, PairReaderOptions options = {});

}  // namespace saferscope
