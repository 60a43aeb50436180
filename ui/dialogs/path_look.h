// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/safer_call.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <vector>

class QLineEdit;
class QPushButton;
class QWidget;

namespace saferscope {

/// Looks at what the path in a field leads to, by a `safer` command: some time after the last key, so that half a path
/// is not looked at, and never at two paths at once. GUI thread; the field must outlive it.
class PathLook : public QObject {
    Q_OBJECT

public:
    /// `arguments` are asked for when the look begins.
    PathLook(QLineEdit* field, std::function<QStringList()> arguments, QObject* parent);

    /// As typed and tidied (tidyPath()); never looks like an option.
    QString path() const;
    /// Writes the path into the field and looks at once.
    void setPath(const QString& path);
    /// Forgets a look that is under way and begins another one after so many milliseconds; none at an empty path.
    void soon(int milliseconds = 400);
    bool looking() const { return m_call.running() || m_soon.isActive(); }

Q_SIGNALS:
    /// The path is another one: what was found goes. A look follows by itself.
    void pathChanged();
    void began();
    void answered(const saferscope::Json& answer);
    void failed(const saferscope::Error& error);

private:
    void look();

    QLineEdit* const m_field;
    const std::function<QStringList()> m_arguments;
    QTimer m_soon;
    SaferCall m_call;
};

/// A field with its buttons at the end, as one row of a form: it hands its focus and its name to the field.
QWidget* makePathRow(QLineEdit* field, const std::vector<QPushButton*>& buttons, QWidget* parent);

}  // namespace saferscope
