// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "ui/experiments/form_grid.h"

class QComboBox;

namespace saferscope {

/// The settings of the trainings that people change: the rest are the trainer's own. GUI thread.
class TrainingFields : public FormGrid {
    Q_OBJECT

public:
    explicit TrainingFields(QWidget* parent = nullptr);
    /// Values that suit the base model, until somebody types others: `known` is how another model was trained from it,
    /// empty where nobody knows.
    void suggest(int modelWidth, const Json& known);
    /// Members of RewardTrainingConfig. Fields that hold nothing usable are left out.
    Json config() const;
    /// Takes back what config() gave: those values count as typed. Does not emit.
    void setConfig(const Json& config);
    bool typed() const { return m_typed; }
    /// What is wrong; empty when all is well.
    QString problem() const;
    /// "2 epochs, rate 2e-05, 32 pairs a step, LoRA rank 16"
    QString summary() const;

    QLineEdit* epochs() const { return m_epochs; }
    QLineEdit* learningRate() const { return m_learningRate; }
    QComboBox* method() const { return m_method; }
    QLineEdit* rank() const { return m_rank; }

Q_SIGNALS:
    void changed();

private:
    void showMethod();

    bool m_typed = false;
    int m_width = 0;
    bool m_known = false;
    void fillFrom(const Json& config);
    QLineEdit* m_epochs = nullptr;
    QLineEdit* m_learningRate = nullptr;
    QLineEdit* m_batch = nullptr;
    QComboBox* m_method = nullptr;
    QLineEdit* m_rank = nullptr;
};

}  // namespace saferscope
