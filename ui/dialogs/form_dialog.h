// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDialog>
#include <QString>

class QGridLayout;
class QHBoxLayout;
class QProgressBar;
class QPushButton;
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
    /// Makes the dialog as high as what it shows now needs, as far as the screen goes; never smaller.
    void growToContents();
    void showError(const Error& error);
    /// When the work is done: only the messages, the wide parts and the one button are left.
    void showOutcome(const QString& action);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void orderFocus();

    QVBoxLayout* m_layout = nullptr;
    QWidget* m_formBox = nullptr;
    QGridLayout* m_form = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    MessageBar* m_messageBar = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_action = nullptr;
    QPushButton* m_help = nullptr;
    bool m_ordered = false;
    int m_row = 0;
    int m_widePlace = 0;
};

}  // namespace saferscope
