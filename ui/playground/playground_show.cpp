// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine's answer comes onto the screen.
#include "ui/bridge/engine.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/opinion_summary.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/pin_strip.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/segment_values.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plural.h"

#include <QLocale>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

// What changes most often first: answers, then the prompt.
constexpr std::array<Segment, 3> showOrder = {Segment::Chosen, Segment::Rejected, Segment::Prompt};

std::size_t at(Segment segment) { return static_cast<std::size_t>(segment); }

}  // namespace

HeatmapView* PlaygroundPage::view(Segment segment) const {
    return segment == Segment::Prompt ? m_promptView : m_answers[segment == Segment::Chosen ? 0 : 1]->view();
}

void PlaygroundPage::showPair() {
    const IndexedPair& pair = m_pair->pair;
    const RewardPair rewards{static_cast<double>(pair.rewardChosen), static_cast<double>(pair.rewardRejected)};
    m_answers[0]->setReward(rewards.chosen);
    m_answers[1]->setReward(rewards.rejected);
    m_margin->showMargin(rewards.margin());
    m_pins->setNow(rewards);
    describeFacts();
    renewValues();
    showLegend();
    m_nextSegment = 0;
    m_step.start(0);
    Q_EMIT rewardsShown();
}

// One text per turn of the event loop.
void PlaygroundPage::showStep() {
    if (m_pair == nullptr || m_nextSegment >= 3) {
        return;
    }
    const Segment segment = showOrder[static_cast<std::size_t>(m_nextSegment++)];
    const IndexedSegment& read = m_pair->pair.segments[at(segment)];
    HeatmapView* shown = view(segment);
    if (m_laidOut[at(segment)] != read.text || shown->tokens().size() != read.tokens.size()) {
        const QString names[] = {tr("Prompt"), tr("Answer A"), tr("Answer B")};
        const int scrolled = shown->verticalScrollBar()->value();
        if (m_selected.first == segment) {
            m_selected.second = -1;
        }
        if (m_pointed.first == segment) {
            m_pointed.second = -1;
        }
        shown->setSegment(segment, names[at(segment)], read.text, read.tokens);
        shown->verticalScrollBar()->setValue(scrolled);
        m_laidOut[at(segment)] = read.text;
    }
    recolourSegment(segment);
    if (m_nextSegment < 3) {
        m_step.start(0);
    } else {
        showFeatures();
    }
}

void PlaygroundPage::describeFacts() {
    const IndexedPair& pair = m_pair->pair;
    const std::size_t limit =
        m_session != nullptr && m_session->workspace() != nullptr ? m_session->workspace()->settings().maxTokens : 0;
    const std::size_t prompt = pair.segments[0].tokens.size();
    for (AnswerBox* box : m_answers) {
        const std::size_t tokens = pair.segments[at(box->segment())].tokens.size();
        const bool full = limit > 0 && prompt + tokens >= limit;
        box->setFacts(
            full ? tr("cut at %Ln tokens", nullptr, pluralOf(limit)) : tr("%Ln tokens", nullptr, pluralOf(tokens)),
            full ? tr("The conversation is longer than the %L1 tokens that the workspace lets the model read; "
                      "the rest has no effect on the reward.")
                       .arg(limit)
                 : QString(),
            full);
    }
}

// Once per pair and kind of colours: a long pair holds half a million latents.
void PlaygroundPage::renewValues() {
    const bool reward = m_colours == RewardSoFar;
    const TokenScope scope = colourScope();
    m_maximum = 0.0f;
    for (const Segment segment : showOrder) {
        const IndexedSegment& read = m_pair->pair.segments[at(segment)];
        auto& values = m_values[at(segment)];
        values = reward ? m_pair->running[at(segment)] : segmentHeat(read, m_request);
        m_maximum = std::max(m_maximum, heatMaximum(values, read.tokens, scope));
    }
    if (m_colours == Feature && m_request.feature && m_session != nullptr && m_session->index() != nullptr &&
        m_request.feature->value() < m_session->index()->featureCount()) {
        // The scale of one feature is the same as on the Pairs page.
        m_maximum = std::max(m_maximum, m_session->index()->sums(*m_request.feature, scope).maximum);
    }
}

TokenScope PlaygroundPage::colourScope() const {
    return m_colours == RewardSoFar || m_session == nullptr ? TokenScope::AllTokens : m_session->scope();
}

HeatKind PlaygroundPage::colourKind() const {
    return m_colours == RewardSoFar ? HeatKind::Diverging : heatKind(m_request.mode);
}

void PlaygroundPage::recolourSegment(Segment segment) {
    // A text that is not on the screen yet gets its colours with it.
    if (m_laidOut[at(segment)] == m_pair->pair.segments[at(segment)].text) {
        view(segment)->setQuantity(m_colours == RewardSoFar              ? tr("Reward so far")
                                   : m_request.mode == HeatMode::Feature ? tr("Activation")
                                   : m_request.mode == HeatMode::KeptSet ? tr("Sum over the kept set")
                                                                         : tr("Sum of all activations"));
        view(segment)->setValues(m_values[at(segment)], colourKind(), m_maximum, colourScope());
    }
}

void PlaygroundPage::showLegend() {
    QString quantity = tr("Everything that fires");
    if (m_colours == RewardSoFar) {
        quantity = tr("Reward if the text stopped here");
    } else if (m_request.mode == HeatMode::KeptSet) {
        quantity = tr("Kept set: orange speaks for rejected, blue for chosen");
    } else if (m_request.mode == HeatMode::Feature) {
        quantity = m_request.feature ? tr("Feature %1").arg(m_request.feature->value())
                                     : tr("No feature selected: click one in the list");
    }
    m_legend->setScale(colourKind(), m_maximum, colourScope(), quantity,
                       m_colours == RewardSoFar ? tr("Read at every token") : QString());
}

void PlaygroundPage::recolour() {
    if (m_pair == nullptr) {
        m_maximum = 0.0f;
    } else {
        renewValues();
        for (const Segment segment : showOrder) {
            recolourSegment(segment);
        }
    }
    showLegend();
}

void PlaygroundPage::setColours(int colours) {
    m_colours = colours;
    m_modes->setCurrent(colours);
    m_scope->setVisible(colours != RewardSoFar);  // a reward is read at every token
    if (colours != RewardSoFar) {
        m_request.mode = static_cast<HeatMode>(colours);
    }
    recolour();
}

void PlaygroundPage::renewScope() {
    m_request.kept.clear();
    if (m_session != nullptr) {
        const TokenScope scope = m_session->scope();
        m_scope->setCurrent(static_cast<int>(scope));
        m_request.kept =
            weightFeatures(m_session->contrasts(scope), m_session->keptFeatures(scope).size(), ScoreWeighting::Sign);
    }
    m_modes->setLabel(KeptSet, tr("Kept set (%1)").arg(m_request.kept.size()));
    recolour();
    showFeatures();
}

void PlaygroundPage::showFeatures() {
    if (m_pair == nullptr || m_session == nullptr) {
        m_features->showEntries(tr("Nothing read yet"), tr("What fires in your texts is listed here."), {});
        return;
    }
    const auto [segment, token] = m_pointed.second >= 0 ? m_pointed : m_selected;
    if (segment != Segment::Prompt && token >= 0) {
        m_lastAnswer = segment;
    }
    const IndexedSegment& read = m_pair->pair.segments[at(segment)];
    if (token < 0 || token >= static_cast<int>(read.latents.size())) {
        showAnswerFeatures(m_lastAnswer);
        return;
    }
    const auto& contrasts = m_session->contrasts(m_session->scope());
    const auto index = static_cast<std::size_t>(token);
    std::vector<TokenFeatureModel::Entry> entries;
    for (const LatentEntry& latent : read.latents[index]) {
        const std::uint32_t id = latent.feature.value();
        entries.push_back({latent.feature,
                           latent.value,
                           id < contrasts.size() ? contrasts[id].contrast : 0.0,
                           literalText(QString::fromStdString(m_session->ratings().of(latent.feature).label)),
                           {}});
        if (entries.size() >= PairTokenPanel::shownFeatures) {
            break;
        }
    }
    const QString word = visibleToken(tokenText(read.text, read.tokens[index]));
    const QString running =
        index < m_pair->running[at(segment)].size()
            ? tr("reward so far %1")
                  .arg(QLocale().toString(static_cast<double>(m_pair->running[at(segment)][index]), 'f', 2))
            : QString();
    QStringList facts = {tr("token %L1").arg(token + 1)};
    if (read.tokens[index].sentenceEnd) {
        facts << tr("sentence end");
    }
    if (!running.isEmpty()) {
        facts << running;
    }
    m_features->showEntries(QStringLiteral("\u201C%1\u201D").arg(word), facts.join(QStringLiteral(" \u00B7 ")),
                            std::move(entries));
}

void PlaygroundPage::showAnswerFeatures(Segment segment) {
    const TokenScope scope = m_session->scope();
    const auto& contrasts = m_session->contrasts(scope);
    const std::string judge = m_session->mainJudge();
    std::vector<TokenFeatureModel::Entry> entries;
    for (const FeatureTotal& total :
         strongestIn(m_pair->pair.segments[at(segment)], scope, PairTokenPanel::shownFeatures)) {
        const std::uint32_t id = total.feature.value();
        const OpinionSummary opinion = summarise(m_session->ratings().of(total.feature), judge);
        QStringList notes;
        if (opinion.llm) {
            notes << tr("rated %1 by %2").arg(*opinion.llm).arg(judgeTitle(QString::fromStdString(judge)));
        }
        if (opinion.human) {
            notes << tr("rated %1 by people").arg(formatScore(*opinion.human));
        }
        notes << tr("fires at %Ln tokens of the answer", nullptr, pluralOf(total.tokens));
        entries.push_back({total.feature, static_cast<float>(total.total),
                           id < contrasts.size() ? contrasts[id].contrast : 0.0, literalText(opinion.label),
                           notes.join(QStringLiteral(" \u00B7 "))});
    }
    const QString where = scope == TokenScope::SentenceEnds ? tr("Sum over sentence ends") : tr("Sum over all tokens");
    const bool none = entries.empty();
    m_features->showEntries(segment == Segment::Chosen ? tr("Whole answer A") : tr("Whole answer B"),
                            none ? tr("Nothing fires at the tokens that are looked at.") : where, std::move(entries),
                            tr("Point at a token, or select one, to see what fires at that token alone."));
}

}  // namespace saferscope
