// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/guide_fixture.h"
#include "ui/bridge/workspace_session.h"
#include "ui/guide/story_bar.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/main_window_guide.h"
#include "ui/pages/page.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pairs_page.h"
#include "ui/theme/cover.h"
#include "ui/widgets/sidebar.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolTip>
#include <functional>

using namespace saferscope;

namespace {

constexpr int settleMs = 150;

/// Every page and each of its tabs, named.
std::vector<std::pair<QString, QImage>> allPages(MainWindow& window, const std::function<void()>& look = {}) {
    std::vector<std::pair<QString, QImage>> pictures;
    for (int i = 0; i < static_cast<int>(window.pages().size()); ++i) {
        window.showPage(i);
        Page* page = window.pages()[static_cast<std::size_t>(i)];
        auto* tabs = page->findChild<QTabWidget*>();
        for (int tab = 0; tab < (tabs == nullptr ? 1 : tabs->count()); ++tab) {
            if (tabs != nullptr) {
                tabs->setCurrentIndex(tab);
            }
            QTest::qWait(settleMs);
            if (look) {
                look();
            }
            pictures.emplace_back(page->key() + QString::number(tab), page->grab().toImage());
        }
    }
    return pictures;
}

/// What differs, as a list of pages.
QStringList different(const std::vector<std::pair<QString, QImage>>& a,
                      const std::vector<std::pair<QString, QImage>>& b) {
    QStringList names;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].second != b[i].second) {
            names << a[i].first;
            const QString folder = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS");
            if (!folder.isEmpty()) {
                a[i].second.save(folder + QStringLiteral("/differs-a-") + a[i].first + QStringLiteral(".png"));
                b[i].second.save(folder + QStringLiteral("/differs-b-") + a[i].first + QStringLiteral(".png"));
            }
        }
    }
    return names;
}

void fillPlayground(MainWindow& window, char letter) {
    for (auto* edit : window.pages()[6]->findChildren<QPlainTextEdit*>()) {
        edit->setPlainText(QString(40, QLatin1Char(letter)));
    }
}

}  // namespace

class GuidePresentationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");
        ThemeManager::instance().install(*qApp);
        ThemeManager::instance().setMode(ThemeMode::Light);
    }

    void cleanup() {
        QVERIFY(!Cover::instance().on());
        ThemeManager::instance().setTextScale(1.0);
    }

    // Two workspaces that differ in nothing but the letters of their texts look alike while the texts are covered, and
    // not when they are shown: no pixel of any page depends on what the data says.
    void noPixelOfAnyPageShowsTheData() {
        const check::TemporaryFolder root;
        std::vector<std::pair<QString, QImage>> covered[2];
        std::vector<std::pair<QString, QImage>> shown[2];
        for (const int which : {0, 1}) {
            const check::GuideWindow data(which == 0 ? '6' : '9', root.path());
            const auto window = data.open();
            window->session()->selectFeature(FeatureId(check::Planted::refusal));
            window->session()->selectPair(PairIndex(3));
            fillPlayground(*window, which == 0 ? '6' : '9');
            window->guide()->setPresenting(true);
            QTRY_VERIFY(!window->guide()->storyBar()->story().steps.empty());
            window->resize(1440, 1900);  // nothing lies below the fold
            QTest::qWait(50);
            const QString canary(5, QLatin1Char(which == 0 ? '6' : '9'));
            covered[which] = allPages(*window, [&] { lookForText(*window, canary); });
            Cover::instance().setAllRevealed(true);
            shown[which] = allPages(*window);
            window->guide()->setPresenting(false);
        }
        const QStringList leaks = different(covered[0], covered[1]);
        QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(QStringLiteral(", "))));
        // Without the cover the same look finds them: the test can fail.
        const QStringList open = different(shown[0], shown[1]);
        for (const char* page : {"features0", "pairs0"}) {
            QVERIFY2(open.contains(QLatin1String(page)), page);
        }
    }

    // One that nobody thought of is covered, not shown.
    void editorsAreCoveredWithoutBeingAsked() {
        QImage pictures[2][2];
        for (const bool on : {false, true}) {
            for (const int which : {0, 1}) {
                QWidget window;
                auto* edit = new QPlainTextEdit(QString(40, which == 0 ? u'6' : u'9'), &window);
                edit->resize(400, 200);
                Cover::instance().setOn(on);
                window.resize(420, 220);
                window.show();
                QVERIFY(QTest::qWaitForWindowExposed(&window));
                QCOMPARE(Cover::instance().covers(edit), on);
                pictures[on ? 1 : 0][which] = window.grab().toImage();
                if (on) {
                    QTest::mouseClick(edit->viewport()->findChild<QWidget*>(), Qt::LeftButton);
                    QVERIFY(!Cover::instance().covers(edit));
                    QVERIFY(window.grab().toImage() != pictures[1][which]);
                }
                Cover::instance().setOn(false);
            }
        }
        QVERIFY(pictures[0][0] != pictures[0][1]);
        QCOMPARE(pictures[1][0], pictures[1][1]);
    }

    void aClickRevealsOneBlockAndLeavingCoversIt() {
        const check::GuideWindow data;
        const auto window = data.open();
        window->showPage(2);
        window->guide()->setPresenting(true);
        QTRY_VERIFY(!window->guide()->storyBar()->story().steps.empty());
        window->showPage(2);
        auto* pairs = qobject_cast<PairsPage*>(window->pages()[2]);
        HeatmapView* chosen = pairs->detail()->view(Segment::Chosen);
        HeatmapView* rejected = pairs->detail()->view(Segment::Rejected);
        QTRY_VERIFY(chosen->isVisible() && chosen->tokens().size() > 2);
        QVERIFY(Cover::instance().covers(chosen) && Cover::instance().covers(rejected));
        // Neither does a tool tip tell.
        const QPoint token = chosen->tokenRect(1).center();
        QHelpEvent help(QEvent::ToolTip, token, chosen->viewport()->mapToGlobal(token));
        QApplication::sendEvent(chosen->viewport(), &help);
        QVERIFY(!QToolTip::isVisible());
        QTest::mouseClick(chosen->viewport(), Qt::LeftButton, {}, token);
        QVERIFY(!Cover::instance().covers(chosen) && Cover::instance().covers(rejected));
        QCOMPARE(chosen->selectedToken(), -1);  // that click was for the cover
        rejected->setFocus();
        QTest::keyClick(rejected, Qt::Key_Space);
        QVERIFY(!Cover::instance().covers(rejected));
        window->showPage(0);
        window->showPage(2);
        QVERIFY(Cover::instance().covers(chosen) && Cover::instance().covers(rejected));
        // Another pair is another text.
        Cover::instance().reveal(chosen);
        window->session()->selectPair(PairIndex(9));
        QVERIFY(Cover::instance().covers(chosen));
        QTest::keyClick(window.get(), Qt::Key_F6);
        QVERIFY(!Cover::instance().covers(chosen));
        QTest::keyClick(window.get(), Qt::Key_F6);
        QVERIFY(Cover::instance().covers(chosen));
        window->guide()->setPresenting(false);
        QVERIFY(!Cover::instance().covers(chosen));
    }

    void keysAndAClickerWalkAndEscPutsEverythingBack() {
        const check::GuideWindow data;
        const auto window = data.open();
        window->guide()->setOwnTextScale(1.1);
        window->resize(1000, 640);
        window->showPage(0);
        auto* area = window->pages()[0]->findChild<QScrollArea*>();
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 100);
        area->verticalScrollBar()->setValue(7);
        window->showPage(3);
        auto* sidebar = window->findChild<Sidebar*>();
        const int width = sidebar->width();
        QTest::keyClick(window.get(), Qt::Key_F5);
        QVERIFY(window->guide()->presenting() && window->isFullScreen());
        QVERIFY(qAbs(ThemeManager::instance().textScale() - 1.1 * 1.4) < 1e-9);
        QVERIFY(sidebar->width() < width);
        StoryBar* bar = window->guide()->storyBar();
        QTRY_VERIFY(bar->story().steps.size() >= 3);
        QVERIFY(bar->isVisible());
        QCOMPARE(window->currentPage(), bar->story().steps[0].page);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(bar->step(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown);
        QCOMPARE(bar->step(), 2);
        QCOMPARE(window->currentPage(), bar->story().steps[2].page);
        QTRY_VERIFY(area->verticalScrollBar()->value() > 7);  // to what the second step speaks of
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageUp);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(bar->step(), 0);
        // A person who writes keeps the arrow keys.
        window->showPage(1);
        auto* field = window->pages()[1]->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Right);
        QCOMPARE(bar->step(), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!window->guide()->presenting() && !window->isFullScreen() && !bar->isVisible());
        QVERIFY(qAbs(ThemeManager::instance().textScale() - 1.1) < 1e-9);
        QCOMPARE(sidebar->width(), width);
        QTRY_COMPARE(area->verticalScrollBar()->value(), 7);
    }

    // A fault in the middle of a presentation must not leave the next start with its size.
    void settingsNeverHoldThePresentation() {
        const check::GuideWindow data;
        QSize before;
        {
            const auto window = data.open();
            window->resize(1111, 777);
            QTest::keyClick(window.get(), Qt::Key_Plus, Qt::ControlModifier);
            window->guide()->setPresenting(true);
            QTest::qWait(50);
            QTest::keyClick(window.get(), Qt::Key_Plus, Qt::ControlModifier);
            window->saveState();  // as the timer does; then the program is gone
        }
        ThemeManager::instance().setTextScale(1.0);
        QSettings settings(data.settingsFile(), QSettings::IniFormat);
        QVERIFY(qAbs(settings.value(QStringLiteral("view/textScale")).toDouble() - 1.21) < 1e-6);
        const auto window = data.open(false);
        QVERIFY(!window->isFullScreen());
        QVERIFY(!window->guide()->presenting());
        QVERIFY(window->findChild<Sidebar*>()->width() > 150);
    }

    void closingTheWorkspaceEndsIt() {
        const check::GuideWindow data;
        const auto window = data.open();
        window->guide()->setPresenting(true);
        window->closeWorkspace();
        QVERIFY(!window->guide()->presenting());
        window->guide()->setPresenting(true);
        QVERIFY(!window->guide()->presenting());
    }

    void pictures() {
        const check::GuideWindow data;
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            ThemeManager::instance().setMode(mode);
            const auto window = data.open();
            window->guide()->setPresenting(true);
            QTRY_VERIFY(!window->guide()->storyBar()->story().steps.empty());
            window->resize(1440, 900);
            for (std::size_t i = 0; i < window->guide()->storyBar()->story().steps.size(); ++i) {
                QTest::qWait(settleMs);
                check::saveShot(*window,
                                QStringLiteral("presentation-%1-%2")
                                    .arg(i)
                                    .arg(mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
                window->guide()->storyBar()->go(1);
            }
            window->guide()->setPresenting(false);
        }
        ThemeManager::instance().setMode(ThemeMode::Light);
    }

private:
    /// No label, button, field or cell that can be seen holds the text; editors and labels under a sheet do.
    static void lookForText(MainWindow& window, const QString& text) {
        QStringList found;
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || Cover::instance().covers(widget)) {
                continue;
            }
            QString shown;
            if (const auto* label = qobject_cast<const QLabel*>(widget)) {
                shown = label->text();
            } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                shown = button->text();
            } else if (const auto* line = qobject_cast<const QLineEdit*>(widget)) {
                shown = line->text();
            } else if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget)) {
                shown = edit->toPlainText();
            } else if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
                shown = box->currentText();
            }
            if (shown.contains(text)) {
                found << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + shown.left(60);
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(GuidePresentationTest)
#include "guide_presentation_test.moc"
