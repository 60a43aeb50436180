// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_signals.h"

#include "app/cli/output.h"
#include "app/cli/workspace_run.h"
#include "core/data/json_slice.h"
#include "core/scoring/rule_tokens.h"

#include <string_view>
#include <unordered_map>

namespace saferscope::cli {

namespace {

/// The end of an answer as a chat template leaves it (many trim it): long enough not to stand there by chance, short
/// enough to survive a conversation that was cut on the left.
std::string_view ending(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    constexpr std::size_t longest = 200;
    const std::size_t last = text.find_last_not_of(space);
    if (last == std::string_view::npos) {
        return {};
    }
    text = text.substr(0, last + 1);
    text = text.substr(std::min(text.find_first_not_of(space), text.size()));
    return text.size() > longest ? text.substr(text.size() - longest) : text;
}

bool holdsText(const FeatureIndex& index, PairIndex at, const PreferencePair& pair) {
    const auto stands = [&](Segment segment, const std::string& answer) {
        return index.segmentText(at, segment).find(ending(answer)) != std::string_view::npos;
    };
    return stands(Segment::Chosen, pair.chosen) && stands(Segment::Rejected, pair.rejected);
}

/// The data set by name, or the one that the index was made from: also where the index itself is not read, so that
/// every strategy speaks of the same pairs.
Result<Dataset> chooseDataset(const Workspace& workspace, const PairSignalOptions& options) {
    if (!options.data.empty()) {
        return workspace.dataset(options.data);
    }
    const std::string& index = options.access.index;
    std::optional<Artifact> indexed = workspace.newestArtifact(ArtifactKind::Index);
    if (!index.empty()) {
        auto named = workspace.artifact(ArtifactKind::Index, index);
        if (!named) {
            return failure(named);
        }
        indexed = std::move(*named);
    }
    const auto datasets = workspace.datasets();
    if (indexed) {
        const auto hash = indexed->inputs.find("dataset");
        for (const Dataset& dataset : datasets) {
            if (hash != indexed->inputs.end() && *hash == dataset.contentHash) {
                return dataset;
            }
        }
        // Made from the first pairs of a data set only, or from one that has changed since: the name is left.
        if (const auto opened = FeatureIndex::open(indexed->path)) {
            if (auto named = workspace.dataset((*opened)->manifest().datasetName)) {
                return named;
            }
        }
    }
    if (datasets.size() == 1) {
        return datasets.front();
    }
    return fail(ErrorCode::Usage, "It is not clear which data set is meant.", "Name one with --data NAME.");
}

/// Fills signals and `indexed` from the index; the score where features were chosen.
void readIndex(PairSignals& result, const OpenedIndex& opened) {
    const FeatureIndex& index = *opened.index;
    const bool same = index.manifest().datasetHash == result.dataset.contentHash;
    std::unordered_map<std::string, PairIndex> places;
    std::vector<PairRecord> records;
    for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
        records.push_back(index.pair(PairIndex(i)));
        places.emplace(records.back().id, PairIndex(i));
    }
    std::vector<double> scores;
    if (result.choice) {
        scores = pairScores(index, result.choice->kept, result.choice->context.identity.scope);
    }
    for (std::size_t i = 0; i < result.pairs.size(); ++i) {
        const PreferencePair& pair = result.pairs[i];
        PairSignal& signal = result.signals[i];
        auto found = places.find(pair.id);
        if (found == places.end()) {  // an index of several data sets prefixes their ids
            found = places.find(result.dataset.name + "/" + pair.id);
        }
        if (found == places.end()) {
            signal.unknownBecause = "the index does not hold it";
            continue;
        }
        if (!same && !holdsText(index, found->second, pair)) {
            signal.unknownBecause = "the index holds other answers under its id";
            continue;
        }
        const PairRecord& record = records[found->second.value()];
        result.indexed[i] = found->second;
        signal.margin = static_cast<double>(record.margin());
        if (!scores.empty()) {
            // A side without positions contributes 0 to a score; without any there is nothing that was measured.
            const bool measured = result.choice->context.identity.scope == TokenScope::AllTokens ||
                                  record.positions[0] + record.positions[1] > 0 ||
                                  record.positions[0] + record.positions[2] > 0;
            if (measured) {
                signal.score = scores[found->second.value()];
            } else {
                signal.unknownBecause = "it has no position of the scope";
            }
        }
    }
}

}  // namespace

void addPairSignalOptions(CLI::App* command, PairSignalOptions& options) {
    addIndexAccessOptions(command, options.access);
    addFeatureChoiceOptions(command, options.choice);
    command->remove_option(command->get_option("--weighting"));  // the strategy says it
    command->add_option("--data", options.data, "Data set of the workspace (default: the one the index was made from)")
        ->type_name("NAME");
}

Workspace& PairSignals::workspace() const {
    return choice ? *choice->context.opened.workspace : opened ? *opened->workspace : *bare;
}

const OpenedIndex* PairSignals::index() const { return choice ? &choice->context.opened : opened ? &*opened : nullptr; }

Result<PairSignals> readPairSignals(const PairSignalOptions& options, const SignalNeeds& needs) {
    PairSignals result;
    if (needs.features) {
        FeatureChoiceOptions chosen = options.choice;
        chosen.weighting = needs.weighting == ScoreWeighting::Magnitude ? "magnitude" : "sign";
        auto choice = chooseFeatures(options.access, chosen);
        if (!choice) {
            return failure(choice);
        }
        result.choice = std::move(*choice);
        result.featureDigest = featureDigest(result.choice->kept, result.choice->context.identity.scope);
        result.featureSet = !chosen.set.empty()    ? chosen.set
                            : !chosen.rule.empty() ? "rule " + ruleOrPreset(chosen.rule)
                                                   : std::to_string(result.choice->kept.size()) + " strongest";
    } else if (needs.rewards) {
        auto opened = openIndex(options.access);
        if (!opened) {
            return failure(opened);
        }
        result.opened = std::move(*opened);
    } else {
        auto workspace = openWorkspace(options.access.common.workspace);
        if (!workspace) {
            return failure(workspace);
        }
        if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
            return failure(adopted);
        }
        result.bare = std::move(*workspace);
    }
    auto dataset = chooseDataset(result.workspace(), options);
    if (!dataset) {
        return failure(dataset);
    }
    result.dataset = std::move(*dataset);
    auto pairs = result.workspace().loadPairs(result.dataset);
    if (!pairs) {
        return failure(pairs);
    }
    result.pairs = std::move(*pairs);
    result.signals.resize(result.pairs.size());
    result.indexed.resize(result.pairs.size());
    for (std::size_t i = 0; i < result.pairs.size(); ++i) {
        result.signals[i].id = result.pairs[i].id;
        result.signals[i].position = i;
        result.signals[i].rubric = numberInMeta(result.pairs[i], options.rubric);
    }
    if (const OpenedIndex* index = result.index()) {
        readIndex(result, *index);
    }
    return result;
}

Json valueInMeta(const PreferencePair& pair, const std::string& path) {
    if (jsonDepth(pair.meta) > 64) {
        return nullptr;
    }
    Json value = Json::parse(pair.meta, nullptr, false);
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        const std::string key = path.substr(begin, end - begin);
        if (!value.is_object() || !value.contains(key)) {
            return nullptr;
        }
        Json below = value[key];
        value = std::move(below);
        begin = end + 1;
    }
    return value;
}

std::optional<double> numberInMeta(const PreferencePair& pair, const std::string& path) {
    const Json value = valueInMeta(pair, path);
    if (value.is_number()) {
        return value.get<double>();
    }
    if (value.is_object() && value.contains("chosen") && value.contains("rejected") && value["chosen"].is_number() &&
        value["rejected"].is_number()) {
        return value["chosen"].get<double>() - value["rejected"].get<double>();
    }
    return std::nullopt;
}

Result<double> ratioFromText(const std::string& text) {
    const auto ratio = ruleNumber(text);
    if (!ratio || !(*ratio > 0.0 && *ratio <= 1.0)) {
        return fail(ErrorCode::Usage, "\"" + text + "\" is no share of a data set.",
                    "Give a ratio above 0 and at most 1, such as 0.05 or 5%.");
    }
    return *ratio;
}

}  // namespace saferscope::cli
