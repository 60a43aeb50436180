// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/guide_fixture.h"
#include "ui/bridge/workspace_session.h"
#include "ui/guide/tour.h"
#include "ui/main_window_guide.h"

#include <QPushButton>

using namespace saferscope;

class GuideTourTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");
        ThemeManager::instance().install(*qApp);
        m_window = std::make_unique<check::GuideWindow>();
    }

    void walksByKeysAndCoversNothingItSpeaksOf() {
        const auto window = m_window->open();
        window->guide()->startTour();
        Tour* tour = window->guide()->tour();
        int steps = 0;
        QStringList texts;
        while (tour->running() && steps < 20) {
            QTest::qWait(20);
            QVERIFY(tour->isVisible());
            QVERIFY(window->rect().contains(tour->bubble()));
            if (QWidget* target = tour->target()) {
                QVERIFY(target->isVisible());
                const QRect place(target->mapTo(window.get(), QPoint(0, 0)), target->size());
                QVERIFY2(!tour->bubble().intersects(place & window->rect()), qPrintable(tour->text()));
            }
            QVERIFY(!texts.contains(tour->text()));
            texts << tour->text();
            check::saveShot(*window, QStringLiteral("tour-%1").arg(++steps));
            QTest::keyClick(QApplication::focusWidget(), steps % 2 == 0 ? Qt::Key_Return : Qt::Key_Right);
        }
        QVERIFY(steps >= 6 && steps <= 8);
        QVERIFY(!tour->isVisible());
    }

    void leftGoesBackAndEscEnds() {
        const auto window = m_window->open();
        window->guide()->startTour();
        Tour* tour = window->guide()->tour();
        const QString first = tour->text();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(tour->text(), first);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(tour->step(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(tour->text(), first);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!tour->running() && !tour->isVisible());
        // What comes by itself comes once; who asks gets it again.
        window->guide()->offerTour();
        QVERIFY(!tour->running());
        window->guide()->startTour();
        QVERIFY(tour->running());
        window->closeWorkspace();
        QVERIFY(!tour->running());
    }

    void comesByItselfTheFirstTimeAlone() {
        check::GuideWindow fresh;
        const auto window = fresh.open();
        window->guide()->offerTour();
        QVERIFY(window->guide()->tour()->running());
    }

    void fitsSmallWindowsWithLargeText() {
        const auto window = m_window->open();
        window->guide()->setOwnTextScale(1.5);
        window->resize(900, 620);
        QTest::qWait(50);
        window->guide()->startTour();
        Tour* tour = window->guide()->tour();
        for (int step = 0; tour->running(); ++step) {
            QTest::qWait(30);
            QVERIFY2(window->rect().contains(tour->bubble()), qPrintable(tour->text()));
            check::saveShot(*window, QStringLiteral("tour-small-%1").arg(step + 1));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        }
        window->guide()->setOwnTextScale(1.0);
    }

    void whatWasSelectedComesBackAfterARestart() {
        {
            const auto window = m_window->open();
            window->session()->setScope(TokenScope::AllTokens);
            window->session()->selectFeature(FeatureId(check::Planted::warning));
            window->session()->selectPair(PairIndex(11));
            window->close();
        }
        const auto window = m_window->open();
        QCOMPARE(window->session()->scope(), TokenScope::AllTokens);
        QCOMPARE(window->session()->selectedFeature()->value(), check::Planted::warning);
        QCOMPARE(window->session()->selectedPair()->value(), 11u);
        // Another workspace's places stay its own, and closing one does not lose them.
        window->session()->selectPair(PairIndex(12));
        window->closeWorkspace();
        QVERIFY(window->openWorkspace(QString::fromStdString(m_window->workspace().string())));
        QCOMPARE(window->session()->selectedPair()->value(), 12u);
        // A settings file that somebody has broken does no harm.
        window->closeWorkspace();
        QSettings settings(m_window->settingsFile(), QSettings::IniFormat);
        settings.setValue(QStringLiteral("workspaces/selection"), QStringLiteral("nonsense"));
        settings.sync();
        QVERIFY(m_window->open()->session() != nullptr);
    }

    void withoutAWorkspaceItSaysWhatToDo() {
        const auto window = m_window->open(false);
        window->guide()->startTour();
        QVERIFY(!window->guide()->tour()->running());
        QVERIFY(!window->messageBar()->what().isEmpty());
    }

private:
    std::unique_ptr<check::GuideWindow> m_window;
};

QTEST_MAIN(GuideTourTest)
#include "guide_tour_test.moc"
