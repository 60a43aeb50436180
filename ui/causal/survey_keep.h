// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace saferscope {

/// "Keep result…": a button that opens a line with a name and a note. Enter keeps, Escape closes.
class SurveyKeep : public QWidget {
    Q_OBJECT

public:
    explicit SurveyKeep(QWidget* parent = nullptr);
    /// Offered as the name when the line opens.
    void setSuggestion(const QString& name) { m_suggestion = name; }
    QPushButton* openButton() const { return m_open; }
    QLineEdit* nameEdit() const { return m_name; }
    QLineEdit* noteEdit() const { return m_note; }
    QPushButton* keepButton() const { return m_keep; }
    /// Its owner has kept it: the line closes.
    void done();

Q_SIGNALS:
    void keepRequested(const QString& name, const QString& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setOpen(bool open);

    QString m_suggestion;
    QPushButton* m_open = nullptr;
    QWidget* m_line = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_note = nullptr;
    QPushButton* m_keep = nullptr;
};

}  // namespace saferscope
