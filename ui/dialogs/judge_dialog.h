// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/form_dialog.h"
#include "ui/dialogs/judge_plan.h"

#include <QTimer>

class QLabel;
class QProgressBar;

namespace saferscope {

class JudgeFields;
class JudgeImport;
class Label;
class WorkspaceSession;

/// "Rate features by a judge": who, about what, at what cost; what would be sent, before anything is sent. Starts a run
/// of its own process, or takes ratings over from a file.
class JudgeDialog : public FormDialog {
    Q_OBJECT

public:
    /// The session needs a workspace. Session and store must outlive the dialog.
    JudgeDialog(WorkspaceSession* session, SecretStore* store, const JudgeForm& form, QWidget* parent = nullptr);
    ~JudgeDialog() override;

    /// What to remember for the next time; nothing in it is secret.
    JudgeForm form() const;
    JudgeFields* fields() const { return m_fields; }
    const std::optional<JudgePreview>& preview() const { return m_preview; }
    QString leavingText() const;
    QString effortText() const;
    QPushButton* promptButton() const { return m_promptButton; }
    void showPrompt();
    void editTemplate();
    void accept() override;
    void reject() override;

Q_SIGNALS:
    void started(const QString& runId);
    /// Something to say once the dialog is gone: the keyring did not take the key.
    void notice(const QString& what, const QString& whatToDo);

private:
    RatingRunRequest request() const;
    void onChange();
    QString problem() const;
    void showPreview();
    void start(const RunSpec& spec);
    void setBusy(bool busy);

    WorkspaceSession* const m_session;
    JudgeFields* m_fields = nullptr;
    QLabel* m_leavingIcon = nullptr;
    Label* m_leaving = nullptr;
    Label* m_effort = nullptr;
    QPushButton* m_promptButton = nullptr;
    QPushButton* m_templateButton = nullptr;
    QProgressBar* m_progress = nullptr;
    JudgePlanner m_planner;
    std::unique_ptr<JudgeImport> m_import;
    QTimer m_soon;
    std::optional<JudgePreview> m_preview;
    QString m_previewProblem;
    std::map<std::string, std::string> m_environment;  ///< while a run is being planned; cleared when it has started
    QString m_keyProblem;
    bool m_starting = false;
    bool m_done = false;
};

}  // namespace saferscope
