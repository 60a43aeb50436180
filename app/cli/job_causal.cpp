// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_sections.h"
#include "app/cli/model_session.h"
#include "app/cli/worker_jobs.h"
#include "core/base/atomic_file.h"
#include "core/causal/causal_pass.h"
#include "core/data/pair_reader.h"
#include "core/jobs/job_params.h"

#include <optional>

namespace saferscope::cli {

namespace {

constexpr const char* checkpointName = "causal.progress";

Status writePairs(const std::filesystem::path& file, const std::vector<PreferencePair>& pairs,
                  const CausalOutcome& outcome) {
    auto out = AtomicFile::create(file);
    if (!out) {
        return failure(out);
    }
    for (std::size_t i = 0; i < outcome.before.size(); ++i) {
        OrderedJson line = {{"id", pairs[i].id},
                            {"subset", pairs[i].subset},
                            {"chosen", outcome.before[i].chosen},
                            {"rejected", outcome.before[i].rejected}};
        OrderedJson arms = OrderedJson::object();
        for (const ArmPairs& arm : outcome.arms) {
            arms[arm.name] = {{"chosen", arm.after[i].chosen}, {"rejected", arm.after[i].rejected}};
        }
        line["arms"] = std::move(arms);
        if (auto written = out->append(dumpJson(line) + "\n"); !written) {
            return written;
        }
    }
    return out->commit();
}

Json standingJson(const ControlStanding& standing) {
    return {{"controls", standing.controls}, {"lower_than", standing.lowerThan}, {"p", standing.p}, {"z", standing.z}};
}

/// What lists of runs show without opening the report.
Json valuesOf(const CausalReport& report) {
    Json values = {{"pairs", report.pairs}, {"arms", report.arms.size()}, {"seconds", report.seconds}};
    const ArmResult* set = findArm(report, ArmKind::Set);
    if (set == nullptr) {
        return values;
    }
    Json sections = Json::object();
    for (const SectionEffect& section : set->sections) {
        Json one = {{"margin", section.margin}, {"low", section.marginCi.low}, {"high", section.marginCi.high}};
        for (const ControlKind kind : {ControlKind::Random, ControlKind::Density}) {
            if (const auto standing = controlStanding(report, kind, section.name)) {
                one[controlKindName(kind)] = standingJson(*standing);
            }
        }
        sections[section.name] = std::move(one);
    }
    values["set"] = std::move(sections);
    if (report.attribution) {
        values["attribution_pearson"] = report.attribution->pearson;
        values["attribution_spearman"] = report.attribution->spearman;
    }
    return values;
}

}  // namespace

Result<Json> runCausalJob(const JobContext& context) {
    const auto params = causalParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto plan = causalPlanFromJson(params->plan, "the plan of a causal run");
    if (!plan) {
        return failure(plan);
    }
    CausalPassOptions pass;
    const auto saveSeconds =
        jsonMemberOr<double>(context.spec.params, "checkpoint_seconds", pass.saveSeconds, "params of a causal run");
    if (!saveSeconds) {
        return failure(saveSeconds);
    }
    pass.saveSeconds = *saveSeconds;
    const auto sae = openFittingSae(params->sae, params->model, context.spec.device);
    if (!sae) {
        return failure(sae);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
    }
    const auto sections = causalSections(*pairs, plan->suite);
    const auto modelHash = inputHash(context, "model", params->model);
    auto saeHash = jsonMemberOr<std::string>(context.spec.inputs, "sae", {}, "inputs of the run");
    if (saeHash && saeHash->empty()) {
        saeHash = saeContentHash(params->sae);
    }
    if (!sections || !modelHash || !saeHash) {
        return !sections ? failure(sections) : !modelHash ? failure(modelHash) : failure(saeHash);
    }
    ModelOptions options;
    options.model = params->model.string();
    options.device = context.spec.device;
    options.dateString = params->dateString;
    options.maxTokens = params->maxTokens;
    const auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    const auto model = CausalModel::create(session->model, *sae);
    if (!model) {
        return failure(model);
    }
    pass.inputs = *modelHash + " " + *saeHash + " " + context.spec.device;
    pass.checkpoint = context.paths.checkpoints() / checkpointName;
    std::error_code error;
    std::filesystem::create_directories(context.paths.checkpoints(), error);  // a failure shows when it is written
    auto outcome =
        runCausalPlan(*model, session->encoder, *pairs, *sections, *plan, pass, context.progress(), context.stop);
    if (!outcome) {
        return failure(outcome);
    }
    CausalReport& report = outcome->report;
    report.modelName = params->model.filename().string();
    report.modelHash = *modelHash;
    report.saeHash = *saeHash;
    report.datasetName = params->datasetName;
    report.datasetHash =
        jsonMemberOr<std::string>(context.spec.inputs, "dataset", {}, "inputs of the run").value_or(std::string());
    const auto written = writeOutput(context, [&](const std::filesystem::path& folder) -> Status {
        if (auto done = writeJsonFile(folder / causalReportFile, toJson(report)); !done) {
            return done;
        }
        return writePairs(folder / causalPairsFile, *pairs, *outcome);
    });
    if (!written) {
        return failure(written);
    }
    std::filesystem::remove(pass.checkpoint, error);
    return valuesOf(report);
}

}  // namespace saferscope::cli
