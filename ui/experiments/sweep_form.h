// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/experiments/sweep_choices.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSettings;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace saferscope {

class FormGrid;
class Label;
class LaunchFields;
class RatioChips;
class SegmentedSwitch;
class TrainingFields;

/// Everything that a sweep is made of, as a column of fields. What is remembered from an earlier time is used where the
/// workspace still has it. GUI thread.
class SweepForm : public QWidget {
    Q_OBJECT

public:
    explicit SweepForm(QWidget* parent = nullptr);
    /// Keeps what is chosen as far as it is still there.
    void setChoices(const SweepChoices& choices);
    void setRubric(RubricKnown known);
    /// What the fields say.
    SweepSpec spec() const;
    /// Why it cannot be previewed; empty when it can.
    QString problem() const;

    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    SegmentedSwitch* modeSwitch() const { return m_mode; }
    QLineEdit* nameEdit() const { return m_name; }
    QComboBox* datasetBox() const { return m_dataset; }
    QComboBox* referenceBox() const { return m_reference; }
    QComboBox* baseBox() const { return m_base; }
    QComboBox* indexBox() const { return m_index; }
    QComboBox* evaluationBox() const { return m_evaluation; }
    QComboBox* featuresBox() const { return m_features; }
    QLineEdit* ruleEdit() const { return m_rule; }
    StrategyList* strategies() const { return m_strategies; }
    RatioChips* ratios() const { return m_ratios; }
    QSpinBox* seeds() const { return m_seeds; }
    TrainingFields* training() const { return m_training; }
    LaunchFields* launch() const { return m_launch; }
    /// That the index was made of other pairs; empty where there is nothing to say.
    QString indexNote() const;
    QToolButton* trainingToggle() const { return m_trainingToggle; }

Q_SIGNALS:
    void changed();

private:
    void makeData(QVBoxLayout* column);
    void makeWhat(QVBoxLayout* column);
    void makeHow(QVBoxLayout* column);
    void modeChanged();
    void fitBoxes();
    void datasetChanged();
    void chooseIndexOfDataset();
    void showIndexNote();
    void showFeatures();
    void showObstacles();
    void showTraining();
    void say();

    SweepChoices m_choices;
    RubricKnown m_rubric;
    std::vector<double> m_modeRatios[2];  ///< what was set for the other mode comes back
    std::vector<Strategy> m_modeStrategies[2];
    bool m_filling = false;
    bool m_datasetChosen = false;  ///< by somebody; else it follows the index

    SegmentedSwitch* m_mode = nullptr;
    Label* m_sentence = nullptr;
    FormGrid* m_dataGrid = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_dataset = nullptr;
    QComboBox* m_reference = nullptr;
    QComboBox* m_base = nullptr;
    QComboBox* m_index = nullptr;
    Label* m_indexNote = nullptr;
    QComboBox* m_evaluation = nullptr;
    QComboBox* m_suite = nullptr;
    StrategyList* m_strategies = nullptr;
    FormGrid* m_whatGrid = nullptr;
    QComboBox* m_features = nullptr;
    QSpinBox* m_top = nullptr;
    QLineEdit* m_rule = nullptr;
    RatioChips* m_ratios = nullptr;
    QSpinBox* m_seeds = nullptr;
    QToolButton* m_trainingToggle = nullptr;
    Label* m_trainingSummary = nullptr;
    TrainingFields* m_training = nullptr;
    LaunchFields* m_launch = nullptr;
};

}  // namespace saferscope
