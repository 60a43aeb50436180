// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <QWidget>
#include <array>
#include <optional>

namespace saferscope {

/// Rewards over the dose of one change: chosen, rejected and margin, the dose in force as a line. Hover reads values
/// out; a click asks for that dose; Left, Right, Home and End do the same by keyboard, Enter asks. Painted here because
/// a plot of 21 points has to follow a slider.
class ChangeCurve : public QWidget {
    Q_OBJECT

public:
    explicit ChangeCurve(QWidget* parent = nullptr);
    /// `title` names the change ("Feature 17"), `axis` the dose ("factor").
    void setCurve(const EngineCurve& curve, const QString& axis);
    void clear(const QString& because);
    void setDose(std::optional<double> dose);
    const EngineCurve& curve() const { return m_curve; }
    std::optional<double> dose() const { return m_dose; }
    /// What the readout says at a dose; empty without a curve.
    QString readoutAt(double dose) const;
    /// Where a dose lies, in the widget's coordinates.
    double xOf(double dose) const;
    /// Where the names of the curves stand, each with its line: beside each other as far as there is room.
    std::array<QRectF, 3> legend() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void doseClicked(double dose);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF plot() const;
    double doseAt(double x) const;
    void hoverAt(std::optional<std::size_t> index);

    EngineCurve m_curve;
    QString m_axis;
    QString m_because;
    std::optional<double> m_dose;
    std::optional<double> m_hover;
};

}  // namespace saferscope
