// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QSvgRenderer>

/// A static library's resources are registered on request. Outside the namespace, as Q_INIT_RESOURCE demands.
static void registerResources() { Q_INIT_RESOURCE(resources); }

namespace saferscope {

void ensureResources() {
    static const bool registered = [] {
        registerResources();
        return true;
    }();
    static_cast<void>(registered);
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio) {
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    ensureResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return pixmap;
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QIcon themedIcon(const QString& name) {
    const Theme& theme = currentTheme();
    const qreal ratio = qGuiApp->devicePixelRatio();
    QIcon icon;
    for (const int size : {16, 20, 24, 32}) {
        icon.addPixmap(iconPixmap(name, theme.mutedText, size, ratio), QIcon::Normal, QIcon::Off);
        icon.addPixmap(iconPixmap(name, theme.accent, size, ratio), QIcon::Normal, QIcon::On);
        icon.addPixmap(iconPixmap(name, theme.text, size, ratio), QIcon::Active, QIcon::Off);
        icon.addPixmap(iconPixmap(name, theme.accent, size, ratio), QIcon::Selected, QIcon::Off);
        icon.addPixmap(iconPixmap(name, theme.strongBorder, size, ratio), QIcon::Disabled, QIcon::Off);
    }
    return icon;
}

}  // namespace saferscope
