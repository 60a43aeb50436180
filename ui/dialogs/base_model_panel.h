// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/path_look.h"

#include <QWidget>

namespace saferscope {

class FoundPanel;
class Label;

/// The folder of a published model that a training is to start from, a language model too, and what was found there.
/// The field with its button is a widget of its own, for the row of a form; this panel shows what `safer doctor --base`
/// says, and is hidden while there is nothing to say. GUI thread.
class BaseModelPanel : public QWidget {
    Q_OBJECT

public:
    explicit BaseModelPanel(QWidget* parent);

    /// Field and "Choose…"; belongs to the layout it is put into.
    QWidget* pathRow() const { return m_row; }
    QLineEdit* pathField() const { return m_path; }
    FoundPanel* found() const { return m_found; }
    void setPath(const QString& path) { m_look->setPath(path); }
    QString path() const { return m_look->path(); }
    bool looking() const { return m_look->looking(); }
    /// It was looked at, and a training can start from it.
    bool sound() const { return m_sound; }

Q_SIGNALS:
    /// sound(), or what is shown.
    void changed();

private:
    void showAnswer(const Json& answer);
    void showProblem(const Error& error);
    void showState(const QString& text);
    void choose();

    QLineEdit* m_path = nullptr;
    QWidget* m_row = nullptr;
    PathLook* m_look = nullptr;
    FoundPanel* m_found = nullptr;
    Label* m_state = nullptr;
    bool m_sound = false;
};

}  // namespace saferscope
