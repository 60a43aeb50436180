// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/experiments_page.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/audit_panel.h"
#include "ui/experiments/composer_panel.h"
#include "ui/experiments/live_panel.h"
#include "ui/experiments/queue_panel.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/sweep_keeper.h"
#include "ui/theme/icons.h"

#include <QSettings>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

/// Runs `act` inside the panel's own group of the page's settings.
template <class Act>
void inGroup(QSettings& settings, const char* name, Act&& act) {
    settings.beginGroup(QLatin1String(name));
    act(settings);
    settings.endGroup();
}

}  // namespace

ExperimentsPage::ExperimentsPage(QWidget* parent) : ExperimentsPage(realSweepActions(), parent) {}

ExperimentsPage::ExperimentsPage(SweepActions actions, QWidget* parent) : Page(parent) {
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the page"));
    m_composer = new ComposerPanel(std::move(actions), m_tabs);
    m_queue = new QueuePanel(m_tabs);
    m_live = new LivePanel(m_tabs);
    addTab(m_composer, tr("Compose"));
    addTab(m_queue, tr("Queue"));
    addTab(m_live, tr("Live"));
    m_results = new ResultsPanel(m_tabs);
    m_audit = new AuditPanel(m_tabs);
    addTab(m_results, tr("Results"));
    addTab(m_audit, tr("Audit"));
    contentLayout()->addWidget(m_tabs, 1);
    m_keeper = new SweepKeeper(this);

    connect(m_composer, &ComposerPanel::failed, this, &ExperimentsPage::showError);
    connect(m_composer, &ComposerPanel::told, this, [this](const QString& what, const QString& whatToDo) {
        showMessage(MessageKind::Success, what, whatToDo);
    });
    connect(m_composer, &ComposerPanel::overviewRequested, this, &ExperimentsPage::overviewRequested);
    connect(m_composer, &ComposerPanel::started, this, [this](const QString& id) {
        showMessage(MessageKind::Success, tr("The experiment is started."),
                    tr("Live shows its curves, Results fills up as models are evaluated."));
        m_live->showSweep(id);
        m_results->showSweep(id);
        showSweep(id);
    });
    connect(m_queue, &QueuePanel::failed, this, &ExperimentsPage::showError);
    connect(m_queue, &QueuePanel::runsActivated, this, &ExperimentsPage::followRuns);
    connect(m_queue, &QueuePanel::composeRequested, this, [this] { showTab(Compose); });
    connect(m_queue, &QueuePanel::resultsRequested, this, [this](const QString& id) {
        m_results->showSweep(id);
        showTab(Results);
    });
    const auto compose = [this] { showTab(Compose); };
    const auto saved = [this](const QString& path) { showMessage(MessageKind::Success, tr("Saved %1").arg(path)); };
    connect(m_live, &LivePanel::failed, this, &ExperimentsPage::showError);
    connect(m_live, &LivePanel::composeRequested, this, compose);
    connect(m_live, &LivePanel::exported, this, saved);
    connect(m_results, &ResultsPanel::failed, this, &ExperimentsPage::showError);
    connect(m_results, &ResultsPanel::composeRequested, this, compose);
    connect(m_results, &ResultsPanel::exported, this, saved);
    connect(m_audit, &AuditPanel::failed, this, &ExperimentsPage::showError);
}

ExperimentsPage::~ExperimentsPage() = default;

QIcon ExperimentsPage::icon() const { return themedIcon(QStringLiteral("experiments")); }

void ExperimentsPage::addTab(QWidget* panel, const QString& title) {
    // Air between the line under the tabs and the panel.
    auto* frame = new QWidget(m_tabs);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, spacing(3), 0, 0);
    layout->addWidget(panel);
    const int place = m_tabs->addTab(frame, title);
    auto* keys = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)), this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, this, [this, place] { showTab(place); });
    m_tabs->setTabToolTip(place, keys->key().toString(QKeySequence::NativeText));
}

void ExperimentsPage::setWorkspace(WorkspaceSession* session) {
    m_session = session;
    messageBar()->hide();
    m_composer->setSession(session);
    m_queue->setSession(session);
    m_live->setSession(session);
    m_results->setSession(session);
    m_audit->setSession(session);
    m_keeper->setSession(session);
}

QString ExperimentsPage::tabName(int tab) {
    const char* const names[TabCount] = {"compose", "queue", "live", "results", "audit"};
    return tab >= 0 && tab < TabCount ? QString::fromLatin1(names[tab]) : QString();
}

void ExperimentsPage::showTab(int tab) {
    if (tab >= 0 && tab < m_tabs->count()) {
        m_tabs->setCurrentIndex(tab);
    }
}

void ExperimentsPage::showSweep(const QString& id) {
    showTab(Queue);
    m_queue->showSweep(id);
}

void ExperimentsPage::followRuns(const QStringList& ids) {
    const JobMonitor* jobs = m_session != nullptr ? m_session->jobs() : nullptr;
    for (const QString& id : ids) {
        const Job* job = jobs != nullptr ? jobs->job(id.toStdString()) : nullptr;
        if (job != nullptr && !job->spec.sweep.empty()) {
            m_live->showSweep(QString::fromStdString(job->spec.sweep));
            break;
        }
    }
    showTab(Live);
}

void ExperimentsPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    inGroup(settings, "compose", [this](QSettings& group) { m_composer->saveState(group); });
    inGroup(settings, "queue", [this](QSettings& group) { m_queue->saveState(group); });
    inGroup(settings, "live", [this](QSettings& group) { m_live->saveState(group); });
    inGroup(settings, "results", [this](QSettings& group) { m_results->saveState(group); });
}

void ExperimentsPage::restoreState(QSettings& settings) {
    showTab(std::clamp(settings.value(QStringLiteral("tab")).toInt(), 0, TabCount - 1));
    inGroup(settings, "compose", [this](QSettings& group) { m_composer->restoreState(group); });
    inGroup(settings, "queue", [this](QSettings& group) { m_queue->restoreState(group); });
    inGroup(settings, "live", [this](QSettings& group) { m_live->restoreState(group); });
    inGroup(settings, "results", [this](QSettings& group) { m_results->restoreState(group); });
}

void ExperimentsPage::showSomethingMeaningful() { showTab(Compose); }

}  // namespace saferscope
