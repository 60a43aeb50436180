// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/intervention.h"
#include "ui/causal/survey_actions.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>

class QSettings;
class QStackedLayout;

namespace saferscope {

class CausalResultsPanel;
class EmptyState;
class SegmentedSwitch;
class SurveyFull;
class SurveyQuick;
class WorkspaceSession;

/// The Data set tab of the Causal lab: a quick look at one intervention, the full test of a set as a run, and the
/// results of runs. GUI thread.
class DataSetPanel : public QWidget {
    Q_OBJECT

public:
    enum Part { QuickLook, FullTest, Results, PartCount };

    explicit DataSetPanel(QWidget* parent = nullptr);
    DataSetPanel(SurveyActions actions, QWidget* parent);  ///< for tests
    ~DataSetPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);
    /// Results where there are any, else the quick look.
    void showSomethingMeaningful();

    SurveyQuick* quick() const { return m_quick; }
    SurveyFull* full() const { return m_full; }
    CausalResultsPanel* results() const { return m_results; }
    SegmentedSwitch* partSwitch() const { return m_parts; }
    Part part() const;
    /// Asks where to, and saves the table of the part that shows; false where there is none.
    bool askForTable();

public Q_SLOTS:
    void showPart(int part);
    /// From another tab: this intervention on the chosen data set.
    void measure(const saferscope::Intervention& intervention);
    /// The results of a run.
    void showRun(const QString& id);

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    /// Somebody wants to see this pair under the intervention on the One pair tab.
    void pairRequested(const QString& dataset, const QString& pairId, const saferscope::Intervention& intervention);
    /// Something was kept: the Kept tab reads again.
    void kept();
    void overviewRequested();

private:
    void showState();

    QPointer<WorkspaceSession> m_session;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_page = nullptr;
    SegmentedSwitch* m_parts = nullptr;
    QStackedLayout* m_partStack = nullptr;
    SurveyQuick* m_quick = nullptr;
    SurveyFull* m_full = nullptr;
    CausalResultsPanel* m_results = nullptr;
};

}  // namespace saferscope
