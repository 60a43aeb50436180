// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/dialogs/form_dialog.h"

#include <string>
#include <vector>

class QComboBox;
class QSpinBox;

namespace saferscope {

/// What "strongest", "kept" and "LLM" mean in this workspace.
class WorkspaceSettingsDialog : public FormDialog {
    Q_OBJECT

public:
    /// `judges`: those who have rated, to choose the main one from.
    WorkspaceSettingsDialog(const WorkspaceSettings& settings, const std::vector<std::string>& judges,
                            QWidget* parent = nullptr);
    /// What was not on the form is as it was.
    WorkspaceSettings settings() const;

private:
    const WorkspaceSettings m_before;
    QComboBox* m_measure = nullptr;
    QSpinBox* m_kept = nullptr;
    QSpinBox* m_candidates = nullptr;
    QComboBox* m_judge = nullptr;
};

}  // namespace saferscope
