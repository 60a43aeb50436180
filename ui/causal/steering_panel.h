// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace saferscope {

class EmptyState;
class JobStarter;
class Label;
class ProgressRow;
class SteeringComparer;
class SteeringEffectModel;
class SteeringFactorsModel;
class SteeringFitProcess;
class SteeringListModel;
struct SteeringDialogHooks;
struct SteeringFitRequest;
class WorkspaceSession;

/// Steering profiles of the workspace: make, fit on trusted pairs, edit, measure on a data set, hand on as files. Every
/// change is on the disk at once and the last one can be taken back. GUI thread; fitting and measuring run in child
/// processes, verdicts are read on a thread of their own. A fit ends with the panel or when another workspace opens.
class SteeringPanel : public QWidget {
    Q_OBJECT

public:
    explicit SteeringPanel(QWidget* parent = nullptr);
    ~SteeringPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    void showSomethingMeaningful();
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    SteeringListModel* profiles() const { return m_profiles; }
    SteeringFactorsModel* factors() const { return m_factors; }
    SteeringEffectModel* effect() const { return m_effect; }
    QTableView* list() const { return m_list; }
    QTableView* factorTable() const { return m_factorTable; }
    QPushButton* undoButton() const { return m_undo; }
    QPushButton* measureButton() const { return m_measure; }
    QPushButton* fitButton() const { return m_fit; }
    QPushButton* newButton() const { return m_new; }
    QPushButton* cancelFitButton() const { return m_cancelFit; }
    ProgressRow* fitRow() const { return m_fitRow; }
    QComboBox* modelBox() const { return m_model; }
    QComboBox* datasetBox() const { return m_dataset; }
    QTableView* effectTable() const { return m_effectTable; }
    QString measureText() const;
    QString aboutText() const;
    std::optional<SteeringProfile> current() const;

    /// Each false when refused, with a message.
    bool add(const SteeringProfile& profile);
    bool rename(const std::string& newName);
    bool duplicate();
    bool remove();
    bool exportTo(const QString& path);
    bool importFrom(const QString& path);
    /// Starts it; the profile is selected when it is done.
    Status startFit(const SteeringFitRequest& request);

public Q_SLOTS:
    void undo();
    void measure();
    /// Reads the profiles again.
    void refresh();

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    /// What failed() said last is over: another profile is shown.
    void settled();
    /// The button of the empty state.
    void overviewRequested();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Work = std::function<Status(Workspace&)>;
    QWidget* makeList();
    QWidget* makeDetails();
    void makeActs();
    void showProfile();
    void showMeasured();
    void saveFactors();
    void select(const std::string& name);
    /// Does the work and says so; an error is the caller's to show.
    Status act(const Work& work, const std::string& select, const QString& done, Work undo);
    bool orShow(const Status& status);
    Status tryAdd(const SteeringProfile& profile);
    Status tryRename(const std::string& newName);
    void showProblem(const Error& error);
    void fitColumns();
    void makeFit();
    void fitEnded(const QString& name);
    SteeringDialogHooks hooks();
    void askForNew();
    void askForFit();
    void askForName();
    Workspace* workspace() const;
    std::string freeName(const std::string& wanted) const;

    QPointer<WorkspaceSession> m_session;
    std::unique_ptr<JobStarter> m_starter;
    SteeringComparer* m_comparer = nullptr;
    SteeringFitProcess* m_fitProcess = nullptr;
    QSplitter* m_splitter = nullptr;
    ProgressRow* m_fitRow = nullptr;
    QPushButton* m_cancelFit = nullptr;
    Work m_undoWork;
    std::string m_undoSelect;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QPushButton* m_undo = nullptr;
    SteeringListModel* m_profiles = nullptr;
    QTableView* m_list = nullptr;
    EmptyState* m_none = nullptr;
    QWidget* m_details = nullptr;
    Label* m_title = nullptr;
    Label* m_about = nullptr;
    Label* m_folding = nullptr;
    SteeringFactorsModel* m_factors = nullptr;
    QTableView* m_factorTable = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_dataset = nullptr;
    QPushButton* m_measure = nullptr;
    QPushButton* m_fit = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_rename = nullptr;
    QPushButton* m_duplicate = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_export = nullptr;
    Label* m_measured = nullptr;
    SteeringEffectModel* m_effect = nullptr;
    QTableView* m_effectTable = nullptr;
    bool m_reading = false;
    bool m_fitLater = false;
    bool m_problemShown = false;
    std::string m_shownName;
    /// From the settings, until a workspace has them.
    std::string m_wantedName;
    QString m_wantedModel;
    QString m_wantedDataset;
};

}  // namespace saferscope
