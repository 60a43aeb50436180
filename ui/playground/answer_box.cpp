// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/answer_box.h"

#include "ui/heatmap/heat_colours.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/models/feature_table_model.h"
#include "ui/playground/text_edit.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"

#include <QPainter>
#include <QPainterPath>
#include <QSplitter>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int firstSliceMs = 12;  ///< three texts are laid out anew as somebody types

}  // namespace

AnswerBox::AnswerBox(Side side, QWidget* parent) : QWidget(parent), m_side(side) {
    const bool first = side == Side::Chosen;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(2), spacing(2) + 3, spacing(2), spacing(2));
    layout->setSpacing(spacing(1));
    auto* caption = new QHBoxLayout;
    caption->setContentsMargins(spacing(1), 0, spacing(1), 0);
    caption->setSpacing(spacing(2));
    m_title = new Label(first ? tr("Answer A") : tr("Answer B"), TextRole::Strong, TextTone::Normal, this);
    caption->addWidget(m_title);
    m_facts = new ElidedLabel(QString(), TextRole::Small, TextTone::Muted, Qt::ElideRight, this);
    caption->addWidget(m_facts, 1);
    m_rewardWord = new Label(tr("reward"), TextRole::Small, TextTone::Muted, this);
    caption->addWidget(m_rewardWord);
    m_reward = new Label(QString(), TextRole::Heading, TextTone::Normal, this);
    caption->addWidget(m_reward);
    layout->addLayout(caption);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_edit = new TextEdit(first ? tr("Answer A") : tr("Answer B"),
                          first ? tr("Type or paste an answer") : tr("Type or paste another answer"), m_splitter);
    m_edit->setMinimumHeight(70);
    m_view = new HeatmapView(m_splitter);
    m_view->setFirstSlice(firstSliceMs);
    m_view->setSpecialVisible(false);
    m_view->setMinimumHeight(70);
    m_splitter->addWidget(m_edit);
    m_splitter->addWidget(m_view);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({200, 300});
    layout->addWidget(m_splitter, 1);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &AnswerBox::fitCaption);
    m_reward->setToolTip(plainToolTip(tr("The reward that the model gives to this answer")));
    setNoReward();
}

QString AnswerBox::text() const { return m_edit->toPlainText(); }

void AnswerBox::setReward(double reward) {
    m_reward->setText(formatNumber(reward, 2));
    m_reward->setAccessibleName(tr("Reward of %1: %2").arg(m_edit->accessibleName(), m_reward->text()));
    fitCaption();
}

void AnswerBox::setNoReward() {
    m_reward->setText(QStringLiteral("–"));
    m_reward->setAccessibleName(tr("No reward yet"));
    setFacts({}, {});
}

void AnswerBox::setFacts(const QString& facts, const QString& help, bool warn) {
    m_facts->setText(facts);
    m_facts->setToolTip(help.isEmpty() ? QString() : plainToolTip(help));
    if (const TextTone tone = warn ? TextTone::Warning : TextTone::Muted; tone != m_facts->tone()) {
        m_facts->setTone(tone);
    }
    fitCaption();
}

// In a narrow box the facts are worth more than the word before the number.
void AnswerBox::fitCaption() {
    const int others = m_title->sizeHint().width() + m_facts->sizeHint().width() + m_reward->sizeHint().width() +
                       m_rewardWord->sizeHint().width();
    m_rewardWord->setVisible(others + 3 * spacing(2) + 2 * (spacing(2) + spacing(1)) <= width());
}

void AnswerBox::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitCaption();
}

QString AnswerBox::rewardText() const { return m_reward->text(); }
QString AnswerBox::factsText() const { return m_facts->text(); }

void AnswerBox::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.fillPath(card, theme.surface);
    painter.save();
    painter.setClipPath(card);
    painter.fillRect(QRectF(0, 0, width(), 3), sideColour(theme, m_side == Side::Chosen));
    painter.restore();
    painter.setPen(theme.border);
    painter.drawPath(card);
}

}  // namespace saferscope
