// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>
#include <algorithm>
#include <array>

namespace saferscope {
namespace {

Theme& mutableTheme() {
    static Theme theme = lightTheme();
    return theme;
}

/// The system's own text size, taken before the zoom changes the application's font.
qreal& basePointSize() {
    static qreal size = 0.0;
    return size;
}

constexpr qreal smallestBasePointSize = 10.0;  // some platforms say 9 when nobody has chosen a size

QFont scaledFont(double factor, QFont::Weight weight = QFont::Normal) {
    QFont font = QApplication::font();
    const qreal base = basePointSize() > 0.0 ? basePointSize() : font.pointSizeF();
    font.setPointSizeF(std::max(6.0, (base > 0.0 ? base : 10.0) * ThemeManager::instance().textScale() * factor));
    font.setWeight(weight);
    return font;
}

}  // namespace

const Theme& currentTheme() { return mutableTheme(); }

int spacing(int step) {
    static constexpr std::array<int, 8> distances = {0, 4, 8, 12, 16, 24, 32, 48};
    return distances[static_cast<std::size_t>(std::clamp(step, 0, 7))];
}

QFont bodyFont() { return scaledFont(1.0); }
QFont smallFont() { return scaledFont(0.88); }
QFont strongFont() { return scaledFont(1.0, QFont::DemiBold); }
QFont headingFont() { return scaledFont(1.15, QFont::DemiBold); }
QFont titleFont() { return scaledFont(1.7, QFont::DemiBold); }
QFont numberFont() { return scaledFont(1.55, QFont::DemiBold); }

QFont monoFont() {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(scaledFont(0.92).pointSizeF());
    return font;
}

ThemeManager& ThemeManager::instance() {
    static ThemeManager manager;
    return manager;
}

void ThemeManager::install(QApplication& application) {
    m_application = &application;
    ensureResources();
    basePointSize() = std::max(application.font().pointSizeF(), smallestBasePointSize);
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.installEventFilter(this);
    apply();
}

void ThemeManager::setMode(ThemeMode mode) {
    if (mode != m_mode) {
        m_mode = mode;
        apply();
    }
}

void ThemeManager::setTextScale(double scale) {
    const double clamped = std::clamp(scale, 0.75, 2.0);
    if (clamped != m_textScale) {
        m_textScale = clamped;
        apply();
    }
}

bool ThemeManager::eventFilter(QObject* watched, QEvent* event) {
    // Qt 6.4 has no signal for a switch of the system's colour scheme; the platform sends this event.
    if (watched == m_application && event->type() == QEvent::ThemeChange && m_mode == ThemeMode::System &&
        !m_applying) {
        QMetaObject::invokeMethod(
            this, [this] { apply(); }, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

bool ThemeManager::systemIsDark() {
    QApplication::setPalette(QPalette());  // back to the platform's own palette
    const QPalette palette = QApplication::palette();
    return relativeLuminance(palette.color(QPalette::Window)) < relativeLuminance(palette.color(QPalette::WindowText));
}

void ThemeManager::apply() {
    if (m_application == nullptr || m_applying) {
        return;
    }
    m_applying = true;
    const bool dark = m_mode == ThemeMode::System ? systemIsDark() : m_mode == ThemeMode::Dark;
    mutableTheme() = dark ? darkTheme() : lightTheme();
    QApplication::setPalette(paletteOf(currentTheme()));
    QApplication::setFont(bodyFont());
    QToolTip::setFont(smallFont());
    m_application->setStyleSheet(styleSheetOf(currentTheme()));
    m_applying = false;
    Q_EMIT changed();
}

}  // namespace saferscope
