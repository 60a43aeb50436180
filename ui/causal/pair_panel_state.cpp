// SPDX-License-Identifier: GPL-3.0-or-later
// Where the user of the One pair tab was, and what is worth a picture.
#include "ui/bridge/workspace_session.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QSplitter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace saferscope {

void PairPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("colour"), static_cast<int>(m_texts->colour()));
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;  // what was kept for another session stays
    }
    QJsonArray rows;
    for (const ChangeEntry& entry : m_list.entries()) {
        QJsonArray features;
        for (const FeatureId feature : entry.features) {
            features.append(static_cast<qint64>(feature.value()));
        }
        rows.append(QJsonObject{{QStringLiteral("set"), QString::fromStdString(entry.setName)},
                                {QStringLiteral("features"), features},
                                {QStringLiteral("operation"), QLatin1String(featureOperationName(entry.operation))},
                                {QStringLiteral("value"), entry.value},
                                {QStringLiteral("muted"), entry.muted}});
    }
    const QJsonObject state{{QStringLiteral("sae"), QString::fromStdString(m_session->index()->manifest().saeHash)},
                            {QStringLiteral("positions"), QString::fromStdString(positionText(m_list.positions()))},
                            {QStringLiteral("rows"), rows}};
    settings.setValue(QStringLiteral("changes"),
                      QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact)));
}

void PairPanel::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_texts->setColour(
        *m_lab, static_cast<PairTexts::Colour>(std::clamp(settings.value(QStringLiteral("colour")).toInt(), 0, 3)));
    m_keptState = settings.value(QStringLiteral("changes")).toString();
    if (m_session != nullptr) {
        followSession();
    }
}

void PairPanel::takeKeptState() {
    const QJsonObject state = QJsonDocument::fromJson(std::exchange(m_keptState, {}).toUtf8()).object();
    if (state.isEmpty() ||
        state.value(QLatin1String("sae")).toString().toStdString() != m_session->index()->manifest().saeHash) {
        return;  // features of another dictionary
    }
    std::vector<ChangeEntry> entries;
    for (const auto& one : state.value(QLatin1String("rows")).toArray()) {
        const QJsonObject row = one.toObject();
        const auto operation = featureOperationFromName(row.value(QLatin1String("operation")).toString().toStdString());
        ChangeEntry entry;
        entry.setName = row.value(QLatin1String("set")).toString().toStdString();
        for (const auto& feature : row.value(QLatin1String("features")).toArray()) {
            entry.features.emplace_back(static_cast<std::uint32_t>(std::max(0, feature.toInt())));
        }
        entry.value = row.value(QLatin1String("value")).toDouble();
        entry.muted = row.value(QLatin1String("muted")).toBool();
        if (operation && !entry.features.empty() && std::isfinite(entry.value)) {
            entry.operation = *operation;
            entries.push_back(std::move(entry));
        }
    }
    const auto positions = positionsFromText(state.value(QLatin1String("positions")).toString().toStdString());
    m_list.restore(std::move(entries), positions ? *positions : PositionChoice());
}

void PairPanel::showSomethingMeaningful() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    if (m_list.entries().empty()) {
        const auto kept = m_session->keptFeatures(m_session->scope());
        if (!kept.empty()) {
            addFeature(kept.front());
            addSet(tr("Kept set"), kept);
            m_list.setValue(m_inHand, 0.25);
            listChanged();
        }
    }
}

}  // namespace saferscope
