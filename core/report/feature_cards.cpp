// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/subset_contrast.h"
#include "core/report/heat_text.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/report_opinions.h"
#include "core/workspace/causal_run.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr double roomForCards = 0.7;
constexpr std::size_t shownContexts = 4;
constexpr std::size_t tokensBefore = 40;
constexpr std::size_t tokensAfter = 12;
constexpr std::size_t charactersBefore = 320;
constexpr std::size_t contextCharacters = 500;
constexpr std::size_t shownOpinions = 6;
constexpr std::size_t shownSubsets = 8;

const char* sideWords(Segment segment) {
    return segment == Segment::Prompt   ? "the prompt"
           : segment == Segment::Chosen ? "a chosen answer"
                                        : "a rejected answer";
}

void writeHistogram(ReportContext& report, FeatureId feature) {
    const IndexContext& index = *report.index();
    const ActivationHistogram histogram = index.index->histogram(feature, index.identity.scope);
    std::size_t first = ActivationHistogram::bins;
    std::size_t last = 0;
    for (std::size_t bin = 0; bin < ActivationHistogram::bins; ++bin) {
        if (histogram.chosen[bin] + histogram.rejected[bin] > 0) {
            first = std::min(first, bin);
            last = bin + 1;
        }
    }
    if (first >= last) {
        say(report.html, "It fires in prompts only, which both answers share.", "note");
        return;
    }
    HistogramChart chart;
    chart.height = 110;
    chart.label =
        "How strongly feature " + std::to_string(feature.value()) + " fires in chosen and in rejected answers";
    chart.axis = "activation where it fires (each two steps double it)";
    chart.series = {{"chosen answers", 1, {}}, {"rejected answers", 2, {}}};
    const std::size_t every = last - first > 14 ? 4 : 2;
    for (std::size_t bin = first; bin <= last; ++bin) {
        chart.edges.push_back((bin - first) % every == 0 ? numberText(ActivationHistogram::lowerEdge(bin), 2) : "");
        if (bin < last) {
            chart.series[0].counts.push_back(histogram.chosen[bin]);
            chart.series[1].counts.push_back(histogram.rejected[bin]);
        }
    }
    drawHistogram(report.html, chart);
}

void writeOpinions(ReportContext& report, FeatureId feature) {
    const FeatureOpinions& opinions = report.index()->book.of(feature);
    std::size_t shown = 0;
    std::size_t more = 0;
    std::vector<std::pair<std::string, std::string>> facts;
    const auto add = [&](const std::string& who, const CurrentRating& rating, const char* remark) {
        if (++shown > shownOpinions) {
            ++more;
            return;
        }
        facts.emplace_back(cutText(who, 64) + " rates it " + std::to_string(rating.score) + remark,
                           rating.text.empty() ? "without an explanation" : cutText(rating.text, 280));
    };
    if (opinions.adjudicated) {
        add(opinions.adjudicatedBy, *opinions.adjudicated, ", as the last word");
    }
    for (const auto& [judge, rating] : opinions.judges) {
        add(judge, rating, rating.suspicious ? " (its contexts look as if they were meant to steer it)" : "");
    }
    for (const auto& [rater, rating] : opinions.humans) {
        add(rater, rating, rating.blind ? " (blind)" : rating.confirmed ? " (confirming a judge)" : "");
    }
    if (!facts.empty()) {
        writeFacts(report.html, facts);
    }
    if (more > 0) {
        say(report.html, countText(more) + " more ratings are not shown.", "note");
    }
}

void writeSubsets(ReportContext& report, FeatureId feature) {
    const IndexContext& index = *report.index();
    const auto subsets = subsetContrasts(*index.index, feature, index.identity.scope);
    if (subsets.size() < 2) {
        return;
    }
    if (signFlips(subsets)) {
        say(report.html, "It speaks for chosen answers in one subset and for rejected ones in another.", "warn");
    }
    ReportTable table;
    table.caption = "Contrast of feature " + std::to_string(feature.value()) + " within each subset";
    table.head = {"subset", "pairs", "fires in", "contrast s", "95 % interval"};
    for (std::size_t i = 0; i < std::min(subsets.size(), shownSubsets); ++i) {
        const SubsetContrast& one = subsets[i];
        const std::string name = one.merged > 0 ? countText(one.merged) + " smaller subsets" : one.subset;
        table.rows.push_back({textCell(name.empty() ? "(no subset)" : name),
                              numberCell(countText(one.pairs), static_cast<double>(one.pairs)),
                              numberCell(countText(one.firingPairs), static_cast<double>(one.firingPairs)),
                              numberCell(signedText(one.contrast, 3), one.contrast),
                              numberCell(intervalText({one.low, one.high}, 3), one.low)});
    }
    openFold(report, subsets.size() > shownSubsets ? "By subset (the largest " + std::to_string(shownSubsets) + ")"
                                                   : std::string("By subset"));
    writeTable(report.html, table);
    closeFold(report);
}

void writeContext(ReportContext& report, FeatureId feature, const ContextRef& context, std::size_t number) {
    const IndexContext& index = *report.index();
    const auto tokens = index.index->tokens(context.pair, context.segment);
    const auto values = index.index->featureValues(context.pair, context.segment, feature);
    const std::size_t first = context.token > tokensBefore ? context.token - tokensBefore : 0;
    auto pieces = heatPieces(index.index->segmentText(context.pair, context.segment), tokens, values,
                             index.identity.scope, first, context.token + tokensAfter + 1, context.token);
    const bool cutBefore = keepNearPeak(pieces, charactersBefore) || first > 0;
    const PairRecord pair = index.index->pair(context.pair);
    say(report.html,
        "Activation " + numberText(context.value, 2) + " in " + sideWords(context.segment) + " of pair " +
            cutText(pair.id, 60) + (pair.subset.empty() ? "" : " (" + cutText(pair.subset, 40) + ")") + ", margin " +
            signedText(pair.margin(), 2) + ":",
        "note");
    const auto maximum = static_cast<float>(index.contrasts[feature.value()].maximum);
    writeVeiled(report, "context " + std::to_string(number) + " of feature " + std::to_string(feature.value()),
                [&](HtmlWriter& html) {
                    if (cutBefore) {
                        html.text("… ");
                    }
                    const bool cut = writeHeat(html, pieces, maximum, false, contextCharacters, report.masked());
                    if (!cut && context.token + tokensAfter + 1 < tokens.size()) {
                        html.text(" …");
                    }
                });
}

}  // namespace

Status writeFeatureCards(ReportContext& report, const std::vector<FeatureId>& features) {
    HtmlWriter& html = report.html;
    const IndexContext& index = *report.index();
    html.element("h3", "The features one by one");
    if (report.hasTexts()) {
        say(html,
            "Every feature with how strongly it fires on both sides, what was said of it, and the places where it "
            "fires most. The underlined token is the one that counts; the text before it is what the model had read.");
        writeHeatLegend(html, false, report.options.paper);
    }
    std::size_t done = 0;
    for (const FeatureId feature : features) {
        if (report.stopped()) {
            return fail(ErrorCode::Interrupted, "The report was stopped; nothing was written.");
        }
        if (report.full(roomForCards)) {
            break;
        }
        report.stage("Writing features", done, features.size());
        const FeatureContrast& contrast = index.contrasts[feature.value()];
        const std::string number = std::to_string(feature.value());
        html.open("div", {{"class", "card"}, {"id", "feature-" + number}});
        html.element("h4", "Feature " + featureName(report, feature));
        html.open("p");
        html.text("Fires more in ");
        html.element("strong", contrast.contrast < 0.0 ? "rejected" : "chosen",
                     {{"class", contrast.contrast < 0.0 ? "rejected" : "chosen"}});
        html.text(" answers: contrast " + signedText(contrast.contrast, 3) + " (95 % interval " +
                  intervalText({contrast.contrastLow, contrast.contrastHigh}, 3) + "), effect size " +
                  signedText(contrast.effectSize, 2) + " (" +
                  intervalText({contrast.effectLow, contrast.effectHigh}, 2) + "); it fires in " +
                  plural(contrast.firingPairs, "pair", "pairs") + ".");
        html.close();
        writeHistogram(report, feature);
        writeOpinions(report, feature);
        writeSubsets(report, feature);
        if (report.hasTexts()) {
            auto contexts = index.index->contexts(feature, index.identity.scope);
            std::erase_if(contexts, [](const ContextRef& one) { return one.kind != ContextKind::Top; });
            for (std::size_t i = 0; i < std::min(contexts.size(), shownContexts); ++i) {
                writeContext(report, feature, contexts[i], i + 1);
            }
        }
        html.close();
        ++done;
    }
    report.summary.features = static_cast<std::uint32_t>(done);
    if (done < features.size()) {
        report.leave("Cards of " + countText(features.size() - done) +
                     " features are left out to keep the file small.");
    }
    return {};
}

}  // namespace saferscope
