// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/pair_mapping.h"
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
    Saferscope,     ///< {"id","subset","prompt":[{role,content}],"chosen":str,"rejected":str,...}
    HhStrings,      ///< Anthropic HH: chosen and rejected are whole "\n\nHuman: …\n\nAssistant: …" transcripts
    Messages,       ///< chosen and rejected are message lists (with or without a shared "prompt" string or list)
    Strings,        ///< prompt, chosen, rejected are plain strings
    ShareGpt,       ///< LLaMA-Factory: conversations [{from,value}], chosen {from,value}, rejected {from,value}
    PkuSafeRlhf,    ///< prompt, response_0, response_1, better_response_id, safer_response_id, is_response_N_safe
    UltraFeedback,  ///< message lists with score_chosen and score_rejected
    RewardBench,    ///< prompt, chosen, rejected, subset and a whole number as id
    RewardBench2,   ///< a list of right answers against a list of wrong ones: a pair of each two
    RmBench,        ///< three styles of the right and of the wrong answer: nine pairs
    LlmBar,         ///< input, output_1, output_2, label 1 or 2
    Nemo,           ///< prompt, chosen_response, rejected_response; or context and completions with ranks
    WildGuardMix,   ///< single answers with labels: a harmful and an unharmful one to the same prompt make a pair
    Mapped,         ///< PairReaderOptions::mapping says which member holds what
};
const char* pairLayoutName(PairLayout layout);
/// All of them in that order, Auto first.
const std::vector<PairLayout>& pairLayouts();
/// By pairLayoutName() and the short names of core/formats ("hh"); nullopt for no layout.
std::optional<PairLayout> pairLayoutNamed(const std::string& name);

/// Which of its two judgements makes the preference in PKU-SafeRLHF; the other one is kept in the pair's meta.
enum class PairPreference { Better, Safer };
const char* pairPreferenceName(PairPreference preference);  ///< "better", "safer"

/// A record that was not taken, and why.
struct PairIssue {
    std::uint64_t line = 0;  ///< 1-based line of a JSONL file, or element of a JSON array
    std::string reason;
};

/// What became of a file's records: records = used + issues + unpaired, whatever the layout. pairs >= used where a
/// record holds several, and pairs = used / 2 where two records make one (WildGuardMix).
struct PairCounts {
    std::uint64_t records = 0;   ///< met so far
    std::uint64_t used = 0;      ///< of those, in at least one pair
    std::uint64_t issues = 0;    ///< of those, dirty
    std::uint64_t unpaired = 0;  ///< of those, sound single answers without a partner; until the end: not yet
    std::uint64_t pairs = 0;     ///< given by next()
};

/// What a caller that does not hold the reader learns of it: the workspace's import, which opens its own.
struct PairReadReport {
    PairCounts counts;
    std::vector<std::string> notes;
};

struct PairReaderOptions {
    PairLayout layout = PairLayout::Auto;
    std::string defaultSubset = {};  ///< for records that name none
    std::string idPrefix = "pair";   ///< ids made for records without one: PREFIX_LINE, of a table PREFIX_RECORD
    std::uint64_t maxLineBytes = 16u << 20;     ///< longer lines are reported and skipped
    std::uint64_t maxTotalBytes = 64ull << 30;  ///< decompression stops here (zip bombs)
    PairPreference preference = PairPreference::Better;
    std::optional<PairMapping> mapping = {};       ///< set: the layout is Mapped
    std::shared_ptr<PairReadReport> report = {};   ///< filled when next() reaches the end
    std::uint64_t maxWaitingBytes = 512ull << 20;  ///< of single answers that wait for a partner; more is an error
};

/// Streams pairs from JSON Lines, a JSON array, CSV or TSV (.jsonl, .json, .csv, .tsv), all also as .gz and .zst, and
/// from Parquet where the program was built with it. What the file is shows in its first bytes; its name decides only
/// where they leave a choice. Dirty records (broken JSON, wrong types, missing keys, identical answers, repeated ids)
/// are collected as issues and skipped; PairCounts says how that adds up. A record of several pairs gives all or none.
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
    PairCounts counts() const;
    std::uint64_t records() const;                 ///< records met so far, good or bad
    std::uint64_t issueCount() const;              ///< all bad records
    const std::vector<PairIssue>& issues() const;  ///< the first 1,000 of them
    /// Sentences for people: what was assumed, columns that no pair keeps (each named once), ties, answers left over.
    /// Complete at the end of the file.
    std::vector<std::string> notes() const;
    std::uint64_t bytesRead() const;  ///< of the file on disk, for progress
    std::uint64_t bytesTotal() const;

private:
    struct Impl;
    explicit PairReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Reads everything at once: for evaluation files and tests. Fails when not one pair is usable.
Result<std::vector<PreferencePair>> readAllPairs(const std::filesystem::path& path, PairReaderOptions options = {});

}  // namespace saferscope
