// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/half.h"
#include "core/report/heat_text.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace saferscope {
namespace {

constexpr std::size_t promptCharacters = 700;
constexpr std::size_t answerCharacters = 1200;

struct PairNumbers {
    PairIndex pair;
    double score = 0.0;
    double margin = 0.0;
    std::string why;
};

/// The audit has read them all; without one they are read from the index.
std::vector<PairNumbers> allPairs(const ReportContext& report) {
    const FeatureIndex& index = *report.index()->index;
    std::vector<PairNumbers> pairs;
    if (report.audit && report.audit->data.indexHash == report.index()->identity.indexHash) {
        const PairSignals& data = report.audit->data;
        for (std::size_t i = 0; i < data.known.size(); ++i) {
            // A pair that was turned after the index was made stands there the other way round.
            if (data.indexed[i] && !data.indexed[i]->turned && data.known[i].score && data.known[i].margin) {
                pairs.push_back({data.indexed[i]->pair, *data.known[i].score, *data.known[i].margin, {}});
            }
        }
        return pairs;
    }
    const auto scores = pairScores(index, report.chosen->kept, report.index()->identity.scope);
    for (std::uint32_t i = 0; i < scores.size(); ++i) {
        pairs.push_back({PairIndex(i), scores[i], index.pair(PairIndex(i)).margin(), {}});
    }
    return pairs;
}

/// Half of them where the set speaks most for the chosen answer, the others where it or the model contradicts the
/// label most: what agrees with the story and what does not.
std::vector<PairNumbers> pick(std::vector<PairNumbers> all, std::size_t wanted) {
    std::erase_if(all, [](const PairNumbers& one) { return !std::isfinite(one.score) || !std::isfinite(one.margin); });
    std::vector<PairNumbers> picked;
    std::map<PairIndex, bool> taken;
    const auto take = [&](std::size_t count, auto key, auto fits, const char* why) {
        std::ranges::stable_sort(all, [&](const PairNumbers& a, const PairNumbers& b) {
            return key(a) != key(b) ? key(a) < key(b) : a.pair < b.pair;
        });
        for (const PairNumbers& one : all) {
            if (count == 0 || picked.size() == wanted || !fits(one)) {
                break;
            }
            if (taken.emplace(one.pair, true).second) {
                picked.push_back(one);
                picked.back().why = why;
                --count;
            }
        }
    };
    const std::size_t quarter = std::max<std::size_t>(1, wanted / 4);
    take(
        wanted - std::min(wanted, 2 * quarter), [](const PairNumbers& one) { return -one.score; },
        [](const PairNumbers& one) { return one.score > 0.0; }, "the set speaks most for the chosen answer");
    take(
        quarter, [](const PairNumbers& one) { return one.score; },
        [](const PairNumbers& one) { return one.score < 0.0; }, "the set speaks most for the rejected answer");
    take(
        quarter, [](const PairNumbers& one) { return one.margin; },
        [](const PairNumbers& one) { return one.margin < 0.0; }, "the model contradicts the label most");
    return picked;
}

/// One value per token: the sum over the set of weight x activation.
std::vector<float> setValues(const FeatureIndex& index, PairIndex pair, Segment segment,
                             const std::unordered_map<std::uint32_t, double>& weights) {
    std::vector<float> values;
    for (SegmentReader reader = index.read(pair, segment); reader.next();) {
        double sum = 0.0;
        reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
            if (const auto weight = weights.find(feature); weight != weights.end()) {
                sum += weight->second * static_cast<double>(halfToFloat(half));
            }
        });
        values.push_back(static_cast<float>(sum));
    }
    return values;
}

void writePair(ReportContext& report, const PairNumbers& one, std::size_t number,
               const std::unordered_map<std::uint32_t, double>& weights, bool& cut) {
    HtmlWriter& html = report.html;
    const FeatureIndex& index = *report.index()->index;
    const TokenScope scope = report.index()->identity.scope;
    const PairRecord record = index.pair(one.pair);
    std::array<std::vector<TokenInfo>, 3> tokens;
    std::array<std::vector<float>, 3> values;
    float maximum = 0.0f;
    for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        const auto s = static_cast<std::size_t>(segment);
        tokens[s] = index.tokens(one.pair, segment);
        values[s] = setValues(index, one.pair, segment, weights);
        for (std::size_t i = 0; i < std::min(tokens[s].size(), values[s].size()); ++i) {
            if ((scope == TokenScope::AllTokens || tokens[s][i].sentenceEnd) && std::isfinite(values[s][i])) {
                maximum = std::max(maximum, std::abs(values[s][i]));
            }
        }
    }
    html.open("div", {{"class", "card"}});
    html.element("h3", std::to_string(number) + ". Pair " + cutText(record.id, 80));
    html.open("p");
    html.text("Margin ");
    html.element("strong", signedText(one.margin, 2));
    html.text(" (rewards " + numberText(record.rewardChosen, 2) + " and " + numberText(record.rewardRejected, 2) +
              "), score of the set " + signedText(one.score, 3) +
              (record.subset.empty() ? std::string() : ", subset " + cutText(record.subset, 60)) + ". Shown because " +
              one.why + ".");
    html.close();
    const auto part = [&](Segment segment, const std::string& name, std::size_t characters) {
        const auto s = static_cast<std::size_t>(segment);
        const auto pieces = heatPieces(index.segmentText(one.pair, segment), tokens[s], values[s], scope, 0,
                                       tokens[s].size(), tokens[s].size());
        writeVeiled(report, name + " of pair " + std::to_string(number), [&](HtmlWriter& inner) {
            cut = writeHeat(inner, pieces, maximum, true, characters, report.masked()) || cut;
            if (pieces.empty()) {
                inner.text("(empty)");
            }
        });
    };
    html.element("h4", "Prompt");
    part(Segment::Prompt, "the prompt", promptCharacters);
    html.open("div", {{"class", "sides"}});
    html.open("div");
    html.element("h4", "Chosen, reward " + numberText(record.rewardChosen, 2), {{"class", "chosen"}});
    part(Segment::Chosen, "the chosen answer", answerCharacters);
    html.close();
    html.open("div");
    html.element("h4", "Rejected, reward " + numberText(record.rewardRejected, 2), {{"class", "rejected"}});
    part(Segment::Rejected, "the rejected answer", answerCharacters);
    html.close();
    html.close();
    html.close();
}

void writeTableOnly(ReportContext& report, const std::vector<PairNumbers>& picked) {
    ReportTable table;
    table.caption = "Example pairs, without their texts";
    table.head = {"pair", "subset", "margin", "score of the set", "shown because"};
    for (const PairNumbers& one : picked) {
        const PairRecord record = report.index()->index->pair(one.pair);
        table.rows.push_back({textCell(record.id), textCell(record.subset),
                              numberCell(signedText(one.margin, 2), one.margin),
                              numberCell(signedText(one.score, 3), one.score), textCell(one.why)});
    }
    writeTable(report.html, table);
}

}  // namespace

Status writePairs(ReportContext& report) {
    if (report.index() == nullptr || report.options.pairs == 0) {
        return {};
    }
    report.stage("Choosing example pairs");
    const auto picked = pick(allPairs(report), report.options.pairs);
    if (picked.empty()) {
        return {};
    }
    HtmlWriter& html = report.html;
    openPart(report, "pairs", "Examples");
    say(html, "Each token is coloured by what " + setWords(report) + (report.setName.empty() ? " say" : " says") +
                  " there: blue for the chosen answer, orange for the rejected one. The margin is the reward of the "
                  "chosen answer minus that of the rejected one: above 0 the model agrees with the people. Colours are "
                  "on " +
                  scopeWords(report.index()->identity.scope) + ", each pair on its own scale.");
    say(html,
        "Half of the examples are pairs where the set agrees most with the people, the others pairs where set or "
        "model disagree most. They were picked for that and are no fair sample.",
        "note");
    if (!report.hasTexts()) {
        writeTableOnly(report, picked);
        report.summary.pairs = static_cast<std::uint32_t>(picked.size());
        closePart(report);
        return {};
    }
    writeHeatLegend(html, true, report.options.paper);
    std::unordered_map<std::uint32_t, double> weights;
    for (const WeightedFeature& feature : report.chosen->kept) {
        weights[feature.feature.value()] = feature.weight;
    }
    bool cut = false;
    std::size_t done = 0;
    for (const PairNumbers& one : picked) {
        if (report.stopped()) {
            return fail(ErrorCode::Interrupted, "The report was stopped; nothing was written.");
        }
        if (report.full()) {
            break;
        }
        report.stage("Writing examples", done, picked.size());
        writePair(report, one, ++done, weights, cut);
    }
    report.summary.pairs = static_cast<std::uint32_t>(done);
    if (done < picked.size()) {
        report.leave(countText(picked.size() - done) + " example pairs are left out to keep the file small.");
    }
    if (cut) {
        report.leave("Prompts of more than " + countText(promptCharacters) + " and answers of more than " +
                     countText(answerCharacters) + " characters are cut, with an ellipsis.");
    }
    closePart(report);
    return {};
}

}  // namespace saferscope
