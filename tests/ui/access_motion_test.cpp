// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing moves or blinks by itself when somebody asked for that.
#include "ui/theme/desktop_wishes.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/progress_row.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

using namespace saferscope;

namespace {

void write(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// How many times a widget paints itself in a while without anybody touching it.
class PaintCounter : public QObject {
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    int paints = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

}  // namespace

class AccessMotionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qunsetenv("SAFERSCOPE_REDUCED_MOTION");
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
    }
    void cleanup() {
        qunsetenv("SAFERSCOPE_REDUCED_MOTION");
        manager().setReducedMotion(false);
    }

    void desktopsSayItInTheirFiles() {
        QTemporaryDir home;
        QVERIFY(!wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("gtk-3.0/settings.ini")), "[Settings]\ngtk-enable-animations=1\n");
        QVERIFY(!wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("gtk-3.0/settings.ini")), "[Settings]\ngtk-enable-animations=0\n");
        QVERIFY(wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("gtk-3.0/settings.ini")), "[Settings]\ngtk-enable-animations=true\n");
        write(home.filePath(QStringLiteral("gtk-4.0/settings.ini")), "[Settings]\ngtk-enable-animations=false\n");
        QVERIFY(wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("gtk-4.0/settings.ini")), QByteArray("\0\xff[[[=\n", 7));
        QVERIFY(!wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("kdeglobals")), "[KDE]\nAnimationDurationFactor=0.5\n");
        QVERIFY(!wantsLessMotion(home.path()));
        write(home.filePath(QStringLiteral("kdeglobals")), "[KDE]\nAnimationDurationFactor=0\n");
        QVERIFY(wantsLessMotion(home.path()));
    }

    void theEnvironmentSaysItFirst() {
        manager().setReducedMotion(true);
        QVERIFY(manager().reducedMotion());
        qputenv("SAFERSCOPE_REDUCED_MOTION", "0");
        manager().setReducedMotion(true);
        QVERIFY(!manager().reducedMotion());
        qputenv("SAFERSCOPE_REDUCED_MOTION", "1");
        manager().setReducedMotion(false);
        QVERIFY(manager().reducedMotion());
    }

    void theStyleAndTheCursorStandStill() {
        manager().setReducedMotion(false);
        QWidget widget;
        QVERIFY(widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) > 0);
        const int flash = QApplication::cursorFlashTime();
        QVERIFY(flash > 0);
        manager().setReducedMotion(true);
        QCOMPARE(widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget), 0);
        QCOMPARE(widget.style()->styleHint(QStyle::SH_Widget_Animate, nullptr, &widget), 0);
        QCOMPARE(QApplication::cursorFlashTime(), 0);
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_AnimateCombo));
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_FadeMenu));
        manager().setReducedMotion(false);
        QCOMPARE(QApplication::cursorFlashTime(), flash);
    }

    void busyBarsStandStill() {
        for (const bool still : {true, false}) {
            manager().setReducedMotion(still);
            ProgressRow row;
            row.setTitle(QStringLiteral("Training"));
            row.setFraction(-1.0);
            row.resize(500, 80);
            row.show();
            QVERIFY(QTest::qWaitForWindowExposed(&row));
            auto* bar = row.findChild<QProgressBar*>();
            QCOMPARE(bar->maximum() == 0, !still);
            QTest::qWait(50);
            PaintCounter counter(*bar);
            QTest::qWait(400);
            if (still) {
                QCOMPARE(counter.paints, 0);
                // Striped: it looks neither full nor like a share.
                const QImage picture = bar->grab().toImage();
                int edges = 0;
                for (int x = 1; x < picture.width(); ++x) {
                    edges += picture.pixel(x, picture.height() / 2) != picture.pixel(x - 1, picture.height() / 2);
                }
                QVERIFY2(edges >= 10, qPrintable(QString::number(edges)));
            } else {
                QVERIFY(counter.paints > 0);  // or the test above would hold for any bar
            }
            row.setFraction(0.25);
            QCOMPARE(bar->maximum(), 1000);
            QCOMPARE(bar->value(), 250);
            QVERIFY(!bar->property("still").toBool());
        }
    }

    void nothingElseIsAnimated() {
        // What would have to ask: animations of our own, and timers that blink.
        const std::filesystem::path source =
            std::filesystem::path(qgetenv("SAFERSCOPE_SOURCE_DIR").toStdString()) / "ui";
        QVERIFY(std::filesystem::is_directory(source));
        int files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") {
                continue;
            }
            ++files;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
            for (const char* word : {"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QMovie",
                                     "QGraphicsOpacityEffect", "setRange(0, 0)", "? 0 : 1000);", "startTimer("}) {
                QVERIFY2(text.find(word) == std::string::npos || entry.path().filename() == "busy_bar.cpp",
                         (entry.path().string() + " has " + word + ": ask ThemeManager::reducedMotion()").c_str());
            }
        }
        QVERIFY(files > 300);
    }

private:
    static ThemeManager& manager() { return ThemeManager::instance(); }
};

QTEST_MAIN(AccessMotionTest)
#include "access_motion_test.moc"
