// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/overview_state.h"

namespace saferscope::check {

inline Artifact artifact(ArtifactKind kind, const std::string& name, const std::string& hash,
                         Json inputs = Json::object(), Json values = Json::object()) {
    Artifact made;
    made.kind = kind;
    made.name = name;
    made.contentHash = hash;
    made.runId = "run";
    made.inputs = std::move(inputs);
    made.values = std::move(values);
    return made;
}

/// A workspace with everything, all of it current.
inline OverviewInputs complete() {
    OverviewInputs inputs;
    Dataset dataset;
    dataset.name = "pairs";
    dataset.contentHash = "d1";
    dataset.pairs = 1234;
    inputs.datasets = {dataset};
    inputs.models = {artifact(ArtifactKind::Model, "rm", "m1", {{"dataset", "d1"}}, {{"accuracy", 0.7125}})};
    inputs.saes = {artifact(ArtifactKind::Sae, "sae", "s1", {{"model", "m1"}}, {{"latents", 1024}, {"k", 16}})};
    inputs.model = OverviewInputs::Made{inputs.models[0], {}};
    inputs.sae = OverviewInputs::Made{inputs.saes[0], {}};
    inputs.index =
        OverviewInputs::Made{artifact(ArtifactKind::Index, "index", "i1", {{"model", "m1"}, {"sae", "s1"}}), {}};
    inputs.manifest = IndexManifest();
    inputs.manifest->pairs = 1234;
    inputs.manifest->datasetName = "pairs";
    inputs.ratings.candidates = 256;
    inputs.ratings.rated = 256;
    inputs.ratings.byJudge = 250;
    inputs.ratings.byPeople = 40;
    inputs.ratings.judge = "lexical";
    inputs.ratings.agreement = 0.714;
    EvaluationRecord record;
    record.modelHash = "m1";
    record.datasetName = "eval";
    record.result = {{"overall", {{"accuracy", 0.934}, {"pairs", 600}}}};
    inputs.evaluation = record;
    return inputs;
}

}  // namespace saferscope::check
