// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "ui/widgets/message_bar.h"

#include <QMainWindow>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

class QMenu;
class QStackedWidget;

namespace saferscope {

class AgreementPanel;
class AnnotatePage;
class CausalPage;
class DemoProcess;
class ExperimentsPage;
class FeaturesPage;
class HelpWindow;
class OverviewPage;
class Page;
class PairsPage;
class PlaygroundPage;
class Sidebar;
class WelcomeView;
class WindowGuide;
class WorkspaceSession;

/// The window: sidebar, pages, menus, and the one workspace that is open in it. Everything a user arranged is written
/// to `settings` when the window closes and whenever a workspace is opened.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// The settings file in the XDG configuration folder.
    static std::unique_ptr<QSettings> userSettings();

    explicit MainWindow(std::unique_ptr<QSettings> settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// False with a message in the window when it cannot be opened; what was open stays open.
    bool openWorkspace(const QString& folder);
    bool createWorkspace(const QString& folder);
    void closeWorkspace();
    /// Opens the demo, or prepares it in the background first.
    void openDemo(const QString& folder = {});
    WorkspaceSession* session() const { return m_session.get(); }
    /// Null until somebody asked for help.
    HelpWindow* help() const { return m_help.get(); }

    /// Command palette, tour, presentation, table of keys.
    WindowGuide* guide() const { return m_guide; }

    const std::vector<Page*>& pages() const { return m_pages; }
    int currentPage() const;
    void showPage(int page);
    QStringList recentWorkspaces() const;
    /// The message bar that is visible now: of the page, or of the welcome view.
    MessageBar* messageBar() const;
    void showError(const Error& error);
    /// Writes what the user arranged to the settings; closing the window does it too.
    void saveState();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void makeAnnotatePage();
    void makeExperimentsPage();
    void makeCausalPage();
    void makePlaygroundPage();
    void rateFeature(FeatureId feature);
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void addLanguageMenu(QMenu* view);
    void adopt(std::unique_ptr<WorkspaceSession> session);
    void updateTitle();
    void updateJobs();
    void rememberRecent(const QString& folder);
    void fillRecentMenu();
    void chooseAndOpen();
    void chooseAndCreate();
    void importFile(const QString& file);
    /// A path from outside whose kind is told by what lies there: a workspace, a model, an SAE or a file of pairs.
    void takeDropped(const QString& path);
    void exportTable();
    void exportSomething();
    void makeReport();
    void backUpWorkspace();
    void checkWorkspace();
    /// What every page has to say as long as the workspace is open, and what its opening found.
    void showStateOfWorkspace();
    void showHelp(const QString& page);
    void prepareDemo(const QString& folder);
    void onDemoLine(const QString& line);
    void zoom(double factor);
    void restoreState();
    /// Feature, pair and scope that are selected in the open workspace, by its folder.
    void rememberSelection();
    void restoreSelection();

    const std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<WorkspaceSession> m_session;
    Sidebar* m_sidebar = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomeView* m_welcome = nullptr;
    OverviewPage* m_overview = nullptr;
    FeaturesPage* m_features = nullptr;
    PairsPage* m_pairs = nullptr;
    AnnotatePage* m_annotate = nullptr;
    AgreementPanel* m_agreement = nullptr;
    ExperimentsPage* m_experiments = nullptr;
    CausalPage* m_causal = nullptr;
    PlaygroundPage* m_playground = nullptr;
    std::vector<Page*> m_pages;
    MessageBar* m_notice = nullptr;  ///< above the pages, while the workspace may not be written
    QMenu* m_recentMenu = nullptr;
    DemoProcess* m_demo = nullptr;
    WindowGuide* m_guide = nullptr;
    std::unique_ptr<HelpWindow> m_help;
    int m_lastPage = 0;
    std::vector<QAction*> m_needWorkspace;
    std::vector<QAction*> m_needWriting;  ///< of those: what cannot be done in a workspace that is only read
    std::vector<QAction*> m_pageActions;
};

}  // namespace saferscope
