// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"

#include "core/base/json_builder.h"
#include "core/base/seeded_hash.h"
#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "core/data/pair_layout.h"
#include "core/data/pair_notes.h"
#include "core/data/pair_record.h"
#include "core/data/preferred_base.h"
#include "core/data/record_splitter.h"
#include "core/data/single_answers.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_set>

namespace saferscope {

namespace {

constexpr std::size_t maxKeptIssues = 1000;
constexpr std::size_t maxDepth = 64;
constexpr std::uint64_t maxValueBytes = 96u << 20;  ///< of a record once it is read: 16 MiB of "[]," would take 500
// How far open() looks for a record whose layout it knows before it gives the file up.
constexpr std::uint64_t maxProbedRecords = 1000;

tl::expected<Json, std::string> parseRecord(std::string_view text) {
    if (!isValidUtf8(text)) {
        return tl::unexpected(std::string("it is not valid UTF-8"));
    }
    if (jsonDepth(text) > maxDepth) {
        return tl::unexpected("it is nested deeper than " + std::to_string(maxDepth) + " levels");
    }
    JsonBuilder builder(maxValueBytes);
    if (!Json::sax_parse(text, &builder)) {
        std::string problem = "it" + builder.problem();
        problem.pop_back();  // the full stop
        return tl::unexpected(std::move(problem));
    }
    return builder.take();
}

std::string keysOf(const Json& record) {
    constexpr std::size_t shown = 8;
    std::string keys;
    std::size_t count = 0;
    for (const auto& [key, value] : record.items()) {
        if (count++ == shown) {
            return keys + ", …";
        }
        keys += (keys.empty() ? "\"" : ", \"") + key.substr(0, 40) + "\"";
    }
    return keys;
}

}  // namespace

struct PairReader::Impl {
    Impl(RecordSplitter opened, std::filesystem::path file, PairReaderOptions readOptions)
        : splitter(std::move(opened)), path(std::move(file)), options(std::move(readOptions)) {
        rules.layout = options.mapping ? PairLayout::Mapped : options.layout;
        rules.defaultSubset = options.defaultSubset;
        rules.preference = options.preference;
        rules.mapping = options.mapping.value_or(PairMapping{});
    }

    RecordSplitter splitter;
    const std::filesystem::path path;
    const PairReaderOptions options;
    RecordRules rules;
    std::optional<RawRecord> pending;  // read by open() to find the layout, delivered by next()
    std::optional<Error> broken;       // the file failed; next() says so again and again
    std::unordered_set<std::string, SeededHash, std::equal_to<>> ids;
    std::deque<PreferencePair> ready;  // further pairs of the last record
    SingleAnswers singles;
    PairCounts counts;
    std::vector<PairIssue> issues;
    PairNotes notes;

    Result<std::optional<RawRecord>> nextRaw();
    Status probe();
    void report(std::uint64_t line, std::string reason);
    // Of a table the number of the record, not of the line: its header is none, and cells may have line breaks.
    std::string fallbackId(std::uint64_t line) const {
        const bool table = splitter.form() == RecordSplitter::Form::Table;
        return options.idPrefix + "_" + std::to_string(table ? counts.records + 1 : line);
    }
    tl::expected<void, std::string> take(const RawRecord& raw);
    tl::expected<void, std::string> takeSingle(Json& record, std::uint64_t line);
    tl::expected<void, std::string> takeIds(std::vector<PreferencePair>& pairs, std::uint64_t line);
    Status requireBounds() const;
    void finish();
};

PairReader::PairReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PairReader::PairReader(PairReader&&) noexcept = default;
PairReader& PairReader::operator=(PairReader&&) noexcept = default;
PairReader::~PairReader() = default;

void PairReader::Impl::report(std::uint64_t line, std::string reason) {
    ++counts.records;
    ++counts.issues;
    if (issues.size() < maxKeptIssues) {
        issues.push_back({line, std::move(reason)});
    }
}

Result<std::optional<RawRecord>> PairReader::Impl::nextRaw() {
    if (pending) {
        auto raw = std::move(pending);
        pending.reset();
        return raw;
    }
    return splitter.next();
}

// Reads up to the first record whose layout is known and keeps it for next(); those before it are issues.
Status PairReader::Impl::probe() {
    std::string keys;
    while (counts.records < maxProbedRecords) {
        auto raw = splitter.next();
        if (!raw) {
            return failure(raw);
        }
        if (!*raw) {
            break;
        }
        if (!(*raw)->problem.empty()) {
            report((*raw)->line, (*raw)->problem);
            continue;
        }
        const auto record = parseRecord((*raw)->text);
        if (!record) {
            report((*raw)->line, record.error());
            continue;
        }
        if (rules.layout == PairLayout::Auto) {
            const auto found = detectPairLayout(*record);
            if (!found) {
                if (keys.empty() && record->is_object()) {
                    keys = keysOf(*record);
                }
                report((*raw)->line, record->is_object() ? "it is no preference pair" : "it is not a JSON object");
                continue;
            }
            rules.layout = *found;
        }
        pending = std::move(**raw);
        return {};
    }
    if (counts.records == 0) {
        return fail(ErrorCode::InvalidInput, path.string() + " holds no records.", acceptedLayoutsText());
    }
    std::string what = !keys.empty() ? "its records have the keys " + keys
                                     : "record " + std::to_string(issues.front().line) + ": " + issues.front().reason;
    return fail(ErrorCode::InvalidInput, path.string() + " holds no preference pairs: " + what + ".",
                acceptedLayoutsText());
}

Result<PairReader> PairReader::open(const std::filesystem::path& path, PairReaderOptions options) {
    if (options.layout == PairLayout::Mapped && !options.mapping) {
        return fail(ErrorCode::Usage, "The layout \"mapped\" needs a mapping.",
                    "Say which member holds what: --map \"prompt=…,chosen=…,rejected=…\".");
    }
    auto splitter = RecordSplitter::open(path, options.maxLineBytes, options.maxTotalBytes);
    if (!splitter) {
        return failure(splitter);
    }
    auto impl = std::make_unique<Impl>(std::move(*splitter), path, std::move(options));
    if (!impl->rules.mapping.preferred.empty()) {
        const auto base =
            findPreferredBase(path, impl->rules.mapping, impl->options.maxLineBytes, impl->options.maxTotalBytes);
        if (!base) {
            return failure(base);
        }
        impl->rules.preferredCountsFromOne = *base == PreferredBase::One;
        impl->notes.preferredNumbers = *base != PreferredBase::Words;
    }
    if (auto probed = impl->probe(); !probed) {
        return failure(probed);
    }
    return PairReader(std::move(impl));
}

// All ids of the record's pairs, or none.
tl::expected<void, std::string> PairReader::Impl::takeIds(std::vector<PreferencePair>& pairs, std::uint64_t line) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        bool isNew = ids.insert(pairs[i].id).second;
        if (!isNew && idsMayRepeat(rules.layout)) {
            pairs[i].id += "_" + std::to_string(line);
            isNew = ids.insert(pairs[i].id).second;
        }
        if (!isNew) {
            for (std::size_t taken = 0; taken < i; ++taken) {
                ids.erase(pairs[taken].id);
            }
            return tl::unexpected(std::string("an earlier record has the same \"id\""));
        }
    }
    return {};
}

tl::expected<void, std::string> PairReader::Impl::takeSingle(Json& record, std::uint64_t line) {
    auto outcome = singles.add(record, fallbackId(line), options.defaultSubset);
    if (!outcome) {
        return tl::unexpected(outcome.error());
    }
    switch (outcome->kind) {
        case SingleAnswers::Kind::NoAnswer:
            ++notes.withoutAnswer;
            ++counts.unpaired;
            break;
        case SingleAnswers::Kind::NoLabel:
            ++notes.withoutLabel;
            ++counts.unpaired;
            break;
        case SingleAnswers::Kind::Waiting:
            ++counts.unpaired;
            break;
        case SingleAnswers::Kind::Pair: {
            std::vector<PreferencePair> pairs;
            pairs.push_back(std::move(outcome->pair));
            if (auto taken = takeIds(pairs, line); !taken) {
                return taken;
            }
            --counts.unpaired;  // the partner, which waited
            counts.used += 2;
            ready.push_back(std::move(pairs.front()));
            break;
        }
    }
    return {};
}

// Puts the record's pairs into `ready` and counts it, or says why it has none.
tl::expected<void, std::string> PairReader::Impl::take(const RawRecord& raw) {
    if (!raw.problem.empty()) {
        return tl::unexpected(raw.problem);
    }
    auto record = parseRecord(raw.text);
    if (!record) {
        return tl::unexpected(record.error());
    }
    notes.meetMembers(*record, rules);
    if (rules.layout == PairLayout::WildGuardMix) {
        return takeSingle(*record, raw.line);
    }
    auto taken = pairsFromRecord(std::move(*record), raw.text, rules, fallbackId(raw.line));
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    if (auto unique = takeIds(taken->pairs, raw.line); !unique) {
        return unique;
    }
    ++counts.used;
    for (const auto remark : taken->remarks) {
        ++notes.remarks[static_cast<std::size_t>(remark)];
    }
    std::ranges::move(taken->pairs, std::back_inserter(ready));
    return {};
}

Status PairReader::Impl::requireBounds() const {
    return singles.waitingBytes() <= options.maxWaitingBytes
               ? Status{}
               : fail(ErrorCode::InvalidInput,
                      "More than " + std::to_string(options.maxWaitingBytes >> 20) + " MiB of single answers in " +
                          path.string() + " wait for an answer of the other kind.",
                      "Sort the file by prompt, so that answers to the same prompt lie together.");
}

void PairReader::Impl::finish() {
    if (options.report) {
        *options.report = {counts, notes.sentences(rules, counts, singles.waiting())};
    }
}

Result<std::optional<PreferencePair>> PairReader::next() {
    auto& impl = *m_impl;
    if (impl.broken) {
        return tl::unexpected(*impl.broken);
    }
    while (impl.ready.empty()) {
        const auto raw = impl.nextRaw();
        if (!raw) {
            impl.broken = raw.error();
            return failure(raw);
        }
        if (!*raw) {
            impl.finish();
            return std::nullopt;
        }
        if (auto taken = impl.take(**raw); !taken) {
            impl.report((*raw)->line, taken.error());
            continue;
        }
        ++impl.counts.records;
        if (auto bounded = impl.requireBounds(); !bounded) {
            impl.broken = bounded.error();
            return failure(bounded);
        }
    }
    auto pair = std::move(impl.ready.front());
    impl.ready.pop_front();
    ++impl.counts.pairs;
    return pair;
}

PairLayout PairReader::layout() const { return m_impl->rules.layout; }
PairCounts PairReader::counts() const { return m_impl->counts; }
std::uint64_t PairReader::records() const { return m_impl->counts.records; }
std::uint64_t PairReader::issueCount() const { return m_impl->counts.issues; }
const std::vector<PairIssue>& PairReader::issues() const { return m_impl->issues; }
std::vector<std::string> PairReader::notes() const {
    return m_impl->notes.sentences(m_impl->rules, m_impl->counts, m_impl->singles.waiting());
}
std::uint64_t PairReader::bytesRead() const { return m_impl->splitter.bytesRead(); }
std::uint64_t PairReader::bytesTotal() const { return m_impl->splitter.bytesTotal(); }

Result<std::vector<PreferencePair>> readAllPairs(const std::filesystem::path& path, PairReaderOptions options) {
    auto reader = PairReader::open(path, std::move(options));
    if (!reader) {
        return failure(reader);
    }
    std::vector<PreferencePair> pairs;
    while (true) {
        auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!*pair) {
            break;
        }
        pairs.push_back(std::move(**pair));
    }
    if (pairs.empty() && reader->issues().empty()) {
        return fail(
            ErrorCode::InvalidInput,
            "No two of the " + std::to_string(reader->records()) + " records of " + path.string() + " make a pair.",
            reader->notes().empty() ? "" : reader->notes().back());
    }
    if (pairs.empty()) {
        const auto& first = reader->issues().front();
        return fail(ErrorCode::InvalidInput,
                    "Not one of the " + std::to_string(reader->records()) + " records of " + path.string() +
                        " is a usable pair; the first (" + std::to_string(first.line) + "): " + first.reason + ".",
                    acceptedLayoutsText());
    }
    return pairs;
}

}  // namespace saferscope
