// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back after a fault: page, selection, half-typed texts; and exceptions that leave a slot. In one process:
// a keeper that goes without endCleanly() leaves what a program that was killed leaves.
#include "app/gui/application.h"
#include "app/gui/session_keeper.h"
#include "tests/support/check.h"
#include "tests/support/sanitizers.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/main_window.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_page.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_label_edit.h"
#include "ui/pages/features_page.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace saferscope;

namespace {

template <class T>
T* pageOf(const MainWindow& window, int* number = nullptr) {
    for (std::size_t i = 0; i < window.pages().size(); ++i) {
        if (auto* page = dynamic_cast<T*>(window.pages()[i])) {
            if (number != nullptr) {
                *number = static_cast<int>(i);
            }
            return page;
        }
    }
    return nullptr;
}

}  // namespace

class CrashSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        check::makeSyntheticIndex(path("index"), {});
    }

    void init() {
        ++m_number;
        auto made = Workspace::create(workspace());
        QVERIFY(made.has_value());
        QVERIFY((*made)->addReference(ArtifactKind::Index, path("index"), "index").has_value());
        QVERIFY((*made)->addRater("ann").has_value());
    }

    void pageSelectionAndCommentComeBack() {
        const QString typed = QStringLiteral("half a comment, <b>not</b> saved & \u202Eodd");
        std::optional<FeatureId> feature;
        {
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(!keeper.restore({}));
            QVERIFY(window->openWorkspace(QString::fromStdString(workspace().string())));
            QVERIFY(window->session()->setRater(QStringLiteral("ann")));
            window->session()->selectPair(PairIndex(7));
            keeper.start();
            int number = -1;
            auto* annotate = pageOf<AnnotatePage>(*window, &number);
            window->showPage(number);
            QTRY_COMPARE(annotate->showing(), AnnotatePage::Showing::Card);
            feature = annotate->desk().queue().current();
            QVERIFY(feature.has_value());
            annotate->card()->buttons()->startComment();
            annotate->card()->buttons()->commentEdit()->setText(typed);
            QTest::keyClick(annotate->card()->buttons()->commentEdit(), Qt::Key_Home);  // a key: written down soon
            QTRY_VERIFY(file().contains("half a comment"));
            kill(*window);
        }
        {
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(keeper.restore({}));
            keeper.start();
            auto* annotate = pageOf<AnnotatePage>(*window);
            QCOMPARE(window->pages()[static_cast<std::size_t>(window->currentPage())], static_cast<Page*>(annotate));
            QCOMPARE(window->session()->selectedPair(), std::optional(PairIndex(7)));
            QVERIFY(window->messageBar()->isVisibleTo(window.get()));
            QVERIFY(window->messageBar()->what().contains(QLatin1String("unexpectedly")));
            QVERIFY(window->messageBar()->whatToDo().contains(QLatin1String("not saved yet")));
            // Nobody rates in this window yet where settings did not say who.
            if (annotate->showing() == AnnotatePage::Showing::Form) {
                QVERIFY(!annotate->unsavedTexts().isEmpty());
                QVERIFY(window->session()->setRater(QStringLiteral("ann")));
            }
            QTRY_COMPARE(annotate->showing(), AnnotatePage::Showing::Card);
            QCOMPARE(annotate->desk().queue().current(), feature);
            QVERIFY(!annotate->card()->buttons()->commentEdit()->isHidden());
            QCOMPARE(annotate->card()->buttons()->commentEdit()->text(), typed);
            // Not saved by itself.
            QVERIFY(window->session()->workspace()->ratings()->empty());
            check::saveShot(*window, QStringLiteral("restored"));
            keeper.endCleanly();
            kill(*window);
        }
        const auto window = makeWindow();
        SessionKeeper keeper(*window, state());
        QVERIFY(!keeper.restore({}));
    }

    void aNameThatIsBeingTypedComesBack() {
        {
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(window->openWorkspace(QString::fromStdString(workspace().string())));
            keeper.start();
            window->showPage(1);
            window->session()->selectFeature(FeatureId(17));
            auto* edit = pageOf<FeaturesPage>(*window)->detail()->labelEdit();
            edit->edit();
            QTest::keyClicks(edit->field(), QStringLiteral("refus"));
            QTRY_VERIFY(file().contains("refus"));
            kill(*window);
        }
        const auto window = makeWindow();
        SessionKeeper keeper(*window, state());
        QVERIFY(keeper.restore(QString::fromStdString(workspace().string())));
        keeper.start();
        auto* edit = pageOf<FeaturesPage>(*window)->detail()->labelEdit();
        QVERIFY(edit->editing());
        QCOMPARE(edit->field()->text(), QStringLiteral("refus"));
        QCOMPARE(window->session()->selectedFeature(), std::optional(FeatureId(17)));
        keeper.endCleanly();
        kill(*window);
    }

    void reportIsOfferedAndAnotherWorkspaceIsLeftAlone() {
        const auto other = path("other" + std::to_string(m_number));
        QVERIFY(Workspace::create(other).has_value());
        {
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(window->openWorkspace(QString::fromStdString(workspace().string())));
            keeper.start();
            QTRY_VERIFY(file().contains("workspace"));
            kill(*window);
        }
        {
            std::ofstream(state() / "crash-20991231-235959-1.txt") << "a report";
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(!keeper.restore(QString::fromStdString(other.string())));
        }
        const auto window = makeWindow();
        SessionKeeper keeper(*window, state());
        QVERIFY(keeper.restore({}));
        keeper.start();
        const auto buttons = window->messageBar()->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[0]->text(), QStringLiteral("Show report"));
        buttons[0]->click();
        QTRY_VERIFY(window->findChild<QDialog*>() != nullptr);
        check::saveShot(*window, QStringLiteral("report"));
        keeper.endCleanly();
        kill(*window);
    }

    void aWorkspaceThatIsGoneIsSaidAndKeptAside() {
        {
            const auto window = makeWindow();
            SessionKeeper keeper(*window, state());
            QVERIFY(window->openWorkspace(QString::fromStdString(workspace().string())));
            keeper.start();
            QTRY_VERIFY(file().contains("workspace"));
            kill(*window);
        }
        std::filesystem::rename(workspace(), path("moved" + std::to_string(m_number)));
        const auto window = makeWindow();
        SessionKeeper keeper(*window, state());
        QVERIFY(!keeper.restore({}));
        keeper.start();
        QCOMPARE(window->currentPage(), -1);
        QVERIFY(window->messageBar()->isVisibleTo(window.get()));
        QVERIFY(std::filesystem::exists(state() / "sessions" / "not-restored.json"));
        keeper.endCleanly();
    }

    void anExceptionInASlotIsToldOnceAndTheWindowGoesOn() {
        const check::LeaksAllowed allowed;  // Qt's own frames, unwound, keep some hundred bytes
        auto* application = static_cast<Application*>(qApp);
        const auto window = makeWindow();
        SessionKeeper keeper(*window, state());
        int told = 0;
        application->onFailedAct([&](bool memory) {
            ++told;
            keeper.tellFailedAct(memory);
        });
        QPushButton button(QStringLiteral("fail"));
        connect(&button, &QPushButton::clicked, [] { throw std::runtime_error("CANARY"); });
        for (int i = 0; i < 3; ++i) {
            QTest::mouseClick(&button, Qt::LeftButton);
        }
        QTRY_COMPARE(told, 1);
        QVERIFY(window->messageBar()->what().contains(QLatin1String("failed")));
        QVERIFY(!window->messageBar()->whatToDo().contains(QLatin1String("CANARY")));
        QTimer::singleShot(0, [] { throw std::bad_alloc(); });
        QTRY_COMPARE(told, 2);
        QVERIFY(window->messageBar()->what().contains(QLatin1String("memory")));
        QTimer::singleShot(0, [] { throw 7; });
        QTRY_COMPARE(told, 3);
        bool alive = false;
        QTimer::singleShot(0, [&] { alive = true; });
        QTRY_VERIFY(alive);
        check::saveShot(*window, QStringLiteral("failed-act"));
        application->onFailedAct({});
    }

private:
    std::filesystem::path path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    std::filesystem::path workspace() const { return path("study" + std::to_string(m_number)); }
    std::filesystem::path state() const { return path("state" + std::to_string(m_number)); }
    QByteArray file() const {
        QByteArray all;
        std::error_code error;
        for (std::filesystem::directory_iterator at(state() / "sessions", error), end; !error && at != end; ++at) {
            if (at->path().extension() == ".json") {
                std::ifstream in(at->path());
                all += std::string(std::istreambuf_iterator<char>(in), {});
            }
        }
        return all;
    }
    std::unique_ptr<MainWindow> makeWindow() {
        auto window = std::make_unique<MainWindow>(std::make_unique<QSettings>(
            m_folder.filePath(QStringLiteral("settings%1.ini").arg(m_number)), QSettings::IniFormat));
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        return window;
    }
    /// What is half written must not be saved on the way out, as a window that closes would.
    static void kill(MainWindow& window) {
        if (auto* annotate = pageOf<AnnotatePage>(window)) {
            annotate->card()->buttons()->closeComment();
            annotate->card()->closeLabel();
        }
    }

    QTemporaryDir m_folder;
    int m_number = 0;
};

int main(int argc, char** argv) {
    Application application(argc, argv);
    CrashSessionTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_crash_report_session.moc"
