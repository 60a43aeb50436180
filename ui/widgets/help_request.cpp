// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_request.h"

#include <QKeyEvent>
#include <QWidget>
#include <utility>

namespace saferscope {

HelpRequests& HelpRequests::instance() {
    static HelpRequests requests;
    return requests;
}

namespace {

/// Not a QShortcut: this way it works whatever shortcuts other windows have for the same key.
class HelpKey : public QObject {
public:
    HelpKey(QWidget* window, QString page) : QObject(window), m_page(std::move(page)) {
        window->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
            auto* key = static_cast<QKeyEvent*>(event);
            if (key->key() == Qt::Key_F1 && key->modifiers() == Qt::NoModifier) {
                key->accept();
                if (event->type() == QEvent::KeyPress) {
                    HelpRequests::instance().ask(m_page);
                }
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    const QString m_page;
};

}  // namespace

void offerHelp(QWidget* window, const QString& page) { new HelpKey(window, page); }

}  // namespace saferscope
