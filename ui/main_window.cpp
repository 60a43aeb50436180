// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/bridge/demo_process.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_page.h"
#include "ui/experiments/experiments_page.h"
#include "ui/help/help_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/agreement_panel.h"
#include "ui/pages/annotate_page.h"
#include "ui/pages/features_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/pairs_page.h"
#include "ui/playground/playground_page.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_order.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/welcome_view.h"
#include "ui/widgets/write_permission.h"

#include <QAction>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr QSize smallestSize(860, 560);
constexpr qsizetype keptRecent = 10;

const QString recentKey = QStringLiteral("workspaces/recent");

}  // namespace

std::unique_ptr<QSettings> MainWindow::userSettings() {
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("saferscope"),
                                       QStringLiteral("saferscope"));
}

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, QWidget* parent)
    : QMainWindow(parent), m_settings(std::move(settings)) {
    setAcceptDrops(true);
    setMinimumSize(smallestSize);
    setWindowIcon(QIcon(iconPixmap(QStringLiteral("saferscope"), currentTheme().accent, 64, devicePixelRatioF())));
    m_demo = new DemoProcess(this);
    connect(m_demo, &DemoProcess::progressed, this, &MainWindow::onDemoLine);
    connect(m_demo, &DemoProcess::failed, this, &MainWindow::showError);
    connect(m_demo, &DemoProcess::succeeded, this, [this] {
        onDemoLine({});
        messageBar()->showMessage(MessageKind::Success, tr("The demo is ready."),
                                  tr("Look at the Features page: the strongest ones are on top."));
        m_guide->offerTour();
    });
    makePages();
    makeMenus();
    restoreState();
    updateTitle();
}

MainWindow::~MainWindow() {
    // Pages let go of the session before it goes.
    for (Page* page : m_pages) {
        page->setWorkspace(nullptr);
    }
    m_agreement->setSession(nullptr);
    WritePermission::instance().allow();
}

void MainWindow::makePages() {
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_sidebar = new Sidebar(centre);
    m_stack = new QStackedWidget(centre);
    auto* noticeBox = new QWidget(centre);  // goes with its margins when there is nothing to say
    auto* noticeRow = new QVBoxLayout(noticeBox);
    noticeRow->setContentsMargins(spacing(5), spacing(4), spacing(5), 0);
    m_notice = new MessageBar(noticeBox);
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->findChild<QToolButton*>()->hide();  // it holds as long as the workspace is open
    noticeRow->addWidget(m_notice);
    noticeBox->hide();
    row->addWidget(m_sidebar);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(noticeBox);
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_guide = new WindowGuide(*this, *m_settings, *m_sidebar, *column);

    m_overview = new OverviewPage(m_stack);
    m_features = new FeaturesPage(m_stack);
    m_pairs = new PairsPage(m_stack);
    makeAnnotatePage();
    makeExperimentsPage();
    makeCausalPage();
    makePlaygroundPage();
    // As PageAt counts them.
    m_pages = {m_overview, m_features, m_pairs, m_annotate, m_experiments, m_causal, m_playground};
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Page* page = m_pages[i];
        m_stack->addWidget(page);
        m_sidebar->addPage(page->title(), page->key(),
                           QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)).toString(QKeySequence::NativeText));
    }
    m_welcome = new WelcomeView(m_stack);
    m_stack->addWidget(m_welcome);
    m_stack->setCurrentWidget(m_welcome);
    m_sidebar->setPagesEnabled(false);
    m_sidebar->setWorkspaceName({});

    connect(m_sidebar, &Sidebar::pageChosen, this, &MainWindow::showPage);
    connect(m_welcome, &WelcomeView::demoRequested, this, [this] { openDemo(); });
    connect(m_welcome, &WelcomeView::openRequested, this, &MainWindow::chooseAndOpen);
    connect(m_welcome, &WelcomeView::createRequested, this, &MainWindow::chooseAndCreate);
    connect(m_welcome, &WelcomeView::recentChosen, this, &MainWindow::openWorkspace);
    connect(m_features, &FeaturesPage::overviewRequested, this, [this] { showPage(OverviewAt); });
    connect(m_pairs, &PairsPage::overviewRequested, this, [this] { showPage(OverviewAt); });
    connect(m_annotate, &AnnotatePage::overviewRequested, this, [this] { showPage(OverviewAt); });
    const auto reveal = [this](PairIndex pair, Segment segment, int token) {
        showPage(PairsAt);
        m_pairs->revealToken(pair, segment, token);
    };
    connect(m_features, &FeaturesPage::contextActivated, this, reveal);
    connect(m_annotate, &AnnotatePage::contextActivated, this, reveal);
}

void MainWindow::makeAnnotatePage() {
    m_annotate = new AnnotatePage(m_stack);
    m_agreement = new AgreementPanel(m_annotate);
    m_annotate->setAgreementWidget(m_agreement);
    connect(m_agreement, &AgreementPanel::featureActivated, this, &MainWindow::rateFeature);
    connect(m_agreement, &AgreementPanel::judgeRequested, this, [this] { m_overview->rateByJudge(m_annotate); });
    connect(m_features, &FeaturesPage::rateRequested, this, &MainWindow::rateFeature);
    connect(m_overview, &OverviewPage::annotateRequested, this, [this] { showPage(AnnotateAt); });
}

void MainWindow::makeExperimentsPage() {
    m_experiments = new ExperimentsPage(m_stack);
    connect(m_experiments, &ExperimentsPage::overviewRequested, this, [this] { showPage(OverviewAt); });
}

void MainWindow::makeCausalPage() {
    m_causal = new CausalPage(m_stack);
    connect(m_causal, &CausalPage::overviewRequested, this, [this] { showPage(OverviewAt); });
}

void MainWindow::makePlaygroundPage() {
    m_playground = new PlaygroundPage(m_stack);
    connect(m_playground, &PlaygroundPage::overviewRequested, this, [this] { showPage(OverviewAt); });
}

void MainWindow::rateFeature(FeatureId feature) {
    showPage(AnnotateAt);
    m_annotate->showFeature(feature);
}

int MainWindow::currentPage() const { return m_stack->currentWidget() == m_welcome ? -1 : m_stack->currentIndex(); }

void MainWindow::showPage(int page) {
    if (m_session == nullptr || page < 0 || page >= static_cast<int>(m_pages.size())) {
        return;
    }
    m_lastPage = page;
    m_stack->setCurrentWidget(m_pages[static_cast<std::size_t>(page)]);
    m_sidebar->setCurrent(page);
    m_pageActions[static_cast<std::size_t>(page)]->setChecked(true);
}

bool MainWindow::openWorkspace(const QString& folder) {
    const QString absolute = QFileInfo(folder).absoluteFilePath();
    auto session = WorkspaceSession::open(absolute.toStdString());
    if (!session) {
        showError(session.error());
        return false;
    }
    adopt(std::move(*session));
    rememberRecent(absolute);
    restoreSelection();
    return true;
}

bool MainWindow::createWorkspace(const QString& folder) {
    const QString absolute = QFileInfo(folder).absoluteFilePath();
    auto session = WorkspaceSession::create(absolute.toStdString());
    if (!session) {
        showError(session.error());
        return false;
    }
    adopt(std::move(*session));
    rememberRecent(absolute);
    return true;
}

void MainWindow::closeWorkspace() { adopt(nullptr); }

void MainWindow::adopt(std::unique_ptr<WorkspaceSession> session) {
    rememberSelection();
    for (Page* page : m_pages) {
        page->setWorkspace(session.get());
    }
    m_agreement->setSession(session.get());
    m_session = std::move(session);
    WritePermission::instance().forbid(m_session != nullptr ? m_session->whyReadOnly() : QString());
    const bool open = m_session != nullptr;
    m_sidebar->setPagesEnabled(open);
    m_sidebar->setWorkspaceName(open ? m_session->name() : QString());
    for (QAction* action : m_needWorkspace) {
        action->setEnabled(open);
    }
    const QString& whyNot = WritePermission::instance().whyNot();
    for (QAction* action : m_needWriting) {
        action->setEnabled(open && whyNot.isEmpty());
        action->setToolTip(whyNot.isEmpty() ? QString() : plainToolTip(whyNot));
        for (QObject* place : action->associatedObjects()) {
            if (auto* menu = qobject_cast<QMenu*>(place)) {
                menu->setToolTipsVisible(!whyNot.isEmpty());
            }
        }
    }
    if (open) {
        connect(m_session.get(), &WorkspaceSession::navigateToFeature, this, [this] { showPage(FeaturesAt); });
        connect(m_session.get(), &WorkspaceSession::navigateToPair, this, [this] { showPage(PairsAt); });
        connect(m_session.get(), &WorkspaceSession::navigateToPlayground, this, [this] { showPage(PlaygroundAt); });
        connect(m_session.get(), &WorkspaceSession::jobsChanged, this, &MainWindow::updateJobs);
        showPage(m_lastPage);
    } else {
        m_welcome->setRecent(recentWorkspaces());
        m_stack->setCurrentWidget(m_welcome);
    }
    updateTitle();
    updateJobs();
    showStateOfWorkspace();
    m_guide->workspaceChanged();
}

void MainWindow::showStateOfWorkspace() {
    const bool readOnly = m_session != nullptr && !m_session->writable();
    m_notice->parentWidget()->setVisible(readOnly);
    if (readOnly) {
        m_notice->showMessage(MessageKind::Warning, tr("This workspace is open for reading only."),
                              m_session->whyReadOnly());
    }
    const auto damage = m_session != nullptr ? m_session->damageSeen() : std::vector<std::string>();
    if (!damage.empty()) {
        messageBar()->showMessage(
            MessageKind::Error, tr("Something in this workspace is damaged."),
            sentence(damage.front()) + QLatin1Char(' ') + tr("What is intact can be used as before."),
            {{tr("Check workspace…"), [this] { checkWorkspace(); }}});
    }
}

void MainWindow::updateTitle() {
    setWindowTitle(m_session != nullptr ? tr("%1 – Saferscope").arg(cellText(m_session->name()))
                                        : QStringLiteral("Saferscope"));
}

void MainWindow::updateJobs() {
    const int running = m_session != nullptr && m_session->jobs() != nullptr ? m_session->jobs()->activeCount() : 0;
    m_sidebar->setFootnote(running > 0 ? tr("%Ln jobs running", nullptr, running) : QString());
}

MessageBar* MainWindow::messageBar() const {
    const int page = currentPage();
    return page < 0 ? m_welcome->messageBar() : m_pages[static_cast<std::size_t>(page)]->messageBar();
}

void MainWindow::showError(const Error& error) {
    messageBar()->showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
}

QStringList MainWindow::recentWorkspaces() const { return m_settings->value(recentKey).toStringList(); }

void MainWindow::rememberRecent(const QString& folder) {
    QStringList recent = recentWorkspaces();
    recent.removeAll(folder);
    recent.prepend(folder);
    m_settings->setValue(recentKey, recent.mid(0, keptRecent));
    m_settings->sync();
}

void MainWindow::openDemo(const QString& folder) {
    const QString place = folder.isEmpty() ? DemoProcess::defaultFolder() : folder;
    if (m_demo->running()) {
        messageBar()->showMessage(MessageKind::Info, tr("The demo is being prepared already."));
        return;
    }
    if (QFileInfo(place + QStringLiteral("/workspace.db")).isFile() && openWorkspace(place) &&
        m_session->index() != nullptr && !m_session->workspace()->evaluations().empty()) {
        m_guide->offerTour();
        return;
    }
    prepareDemo(place);
}

void MainWindow::prepareDemo(const QString& folder) {
    if (const Status started = m_demo->start(folder); !started) {
        showError(started.error());
        return;
    }
    m_lastPage = 0;
    messageBar()->showMessage(MessageKind::Info, tr("The demo is being prepared."),
                              tr("It is trained on this computer; that takes about three minutes."));
}

void MainWindow::onDemoLine(const QString& line) {
    const bool open = m_session != nullptr && QString::fromStdString(m_session->workspace()->folder().string()) ==
                                                  QFileInfo(m_demo->folder()).absoluteFilePath();
    if (open) {
        m_session->refresh();
    } else if (m_session == nullptr && Workspace::isWorkspace(m_demo->folder().toStdString())) {
        // As soon as there is something to see, the user can watch it grow.
        m_lastPage = 0;
        openWorkspace(m_demo->folder());
    }
    if (!line.isEmpty()) {
        messageBar()->showMessage(MessageKind::Info, tr("The demo is being prepared."), sentence(line));
    }
}

void MainWindow::zoom(double factor) {
    m_guide->setOwnTextScale(factor == 0.0 ? 1.0 : m_guide->ownTextScale() * factor);
    m_settings->setValue(QStringLiteral("view/textScale"), m_guide->ownTextScale());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_guide->setPresenting(false);
    saveState();
    m_help.reset();  // it would keep the program alive
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().size() == 1 &&
        event->mimeData()->urls().front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    takeDropped(path);
}

void MainWindow::takeDropped(const QString& path) {
    const QFileInfo info(path);
    const auto has = [&](const char* name) {
        return QFileInfo(path + QLatin1Char('/') + QLatin1String(name)).isFile();
    };
    const bool folder = info.isDir();
    const bool sae =
        folder ? has("sae_config.json") || has("cfg.json") || has("ae.pt") || has("params.npz")
               : QStringList{QStringLiteral("pt"), QStringLiteral("npz"), QStringLiteral("safetensors")}.contains(
                     info.suffix());
    const bool model = folder && !sae && has("config.json");
    if (folder && !sae && !model) {
        openWorkspace(path);
    } else if (m_session == nullptr) {
        messageBar()->showMessage(MessageKind::Warning, tr("There is no workspace to put it into."),
                                  tr("Open or create one first, then drop it again."));
    } else if (model || sae) {
        showPage(OverviewAt);
        model ? m_overview->openModel(path) : m_overview->openSae(path);
    } else {
        importFile(path);
    }
}

void MainWindow::importFile(const QString& file) {
    if (m_session == nullptr) {
        messageBar()->showMessage(MessageKind::Warning, tr("There is no workspace to import into."),
                                  tr("Open or create one first, then drop the file again."));
        return;
    }
    showPage(OverviewAt);
    m_overview->importPairs(file);
}

}  // namespace saferscope
