// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pair_answer_column.h"

#include "ui/heatmap/heatmap_view.h"
#include "ui/models/feature_table_model.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace saferscope {

PairAnswerColumn::PairAnswerColumn(Segment side, QWidget* parent) : QWidget(parent), m_side(side) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 6);
    layout->setSpacing(0);
    m_caption = new QHBoxLayout;
    m_caption->setContentsMargins(spacing(3), spacing(2), spacing(3), spacing(1));
    m_caption->setSpacing(spacing(2));
    const QString name = side == Segment::Prompt ? QString() : side == Segment::Chosen ? tr("Chosen") : tr("Rejected");
    m_name = new Label(name, TextRole::Strong, TextTone::Normal, this);
    m_name->setVisible(side != Segment::Prompt);
    m_facts = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, this);
    m_rewardName =
        new Label(side == Segment::Prompt ? QString() : tr("reward"), TextRole::Small, TextTone::Muted, this);
    m_reward = new Label(QString(), TextRole::Strong, TextTone::Normal, this);
    m_caption->addWidget(m_name);
    m_caption->addWidget(m_facts, 1);
    m_caption->addWidget(m_rewardName);
    m_caption->addWidget(m_reward);
    layout->addLayout(m_caption);
    m_view = new HeatmapView(this);
    m_view->setAccessibleName(side == Segment::Prompt   ? tr("Prompt")
                              : side == Segment::Chosen ? tr("Chosen answer")
                                                        : tr("Rejected answer"));
    layout->addWidget(m_view, 1);
    if (side != Segment::Prompt) {
        setMinimumHeight(150);
    }
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void PairAnswerColumn::setFacts(float reward, bool preferred, std::size_t tokens, std::size_t sentenceEnds) {
    m_reward->setText(formatNumber(static_cast<double>(reward), 2));
    m_reward->setToolTip(plainToolTip(preferred ? tr("Reward; the model prefers this answer") : tr("Reward")));
    m_reward->setAccessibleName(tr("Reward %1").arg(m_reward->text()));
    m_facts->setToolTip(preferred ? plainToolTip(tr("The model gives this answer the higher reward")) : QString());
    m_facts->setText(preferred ? tr("model's pick") : QString());
    m_name->setToolTip(plainToolTip(
        tr("Tokens: %1, sentence ends: %2").arg(QLocale().toString(tokens), QLocale().toString(sentenceEnds))));
    fitCaption();
}

/// Where it is narrow the remark is worth more than the word before the figure, which says in its tool tip what it is.
void PairAnswerColumn::fitCaption() {
    if (m_side != Segment::Prompt) {
        const int needed = m_name->sizeHint().width() + m_facts->sizeHint().width() + m_rewardName->sizeHint().width() +
                           m_reward->sizeHint().width() + 3 * spacing(2) + 2 * spacing(3) + 2;
        m_rewardName->setVisible(m_facts->text().isEmpty() || needed <= width());
    }
}

void PairAnswerColumn::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitCaption();
}

void PairAnswerColumn::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.fillPath(card, theme.surface);
    if (m_side != Segment::Prompt) {
        painter.save();
        painter.setClipPath(card);
        painter.fillRect(QRectF(0, 0, width(), 3), sideColour(theme, m_side == Segment::Chosen));
        painter.restore();
    }
    painter.setPen(theme.border);
    painter.drawPath(card);
}

}  // namespace saferscope
