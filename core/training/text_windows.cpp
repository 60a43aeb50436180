// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/text_windows.h"

#include "core/base/hash.h"
#include "core/data/byte_source.h"
#include "core/data/text_reader.h"
#include "core/training/tokenising.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t sliceDocuments = 256;  // between two looks at the stop token
constexpr std::size_t sliceBytes = 4u << 20;

/// The documents of all files by turns. A file of records stays open between its turns, a .txt file does not.
class TextFiles {
public:
    TextFiles(const TextWindowOptions& options, std::stop_token stop) : m_stop(std::move(stop)) {
        m_options.member = options.member;
        m_options.skipBad = options.skipBad;
        m_options.stop = m_stop;
        for (const fs::path& path : options.files) {
            m_files.push_back({path, {}});
        }
    }

    /// nullopt when every file is at its end.
    Result<std::optional<std::string>> next() {
        while (!m_files.empty()) {
            m_turn = m_turn < m_files.size() ? m_turn : 0;
            File& file = m_files[m_turn];
            if (!file.reader) {
                auto opened = TextReader::open(file.path, m_options);
                if (!opened) {
                    return failure(opened);
                }
                file.reader = std::move(*opened);
            }
            auto document = file.reader->next();
            if (!document) {
                return document;
            }
            if (!*document) {
                finish(m_turn);
                continue;
            }
            if (isOneText(file.path)) {
                finish(m_turn);  // the next file moves into its place
            } else {
                ++m_turn;
            }
            return document;
        }
        return std::nullopt;
    }

    std::uint64_t bytesRead() const {
        std::uint64_t bytes = m_bytesDone;
        for (const File& file : m_files) {
            bytes += file.reader ? file.reader->bytesRead() : 0;
        }
        return bytes;
    }
    std::uint64_t skipped() const {
        std::uint64_t records = m_skipped;
        for (const File& file : m_files) {
            records += file.reader ? file.reader->skipped() : 0;
        }
        return records;
    }
    std::string firstSkipped() const {
        for (const File& file : m_files) {
            if (m_firstSkipped.empty() && file.reader && file.reader->skipped() > 0) {
                return file.reader->firstSkipped();
            }
        }
        return m_firstSkipped;
    }

    static bool isOneText(const fs::path& path) { return innerExtension(path) == ".txt"; }

private:
    struct File {
        fs::path path;
        std::optional<TextReader> reader;
    };

    void finish(std::size_t index) {
        const TextReader& reader = *m_files[index].reader;
        m_bytesDone += reader.bytesTotal();
        m_skipped += reader.skipped();
        if (m_firstSkipped.empty()) {
            m_firstSkipped = reader.firstSkipped();
        }
        m_files.erase(m_files.begin() + static_cast<std::ptrdiff_t>(index));
    }

    const std::stop_token m_stop;
    TextReaderOptions m_options;
    std::vector<File> m_files;  ///< those not at their end
    std::size_t m_turn = 0;
    std::uint64_t m_bytesDone = 0;
    std::uint64_t m_skipped = 0;
    std::string m_firstSkipped;
};

Result<std::vector<std::string>> readSlice(TextFiles& files) {
    std::vector<std::string> slice;
    std::size_t bytes = 0;
    while (slice.size() < sliceDocuments && bytes < sliceBytes) {
        auto document = files.next();
        if (!document) {
            return failure(document);
        }
        if (!*document) {
            break;
        }
        bytes += (*document)->size();
        slice.push_back(std::move(**document));
    }
    return slice;
}

/// As few windows as hold the document, none shorter than half of the longest.
void deal(const std::vector<std::int32_t>& ids, std::int64_t windowTokens, Sha256& hash, TextWindows& target) {
    const auto count = static_cast<std::int64_t>(ids.size());
    const std::int64_t parts = (count + windowTokens - 1) / windowTokens;
    for (std::int64_t part = 0; part < parts; ++part) {
        TrainingPair window;
        window.tokens.prompt.assign(ids.begin() + count * part / parts, ids.begin() + count * (part + 1) / parts);
        addTokens(hash, window.tokens.prompt);
        target.windows.push_back(std::move(window));
    }
    target.tokens += count;
    ++target.documents;
}

std::uint64_t bytesOf(const std::vector<fs::path>& files) {
    std::uint64_t bytes = 0;
    for (const fs::path& file : files) {
        std::error_code error;
        const auto size = fs::file_size(file, error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

}  // namespace

Status checkTextWindowOptions(const TextWindowOptions& options) {
    if (options.windowTokens < shortestTextWindow || options.windowTokens > longestTextWindow) {
        return fail(ErrorCode::InvalidInput, "A window of text has " + std::to_string(shortestTextWindow) + " to " +
                                                 std::to_string(longestTextWindow) + " tokens, not " +
                                                 std::to_string(options.windowTokens) + ".");
    }
    if (options.files.empty()) {
        return fail(ErrorCode::InvalidInput, "There are no texts for the first stage.");
    }
    if (options.member.empty()) {
        return fail(ErrorCode::InvalidInput, "The member that holds the text has no name.");
    }
    std::set<fs::path> met;
    std::size_t ofRecords = 0;
    for (const fs::path& file : options.files) {
        if (!met.insert(file.lexically_normal()).second) {
            return fail(ErrorCode::InvalidInput, file.string() + " is given twice.", "Give each file of texts once.");
        }
        ofRecords += TextFiles::isOneText(file) ? 0 : 1;
    }
    if (ofRecords > mostOpenTextFiles) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(ofRecords) + " files of texts are more than the " +
                        std::to_string(mostOpenTextFiles) + " that are read at once.",
                    "Put some of them together: files of JSON Lines may simply follow one another in one file.");
    }
    return {};
}

Result<TextWindows> readTextWindows(const Tokenizer& tokenizer, const TextWindowOptions& options,
                                    const ProgressCallback& progress, std::stop_token stop) {
    if (auto checked = checkTextWindowOptions(options); !checked) {
        return failure(checked);
    }
    const bool limited = options.wantedTokens > 0;
    const std::int64_t wanted = std::min(options.wantedTokens, mostTextTokens);
    const std::int64_t enough = std::min(wanted + wanted / 8, mostTextTokens);
    TextWindows result;
    TextFiles files(options, stop);
    Sha256 hash;
    ProgressMeter meter("Reading texts", limited ? static_cast<std::uint64_t>(enough) : bytesOf(options.files),
                        progress);
    while (!limited || result.tokens < enough) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped while reading texts.");
        }
        const auto slice = readSlice(files);
        if (!slice) {
            return failure(slice);
        }
        if (slice->empty()) {
            break;
        }
        std::vector<std::vector<std::int32_t>> ids(slice->size());
        const auto errors = forEachOnTokeniserThreads(slice->size(), [&](std::size_t i) -> Status {
            auto encoding = tokenizer.encode((*slice)[i], true);
            if (!encoding) {
                return failure(encoding);
            }
            ids[i] = std::move(encoding->ids);
            return {};
        });
        for (std::size_t i = 0; i < ids.size() && (!limited || result.tokens < enough); ++i) {
            if (errors[i]) {
                return tl::unexpected<Error>(*errors[i]);
            }
            if (ids[i].size() < static_cast<std::size_t>(shortestText)) {
                ++result.tooShort;
                continue;
            }
            deal(ids[i], options.windowTokens, hash, result);
        }
        if (!limited && result.tokens > mostTextTokens) {
            return fail(ErrorCode::InvalidInput,
                        "The texts for the first stage have more than " + std::to_string(mostTextTokens) +
                            " tokens, which are held in memory.",
                        "Say how many of them to train on with --stage1-tokens.");
        }
        meter.set(limited ? std::min(static_cast<std::uint64_t>(result.tokens), static_cast<std::uint64_t>(enough))
                          : files.bytesRead());
    }
    meter.finish();
    result.skipped = files.skipped();
    result.firstSkipped = files.firstSkipped();
    if (result.windows.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            "The texts for the first stage hold no document of at least " + std::to_string(shortestText) + " tokens.",
            "Check the files, and --text-member for the name of what holds the text.");
    }
    result.fingerprint = hash.hex();
    return result;
}

}  // namespace saferscope
