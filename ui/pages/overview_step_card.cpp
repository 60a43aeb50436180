// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_step_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace saferscope {
namespace {

QString titleOf(PipelineStep step) {
    switch (step) {
        case PipelineStep::Data:
            return OverviewStepCard::tr("Data");
        case PipelineStep::RewardModel:
            return OverviewStepCard::tr("Reward model");
        case PipelineStep::Sae:
            return OverviewStepCard::tr("Autoencoder");
        case PipelineStep::Index:
            return OverviewStepCard::tr("Feature index");
        case PipelineStep::Ratings:
            return OverviewStepCard::tr("Ratings");
        case PipelineStep::Evaluation:
            return OverviewStepCard::tr("Evaluation");
    }
    return {};
}

QString iconOf(PipelineStep step) {
    static const std::array<QString, pipelineSteps> names = {QStringLiteral("data"),     QStringLiteral("model"),
                                                             QStringLiteral("sae"),      QStringLiteral("index"),
                                                             QStringLiteral("annotate"), QStringLiteral("evaluate")};
    return names[static_cast<std::size_t>(step)];
}

struct StatusLook {
    QString word;
    TextTone tone;
    QString icon;
    QColor color;
};

StatusLook lookOf(StepStatus status) {
    const Theme& theme = currentTheme();
    switch (status) {
        case StepStatus::Missing:
            return {OverviewStepCard::tr("Not made yet"), TextTone::Muted, QStringLiteral("plus"), theme.mutedText};
        case StepStatus::Blocked:
            return {OverviewStepCard::tr("Not possible yet"), TextTone::Muted, QStringLiteral("clock"),
                    theme.mutedText};
        case StepStatus::Running:
            return {OverviewStepCard::tr("Running"), TextTone::Muted, QStringLiteral("play"), theme.accent};
        case StepStatus::Partial:
            return {OverviewStepCard::tr("Not complete"), TextTone::Muted, QStringLiteral("clock"), theme.mutedText};
        case StepStatus::Current:
            return {OverviewStepCard::tr("Up to date"), TextTone::Ok, QStringLiteral("ok"), theme.ok};
        case StepStatus::Stale:
            return {OverviewStepCard::tr("Out of date"), TextTone::Warning, QStringLiteral("warning"), theme.warning};
    }
    return {};
}

}  // namespace

OverviewStepCard::OverviewStepCard(PipelineStep step, QWidget* parent) : QFrame(parent), m_step(step) {
    setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(4), spacing(4), spacing(4), spacing(4));
    layout->setSpacing(spacing(1));
    auto* top = new QHBoxLayout;
    top->setSpacing(spacing(2));
    m_icon = new QLabel(this);
    top->addWidget(m_icon);
    top->addWidget(new ElidedLabel(titleOf(step), TextRole::Strong), 1);
    layout->addLayout(top);
    auto* statusRow = new QHBoxLayout;
    statusRow->setSpacing(spacing(1));
    m_statusIcon = new QLabel(this);
    m_status = new ElidedLabel({}, TextRole::Small);
    statusRow->addWidget(m_statusIcon);
    statusRow->addWidget(m_status, 1);
    layout->addLayout(statusRow);
    layout->addSpacing(spacing(2));
    m_name = new ElidedLabel({}, TextRole::Body, TextTone::Normal, Qt::ElideMiddle);
    m_explanation = new Label({}, TextRole::Small, TextTone::Muted);
    m_explanation->setWordWrap(true);
    layout->addWidget(m_name);
    for (ElidedLabel*& fact : m_facts) {
        const bool first = &fact == &m_facts.front();
        fact = new ElidedLabel({}, TextRole::Small, TextTone::Muted, first ? Qt::ElideRight : Qt::ElideMiddle);
        layout->addWidget(fact);
    }
    layout->addWidget(m_explanation);
    layout->addStretch(1);
    layout->addSpacing(spacing(2));
    m_link = new QPushButton(this);
    m_link->setProperty("role", QStringLiteral("quiet"));
    layout->addWidget(m_link);
    m_button = new QPushButton(this);
    layout->addWidget(m_button);
    connect(m_link, &QPushButton::clicked, this, [this] { Q_EMIT linkRequested(m_step); });
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(m_step); });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &OverviewStepCard::restyle);
    restyle();
}

void OverviewStepCard::setState(const StepState& state) {
    m_state = state;
    m_name->setText(state.name);
    m_name->setVisible(!state.name.isEmpty());
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        m_facts[i]->setText(state.facts.value(static_cast<qsizetype>(i)));
        m_facts[i]->setVisible(!m_facts[i]->text().isEmpty());
    }
    m_explanation->setText(state.explanation);
    m_explanation->setVisible(!state.explanation.isEmpty());
    m_explanation->setTone(state.status == StepStatus::Stale ? TextTone::Warning : TextTone::Muted);
    m_link->setText(state.link);
    m_link->setVisible(!state.link.isEmpty());
    m_link->setAccessibleName(QStringLiteral("%1: %2").arg(titleOf(m_step), state.link));
    m_button->setText(state.action);
    m_button->setAccessibleName(QStringLiteral("%1: %2").arg(titleOf(m_step), state.action));
    m_button->setEnabled(state.status != StepStatus::Blocked);
    m_button->setProperty("role", state.next ? QStringLiteral("primary") : QString());
    m_button->style()->unpolish(m_button);
    m_button->style()->polish(m_button);
    restyle();
}

void OverviewStepCard::restyle() {
    const StatusLook look = lookOf(m_state.status);
    const qreal ratio = devicePixelRatioF();
    m_icon->setPixmap(iconPixmap(iconOf(m_step), currentTheme().accent, 20, ratio));
    m_statusIcon->setPixmap(iconPixmap(look.icon, look.color, 14, ratio));
    m_status->setText(look.word);
    if (m_status->tone() != look.tone) {
        m_status->setTone(look.tone);
    }
    setAccessibleName(QStringLiteral("%1: %2").arg(titleOf(m_step), look.word));
}

}  // namespace saferscope
