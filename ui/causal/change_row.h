// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/causal/change_list.h"

#include <QFrame>
#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSlider;
class QToolButton;

namespace saferscope {

class ElidedLabel;
class Label;

/// The values a slider offers for an operation.
struct DoseRange {
    double low = -2.0;
    double high = 4.0;
    double step = 0.05;
    int decimals = 2;
};
/// `maximum`: the strongest activation of the feature (of a set: of its strongest member).
DoseRange doseRange(FeatureOperation operation, double maximum);
/// About 21 doses over the range, 0 and the neutral value exactly among them.
std::vector<double> dosesOf(FeatureOperation operation, double maximum);
/// "factor", "activation", "added": what the numbers of an operation are.
QString doseName(FeatureOperation operation);

/// One change: what is changed, how, and how much, with a slider. It shows; its owner changes the list.
class ChangeRow : public QFrame {
    Q_OBJECT

public:
    /// `nameOf` gives a feature's name for people.
    ChangeRow(const ChangeEntry& entry, double maximum, std::function<QString(FeatureId)> nameOf, QWidget* parent);
    std::uint64_t id() const { return m_id; }
    /// Brings the controls up to the entry; emits nothing.
    void show(const ChangeEntry& entry);
    void setInHand(bool inHand);
    /// Takes the row's place in the order of Tab: its controls as they lie behind `before`. Returns the last of them.
    QWidget* placeAfter(QWidget* before);
    QSlider* slider() const { return m_slider; }
    QDoubleSpinBox* value() const { return m_value; }
    QComboBox* operation() const { return m_operation; }
    QCheckBox* active() const { return m_active; }
    QToolButton* removeButton() const { return m_remove; }
    QToolButton* resetButton() const { return m_reset; }
    QToolButton* expandButton() const { return m_expand; }

Q_SIGNALS:
    void operationPicked(std::uint64_t id, saferscope::FeatureOperation operation, double value);
    void valueMoved(std::uint64_t id, double value);
    void stepEnded();
    void mutedToggled(std::uint64_t id, bool muted);
    void removeRequested(std::uint64_t id);
    /// It was clicked or got the keyboard: it is the change in hand.
    void taken(std::uint64_t id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeTop(const ChangeEntry& entry);
    void move(double value);
    void slid(int place);

    const std::uint64_t m_id;
    const double m_maximum;
    const std::function<QString(FeatureId)> m_nameOf;
    FeatureOperation m_shown = FeatureOperation::Scale;
    DoseRange m_range;
    bool m_inHand = false;
    bool m_updating = false;
    QCheckBox* m_active = nullptr;
    ElidedLabel* m_title = nullptr;
    QToolButton* m_expand = nullptr;
    QToolButton* m_remove = nullptr;
    QToolButton* m_reset = nullptr;
    QComboBox* m_operation = nullptr;
    QSlider* m_slider = nullptr;
    QDoubleSpinBox* m_value = nullptr;
    Label* m_members = nullptr;
};

}  // namespace saferscope
