// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/job_dialogs.h"

namespace saferscope {

/// Starts from an existing model with the paper's recipe, or from fresh weights of a small size with a rate that suits
/// them.
class TrainRewardModelDialog : public JobDialog {
    Q_OBJECT

public:
    TrainRewardModelDialog(const Workspace& workspace, QWidget* parent);
    JobRequest request() const override;

private:
    void suggest();

    QComboBox* m_dataset = nullptr;
    QComboBox* m_base = nullptr;
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
