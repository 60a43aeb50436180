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
class QStackedLayout;
class QTableView;

namespace saferscope {

class EmptyState;
class JobStarter;
class Label;
class SteeringEffectModel;
class SteeringFactorsModel;
class SteeringListModel;
class WorkspaceSession;

/// Steering profiles of the workspace: make, edit, measure on a data set, hand on as files. Every change is on the disk
/// at once and the last one can be taken back. GUI thread; measuring runs in child processes.
class SteeringPanel : public QWidget {
    Q_OBJECT

public:
    explicit SteeringPanel(QWidget* parent = nullptr);
    ~SteeringPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    void showSomethingMeaningful();

    SteeringListModel* profiles() const { return m_profiles; }
    SteeringFactorsModel* factors() const { return m_factors; }
    SteeringEffectModel* effect() const { return m_effect; }
    QTableView* list() const { return m_list; }
    QTableView* factorTable() const { return m_factorTable; }
    QPushButton* undoButton() const { return m_undo; }
    QPushButton* measureButton() const { return m_measure; }
    QPushButton* fitButton() const { return m_fit; }
    MessageBar* message() const { return m_message; }
    QString measureText() const;
    std::optional<SteeringProfile> current() const;

    /// Each false when refused, with a message.
    bool add(SteeringProfile profile);
    bool rename(const std::string& newName);
    bool duplicate();
    bool remove();
    bool exportTo(const QString& path);
    bool importFrom(const QString& path);

public Q_SLOTS:
    void undo();
    void measure();
    /// Reads the profiles again.
    void refresh();

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);

protected:
    void showEvent(QShowEvent* event) override;

private:
    using Work = std::function<Status(Workspace&)>;
    QWidget* makeList();
    QWidget* makeDetails();
    void makeActs();
    void showProfile();
    void showMeasured();
    void saveFactors();
    void select(const std::string& name);
    bool act(const Work& work, const std::string& select, const QString& done, Work undo);
    void showProblem(const Error& error);
    void askForNew();
    void askForName();
    Workspace* workspace() const;
    std::string freeName(const std::string& wanted) const;

    QPointer<WorkspaceSession> m_session;
    std::unique_ptr<JobStarter> m_starter;
    Work m_undoWork;
    std::string m_undoSelect;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    MessageBar* m_message = nullptr;
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
};

}  // namespace saferscope
