// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_index_of_run.h"
#include "app/cli/worker_jobs.h"
#include "core/base/clock.h"
#include "core/features/contrast.h"
#include "core/features/feature_index.h"
#include "core/features/feature_map_builder.h"
#include "core/jobs/code_version.h"
#include "core/jobs/feature_map_params.h"
#include "core/sae/sae.h"

#include <ATen/Parallel.h>

namespace saferscope::cli {

Result<Json> runFeatureMapJob(const JobContext& context) {
    const auto params = featureMapParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto index = openIndexOfRun(params->index, params->saeHash);
    if (!index) {
        return failure(index);
    }
    const auto sae = Sae::load(params->sae);
    if (!sae) {
        return failure(sae);
    }
    if (sae->config().latents != static_cast<std::int64_t>((*index)->featureCount())) {
        return fail(ErrorCode::InvalidInput,
                    "The index has " + std::to_string((*index)->featureCount()) + " features and the SAE " +
                        std::to_string(sae->config().latents) + ".",
                    "Build the index again with this SAE.");
    }
    std::vector<bool> dead(static_cast<std::size_t>((*index)->featureCount()));
    for (std::uint32_t i = 0; i < (*index)->featureCount(); ++i) {
        const FeatureSums& sums = (*index)->sums(FeatureId(i), TokenScope::AllTokens);
        dead[i] = sums.promptCount + sums.chosenCount + sums.rejectedCount == 0;
    }
    FeatureMapOptions options;
    options.perplexity = params->perplexity;
    options.seed = context.spec.seed;
    options.threads = at::get_num_threads();
    auto map = buildFeatureMap(sae->decoder, dead, options, context.progress(), context.stop);
    if (!map) {
        return failure(map);
    }
    map->saeHash = params->saeHash;
    map->datasetHash = (*index)->manifest().datasetHash;
    map->createdAt = utcTimestamp();
    map->codeVersion = codeVersion();
    const auto written = writeOutput(context, [&map](const std::filesystem::path& folder) {
        return writeFeatureMap(folder / featureMapFileName, *map);
    });
    if (!written) {
        return failure(written);
    }
    return Json{{"features", map->features()},
                {"placed", map->count(FeatureMap::Place::Placed)},
                {"dead", map->count(FeatureMap::Place::Dead)},
                {"zero", map->count(FeatureMap::Place::Zero)},
                {"perplexity", map->perplexity},
                {"divergence", map->divergence},
                {"kept_neighbours", map->keptNeighbours}};
}

}  // namespace saferscope::cli
