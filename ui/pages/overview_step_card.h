// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/overview_state.h"

#include <QFrame>
#include <array>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace saferscope {

class ElidedLabel;
class Label;

/// One step of the pipeline: what is there, from what, whether it is current, and the button that makes it anew.
class OverviewStepCard : public QFrame {
    Q_OBJECT

public:
    OverviewStepCard(PipelineStep step, QWidget* parent = nullptr);
    void setState(const StepState& state);
    const StepState& state() const { return m_state; }
    QPushButton* button() const { return m_button; }
    QPushButton* link() const { return m_link; }

Q_SIGNALS:
    void actionRequested(saferscope::PipelineStep step);
    void linkRequested(saferscope::PipelineStep step);

private:
    void restyle();

    const PipelineStep m_step;
    StepState m_state;
    QLabel* m_icon = nullptr;
    QLabel* m_statusIcon = nullptr;
    Label* m_status = nullptr;
    ElidedLabel* m_name = nullptr;
    std::array<ElidedLabel*, 3> m_facts{};
    Label* m_explanation = nullptr;
    QPushButton* m_link = nullptr;
    QPushButton* m_button = nullptr;
};

}  // namespace saferscope
