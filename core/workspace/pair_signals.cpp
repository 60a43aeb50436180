// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pair_signals.h"

#include "core/data/json_slice.h"
#include "core/workspace/held_pairs.h"

namespace saferscope {

namespace {

Error stopped() {
    return {ErrorCode::Interrupted, "Reading the numbers of the pairs was stopped; nothing was changed.", {}};
}

/// The data set by name, or the one that the index was made from: also where the index itself is not read, so that
/// every strategy speaks of the same pairs.
Result<Dataset> chooseDataset(const Workspace& workspace, const PairSignalRequest& request) {
    if (!request.dataset.empty()) {
        return workspace.dataset(request.dataset);
    }
    std::optional<Artifact> indexed = workspace.newestArtifact(ArtifactKind::Index);
    if (!request.index.empty()) {
        auto named = workspace.artifact(ArtifactKind::Index, request.index);
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

/// Features or the bare index, as the request asks.
Status openSource(const Workspace& workspace, const PairSignalRequest& request, PairSignals& result) {
    if (request.features) {
        auto choice = chooseFeatures(workspace, request.index, request.scope, request.choice);
        if (!choice) {
            return failure(choice);
        }
        result.index = choice->context.index;
        result.indexName = choice->context.name;
        result.indexHash = choice->context.identity.indexHash;
        result.notes = choice->context.notes;
        result.choice = std::move(*choice);
    } else if (request.rewards) {
        auto opened = openNamedIndex(workspace, request.index);
        if (!opened) {
            return failure(opened);
        }
        result.index = std::move(opened->index);
        result.indexName = std::move(opened->name);
        result.indexHash = std::move(opened->contentHash);
        result.notes = std::move(opened->notes);
    }
    return {};
}

/// Margins and scores of the pairs that the index holds, with their sign turned where it holds them turned.
void fillNumbers(PairSignals& result, const std::vector<std::string>& unknownBecause) {
    const FeatureIndex& index = *result.index;
    std::vector<double> scores;
    TokenScope scope = TokenScope::SentenceEnds;
    if (result.choice) {
        scope = result.choice->context.identity.scope;
        scores = pairScores(index, result.choice->kept, scope);
    }
    for (std::size_t i = 0; i < result.pairs.size(); ++i) {
        PairSignal& signal = result.known[i];
        const auto& held = result.indexed[i];
        if (!held) {
            signal.unknownBecause = unknownBecause[i];
            continue;
        }
        const PairRecord record = index.pair(held->pair);
        const double sign = held->turned ? -1.0 : 1.0;
        result.turned += held->turned ? 1 : 0;
        signal.margin = sign * static_cast<double>(record.margin());
        if (scores.empty()) {
            continue;
        }
        // A side without positions contributes 0 to a score; without any there is nothing that was measured.
        if (scope == TokenScope::AllTokens || record.positions[0] + record.positions[1] > 0 ||
            record.positions[0] + record.positions[2] > 0) {
            signal.score = sign * scores[held->pair.value()];
        } else {
            signal.unknownBecause = "it has no position of the scope";
        }
    }
    if (result.turned > 0) {
        result.notes.push_back(std::to_string(result.turned) + " of the " + std::to_string(result.pairs.size()) +
                               " pairs stand in the index with their answers the other way round: their scores and "
                               "margins have their sign turned.");
    }
}

}  // namespace

Status askFor(const Workspace& workspace, Strategy strategy, PairSignalRequest& request) {
    request.features = usesFeatures(strategy);
    request.rewards = usesRewards(strategy);
    request.choice.weighting = strategy == Strategy::SaferWeighted ? ScoreWeighting::Magnitude : ScoreWeighting::Sign;
    return strategy == Strategy::HumanConfirmed ? requirePeople(workspace, request.choice) : Status();
}

Result<PairSignals> readPairSignals(Workspace& workspace, const PairSignalRequest& request,
                                    const ProgressCallback& progress, std::stop_token stop) {
    PairSignals nothing;
    return readPairSignalsAgain(workspace, request, nothing, progress, std::move(stop));
}

Result<PairSignals> readPairSignalsAgain(Workspace& workspace, const PairSignalRequest& request, PairSignals& earlier,
                                         const ProgressCallback& progress, std::stop_token stop) {
    PairSignals result;
    if (auto opened = openSource(workspace, request, result); !opened) {
        return failure(opened);
    }
    auto dataset = chooseDataset(workspace, request);
    if (!dataset) {
        return failure(dataset);
    }
    result.dataset = std::move(*dataset);
    const bool samePairs = !earlier.pairs.empty() && earlier.dataset.contentHash == result.dataset.contentHash &&
                           earlier.dataset.name == result.dataset.name;
    if (samePairs) {
        result.pairs = std::move(earlier.pairs);
        earlier.pairs.clear();
    } else {
        auto pairs = workspace.loadPairs(result.dataset);
        if (!pairs) {
            return failure(pairs);
        }
        result.pairs = std::move(*pairs);
    }
    if (stop.stop_requested()) {
        return tl::unexpected<Error>(stopped());
    }
    result.known.resize(result.pairs.size());
    result.indexed.resize(result.pairs.size());
    for (std::size_t i = 0; i < result.pairs.size(); ++i) {
        result.known[i].id = result.pairs[i].id;
        result.known[i].position = i;
        result.known[i].rubric = numberInMeta(result.pairs[i], request.rubric);
    }
    if (!result.index) {
        return result;
    }
    std::vector<std::string> unknownBecause(result.pairs.size());
    if (samePairs && earlier.indexHash == result.indexHash && earlier.indexed.size() == result.pairs.size()) {
        result.indexed = earlier.indexed;
        for (std::size_t i = 0; i < result.pairs.size(); ++i) {
            unknownBecause[i] = earlier.known[i].unknownBecause;
        }
    } else {
        auto held = findHeldPairs(*result.index, result.dataset, result.pairs, progress, stop);
        if (!held) {
            return failure(held);
        }
        for (std::size_t i = 0; i < held->size(); ++i) {
            result.indexed[i] = (*held)[i].held;
            unknownBecause[i] = std::move((*held)[i].because);
        }
    }
    if (stop.stop_requested()) {
        return tl::unexpected<Error>(stopped());
    }
    fillNumbers(result, unknownBecause);
    return result;
}

std::vector<FeatureContribution> explainPair(const PairSignals& data, std::size_t position, std::size_t top) {
    if (!data.choice || position >= data.indexed.size() || !data.indexed[position]) {
        return {};
    }
    const HeldPair& held = *data.indexed[position];
    auto list = explainScore(*data.index, held.pair, data.choice->kept, data.choice->context.identity.scope, top);
    if (held.turned) {
        for (FeatureContribution& one : list) {
            one.contribution = -one.contribution;
            one.segment = one.segment == Segment::Chosen     ? Segment::Rejected
                          : one.segment == Segment::Rejected ? Segment::Chosen
                                                             : Segment::Prompt;
        }
    }
    return list;
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

}  // namespace saferscope
