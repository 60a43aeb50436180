// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/segmented_switch.h"

#include "ui/heatmap/heat_values.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

namespace saferscope {

namespace {

class SegmentButton final : public QAbstractButton {
public:
    explicit SegmentButton(const QString& text, QWidget* parent) : QAbstractButton(parent) {
        setText(text);
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override {
        const QFontMetrics metrics(bodyFont());
        return {metrics.horizontalAdvance(text()) + 24, metrics.height() + 11};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5);
        if (isChecked()) {
            painter.setPen(QPen(theme.strongBorder, 1.0));
            painter.setBrush(theme.dark ? theme.raised : theme.surface);
            painter.drawRoundedRect(area, smallCornerRadius - 1, smallCornerRadius - 1);
        }
        painter.setPen(isChecked() || underMouse() ? theme.text : theme.mutedText);
        painter.setFont(bodyFont());
        painter.drawText(rect(), Qt::AlignCenter, text());
        if (hasFocus()) {
            paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1));
        }
    }
};

}  // namespace

SegmentedSwitch::SegmentedSwitch(const QString& name, const QStringList& labels, const QStringList& help,
                                 QWidget* parent)
    : QWidget(parent), m_buttons(new QButtonGroup(this)) {
    setAccessibleName(name);
    setPictureRole(this, QAccessible::Grouping);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto* button = new SegmentButton(labels[i], this);
        button->setAccessibleName(name + QStringLiteral(": ") + labels[i]);
        if (i < help.size()) {
            button->setToolTip(QStringLiteral("<p>%1</p>").arg(help[i].toHtmlEscaped()));
            button->setAccessibleDescription(help[i]);
        }
        m_buttons->addButton(button, static_cast<int>(i));
        layout->addWidget(button);
    }
    setCurrent(0);
    connect(m_buttons, &QButtonGroup::idClicked, this, &SegmentedSwitch::picked);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        for (QAbstractButton* button : m_buttons->buttons()) {
            button->updateGeometry();
        }
        update();
    });
}

int SegmentedSwitch::current() const { return m_buttons->checkedId(); }

void SegmentedSwitch::setCurrent(int index) {
    if (QAbstractButton* button = m_buttons->button(index); button != nullptr) {
        button->setChecked(true);
    }
}

void SegmentedSwitch::setLabel(int index, const QString& label) {
    if (QAbstractButton* button = m_buttons->button(index); button != nullptr) {
        button->setText(label);
        button->setAccessibleName(accessibleName() + QStringLiteral(": ") + label);
        button->updateGeometry();
    }
}

QWidget* SegmentedSwitch::button(int index) const { return m_buttons->button(index); }

void SegmentedSwitch::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.sunken);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), smallCornerRadius, smallCornerRadius);
}

SegmentedSwitch* makeScopeSwitch(QWidget* parent) {
    return new SegmentedSwitch(
        QCoreApplication::translate("HeatMap", "Tokens shown"),
        {QCoreApplication::translate("HeatMap", "Sentence ends"), QCoreApplication::translate("HeatMap", "All tokens")},
        {scopeDescription(TokenScope::SentenceEnds), scopeDescription(TokenScope::AllTokens)}, parent);
}

}  // namespace saferscope
