// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_model.h"
#include "app/cli/worker_jobs.h"
#include "core/data/pair_reader.h"
#include "core/jobs/job_params.h"

namespace saferscope::cli {

Result<Json> runEvaluateJob(const JobContext& context) {
    const auto params = evaluateParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
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
    const auto result = evaluateModel(*session, *pairs, options.batchTokens, context.progress(), context.stop);
    if (!result) {
        return failure(result);
    }
    return Json{
        {"evaluation", toJson(*result)}, {"accuracy", result->overall.accuracy}, {"pairs", result->overall.pairs}};
}

}  // namespace saferscope::cli
