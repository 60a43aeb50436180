// SPDX-License-Identifier: GPL-3.0-or-later
// Every page and every dialog of the window, by keyboard and for screen readers.
#include "tests/ui/access_walk.h"

#include "tests/ui/experiments_fixture.h"
#include "ui/bridge/workspace_session.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <filesystem>
#include <fstream>
#include <regex>

using namespace saferscope;

namespace {

class Painted : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, width() / 2, height()), Qt::red);
    }
};

/// Keeps every key to itself, Tab too.
class Trap : public QWidget {
public:
    explicit Trap(QWidget* parent) : QWidget(parent) { setFocusPolicy(Qt::StrongFocus); }

protected:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::KeyPress) {
            return true;
        }
        return QWidget::event(event);
    }
};

/// For a failure; QtTest cuts long ones, so all of it goes to the log.
QString all(const QStringList& lines) {
    for (const QString& line : lines) {
        qInfo("%s", qPrintable(line));
    }
    return QLatin1Char('\n') + lines.join(QLatin1Char('\n'));
}

/// Menu entries that do something else than open a dialog of ours.
bool opensADialog(const QAction& action) {
    return action.isEnabled() && action.isVisible() && action.menu() == nullptr && !action.isSeparator() &&
           action.text().endsWith(QChar(0x2026));
}

}  // namespace

class AccessWalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");  // nothing here may start a worker
        qputenv("SAFERSCOPE_REDUCED_MOTION", "1");       // a cursor that blinks is no focus
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_world = std::make_unique<check::SweepWorkspace>();
        m_path = QString::fromStdString(m_world->folder().string());
        m_world->session.reset();
        m_settings = std::make_unique<QTemporaryDir>();
    }
    void init() {
        m_window = std::make_unique<MainWindow>(
            std::make_unique<QSettings>(m_settings->filePath(QStringLiteral("s.ini")), QSettings::IniFormat));
        m_window->resize(1400, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void theWalkFindsFaults() {
        QWidget root;
        auto* layout = new QVBoxLayout(&root);
        auto* good = new QPushButton(QStringLiteral("Good"), &root);
        auto* painted = new Painted(&root);
        painted->setMinimumSize(60, 30);
        auto* nameless = new QPushButton(&root);
        auto* mouse = new QPushButton(QStringLiteral("Mouse only"), &root);
        mouse->setFocusPolicy(Qt::NoFocus);
        auto* same = new Painted(&root);
        same->setMinimumSize(60, 30);
        same->setFocusPolicy(Qt::StrongFocus);
        same->setAccessibleName(QStringLiteral("Looks the same"));
        auto* text = new QPlainTextEdit(&root);
        text->setAccessibleName(QStringLiteral("Text"));
        text->setTabChangesFocus(true);
        for (QWidget* one : std::initializer_list<QWidget*>{good, painted, nameless, mouse, same, text}) {
            layout->addWidget(one);
        }
        root.show();
        root.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&root));
        QCOMPARE(check::namelessWidgets(root).size(), 2);
        QCOMPARE(check::mouseOnlyWidgets(root).size(), 1);
        const QStringList unseen = check::invisibleFocus(root);
        QVERIFY2(unseen.size() == 1 && unseen.front().contains(QLatin1String("Looks the same")),
                 qPrintable(all(unseen)));
        QVERIFY2(check::brokenTabOrder(root).isEmpty(), qPrintable(all(check::brokenTabOrder(root))));
        auto* trap = new Trap(&root);
        trap->setAccessibleName(QStringLiteral("Trap"));
        trap->setMinimumHeight(10);
        layout->addWidget(trap);
        QCoreApplication::processEvents();
        QVERIFY(all(check::brokenTabOrder(root)).contains(QLatin1String("Tab does not leave")));
    }

    void welcome() { expectNone(*m_window, QStringLiteral("welcome")); }

    void pages_data() {
        QTest::addColumn<int>("page");
        for (int i = 0; i < 7; ++i) {
            QTest::newRow(qPrintable(QString::number(i + 1))) << i;
        }
    }
    void pages() {
        QFETCH(int, page);
        QVERIFY(m_window->openWorkspace(m_path));
        QVERIFY(page < static_cast<int>(m_window->pages().size()));
        m_window->showPage(page);
        settle();
        Page* shown = m_window->pages()[static_cast<std::size_t>(page)];
        shown->showSomethingMeaningful();
        settle();
        QStringList wrong;
        const auto look = [&](const QString& where) {
            for (const QString& one : check::accessFaults(*shown)) {
                wrong << where + QStringLiteral(": ") + one;
            }
        };
        look(shown->key());
        if (auto* tabs = shown->findChild<QTabWidget*>(); tabs != nullptr && tabs->isVisible()) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                if (tab != tabs->currentIndex()) {
                    tabs->setCurrentIndex(tab);
                    settle();
                    look(shown->key() + QStringLiteral("/") + tabs->tabText(tab));
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(all(wrong)));
    }

    void theWindowsOwnParts() {
        QVERIFY(m_window->openWorkspace(m_path));
        settle();
        QVERIFY2(check::namelessWidgets(*m_window).isEmpty(), qPrintable(all(check::namelessWidgets(*m_window))));
        // From the sidebar the page is reached, and the sidebar again: one ring through all of the window.
        QVERIFY2(check::brokenTabOrder(*m_window).isEmpty(), qPrintable(all(check::brokenTabOrder(*m_window))));
    }

    void dialogs() {
        QVERIFY(m_window->openWorkspace(m_path));
        settle();
        int looked = 0;
        QStringList wrong;
        QList<QAction*> actions;
        for (QMenu* menu : m_window->menuBar()->findChildren<QMenu*>()) {
            actions += menu->actions();
        }
        for (QAction* action : std::as_const(actions)) {
            if (!opensADialog(*action)) {
                continue;
            }
            // The system's own file dialogs wait inside the call.
            QTimer closer;
            closer.setInterval(20);
            connect(&closer, &QTimer::timeout, this, [] {
                if (auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                    files->reject();
                }
            });
            closer.start();
            action->trigger();
            closer.stop();
            settle();
            for (QDialog* dialog : m_window->findChildren<QDialog*>()) {
                if (!dialog->isVisible() || qobject_cast<QFileDialog*>(dialog) != nullptr) {
                    continue;
                }
                ++looked;
                dialog->activateWindow();
                QVERIFY(QTest::qWaitForWindowActive(dialog));
                for (const QString& one : check::accessFaults(*dialog)) {
                    wrong << action->text() + QStringLiteral(": ") + one;
                }
                dialog->reject();
            }
            settle();
        }
        QVERIFY2(looked >= 6, qPrintable(QString::number(looked)));
        QVERIFY2(wrong.isEmpty(), qPrintable(all(wrong)));
    }

    void whoTakesTheMouseTakesTheKeyboard() {
        // By the sources: a class that handles presses of the mouse handles keys or hands them on. Exceptions say why.
        const std::vector<std::pair<std::string, std::string>> exceptions = {
            {"change_row.cpp", "a press only marks the row; its controls do the same when they get the keyboard"},
            {"feature_table_view.cpp", "keeps a menu open; Space does that by keyboard in Qt's own menu"},
            {"heatmap_input.cpp", "keys are handled in the same file"},
        };
        const std::filesystem::path source =
            std::filesystem::path(qgetenv("SAFERSCOPE_SOURCE_DIR").toStdString()) / "ui";
        const std::regex press(
            R"(::mouse(Press|Release|DoubleClick)Event\(|void mouse(Press|Release|DoubleClick)Event\()");
        int seen = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
            if (entry.path().extension() != ".cpp") {
                continue;
            }
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
            if (!std::regex_search(text, press)) {
                continue;
            }
            ++seen;
            const std::string name = entry.path().filename().string();
            const bool excepted = std::any_of(exceptions.begin(), exceptions.end(), [&](const auto& one) {
                return one.first == name && !one.second.empty();
            });
            QVERIFY2(excepted || text.find("keyPressEvent(") != std::string::npos ||
                         text.find("QEvent::KeyPress") != std::string::npos,
                     (name + " takes the mouse but no keys").c_str());
        }
        QVERIFY(seen >= 4);
    }

    void formulasAreOneClickAway() {
        QVERIFY(m_window->openWorkspace(m_path));
        const QString page = helpPageHtml(QStringLiteral("numbers"));
        for (const char* place :
             {"contrast", "effect", "density", "kappa", "alpha", "fvu", "l0", "margin", "score-safe", "split-half"}) {
            QVERIFY2(page.contains(QStringLiteral("name=\"%1\"").arg(QLatin1String(place))), place);
        }
        QSet<QString> places;
        for (QToolButton* button : m_window->findChildren<QToolButton*>()) {
            if (button->objectName().startsWith(QLatin1String("formula-"))) {
                const QString place = button->objectName().mid(8);
                QVERIFY2(page.contains(QStringLiteral("name=\"%1\"").arg(place)), qPrintable(place));
                places.insert(place);
                button->click();
                QVERIFY(m_window->help() != nullptr && m_window->help()->isVisible());
                QCOMPARE(m_window->help()->browser()->page(), QStringLiteral("numbers"));
                m_window->help()->close();
            }
        }
        QVERIFY2(places.size() >= 4, qPrintable(QString::number(places.size())));
    }

    void highContrastIsInTheMenu() {
        auto* strong = m_window->findChild<QAction*>(QStringLiteral("theme-contrast-dark"));
        QVERIFY(strong != nullptr && strong->isCheckable());
        strong->trigger();
        QVERIFY(currentTheme().highContrast && currentTheme().dark);
        m_window->findChild<QAction*>(QStringLiteral("theme-light"))->trigger();
        QVERIFY(!currentTheme().highContrast);
        QVERIFY(m_window->findChild<QAction*>(QStringLiteral("reduced-motion")) != nullptr);
    }

    /// To look at, where SAFERSCOPE_SCREENSHOTS names a folder: all pages with high contrast, large, and from right to
    /// left. SAFERSCOPE_PICTURES_OF names another workspace to show.
    void pictures() {
        if (!qEnvironmentVariableIsSet("SAFERSCOPE_SCREENSHOTS")) {
            QSKIP("SAFERSCOPE_SCREENSHOTS is not set");
        }
        const QString path = qEnvironmentVariable("SAFERSCOPE_PICTURES_OF", m_path);
        QVERIFY(m_window->openWorkspace(path));
        struct Look {
            const char* name;
            ThemeMode mode;
            double scale;
            Qt::LayoutDirection direction;
        };
        const Look looks[] = {{"contrast-light", ThemeMode::HighContrastLight, 1.0, Qt::LeftToRight},
                              {"contrast-dark", ThemeMode::HighContrastDark, 1.0, Qt::LeftToRight},
                              {"contrast-dark-150", ThemeMode::HighContrastDark, 1.5, Qt::LeftToRight},
                              {"light-150", ThemeMode::Light, 1.5, Qt::LeftToRight},
                              {"light-rtl", ThemeMode::Light, 1.0, Qt::RightToLeft}};
        for (const Look& look : looks) {
            ThemeManager::instance().setMode(look.mode);
            ThemeManager::instance().setTextScale(look.scale);
            QApplication::setLayoutDirection(look.direction);
            for (std::size_t i = 0; i < m_window->pages().size(); ++i) {
                m_window->showPage(static_cast<int>(i));
                settle();
                m_window->pages()[i]->showSomethingMeaningful();
                settle();
                check::saveShot(*m_window, m_window->pages()[i]->key() + u'-' + QString::fromLatin1(look.name));
            }
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
        ThemeManager::instance().setTextScale(1.0);
        ThemeManager::instance().setMode(ThemeMode::Light);
    }

private:
    void settle() {
        for (int i = 0; i < 6; ++i) {
            QTest::qWait(20);
        }
    }
    void expectNone(QWidget& root, const QString& where) {
        settle();
        QStringList wrong;
        for (const QString& one : check::accessFaults(root)) {
            wrong << where + QStringLiteral(": ") + one;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(all(wrong)));
    }

    std::unique_ptr<check::SweepWorkspace> m_world;
    std::unique_ptr<QTemporaryDir> m_settings;
    QString m_path;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(AccessWalkTest)
#include "access_walk_test.moc"
