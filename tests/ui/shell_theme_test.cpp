// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <array>
#include <cmath>

using namespace saferscope;

namespace {

/// How people with a form of colour-blindness see a colour: Machado, Oliveira and Fernandes 2009, severity 1, applied
/// in linear RGB.
using Matrix = std::array<double, 9>;
constexpr Matrix protanopia = {0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                               0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix deuteranopia = {0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                                 0.047413, -0.011820, 0.042940,  0.968881};
constexpr Matrix tritanopia = {1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                               0.147602, 0.004733,  0.691367,  0.303900};

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double gamma(double c) {
    const double v = std::min(1.0, std::max(0.0, c));
    return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

QColor seen(const QColor& color, const Matrix& m) {
    const double rgb[3] = {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    double out[3] = {};
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            out[i] += m[static_cast<std::size_t>(i * 3 + j)] * rgb[j];
        }
    }
    return QColor::fromRgbF(static_cast<float>(gamma(out[0])), static_cast<float>(gamma(out[1])),
                            static_cast<float>(gamma(out[2])));
}

double distance(const QColor& a, const QColor& b) {
    return std::hypot(a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue());
}

}  // namespace

class ShellThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastFormulaKnowsTheStandardsExamples() {
        QVERIFY(qAbs(contrastRatio(Qt::black, Qt::white) - 21.0) < 1e-9);
        QVERIFY(qAbs(contrastRatio(Qt::white, Qt::white) - 1.0) < 1e-9);
        // #767676 is the well-known darkest-enough grey on white: 4.54.
        QVERIFY(qAbs(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
    }

    void textTokensAreReadable_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textTokensAreReadable() {
        QFETCH(bool, dark);
        const Theme& theme = dark ? darkTheme() : lightTheme();
        QCOMPARE(theme.dark, dark);
        const std::pair<const char*, QColor> texts[] = {{"text", theme.text},         {"mutedText", theme.mutedText},
                                                        {"accent", theme.accent},     {"chosen", theme.chosen},
                                                        {"rejected", theme.rejected}, {"warning", theme.warning},
                                                        {"error", theme.error},       {"ok", theme.ok}};
        const std::pair<const char*, QColor> grounds[] = {
            {"window", theme.window}, {"surface", theme.surface}, {"raised", theme.raised}, {"sunken", theme.sunken}};
        for (const auto& [textName, text] : texts) {
            for (const auto& [groundName, ground] : grounds) {
                QVERIFY2(contrastRatio(text, ground) >= 4.5,
                         qPrintable(QStringLiteral("%1 on %2: %3")
                                        .arg(QLatin1String(textName), QLatin1String(groundName))
                                        .arg(contrastRatio(text, ground))));
            }
        }
        QVERIFY(contrastRatio(theme.accentText, theme.accent) >= 4.5);
        QVERIFY(contrastRatio(theme.text, theme.selection) >= 4.5);
        QVERIFY(contrastRatio(theme.accent, theme.selection) >= 3.0);  // icons and large marks
    }

    void mapsAreOrderedAndTextOnThemIsReadable_data() { textTokensAreReadable_data(); }
    void mapsAreOrderedAndTextOnThemIsReadable() {
        QFETCH(bool, dark);
        const Theme& theme = dark ? darkTheme() : lightTheme();
        QCOMPARE(heatColor(theme, 0.0), theme.surface);
        QCOMPARE(divergingColor(theme, 0.0), theme.surface);
        const double away = dark ? 1.0 : -1.0;  // strength moves away from the surface
        for (int i = 1; i <= 256; ++i) {
            const double now = i / 256.0;
            const double before = (i - 1) / 256.0;
            const auto rises = [&](const QColor& from, const QColor& to) {
                return away * (relativeLuminance(to) - relativeLuminance(from)) > -1e-9;
            };
            QVERIFY2(rises(heatColor(theme, before), heatColor(theme, now)), qPrintable(QString::number(now)));
            QVERIFY2(rises(divergingColor(theme, before), divergingColor(theme, now)),
                     qPrintable(QString::number(now)));
            QVERIFY2(rises(divergingColor(theme, -before), divergingColor(theme, -now)),
                     qPrintable(QString::number(now)));
            for (const QColor& color :
                 {heatColor(theme, now), divergingColor(theme, now), divergingColor(theme, -now)}) {
                QVERIFY2(contrastRatio(readableTextOn(theme, color), color) >= 4.5, qPrintable(color.name()));
            }
        }
        QVERIFY(contrastRatio(heatColor(theme, 1.0), theme.surface) > 4.0);
    }

    void mapsTakeAnyNumber() {
        const Theme& theme = lightTheme();
        QCOMPARE(heatColor(theme, std::nan("")), theme.surface);
        QCOMPARE(divergingColor(theme, std::nan("")), theme.surface);
        QCOMPARE(heatColor(theme, -3.0), theme.surface);
        QCOMPARE(heatColor(theme, 7.0), heatColor(theme, 1.0));
        QCOMPARE(divergingColor(theme, -std::numeric_limits<double>::infinity()), divergingColor(theme, -1.0));
    }

    void anyBackgroundGetsReadableText() {
        for (int r = 0; r <= 255; r += 15) {
            for (int g = 0; g <= 255; g += 15) {
                for (int b = 0; b <= 255; b += 15) {
                    const QColor ground(r, g, b);
                    QVERIFY(contrastRatio(readableTextOn(lightTheme(), ground), ground) >= 4.5);
                    QVERIFY(contrastRatio(readableTextOn(darkTheme(), ground), ground) >= 4.5);
                }
            }
        }
    }

    void signsAreTellableWithColourBlindness_data() { textTokensAreReadable_data(); }
    void signsAreTellableWithColourBlindness() {
        QFETCH(bool, dark);
        const Theme& theme = dark ? darkTheme() : lightTheme();
        for (const Matrix& kind : {protanopia, deuteranopia, tritanopia}) {
            QVERIFY(distance(seen(theme.chosen, kind), seen(theme.rejected, kind)) > 70.0);
            QVERIFY(distance(seen(divergingColor(theme, 1.0), kind), seen(divergingColor(theme, -1.0), kind)) > 70.0);
            QVERIFY(distance(seen(divergingColor(theme, 0.5), kind), seen(divergingColor(theme, -0.5), kind)) > 50.0);
            QVERIFY(distance(seen(seriesColor(theme, 0), kind), seen(seriesColor(theme, 1), kind)) > 50.0);
        }
    }

    void seriesColoursRepeatAndStandOut() {
        for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
            QCOMPARE(seriesColor(*theme, 8), seriesColor(*theme, 0));
            QCOMPARE(seriesColor(*theme, -1), seriesColor(*theme, 7));
            for (int i = 0; i < 8; ++i) {
                QVERIFY2(contrastRatio(seriesColor(*theme, i), theme->surface) >= 3.0, qPrintable(QString::number(i)));
            }
        }
    }

    void styleSheetHasNoUnknownTokens() {
        for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
            const QString sheet = styleSheetOf(*theme);
            QVERIFY(!sheet.contains(QLatin1Char('@')));
            QVERIFY(!sheet.contains(QLatin1String(": ;")));
            QVERIFY(!sheet.contains(QLatin1String("url()")));
            QVERIFY(sheet.contains(theme->accent.name()));
        }
    }

    void iconsAreThere() {
        for (const char* name : {"overview", "features", "pairs", "data", "model", "sae", "index", "evaluate", "close",
                                 "info", "warning", "error", "ok", "stop", "play", "log", "export", "saferscope"}) {
            const QImage image = iconPixmap(QLatin1String(name), Qt::red, 32, 1.0).toImage();
            bool painted = false;
            for (int y = 0; y < image.height() && !painted; ++y) {
                for (int x = 0; x < image.width() && !painted; ++x) {
                    painted = qAlpha(image.pixel(x, y)) > 100;
                }
            }
            QVERIFY2(painted, name);
        }
    }

    void switchingThemesReachesEverything() {
        ThemeManager& manager = ThemeManager::instance();
        manager.install(*qApp);
        QSignalSpy changed(&manager, &ThemeManager::changed);
        manager.setMode(ThemeMode::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(currentTheme().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTheme().window);
        manager.setMode(ThemeMode::Dark);
        QCOMPARE(changed.count(), 1);
        manager.setMode(ThemeMode::System);  // the test platform is light
        QVERIFY(!currentTheme().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightTheme().window);
    }

    void zoomScalesEveryFontAndIsBounded() {
        ThemeManager& manager = ThemeManager::instance();
        manager.setTextScale(1.0);
        const qreal body = bodyFont().pointSizeF();
        const qreal title = titleFont().pointSizeF();
        manager.setTextScale(1.5);
        QVERIFY(qAbs(bodyFont().pointSizeF() - 1.5 * body) < 0.01);
        QVERIFY(qAbs(titleFont().pointSizeF() - 1.5 * title) < 0.01);
        QVERIFY(qAbs(QApplication::font().pointSizeF() - 1.5 * body) < 0.01);
        manager.setTextScale(100.0);
        QCOMPARE(manager.textScale(), 2.0);
        manager.setTextScale(0.0);
        QCOMPARE(manager.textScale(), 0.75);
        manager.setTextScale(1.0);
    }

    void spacingIsOnTheGrid() {
        for (int step = 0; step < 8; ++step) {
            QCOMPARE(spacing(step) % 4, 0);
            QVERIFY(step == 0 || spacing(step) > spacing(step - 1));
        }
        QCOMPARE(spacing(99), spacing(7));
        QCOMPARE(spacing(-5), 0);
    }
};

QTEST_MAIN(ShellThemeTest)
#include "shell_theme_test.moc"
