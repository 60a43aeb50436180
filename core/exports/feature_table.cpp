// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/feature_table.h"

#include <algorithm>

namespace saferscope {

namespace {

const std::vector<std::string>& measureColumns() {
    static const std::vector<std::string> names = {
        "feature",        "label",           "contrast",    "contrast_low", "contrast_high", "contrast_normalised",
        "normalised_low", "normalised_high", "effect_size", "effect_low",   "effect_high",   "z",
        "half_a",         "half_b",          "split_half",  "sign_stable",  "h_chosen",      "h_rejected",
        "firing_pairs",   "density",         "maximum",     "dead"};
    return names;
}

std::vector<TableCell> measureCells(const FeatureContrast& c, const std::string& label) {
    return {std::uint64_t{c.feature.value()},
            label.empty() ? TableCell() : TableCell(label),
            c.contrast,
            c.contrastLow,
            c.contrastHigh,
            c.contrastNormalised,
            c.normalisedLow,
            c.normalisedHigh,
            c.effectSize,
            c.effectLow,
            c.effectHigh,
            c.z,
            c.contrastHalfA,
            c.contrastHalfB,
            c.splitHalf,
            c.signStable,
            c.hChosen,
            c.hRejected,
            c.firingPairs,
            c.density,
            c.maximum,
            c.dead};
}

}  // namespace

std::vector<std::string> opinionColumns() {
    return {"llm",          "llm_score",   "llm_explanation", "llm_suspicious", "human_score",
            "human_raters", "adjudicated", "disputed",        "flagged",        "comments"};
}

void appendOpinionCells(std::vector<TableCell>& cells, const FeatureOpinions& opinions, const std::string& judge) {
    const auto rating = opinions.judges.find(judge);
    const auto unrated = opinions.unrated.find(judge);
    const bool judged = rating != opinions.judges.end();
    const bool asked = judged || unrated != opinions.unrated.end();
    std::string comments;
    for (const auto& comment : opinions.comments) {
        comments += (comments.empty() ? "" : "\n") + comment.rater + ": " + comment.text;
    }
    const auto human = opinions.humanScore();
    cells.push_back(asked ? TableCell(judge) : TableCell());
    cells.push_back(judged ? TableCell(static_cast<std::uint64_t>(rating->second.score)) : TableCell());
    cells.push_back(judged && !rating->second.text.empty() ? TableCell(rating->second.text)
                    : !judged && asked                     ? TableCell(unrated->second)
                                                           : TableCell());
    cells.push_back(judged ? TableCell(rating->second.suspicious) : TableCell());
    cells.push_back(human ? TableCell(*human) : TableCell());
    cells.emplace_back(std::uint64_t{opinions.humans.size()});
    cells.emplace_back(opinions.adjudicated.has_value());
    cells.emplace_back(opinions.disputed());
    cells.emplace_back(!opinions.flaggedBy.empty());
    cells.push_back(comments.empty() ? TableCell() : TableCell(comments));
}

Result<ExportSummary> writeFeatureTable(const SelectedFeatures& selected, const std::filesystem::path& path,
                                        const ProgressCallback& progress, std::stop_token stop) {
    const IndexContext& context = selected.context;
    std::vector<std::string> columns = measureColumns();
    std::ranges::copy(opinionColumns(), std::back_inserter(columns));
    auto writer = TableWriter::create(path, std::move(columns));
    if (!writer) {
        return failure(writer);
    }
    const std::string judge = context.book.mainJudge(context.settings.judge);
    ProgressMeter meter("Writing features", selected.features.size(), progress);
    for (const FeatureId feature : selected.features) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
        }
        const FeatureOpinions& opinions = context.book.of(feature);
        auto cells = measureCells(context.contrasts[feature.value()], opinions.label);
        appendOpinionCells(cells, opinions, judge);
        if (auto written = writer->row(cells); !written) {
            return failure(written);
        }
        meter.advance();
    }
    meter.finish();
    if (auto committed = writer->commit(); !committed) {
        return failure(committed);
    }
    ExportSummary summary;
    summary.rows = writer->rows();
    summary.notes = context.notes;
    return summary;
}

}  // namespace saferscope
