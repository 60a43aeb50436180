// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"
#include "ui/bridge/background_task.h"
#include "ui/causal/causal_results_figures.h"
#include "ui/causal/survey_actions.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <memory>

class QComboBox;
class QSettings;
class QStackedLayout;
class QTabWidget;
class QTableView;
class QToolButton;

namespace saferscope {

class EmptyState;
class Label;
class SegmentedSwitch;
class SurveyChart;
class SurveyKeep;
class SurveyTable;
class WorkspaceSession;

/// What a causal run found: in sentences, as one of four pictures, and as tables of every change and every single
/// feature. GUI thread; reports are read on another.
class CausalResultsPanel : public QWidget {
    Q_OBJECT

public:
    CausalResultsPanel(SurveyActions actions, QWidget* parent);
    ~CausalResultsPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    /// Opens a run's results, now or when they are there.
    void showRun(const QString& id);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    bool loading() const { return m_task.running() || m_soon.isActive(); }
    const CausalReport* report() const { return m_report.get(); }
    QComboBox* chooser() const { return m_chooser; }
    QComboBox* sectionBox() const { return m_section; }
    SegmentedSwitch* pictureSwitch() const { return m_picture; }
    SurveyChart* chart() const { return m_chart; }
    QTableView* armTable() const { return m_armView; }
    QTableView* featureTable() const { return m_featureView; }
    SurveyKeep* keep() const { return m_keep; }
    QString reading() const;
    /// By the ending: .png, .svg, .pdf = the picture; .csv = every change in every section; .json = the whole report.
    bool exportTo(const QString& path);
    /// Asks where to, and saves the table as CSV; false where no results are shown.
    bool askForTable();
    /// Selects the row of a feature and makes it the window's feature.
    void selectFeature(FeatureId feature);

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    void startRequested();
    void kept();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeBar(QWidget* parent);
    void fillChooser();
    void reloadSoon();
    void load();
    void take();
    void clear();
    void redraw();
    void showTables();
    void keepAs(const QString& name, const QString& note);
    void askAndExport(const QString& ending);
    std::string section() const;

    const SurveyActions m_actions;
    QPointer<WorkspaceSession> m_session;
    std::vector<CausalRunEntry> m_runs;
    std::shared_ptr<CausalReport> m_reading;  ///< what the task fills
    std::shared_ptr<const CausalReport> m_report;
    std::vector<FeatureId> m_features;  ///< of the table's source rows
    std::string m_shownRun;
    std::string m_wanted;
    std::string m_loadingRun;
    bool m_filling = false;
    bool m_dirty = true;
    QTimer m_soon;

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_page = nullptr;
    QWidget* m_content = nullptr;
    Label* m_state = nullptr;
    QComboBox* m_chooser = nullptr;
    QToolButton* m_export = nullptr;
    SurveyKeep* m_keep = nullptr;
    Label* m_main = nullptr;
    Label* m_more = nullptr;
    QComboBox* m_section = nullptr;
    SegmentedSwitch* m_picture = nullptr;
    SurveyChart* m_chart = nullptr;
    QTabWidget* m_tables = nullptr;
    SurveyTable* m_arms = nullptr;
    SurveyTable* m_single = nullptr;
    QTableView* m_armView = nullptr;
    QTableView* m_featureView = nullptr;
    BackgroundTask m_task;
};

}  // namespace saferscope
