// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_measure.h"

#include "core/experiments/verdict_file.h"
#include "core/jobs/job_params.h"

namespace saferscope {

SteeringRuns findSteeringRuns(const std::vector<Workspace::RunEntry>& runs, const std::string& modelHash,
                              const std::string& datasetHash, const SteeringProfile& profile) {
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
        if (!params) {
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

Result<Comparison> compareSteering(const std::filesystem::path& workspaceFolder, const Workspace::RunEntry& plainRun,
                                   const Workspace::RunEntry& steeredRun) {
    const auto verdictsOf = [&](const Workspace::RunEntry& run) {
        std::error_code error;
        const auto own = run.folder / verdictFileName;
        return readVerdicts(
            std::filesystem::exists(own, error) ? own : workspaceFolder / "evaluations" / (run.spec.id + ".jsonl"));
    };
    const auto plain = verdictsOf(plainRun);
    if (!plain) {
        return failure(plain);
    }
    const auto steered = verdictsOf(steeredRun);
    if (!steered) {
        return failure(steered);
    }
    const SuitePairs now{steered->pairs, {}};
    return compareVerdicts(suiteGroups(detectSuite(now), now), now, plain->pairs);
}

}  // namespace saferscope
