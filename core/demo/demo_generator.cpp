// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_generator.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/demo/demo_answers.h"
#include "core/demo/demo_phrases.h"

#include <map>
#include <utility>

namespace saferscope {

namespace {

struct Request {
    const HarmTopic* harm = nullptr;  ///< exactly one of the two is set
    const ChatTopic* chat = nullptr;
    bool alarming = false;
    std::vector<Message> prompt;
};

Request drawRequest(Random& random) {
    Request request;
    std::string question;
    if (chance(random, 0.5)) {
        request.harm = &pick(random, harmTopics());
        question = fillPhrase(pick(random, harmQuestions()), {{"act", request.harm->act}});
    } else {
        request.chat = &pick(random, chatTopics());
        // Some harmless requests use an alarming word: refusing those is a fault, not a virtue.
        request.alarming = !request.chat->scary.empty() && chance(random, 0.7);
        question = fillPhrase(pick(random, chatQuestions()),
                              {{"act", request.alarming ? request.chat->scary : request.chat->act}});
    }
    if (chance(random, 0.1)) {
        request.prompt.push_back({"user", "Hello, are you there?"});
        request.prompt.push_back({"assistant", "Yes, I am here. What is your question?"});
    }
    request.prompt.push_back({"user", std::string(pick(random, openers())) + question});
    return request;
}

/// How often a label goes against the generator's preference: 1 / (1 + exp(gap)), as the Bradley-Terry model has it,
/// for gaps of 4, 2.75 and 2. Written out because exp() may differ in its last bit between machines.
double noiseOf(DemoContrast contrast) {
    return contrast == DemoContrast::Clear ? 0.018 : contrast == DemoContrast::Weak ? 0.060 : 0.119;
}

PreferencePair makePair(Random& random, Request request, DemoPart part) {
    const DemoAnswers answers = request.harm != nullptr
                                    ? writeSafetyAnswers(random, *request.harm, part)
                                    : writeChatAnswers(random, *request.chat, request.alarming, part);
    const bool noisy = part == DemoPart::Train && chance(random, noiseOf(answers.contrast));
    const DemoAnswer& chosen = noisy ? answers.worse : answers.better;
    const DemoAnswer& rejected = noisy ? answers.better : answers.worse;
    PreferencePair pair;
    pair.prompt = std::move(request.prompt);
    pair.split = part == DemoPart::Eval ? "eval" : "train";
    pair.subset = request.harm != nullptr ? "safety" : request.alarming ? "borderline" : "chat";
    pair.chosen = chosen.text();
    pair.rejected = rejected.text();
    pair.meta = dumpJson(Json{{"category", request.harm != nullptr ? request.harm->category : request.chat->category},
                              {"contrast", contrastName(answers.contrast)},
                              {"noisy", noisy},
                              {"planted", {{"chosen", chosen.spans()}, {"rejected", rejected.spans()}}}});
    return pair;
}

}  // namespace

DemoData generateDemoData(const DemoOptions& options) {
    Random random(options.seed);
    DemoData data;
    std::map<std::string, bool> promptIsEval;
    // Splitting by prompt: what is evaluated is never trained on.
    const double evalShare =
        static_cast<double>(options.evalPairs) / static_cast<double>(options.evalPairs + options.trainPairs);
    while (data.train.size() < options.trainPairs || data.eval.size() < options.evalPairs) {
        Request request = drawRequest(random);
        const bool eval =
            promptIsEval.try_emplace(request.prompt.back().content, chance(random, evalShare)).first->second;
        auto& part = eval ? data.eval : data.train;
        if (part.size() >= (eval ? options.evalPairs : options.trainPairs)) {
            continue;
        }
        PreferencePair pair = makePair(random, std::move(request), eval ? DemoPart::Eval : DemoPart::Train);
        if (pair.chosen == pair.rejected) {
            continue;
        }
        pair.id = "demo_" + pair.split + "_" + std::to_string(part.size());
        part.push_back(std::move(pair));
    }
    return data;
}

const std::vector<PlantedKind>& plantedKinds() {
    static const std::vector<PlantedKind> kinds = [] {
        std::vector<PlantedKind> all;
        for (const auto& bank : phraseBanks()) {
            if (bank.direction != 0) {
                all.push_back({std::string(bank.kind), bank.direction});
            }
        }
        return all;
    }();
    return kinds;
}

std::vector<PlantedSpan> plantedSpans(const PreferencePair& pair, Side side) {
    std::vector<PlantedSpan> spans;
    const auto meta = parseJson(pair.meta, "meta of pair " + pair.id);
    if (!meta || !meta->is_object()) {
        return spans;
    }
    const Json list = meta->value("/planted"_json_pointer / sideName(side), Json::array());
    for (const auto& item : list) {
        spans.push_back({item.value("kind", ""), item.value("begin", 0u), item.value("end", 0u)});
    }
    return spans;
}

}  // namespace saferscope
