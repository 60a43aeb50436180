// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/pair_panel.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/change_curve.h"
#include "ui/causal/change_row.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_rewards.h"
#include "ui/causal/pair_texts.h"
#include "ui/models/feature_table_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

void PairPanel::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        m_session->disconnect(this);
    }
    m_session = session;
    m_lab->setSession(session);
    m_searchModel->setSession(session);
    m_texts->clear();
    m_rewards->clear();
    if (session != nullptr) {
        connect(session, &WorkspaceSession::pairSelected, this, &PairPanel::syncPair);
        connect(session, &WorkspaceSession::indexChanged, this, &PairPanel::followSession);
        connect(session, &WorkspaceSession::ratingsChanged, this, [this] { showRows(); });
    }
    followSession();
}

void PairPanel::followSession() {
    const bool usable = m_session != nullptr && m_session->index() != nullptr;
    m_stack->setCurrentIndex(usable ? 1 : 0);
    m_lab->setPair(std::nullopt);
    m_texts->clear();
    m_rewards->clear();
    if (usable) {
        takeKeptState();
        // Rows of features that this index does not have mean nothing.
        std::vector<ChangeEntry> entries = m_list.entries();
        if (std::erase_if(entries, [this](const ChangeEntry& entry) { return !featuresExist(entry); }) > 0) {
            m_list.restore(std::move(entries), m_list.positions());
        }
    }
    listChanged();
    syncPair();
}

void PairPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    syncPair();
}

void PairPanel::syncPair() {
    // The model is loaded when somebody looks, not before.
    if (!isVisible() || m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    if (!m_session->selectedPair() && m_session->index()->pairCount() > 0) {
        m_session->selectPair(PairIndex(0));  // comes back here
        return;
    }
    const auto pair = m_session->selectedPair();
    if (pair && m_lab->pair() != pair) {
        const PairRecord record = m_session->index()->pair(*pair);
        m_pairName->setText(QString::fromStdString(record.id));
        m_pairName->setToolTip(plainToolTip(m_pairName->text()));
        const QString place = tr("Pair %1 of %2").arg(pair->value() + 1).arg(m_session->index()->pairCount());
        m_pairFacts->setText(record.subset.empty() ? place
                                                   : tr("%1, %2").arg(place, QString::fromStdString(record.subset)));
        m_lab->setPair(pair);
    }
}

void PairPanel::stepPair(int step) {
    if (m_session != nullptr && m_session->index() != nullptr && m_session->index()->pairCount() > 0) {
        const auto last = static_cast<std::int64_t>(m_session->index()->pairCount()) - 1;
        const auto from = m_session->selectedPair() ? static_cast<std::int64_t>(m_session->selectedPair()->value()) : 0;
        m_session->selectPair(PairIndex(static_cast<std::uint32_t>(std::clamp<std::int64_t>(from + step, 0, last))));
    }
}

void PairPanel::goToId() {
    const auto found = m_session != nullptr && m_session->index() != nullptr
                           ? m_session->index()->findPair(m_id->text().trimmed().toStdString())
                           : std::nullopt;
    if (found) {
        m_id->clear();
        m_session->selectPair(*found);
    } else if (!m_id->text().trimmed().isEmpty()) {
        Q_EMIT told(MessageKind::Warning, tr("No pair of the index is called “%1”.").arg(m_id->text().trimmed()),
                    tr("Copy the id from the Pairs page, or use Random."));
    }
}

void PairPanel::connectLab() {
    connect(m_lab, &PairLab::pairRead, this, [this] {
        m_texts->showPair(*m_lab);
        for (QSpinBox* box : {m_begin, m_end}) {
            const QSignalBlocker quiet(box);
            box->setRange(0, 99999);
        }
        if (const auto apart = m_lab->disagreement()) {
            Q_EMIT told(MessageKind::Warning,
                        tr("The index and the model disagree about this pair: rewards differ by %1.")
                            .arg(formatNumber(*apart, 3)),
                        tr("The model or its settings changed after the index was built. Build the index again; the "
                           "numbers here are the model's."));
        }
        m_lab->askAttribution(m_list.positions());
    });
    connect(m_lab, &PairLab::effectChanged, this, &PairPanel::showEffect);
    connect(m_lab, &PairLab::curveChanged, this, &PairPanel::showCurve);
    connect(m_lab, &PairLab::attributionChanged, this, [this] {
        showSuggestions();
        m_texts->showEffect(*m_lab);
    });
    connect(m_lab, &PairLab::stateChanged, this, &PairPanel::showStatus);
}

bool PairPanel::featuresExist(const ChangeEntry& entry) const {
    const std::uint32_t count = m_session->index()->featureCount();
    return std::all_of(entry.features.begin(), entry.features.end(),
                       [count](FeatureId feature) { return feature.value() < count; });
}

double PairPanel::maximumOf(const std::vector<FeatureId>& features) const {
    double maximum = 0.0;
    if (m_session != nullptr && m_session->index() != nullptr) {
        for (const FeatureId feature : features) {
            if (feature.value() < m_session->index()->featureCount()) {
                maximum = std::max(
                    maximum, static_cast<double>(m_session->index()->sums(feature, TokenScope::AllTokens).maximum));
            }
        }
    }
    return maximum > 0.0 ? maximum : 1.0;
}

void PairPanel::addFeature(FeatureId feature) { addSet({}, {feature}); }

void PairPanel::addSet(const QString& name, std::vector<FeatureId> features) {
    ChangeEntry entry;
    entry.setName = name.toStdString();
    entry.features = std::move(features);
    if (!entry.features.empty() && m_session != nullptr && m_session->index() != nullptr && featuresExist(entry)) {
        m_inHand = m_list.add(std::move(entry));
        listChanged();
    }
}

void PairPanel::showIntervention(const Intervention& intervention) {
    // Changes that do the same become one row.
    m_list.clear();
    std::vector<ChangeEntry> made;
    for (const FeatureChange& change : intervention.changes) {
        const auto same = std::find_if(made.begin(), made.end(), [&](const ChangeEntry& entry) {
            return entry.operation == change.operation && entry.value == change.value;
        });
        if (same != made.end()) {
            same->features.push_back(change.feature);
        } else {
            made.push_back({0, {}, {change.feature}, change.operation, change.value, false});
        }
    }
    for (ChangeEntry& entry : made) {
        entry.setName = entry.features.size() > 1 ? tr("A set").toStdString() : std::string();
        m_inHand = m_list.add(std::move(entry));
    }
    m_list.setPositions(intervention.positions);
    listChanged();
}

void PairPanel::undo() {
    m_list.undo();
    listChanged();
}

void PairPanel::redo() {
    m_list.redo();
    listChanged();
}

ChangeRow* PairPanel::makeRow(const ChangeEntry& entry) {
    auto* row = new ChangeRow(
        entry, maximumOf(entry.features), [this](FeatureId feature) { return featureTitle(m_session, feature); }, this);
    connect(row, &ChangeRow::valueMoved, this, [this](std::uint64_t id, double value) {
        m_inHand = id;
        m_list.setValue(id, value);
        listChanged();
    });
    connect(row, &ChangeRow::stepEnded, this, [this] { m_list.endStep(); });
    connect(row, &ChangeRow::operationPicked, this, [this](std::uint64_t id, FeatureOperation operation, double value) {
        m_inHand = id;
        m_list.setOperation(id, operation, value);
        listChanged();
    });
    connect(row, &ChangeRow::mutedToggled, this, [this](std::uint64_t id, bool muted) {
        m_list.setMuted(id, muted);
        listChanged();
    });
    connect(row, &ChangeRow::removeRequested, this, [this](std::uint64_t id) {
        m_list.remove(id);
        listChanged();
    });
    connect(row, &ChangeRow::taken, this, &PairPanel::takeInHand);
    return row;
}

void PairPanel::showRows() {
    // Rows stay where they are while only their values change: a slider must not lose the mouse.
    const auto& entries = m_list.entries();
    const bool same = std::equal(m_rows.begin(), m_rows.end(), entries.begin(), entries.end(),
                                 [](const ChangeRow* row, const ChangeEntry& entry) { return row->id() == entry.id; });
    if (!same) {
        std::vector<ChangeRow*> rows;
        for (const ChangeEntry& entry : entries) {
            const auto known =
                std::find_if(m_rows.begin(), m_rows.end(), [&](const ChangeRow* row) { return row->id() == entry.id; });
            if (known != m_rows.end()) {
                rows.push_back(*known);
                m_rows.erase(known);
            } else {
                rows.push_back(makeRow(entry));
            }
        }
        for (ChangeRow* gone : m_rows) {
            m_rowLayout->removeWidget(gone);
            gone->hide();
            gone->deleteLater();  // it may be the sender
        }
        m_rows = std::move(rows);
        QWidget* before = m_search;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_rowLayout->insertWidget(static_cast<int>(i), m_rows[i]);
            before = m_rows[i]->placeAfter(before);
        }
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->show(entries[i]);
        m_rows[i]->setInHand(m_rows[i]->id() == m_inHand);
        m_rows[i]->setVisible(true);
    }
    m_noChanges->setVisible(entries.empty());
}

void PairPanel::listChanged() {
    if (m_list.find(m_inHand) == nullptr) {
        m_inHand = m_list.entries().empty() ? 0 : m_list.entries().back().id;
    }
    showRows();
    showPlaces();
    m_lab->setIntervention(m_list.intervention());
    enableActions();
    m_rewards->setStale(!m_lab->current() && m_lab->state() == PairLab::State::Failed);
    const ChangeEntry* entry = m_list.find(m_inHand);
    m_curve->setDose(entry == nullptr                               ? std::nullopt
                     : entry->operation == FeatureOperation::Ablate ? std::optional(0.0)
                                                                    : std::optional(entry->value));
    m_texts->setFeatures(*m_lab, entry == nullptr ? std::vector<FeatureId>() : entry->features,
                         entry == nullptr ? QString()
                         : entry->isSet() ? QString::fromStdString(entry->setName)
                                          : featureTitle(m_session, entry->features.front()));
    // The value does not matter to the curve: only a new feature, operation or place asks for another one.
    Intervention wanted = m_list.interventionOf(m_inHand);
    for (FeatureChange& change : wanted.changes) {
        change.operation = change.operation == FeatureOperation::Ablate ? FeatureOperation::Scale : change.operation;
        change.value = 0.0;
    }
    if (wanted != m_curveOf) {
        if (wanted.positions != m_curveOf.positions) {
            m_lab->askAttribution(wanted.empty() ? m_list.positions() : wanted.positions);
        }
        m_curveOf = std::move(wanted);
        m_curve->clear(m_curveOf.empty() ? tr("Add a change to see the reward over its dose.")
                                         : tr("The curve is being computed."));
        m_curveTimer->start();
    }
    m_curveTitle->setText(entry == nullptr ? tr("Dose and response")
                          : entry->isSet() ? tr("%1 alone").arg(QString::fromStdString(entry->setName))
                                           : tr("%1 alone").arg(featureTitle(m_session, entry->features.front())));
}

void PairPanel::takeInHand(std::uint64_t id) {
    if (m_inHand != id) {
        m_inHand = id;
        m_list.endStep();
        listChanged();
        // The other pages show what is in hand here.
        const auto& entries = m_list.entries();
        const auto entry = std::find_if(entries.begin(), entries.end(), [&](const auto& one) { return one.id == id; });
        if (m_session != nullptr && entry != entries.end() && entry->features.size() == 1) {
            m_session->selectFeature(entry->features.front());
        }
    }
}

void PairPanel::renewCurve() {
    const ChangeEntry* entry = m_list.find(m_inHand);
    if (entry == nullptr) {
        m_lab->setDoses({}, {});
    } else {
        m_lab->setDoses(m_curveOf, dosesOf(entry->operation, maximumOf(entry->features)));
    }
}

void PairPanel::showCurve() {
    const ChangeEntry* entry = m_list.find(m_inHand);
    if (m_lab->curve() != nullptr && entry != nullptr) {
        m_curve->setCurve(*m_lab->curve(), doseName(entry->operation));
    } else {
        m_curve->clear(tr("Add a change to see the reward over its dose."));
    }
}

}  // namespace saferscope
