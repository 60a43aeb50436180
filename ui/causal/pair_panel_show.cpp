// SPDX-License-Identifier: GPL-3.0-or-later
// What the One pair tab shows of the model's answers.
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_rewards.h"
#include "ui/causal/pair_texts.h"
#include "ui/models/feature_table_model.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t suggestedFeatures = 5;

}  // namespace

void PairPanel::showEffect() {
    if (const EngineEffect* effect = m_lab->effect()) {
        m_rewards->setRewards(effect->before, effect->after);
        m_rewards->setStale(false);
        m_texts->showEffect(*m_lab);
    }
    showStatus();
}

void PairPanel::showStatus() {
    const Engine* engine = m_session == nullptr ? nullptr : m_session->engine();
    const bool broken = m_lab->state() == PairLab::State::Failed;
    const bool waits = m_lab->state() == PairLab::State::Loading;
    QString text;
    if (broken) {
        text = sentences(m_lab->problem());
    } else if (engine != nullptr && engine->state() == Engine::State::Failed) {
        text = engine->problem();
    } else if (waits) {
        text = engine != nullptr && engine->state() == Engine::State::Ready ? tr("The pair is being read.")
                                                                            : tr("The model is being loaded.");
    }
    const bool failed = broken || (engine != nullptr && engine->state() == Engine::State::Failed);
    m_status->setTone(failed ? TextTone::Error : TextTone::Muted);
    m_status->setText(text);
    m_retry->setVisible(failed);
    // Reading a pair takes a few hundredths of a second: a line that comes and goes would make the page jump.
    const bool loads = waits && (engine == nullptr || engine->state() != Engine::State::Ready);
    m_statusRow->setVisible(failed || loads);
    m_rewards->setStale(failed || waits);
    enableActions();
}

void PairPanel::showSuggestions() {
    for (QPushButton* old : m_suggestions) {
        m_suggestionLayout->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    m_suggestions.clear();
    const auto named = [this](FeatureId feature) {
        return std::any_of(m_list.entries().begin(), m_list.entries().end(), [&](const ChangeEntry& entry) {
            return !entry.isSet() && entry.features.front() == feature;
        });
    };
    for (const auto& [feature, value] : m_lab->strongestByAttribution(suggestedFeatures * 3)) {
        if (m_suggestions.size() == suggestedFeatures || value == 0.0) {
            break;
        }
        if (named(feature)) {
            continue;
        }
        QString text = QStringLiteral("+ %1   %2").arg(featureTitle(m_session, feature), formatSigned(value, 3));
        auto* button = new QPushButton(text.replace(QLatin1Char('&'), QLatin1String("&&")), this);
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; padding: 2px 6px; }"));
        button->setToolTip(plainToolTip(tr("Add it to the changes")));
        connect(button, &QPushButton::clicked, this, [this, wanted = feature] {
            addFeature(wanted);
            showSuggestions();
        });
        m_suggestionLayout->addWidget(button);
        m_suggestions.push_back(button);
    }
    m_suggestionTitle->setVisible(!m_suggestions.empty());
}

void PairPanel::enableActions() {
    const bool any = !m_list.intervention().empty();
    m_keep->setEnabled(any && m_lab->effect() != nullptr && m_lab->current());
    m_survey->setEnabled(any);
    m_undo->setEnabled(m_list.canUndo());
    m_redo->setEnabled(m_list.canRedo());
    for (QAction* action : m_moreMenu->actions()) {
        action->setEnabled(!m_list.entries().empty());
    }
}

}  // namespace saferscope
