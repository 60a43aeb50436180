// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QHash>
#include <QObject>

namespace saferscope {

class HeatmapView;

/// A heat map for screen readers: a list whose items are the tokens, each with its text as the name and what it is
/// worth as the value, and the whole text with the selected token as the place in it. An item is made when somebody
/// asks for it, never all of them: texts have a hundred thousand tokens. GUI thread; owned by Qt's cache as any
/// interface.
class HeatmapAccessible final : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    explicit HeatmapAccessible(HeatmapView* view);
    ~HeatmapAccessible() override;

    void* interface_cast(QAccessible::InterfaceType type) override;
    QString text(QAccessible::Text kind) const override;
    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    /// Items that were asked for and live.
    int itemsMade() const { return static_cast<int>(m_items.size()); }

    // The text, as it is shown (newlines and the like as visible signs).
    void selection(int index, int* start, int* end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint& point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int* start, int* end) const override;

private:
    HeatmapView* view() const;
    void forgetItems();             ///< the text is another
    int tokenOf(int offset) const;  ///< the token at a character, -1 where there is none

    const QMetaObject::Connection m_replaced;
    mutable QHash<int, QAccessible::Id> m_items;
};

/// Qt asks this for the interface of a widget. Known to Qt from the first HeatmapView on.
void registerHeatmapAccessible();

}  // namespace saferscope
