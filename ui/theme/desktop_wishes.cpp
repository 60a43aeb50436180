// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/desktop_wishes.h"

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>

namespace saferscope {
namespace {

/// Ordinary themes use a grey of some kind behind or in their text; only contrast themes come this near to 21.
constexpr double pureContrast = 20.9;

constexpr qint64 mostBytes = 1 << 20;

/// The value of a key in a section of an ini file, or nothing. Not QSettings, which keeps what it once read.
QString iniValue(const QString& path, const QByteArray& section, const QByteArray& key) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    bool inside = false;
    for (const QByteArray& whole : file.read(mostBytes).split('\n')) {
        const QByteArray line = whole.trimmed();
        if (line.startsWith('[')) {
            inside = line == '[' + section + ']';
        } else if (const qsizetype equals = line.indexOf('=');
                   inside && equals > 0 && line.first(equals).trimmed() == key) {
            return QString::fromUtf8(line.sliced(equals + 1).trimmed());
        }
    }
    return {};
}

}  // namespace

bool paletteIsDark(const QPalette& palette) {
    return relativeLuminance(palette.color(QPalette::Window)) < relativeLuminance(palette.color(QPalette::WindowText));
}

bool wantsHighContrast(const QPalette& palette, const QString& gtkTheme, const QString& iconTheme) {
    const auto named = [](const QString& name) {
        return name.startsWith(QLatin1String("HighContrast"), Qt::CaseInsensitive);
    };
    return named(gtkTheme) || named(iconTheme) ||
           contrastRatio(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >= pureContrast;
}

bool wantsLessMotion(const QString& configFolder) {
    for (const char* version : {"gtk-4.0", "gtk-3.0"}) {
        const QString value = iniValue(QStringLiteral("%1/%2/settings.ini").arg(configFolder, QLatin1String(version)),
                                       "Settings", "gtk-enable-animations");
        if (value == QLatin1String("0") || value.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0) {
            return true;
        }
    }
    bool isNumber = false;
    const double factor =
        iniValue(configFolder + QStringLiteral("/kdeglobals"), "KDE", "AnimationDurationFactor").toDouble(&isNumber);
    return isNumber && factor == 0.0;
}

}  // namespace saferscope
