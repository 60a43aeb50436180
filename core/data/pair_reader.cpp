// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"

#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "core/data/pair_layout.h"
#include "core/data/pair_record.h"
#include "core/data/record_splitter.h"

#include <unordered_set>

namespace saferscope {

namespace {

constexpr std::size_t maxKeptIssues = 1000;
constexpr std::size_t maxDepth = 64;
// How far open() looks for a record whose layout it knows before it gives the file up.
constexpr std::uint64_t maxProbedRecords = 1000;

tl::expected<Json, std::string> parseRecord(std::string_view text) {
    if (!isValidUtf8(text)) {
        return tl::unexpected(std::string("it is not valid UTF-8"));
    }
    if (jsonDepth(text) > maxDepth) {
        return tl::unexpected("it is nested deeper than " + std::to_string(maxDepth) + " levels");
    }
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        return tl::unexpected("it is not valid JSON (at byte " + std::to_string(error.byte) + ")");
    } catch (const nlohmann::json::exception&) {
        return tl::unexpected(std::string("it is not valid JSON"));
    }
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
        : splitter(std::move(opened)), path(std::move(file)), options(std::move(readOptions)), layout(options.layout) {}

    RecordSplitter splitter;
    const std::filesystem::path path;
    const PairReaderOptions options;
    PairLayout layout;
    std::optional<RawRecord> pending;  // read by open() to find the layout, delivered by next()
    std::optional<Error> broken;       // the file failed; next() says so again and again
    std::unordered_set<std::string> ids;
    std::uint64_t records = 0;
    std::uint64_t issueCount = 0;
    std::vector<PairIssue> issues;

    Result<std::optional<RawRecord>> nextRaw();
    Status probe();
    void report(std::uint64_t line, std::string reason);
    tl::expected<PreferencePair, std::string> pairFrom(const RawRecord& raw);
};

PairReader::PairReader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PairReader::PairReader(PairReader&&) noexcept = default;
PairReader& PairReader::operator=(PairReader&&) noexcept = default;
PairReader::~PairReader() = default;

void PairReader::Impl::report(std::uint64_t line, std::string reason) {
    ++records;
    ++issueCount;
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
    while (records < maxProbedRecords) {
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
        if (layout == PairLayout::Auto) {
            const auto found = detectPairLayout(*record);
            if (!found) {
                if (keys.empty() && record->is_object()) {
                    keys = keysOf(*record);
                }
                report((*raw)->line, record->is_object() ? "it is no preference pair" : "it is not a JSON object");
                continue;
            }
            layout = *found;
        }
        pending = std::move(**raw);
        return {};
    }
    if (records == 0) {
        return fail(ErrorCode::InvalidInput, path.string() + " holds no records.", acceptedLayoutsText());
    }
    std::string what = !keys.empty() ? "its records have the keys " + keys
                                     : "record " + std::to_string(issues.front().line) + ": " + issues.front().reason;
    return fail(ErrorCode::InvalidInput, path.string() + " holds no preference pairs: " + what + ".",
                acceptedLayoutsText());
}

Result<PairReader> PairReader::open(const std::filesystem::path& path, PairReaderOptions options) {
    auto splitter = RecordSplitter::open(path, options.maxLineBytes, options.maxTotalBytes);
    if (!splitter) {
        return failure(splitter);
    }
    auto impl = std::make_unique<Impl>(std::move(*splitter), path, std::move(options));
    if (auto probed = impl->probe(); !probed) {
        return failure(probed);
    }
    return PairReader(std::move(impl));
}

tl::expected<PreferencePair, std::string> PairReader::Impl::pairFrom(const RawRecord& raw) {
    if (!raw.problem.empty()) {
        return tl::unexpected(raw.problem);
    }
    auto record = parseRecord(raw.text);
    if (!record) {
        return tl::unexpected(record.error());
    }
    auto pair = pairFromRecord(std::move(*record), raw.text, layout, options.defaultSubset);
    if (!pair) {
        return pair;
    }
    if (pair->id.empty()) {
        pair->id = options.idPrefix + "_" + std::to_string(raw.line);
    }
    if (!ids.insert(pair->id).second) {
        return tl::unexpected(std::string("an earlier record has the same \"id\""));
    }
    return pair;
}

Result<std::optional<PreferencePair>> PairReader::next() {
    auto& impl = *m_impl;
    if (impl.broken) {
        return tl::unexpected(*impl.broken);
    }
    while (true) {
        const auto raw = impl.nextRaw();
        if (!raw) {
            impl.broken = raw.error();
            return failure(raw);
        }
        if (!*raw) {
            return std::nullopt;
        }
        auto pair = impl.pairFrom(**raw);
        if (pair) {
            ++impl.records;
            return std::move(*pair);
        }
        impl.report((*raw)->line, pair.error());
    }
}

PairLayout PairReader::layout() const { return m_impl->layout; }
std::uint64_t PairReader::records() const { return m_impl->records; }
std::uint64_t PairReader::issueCount() const { return m_impl->issueCount; }
const std::vector<PairIssue>& PairReader::issues() const { return m_impl->issues; }
std::uint64_t PairReader::bytesRead() const { return m_impl->splitter.source().bytesRead(); }
std::uint64_t PairReader::bytesTotal() const { return m_impl->splitter.source().bytesTotal(); }

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
