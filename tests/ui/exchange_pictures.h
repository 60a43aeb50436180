// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support_synthetic_index.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTest>

namespace saferscope::check {

/// The same widget in light and dark, as it is.
inline void saveBoth(QWidget& widget, const QString& name) {
    const ThemeMode before = ThemeManager::instance().mode();
    for (const bool dark : {false, true}) {
        ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QTest::qWait(20);
        saveShot(widget, dark ? name + QStringLiteral("-dark") : name);
    }
    ThemeManager::instance().setMode(before);
}

/// No label reads markup, every control has a name for screen readers. Returns what is wrong.
inline QString flaws(const QWidget& widget) {
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (!label->text().isEmpty() && label->textFormat() != Qt::PlainText) {
            return QStringLiteral("reads markup: ") + label->text();
        }
    }
    const auto inner = [](const QWidget* control) {
        const QObject* parent = control->parent();
        return control->objectName().startsWith(QLatin1String("qt_")) || control->inherits("QTableCornerButton") ||
               parent->inherits("QLineEdit") || parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox") ||
               parent->inherits("QAbstractItemView");
    };
    for (const QWidget* control : widget.findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        const bool field = qobject_cast<const QLineEdit*>(control) != nullptr ||
                           qobject_cast<const QComboBox*>(control) != nullptr ||
                           qobject_cast<const QSpinBox*>(control) != nullptr ||
                           qobject_cast<const QPlainTextEdit*>(control) != nullptr ||
                           qobject_cast<const QListWidget*>(control) != nullptr;
        if (!inner(control) && control->accessibleName().isEmpty() &&
            (field || (button != nullptr && button->text().isEmpty()))) {
            return QStringLiteral("has no name: ") + QLatin1String(control->metaObject()->className()) +
                   QStringLiteral(" in ") + QLatin1String(control->parent()->metaObject()->className());
        }
    }
    return {};
}

}  // namespace saferscope::check
