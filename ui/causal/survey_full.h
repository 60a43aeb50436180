// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/causal/survey_actions.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSettings;
class QSpinBox;
class QVBoxLayout;

namespace saferscope {

class Label;
class ProgressRow;
class WorkspaceSession;
struct Job;

/// A causal run: a set ablated, kept alone, at several doses, against random and density-matched sets, and single
/// features with what attribution guessed of them. Starts a run like any other job, and follows it. GUI thread.
class SurveyFull : public QWidget {
    Q_OBJECT

public:
    SurveyFull(SurveyActions actions, QWidget* parent);
    ~SurveyFull() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    /// What a pair cost the quick look, for an estimate in minutes; 0 = not known.
    void setSecondsPerPair(double seconds);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    CausalRunRequest request() const;
    QString problem() const;
    QString estimate() const;
    QComboBox* setBox() const { return m_set; }
    QSpinBox* pairsBox() const { return m_pairs; }
    QSpinBox* eachBox() const { return m_each; }
    QSpinBox* controlsBox() const { return m_controls; }
    QLineEdit* doseEdit() const { return m_doses; }
    QPushButton* startButton() const { return m_start; }
    /// Rows of runs that are not over, newest first.
    int shownRuns() const { return static_cast<int>(m_rows.size()); }

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    void started(const QString& runId);
    /// The button of a finished run's row.
    void showRequested(const QString& runId);

private:
    struct Row {
        ProgressRow* widget = nullptr;
        QPushButton* stop = nullptr;
        QPushButton* resume = nullptr;
        QPushButton* show = nullptr;
    };
    void refresh();
    void start();
    void finishStart();
    void showState();
    void rebuildRows();
    void fillRow(const Row& row, const Job& job);
    std::optional<std::vector<double>> doses() const;
    std::uint64_t arms() const;
    std::uint64_t measuredPairs() const;

    const SurveyActions m_actions;
    QPointer<WorkspaceSession> m_session;
    std::map<QString, std::uint64_t> m_datasetPairs;
    std::map<QString, std::uint32_t> m_setSizes;
    std::shared_ptr<std::optional<RunSpec>> m_spec;  ///< written by the thread, read after it succeeded
    double m_secondsPerPair = 0.0;
    QComboBox* m_set = nullptr;
    QComboBox* m_dataset = nullptr;
    QComboBox* m_positions = nullptr;
    QComboBox* m_attribution = nullptr;
    QComboBox* m_device = nullptr;
    QSpinBox* m_pairs = nullptr;
    QSpinBox* m_each = nullptr;
    QSpinBox* m_controls = nullptr;
    QLineEdit* m_doses = nullptr;
    QPushButton* m_start = nullptr;
    Label* m_estimate = nullptr;
    Label* m_reason = nullptr;
    QVBoxLayout* m_runs = nullptr;
    QWidget* m_runCard = nullptr;
    std::map<std::string, Row> m_rows;
    BackgroundTask m_task;
};

}  // namespace saferscope
