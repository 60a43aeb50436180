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

/// A sentence with one word of it strong, which stands between stars: translations put it where it belongs.
void sayStrong(HtmlWriter& html, const std::string& sentence, const char* look) {
    const auto from = sentence.find('*');
    const auto to = from == std::string::npos ? from : sentence.find('*', from + 1);
    html.open("p");
    if (to == std::string::npos) {
        html.text(sentence);
    } else {
        const std::string_view text = sentence;
        html.text(text.substr(0, from));
        html.element("strong", text.substr(from + 1, to - from - 1), {{"class", look}});
        html.text(text.substr(to + 1));
    }
    html.close();
}

void writeSide(HtmlWriter& html, const FeatureContrast& contrast) {
    const std::vector<std::string> parts = {
        signedText(contrast.contrast, 3), intervalText({contrast.contrastLow, contrast.contrastHigh}, 3),
        signedText(contrast.effectSize, 2), intervalText({contrast.effectLow, contrast.effectHigh}, 2)};
    if (contrast.contrast < 0.0) {
        sayStrong(html,
                  trn(contrast.firingPairs,
                      "Fires more in *rejected* answers: contrast %2 (95 % interval %3), effect size %4 (%5); it fires "
                      "in %1 pair.",
                      "Fires more in *rejected* answers: contrast %2 (95 % interval %3), effect size %4 (%5); it fires "
                      "in %1 pairs.",
                      parts),
                  "rejected");
    } else {
        sayStrong(html,
                  trn(contrast.firingPairs,
                      "Fires more in *chosen* answers: contrast %2 (95 % interval %3), effect size %4 (%5); it fires "
                      "in %1 pair.",
                      "Fires more in *chosen* answers: contrast %2 (95 % interval %3), effect size %4 (%5); it fires "
                      "in %1 pairs.",
                      parts),
                  "chosen");
    }
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
        say(report.html, tr("It fires in prompts only, which both answers share."), "note");
        return;
    }
    HistogramChart chart;
    chart.height = 110;
    chart.label =
        tr("How strongly feature %1 fires in chosen and in rejected answers", {std::to_string(feature.value())});
    chart.axis = tr("activation where it fires (each two steps double it)");
    chart.series = {{tr("chosen answers"), 1, {}}, {tr("rejected answers"), 2, {}}};
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

std::string judgeWords(const std::string& judge, const CurrentRating& rating) {
    const std::vector<std::string> parts = {cutText(judge, 64), std::to_string(rating.score)};
    return rating.suspicious ? tr("%1 rates it %2 (its contexts look as if they were meant to steer it)", parts)
                             : tr("%1 rates it %2", parts);
}

std::string raterWords(const std::string& rater, const CurrentRating& rating) {
    const std::vector<std::string> parts = {cutText(rater, 64), std::to_string(rating.score)};
    return rating.blind       ? tr("%1 rates it %2 (blind)", parts)
           : rating.confirmed ? tr("%1 rates it %2 (confirming a judge)", parts)
                              : tr("%1 rates it %2", parts);
}

void writeOpinions(ReportContext& report, FeatureId feature) {
    const FeatureOpinions& opinions = report.index()->book.of(feature);
    std::size_t shown = 0;
    std::size_t more = 0;
    std::vector<std::pair<std::string, std::string>> facts;
    const auto add = [&](const CurrentRating& rating, const std::string& words) {
        if (++shown > shownOpinions) {
            ++more;
            return;
        }
        facts.emplace_back(words, rating.text.empty() ? tr("without an explanation") : cutText(rating.text, 280));
    };
    if (opinions.adjudicated) {
        add(*opinions.adjudicated,
            tr("%1 rates it %2, as the last word",
               {cutText(opinions.adjudicatedBy, 64), std::to_string(opinions.adjudicated->score)}));
    }
    for (const auto& [judge, rating] : opinions.judges) {
        add(rating, judgeWords(judge, rating));
    }
    for (const auto& [rater, rating] : opinions.humans) {
        add(rating, raterWords(rater, rating));
    }
    if (!facts.empty()) {
        writeFacts(report.html, facts);
    }
    if (more > 0) {
        say(report.html, trn(more, "%1 more rating is not shown.", "%1 more ratings are not shown."), "note");
    }
}

void writeSubsets(ReportContext& report, FeatureId feature) {
    const IndexContext& index = *report.index();
    const auto subsets = subsetContrasts(*index.index, feature, index.identity.scope);
    if (subsets.size() < 2) {
        return;
    }
    if (signFlips(subsets)) {
        say(report.html, tr("It speaks for chosen answers in one subset and for rejected ones in another."), "warn");
    }
    ReportTable table;
    table.caption = tr("Contrast of feature %1 within each subset", {std::to_string(feature.value())});
    table.head = {tr("subset"), tr("pairs"), tr("fires in"), tr("contrast s"), tr("95 % interval")};
    for (std::size_t i = 0; i < std::min(subsets.size(), shownSubsets); ++i) {
        const SubsetContrast& one = subsets[i];
        const std::string name =
            one.merged > 0 ? trn(one.merged, "%1 smaller subset", "%1 smaller subsets") : one.subset;
        table.rows.push_back({textCell(name.empty() ? tr("(no subset)") : name),
                              numberCell(countText(one.pairs), static_cast<double>(one.pairs)),
                              numberCell(countText(one.firingPairs), static_cast<double>(one.firingPairs)),
                              numberCell(signedText(one.contrast, 3), one.contrast),
                              numberCell(intervalText({one.low, one.high}, 3), one.low)});
    }
    openFold(report, subsets.size() > shownSubsets ? tr("By subset (the largest %1)", {countText(shownSubsets)})
                                                   : tr("By subset"));
    writeTable(report.html, table);
    closeFold(report);
}

std::string contextWords(Segment segment, const std::vector<std::string>& parts) {
    switch (segment) {
        case Segment::Prompt:
            return tr("Activation %1 in the prompt of pair %2, margin %3:", parts);
        case Segment::Chosen:
            return tr("Activation %1 in a chosen answer of pair %2, margin %3:", parts);
        case Segment::Rejected:
            return tr("Activation %1 in a rejected answer of pair %2, margin %3:", parts);
    }
    return {};
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
    const std::string id = cutText(pair.id, 60);
    const std::string name = pair.subset.empty() ? id : tr("%1 (%2)", {id, cutText(pair.subset, 40)});
    say(report.html, contextWords(context.segment, {numberText(context.value, 2), name, signedText(pair.margin(), 2)}),
        "note");
    const auto maximum = static_cast<float>(index.contrasts[feature.value()].maximum);
    writeVeiled(report, tr("context %1 of feature %2", {std::to_string(number), std::to_string(feature.value())}),
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
    html.element("h3", tr("The features one by one"));
    if (report.hasTexts()) {
        say(html, tr("Every feature with how strongly it fires on both sides, what was said of it, and the places "
                     "where it fires most. The underlined token is the one that counts; the text before it is what the "
                     "model had read."));
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
        html.open("div", {{"class", "card"}, {"id", "feature-" + std::to_string(feature.value())}});
        html.element("h4", tr("Feature %1", {featureName(report, feature)}));
        writeSide(html, index.contrasts[feature.value()]);
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
        report.leave(trn(features.size() - done, "The card of %1 feature is left out to keep the file small.",
                         "Cards of %1 features are left out to keep the file small."));
    }
    return {};
}

}  // namespace saferscope
