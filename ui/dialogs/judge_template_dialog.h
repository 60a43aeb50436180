// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <string>

class QPlainTextEdit;
class QPushButton;

namespace saferscope {

class Label;

/// The prompt's template in a plain-text editor; what is wrong with it is said while one types.
class JudgeTemplateDialog : public QDialog {
    Q_OBJECT

public:
    /// `text`: the template so far; empty = the built-in one.
    explicit JudgeTemplateDialog(const std::string& text, QWidget* parent = nullptr);
    /// Empty when it is the built-in one.
    std::string text() const;
    QPlainTextEdit* editor() const { return m_editor; }
    QPushButton* acceptButton() const { return m_accept; }
    QPushButton* resetButton() const { return m_reset; }
    QString problem() const;

private:
    void check();

    QPlainTextEdit* m_editor = nullptr;
    Label* m_problem = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_accept = nullptr;
};

/// The very text that a judge gets, to read and copy.
class JudgePromptDialog : public QDialog {
    Q_OBJECT

public:
    JudgePromptDialog(const QString& title, const QString& text, const QString& warning, QWidget* parent = nullptr);
    QPlainTextEdit* view() const { return m_view; }

private:
    QPlainTextEdit* m_view = nullptr;
};

}  // namespace saferscope
