// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/audit_truth.h"

#include "core/demo/demo_generator.h"
#include "core/experiments/pair_change.h"

#include <algorithm>
#include <map>

namespace saferscope {

namespace {

Result<AuditTruth> fromManifest(const Workspace& workspace, const PairSignals& data) {
    const auto manifest = workspace.manifest(data.dataset);
    if (!manifest) {
        return failure(manifest);
    }
    AuditTruth truth(data.pairs.size(), false);
    bool any = false;
    if (*manifest && (**manifest).plan.request.mode == ExperimentMode::Poison) {
        for (const PlanEntry& entry : (**manifest).plan.entries) {  // a flip moves no pair
            if (entry.position < truth.size()) {
                truth[entry.position] = true;
                any = true;
            }
        }
    } else {
        for (std::size_t i = 0; i < data.pairs.size(); ++i) {
            truth[i] = !changeNoted(data.pairs[i].meta).empty();
            any = any || *truth[i];
        }
    }
    if (!any) {
        return fail(ErrorCode::InvalidInput,
                    "Nothing says that pairs of \"" + data.dataset.name + "\" were flipped by Saferscope.",
                    "--truth manifest is for data sets that `safer poison` made.");
    }
    return truth;
}

Result<AuditTruth> fromPlanted(const PairSignals& data) {
    std::map<std::string, int> directions;
    for (const PlantedKind& kind : plantedKinds()) {
        directions[kind.name] = kind.direction;
    }
    const auto worth = [&](const PreferencePair& pair, Side side) {
        int sum = 0;
        for (const PlantedSpan& span : plantedSpans(pair, side)) {
            const auto found = directions.find(span.kind);
            sum += found != directions.end() ? found->second : 0;
        }
        return sum;
    };
    AuditTruth truth(data.pairs.size());
    for (std::size_t i = 0; i < data.pairs.size(); ++i) {
        const int difference = worth(data.pairs[i], Side::Chosen) - worth(data.pairs[i], Side::Rejected);
        if (difference != 0) {
            truth[i] = difference < 0;
        }
    }
    return truth;
}

Result<AuditTruth> fromMeta(const PairSignals& data, std::string key) {
    const bool badWhenTrue = key.starts_with('!');
    if (badWhenTrue) {
        key.erase(0, 1);
    }
    AuditTruth truth(data.pairs.size());
    for (std::size_t i = 0; i < data.pairs.size(); ++i) {
        const Json value = valueInMeta(data.pairs[i], key);
        if (value.is_boolean()) {
            truth[i] = value.get<bool>() == badWhenTrue;
        } else if (value.is_number()) {
            truth[i] = (value.get<double>() != 0.0) == badWhenTrue;
        }
    }
    return truth;
}

}  // namespace

Result<AuditTruth> readTruth(const Workspace& workspace, const PairSignals& data, const std::string& source) {
    Result<AuditTruth> truth = fail(ErrorCode::Usage, "\"" + source + "\" is no source of truth.",
                                    "Use manifest, planted, meta:KEY or meta:!KEY.");
    if (source == "manifest") {
        truth = fromManifest(workspace, data);
    } else if (source == "planted") {
        truth = fromPlanted(data);
    } else if (source.starts_with("meta:") && source.size() > 5) {
        truth = fromMeta(data, source.substr(5));
    }
    if (truth && std::ranges::none_of(*truth, [](const auto& one) { return one.has_value(); })) {
        return fail(ErrorCode::InvalidInput,
                    "No pair of \"" + data.dataset.name + "\" says by " + source + " whether its label is right.",
                    "Look at the meta data of the pairs, or leave --truth out.");
    }
    return truth;
}

std::vector<std::string> truthSources(const Workspace& workspace, const PairSignals& data) {
    std::vector<std::string> sources;
    for (const char* source : {"manifest", "meta:gpt35_label_agrees", "planted"}) {
        const auto truth = readTruth(workspace, data, source);
        const auto says = [&](bool bad) {
            return truth && std::ranges::any_of(*truth, [bad](const auto& one) { return one && *one == bad; });
        };
        if (says(true) && says(false)) {
            sources.emplace_back(source);
        }
    }
    return sources;
}

}  // namespace saferscope
