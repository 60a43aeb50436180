// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QAbstractButton;
class QLineEdit;
class QPushButton;

namespace saferscope {

class Label;

/// The ratios of a sweep as chips in per cent: one is taken away by a click or by Delete, others are typed ("3", "7.5
/// %", "1 2 4"). GUI thread.
class RatioChips : public QWidget {
    Q_OBJECT

public:
    explicit RatioChips(QWidget* parent = nullptr);
    /// As fractions, 0.05 = 5 %; sorted, repeated ones once. Does not emit.
    void setRatios(std::vector<double> ratios);
    const std::vector<double>& ratios() const { return m_ratios; }
    /// What the reset button puts back.
    void setPublished(std::vector<double> ratios);
    QLineEdit* edit() const { return m_edit; }
    QPushButton* resetButton() const { return m_reset; }
    QAbstractButton* chip(int index) const;
    int chipCount() const { return static_cast<int>(m_chips.size()); }
    /// What is wrong with the last text that was entered; empty when it was taken.
    QString problem() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void rebuild();
    void add();
    void removeAt(std::size_t index);
    int place(int width, bool move) const;

    std::vector<double> m_ratios;
    std::vector<double> m_published;
    std::vector<QAbstractButton*> m_chips;
    QLineEdit* m_edit = nullptr;
    QPushButton* m_reset = nullptr;
    Label* m_problem = nullptr;
};

/// "2.5 %"; no more digits than the number has.
QString ratioText(double ratio);

}  // namespace saferscope
