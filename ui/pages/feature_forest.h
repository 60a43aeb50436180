// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/feature_forest_geometry.h"

#include <QWidget>

namespace saferscope {

/// The contrast of one feature over all pairs and within each subset: a dot and its 95 % interval per line, a line at
/// 0. Pale where too few pairs stand behind it. Hovering a line, or going there with Up and Down, names its numbers;
/// all of them are in the accessible description.
class FeatureForest : public QWidget {
    Q_OBJECT

public:
    explicit FeatureForest(QWidget* parent = nullptr);
    void setRows(std::vector<ForestRow> rows);
    const std::vector<ForestRow>& rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    qreal lineHeight() const;
    ForestGeometry geometryNow() const;
    void describe();

    std::vector<ForestRow> m_rows;
    int m_row = -1;  ///< the line the keys are on
};

}  // namespace saferscope
