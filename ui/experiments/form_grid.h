// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
class QLineEdit;

namespace saferscope {

class Label;

/// Rows of label and field, narrow enough for a column of a page. The label is the field's buddy and its name for
/// screen readers.
class FormGrid : public QWidget {
    Q_OBJECT

public:
    explicit FormGrid(QWidget* parent = nullptr);
    void addRow(const QString& label, QWidget* field);
    /// A field over both columns.
    void addWide(QWidget* field);
    /// Shows or hides the field with its label.
    void setRowVisible(QWidget* field, bool visible);
    /// A number with bounds; what is outside them cannot be left in the field.
    QLineEdit* addNumber(const QString& label, double least, double most, bool whole);

private:
    struct Row {
        QWidget* field = nullptr;
        Label* label = nullptr;
    };
    QGridLayout* m_grid = nullptr;
    std::vector<Row> m_rows;
};

}  // namespace saferscope
