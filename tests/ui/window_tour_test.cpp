// SPDX-License-Identifier: GPL-3.0-or-later
// A walk through the whole window with 16,384 features, as somebody in a hurry would do it, and how long the window
// stood still at each step: the promise is 50 ms (SAFERSCOPE_STRICT=1 holds it to that; other machines get five times
// as long).
#include "tests/support/fair_clock.h"
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/watchdog.h"
#include "ui/guide/command_palette.h"
#include "ui/guide/story_bar.h"
#include "ui/guide/tour.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <algorithm>
#include <functional>
#include <vector>

using namespace saferscope;

class WindowTourTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesAppear();
    void featuresAreSearchedSortedAndRead();
    void pairsAreReadAndFiltered();
    void ratingGoesOn();
    void tabsAreOpened();
    void thePaletteFinds();
    void theTourIsTaken();
    void theStoryIsTold();
    void theLookIsChanged();
    void cleanupTestCase();

private:
    struct Step {
        QString name;
        double blocked;  ///< milliseconds
    };
    /// Does it, lets the window come to rest, and notes the longest time in which no event was taken.
    void step(const QString& name, const std::function<void()>& act);
    /// What dresses every widget anew, and is asked for once in a while: it may take as long as a blink.
    void rarely(const QString& name, const std::function<void()>& act);
    void show(const QString& key);
    Page* page() const { return m_window->pages()[static_cast<std::size_t>(m_window->currentPage())]; }
    /// The largest widget of the kind on the page that is shown.
    template <class Widget>
    Widget* largest() const;
    void keys(QWidget* widget, const QString& what, int key, int times);

    static double allowed() { return qEnvironmentVariableIsSet("SAFERSCOPE_STRICT") ? 50.0 : 250.0; }
    std::unique_ptr<MainWindow> m_window;
    std::vector<Step> m_steps;
};

void WindowTourTest::step(const QString& name, const std::function<void()>& act) {
    check::Watchdog dog;
    QTest::qWait(10);  // so that the dog is awake
    const check::FairClock clock;
    act();
    const double acting = clock.milliseconds();
    QTest::qWait(250);
    m_steps.push_back({name, std::max(acting, dog.longest())});
    QVERIFY2(m_steps.back().blocked < allowed(),
             qPrintable(name + QStringLiteral(": %1 ms").arg(m_steps.back().blocked)));
}

void WindowTourTest::rarely(const QString& name, const std::function<void()>& act) {
    const check::FairClock clock;
    act();
    QCoreApplication::processEvents();
    qInfo("%s: %.0f ms", qPrintable(name), clock.milliseconds());
}

void WindowTourTest::show(const QString& key) {
    for (std::size_t i = 0; i < m_window->pages().size(); ++i) {
        if (m_window->pages()[i]->key() == key) {
            step(QStringLiteral("to ") + key,
                 [&] { QTest::keyClick(m_window.get(), Qt::Key_1 + static_cast<int>(i), Qt::ControlModifier); });
            QCOMPARE(m_window->currentPage(), static_cast<int>(i));
        }
    }
}

template <class Widget>
Widget* WindowTourTest::largest() const {
    Widget* best = nullptr;
    for (auto* widget : page()->findChildren<Widget*>()) {
        const auto area = [](const QWidget* of) { return of->width() * of->height(); };
        if (widget->isVisibleTo(page()) && (best == nullptr || area(widget) > area(best))) {
            best = widget;
        }
    }
    return best;
}

void WindowTourTest::keys(QWidget* widget, const QString& what, int key, int times) {
    for (int i = 0; i < times; ++i) {
        step(what, [&] { QTest::keyClick(widget, static_cast<Qt::Key>(key)); });
    }
}

void WindowTourTest::initTestCase() {
    makeWorkspace();
    std::vector<RatingEvent> judgements;
    for (const FeatureId feature : strongest(256)) {
        judgements.push_back(judged(feature, 1 + static_cast<int>(feature.value() % 5)));
    }
    seed(judgements);
    m_window = std::make_unique<MainWindow>(
        std::make_unique<QSettings>(QString::fromStdString((folder() / "window.ini").string()), QSettings::IniFormat));
    m_window->resize(1440, 900);
    QVERIFY(m_window->openWorkspace(QString::fromStdString(workspace.string())));
    QVERIFY(m_window->session()->setRater(QStringLiteral("ann")));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::qWait(500);
}

void WindowTourTest::pagesAppear() {
    for (int round = 0; round < 2; ++round) {
        for (const Page* one : m_window->pages()) {
            show(one->key());
        }
    }
}

void WindowTourTest::featuresAreSearchedSortedAndRead() {
    show(QStringLiteral("features"));
    auto* table = largest<QTableView>();
    QVERIFY(table != nullptr && table->model()->rowCount() > 10'000);
    table->setFocus();
    keys(table, QStringLiteral("next feature"), Qt::Key_Down, 8);
    for (int column = 0; column < std::min(6, table->model()->columnCount()); ++column) {
        step(QStringLiteral("sort by column %1").arg(column), [&] {
            table->sortByColumn(column, table->horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder
                                            ? Qt::DescendingOrder
                                            : Qt::AscendingOrder);
        });
    }
    keys(table, QStringLiteral("a page down"), Qt::Key_PageDown, 3);
    auto* search = page()->findChild<QLineEdit*>();
    QVERIFY(search != nullptr);
    search->setFocus();
    for (const QChar letter : QStringLiteral("contrast > 0.01")) {
        step(QStringLiteral("typing a filter"), [&] { QTest::keyClicks(search, letter); });
    }
    step(QStringLiteral("clearing the filter"), [&] { search->clear(); });
    step(QStringLiteral("all tokens"), [&] { m_window->session()->setScope(TokenScope::AllTokens); });
    step(QStringLiteral("sentence ends"), [&] { m_window->session()->setScope(TokenScope::SentenceEnds); });
}

void WindowTourTest::pairsAreReadAndFiltered() {
    show(QStringLiteral("pairs"));
    auto* table = largest<QTableView>();
    QVERIFY(table != nullptr && table->model()->rowCount() > 100);
    table->setFocus();
    keys(table, QStringLiteral("next pair"), Qt::Key_Down, 8);
    step(QStringLiteral("another feature"), [&] { m_window->session()->selectFeature(strongest(1).front()); });
}

void WindowTourTest::ratingGoesOn() {
    m_window->session()->setScope(TokenScope::AllTokens);
    show(QStringLiteral("annotate"));
    QTest::qWait(300);
    for (int i = 0; i < 10; ++i) {
        step(QStringLiteral("a rating"), [&] { press(Qt::Key_1 + i % 5); });
    }
    step(QStringLiteral("undo"), [&] { press(Qt::Key_U); });
    QVERIFY(stored().size() >= 256 + 10);
}

void WindowTourTest::tabsAreOpened() {
    for (const Page* one : m_window->pages()) {
        show(one->key());
        for (auto* bar : page()->findChildren<QTabBar*>()) {
            for (int i = 0; bar->isVisibleTo(page()) && i < bar->count(); ++i) {
                step(one->key() + QStringLiteral(", tab ") + bar->tabText(i), [&] { bar->setCurrentIndex(i); });
            }
        }
    }
}

void WindowTourTest::thePaletteFinds() {
    const CommandPalette* palette = m_window->guide()->palette();
    for (const char* typed : {"export", "danger", "#12"}) {
        step(QStringLiteral("the palette"), [&] { QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier); });
        QVERIFY(palette->isVisible());
        for (const char* letter = typed; *letter != 0; ++letter) {
            step(QStringLiteral("typing in the palette"), [&] { QTest::keyClick(palette->field(), *letter); });
        }
        QVERIFY(palette->list()->model()->rowCount() > 0);
        step(QStringLiteral("next in the palette"), [&] { QTest::keyClick(palette->field(), Qt::Key_Down); });
        step(QStringLiteral("the palette goes"), [&] { QTest::keyClick(palette->field(), Qt::Key_Escape); });
        if (palette->isVisible()) {  // the first Esc takes the text back
            step(QStringLiteral("the palette goes"), [&] { QTest::keyClick(palette->field(), Qt::Key_Escape); });
        }
        QVERIFY(!palette->isVisible());
    }
}

void WindowTourTest::theTourIsTaken() {
    step(QStringLiteral("the tour"), [&] { m_window->guide()->startTour(); });
    const Tour* tour = m_window->guide()->tour();
    int steps = 0;
    for (; tour->running() && steps < 20; ++steps) {
        step(QStringLiteral("tour, step %1").arg(steps + 1),
             [&] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right); });
    }
    QVERIFY(steps >= 6 && !tour->running());
}

void WindowTourTest::theStoryIsTold() {
    rarely(QStringLiteral("the presentation"), [&] { QTest::keyClick(m_window.get(), Qt::Key_F5); });
    const StoryBar* bar = m_window->guide()->storyBar();
    QTRY_VERIFY(!bar->story().steps.empty());
    QTest::qWait(500);
    const auto steps = static_cast<int>(bar->story().steps.size());
    for (int i = 1; i < steps; ++i) {
        step(QStringLiteral("story, step %1").arg(i + 1),
             [&] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown); });
        QCOMPARE(bar->step(), i);
    }
    step(QStringLiteral("texts are shown"), [&] { QTest::keyClick(m_window.get(), Qt::Key_F6); });
    step(QStringLiteral("texts are covered"), [&] { QTest::keyClick(m_window.get(), Qt::Key_F6); });
    rarely(QStringLiteral("the end of the presentation"), [&] { QTest::keyClick(m_window.get(), Qt::Key_F5); });
    QTest::qWait(500);
}

void WindowTourTest::theLookIsChanged() {
    show(QStringLiteral("features"));
    step(QStringLiteral("narrower"), [&] { m_window->resize(1000, 700); });
    step(QStringLiteral("wider"), [&] { m_window->resize(1600, 1000); });
    rarely(QStringLiteral("dark"), [] { ThemeManager::instance().setMode(ThemeMode::Dark); });
    rarely(QStringLiteral("larger text"), [] { ThemeManager::instance().setTextScale(1.5); });
    rarely(QStringLiteral("as before"), [] {
        ThemeManager::instance().setTextScale(1.0);
        ThemeManager::instance().setMode(ThemeMode::Light);
    });
}

void WindowTourTest::cleanupTestCase() {
    std::stable_sort(m_steps.begin(), m_steps.end(),
                     [](const Step& a, const Step& b) { return a.blocked > b.blocked; });
    qInfo("%d steps; the window stood still longest at:", static_cast<int>(m_steps.size()));
    for (std::size_t i = 0; i < std::min<std::size_t>(m_steps.size(), 12); ++i) {
        qInfo("  %6.1f ms  %s", m_steps[i].blocked, qPrintable(m_steps[i].name));
    }
    m_window.reset();
}

QTEST_MAIN(WindowTourTest)
#include "window_tour_test.moc"
