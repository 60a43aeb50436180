// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/experiments/live_curves.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QSettings;
class QSlider;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace saferscope {

class LiveChartGrid;
class LiveRunList;
class WorkspaceSession;

/// Curves of training runs while they run and after: one chart per metric, runs of a sweep in the colours of their
/// strategies, each for itself or the mean over seeds. Follows the newest sweep or training until a person chooses.
/// GUI thread; redraws at most five times a second and only while it is seen.
class LivePanel : public QWidget {
    Q_OBJECT

public:
    explicit LivePanel(QWidget* parent = nullptr);
    ~LivePanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);
    /// Shows the runs of a sweep.
    void showSweep(const QString& sweep);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    LiveRunList* list() const { return m_list; }
    LiveChartGrid* grid() const { return m_grid; }
    QCheckBox* meanBox() const { return m_mean; }

Q_SIGNALS:
    void exported(const QString& path);
    void failed(const saferscope::Error& error);
    /// The button of the empty panel: somebody wants to make an experiment.
    void composeRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBar();
    void readRuns();
    void chooseNewest();
    void redrawSoon();
    void redraw();
    std::vector<LiveRun> chosenRuns() const;

    QPointer<JobMonitor> m_monitor;
    std::filesystem::path m_workspace;
    std::vector<LiveRun> m_runs;  ///< newest first; within a sweep in the order of its cells
    std::map<std::string, Sweep> m_sweeps;
    std::string m_wantedSweep;  ///< asked for before its runs were seen
    bool m_chosenByHand = false;
    bool m_dirty = true;
    QTimer m_soon;

    LiveRunList* m_list = nullptr;
    LiveChartGrid* m_grid = nullptr;
    QCheckBox* m_mean = nullptr;
    QCheckBox* m_log = nullptr;
    QSlider* m_smoothing = nullptr;
    QSplitter* m_splitter = nullptr;
    QStackedLayout* m_stack = nullptr;
    QWidget* m_chartArea = nullptr;
    QWidget* m_nothingChosen = nullptr;
};

}  // namespace saferscope
