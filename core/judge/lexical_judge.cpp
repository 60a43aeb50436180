// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/lexical_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <set>

namespace saferscope {

namespace {

constexpr std::size_t samplePlaces = 3000;
constexpr std::uint32_t samplePairs = 1500;
constexpr double neighbourhood = 0.5;  // what stands before the sentence counts for half
constexpr double characteristic = 2.0;
constexpr double smoothing = 0.02;
constexpr std::size_t wordsNamed = 4;

struct Step {
    int score;
    double strength;
    double lift;
};
constexpr std::array<Step, 4> steps = {{{5, 0.60, 3.0}, {4, 0.40, 2.0}, {3, 0.25, 1.5}, {2, 0.10, 0.0}}};

bool endsSentence(char c) { return c == '.' || c == '?' || c == '!' || c == '\n'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::string percentText(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f %%", 100.0 * share);
    return text;
}

// Every context of `inspect` is one position of the scope, spread evenly over the index.
void visitPlaces(const FeatureIndex& index, TokenScope scope, const std::stop_token& stop,
                 const std::function<void(const ContextRef&)>& inspect) {
    const std::uint32_t pairs = std::min(index.pairCount(), samplePairs);
    std::vector<ContextRef> places;
    for (std::uint32_t i = 0; i < pairs && !stop.stop_requested(); ++i) {
        const PairIndex pair(static_cast<std::uint32_t>(std::uint64_t{i} * index.pairCount() / pairs));
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            for (auto reader = index.read(pair, segment); reader.next();) {
                if (scope == TokenScope::AllTokens || reader.token().sentenceEnd) {
                    places.push_back({pair, segment, reader.index(), 1.0f, ContextKind::Random, 0});
                }
            }
        }
    }
    const std::size_t wanted = std::min(places.size(), samplePlaces);
    for (std::size_t i = 0; i < wanted && !stop.stop_requested(); ++i) {
        inspect(places[i * places.size() / wanted]);
    }
}

}  // namespace

std::pair<std::size_t, std::size_t> sentenceAround(const JudgeContext& context) {
    const std::string& text = context.plain;
    const std::size_t tokenEnd = std::min(context.activatedAt + context.activated.size(), text.size());
    std::size_t last = tokenEnd;  // one past the last sign that is no end and no space
    while (last > 0 && (endsSentence(text[last - 1]) || isSpace(text[last - 1]))) {
        --last;
    }
    std::size_t begin = last;
    while (begin > 0 && !endsSentence(text[begin - 1])) {
        --begin;
    }
    std::size_t end = tokenEnd;
    if (last == tokenEnd) {  // the token stands inside its sentence
        while (end < text.size() && !endsSentence(text[end])) {
            ++end;
        }
    }
    return {begin, std::max(begin, end)};
}

LexicalJudge::LexicalJudge(const FeatureIndex& index, TokenScope scope, std::uint32_t contextTokens,
                           std::stop_token stop)
    : m_baseRates(lexicalEntries().size(), 0.0) {
    visitPlaces(index, scope, stop, [&](const ContextRef& place) {
        Hits hits = hitsOf(judgeContextAt(index, place, contextTokens));
        std::set<std::size_t> all(hits.sentence.begin(), hits.sentence.end());
        all.insert(hits.before.begin(), hits.before.end());
        for (const std::size_t entry : all) {
            m_baseRates[entry] += 1.0;
        }
        if (!all.empty()) {
            m_sample.push_back(std::move(hits));
        }
        m_places += 1.0;
    });
    for (double& rate : m_baseRates) {
        rate = m_places > 0.0 ? rate / m_places : 0.0;
    }
}

LexicalJudge::Hits LexicalJudge::hitsOf(const JudgeContext& context) const {
    const auto [begin, end] = sentenceAround(context);
    const std::string_view text = context.plain;
    return {m_matcher.find(text.substr(begin, end - begin)), m_matcher.find(text.substr(0, begin))};
}

double LexicalJudge::strengthOf(const Hits& hits, const std::vector<bool>& counts) {
    double strength = 0.0;
    for (const std::size_t entry : hits.sentence) {
        strength = std::max(strength, counts[entry] ? lexicalEntries()[entry].strength : 0.0);
    }
    for (const std::size_t entry : hits.before) {
        strength = std::max(strength, counts[entry] ? neighbourhood * lexicalEntries()[entry].strength : 0.0);
    }
    return strength;
}

LexicalVerdict LexicalJudge::rate(const std::vector<JudgeContext>& contexts) const {
    std::vector<Hits> hits;
    std::vector<double> shares(lexicalEntries().size(), 0.0);
    double totalValue = 0.0;
    for (const auto& context : contexts) {
        totalValue += std::max(0.0, static_cast<double>(context.value));
    }
    const auto weight = [&](const JudgeContext& context) {
        return totalValue > 0.0 ? std::max(0.0, static_cast<double>(context.value)) / totalValue
                                : 1.0 / static_cast<double>(contexts.size());
    };
    for (const auto& context : contexts) {
        hits.push_back(hitsOf(context));
        std::set<std::size_t> all(hits.back().sentence.begin(), hits.back().sentence.end());
        all.insert(hits.back().before.begin(), hits.back().before.end());
        for (const std::size_t entry : all) {
            shares[entry] += weight(context);
        }
    }
    std::vector<bool> counts(shares.size(), false);
    for (std::size_t entry = 0; entry < shares.size(); ++entry) {
        counts[entry] = shares[entry] > 0.0 && shares[entry] >= characteristic * m_baseRates[entry];
    }
    LexicalVerdict verdict;
    std::size_t speaking = 0;
    std::array<std::size_t, 3> sides{};
    std::vector<double> merit(shares.size(), 0.0);
    std::vector<std::size_t> times(shares.size(), 0);
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        const double strength = strengthOf(hits[i], counts);
        verdict.strength += weight(contexts[i]) * strength;
        speaking += strength > 0.0 ? 1 : 0;
        sides[static_cast<std::size_t>(contexts[i].segment)] += strength > 0.0 ? 1 : 0;
        for (const std::size_t entry : hits[i].sentence) {
            merit[entry] += counts[entry] ? weight(contexts[i]) * lexicalEntries()[entry].strength : 0.0;
            ++times[entry];
        }
        for (const std::size_t entry : hits[i].before) {
            merit[entry] +=
                counts[entry] ? neighbourhood * weight(contexts[i]) * lexicalEntries()[entry].strength : 0.0;
            ++times[entry];
        }
    }
    for (const auto& place : m_sample) {
        verdict.baseRate += strengthOf(place, counts) / m_places;
    }
    const double lift = (verdict.strength + smoothing) / (verdict.baseRate + smoothing);
    for (const Step& step : steps) {
        if (verdict.strength >= step.strength && lift >= step.lift) {
            verdict.score = step.score;
            break;
        }
    }
    std::vector<std::size_t> order;
    for (std::size_t entry = 0; entry < merit.size(); ++entry) {
        if (merit[entry] > 0.0) {
            order.push_back(entry);
        }
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return merit[a] > merit[b]; });
    order.resize(std::min(order.size(), wordsNamed));
    std::string named;
    std::set<std::string> topics;
    for (const std::size_t entry : order) {
        verdict.words.emplace_back(lexicalEntries()[entry].word);
        named += (named.empty() ? "" : ", ") + verdict.words.back() + " (" + std::to_string(times[entry]) + ")";
        topics.insert(lexicalTopicName(lexicalEntries()[entry].topic));
    }
    std::string about;
    for (const auto& topic : topics) {
        about += (about.empty() ? "" : ", ") + topic;
    }
    const std::string count = std::to_string(speaking) + " of " + std::to_string(contexts.size()) + " contexts";
    verdict.explanation =
        "By word lists, not by a language model: " +
        (order.empty()
             ? "no word about safety is more frequent in its contexts than elsewhere."
             : count + " (" + std::to_string(sides[1]) + " chosen, " + std::to_string(sides[2]) + " rejected, " +
                   std::to_string(sides[0]) + " prompt) hold words about " + about + ": " + named + ". Strength " +
                   percentText(verdict.strength) + ", elsewhere " + percentText(verdict.baseRate) + ".");
    return verdict;
}

}  // namespace saferscope
