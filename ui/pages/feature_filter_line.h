// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filter_expression.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QMenu;

namespace saferscope {

class Label;

/// The filter line of a table: parses as one types, says under the line where a mistake is, and how many rows are left.
/// While there is a mistake the table keeps the last good filter.
class FeatureFilterLine : public QWidget {
    Q_OBJECT

public:
    using Parse = std::function<tl::expected<FilterExpression, FilterError>(const QString&)>;

    FeatureFilterLine(const QString& placeholder, const QString& help, Parse parse, QWidget* parent = nullptr);
    QLineEdit* edit() const { return m_edit; }
    QString errorText() const;
    void setText(const QString& text);
    struct Ready {
        QString name;
        QString filter;
    };
    /// Filters to choose from a menu in the line, beside those that people keep there.
    void setReadyFilters(const std::vector<Ready>& filters);
    QMenu* menu() const { return m_menu; }
    QStringList keptFilters() const { return m_kept; }
    void setKeptFilters(const QStringList& filters);
    /// "37 of 512"; shown while there is no mistake.
    void setCount(const QString& text);

Q_SIGNALS:
    void filterChanged(const saferscope::FilterExpression& filter);

private:
    void parseNow();
    void fillMenu();

    const Parse m_parse;
    QLineEdit* m_edit = nullptr;
    Label* m_note = nullptr;
    QAction* m_icon = nullptr;
    QMenu* m_menu = nullptr;
    std::vector<Ready> m_ready;
    QStringList m_kept;
    QString m_count;
    bool m_wrong = false;
};

}  // namespace saferscope
