// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/pair_rewards.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr int decimals = 3;
constexpr double leastBar = 30;  ///< width from which a bar says something

double preference(double margin) { return 1.0 / (1.0 + std::exp(-margin)); }

QString percent(double share) { return QStringLiteral("%1 %").arg(formatNumber(share * 100.0, 1)); }

}  // namespace

RewardBar::RewardBar(Kind kind, QWidget* parent) : QWidget(parent), m_kind(kind) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
}

void RewardBar::setValues(double before, double after, double full) {
    m_before = before;
    m_after = after;
    m_full = full;
    update();
}

void RewardBar::setStale(bool stale) {
    if (m_stale != stale) {
        m_stale = stale;
        update();
    }
}

QSize RewardBar::sizeHint() const { return {160, 18}; }

void RewardBar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (area.width() < leastBar) {
        return;  // the figures beside it need the room; a stump would look like a mark of its own
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sunken);
    painter.drawRoundedRect(area, 3, 3);
    if (m_full <= 0.0 || !std::isfinite(m_before) || !std::isfinite(m_after)) {
        return;
    }
    const double middle = area.center().x();
    const auto place = [&](double value) {
        return middle + std::clamp(value / m_full, -1.0, 1.0) * area.width() / 2.0;
    };
    const auto span = [&](double value, double inset) {
        return QRectF(QPointF(std::min(middle, place(value)), area.top() + inset),
                      QPointF(std::max(middle, place(value)), area.bottom() - inset));
    };
    QColor color = m_kind == Kind::Chosen     ? theme.chosen
                   : m_kind == Kind::Rejected ? theme.rejected
                   : m_after > 0.0            ? theme.chosen
                                              : theme.rejected;
    if (m_stale) {
        color = mixColors(theme.sunken, color, 0.35);
    }
    painter.setBrush(color);
    painter.drawRect(span(m_after, 4.0));
    // The old value: an outline that stays visible over the new one.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.mutedText, 1.0, Qt::DashLine));
    painter.drawRect(span(m_before, 1.5));
    painter.setPen(QPen(theme.text, 1.0));
    painter.drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()));
}

PairRewards::PairRewards(QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing(2));
    grid->setVerticalSpacing(spacing(1));
    const QString names[] = {tr("Chosen"), tr("Rejected"), tr("Margin")};
    const RewardBar::Kind kinds[] = {RewardBar::Kind::Chosen, RewardBar::Kind::Rejected, RewardBar::Kind::Margin};
    for (int row = 0; row < 3; ++row) {
        const auto at = static_cast<std::size_t>(row);
        grid->addWidget(new Label(names[row], row == 2 ? TextRole::Strong : TextRole::Body, TextTone::Normal, this),
                        row, 0);
        m_bars[at] = new RewardBar(kinds[row], this);
        m_bars[at]->setAccessibleName(names[row]);
        grid->addWidget(m_bars[at], row, 1);
        const auto number = [&](int column, TextRole role, TextTone tone, const QString& widest) {
            auto* label = new Label(QString(), role, tone, this);
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            // A fixed width: digits that change must not push the bars about.
            const auto fit = [label, role, widest] {
                label->setMinimumWidth(QFontMetrics(fontOf(role)).horizontalAdvance(widest));
            };
            fit();
            connect(&ThemeManager::instance(), &ThemeManager::changed, label, fit);
            grid->addWidget(label, row, column);
            return label;
        };
        m_before_labels[at] = number(2, TextRole::Body, TextTone::Muted, QStringLiteral("-88.888"));
        auto* arrow = new Label(QStringLiteral("→"), TextRole::Body, TextTone::Muted, this);
        grid->addWidget(arrow, row, 3);
        m_after_labels[at] = number(4, TextRole::Strong, TextTone::Normal, QStringLiteral("-88.888"));
        m_change_labels[at] = number(5, TextRole::Small, TextTone::Muted, QStringLiteral("+88.888"));
        m_change_labels[at]->setObjectName(QStringLiteral("change"));
        m_after_labels[at]->setAccessibleName(tr("%1 after the changes").arg(names[row]));
    }
    grid->setColumnStretch(1, 1);
    m_probability = new Label(QString(), TextRole::Body, TextTone::Muted, this);
    m_probability->setToolTip(
        plainToolTip(tr("How likely the model finds it that people prefer the chosen answer: 1 / (1 + exp(-margin))")));
    m_probability->setWordWrap(true);
    m_verdict = new Label(QString(), TextRole::Strong, TextTone::Normal, this);
    m_verdict->setWordWrap(true);
    grid->addWidget(m_verdict, 3, 0, 1, 6);
    grid->addWidget(m_probability, 4, 0, 1, 6);
    clear();
}

/// As with the change: what is hidden for want of room would else never be given the room again.
QSize PairRewards::sizeHint() const {
    const QSize hint = QWidget::sizeHint();
    const Label& change = *m_change_labels[0];
    return change.isHidden() ? QSize(hint.width() + change.minimumWidth() + spacing(2), hint.height()) : hint;
}

/// Where not everything has room, bars included, the change goes, which is the difference of the two figures beside it.
void PairRewards::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const auto* grid = qobject_cast<const QGridLayout*>(layout());
    int needed = (grid->columnCount() - 1) * grid->horizontalSpacing() + qRound(leastBar) + 2;
    for (int column = 0; column < grid->columnCount(); ++column) {
        int widest = 0;
        for (int row = 0; row < 3; ++row) {
            const QWidget* one = grid->itemAtPosition(row, column)->widget();
            widest = std::max({widest, one->minimumSizeHint().width(), one->minimumWidth()});
        }
        needed += widest;
    }
    for (Label* label : m_change_labels) {
        label->setVisible(width() >= needed);
    }
}

void PairRewards::show(int row, double before, double after, double full) {
    const auto at = static_cast<std::size_t>(row);
    m_before_labels[at]->setText(formatNumber(before, decimals));
    m_after_labels[at]->setText(formatNumber(after, decimals));
    m_change_labels[at]->setText(after == before ? tr("no change") : formatSigned(after - before, decimals));
    m_bars[at]->setValues(before, after, full);
    setPictureRole(m_bars[at], QAccessible::Indicator,
                   tr("%1, before %2").arg(formatNumber(after, decimals), formatNumber(before, decimals)));
}

void PairRewards::setRewards(const RewardPair& before, const RewardPair& after) {
    double full = 1.0;
    for (const RewardPair& one : {before, after}) {
        full = std::max({full, std::abs(one.chosen), std::abs(one.rejected), std::abs(one.margin())});
    }
    // A round end of the scale: it jumps seldom while a slider moves.
    full = std::pow(2.0, std::ceil(std::log2(full)));
    show(0, before.chosen, after.chosen, full);
    show(1, before.rejected, after.rejected, full);
    show(2, before.margin(), after.margin(), full);
    m_after = after;
    m_probability->setText(tr("Probability that the chosen answer is preferred: %1 → %2")
                               .arg(percent(preference(before.margin())), percent(preference(after.margin())))
                               .replace(QLatin1String(" %"), QStringLiteral("\u00a0%")));  // it wraps
    const bool was = before.margin() > 0.0;
    const bool is = after.margin() > 0.0;
    if (was != is) {
        m_verdict->setTone(TextTone::Warning);
        m_verdict->setText(is ? tr("⇄ The verdict flips: the model now prefers the chosen answer.")
                              : tr("⇄ The verdict flips: the model now prefers the rejected answer."));
    } else {
        m_verdict->setTone(TextTone::Normal);
        m_verdict->setText(is ? tr("The model prefers the chosen answer, before and after.")
                              : tr("The model prefers the rejected answer, before and after."));
    }
}

void PairRewards::clear() {
    m_after.reset();
    for (std::size_t row = 0; row < 3; ++row) {
        m_before_labels[row]->setText(QStringLiteral("–"));
        m_after_labels[row]->setText(QStringLiteral("–"));
        m_change_labels[row]->setText(QString());
        m_bars[row]->setValues(0.0, 0.0, 0.0);
    }
    m_verdict->setText(QString());
    m_probability->setText(QString());
}

void PairRewards::setStale(bool stale) {
    for (std::size_t row = 0; row < 3; ++row) {
        m_bars[row]->setStale(stale);
        m_after_labels[row]->setTone(stale ? TextTone::Muted : TextTone::Normal);
    }
}

}  // namespace saferscope
