// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_row.h"

#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/elided_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {

ProgressRow::ProgressRow(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, spacing(2), 0, spacing(2));
    row->setSpacing(spacing(4));
    auto* text = new QVBoxLayout;
    text->setSpacing(spacing(1));
    auto* top = new QHBoxLayout;
    top->setSpacing(spacing(2));
    m_title = new ElidedLabel({}, TextRole::Strong);
    m_state = new Label({}, TextRole::Small, TextTone::Muted);
    top->addWidget(m_title, 1);
    top->addWidget(m_state);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_detail = new ElidedLabel({}, TextRole::Small, TextTone::Muted);
    text->addLayout(top);
    text->addWidget(m_bar);
    text->addWidget(m_detail);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(spacing(1));
    row->addLayout(text, 1);
    row->addLayout(m_buttons);
}

void ProgressRow::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
    m_bar->setAccessibleName(title);
}

void ProgressRow::setState(const QString& word, TextTone tone) {
    m_state->setText(word);
    if (m_state->tone() != tone) {
        m_state->setTone(tone);
    }
}

void ProgressRow::setDetail(const QString& detail) {
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

void ProgressRow::setFraction(std::optional<double> fraction) {
    m_bar->setVisible(fraction.has_value());
    if (fraction) {
        showFraction(m_bar, *fraction);
    }
}

QString durationText(double seconds) {
    if (!(seconds >= 0.0) || seconds > 1e7) {
        return {};
    }
    if (seconds < 90.0) {
        const int rest = static_cast<int>(std::ceil(seconds));
        return QCoreApplication::translate("durationText", "%n s", nullptr, rest);
    }
    const int minutes = static_cast<int>(std::lround(seconds / 60.0));
    if (seconds < 90.0 * 60.0) {
        return QCoreApplication::translate("durationText", "%n min", nullptr, minutes);
    }
    return QCoreApplication::translate("durationText", "%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

}  // namespace saferscope
