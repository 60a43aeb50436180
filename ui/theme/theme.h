// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>
#include <optional>

class QApplication;

namespace saferscope {

/// System: light or dark as the desktop, with high contrast where the desktop shows it (systemWantsHighContrast).
enum class ThemeMode { System, Light, Dark, HighContrastLight, HighContrastDark };

/// The colours of the window by meaning. Text on window, surface, raised and sunken keeps a contrast of at least 4.5:1
/// (7:1 with high contrast) for every token that is used as text (text, mutedText, accent, chosen, rejected, warning,
/// error, ok), and strongBorder and accent one of 3:1 as edges and focus rings; tested.
struct Theme {
    bool dark = false;
    bool highContrast = false;
    QColor window;        ///< behind everything
    QColor surface;       ///< cards, tables, editors
    QColor raised;        ///< popups, hovered rows, buttons
    QColor sunken;        ///< grooves, code, inactive bars
    QColor border;        ///< hairlines between surfaces
    QColor strongBorder;  ///< edges of controls
    QColor text;
    QColor mutedText;   ///< secondary text
    QColor accent;      ///< links, the one primary action, focus
    QColor accentText;  ///< text on accent
    QColor chosen;      ///< the preferred answer; positive contrast
    QColor rejected;    ///< the other answer; negative contrast
    QColor warning;
    QColor error;
    QColor ok;
    QColor selection;  ///< background of selected rows; `text` is readable on it
};

/// The theme in use. GUI thread. The reference stays valid; its contents change with ThemeManager::changed().
const Theme& currentTheme();

/// The themes themselves, for tests and for exports that must not depend on the window.
const Theme& lightTheme();
const Theme& darkTheme();
const Theme& highContrastLightTheme();
const Theme& highContrastDarkTheme();
/// What plain text keeps as contrast at least: 4.5, with high contrast 7.
double leastTextContrast(const Theme& theme);

/// Activation strength 0..1 (clamped, NaN as 0): lightness moves one way only, and 0 is exactly `surface`.
QColor heatColor(double value01);
QColor heatColor(const Theme& theme, double value01);
/// Signed strength -1..1 (clamped, NaN as 0): towards `rejected` below, towards `chosen` above, 0 is exactly `surface`.
QColor divergingColor(double valueMinus1To1);
QColor divergingColor(const Theme& theme, double valueMinus1To1);
/// Black-ish or white-ish text with a contrast of at least 4.5:1 on any opaque background.
QColor readableTextOn(const QColor& background);
QColor readableTextOn(const Theme& theme, const QColor& background);
/// Colours for several series or runs, told apart by people with colour-blindness too; repeats after 8.
QColor seriesColor(int index);
QColor seriesColor(const Theme& theme, int index);

/// WCAG 2 contrast ratio of two opaque colours, 1..21.
double contrastRatio(const QColor& a, const QColor& b);
/// WCAG 2 relative luminance, 0..1.
double relativeLuminance(const QColor& color);
/// `amount` of `over` on `under`, both opaque.
QColor mixColors(const QColor& under, const QColor& over, double amount);

/// Distances of the layout grid in device-independent pixels: 0 4 8 12 16 24 32 48 for steps 0..7.
int spacing(int step);
constexpr int cornerRadius = 8;       ///< cards
constexpr int smallCornerRadius = 5;  ///< buttons, inputs, chips

/// Type scale. All follow the system's font and the text zoom (ThemeManager::setTextScale).
QFont bodyFont();
QFont smallFont();
QFont strongFont();   ///< body, semibold
QFont headingFont();  ///< title of a card or section
QFont titleFont();    ///< title of a page
QFont numberFont();   ///< big figure of a stat card
QFont monoFont();     ///< logs, token ids

/// Holds mode and zoom, applies palette, fonts and style sheet to the application. One per process, GUI thread.
class ThemeManager : public QObject {
    Q_OBJECT

public:
    static ThemeManager& instance();

    /// Call once after the QApplication exists. Without it currentTheme() is the light theme and fonts are Qt's.
    void install(QApplication& application);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);
    /// 1.0 = the system's text size; clamped to 0.75..2.
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    /// Nothing moves or blinks by itself: SAFERSCOPE_REDUCED_MOTION (0 or 1) says it first, then setReducedMotion(),
    /// then the desktop.
    bool reducedMotion() const { return m_reducedMotion; }
    /// What somebody chose; nullopt leaves it to the desktop.
    void setReducedMotion(std::optional<bool> wanted);
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// Colours or fonts changed. Widgets that paint themselves repaint; those that cache pixmaps or fonts renew them.
    void changed();

private:
    ThemeManager() = default;
    void apply();
    void applyMotion();

    QApplication* m_application = nullptr;
    ThemeMode m_mode = ThemeMode::System;
    double m_textScale = 1.0;
    bool m_applying = false;
    bool m_reducedMotion = false;
    bool m_nativeStyleIsStill = false;  ///< the desktop's own style animates nothing
    std::optional<bool> m_wantedMotion;
    int m_flashTime = 1000;  ///< of the text cursor, milliseconds, as the desktop has it
};

}  // namespace saferscope
