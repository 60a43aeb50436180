// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/form_grid.h"

#include "ui/theme/theme.h"
#include "ui/widgets/decimal_validator.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QIntValidator>
#include <QLineEdit>

namespace saferscope {

FormGrid::FormGrid(QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(spacing(3));
    m_grid->setVerticalSpacing(spacing(2));
    m_grid->setColumnStretch(1, 1);
}

void FormGrid::addRow(const QString& label, QWidget* field) {
    auto* name = new Label(label, TextRole::Body, TextTone::Normal, this);
    name->setBuddy(field);
    QString spoken = label;
    field->setAccessibleName(spoken.remove(QLatin1Char('&')));
    const int row = m_grid->rowCount();
    const bool tall = field->sizePolicy().hasHeightForWidth();
    m_grid->addWidget(name, row, 0, tall ? Qt::AlignTop : Qt::AlignVCenter);
    if (tall) {
        name->setContentsMargins(0, spacing(1), 0, 0);
    }
    m_grid->addWidget(field, row, 1);
    m_rows.push_back({field, name});
}

void FormGrid::addWide(QWidget* field) { m_grid->addWidget(field, m_grid->rowCount(), 0, 1, 2); }

void FormGrid::setRowVisible(QWidget* field, bool visible) {
    for (const Row& row : m_rows) {
        if (row.field == field) {
            row.label->setVisible(visible);
            row.field->setVisible(visible);
        }
    }
}

QLineEdit* FormGrid::addNumber(const QString& label, double least, double most, bool whole) {
    auto* field = new QLineEdit(this);
    if (whole) {
        auto* validator = new QIntValidator(static_cast<int>(least), static_cast<int>(most), field);
        validator->setLocale(QLocale::c());
        field->setValidator(validator);
    } else {
        field->setValidator(new DecimalValidator(least, most, 12, field));
    }
    addRow(label, field);
    return field;
}

}  // namespace saferscope
