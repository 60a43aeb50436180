// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_sheet.h"

#include "core/base/text_check.h"
#include "core/data/byte_source.h"
#include "core/data/rating_csv.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace saferscope {

namespace {

constexpr std::uint64_t maxSheetBytes = 64u << 20;
constexpr std::size_t maxProblems = 1000;
constexpr const char* heading =
    "feature,label,rater,score,llm,llm_score,llm_explanation,blind,comment,flagged,skipped,adjudicated,rated_at,event,"
    "sae\n";

std::string yes(bool value) { return value ? "yes" : ""; }

void addRow(std::string& out, FeatureId feature, const FeatureOpinions& opinions, const std::string& rater,
            const std::string& judge, const std::string& sae) {
    const auto human = opinions.humans.find(rater);
    const bool rated = human != opinions.humans.end();
    const auto llm = opinions.judges.find(judge);
    const bool judged = llm != opinions.judges.end();
    std::string comments;
    for (const auto& comment : opinions.comments) {
        if (comment.rater == rater) {
            comments += (comments.empty() ? "" : "\n") + comment.text;
        }
    }
    const std::string cells[] = {std::to_string(feature.value()),
                                 csvText(opinions.label),
                                 csvText(rater),
                                 rated ? std::to_string(human->second.score) : "",
                                 csvText(judge),
                                 judged ? std::to_string(llm->second.score) : "",
                                 csvText(judged ? llm->second.text : ""),
                                 yes(rated && human->second.blind),
                                 csvText(comments),
                                 yes(opinions.flaggedBy.contains(rater)),
                                 yes(opinions.skippedBy.contains(rater)),
                                 opinions.adjudicated ? std::to_string(opinions.adjudicated->score) : "",
                                 rated ? human->second.createdAt : "",
                                 rated ? human->second.eventId : "",
                                 csvText(sae)};
    for (const auto& cell : cells) {
        out += cell;
        out += &cell == std::end(cells) - 1 ? '\n' : ',';
    }
}

Result<std::string> wholeFile(const std::filesystem::path& path) {
    auto source = ByteSource::open(path, maxSheetBytes);
    if (!source) {
        return failure(source);
    }
    std::string text;
    for (;;) {
        const auto bytes = source->read();
        if (!bytes) {
            return failure(bytes);
        }
        if (bytes->empty()) {
            return text;
        }
        text += *bytes;
    }
}

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos
               ? std::string()
               : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

template <class Number>
std::optional<Number> wholeNumber(const std::string& text) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    // Spreadsheets like to write 4 as 4.0 or 4,0.
    const std::string_view rest(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
    const bool zeros = rest.size() > 1 && (rest[0] == '.' || rest[0] == ',') &&
                       rest.substr(1).find_first_not_of('0') == std::string_view::npos;
    return parsed.ec == std::errc() && (rest.empty() || zeros) ? std::optional(value) : std::nullopt;
}

/// A cell as a message may show it.
std::string quoted(const std::string& cell) {
    constexpr std::size_t most = 60;
    return "\"" + toValidUtf8(cell.substr(0, most)) + (cell.size() > most ? "…\"" : "\"");
}

/// Reads rows against what is known.
class SheetReader {
public:
    SheetReader(const RatingBooks& books, std::string defaultSae) : m_books(books), m_sae(std::move(defaultSae)) {}

    Status setHeading(const CsvRow& row, const std::string& name) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            m_columns.emplace(trimmed(row.cells[i]), i);
        }
        for (const char* needed : {"feature", "rater", "score"}) {
            if (!m_columns.contains(needed)) {
                return fail(ErrorCode::InvalidInput, name + " has no column \"" + needed + "\".",
                            "Start from what `safer ratings export --csv` writes.");
            }
        }
        return {};
    }

    void addRow(const CsvRow& row, const std::string& where) {
        if (std::ranges::all_of(row.cells, [](const std::string& cell) { return trimmed(cell).empty(); })) {
            return;
        }
        if (const std::string problem = take(row); !problem.empty()) {
            ++edits.problemCount;
            if (edits.problems.size() < maxProblems) {
                edits.problems.push_back(where + ": " + problem);
            }
        }
    }

    RatingSheetEdits edits;

private:
    std::string cell(const CsvRow& row, const char* column) const {
        const auto it = m_columns.find(column);
        return it == m_columns.end() || it->second >= row.cells.size() ? std::string() : trimmed(row.cells[it->second]);
    }

    // What is wrong with the row; empty when it was taken or says nothing new.
    std::string take(const CsvRow& row) {
        RatingEvent event;
        const std::string sae = cell(row, "sae");
        event.saeHash = sae.empty() ? m_sae : sae;
        event.rater = cell(row, "rater");
        const auto feature = wholeNumber<std::uint32_t>(cell(row, "feature"));
        const std::string score = cell(row, "score");
        if (!feature) {
            return quoted(cell(row, "feature")) + " is not the number of a feature.";
        }
        event.feature = FeatureId(*feature);
        if (event.rater.empty() && score.empty()) {
            return {};
        }
        if (auto named = checkRaterName(event.rater, "the row"); !named) {
            return named.error().message;
        }
        const std::string known = "feature " + std::to_string(*feature) + " of " + event.rater;
        const auto book = m_books.find(event.saeHash);
        const FeatureOpinions nothing;
        const FeatureOpinions& opinions = book == m_books.end() ? nothing : book->second.of(event.feature);
        const auto standing = opinions.humans.find(event.rater);
        const bool rated = standing != opinions.humans.end();
        if (score.empty()) {
            edits.unchanged += rated ? 0 : 1;
            return rated ? "the score of " + known + " was taken out; a sheet cannot take a rating back." : "";
        }
        event.score = wholeNumber<int>(score);
        if (!event.score || *event.score < 1 || *event.score > 5) {
            return quoted(score) + " is not a score from 1 to 5.";
        }
        if (const auto [seen, first] = m_seen.emplace(std::tuple(event.saeHash, *feature, event.rater), *event.score);
            !first) {
            return seen->second == *event.score ? "" : known + " is there twice with different scores.";
        }
        if (rated && standing->second.score == *event.score) {
            ++edits.unchanged;
            return {};
        }
        if (m_columns.contains("event") && cell(row, "event") != (rated ? standing->second.eventId : "")) {
            return known + " was rated again since the sheet was written" +
                   (rated ? " (" + std::to_string(standing->second.score) + ")." : ".");
        }
        event.details = {{"source", "spreadsheet"}};
        // The log takes all events of a sheet or none: one that it would refuse must not be among them.
        RatingEvent dated = event;
        dated.id = std::string(32, '0');
        dated.createdAt = ratingTimestamp({});
        if (auto sound = checkRatingEvent(dated, "it"); !sound) {
            return sound.error().message;
        }
        edits.events.push_back(std::move(event));
        return {};
    }

    const RatingBooks& m_books;
    const std::string m_sae;
    std::map<std::string, std::size_t> m_columns;
    std::map<std::tuple<std::string, std::uint32_t, std::string>, int> m_seen;
};

}  // namespace

RatingBooks ratingBooks(const std::vector<RatingEvent>& events) {
    std::map<std::string, std::vector<RatingEvent>> bySae;
    for (const auto& event : events) {
        bySae[event.saeHash].push_back(event);
    }
    RatingBooks books;
    for (auto& [sae, its] : bySae) {
        books.emplace(sae, RatingBook(std::move(its)));
    }
    return books;
}

std::string ratingSheet(const RatingBooks& books, const std::vector<std::string>& raters, const std::string& judge) {
    std::string out = heading;
    for (const auto& [sae, book] : books) {
        const auto humans = book.humans();
        std::set<std::string> people(humans.begin(), humans.end());
        people.insert(raters.begin(), raters.end());
        if (people.empty()) {
            people.insert("");
        }
        const std::string llm = book.mainJudge(judge);
        for (const auto feature : book.features()) {
            for (const auto& rater : people) {
                addRow(out, feature, book.of(feature), rater, llm, sae);
            }
        }
    }
    return out;
}

Result<RatingSheetEdits> readRatingSheet(const std::filesystem::path& file, const RatingBooks& books,
                                         const std::string& defaultSae) {
    const auto text = wholeFile(file);
    if (!text) {
        return failure(text);
    }
    const std::string name = file.filename().string();
    const auto rows = readCsv(*text, name);
    if (!rows) {
        return failure(rows);
    }
    if (rows->empty()) {
        return fail(ErrorCode::InvalidInput, name + " is empty.");
    }
    SheetReader reader(books, defaultSae);
    if (auto columns = reader.setHeading(rows->front(), name); !columns) {
        return failure(columns);
    }
    for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
        reader.addRow(*row, "Line " + std::to_string(row->line) + " of " + name);
    }
    return std::move(reader.edits);
}

}  // namespace saferscope
