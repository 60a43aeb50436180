// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/steering_profile.h"
#include "ui/causal/steering_features.h"
#include "ui/causal/steering_fit_process.h"
#include "ui/dialogs/form_dialog.h"

#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace saferscope {

class Label;

/// What a dialog needs of the panel: a name that is free, and the work itself, which may be refused.
struct SteeringDialogHooks {
    std::function<std::string(const std::string& wanted)> freeName;
    std::function<Status(const SteeringProfile&)> add;
    std::function<Status(const SteeringFitRequest&)> fit;
};

/// A profile with the same change for every feature. GUI thread; the session has a workspace and an index.
class NewSteeringDialog : public FormDialog {
    Q_OBJECT

public:
    NewSteeringDialog(const WorkspaceSession& session, SteeringDialogHooks hooks, QWidget* parent);
    SteeringFeatureFields* features() const { return m_features; }
    QLineEdit* name() const { return m_name; }

private:
    void create();

    const WorkspaceSession& m_session;
    const SteeringDialogHooks m_hooks;
    QLineEdit* m_name = nullptr;
    SteeringFeatureFields* m_features = nullptr;
    QComboBox* m_operation = nullptr;
    QDoubleSpinBox* m_value = nullptr;
    QComboBox* m_positions = nullptr;
};

/// What a fit is to work with; says what may be hoped for. GUI thread; the session has a workspace and an index.
class FitSteeringDialog : public FormDialog {
    Q_OBJECT

public:
    FitSteeringDialog(const WorkspaceSession& session, SteeringDialogHooks hooks, QWidget* parent);
    SteeringFeatureFields* features() const { return m_features; }
    QLineEdit* name() const { return m_name; }
    QComboBox* dataset() const { return m_dataset; }
    QSpinBox* most() const { return m_most; }
    QString remark() const;

private:
    void showRemark();
    void showEvent(QShowEvent* event) override;
    void fitHeight();
    void begin();
    std::uint64_t pairs() const;

    const WorkspaceSession& m_session;
    const SteeringDialogHooks m_hooks;
    QLineEdit* m_name = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_dataset = nullptr;
    QSpinBox* m_most = nullptr;
    SteeringFeatureFields* m_features = nullptr;
    QComboBox* m_positions = nullptr;
    Label* m_remark = nullptr;
    Label* m_warning = nullptr;
};

}  // namespace saferscope
