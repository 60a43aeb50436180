// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/job_dialogs.h"

class QCheckBox;

namespace saferscope {

class BaseModelPanel;

/// Starts from a model of the workspace or from a folder with any model, a language model too, with the paper's recipe,
/// or from fresh weights of a small size with a rate that suits them. What saves memory is asked for with models that
/// exist: those may be too large for this machine.
class TrainRewardModelDialog : public JobDialog {
    Q_OBJECT

public:
    TrainRewardModelDialog(const Workspace& workspace, QWidget* parent);
    JobRequest request() const override;
    /// Chooses to start from this folder.
    void setFolder(const QString& path);
    BaseModelPanel* folderPanel() const { return m_folder; }

protected:
    bool ready() const override;

private:
    /// FreshSize's index, a model's name, or neither: a folder.
    bool startsFresh() const;
    bool startsFromFolder() const;
    void addMemoryRows();
    void showRows();
    void suggestRate();
    void suggest();

    QComboBox* m_dataset = nullptr;
    QComboBox* m_base = nullptr;
    BaseModelPanel* m_folder = nullptr;
    QComboBox* m_method = nullptr;
    QLineEdit* m_rank = nullptr;
    QComboBox* m_numbers = nullptr;
    QLineEdit* m_passTokens = nullptr;
    QCheckBox* m_recompute = nullptr;
    QString m_suggestedRate;
    QLineEdit* m_epochs = nullptr;
    QLineEdit* m_learningRate = nullptr;
    QLineEdit* m_batch = nullptr;
    QLineEdit* m_seed = nullptr;
    QComboBox* m_device = nullptr;
};

class TrainSaeDialog : public JobDialog {
    Q_OBJECT

public:
    TrainSaeDialog(const Workspace& workspace, QWidget* parent);
    JobRequest request() const override;

private:
    void suggest();

    const std::vector<Artifact> m_models;
    bool m_smallModel = false;
    QComboBox* m_dataset = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_layer = nullptr;
    QLineEdit* m_latents = nullptr;
    QLineEdit* m_k = nullptr;
    QLineEdit* m_stage1 = nullptr;
    QLineEdit* m_stage2 = nullptr;
    QLineEdit* m_seed = nullptr;
    QComboBox* m_device = nullptr;
};

}  // namespace saferscope
