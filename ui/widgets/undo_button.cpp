// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undo_button.h"

#include <QAbstractButton>
#include <QWidget>

namespace saferscope {
namespace {

constexpr const char* property = "undoDirection";

}  // namespace

void marksUndo(QAbstractButton* button, bool forward) { button->setProperty(property, forward ? 1 : -1); }

QAbstractButton* undoButtonOf(const QWidget* page, bool forward) {
    if (page != nullptr) {
        for (QAbstractButton* button : page->findChildren<QAbstractButton*>()) {
            if (button->property(property).toInt() == (forward ? 1 : -1) && button->isVisible() &&
                button->isEnabled()) {
                return button;
            }
        }
    }
    return nullptr;
}

}  // namespace saferscope
