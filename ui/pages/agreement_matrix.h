// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/agreement.h"

#include <QString>
#include <QWidget>
#include <optional>

namespace saferscope {

/// Where the cells of a matrix lie, without a widget: rows and columns are scores 1..5, top to bottom, left to right.
struct MatrixGeometry {
    QRect header;         ///< the columns' rater, above the numbers
    QRect side;           ///< the rows' rater, turned
    QRect firstCell;      ///< of 1, 1
    int step = 0;         ///< from one cell to the next
    int numberStrip = 0;  ///< width of the row and height of the column with the scores

    QRect cell(int row, int column) const;  ///< scores 1..5
    /// The scores of the cell at a point.
    std::optional<QPoint> at(QPoint point) const;  ///< x = column, y = row
    QSize size() const;
};
MatrixGeometry matrixGeometry(int lineHeight);

/// Two raters' scores against each other as a 5 x 5 heat map with counts; equal scores lie on the diagonal. Arrow keys
/// move, Enter or a click shows a cell's features.
class AgreementMatrix : public QWidget {
    Q_OBJECT

public:
    explicit AgreementMatrix(QWidget* parent = nullptr);
    void setMatrix(const ConfusionMatrix& matrix, const QString& rows, const QString& columns);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// Row and column of the cell that the keys are on, scores 1..5.
    int row() const { return m_row; }
    int column() const { return m_column; }
    QRect cellRect(int row, int column) const;

Q_SIGNALS:
    /// A cell with a count of at least one.
    void cellActivated(int row, int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::uint64_t count(int row, int column) const;
    QString cellText(int row, int column) const;
    void moveTo(int row, int column);
    void activate();

    ConfusionMatrix m_matrix;
    QString m_rows;
    QString m_columns;
    int m_row = 5;
    int m_column = 5;
};

}  // namespace saferscope
