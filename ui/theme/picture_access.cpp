// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/picture_access.h"

#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QStringList>
#include <QVariant>
#include <QWidget>

namespace saferscope {
namespace {

const char* const roleProperty = "saferscopeRole";
const char* const valueProperty = "saferscopeValue";

class PictureAccessible final : public QAccessibleWidget {
public:
    explicit PictureAccessible(QWidget* widget)
        : QAccessibleWidget(widget, static_cast<QAccessible::Role>(widget->property(roleProperty).toInt())) {}

    QAccessible::Role role() const override {
        return static_cast<QAccessible::Role>(widget()->property(roleProperty).toInt());
    }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? widget()->property(valueProperty).toString()
                                          : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makePicture(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    return widget != nullptr && widget->property(roleProperty).isValid() ? new PictureAccessible(widget) : nullptr;
}

}  // namespace

void setPictureRole(QWidget* widget, QAccessible::Role role, const QString& value) {
    static const bool installed = [] {
        QAccessible::installFactory(makePicture);
        return true;
    }();
    static_cast<void>(installed);
    const bool changed = widget->property(valueProperty).toString() != value;
    widget->setProperty(roleProperty, static_cast<int>(role));
    widget->setProperty(valueProperty, value);
    if (changed) {
        QAccessibleValueChangeEvent event(widget, value);
        QAccessible::updateAccessibility(&event);
    }
}

QString pictureWords(const QStringList& lines, qsizetype most) {
    if (lines.size() <= most) {
        return lines.join(QLatin1Char('\n'));
    }
    return lines.first(most).join(QLatin1Char('\n')) + QLatin1Char('\n') +
           QCoreApplication::translate("PictureWords", "and %n more", nullptr, static_cast<int>(lines.size() - most));
}

}  // namespace saferscope
