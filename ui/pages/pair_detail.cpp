// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pair_detail.h"

#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/pair_answer_column.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

HeatmapView* PairDetail::view(Segment segment) const {
    return segment == Segment::Prompt ? m_prompt : m_answers[segment == Segment::Chosen ? 0 : 1]->view();
}

void PairDetail::setIndex(std::shared_ptr<const FeatureIndex> index) {
    m_index = std::move(index);
    m_panel->setIndex(m_index);
    clear();
}

void PairDetail::clear() {
    m_pair.reset();
    m_differences.clear();
    m_selected = {Segment::Prompt, -1};
    m_tokenPicked = false;
    for (const Segment segment : segments) {
        view(segment)->clear();
    }
    m_title->setText(tr("No pair selected"));
    m_subset->setText(QString());
    m_margin->setText(QString());
    m_score->setText(QString());
    m_panel->showNothing();
    arrange();
    showSilence();
}

void PairDetail::setScope(TokenScope scope, const std::vector<FeatureContrast>& contrasts,
                          std::vector<WeightedFeature> kept) {
    m_scope = scope;
    m_contrasts = &contrasts;
    m_request.kept = std::move(kept);
    m_modes->setLabel(1, tr("Kept set (%1)").arg(m_request.kept.size()));
    recolour();
    showToken(m_selected.first, m_selected.second);
}

void PairDetail::setFeature(std::optional<FeatureId> feature) {
    m_request.feature = feature;
    m_panel->setFeature(feature);
    m_modes->setLabel(0, feature ? tr("Feature %1").arg(feature->value()) : tr("One feature"));
    recolour();
}

void PairDetail::setMode(HeatMode mode) {
    m_request.mode = mode;
    m_modes->setCurrent(static_cast<int>(mode));
    recolour();
}

void PairDetail::showPair(const PairRow& row) {
    if (m_index == nullptr) {
        return;
    }
    m_pair = row.index;
    m_selected = {Segment::Prompt, -1};
    m_tokenPicked = false;
    m_title->setText(row.id);
    m_title->setToolTip(plainToolTip(row.id));
    m_subset->setText(row.subset);
    setScore(row);
    for (const Segment segment : segments) {
        loadSegment(segment);
    }
    const PairRecord& record = row.record;
    m_answers[0]->setFacts(record.rewardChosen, record.margin() > 0.0f, record.tokens[1], record.positions[1]);
    m_answers[1]->setFacts(record.rewardRejected, record.margin() < 0.0f, record.tokens[2], record.positions[2]);
    findDifferences();
    recolour();
    m_panel->showNothing();
    arrange();
}

void PairDetail::setScore(const PairRow& row) {
    const QString margin = (row.margin() > 0 ? QStringLiteral("+") : QString()) + formatNumber(row.margin(), 2);
    m_margin->setText(margin);
    m_score->setText(formatContrast(row.score));
    m_score->setToolTip(plainToolTip(tr("Mean signed activity of the kept features: chosen minus rejected")));
    m_margin->setToolTip(plainToolTip(row.flipped() ? tr("The model prefers the answer that people rejected.")
                                                    : tr("The model agrees with the people who chose.")));
}

void PairDetail::loadSegment(Segment segment) {
    const QString names[] = {tr("Prompt"), tr("Chosen answer"), tr("Rejected answer")};
    view(segment)->setSegment(segment, names[static_cast<std::size_t>(segment)],
                              std::string(m_index->segmentText(*m_pair, segment)), m_index->tokens(*m_pair, segment));
}

void PairDetail::recolour() {
    if (m_index == nullptr || !m_pair) {
        return;
    }
    std::array<std::vector<float>, 3> values;
    float maximum = 0.0f;
    for (const Segment segment : segments) {
        auto& of = values[static_cast<std::size_t>(segment)];
        of = heatValues(*m_index, *m_pair, segment, m_request);
        maximum = std::max(maximum, heatMaximum(of, view(segment)->tokens(), m_scope));
    }
    QString quantity = tr("Everything that fires");
    QString worth = tr("Sum of all activations");
    if (m_request.mode == HeatMode::KeptSet) {
        quantity = tr("Kept set: orange speaks for rejected, blue for chosen");
        worth = tr("Sum over the kept set");
    } else if (m_request.mode == HeatMode::Feature) {
        quantity = m_request.feature ? tr("Feature %1").arg(m_request.feature->value()) : tr("No feature selected");
        worth = tr("Activation");
        // The scale of one feature is the same in every pair, so that pairs can be compared.
        if (m_request.feature && m_request.feature->value() < m_index->featureCount()) {
            maximum = m_index->sums(*m_request.feature, m_scope).maximum;
        }
    }
    const HeatKind kind = heatKind(m_request.mode);
    for (const Segment segment : segments) {
        view(segment)->setQuantity(worth);
        view(segment)->setValues(std::move(values[static_cast<std::size_t>(segment)]), kind, maximum, m_scope);
    }
    m_legend->setScale(kind, maximum, m_scope, quantity);
    showSilence();
}

void PairDetail::findDifferences() {
    const auto ids = [this](Segment segment) {
        std::vector<std::int32_t> found;
        for (const TokenInfo& token : view(segment)->tokens()) {
            found.push_back(token.id);
        }
        return found;
    };
    m_differences = diffTokens(ids(Segment::Chosen), ids(Segment::Rejected));
    m_difference = -1;
    markDifferences();
}

void PairDetail::markDifferences() {
    for (const bool chosen : {true, false}) {
        HeatmapView* answer = m_answers[chosen ? 0 : 1]->view();
        std::vector<std::uint8_t> flags;
        if (m_mark->isChecked()) {
            flags.assign(answer->tokens().size(), 0);
            for (const TokenDifference& difference : m_differences) {
                const auto begin = static_cast<std::size_t>(chosen ? difference.chosenBegin : difference.rejectedBegin);
                const auto end = static_cast<std::size_t>(chosen ? difference.chosenEnd : difference.rejectedEnd);
                for (std::size_t i = begin; i < std::min(end, flags.size()); ++i) {
                    flags[i] = 1;
                }
            }
        }
        answer->setDifferences(std::move(flags));
    }
}

bool PairDetail::stepDifference(int step) {
    if (m_differences.empty()) {
        return false;
    }
    const int count = static_cast<int>(m_differences.size());
    m_difference = m_difference < 0 ? (step > 0 ? 0 : count - 1) : std::clamp(m_difference + step, 0, count - 1);
    m_mark->setChecked(true);
    const TokenDifference& difference = m_differences[static_cast<std::size_t>(m_difference)];
    const bool chosen = difference.chosenEnd > difference.chosenBegin;
    m_scrolling = true;  // each side goes to its own place
    view(chosen ? Segment::Rejected : Segment::Chosen)
        ->scrollToToken(chosen ? difference.rejectedBegin : difference.chosenBegin);
    revealToken(chosen ? Segment::Chosen : Segment::Rejected,
                chosen ? difference.chosenBegin : difference.rejectedBegin);
    m_scrolling = false;
    return true;
}

void PairDetail::revealToken(Segment segment, int token) {
    if (segment == Segment::Prompt) {
        m_promptToggle->setChecked(true);
    }
    HeatmapView* view = this->view(segment);
    view->scrollToToken(token);  // lays it out, where the text is long
    if (token >= 0 && token < static_cast<int>(view->tokens().size()) && view->tokenRect(token).isNull()) {
        m_template->setChecked(true);  // it is one of the hidden ones
    }
    view->selectToken(token);
}

void PairDetail::revealStrongest() {
    Segment best = Segment::Prompt;
    int bestToken = -1;
    float bestValue = 0.0f;
    for (const Segment segment : {Segment::Chosen, Segment::Rejected, Segment::Prompt}) {
        const std::vector<TokenInfo>& tokens = view(segment)->tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const float value = std::abs(view(segment)->value(static_cast<int>(i)));
            if (inScope(tokens[i], m_scope) && value > bestValue) {
                best = segment;
                bestToken = static_cast<int>(i);
                bestValue = value;
            }
        }
    }
    if (bestToken >= 0) {
        revealToken(best, bestToken);
        m_tokenPicked = false;  // nobody asked for it
        arrange();
    }
}

void PairDetail::showToken(Segment segment, int token) {
    static const std::vector<FeatureContrast> none;
    if (!m_pair || token < 0) {
        m_panel->showNothing();
    } else {
        m_panel->showToken(*m_pair, segment, token, m_contrasts == nullptr ? none : *m_contrasts);
    }
}

}  // namespace saferscope
