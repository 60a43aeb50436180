// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/language.h"
#include "ui/main_window.h"
#include "ui/widgets/message_bar.h"

#include <QActionGroup>
#include <QMenu>

namespace saferscope {

void MainWindow::addLanguageMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("&Language"));
    auto* group = new QActionGroup(this);
    const QString chosen = chosenLanguage(*m_settings);
    const auto add = [&](const QString& code, const QString& name) {
        QAction* action = menu->addAction(name);
        action->setObjectName(QStringLiteral("language-") + (code.isEmpty() ? QStringLiteral("system") : code));
        action->setCheckable(true);
        action->setChecked(code == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] {
            const QString before = chosenLanguage(*m_settings);
            chooseLanguage(*m_settings, code);
            if (chosenLanguage(*m_settings) != before) {
                // What is open holds texts, numbers and half-made work in the old language.
                messageBar()->showMessage(MessageKind::Info, tr("The language changes at the next start."),
                                          tr("Close Saferscope and open it again; nothing is lost."));
            }
        });
    };
    add({}, tr("&System"));
    menu->addSeparator();
    for (const Language& language : languages()) {
        add(language.code, language.name);
    }
}

}  // namespace saferscope
