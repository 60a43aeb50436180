// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/feature_selection.h"

namespace saferscope {

Result<SelectedFeatures> selectFeatures(const Workspace& workspace, const FeatureSelection& selection) {
    if (!selection.set.empty() && selection.top > 0) {
        return fail(ErrorCode::Usage, "A set and a number of features were both given.", "Give one of them.");
    }
    SelectedFeatures selected;
    if (selection.set.empty() && selection.top == 0) {
        auto context = openIndexContext(workspace, selection.index, selection.scope.value_or(TokenScope::SentenceEnds));
        if (!context) {
            return failure(context);
        }
        selected.context = std::move(*context);
        for (const auto& contrast : selected.context.contrasts) {
            selected.features.push_back(contrast.feature);
        }
        return selected;
    }
    FeatureChoiceRequest request;
    request.set = selection.set;
    request.features = selection.top;
    request.measure = selection.measure;
    auto chosen = chooseFeatures(workspace, selection.index, selection.scope, request);
    if (!chosen) {
        return failure(chosen);
    }
    for (const auto& kept : chosen->kept) {
        selected.features.push_back(kept.feature);
    }
    selected.context = std::move(chosen->context);
    return selected;
}

std::string explanationOf(const FeatureOpinions& opinions, const std::string& judge) {
    if (!opinions.label.empty()) {
        return opinions.label;
    }
    const auto rating = opinions.judges.find(judge);
    return rating != opinions.judges.end() ? rating->second.text : std::string();
}

}  // namespace saferscope
