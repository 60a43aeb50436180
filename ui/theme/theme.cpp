// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/desktop_wishes.h"
#include "ui/theme/icons.h"
#include "ui/theme/still_style.h"
#include "ui/theme/theme_style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QIcon>
#include <QPalette>
#include <QStandardPaths>
#include <QStyle>
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
    QStyle* native = QApplication::style();
    m_nativeStyleIsStill = native != nullptr && native->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    m_flashTime = QApplication::cursorFlashTime();
    QApplication::setStyle(new StillStyle);
    application.installEventFilter(this);
    applyMotion();
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

void ThemeManager::setReducedMotion(std::optional<bool> wanted) {
    m_wantedMotion = wanted;
    applyMotion();
}

void ThemeManager::applyMotion() {
    const QString environment = qEnvironmentVariable("SAFERSCOPE_REDUCED_MOTION");
    const bool before = m_reducedMotion;
    if (environment == QLatin1String("0") || environment == QLatin1String("1")) {
        m_reducedMotion = environment == QLatin1String("1");
    } else {
        m_reducedMotion = m_wantedMotion.value_or(
            m_nativeStyleIsStill ||
            wantsLessMotion(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)));
    }
    if (m_application == nullptr) {
        return;
    }
    for (const Qt::UIEffect effect :
         {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip}) {
        if (m_reducedMotion) {
            QApplication::setEffectEnabled(effect, false);  // the desktop's own choice stays otherwise
        }
    }
    QApplication::setCursorFlashTime(m_reducedMotion ? 0 : m_flashTime);
    if (before != m_reducedMotion) {
        Q_EMIT changed();
    }
}

void ThemeManager::apply() {
    if (m_application == nullptr || m_applying) {
        return;
    }
    m_applying = true;
    bool dark = m_mode == ThemeMode::Dark || m_mode == ThemeMode::HighContrastDark;
    bool strong = m_mode == ThemeMode::HighContrastLight || m_mode == ThemeMode::HighContrastDark;
    if (m_mode == ThemeMode::System) {
        QApplication::setPalette(QPalette());  // back to the platform's own palette
        const QPalette palette = QApplication::palette();
        dark = paletteIsDark(palette);
        strong = wantsHighContrast(palette, qEnvironmentVariable("GTK_THEME"), QIcon::themeName());
    }
    if (strong) {
        mutableTheme() = dark ? highContrastDarkTheme() : highContrastLightTheme();
    } else {
        mutableTheme() = dark ? darkTheme() : lightTheme();
    }
    QApplication::setPalette(paletteOf(currentTheme()));
    QApplication::setFont(bodyFont());
    QToolTip::setFont(smallFont());
    m_application->setStyleSheet(styleSheetOf(currentTheme()));
    m_applying = false;
    Q_EMIT changed();
}

}  // namespace saferscope
