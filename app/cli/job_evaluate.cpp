// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_model.h"
#include "app/cli/worker_jobs.h"
#include "core/data/pair_reader.h"
#include "core/jobs/job_params.h"

namespace saferscope::cli {

namespace {

// Beyond what every evaluation needs (EvaluateParams): how the pairs are grouped, and what they are compared with.
struct SuiteParams {
    std::optional<SuiteKind> suite;
    std::optional<BaselineVerdicts> baseline;
    std::uint64_t flips = 20;
    std::string dtype = "float32";
    std::int64_t batchTokens = 0;
};

Result<SuiteParams> suiteParams(const Json& json) {
    const std::string where = "params of an evaluate run";
    SuiteParams params;
    const auto suite = jsonMemberOr<std::string>(json, "suite", "auto", where);
    const auto baseline = jsonMemberOr<std::string>(json, "baseline", {}, where);
    const auto name = jsonMemberOr<std::string>(json, "baseline_name", {}, where);
    const auto flips = jsonMemberOr<std::uint64_t>(json, "flips", params.flips, where);
    const auto dtype = jsonMemberOr<std::string>(json, "dtype", params.dtype, where);
    const auto batchTokens = jsonMemberOr<std::int64_t>(json, "batch_tokens", params.batchTokens, where);
    for (const auto* text : {&suite, &baseline, &name, &dtype}) {
        if (!*text) {
            return failure(*text);
        }
    }
    if (!flips || !batchTokens) {
        return !flips ? failure(flips) : failure(batchTokens);
    }
    if (*dtype != "auto" && *dtype != "float32" && *dtype != "bfloat16") {
        return fail(ErrorCode::InvalidInput, where + ": \"dtype\" has to be auto, float32 or bfloat16.");
    }
    const auto kind = suiteFromName(*suite);
    if (!kind) {
        return failure(kind);
    }
    params.suite = *kind;
    params.flips = *flips;
    params.dtype = *dtype;
    params.batchTokens = *batchTokens;
    if (!baseline->empty()) {
        auto verdicts = readVerdicts(*baseline);
        if (!verdicts) {
            return failure(verdicts);
        }
        params.baseline = BaselineVerdicts{name->empty() ? *baseline : *name, std::move(*verdicts)};
    }
    return params;
}

// What is evaluated: its name, and its hash for the verdicts and whoever compares them.
struct EvaluatedModel {
    std::string name;
    std::string hash;
};

// A model of the workspace has its hash from the run's inputs; one that another run has made, from that run's result.
Result<EvaluatedModel> evaluatedModel(const JobContext& context, const EvaluateParams& params) {
    if (params.modelRun.empty()) {
        auto hash = jsonMemberOr<std::string>(context.spec.inputs, "model", {}, "inputs of the run");
        return EvaluatedModel{params.model.filename().string(), hash.value_or(std::string())};
    }
    const auto spec = readRunSpec(params.modelRun);
    if (!spec) {
        return failure(spec);
    }
    const auto result = readRunResult(params.modelRun);
    if (!result || result->state != RunState::Finished) {
        return fail(ErrorCode::InvalidInput,
                    "The run " + spec->id + ", whose model is to be evaluated, has not finished.", "Run it first.");
    }
    auto hash = jsonMember<std::string>(result->values, "content_hash", "The result of " + spec->id);
    if (!hash) {
        return failure(hash);
    }
    std::error_code error;
    if (!std::filesystem::exists(params.model, error)) {
        return fail(ErrorCode::NotFound, "The model that the run " + spec->id + " made is not there any more.",
                    "Train it again.");
    }
    return EvaluatedModel{spec->title.empty() ? spec->id : spec->title, std::move(*hash)};
}

}  // namespace

Result<Json> runEvaluateJob(const JobContext& context) {
    const auto params = evaluateParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto suite = suiteParams(context.spec.params);
    if (!suite) {
        return failure(suite);
    }
    const auto model = evaluatedModel(context, *params);
    if (!model) {
        return failure(model);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
    }
    ModelOptions options;
    options.model = params->model.string();
    options.device = context.spec.device;
    options.dtype = suite->dtype;
    options.dateString = params->dateString;
    options.maxTokens = params->maxTokens;
    options.batchTokens = suite->batchTokens > 0 ? suite->batchTokens : options.batchTokens;
    const auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    const auto preset = evaluationPreset(options);
    if (!preset) {
        return failure(preset);
    }
    std::optional<Steering> steering;
    if (!params->steering.empty()) {
        const auto profile = steeringProfileFromJson(params->steering, "The steering profile of the run");
        if (!profile) {
            return failure(profile);
        }
        auto opened = openSteering(*profile, params->sae.string(), session->model);
        if (!opened) {
            return failure(opened);
        }
        steering = std::move(*opened);
    }
    const Steering* applied = steering ? &*steering : nullptr;
    auto scored = scorePairs(*session, *pairs, options.batchTokens, context.progress(), context.stop, applied);
    if (!scored) {
        return failure(scored);
    }
    ReportOptions report{suite->suite, *preset, suite->baseline ? &*suite->baseline : nullptr, suite->flips};
    Json evaluation = evaluationReport(*scored, report);
    // Whoever looks evaluations up goes by the model's hash: a steered model has one of its own, and is never taken for
    // the plain one.
    std::string shownName = model->name;
    std::string shownHash = model->hash;
    if (applied != nullptr) {
        evaluation["steering"] = steeringProvenance(*applied, shownName, shownHash);
        shownName = evaluation["steering"].at("name").get<std::string>();
        shownHash = evaluation["steering"].at("hash").get<std::string>();
    }
    const auto input = [&](const char* name) {
        return jsonMemberOr<std::string>(context.spec.inputs, name, {}, "inputs of the run").value_or(std::string());
    };
    const VerdictFile verdicts{shownName,        shownHash, params->datasetName,
                               input("dataset"), *preset,   std::move(scored->pairs)};
    if (auto written = writeVerdicts(context.paths.root / verdictFileName, verdicts); !written) {
        return failure(written);
    }
    const Json overall = evaluation.at("overall");
    return Json{{"evaluation", std::move(evaluation)},
                {"accuracy", overall.at("accuracy")},
                {"pairs", overall.at("pairs")},
                {"model_hash", shownHash}};
}

}  // namespace saferscope::cli
