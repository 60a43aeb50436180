// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/intervention.h"

#include <QWidget>
#include <optional>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSettings;
class QSlider;

namespace saferscope {

class WorkspaceSession;

/// What is changed, how, how much and where: features of the kept set, of a saved set, typed by hand, or the very
/// intervention that another tab handed over.
class SurveySubject : public QWidget {
    Q_OBJECT

public:
    explicit SurveySubject(QWidget* parent = nullptr);
    /// Fills the choices; what was chosen and is there still stays.
    void fill(const WorkspaceSession& session);
    /// Takes an intervention over as it is; it stays a choice until another one comes.
    void setIntervention(const Intervention& intervention);
    /// Nothing while problem() says something.
    std::optional<Intervention> intervention() const;
    QString problem() const;
    /// "the kept features", for captions.
    QString words() const;

    QComboBox* setBox() const { return m_set; }
    QLineEdit* featureEdit() const { return m_features; }
    QComboBox* operationBox() const { return m_operation; }
    QSlider* slider() const { return m_slider; }
    QDoubleSpinBox* valueBox() const { return m_value; }
    QComboBox* positionBox() const { return m_positions; }
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

Q_SIGNALS:
    void changed();

private:
    std::vector<FeatureId> features(QString* problem) const;
    void showFields();
    void setRange();

    std::uint32_t m_latents = 0;
    std::vector<FeatureId> m_kept;
    std::vector<std::pair<QString, std::vector<FeatureId>>> m_sets;
    std::optional<Intervention> m_given;
    QComboBox* m_set = nullptr;
    QLineEdit* m_features = nullptr;
    QComboBox* m_operation = nullptr;
    QSlider* m_slider = nullptr;
    QDoubleSpinBox* m_value = nullptr;
    QComboBox* m_positions = nullptr;
    QWidget* m_valueRow = nullptr;
    QWidget* m_positionColumn = nullptr;
    QWidget* m_operationColumn = nullptr;
};

/// A field with its name above it.
QWidget* namedField(const QString& name, QWidget* field, QWidget* parent);

}  // namespace saferscope
