// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_results_panel.h"

#include "core/base/atomic_file.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/session_listener.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_results_tables.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_keep.h"
#include "ui/causal/survey_words.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/opinion_summary.h"
#include "ui/models/table_export.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QSettings>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <set>

namespace saferscope {

void CausalResultsPanel::setWorkspace(WorkspaceSession* session) {
    stopListening(m_session, this);
    m_task.cancel();
    m_session = session;
    m_wanted.clear();
    m_shownRun.clear();
    m_runs.clear();
    clear();
    if (session != nullptr) {
        if (JobMonitor* jobs = session->jobs(); jobs != nullptr) {
            connect(jobs, &JobMonitor::jobEnded, this, &CausalResultsPanel::reloadSoon);
            connect(jobs, &JobMonitor::listChanged, this, &CausalResultsPanel::reloadSoon);
        }
        connect(session, &WorkspaceSession::ratingsChanged, this, &CausalResultsPanel::showTables);
        connect(session, &WorkspaceSession::ratingsReloaded, this, &CausalResultsPanel::showTables);
    }
    m_dirty = true;
    if (isVisible()) {
        load();
    } else {
        m_stack->setCurrentWidget(m_empty);
    }
}

void CausalResultsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_dirty) {
        load();
    }
}

void CausalResultsPanel::reloadSoon() {
    m_dirty = true;
    if (isVisible() && !m_soon.isActive()) {
        m_soon.start();
    }
}

void CausalResultsPanel::showRun(const QString& id) {
    m_wanted = id.toStdString();
    m_dirty = true;
    load();
}

void CausalResultsPanel::fillChooser() {
    m_filling = true;
    m_chooser->clear();
    std::set<std::string> finished;
    for (const CausalRunEntry& run : m_runs) {
        QString text = literalText(QString::fromStdString(run.title.empty() ? run.id : run.title)) +
                       QStringLiteral(" – ") + whenText(run.createdAt);
        if (run.state != RunState::Finished) {
            const QString words[] = {tr("waits"), tr("running"), {}, tr("failed"), tr("stopped"), tr("lost")};
            text += QStringLiteral(" (") + words[static_cast<std::size_t>(run.state)] + QLatin1Char(')');
        } else {
            finished.insert(run.id);
        }
        m_chooser->addItem(cellText(text), QString::fromStdString(run.id));
    }
    int place = m_chooser->findData(QString::fromStdString(m_wanted.empty() ? m_shownRun : m_wanted));
    for (std::size_t i = 0; place < 0 && i < m_runs.size(); ++i) {
        place = finished.contains(m_runs[i].id) ? static_cast<int>(i) : place;
    }
    m_chooser->setCurrentIndex(std::max(m_runs.empty() ? -1 : 0, place));
    m_filling = false;
}

void CausalResultsPanel::load() {
    m_soon.stop();
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    if (m_dirty) {
        m_dirty = false;
        m_runs = m_actions.runs(*m_session->workspace());
        fillChooser();
    }
    m_stack->setCurrentWidget(m_runs.empty() ? static_cast<QWidget*>(m_empty) : m_page);
    const int place = m_chooser->currentIndex();
    if (place < 0 || place >= static_cast<int>(m_runs.size())) {
        clear();
        return;
    }
    const CausalRunEntry& run = m_runs[static_cast<std::size_t>(place)];
    if (run.state != RunState::Finished) {
        clear();
        m_shownRun.clear();
        m_state->setText(run.state == RunState::Running || run.state == RunState::Waiting
                             ? tr("This test is not done yet; its results appear here when it is.")
                             : tr("This test ended before it was done. Resume it under Full test."));
        m_state->show();
        return;
    }
    if (run.id == m_shownRun || m_task.running()) {
        return;  // take() looks again
    }
    m_loadingRun = run.id;
    m_reading = std::make_shared<CausalReport>();
    m_task.start([folder = run.folder, read = m_actions.report, made = m_reading](std::stop_token,
                                                                                  const ProgressCallback&) -> Status {
        auto report = read(folder);
        if (!report) {
            return failure(report);
        }
        *made = std::move(*report);
        return {};
    });
}

void CausalResultsPanel::take() {
    if (m_loadingRun != m_chooser->currentData().toString().toStdString()) {
        load();
        return;
    }
    m_report = std::move(m_reading);
    m_shownRun = m_loadingRun;
    m_state->hide();
    m_content->show();
    m_export->setEnabled(true);
    m_keep->setEnabled(true);
    m_keep->setSuggestion(literalText(QString::fromStdString(m_report->setName)));
    QStringList sentences;
    for (const std::string& sentence : readingOf(*m_report)) {
        sentences << literalText(saferscope::sentence(sentence));
    }
    m_main->setText(sentences.isEmpty() ? tr("This run measured nothing.") : sentences.takeFirst());
    m_more->setText(sentences.join(QLatin1Char('\n')));
    m_more->parentWidget()->parentWidget()->setVisible(!sentences.isEmpty());
    m_filling = true;
    const QVariant before = m_section->currentData();
    m_section->clear();
    for (const std::string& name : sectionNames(*m_report)) {
        m_section->addItem(cellText(sectionTitle(name)), QString::fromStdString(name));
    }
    m_section->setCurrentIndex(std::max(0, m_section->findData(before)));
    m_filling = false;
    redraw();
    showTables();
    fitSurveyTable(m_armView);
    fitSurveyTable(m_featureView);
}

void CausalResultsPanel::clear() {
    m_report.reset();
    m_features.clear();
    m_content->hide();
    m_state->hide();
    m_export->setEnabled(false);
    m_keep->setEnabled(false);
    m_arms->show({}, 0);
    m_single->show({}, 0);
}

std::string CausalResultsPanel::section() const {
    return m_section->count() == 0 ? std::string("all") : m_section->currentData().toString().toStdString();
}

QString CausalResultsPanel::reading() const { return m_main->text() + QLatin1Char(' ') + m_more->text(); }

void CausalResultsPanel::redraw() {
    if (m_report == nullptr) {
        return;
    }
    switch (static_cast<CausalPicture>(m_picture->current())) {
        case CausalPicture::Sections:
            m_chart->setFigure(causalSectionsFigure(*m_report));
            break;
        case CausalPicture::Controls:
            m_chart->setFigure(causalControlsFigure(*m_report, section()));
            break;
        case CausalPicture::Doses:
            m_chart->setFigure(causalDosesFigure(*m_report, section()));
            break;
        case CausalPicture::Attribution:
            m_chart->setFigure(causalAttributionFigure(*m_report, [this](FeatureId feature) {
                return m_session == nullptr
                           ? QString()
                           : literalText(QString::fromStdString(m_session->ratings().of(feature).label));
            }));
            break;
    }
}

void CausalResultsPanel::showTables() {
    if (m_report == nullptr) {
        return;
    }
    showArms(*m_arms, m_report, section());
    m_features = showSingleFeatures(*m_single, m_report, m_session);
    m_tables->setTabText(1, tr("Single features (%1)").arg(m_features.size()));
    for (QTableView* view : {m_armView, m_featureView}) {
        view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    }
}

void CausalResultsPanel::selectFeature(FeatureId feature) {
    const auto found = std::ranges::find(m_features, feature);
    if (found != m_features.end()) {
        const int row = m_single->rowOfSource(static_cast<std::size_t>(found - m_features.begin()));
        m_tables->setCurrentWidget(m_featureView);
        m_featureView->selectRow(row);
        m_featureView->scrollTo(m_single->index(row, 0));
    }
    if (m_session != nullptr && m_report != nullptr && m_session->index() != nullptr &&
        m_session->index()->manifest().saeHash == m_report->saeHash) {
        m_session->selectFeature(feature);
    }
}

bool CausalResultsPanel::exportTo(const QString& path) {
    if (m_report == nullptr) {
        return false;
    }
    Status status;
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)) {
        status = writeFileAtomically(path.toStdString(), dumpJson(toJson(*m_report), 2) + "\n");
    } else if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        SurveyTable all;
        showArms(all, m_report, {});
        QString problem;
        if (!writeTable(all, path, &problem)) {
            status = fail(ErrorCode::Io, tr("The table cannot be saved: %1").arg(problem).toStdString(),
                          tr("Choose another place.").toStdString());
        }
    } else {
        return m_chart->exportTo(path);
    }
    if (!status) {
        Q_EMIT failed(status.error());
        return false;
    }
    Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {});
    return true;
}

bool CausalResultsPanel::askForTable() {
    if (m_report == nullptr) {
        return false;
    }
    askAndExport(QStringLiteral("csv"));
    return true;
}

void CausalResultsPanel::askAndExport(const QString& ending) {
    const QString suffix = QLatin1Char('.') + ending;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export results"), QString::fromStdString(m_shownRun) + suffix, QLatin1Char('*') + suffix);
    if (!path.isEmpty()) {
        exportTo(path.endsWith(suffix, Qt::CaseInsensitive) ? path : path + suffix);
    }
}

void CausalResultsPanel::keepAs(const QString& name, const QString& note) {
    if (m_report == nullptr || m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    KeptResult result;
    result.name = name.toStdString();
    result.note = note.toStdString();
    result.kind = KeptResult::Kind::Run;
    result.runId = m_shownRun;
    result.intervention = changeAll(m_report->set, FeatureOperation::Ablate, 0.0, m_report->positions);
    result.modelHash = m_report->modelHash;
    result.saeHash = m_report->saeHash;
    result.datasetName = m_report->datasetName;
    if (const ArmResult* arm = findArm(*m_report, ArmKind::Set)) {
        result.sections = arm->sections;
    }
    const Status status = keepResult(*m_session->workspace(), std::move(result), false);
    if (!status) {
        Q_EMIT failed(status.error());
        return;
    }
    m_keep->done();
    Q_EMIT told(MessageKind::Success, tr("Kept as “%1”.").arg(name), tr("The Kept tab compares and exports it."));
    Q_EMIT kept();
}

void CausalResultsPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("picture"), m_picture->current());
    settings.setValue(QStringLiteral("tables"), m_tables->currentIndex());
}

void CausalResultsPanel::restoreState(QSettings& settings) {
    m_picture->setCurrent(std::clamp(settings.value(QStringLiteral("picture")).toInt(), 0, 3));
    m_tables->setCurrentIndex(std::clamp(settings.value(QStringLiteral("tables")).toInt(), 0, 1));
    redraw();
}

}  // namespace saferscope
