// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_settings.h"
#include "ui/bridge/secret_store.h"
#include "ui/dialogs/form_dialog.h"

#include <functional>
#include <map>
#include <string>

namespace saferscope {

class JudgeKeyRow;

/// Asks for a key alone: for a run that is to go on after the program was closed.
class JudgeKeyDialog : public FormDialog {
    Q_OBJECT

public:
    /// `variable`: the environment variable by which the key reaches the worker.
    JudgeKeyDialog(const QString& host, const SecretName& name, std::string variable, SecretStore* store,
                   QWidget* parent = nullptr);
    JudgeKeyRow* row() const { return m_row; }
    /// For the worker, once accepted.
    const std::map<std::string, std::string>& environment() const { return m_environment; }
    void accept() override;

private:
    const std::string m_variable;
    std::map<std::string, std::string> m_environment;
    JudgeKeyRow* m_row = nullptr;
};

/// What a judge's worker needs in its environment: nothing for word lists, for servers on this computer, and where the
/// variable is set already; else the key that is known, or the one that is asked for. `ready` is not called when the
/// user cancels or `parent` goes away.
void askForKey(const JudgeSettings& settings, SecretStore* store, QWidget* parent,
               const std::function<void(const std::map<std::string, std::string>& environment)>& ready);

}  // namespace saferscope
