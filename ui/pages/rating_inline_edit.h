// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace saferscope {

/// A line to write in, in the middle of a page that listens to single keys: nothing typed here reaches the page. Enter
/// hands the text over, Esc gives up; what happens then is the owner's business.
class InlineEdit : public QLineEdit {
    Q_OBJECT

public:
    /// `name` is for screen readers.
    InlineEdit(const QString& name, const QString& placeholder, QWidget* parent = nullptr);

Q_SIGNALS:
    void accepted(const QString& text);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace saferscope
