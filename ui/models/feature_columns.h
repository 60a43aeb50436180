// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/feature_table_model.h"

namespace saferscope {

/// What the header of a column says.
struct FeatureColumnInfo {
    QString key;   ///< its name in JSON; empty = left out of files
    QString name;  ///< short, in the user's language
    QString help;
};
/// `judge` is the one whose scores the LLM column shows.
FeatureColumnInfo featureColumnInfo(FeatureTableModel::Column column, const QString& judge);

/// The value that a cell stands for and is sorted by; NaN where it is not known. Labels have none.
double featureValue(const FeatureRow& row, FeatureTableModel::Column column);
QString featureCellText(const FeatureRow& row, FeatureTableModel::Column column);
/// What there is to say beyond the cell, plain text; mostly nothing.
QString featureCellHelp(const FeatureRow& row, FeatureTableModel::Column column, const QString& judge);
QVariant featureCellExport(const FeatureRow& row, FeatureTableModel::Column column);
CellMark featureCellMark(const FeatureRow& row, FeatureTableModel::Column column);
Qt::Alignment featureAlignment(FeatureTableModel::Column column);

}  // namespace saferscope
