// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/feature_table_model.h"

#include <QTableView>

class QMenu;
class QSettings;

namespace saferscope {

/// The table of features: which columns it shows first, the menu that shows and hides them (right click on the header,
/// or a button that opens columnsMenu()), and a Label column that takes what room the others leave.
class FeatureTableView : public QTableView {
    Q_OBJECT

public:
    explicit FeatureTableView(FeatureTableModel* model, QWidget* parent = nullptr);

    /// One checkable entry per column; stays open while entries are toggled. At least one column stays.
    QMenu* columnsMenu() const { return m_menu; }
    void showColumn(FeatureTableModel::Column column, bool shown);
    static bool shownAtFirst(FeatureTableModel::Column column);
    /// All columns as they were at first: order, widths, which are shown.
    void resetColumns();

    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeMenu();
    void renewMenu();
    void resetWidths();
    void fitLabel();
    int headWidth(int column) const;

    FeatureTableModel* m_model = nullptr;
    QMenu* m_menu = nullptr;
    qsizetype m_digits = 5;  ///< of the largest feature number
};

}  // namespace saferscope
