// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/feature_choice.h"
#include "app/cli/labelled_texts.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "core/base/progress.h"
#include "core/experiments/roc.h"
#include "core/jobs/stop_signals.h"
#include "core/tensor/device.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

namespace saferscope::cli {

namespace {

struct ProbeOptions {
    IndexAccessOptions access;
    FeatureChoiceOptions choice;
    ModelOptions model;
    std::string data;
    std::vector<std::string> fields;
    std::uint64_t minRows = 5;
};

/// Mean activation of each chosen feature over each answer's own positions: values[text][feature].
using Activations = std::vector<std::vector<double>>;

Result<Artifact> artifactWithHash(const Workspace& workspace, ArtifactKind kind, const std::string& hash) {
    for (auto& artifact : workspace.artifacts(kind)) {
        if (artifact.contentHash == hash) {
            return std::move(artifact);
        }
    }
    return fail(ErrorCode::NotFound,
                std::string("The ") + artifactKindName(kind) + " that the index was made with is not in the workspace.",
                "Build the index again with what is there.");
}

Result<Activations> activationsOf(const ModelSession& session, const Sae& sae, const std::vector<EncodedPair>& encoded,
                                  const std::vector<WeightedFeature>& features, TokenScope scope,
                                  const ProbeOptions& options, ProgressMeter& meter, const std::stop_token& stop) {
    std::unordered_map<std::int64_t, std::size_t> column;
    for (std::size_t i = 0; i < features.size(); ++i) {
        column.emplace(features[i].feature.value(), i);
    }
    Activations means(encoded.size(), std::vector<double>(features.size(), 0.0));
    ForwardOptions forward;
    forward.captureLayer = sae.config().layer;
    forward.stopAtCapture = true;
    const auto take = [&](const std::vector<std::uint32_t>& members, const PackedBatch& batch,
                          const ForwardResult& output) -> Status {
        const SparseLatents latents = sae.encode(output.hidden);
        const at::Tensor indices = latents.indices.to(at::kCPU).contiguous();
        const at::Tensor values = latents.values.to(at::kCPU).contiguous();
        const std::int64_t k = indices.size(1);
        for (std::size_t i = 0; i < members.size(); ++i) {
            const EncodedSide& side = encoded[members[i]].chosen;
            const PairTokens tokens = pairTokens(encoded[members[i]]);
            const std::size_t length = tokens.prompt.size() + tokens.chosen.size();  // prompt and chosen lie in a row
            std::vector<double>& mean = means[members[i]];
            std::uint64_t positions = 0;
            for (std::size_t at = side.responseBegin; at < length; ++at) {
                if (scope == TokenScope::SentenceEnds && side.sentenceEnd[at] == 0) {
                    continue;
                }
                ++positions;
                const std::int64_t row = batch.pairBegin[i] + static_cast<std::int64_t>(at);
                for (std::int64_t j = row * k; j < (row + 1) * k; ++j) {
                    const float value = values.data_ptr<float>()[j];
                    const auto known = column.find(indices.data_ptr<std::int64_t>()[j]);
                    if (value > 0.0F && known != column.end()) {
                        mean[known->second] += static_cast<double>(value);
                    }
                }
            }
            for (double& value : mean) {
                value /= static_cast<double>(std::max<std::uint64_t>(1, positions));
            }
        }
        meter.advance(members.size());
        return {};
    };
    if (auto done = forwardPairs(session.model, encoded, options.model.batchTokens, forward, take, stop); !done) {
        return failure(done);
    }
    return means;
}

/// The feature that separates best on every other text, and its area on the texts in between: choosing and measuring on
/// the same texts would flatter it.
struct BestFeature {
    FeatureId feature;
    RocArea held;
};

BestFeature bestFeature(const Activations& activations, const std::vector<WeightedFeature>& features,
                        const std::vector<std::uint8_t>& labels) {
    std::size_t best = 0;
    double strength = -1.0;
    std::vector<double> scores;
    std::vector<std::uint8_t> flags;
    const auto half = [&](std::size_t feature, std::size_t first) {
        scores.clear();
        flags.clear();
        for (std::size_t i = first; i < labels.size(); i += 2) {
            scores.push_back(activations[i][feature]);
            flags.push_back(labels[i]);
        }
        return rocArea(scores, flags);
    };
    for (std::size_t feature = 0; feature < features.size(); ++feature) {
        if (const double found = std::abs(half(feature, 0).area - 0.5); found > strength) {
            strength = found;
            best = feature;
        }
    }
    return {features[best].feature, half(best, 1)};
}

OrderedJson areaJson(const RocArea& roc) {
    return {{"auc", roc.area}, {"ci_low", roc.ci.low}, {"ci_high", roc.ci.high}};
}

std::string areaText(const RocArea& roc) {
    return number(roc.area) + " (" + number(roc.ci.low) + "-" + number(roc.ci.high) + ")";
}

void report(const LabelledTexts& texts, const Activations& activations, const std::vector<WeightedFeature>& features,
            const ProbeOptions& options) {
    std::vector<double> scores;
    for (const auto& mean : activations) {
        double score = 0.0;
        for (std::size_t i = 0; i < features.size(); ++i) {
            score += features[i].weight * mean[i];
        }
        scores.push_back(score);
    }
    std::vector<std::vector<std::string>> rows = {
        {"label", "with", "without", "AUC of the set", "best feature", "its AUC, held out"}};
    std::size_t left = 0;
    for (const auto& [name, labels] : texts.labels) {
        const RocArea roc = rocArea(scores, labels);
        if (std::min(roc.positives, roc.negatives) < options.minRows) {
            ++left;
            continue;
        }
        const BestFeature best = bestFeature(activations, features, labels);
        if (options.access.common.json) {
            OrderedJson json = {{"label", name}, {"positives", roc.positives}, {"negatives", roc.negatives}};
            json.update(areaJson(roc));
            json["best_feature"] = areaJson(best.held);
            json["best_feature"]["feature"] = best.feature.value();
            printJson(json);
        } else {
            rows.push_back({printable(name), std::to_string(roc.positives), std::to_string(roc.negatives),
                            areaText(roc), std::to_string(best.feature.value()), areaText(best.held)});
        }
    }
    if (!options.access.common.json) {
        printTable(rows);
    }
    if (left > 0) {
        printNote("Left out: " + std::to_string(left) + " labels that fewer than " + std::to_string(options.minRows) +
                  " texts have or lack (--min-rows).");
    }
    if (texts.leftOut > 0) {
        printNote("Left out: " + std::to_string(texts.leftOut) + " rows without an answer or without all its labels.");
    }
}

Status runProbe(const ProbeOptions& options) {
    const auto texts = readLabelledTexts(options.data, options.fields);
    if (!texts) {
        return failure(texts);
    }
    const auto choice = openFeatures(options.access, options.choice);
    if (!choice) {
        return failure(choice);
    }
    const IndexManifest& manifest = choice->context.index->manifest();
    const auto modelArtifact = artifactWithHash(*choice->workspace, ArtifactKind::Model, manifest.modelHash);
    const auto saeArtifact = artifactWithHash(*choice->workspace, ArtifactKind::Sae, manifest.saeHash);
    if (!modelArtifact || !saeArtifact) {
        return modelArtifact ? failure(saeArtifact) : failure(modelArtifact);
    }
    const auto device = parseDevice(options.access.common.device);
    if (!device) {
        return failure(device);
    }
    const auto sae = Sae::load(saeArtifact->path, {}, {}, *device);
    if (!sae) {
        return failure(sae);
    }
    ModelOptions model = options.model;
    model.model = modelArtifact->path.string();
    model.device = options.access.common.device;
    model.dateString = manifest.dateString;
    model.maxTokens = choice->context.settings.maxTokens;
    const auto session = openModel(model);
    if (!session) {
        return failure(session);
    }
    const auto encoded = encodePairs(session->encoder, texts->texts);
    if (!encoded) {
        return failure(encoded);
    }
    const StopSignals signals;
    ProgressDisplay display(options.access.common.quiet);
    ProgressMeter meter("Reading texts", texts->texts.size(), display.callback());
    const auto activations = activationsOf(*session, *sae, *encoded, choice->kept, choice->context.identity.scope,
                                           options, meter, signals.token());
    meter.finish();
    display.clear();
    if (!activations) {
        return failure(activations);
    }
    report(*texts, *activations, choice->kept, options);
    return {};
}

}  // namespace

void addProbeCommand(CommandSet& commands) {
    const auto options = std::make_shared<ProbeOptions>();
    auto* command =
        commands.add("probe", "How well a set of features tells described answers apart (area under the ROC curve)",
                     "  safer probe --workspace ws --data described.jsonl --set safety\n"
                     "  safer probe --workspace ws --data described.jsonl --field response_type --json\n"
                     "Each line of the file: {\"prompt\": …, \"completion\": …, \"labels\": {\"refusal\": true, …}}. "
                     "The score of an "
                     "answer\nis the mean over its own positions of the weighted features, as in `safer score`.");
    addIndexAccessOptions(command, options->access);
    addFeatureChoiceOptions(command, options->choice);
    command->add_option("--data", options->data, "Answers with labels, JSON lines")->type_name("FILE")->required();
    command->add_option("--field", options->fields, "Also take each value of this text member as a label")
        ->type_name("NAME");
    command->add_option("--min-rows", options->minRows, "Leave out labels that fewer texts have or lack")
        ->type_name("N")
        ->capture_default_str();
    addForwardOptions(command, options->model);
    addDeviceOption(command, options->access.common);
    commands.onRun(command, [options] { return runProbe(*options); });
}

}  // namespace saferscope::cli
