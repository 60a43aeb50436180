// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/bridge/background_task.h"
#include "ui/experiments/results_figure.h"
#include "ui/experiments/results_report.h"
#include "ui/experiments/results_source.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAbstractItemModel;
class QCheckBox;
class QComboBox;
class QSettings;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace saferscope {

class EmptyState;
class Label;
class ResultsChart;
class SegmentedSwitch;
class SweepFlipsModel;
class SweepPointsModel;
class SweepPointsOrder;
class WorkspaceSession;

/// What came out of a sweep: accuracy against ratio with its intervals, paired tests, what it says in words, the pairs
/// whose verdict changed, and exports. Half-done sweeps show what is there. GUI thread; files are read on another, at
/// most every few seconds while a sweep runs.
class ResultsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ResultsPanel(QWidget* parent = nullptr);
    ~ResultsPanel() override;

    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);
    void showSweep(const QString& id);
    /// For tests: reads from elsewhere than the session's workspace.
    void setSource(SweepSource source);
    /// Reads again now; once more when a read is under way.
    void reload();
    bool loading() const { return m_task.running(); }

    /// By the ending of the name; false and failed() where it cannot be written.
    bool exportTo(const QString& path);
    /// Asks where to, and saves the numbers as CSV; false where no results are shown.
    bool askForTable();
    const SweepShown* shown() const { return m_shown.get(); }
    ResultsChart* chart() const { return m_chart; }
    QTableView* table() const { return m_table; }
    QTableView* flipTable() const { return m_flipTable; }
    QComboBox* chooser() const { return m_chooser; }
    QComboBox* sectionBox() const { return m_section; }
    QComboBox* flipBox() const { return m_flipChoice; }
    SegmentedSwitch* measureSwitch() const { return m_measure; }
    QCheckBox* seedBox() const { return m_seeds; }
    QToolButton* exportButton() const { return m_export; }
    QString readingText() const;
    QString emptyText() const;  ///< of the empty state in front; empty while results are shown
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

Q_SIGNALS:
    void exported(const QString& path);
    void failed(const saferscope::Error& error);
    /// The button of the empty panel: somebody wants to make an experiment.
    void composeRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct SelectedRows {
        std::optional<SweepPoint> point;
        std::string pair;
    };

    QWidget* makeBar();
    QWidget* makeContent();
    QWidget* makeChartArea();
    QWidget* makeFlips();
    QTableView* makeTable(QAbstractItemModel* model, const QString& name);
    void replaceSource(SweepSource source);
    void reloadSoon();
    SelectedRows selectedRows() const;
    void select(const SelectedRows& rows);
    void take(const SweepLook& look);
    void fillChooser(const SweepLook& look);
    void fillSections();
    void fillFlipChoices();
    void showState(const SweepLook& look);
    void redraw();
    void showFlips();
    void openFlip(int row);
    void askAndExport(const QString& ending);

    QPointer<WorkspaceSession> m_session;
    SweepSource m_source;
    BackgroundTask m_task;
    std::shared_ptr<SweepLook> m_reading;  ///< what the task fills
    std::vector<CellVerdicts> m_verdicts;  ///< of what is shown
    std::unique_ptr<SweepShown> m_shown;
    std::string m_wanted;
    std::string m_wantedSection;
    bool m_again = false;
    bool m_stale = false;    ///< what the task reads is of another source
    bool m_dirty = true;     ///< something happened that was not read yet
    bool m_filling = false;  ///< the choosers change by our own hand
    QTimer m_soon;

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_page = nullptr;
    QWidget* m_results = nullptr;
    EmptyState* m_noResults = nullptr;
    QStackedLayout* m_resultStack = nullptr;
    QComboBox* m_chooser = nullptr;
    QToolButton* m_export = nullptr;
    Label* m_main = nullptr;
    Label* m_more = nullptr;
    Label* m_warnings = nullptr;
    QComboBox* m_section = nullptr;
    SegmentedSwitch* m_measure = nullptr;
    QCheckBox* m_seeds = nullptr;
    QCheckBox* m_allSections = nullptr;
    ResultsChart* m_chart = nullptr;
    SweepPointsModel* m_points = nullptr;
    SweepPointsOrder* m_order = nullptr;
    QTableView* m_table = nullptr;
    QComboBox* m_flipChoice = nullptr;
    Label* m_flipCount = nullptr;
    SweepFlipsModel* m_flips = nullptr;
    QTableView* m_flipTable = nullptr;
};

/// Names a strategy and ratio in the chooser of changed verdicts.
QString resultsFlipKey(const SweepPoint& point);

}  // namespace saferscope
