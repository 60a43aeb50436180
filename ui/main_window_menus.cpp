// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/about_dialogs.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/workspace_backup_dialog.h"
#include "ui/dialogs/workspace_check_dialog.h"
#include "ui/guide/window_commands.h"
#include "ui/help/help_window.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/page.h"
#include "ui/report/report_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/page_order.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QMenuBar>
#include <QStandardPaths>

namespace saferscope {
namespace {

const QString themeKey = QStringLiteral("view/theme");
const QString backupFolderKey = QStringLiteral("backup/folder");
const QString exportFolderKey = QStringLiteral("export/folder");

QString startFolder(const QStringList& recent) {
    return recent.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::HomeLocation)
                            : QFileInfo(recent.front()).absolutePath();
}

}  // namespace

void MainWindow::makeMenus() {
    makeFileMenu();
    m_guide->makeEditMenu(menuBar());
    makeViewMenu();
    makeHelpMenu();
    // From dialogs, which know nothing of this window.
    connect(&HelpRequests::instance(), &HelpRequests::requested, this, &MainWindow::showHelp);
    for (QAction* action : m_needWorkspace) {
        action->setEnabled(false);
    }
}

void MainWindow::makeFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New workspace…"), QKeySequence::New, this, &MainWindow::chooseAndCreate);
    menu->addAction(tr("&Open workspace…"), QKeySequence::Open, this, &MainWindow::chooseAndOpen);
    m_recentMenu = menu->addMenu(tr("Open &recent"));
    m_recentMenu->setProperty(notInPalette, true);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    menu->addAction(tr("Open the &demo"), this, [this] { openDemo(); });
    menu->addSeparator();
    QAction* import = menu->addAction(tr("&Import pairs…"), QKeySequence(Qt::CTRL | Qt::Key_I), this, [this] {
        showPage(OverviewAt);
        m_overview->importPairs();
    });
    QAction* model = menu->addAction(tr("Open reward &model…"), this, [this] {
        showPage(OverviewAt);
        m_overview->openModel();
    });
    QAction* sae = menu->addAction(tr("Open &SAE…"), this, [this] {
        showPage(OverviewAt);
        m_overview->openSae();
    });
    menu->addSeparator();
    QAction* exporting = menu->addAction(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
                                         &MainWindow::exportSomething);
    QAction* table = menu->addAction(tr("Export &table…"), this, &MainWindow::exportTable);
    QAction* report = menu->addAction(tr("Re&port…"), this, &MainWindow::makeReport);
    menu->addSeparator();
    QAction* backup = menu->addAction(tr("&Back up workspace…"), this, &MainWindow::backUpWorkspace);
    QAction* check = menu->addAction(tr("Chec&k workspace…"), this, &MainWindow::checkWorkspace);
    menu->addSeparator();
    QAction* close = menu->addAction(tr("&Close workspace"), QKeySequence::Close, this, &MainWindow::closeWorkspace);
    menu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    m_needWorkspace.insert(m_needWorkspace.end(), {import, model, sae, exporting, table, report, backup, check, close});
    m_needWriting = {import, model, sae};
}

void MainWindow::makeViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    auto* pageGroup = new QActionGroup(this);
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        QAction* action = menu->addAction(m_pages[i]->title(), this, [this, i] { showPage(static_cast<int>(i)); });
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))));
        action->setCheckable(true);
        action->setProperty("isPage", true);
        pageGroup->addAction(action);
        m_pageActions.push_back(action);
        m_needWorkspace.push_back(action);
    }
    menu->addSeparator();

    QMenu* themeMenu = menu->addMenu(tr("&Theme"));
    auto* themeGroup = new QActionGroup(this);
    struct Choice {
        ThemeMode mode;
        QString text;
        QString name;
    };
    const Choice choices[] = {
        {ThemeMode::System, tr("&System"), QStringLiteral("system")},
        {ThemeMode::Light, tr("&Light"), QStringLiteral("light")},
        {ThemeMode::Dark, tr("&Dark"), QStringLiteral("dark")},
        {ThemeMode::HighContrastLight, tr("&High contrast, light"), QStringLiteral("contrast-light")},
        {ThemeMode::HighContrastDark, tr("High &contrast, dark"), QStringLiteral("contrast-dark")}};
    const QString remembered = m_settings->value(themeKey).toString();
    for (const Choice& choice : choices) {
        QAction* action = themeMenu->addAction(choice.text);
        action->setObjectName(QStringLiteral("theme-") + choice.name);
        action->setCheckable(true);
        themeGroup->addAction(action);
        if (choice.name == remembered) {
            ThemeManager::instance().setMode(choice.mode);
        }
        action->setChecked(ThemeManager::instance().mode() == choice.mode);
        connect(action, &QAction::triggered, this, [this, choice] {
            ThemeManager::instance().setMode(choice.mode);
            m_settings->setValue(themeKey, choice.name);
        });
    }
    addLanguageMenu(menu);
    QAction* still = menu->addAction(tr("Reduce &motion"));
    still->setObjectName(QStringLiteral("reduced-motion"));
    still->setCheckable(true);
    if (const QVariant wanted = m_settings->value(QStringLiteral("view/reducedMotion")); wanted.isValid()) {
        ThemeManager::instance().setReducedMotion(wanted.toBool());
    }
    still->setChecked(ThemeManager::instance().reducedMotion());
    connect(still, &QAction::triggered, this, [this](bool on) {
        ThemeManager::instance().setReducedMotion(on);
        m_settings->setValue(QStringLiteral("view/reducedMotion"), on);
    });
    ThemeManager::instance().setTextScale(m_settings->value(QStringLiteral("view/textScale"), 1.0).toDouble());
    menu->addAction(tr("Zoom text &in"), QKeySequence::ZoomIn, this, [this] { zoom(1.1); });
    menu->addAction(tr("Zoom text &out"), QKeySequence::ZoomOut, this, [this] { zoom(1.0 / 1.1); });
    menu->addAction(tr("&Normal text size"), QKeySequence(Qt::CTRL | Qt::Key_0), this, [this] { zoom(0.0); });
    menu->addSeparator();
    QAction* fullScreen = menu->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), this,
                                          [this](bool on) { on ? showFullScreen() : showNormal(); });
    fullScreen->setCheckable(true);
    m_guide->addToView(menu);
}

void MainWindow::makeHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("Help on this &page"), QKeySequence(Qt::Key_F1), this, [this] {
        const int page = currentPage();  // pages of the window and of the help have the same names
        showHelp(page < 0 ? QString() : m_pages[static_cast<std::size_t>(page)]->key());
    });
    menu->addAction(tr("&Contents"), QKeySequence(Qt::SHIFT | Qt::Key_F1), this, [this] { showHelp({}); });
    menu->addAction(tr("&Files Saferscope reads and writes"), this, [this] { showHelp(QStringLiteral("formats")); });
    menu->addSeparator();
    m_guide->addToHelp(menu);
    menu->addAction(tr("&About Saferscope"), this, [this] { showAbout(this); });
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    for (const QString& folder : recentWorkspaces()) {
        QString text = folder;
        m_recentMenu->addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                [this, folder] { openWorkspace(folder); });
    }
    if (m_recentMenu->isEmpty()) {
        m_recentMenu->addAction(tr("None yet"))->setEnabled(false);
    }
}

void MainWindow::chooseAndOpen() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open a workspace folder"), startFolder(recentWorkspaces()));
    if (!folder.isEmpty()) {
        openWorkspace(folder);
    }
}

void MainWindow::chooseAndCreate() {
    QFileDialog dialog(this, tr("New workspace folder"), startFolder(recentWorkspaces()));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setLabelText(QFileDialog::Accept, tr("Create"));
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    if (dialog.exec() == QDialog::Accepted && !dialog.selectedFiles().isEmpty()) {
        createWorkspace(dialog.selectedFiles().front());
    }
}

void MainWindow::exportTable() {
    const int page = currentPage();
    if (page < 0 || !m_pages[static_cast<std::size_t>(page)]->askForTable()) {
        messageBar()->showMessage(MessageKind::Info, tr("This page shows no table that could be exported."),
                                  tr("Features, Pairs, the lists of Experiments and the results of the Causal lab have "
                                     "one; it is exported as filtered and sorted."));
    }
}

void MainWindow::exportSomething() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new ExportDialog(*m_session->workspace(), m_settings->value(exportFolderKey).toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        if (!dialog->written().isEmpty()) {
            m_settings->setValue(exportFolderKey, dialog->folder());
        }
    });
    dialog->open();
}

void MainWindow::makeReport() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog =
        new ReportDialog(m_session->workspace()->folder(), m_settings->value(exportFolderKey).toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        if (!dialog->written().isEmpty()) {
            m_settings->setValue(exportFolderKey, QFileInfo(dialog->written()).absolutePath());
        }
    });
    dialog->open();
}

void MainWindow::backUpWorkspace() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new WorkspaceBackupDialog(m_session->workspace()->folder(),
                                             m_settings->value(backupFolderKey).toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        if (!dialog->made().isEmpty()) {
            m_settings->setValue(backupFolderKey, QFileInfo(dialog->made()).absolutePath());
        }
    });
    dialog->open();
}

void MainWindow::checkWorkspace() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new WorkspaceCheckDialog(m_session->workspace()->folder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    dialog->start();
}

void MainWindow::showHelp(const QString& page) {
    if (m_help == nullptr) {
        m_help = std::make_unique<HelpWindow>();
        m_help->setWindowIcon(windowIcon());
    }
    m_help->showPage(page);
}

}  // namespace saferscope
