// SPDX-License-Identifier: GPL-3.0-or-later
// Contrast of every pair of colours the window puts together, in all four themes, and whether series are told apart by
// people with colour-blindness.
#include "ui/heatmap/heat_colours.h"
#include "ui/theme/desktop_wishes.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>
#include <array>
#include <cmath>

using namespace saferscope;

namespace {

const std::array<const Theme*, 4> themes = {&lightTheme(), &darkTheme(), &highContrastLightTheme(),
                                            &highContrastDarkTheme()};

QString nameOf(const Theme& theme) {
    return QStringLiteral("%1%2").arg(theme.highContrast ? QStringLiteral("high contrast ") : QString(),
                                      theme.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

using Named = std::pair<const char*, QColor>;

QByteArray complaint(const Theme& theme, const Named& front, const Named& back) {
    return QStringLiteral("%1: %2 on %3 has %4")
        .arg(nameOf(theme), QLatin1String(front.first), QLatin1String(back.first))
        .arg(contrastRatio(front.second, back.second))
        .toUtf8();
}

std::vector<Named> grounds(const Theme& theme) {
    return {{"window", theme.window}, {"surface", theme.surface}, {"raised", theme.raised}, {"sunken", theme.sunken}};
}

/// How people see colours without one kind of cone: Machado, Oliveira and Fernandes 2009, "A physiologically-based
/// model for simulation of color vision deficiency", table of severity 1.0, applied in linear RGB.
using Matrix = std::array<double, 9>;
constexpr std::array<Matrix, 4> visions = {
    Matrix{1, 0, 0, 0, 1, 0, 0, 0, 1},
    Matrix{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    Matrix{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    Matrix{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};
constexpr std::array<const char*, 4> visionNames = {"usual", "protanopia", "deuteranopia", "tritanopia"};

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

/// OKLab (Ottosson 2020), where equal distances look equal; 0.02 is about what can just be seen.
std::array<double, 3> seenAs(const QColor& color, const Matrix& m) {
    const double in[3] = {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    double rgb[3] = {};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            rgb[i] += m[i * 3 + j] * in[j];
        }
        rgb[i] = std::clamp(rgb[i], 0.0, 1.0);
    }
    const double l = std::cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]);
    const double a = std::cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]);
    const double b = std::cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);
    return {0.2104542553 * l + 0.7936177850 * a - 0.0040720468 * b,
            1.9779984951 * l - 2.4285922050 * a + 0.4505937099 * b,
            0.0259040371 * l + 0.7827717662 * a - 0.8086757660 * b};
}

double distance(const QColor& one, const QColor& other, const Matrix& vision) {
    const auto a = seenAs(one, vision);
    const auto b = seenAs(other, vision);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

}  // namespace

class AccessContrastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextOnEveryGround() {
        for (const Theme* theme : themes) {
            const double least = leastTextContrast(*theme);
            QCOMPARE(least, theme->highContrast ? 7.0 : 4.5);
            const Named texts[] = {{"text", theme->text},         {"mutedText", theme->mutedText},
                                   {"accent", theme->accent},     {"chosen", theme->chosen},
                                   {"rejected", theme->rejected}, {"warning", theme->warning},
                                   {"error", theme->error},       {"ok", theme->ok}};
            for (const Named& text : texts) {
                for (const Named& ground : grounds(*theme)) {
                    QVERIFY2(contrastRatio(text.second, ground.second) >= least, complaint(*theme, text, ground));
                }
            }
            // What the style sheet puts on other grounds: chosen rows, primary and hovered buttons, selected text.
            const Named selection{"selection", theme->selection};
            const Named hover{"hover", mixColors(theme->surface, theme->text, 0.055)};
            const Named focused{"focusFill", mixColors(theme->surface, theme->accent, 0.2)};
            const Named primary{"accent", theme->accent};
            const Named primaryHover{"accentHover", mixColors(theme->accent, theme->text, 0.18)};
            const Named text{"text", theme->text};
            const Named muted{"mutedText", theme->mutedText};
            const Named accentText{"accentText", theme->accentText};
            for (const auto& [front, back] :
                 {std::pair{text, selection}, std::pair{text, hover}, std::pair{text, focused}, std::pair{muted, hover},
                  std::pair{accentText, primary}}) {
                QVERIFY2(contrastRatio(front.second, back.second) >= least, complaint(*theme, front, back));
            }
            QVERIFY2(contrastRatio(accentText.second, primaryHover.second) >= 4.5,
                     complaint(*theme, accentText, primaryHover));
            QVERIFY2(contrastRatio(muted.second, selection.second) >= 4.5, complaint(*theme, muted, selection));
        }
    }

    void edgesOfControlsAndRings() {
        for (const Theme* theme : themes) {
            for (const Named& ground : grounds(*theme)) {
                for (const Named& edge : {Named{"strongBorder", theme->strongBorder}, Named{"accent", theme->accent}}) {
                    QVERIFY2(contrastRatio(edge.second, ground.second) >= 3.0, complaint(*theme, edge, ground));
                }
                if (theme->highContrast) {
                    const Named hairline{"border", theme->border};
                    QVERIFY2(contrastRatio(theme->border, ground.second) >= 4.5, complaint(*theme, hairline, ground));
                }
            }
            const Named ring{"accent", theme->accent};
            const Named selection{"selection", theme->selection};
            QVERIFY2(contrastRatio(theme->accent, theme->selection) >= 3.0, complaint(*theme, ring, selection));
            // A scroll bar's handle is a control too.
            const QColor handle = mixColors(theme->surface, theme->mutedText, 0.72);
            QVERIFY2(contrastRatio(handle, theme->surface) >= 3.0, qPrintable(nameOf(*theme)));
        }
    }

    void everyColourOfTheStyleSheetComesFromTheTheme() {
        // A colour written into the sheet by hand would be one that this test does not know.
        static const QRegularExpression hex(QStringLiteral("#[0-9a-fA-F]{6}"));
        for (const Theme* theme : themes) {
            const QString sheet = styleSheetOf(*theme);
            const QStringList known = {theme->window.name(),
                                       theme->surface.name(),
                                       theme->raised.name(),
                                       theme->sunken.name(),
                                       theme->border.name(),
                                       theme->strongBorder.name(),
                                       theme->text.name(),
                                       theme->mutedText.name(),
                                       theme->accent.name(),
                                       theme->accentText.name(),
                                       theme->selection.name(),
                                       theme->error.name(),
                                       theme->warning.name(),
                                       theme->ok.name(),
                                       mixColors(theme->accent, theme->text, 0.18).name(),
                                       mixColors(theme->surface, theme->text, 0.055).name(),
                                       mixColors(theme->surface, theme->accent, 0.2).name(),
                                       mixColors(theme->surface, theme->mutedText, 0.6).name(),
                                       mixColors(theme->surface, theme->mutedText, 0.72).name()};
            for (auto found = hex.globalMatch(sheet); found.hasNext();) {
                const QString colour = found.next().captured();
                QVERIFY2(known.contains(colour), qPrintable(nameOf(*theme) + QLatin1Char(' ') + colour));
            }
        }
    }

    void plainTextOnEveryStepOfAHeatMap() {
        for (const Theme* theme : themes) {
            for (int step = -256; step <= 256; ++step) {
                const float value = static_cast<float>(step) / 256.0f;
                for (const HeatKind kind : {HeatKind::Sequential, HeatKind::Diverging}) {
                    const QColor fill = heatFill(*theme, kind, value, 1.0f);
                    if (fill.alpha() > 0) {
                        QVERIFY2(contrastRatio(theme->text, fill) >= leastTextContrast(*theme),
                                 qPrintable(nameOf(*theme) + QStringLiteral(" %1").arg(step)));
                    }
                }
                // Cells that use the whole map choose their text by its ground.
                for (const QColor& cell : {heatColor(*theme, std::abs(value)), divergingColor(*theme, value)}) {
                    QVERIFY2(contrastRatio(readableTextOn(*theme, cell), cell) >= 4.5, qPrintable(cell.name()));
                }
            }
            // Ends of a scale are far from nothing, and of one sign far from the other, as everybody sees them.
            for (const Matrix& vision : visions) {
                QVERIFY(distance(heatFill(*theme, HeatKind::Sequential, 1.0f, 1.0f), theme->surface, vision) > 0.1);
                QVERIFY(distance(heatFill(*theme, HeatKind::Diverging, 1.0f, 1.0f),
                                 heatFill(*theme, HeatKind::Diverging, -1.0f, 1.0f), vision) > 0.1);
                QVERIFY(distance(theme->chosen, theme->rejected, vision) > 0.1);
            }
        }
    }

    void seriesStandOutAndAreToldApart() {
        for (const Theme* theme : themes) {
            for (int i = 0; i < 8; ++i) {
                QVERIFY2(contrastRatio(seriesColor(*theme, i), theme->surface) >= 3.0,
                         qPrintable(nameOf(*theme) + QStringLiteral(" %1").arg(i)));
                for (int j = 0; j < i; ++j) {
                    for (std::size_t v = 0; v < visions.size(); ++v) {
                        const double apart = distance(seriesColor(*theme, i), seriesColor(*theme, j), visions[v]);
                        QVERIFY2(apart >= 0.1, qPrintable(QStringLiteral("%1, %2: %3 and %4 are %5 apart")
                                                              .arg(nameOf(*theme), QLatin1String(visionNames[v]))
                                                              .arg(i)
                                                              .arg(j)
                                                              .arg(apart)));
                    }
                }
            }
        }
    }

    void theSimulationKnowsWhatIsConfused() {
        // Red and green of one lightness are one colour without the long or the middle cones; blue and red are not.
        const QColor red(0xb0, 0x60, 0x40);
        const QColor green(0x7a, 0x78, 0x40);
        QVERIFY(distance(red, green, visions[0]) > 0.08);
        QVERIFY(distance(red, green, visions[2]) < 0.06);
        QVERIFY(distance(Qt::blue, Qt::red, visions[1]) > 0.2);
    }

    void theDesktopAsksForContrast() {
        const auto palette = [](const QColor& window, const QColor& text) {
            QPalette made;
            made.setColor(QPalette::Window, window);
            made.setColor(QPalette::WindowText, text);
            return made;
        };
        const QPalette ordinary = palette(QColor(0xef, 0xef, 0xef), Qt::black);
        QVERIFY(!wantsHighContrast(ordinary, {}, QStringLiteral("Adwaita")));
        QVERIFY(!wantsHighContrast(palette(QColor(0x20, 0x20, 0x20), Qt::white), QStringLiteral("Adwaita:dark"), {}));
        QVERIFY(wantsHighContrast(palette(Qt::black, Qt::white), {}, {}));
        QVERIFY(wantsHighContrast(palette(Qt::white, Qt::black), {}, {}));
        QVERIFY(wantsHighContrast(ordinary, QStringLiteral("HighContrastInverse"), {}));
        QVERIFY(wantsHighContrast(ordinary, {}, QStringLiteral("HighContrast")));
        QVERIFY(paletteIsDark(palette(Qt::black, Qt::white)));
        QVERIFY(!paletteIsDark(ordinary));
    }

    void modesChooseTheirThemes() {
        ThemeManager& manager = ThemeManager::instance();
        manager.install(*qApp);
        const std::pair<ThemeMode, const Theme*> choices[] = {{ThemeMode::Light, &lightTheme()},
                                                              {ThemeMode::Dark, &darkTheme()},
                                                              {ThemeMode::HighContrastLight, &highContrastLightTheme()},
                                                              {ThemeMode::HighContrastDark, &highContrastDarkTheme()}};
        for (const auto& [mode, theme] : choices) {
            manager.setMode(mode);
            QCOMPARE(currentTheme().highContrast, theme->highContrast);
            QCOMPARE(currentTheme().text, theme->text);
            QCOMPARE(QApplication::palette().color(QPalette::Window), theme->window);
            QVERIFY(qApp->styleSheet().contains(theme->accent.name()));
        }
        qputenv("GTK_THEME", "HighContrast");
        manager.setMode(ThemeMode::System);
        QVERIFY(currentTheme().highContrast);
        qunsetenv("GTK_THEME");
        manager.setMode(ThemeMode::Light);
        manager.setMode(ThemeMode::System);
        QVERIFY(!currentTheme().highContrast);
    }
};

QTEST_MAIN(AccessContrastTest)
#include "access_contrast_test.moc"
