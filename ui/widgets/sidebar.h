// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>
#include <vector>

class QButtonGroup;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace saferscope {

class ElidedLabel;
class Label;

/// The list of pages at the left edge, with the workspace's name above it and a word about running jobs below.
class Sidebar : public QFrame {
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);
    /// `iconName` is a file of resources/icons. Pages are numbered in the order they are added.
    void addPage(const QString& title, const QString& iconName, const QString& shortcut);
    void setCurrent(int page);
    void setWorkspaceName(const QString& name);
    /// Empty text hides the line.
    void setFootnote(const QString& text);
    /// Without a workspace there is nothing to go to.
    void setPagesEnabled(bool enabled);
    QToolButton* button(int page) const;
    /// Icons alone; the names stay in tool tips and for screen readers.
    void setNarrow(bool narrow);

Q_SIGNALS:
    void pageChosen(int page);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void restyle();
    void fitWidth();

    bool m_narrow = false;
    QLabel* m_mark = nullptr;
    Label* m_name = nullptr;
    ElidedLabel* m_workspace = nullptr;
    Label* m_footnote = nullptr;
    QVBoxLayout* m_pages = nullptr;
    QButtonGroup* m_group = nullptr;
    std::vector<QString> m_icons;
};

}  // namespace saferscope
