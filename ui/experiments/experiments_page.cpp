// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/experiments_page.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/audit_panel.h"
#include "ui/experiments/composer_panel.h"
#include "ui/experiments/live_panel.h"
#include "ui/experiments/preview_panel.h"
#include "ui/experiments/queue_panel.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/sweep_keeper.h"
#include "ui/theme/icons.h"

#include <QTabWidget>

namespace saferscope {

ExperimentsPage::ExperimentsPage(QWidget* parent) : ExperimentsPage(realSweepActions(), parent) {}

ExperimentsPage::ExperimentsPage(SweepActions actions, QWidget* parent) : TabbedPage(parent) {
    m_composer = new ComposerPanel(std::move(actions), tabs());
    m_queue = new QueuePanel(tabs());
    m_live = new LivePanel(tabs());
    addTab(m_composer, tr("Compose"));
    addTab(m_queue, tr("Queue"));
    addTab(m_live, tr("Live"));
    m_results = new ResultsPanel(tabs());
    m_audit = new AuditPanel(tabs());
    addTab(m_results, tr("Results"));
    addTab(m_audit, tr("Audit"));
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
    connect(m_queue, &QueuePanel::resultsRequested, this, &ExperimentsPage::showResults);
    const auto compose = [this] { showTab(Compose); };
    const auto saved = [this](const QString& path) { showMessage(MessageKind::Success, tr("Saved %1").arg(path)); };
    connect(m_live, &LivePanel::failed, this, &ExperimentsPage::showError);
    connect(m_live, &LivePanel::composeRequested, this, compose);
    connect(m_live, &LivePanel::exported, this, saved);
    connect(m_results, &ResultsPanel::failed, this, &ExperimentsPage::showError);
    connect(m_results, &ResultsPanel::composeRequested, this, compose);
    connect(m_results, &ResultsPanel::exported, this, saved);
    connect(m_audit, &AuditPanel::failed, this, &ExperimentsPage::showError);
    connect(m_audit, &AuditPanel::overviewRequested, this, &ExperimentsPage::overviewRequested);
}

ExperimentsPage::~ExperimentsPage() = default;

QIcon ExperimentsPage::icon() const { return themedIcon(QStringLiteral("experiments")); }

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

void ExperimentsPage::showSweep(const QString& id) {
    showTab(Queue);
    m_queue->showSweep(id);
}

void ExperimentsPage::showResults(const QString& sweep) {
    m_results->showSweep(sweep);
    showTab(Results);
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
    TabbedPage::saveState(settings);
    inGroup(settings, "compose", [this](QSettings& group) { m_composer->saveState(group); });
    inGroup(settings, "queue", [this](QSettings& group) { m_queue->saveState(group); });
    inGroup(settings, "live", [this](QSettings& group) { m_live->saveState(group); });
    inGroup(settings, "results", [this](QSettings& group) { m_results->saveState(group); });
}

void ExperimentsPage::restoreState(QSettings& settings) {
    TabbedPage::restoreState(settings);
    inGroup(settings, "compose", [this](QSettings& group) { m_composer->restoreState(group); });
    inGroup(settings, "queue", [this](QSettings& group) { m_queue->restoreState(group); });
    inGroup(settings, "live", [this](QSettings& group) { m_live->restoreState(group); });
    inGroup(settings, "results", [this](QSettings& group) { m_results->restoreState(group); });
}

bool ExperimentsPage::askForTable() {
    switch (tabs()->currentIndex()) {
        case Compose:
            return m_composer->preview()->askForTable();
        case Results:
            return m_results->askForTable();
        case Audit:
            return m_audit->askForTable();
        default:
            return false;
    }
}

void ExperimentsPage::showSomethingMeaningful() { showTab(Compose); }

}  // namespace saferscope
