// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_inline_edit.h"

#include "core/data/rating.h"

#include <QKeyEvent>

namespace saferscope {

InlineEdit::InlineEdit(const QString& name, const QString& placeholder, QWidget* parent) : QLineEdit(parent) {
    setAccessibleName(name);
    setPlaceholderText(placeholder);
    setMaxLength(static_cast<int>(maxRatingTextBytes / 4));  // a UTF-16 unit is at most 3 bytes of UTF-8
}

void InlineEdit::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            event->accept();
            Q_EMIT accepted(text());
            return;
        case Qt::Key_Escape:
            event->accept();
            Q_EMIT cancelled();
            return;
        default:
            QLineEdit::keyPressEvent(event);
            event->accept();  // also what a line edit has no use for, such as Backspace in an empty line
    }
}

}  // namespace saferscope
