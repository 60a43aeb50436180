// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace saferscope {

class Label;

/// One figure with its name above and a short remark below.
class StatCard : public QWidget {
    Q_OBJECT

public:
    explicit StatCard(const QString& name, QWidget* parent = nullptr);
    void setValue(const QString& value, const QString& remark = {});
    QString value() const;

private:
    Label* m_name = nullptr;
    Label* m_value = nullptr;
    Label* m_remark = nullptr;
};

}  // namespace saferscope
