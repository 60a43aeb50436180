// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/kept_results.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/causal/strict_json.h"

#include <array>
#include <charconv>

namespace saferscope {

namespace {

constexpr const char* documentKind = "causal-result";
constexpr const char* formatName = "saferscope-causal-result";

const char* kindName(KeptResult::Kind kind) {
    return kind == KeptResult::Kind::Pair ? "pair" : kind == KeptResult::Kind::Survey ? "survey" : "run";
}

Json rewardJson(const RewardPair& rewards) { return {{"chosen", rewards.chosen}, {"rejected", rewards.rejected}}; }

Result<std::optional<RewardPair>> rewardsFrom(const Json& json, const char* key, const std::string& where) {
    if (!json.contains(key)) {
        return std::optional<RewardPair>();
    }
    RewardPair rewards;
    strict::Reader reader(json[key], where + ", " + key);
    reader.number("chosen", rewards.chosen);
    reader.number("rejected", rewards.rejected);
    if (!reader.status()) {
        return failure(reader.status());
    }
    return std::optional(rewards);
}

std::string number(double value) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

std::string bound(double value) { return std::isfinite(value) ? number(value) : std::string(); }

std::vector<std::string> sectionCells(const SectionEffect& effect) {
    return {effect.name,
            std::to_string(effect.pairs),
            std::to_string(effect.changed),
            number(effect.accuracyBefore),
            number(effect.accuracyAfter),
            std::to_string(effect.verdicts.gained),
            std::to_string(effect.verdicts.lost),
            number(effect.chosen),
            number(effect.rejected),
            number(effect.margin),
            bound(effect.marginCi.low),
            bound(effect.marginCi.high),
            number(effect.rewardCorrelation)};
}

/// One pair looks like a section of one pair, without an interval.
std::vector<std::string> pairCells(const KeptResult& result) {
    EffectSums sums;
    sums.add(*result.before, *result.after, true);
    std::vector<std::string> cells = sectionCells(sums.result("pair " + result.pairId));
    cells[2].clear();      // whether a latent fired is not kept
    cells.back().clear();  // a correlation of two rewards says nothing
    return cells;
}

Result<KeptResult> resultFrom(const WorkspaceDocument& document) {
    auto result = keptResultFromJson(document.body, "The kept result \"" + document.name + "\"");
    if (result) {
        result->name = document.name;  // a renamed document keeps its text
        result->createdAt = document.createdAt;
    }
    return result;
}

}  // namespace

Json toJson(const KeptResult& result) {
    Json json = {{"format", formatName},
                 {"version", 1},
                 {"name", result.name},
                 {"created_at", result.createdAt},
                 {"note", result.note},
                 {"kind", kindName(result.kind)},
                 {"intervention", toJson(result.intervention)},
                 {"model_hash", result.modelHash},
                 {"sae_hash", result.saeHash},
                 {"dataset_name", result.datasetName},
                 {"run_id", result.runId},
                 {"pair_id", result.pairId},
                 {"sections", Json::array()}};
    if (result.before) {
        json["before"] = rewardJson(*result.before);
    }
    if (result.after) {
        json["after"] = rewardJson(*result.after);
    }
    for (const SectionEffect& section : result.sections) {
        json["sections"].push_back(toJson(section));
    }
    return json;
}

Result<KeptResult> keptResultFromJson(const Json& json, const std::string& where) {
    if (auto format = strict::format(json, formatName, 1, where); !format) {
        return failure(format);
    }
    KeptResult result;
    std::string kind;
    strict::Reader reader(json, where);
    reader.text("name", result.name);
    reader.text("created_at", result.createdAt);
    reader.text("note", result.note);
    reader.text("kind", kind);
    reader.text("model_hash", result.modelHash);
    reader.text("sae_hash", result.saeHash);
    reader.text("dataset_name", result.datasetName);
    reader.text("run_id", result.runId);
    reader.text("pair_id", result.pairId);
    reader.list("sections", result.sections, sectionEffectFromJson);
    reader.take(rewardsFrom(json, "before", where), result.before);
    reader.take(rewardsFrom(json, "after", where), result.after);
    reader.require(kind == "pair" || kind == "survey" || kind == "run", "\"" + kind + "\" is no kind of result.");
    reader.require(kind != "pair" || (result.before && result.after), "the rewards of the pair are missing.");
    reader.require(kind == "pair" || !result.sections.empty(), "there are no sections.");
    if (reader.status()) {
        reader.require(json.contains("intervention"), "\"intervention\" is missing.");
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    result.kind = kind == "pair"     ? KeptResult::Kind::Pair
                  : kind == "survey" ? KeptResult::Kind::Survey
                                     : KeptResult::Kind::Run;
    auto intervention = interventionFromJson(json["intervention"], where);
    if (!intervention) {
        return failure(intervention);
    }
    result.intervention = std::move(*intervention);
    return result;
}

std::vector<KeptResult> keptResults(const Workspace& workspace) {
    std::vector<KeptResult> results;
    for (const WorkspaceDocument& document : workspace.documents(documentKind)) {
        auto result = resultFrom(document);
        if (!result) {
            log::error("Leaving out what cannot be read: {}", result.error().message);
            continue;
        }
        results.push_back(std::move(*result));
    }
    return results;
}

Status keepResult(Workspace& workspace, KeptResult result, bool replace) {
    if (result.createdAt.empty()) {
        result.createdAt = utcTimestamp();
    }
    return workspace.saveDocument({documentKind, result.name, result.createdAt, toJson(result)}, replace);
}

Status renameKeptResult(Workspace& workspace, const std::string& name, const std::string& newName) {
    return workspace.renameDocument(documentKind, name, newName);
}

Status removeKeptResult(Workspace& workspace, const std::string& name) {
    return workspace.removeDocument(documentKind, name);
}

std::vector<std::vector<std::string>> keptResultTable(const std::vector<KeptResult>& results) {
    std::vector<std::vector<std::string>> table = {{"name",
                                                    "created_at",
                                                    "kind",
                                                    "change",
                                                    "positions",
                                                    "dataset",
                                                    "section",
                                                    "pairs",
                                                    "changed",
                                                    "accuracy_before",
                                                    "accuracy_after",
                                                    "gained",
                                                    "lost",
                                                    "chosen_change",
                                                    "rejected_change",
                                                    "margin_change",
                                                    "margin_ci_low",
                                                    "margin_ci_high",
                                                    "reward_correlation",
                                                    "note"}};
    for (const KeptResult& result : results) {
        const std::vector<std::string> head = {result.name,
                                               result.createdAt,
                                               kindName(result.kind),
                                               describeIntervention(result.intervention),
                                               positionText(result.intervention.positions),
                                               result.datasetName};
        const auto add = [&](const std::vector<std::string>& cells) {
            std::vector<std::string> row = head;
            row.insert(row.end(), cells.begin(), cells.end());
            row.push_back(result.note);
            table.push_back(std::move(row));
        };
        if (result.before && result.after) {
            add(pairCells(result));
        }
        for (const SectionEffect& section : result.sections) {
            add(sectionCells(section));
        }
    }
    return table;
}

}  // namespace saferscope
