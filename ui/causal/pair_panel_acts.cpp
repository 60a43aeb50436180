// SPDX-License-Identifier: GPL-3.0-or-later
// Where the One pair tab makes its changes, which sets it offers, and trying again.
#include "core/workspace/workspace.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_texts.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QApplication>
#include <QComboBox>
#include <QMenu>
#include <QSpinBox>
#include <algorithm>

namespace saferscope {
namespace {

PositionChoice choiceOf(int place) {
    PositionChoice choice;
    switch (place) {
        case PairPanel::SentenceEnds:
            choice.sentenceEndsOnly = true;
            break;
        case PairPanel::Answers:
            choice.responseOnly = true;
            break;
        case PairPanel::Prompt:
            choice.chosen = choice.rejected = false;
            break;
        case PairPanel::Chosen:
            choice.prompt = choice.rejected = false;
            break;
        case PairPanel::Rejected:
            choice.prompt = choice.chosen = false;
            break;
        default:
            break;
    }
    return choice;
}

}  // namespace

void PairPanel::pickPlace(int place) {
    if (place == Range) {
        if (!m_list.positions().range) {
            const HeatmapView* view = m_texts->view(m_rangeSegment);
            const int token = std::max(0, view->selectedToken());
            setRange(m_rangeSegment, token, token + 1);
        }
        return;
    }
    m_list.setPositions(choiceOf(place));
    listChanged();
}

void PairPanel::setRange(Segment segment, std::int64_t begin, std::int64_t end) {
    m_rangeSegment = segment;
    PositionChoice choice = choiceOf(segment == Segment::Prompt   ? Prompt
                                     : segment == Segment::Chosen ? Chosen
                                                                  : Rejected);
    choice.range = TokenRange{begin, end};
    m_list.setPositions(choice);
    listChanged();
}

void PairPanel::showPlaces() {
    const PositionChoice& now = m_list.positions();
    int place = -1;  // a combination that came from elsewhere
    for (const int one : {All, SentenceEnds, Answers, Prompt, Chosen, Rejected}) {
        place = now == choiceOf(one) ? one : place;
    }
    if (now.range) {
        place = Range;
        m_rangeSegment = now.prompt ? Segment::Prompt : now.chosen ? Segment::Chosen : Segment::Rejected;
        const QSignalBlocker quietBegin(m_begin);
        const QSignalBlocker quietEnd(m_end);
        for (QSpinBox* box : {m_begin, m_end}) {
            box->setRange(-99999, 99999);
        }
        m_begin->setValue(static_cast<int>(now.range->begin));
        m_end->setValue(static_cast<int>(now.range->end.value_or(99999)) - 1);
        m_rangeText->setCurrentIndex(static_cast<int>(m_rangeSegment));
    }
    m_rangeRow->setVisible(now.range.has_value());
    m_places->setCurrentIndex(place);
    m_places->setToolTip(plainToolTip(QString::fromStdString(positionText(now))));
}

void PairPanel::clickToken(Segment segment, int token) {
    // In the range place a click begins a range, Shift and click (or Shift and Enter) ends it.
    const auto& range = m_list.positions().range;
    if (!range) {
        return;
    }
    const bool extends = (QApplication::keyboardModifiers() & Qt::ShiftModifier) != 0 && segment == m_rangeSegment;
    if (extends) {
        setRange(segment, std::min<std::int64_t>(range->begin, token), std::max<std::int64_t>(range->begin, token) + 1);
    } else {
        setRange(segment, token, token + 1);
    }
}

void PairPanel::fillAddMenu() {
    m_addMenu->clear();
    const auto add = [this](const QString& text, auto&& act) {
        return m_addMenu->addAction(buttonText(text), this, act);
    };
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    const auto selected = m_session->selectedFeature();
    QAction* one = add(
        selected ? tr("The selected feature: %1").arg(featureTitle(m_session, *selected)) : tr("The selected feature"),
        [this, selected] { addFeature(*selected); });
    one->setEnabled(selected.has_value());
    const auto kept = m_session->keptFeatures(m_session->scope());
    add(tr("The kept set (%Ln features)", nullptr, pluralOf(kept.size())), [this, kept] {
        addSet(tr("Kept set"), kept);
    })->setEnabled(!kept.empty());
    if (m_session->workspace() == nullptr) {
        return;
    }
    m_addMenu->addSeparator();
    bool any = false;
    for (const FeatureSet& set : m_session->workspace()->featureSets()) {
        if (set.saeHash != m_session->index()->manifest().saeHash || set.members.empty()) {
            continue;
        }
        std::vector<FeatureId> features;
        for (const FeatureSet::Member& member : set.members) {
            features.push_back(member.feature);
        }
        const QString name = QString::fromStdString(set.name);
        add(tr("Set %1 (%Ln features)", nullptr, pluralOf(features.size())).arg(name),
            [this, name, features] { addSet(name, features); });
        any = true;
    }
    if (!any) {
        m_addMenu->addAction(tr("No saved sets of this SAE"))->setEnabled(false);
    }
}

void PairPanel::retry() {
    if (m_session != nullptr && m_session->engine()->state() == Engine::State::Failed &&
        m_session->workspace() != nullptr) {
        const Result<EngineOpen> model = m_session->engineModel();
        if (!model) {
            Q_EMIT failed(model.error());
            return;
        }
        m_session->engine()->setModel(*model, true);
    }
    m_lab->retry();
}

}  // namespace saferscope
