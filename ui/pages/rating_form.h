// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace saferscope {

class InlineEdit;

/// "Who is rating?": a line for a name, and those who rated before. Enter is enough.
class RatingForm : public QWidget {
    Q_OBJECT

public:
    explicit RatingForm(QWidget* parent = nullptr);
    void setProfiles(const QStringList& names);
    void setName(const QString& name);
    InlineEdit* edit() const { return m_edit; }

Q_SIGNALS:
    void chosen(const QString& name);
    void cancelled();

private:
    void renewIcon();

    QLabel* m_icon = nullptr;
    InlineEdit* m_edit = nullptr;
    QWidget* m_known = nullptr;
    QHBoxLayout* m_profiles = nullptr;
};

}  // namespace saferscope
