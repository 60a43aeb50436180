// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/open_artifact_dialog.h"

class QComboBox;

namespace saferscope {

/// A published reward model for the workspace: says what the folder holds and what speaks against it, asks for the
/// label where the model gives several numbers.
class OpenModelDialog : public OpenArtifactDialog {
    Q_OBJECT

public:
    explicit OpenModelDialog(std::filesystem::path workspaceFolder, QWidget* parent = nullptr);
    QComboBox* labelBox() const { return m_label; }
    /// What `safer doctor --model` says of a model, as facts and warnings. What it says is wrong is in
    /// problemsOf(answer) and left to the caller. False where it found no model at all.
    static bool showModel(FoundPanel& panel, const Json& answer);

protected:
    QStringList lookArguments() const override;
    QStringList addArguments() const override;
    bool showFound(const Json& answer) override;
    void showAdded(const Json& answer) override;
    void forgetFound() override;
    void setFieldsEnabled(bool enabled) override;

private:
    QComboBox* m_label = nullptr;
    QWidget* m_labelRow = nullptr;
    bool m_sound = false;  ///< apart from the label, which the user chooses
};

}  // namespace saferscope
