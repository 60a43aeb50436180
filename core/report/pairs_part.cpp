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
    std::string why;  ///< it is shown; a clause
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
    const auto take = [&](std::size_t count, auto key, auto fits, const std::string& why) {
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
        [](const PairNumbers& one) { return one.score > 0.0; }, tr("the set speaks most for the chosen answer"));
    take(
        quarter, [](const PairNumbers& one) { return one.score; },
        [](const PairNumbers& one) { return one.score < 0.0; }, tr("the set speaks most for the rejected answer"));
    take(
        quarter, [](const PairNumbers& one) { return one.margin; },
        [](const PairNumbers& one) { return one.margin < 0.0; }, tr("the model contradicts the label most"));
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

/// The margin is strong in its sentence, wherever the language has it.
void writePairNumbers(HtmlWriter& html, const PairNumbers& one, const PairRecord& record) {
    const std::string place = "\x01";
    const std::string chosen = numberText(record.rewardChosen, 2);
    const std::string rejected = numberText(record.rewardRejected, 2);
    const std::string score = signedText(one.score, 3);
    const std::string numbers =
        record.subset.empty()
            ? tr("Margin %1 (rewards %2 and %3), score of the set %4.", {place, chosen, rejected, score})
            : tr("Margin %1 (rewards %2 and %3), score of the set %4, subset %5.",
                 {place, chosen, rejected, score, cutText(record.subset, 60)});
    const std::size_t at = std::min(numbers.find(place), numbers.size());
    html.open("p");
    html.text(numbers.substr(0, at));
    html.element("strong", signedText(one.margin, 2));
    html.text(numbers.substr(std::min(at + 1, numbers.size())) + sentenceGap() + tr("Shown because %1.", {one.why}));
    html.close();
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
    html.element("h3", tr("%1. Pair %2", {std::to_string(number), cutText(record.id, 80)}));
    writePairNumbers(html, one, record);
    const auto part = [&](Segment segment, const std::string& name, std::size_t characters) {
        const auto s = static_cast<std::size_t>(segment);
        const auto pieces = heatPieces(index.segmentText(one.pair, segment), tokens[s], values[s], scope, 0,
                                       tokens[s].size(), tokens[s].size());
        writeVeiled(report, name, [&](HtmlWriter& inner) {
            cut = writeHeat(inner, pieces, maximum, true, characters, report.masked()) || cut;
            if (pieces.empty()) {
                inner.text(tr("(empty)"));
            }
        });
    };
    html.element("h4", tr("Prompt"));
    part(Segment::Prompt, tr("the prompt of pair %1", {std::to_string(number)}), promptCharacters);
    html.open("div", {{"class", "sides"}});
    html.open("div");
    html.element("h4", tr("Chosen, reward %1", {numberText(record.rewardChosen, 2)}), {{"class", "chosen"}});
    part(Segment::Chosen, tr("the chosen answer of pair %1", {std::to_string(number)}), answerCharacters);
    html.close();
    html.open("div");
    html.element("h4", tr("Rejected, reward %1", {numberText(record.rewardRejected, 2)}), {{"class", "rejected"}});
    part(Segment::Rejected, tr("the rejected answer of pair %1", {std::to_string(number)}), answerCharacters);
    html.close();
    html.close();
    html.close();
}

void writeTableOnly(ReportContext& report, const std::vector<PairNumbers>& picked) {
    ReportTable table;
    table.caption = tr("Example pairs, without their texts");
    table.head = {tr("pair"), tr("subset"), tr("margin"), tr("score of the set"), tr("shown because")};
    for (const PairNumbers& one : picked) {
        const PairRecord record = report.index()->index->pair(one.pair);
        table.rows.push_back({textCell(record.id), textCell(record.subset),
                              numberCell(signedText(one.margin, 2), one.margin),
                              numberCell(signedText(one.score, 3), one.score), textCell(one.why)});
    }
    writeTable(report.html, table);
}

std::string colouredBy(const ReportContext& report) {
    const auto count = static_cast<std::uint64_t>(report.chosen->kept.size());
    return report.setName.empty()
               ? trn(count,
                     "Each token is coloured by what the strongest feature says there: blue for the chosen answer, "
                     "orange for the rejected one.",
                     "Each token is coloured by what the %1 strongest features say there: blue for the chosen answer, "
                     "orange for the rejected one.")
               : trn(count,
                     "Each token is coloured by what the saved set “%2” (%1 feature) says there: blue for the chosen "
                     "answer, orange for the rejected one.",
                     "Each token is coloured by what the saved set “%2” (%1 features) says there: blue for the chosen "
                     "answer, orange for the rejected one.",
                     {cutText(report.setName, 60)});
}

void writeIntroduction(ReportContext& report) {
    openPart(report, "pairs", tr("Examples"));
    say(report.html,
        colouredBy(report) + sentenceGap() +
            tr("The margin is the reward of the chosen answer minus that of the rejected one: above 0 the "
               "model agrees with the people.") +
            sentenceGap() +
            tr("Colours are on %1, each pair on its own scale.", {scopeWords(report.index()->identity.scope)}));
    say(report.html,
        tr("Half of the examples are pairs where the set agrees most with the people, the others pairs where set or "
           "model disagree most. They were picked for that and are no fair sample."),
        "note");
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
    writeIntroduction(report);
    if (!report.hasTexts()) {
        writeTableOnly(report, picked);
        report.summary.pairs = static_cast<std::uint32_t>(picked.size());
        closePart(report);
        return {};
    }
    writeHeatLegend(report.html, true, report.options.paper);
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
        report.leave(trn(picked.size() - done, "%1 example pair is left out to keep the file small.",
                         "%1 example pairs are left out to keep the file small."));
    }
    if (cut) {
        report.leave(tr("Prompts of more than %1 and answers of more than %2 characters are cut, with an ellipsis.",
                        {countText(promptCharacters), countText(answerCharacters)}));
    }
    closePart(report);
    return {};
}

}  // namespace saferscope
