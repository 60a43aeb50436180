// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/ratings_export.h"

#include "core/data/rating_file.h"
#include "core/data/rating_sheet.h"
#include "core/exports/feature_table.h"

#include <algorithm>

namespace saferscope {

namespace {

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::string scoresOf(const FeatureOpinions& opinions) {
    std::string text;
    for (const auto& [rater, rating] : opinions.humans) {
        text += (text.empty() ? "" : ", ") + rater + " " + std::to_string(rating.score);
    }
    return text;
}

TableCell orNothing(std::string text) { return text.empty() ? TableCell() : TableCell(std::move(text)); }

Result<std::uint64_t> writePerFeature(const RatingBooks& books, const std::string& preferredJudge,
                                      const std::filesystem::path& path) {
    std::vector<std::string> columns = {"sae",        "feature",    "label",         "scores",
                                        "flagged_by", "skipped_by", "adjudicated_by"};
    std::ranges::copy(opinionColumns(), std::back_inserter(columns));
    auto writer = TableWriter::create(path, std::move(columns));
    if (!writer) {
        return failure(writer);
    }
    for (const auto& [sae, book] : books) {
        const std::string judge = book.mainJudge(preferredJudge);
        for (const FeatureId feature : book.features()) {
            const FeatureOpinions& opinions = book.of(feature);
            std::vector<TableCell> cells = {sae,
                                            std::uint64_t{feature.value()},
                                            orNothing(opinions.label),
                                            orNothing(scoresOf(opinions)),
                                            orNothing(joined(opinions.flaggedBy)),
                                            orNothing(joined(opinions.skippedBy)),
                                            orNothing(opinions.adjudicated ? opinions.adjudicatedBy : std::string())};
            appendOpinionCells(cells, opinions, judge);
            if (auto written = writer->row(cells); !written) {
                return failure(written);
            }
        }
    }
    if (auto committed = writer->commit(); !committed) {
        return failure(committed);
    }
    return writer->rows();
}

Result<std::uint64_t> writeSheet(const RatingBooks& books, const std::string& judge,
                                 const std::filesystem::path& path) {
    const std::string sheet = ratingSheet(books, {}, judge);
    if (auto written = writeFileAtomically(path, sheet); !written) {
        return failure(written);
    }
    std::uint64_t rows = 0;  // as ratingSheet() says: one without a name where nobody has rated
    for (const auto& [sae, book] : books) {
        rows += book.features().size() * std::max<std::size_t>(book.humans().size(), 1);
    }
    return rows;
}

}  // namespace

Result<ExportSummary> exportRatingsAs(RatingsForm form, const Workspace& workspace, const std::string& saeHash,
                                      const std::filesystem::path& path) {
    auto events = workspace.ratings(saeHash);
    if (!events) {
        return failure(events);
    }
    ExportSummary summary;
    if (events->empty()) {
        summary.notes.emplace_back("Nobody has rated a feature yet; the file is empty.");
    }
    if (const auto damaged = workspace.damagedRatings().size(); damaged > 0) {
        summary.notes.push_back(std::to_string(damaged) +
                                " ratings are damaged and left out. Import a copy of the log from elsewhere to bring "
                                "them back.");
    }
    if (form == RatingsForm::Log) {
        summary.rows = events->size();
        if (auto written = writeRatingFile(path, std::move(*events)); !written) {
            return failure(written);
        }
        return summary;
    }
    const std::string judge = workspace.settings().judge;
    const RatingBooks books = ratingBooks(*events);
    const auto rows = form == RatingsForm::Sheet ? writeSheet(books, judge, path) : writePerFeature(books, judge, path);
    if (!rows) {
        return failure(rows);
    }
    summary.rows = *rows;
    return summary;
}

}  // namespace saferscope
