// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDialog>
#include <QString>
#include <vector>

class QGridLayout;
class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace saferscope {

class MessageBar;

/// The common frame of the window's dialogs: title, one sentence what will happen, rows of label and field with a
/// remark, a message bar, and one action named by what it does.
class FormDialog : public QDialog {
    Q_OBJECT

public:
    FormDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent = nullptr);

    /// A row of the form. The label names the field for screen readers and carries its shortcut.
    void addRow(const QString& label, QWidget* field, const QString& remark = {});
    /// A second field, at the right in the row that was added last. Where one row has two, all rows share the columns.
    void addBeside(const QString& label, QWidget* field);
    /// A part below the fields, in their column: what was found where a field points to.
    void addUnder(QWidget* part);
    /// Shows or hides what addRow(), addBeside() or addUnder() added, with its label, remark and room. A remark belongs
    /// to the first field of its row.
    void setRowVisible(const QWidget* field, bool visible);
    /// False only for what setRowVisible() has hidden, also before the dialog is shown.
    bool isRowVisible(const QWidget* field) const;
    /// A wide part between the form and the buttons.
    void addWide(QWidget* widget, int stretch = 1);
    /// A bar without a text, hidden until there is something to wait for.
    QProgressBar* addProgressBar();
    QPushButton* action() const { return m_action; }
    QPushButton* cancelButton() const { return m_cancel; }
    /// F1 and a button at the left edge open this page of the help.
    void offerHelpPage(const QString& page);
    /// From now on the action does not close the dialog: whoever handles its click calls accept() once it went well, so
    /// that a dialog in which something is wrong stays open with what was typed.
    void keepOpenOnAction();
    MessageBar* messageBar() const { return m_messageBar; }
    /// For forms that may be higher than a small screen with large text: the rows scroll then, title and buttons stay.
    void letFormScroll();
    /// Makes the dialog as high and wide as what it shows now needs, as far as the screen goes; never smaller.
    void growToContents();
    /// The same after rows went: smaller too, unless it was given another height by hand.
    void fitToContents();
    void showError(const Error& error);
    /// When the work is done: only the messages, the wide parts and the one button are left.
    void showOutcome(const QString& action);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Row {
        QWidget* field = nullptr;
        QWidget* label = nullptr;
        QWidget* remark = nullptr;
        int gap = 0;  ///< the grid's row that keeps it apart from the next
        bool visible = true;
    };

    void place(const QString& label, QWidget* field, int column, int columns);
    void orderFocus();
    int mostWidth() const;
    void fitWidth();
    int fitHeight();
    void resizeToContents();

    QVBoxLayout* m_layout = nullptr;
    QWidget* m_formBox = nullptr;
    QScrollArea* m_formArea = nullptr;  ///< round m_formBox after letFormScroll()
    QGridLayout* m_form = nullptr;
    std::vector<Row> m_rows;
    QHBoxLayout* m_buttons = nullptr;
    MessageBar* m_messageBar = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_action = nullptr;
    QPushButton* m_help = nullptr;
    bool m_ordered = false;
    bool m_mayShrink = false;
    int m_ownHeight = 0;  ///< as the contents needed it last
    int m_row = 0;        ///< of the grid, the next free one
    int m_lastRow = 0;    ///< of the grid, with the newest field
    int m_widePlace = 0;
};

}  // namespace saferscope
