// SPDX-License-Identifier: GPL-3.0-or-later
// Overview and Experiments without a mouse: the next step's dialog, and a sweep composed and queued.
#include "tests/ui/access_keys.h"
#include "tests/ui/experiments_fixture.h"
#include "ui/experiments/composer_panel.h"
#include "ui/experiments/experiments_page.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/sweep_form.h"
#include "ui/main_window.h"
#include "ui/pages/overview_step_card.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>

using namespace saferscope;
using check::press;
using check::tabTo;
using check::type;

class AccessKeyboardExperimentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");  // nothing here may start a worker
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
    }

    void overviewStartsTheNextStep() {
        check::SweepWorkspace world;
        const QString path = QString::fromStdString(world.folder().string());
        world.session.reset();
        MainWindow window(std::make_unique<QSettings>(QString::fromStdString((world.root() / "s.ini").string()),
                                                      QSettings::IniFormat));
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.openWorkspace(path));
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(&window, Qt::Key_Tab);
        const auto isStep = [](const QWidget* focus) {
            const auto* button = qobject_cast<const QPushButton*>(focus);
            const auto* card = focus->parentWidget() != nullptr
                                   ? qobject_cast<const OverviewStepCard*>(focus->parentWidget())
                                   : nullptr;
            return button != nullptr && card != nullptr && card->button() == button;
        };
        QVERIFY(tabTo(isStep));
        QDialog* dialog = nullptr;
        for (int i = 0; i < 12 && dialog == nullptr; ++i) {
            press(Qt::Key_Space);
            QTest::qWait(50);
            for (QDialog* one : window.findChildren<QDialog*>()) {
                dialog = one->isVisible() ? one : dialog;
            }
            if (dialog == nullptr) {  // that card's step goes to another page; come back, take the next
                QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
                QTest::keyClick(&window, Qt::Key_Tab);
                for (int skip = 0; skip <= i; ++skip) {
                    QVERIFY(tabTo(isStep));
                    press(Qt::Key_Tab);
                }
                QVERIFY(tabTo(isStep));
            }
        }
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget()->window() == dialog);
        press(Qt::Key_Escape);
        QTRY_VERIFY(window.findChild<QDialog*>() == nullptr || !window.findChild<QDialog*>()->isVisible());
    }

    void aSweepIsComposedAndQueued() {
        check::SweepWorkspace world;
        check::FakeCore core;
        core.ids = world.ids;
        ExperimentsPage page(core.actions(), nullptr);
        page.composer()->setPause(10);
        page.setWorkspace(world.session.get());
        page.resize(1180, 860);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        SweepForm* form = page.composer()->form();
        QTest::keyClick(&page, Qt::Key_Tab);
        QVERIFY(tabTo(form->baseBox()));
        press(Qt::Key_Down);
        auto* chips = form->findChild<RatioChips*>();
        QVERIFY(chips != nullptr);
        QVERIFY(tabTo(chips->edit()));
        type(QStringLiteral("33"));
        press(Qt::Key_Return);
        QVERIFY(tabTo(form->seeds()));
        press(Qt::Key_Down);
        QTRY_VERIFY(!page.composer()->busy());
        QTRY_VERIFY2(page.composer()->startButton()->isEnabled(), qPrintable(page.composer()->reason()));
        QVERIFY(tabTo(page.composer()->startButton()));
        press(Qt::Key_Space);
        QTRY_COMPARE(core.starts.load(), 1);
        QTRY_VERIFY(core.starts.load() > 0);
        QVERIFY(std::any_of(core.startedSpec.ratios.begin(), core.startedSpec.ratios.end(),
                            [](double ratio) { return std::abs(ratio - 0.33) < 1e-9; }));
        QCOMPARE(core.startedSpec.seeds.size(), std::size_t{2});
        page.setWorkspace(nullptr);
    }
};

QTEST_MAIN(AccessKeyboardExperimentsTest)
#include "access_keyboard_experiments_test.moc"
