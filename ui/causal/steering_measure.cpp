// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_measure.h"

#include "core/jobs/job_params.h"
#include "core/workspace/run_verdicts.h"

namespace saferscope {
namespace {

/// As a run of this window has it: float32 on the CPU, with the workspace's settings.
bool hasOurPreset(const RunSpec& spec, const EvaluateParams& params, const WorkspaceSettings& settings) {
    const auto dtype = jsonMemberOr<std::string>(spec.params, "dtype", "float32", "params of the run");
    return dtype && *dtype == "float32" && spec.device == "cpu" && params.maxTokens == settings.maxTokens &&
           params.dateString == settings.dateString;
}

double meanMargin(const VerdictFile& file) {
    double sum = 0.0;
    for (const ScoredPair& pair : file.pairs) {
        sum += pair.chosen - pair.rejected;
    }
    return file.pairs.empty() ? 0.0 : sum / static_cast<double>(file.pairs.size());
}

}  // namespace

SteeringRuns findSteeringRuns(const std::vector<Workspace::RunEntry>& runs, const std::string& modelHash,
                              const std::string& datasetHash, const SteeringProfile& profile,
                              const WorkspaceSettings& settings) {
    SteeringRuns found;
    for (const Workspace::RunEntry& run : runs) {  // newest first
        const auto input = [&run](const char* name) {
            return jsonMemberOr<std::string>(run.spec.inputs, name, {}, "inputs of the run").value_or(std::string());
        };
        if (run.spec.kind != JobKind::Evaluate ||
            (run.state != RunState::Waiting && run.state != RunState::Running && run.state != RunState::Finished) ||
            input("model") != modelHash || input("dataset") != datasetHash) {
            continue;
        }
        const auto params = evaluateParamsFromJson(run.spec.params);
        if (!params || !hasOurPreset(run.spec, *params, settings)) {
            continue;
        }
        if (params->steering.empty()) {
            found.plain = found.plain ? found.plain : std::optional(run);
            continue;
        }
        // What it does counts, not what it is called: a renamed profile keeps its measurement, a changed one does not.
        const auto applied = steeringProfileFromJson(params->steering, "The profile of a run");
        if (!found.steered && applied && applied->saeHash == profile.saeHash &&
            applied->intervention == profile.intervention) {
            found.steered = run;
        }
    }
    return found;
}

Result<SteeringEffect> compareSteering(const std::filesystem::path& workspaceFolder,
                                       const Workspace::RunEntry& plainRun, const Workspace::RunEntry& steeredRun) {
    const auto plain = readRunVerdicts(workspaceFolder, plainRun.folder);
    if (!plain) {
        return failure(plain);
    }
    const auto steered = readRunVerdicts(workspaceFolder, steeredRun.folder);
    if (!steered) {
        return failure(steered);
    }
    if (plain->preset && steered->preset) {
        const auto differences = presetDifferences(*steered->preset, *plain->preset);
        if (!differences.empty()) {
            return fail(ErrorCode::InvalidInput, "The two evaluations cannot be compared: " + differences.front() + ".",
                        "Remove the older run and measure again.");
        }
    }
    const SuitePairs now{steered->pairs, {}};
    return SteeringEffect{compareVerdicts(suiteGroups(detectSuite(now), now), now, plain->pairs), meanMargin(*plain),
                          meanMargin(*steered)};
}

}  // namespace saferscope
