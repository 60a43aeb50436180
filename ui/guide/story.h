// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/experiments/sweep_results.h"
#include "core/features/feature_index.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace saferscope {

/// One stop of the guided walk: what is said, and what is shown meanwhile.
struct StoryStep {
    QString title;
    QString sentence;  ///< with the numbers of the open workspace
    int page = 0;      ///< of the sidebar: PageAt
    int tab = -1;      ///< of that page; -1 = as it is
    std::optional<FeatureId> feature;
};

/// What the walk is made from, gathered by who has the workspace. Numbers are shares between 0 and 1.
struct StoryInputs {
    struct Feature {
        FeatureId feature;
        QString label;  ///< data; may be empty
        double contrast = 0.0;
        std::optional<double> rating;  ///< of people, else of the judge
    };
    struct SweepPart {
        SweepSpec spec;
        SweepResults results;
    };

    QString modelName;
    std::optional<IndexManifest> manifest;
    std::vector<Feature> strongest;  ///< safety features first, at most a handful is told
    std::size_t ratedByPeople = 0;
    std::size_t ratedByJudge = 0;
    std::optional<double> agreement;  ///< weighted kappa of people and the judge
    std::optional<SweepPart> poison;
    std::optional<SweepPart> denoise;
    QStringList causal;  ///< sentences about what the set of features does, translated
};

struct Story {
    std::vector<StoryStep> steps;
    QStringList leftOut;  ///< what there is no data for, in the words of a list: "the human ratings"
};

/// The paper's story in its order, as far as the workspace can tell it. Never empty: the last step says what was left
/// out. A pure function of its inputs and the language.
Story tellStory(const StoryInputs& inputs);

}  // namespace saferscope
