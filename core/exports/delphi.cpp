// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/delphi.h"

#include "core/base/json.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// Not flushed one by one: the folder is flushed as a whole before it gets its name.
Status writePlain(const fs::path& path, const std::string& text) {
    errno = 0;
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
        const std::string why = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
        return fail(ErrorCode::Io, "Cannot write " + path.string() + why + ".",
                    "Check the disk and free some space there; nothing that was there before has been changed.");
    }
    return {};
}

}  // namespace

Result<ExportSummary> writeDelphiExplanations(const SelectedFeatures& selected, const ExportFolder& folder,
                                              const ProgressCallback& progress, std::stop_token stop) {
    const IndexContext& context = selected.context;
    const auto explanations = folder.subfolder("explanations");
    if (!explanations) {
        return failure(explanations);
    }
    const std::int64_t layer = context.index->manifest().layer;
    const std::string hook = layer > 0 ? "layers." + std::to_string(layer - 1) : "embed_tokens";
    const std::string judge = context.book.mainJudge(context.settings.judge);
    ExportSummary summary;
    std::uint64_t labels = 0;
    ProgressMeter meter("Writing explanations", selected.features.size(), progress);
    for (const FeatureId feature : selected.features) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
        }
        const FeatureOpinions& opinions = context.book.of(feature);
        if (const std::string text = explanationOf(opinions, judge); !text.empty()) {
            const fs::path file = *explanations / (hook + "_latent" + std::to_string(feature.value()) + ".txt");
            if (auto written = writePlain(file, dumpJson(Json(text))); !written) {
                return failure(written);
            }
            ++summary.rows;
            labels += opinions.label.empty() ? 0 : 1;
        }
        meter.advance();
    }
    meter.finish();
    if (summary.rows == 0) {
        return fail(ErrorCode::NotFound, "No feature of the index \"" + context.name + "\" has a name or explanation.",
                    "Let a judge explain them with `safer rate`, or name them with `safer ratings add --label`.");
    }
    summary.notes = context.notes;
    summary.notes.push_back(std::to_string(labels) + " of the " + std::to_string(summary.rows) +
                            " texts are names that people gave, the others a judge's explanations. Scores are not part "
                            "of this layout.");
    return summary;
}

}  // namespace saferscope
