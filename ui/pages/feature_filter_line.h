// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/filter_expression.h"

#include <QWidget>

class QLineEdit;

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
    /// "37 of 512"; shown while there is no mistake.
    void setCount(const QString& text);

Q_SIGNALS:
    void filterChanged(const saferscope::FilterExpression& filter);

private:
    void parseNow();

    const Parse m_parse;
    QLineEdit* m_edit = nullptr;
    Label* m_note = nullptr;
    QString m_count;
    bool m_wrong = false;
};

}  // namespace saferscope
