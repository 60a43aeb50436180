// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/workspace_settings_dialog.h"

#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QSpinBox>
#include <algorithm>

namespace saferscope {

WorkspaceSettingsDialog::WorkspaceSettingsDialog(const WorkspaceSettings& settings,
                                                 const std::vector<std::string>& judges, QWidget* parent)
    : FormDialog(tr("Settings of this workspace"),
                 tr("They decide which features are looked at and whose word counts. Nothing that was made before is "
                    "changed."),
                 tr("Save"), parent),
      m_before(settings) {
    offerHelp(this, QStringLiteral("overview"));
    m_measure = new QComboBox(this);
    m_measure->addItem(tr("Contrast of chosen and rejected answers"), QStringLiteral("contrast"));
    m_measure->addItem(tr("Contrast without the effect of length"), QStringLiteral("normalised"));
    m_measure->addItem(tr("Effect size over pairs"), QStringLiteral("effect"));
    m_measure->setCurrentIndex(std::max(0, m_measure->findData(QString::fromStdString(settings.contrastMeasure))));
    addRow(tr("“Stron&gest” means"), m_measure);
    const auto number = [this](std::uint32_t value) {
        auto* box = new QSpinBox(this);
        box->setRange(1, 1'000'000);
        box->setGroupSeparatorShown(true);
        box->setMaximumWidth(160);
        box->setValue(static_cast<int>(std::min<std::uint32_t>(value, 1'000'000)));
        return box;
    };
    m_candidates = number(settings.candidateFeatures);
    addRow(tr("&Candidates"), m_candidates, tr("The strongest features, about which judges and people are asked."));
    m_kept = number(settings.keptFeatures);
    addRow(tr("&Kept features"), m_kept, tr("As many of the strongest are drawn as the kept set and used by scores."));
    m_judge = new QComboBox(this);
    m_judge->addItem(tr("The one with most ratings"), QString());
    for (const std::string& judge : judges) {
        m_judge->addItem(cellText(QString::fromStdString(judge)), QString::fromStdString(judge));
    }
    const QString chosen = QString::fromStdString(settings.judge);
    if (!chosen.isEmpty() && m_judge->findData(chosen) < 0) {
        m_judge->addItem(tr("%1 (has not rated)").arg(cellText(chosen)), chosen);
    }
    m_judge->setCurrentIndex(std::max(0, m_judge->findData(chosen)));
    addRow(tr("Main &judge"), m_judge, tr("Whose ratings columns, rules and the Annotate page mean by “LLM”."));
}

WorkspaceSettings WorkspaceSettingsDialog::settings() const {
    WorkspaceSettings settings = m_before;
    settings.contrastMeasure = m_measure->currentData().toString().toStdString();
    settings.candidateFeatures = static_cast<std::uint32_t>(m_candidates->value());
    settings.keptFeatures = static_cast<std::uint32_t>(m_kept->value());
    settings.judge = m_judge->currentData().toString().toStdString();
    return settings;
}

}  // namespace saferscope
