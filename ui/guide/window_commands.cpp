// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/window_commands.h"

#include "ui/widgets/command_name.h"

#include <QAbstractButton>
#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QTabWidget>
#include <QToolButton>
#include <algorithm>

namespace saferscope {
namespace {

std::vector<QKeySequence> keysOf(const QAction& action) {
    const auto keys = action.shortcuts();
    std::vector<QKeySequence> found(keys.begin(), keys.end());
    if (found.empty() && action.text().contains(u'\t')) {
        found.push_back(QKeySequence::fromString(action.text().section(u'\t', 1), QKeySequence::NativeText));
    }
    return found;
}

void takeMenu(const QList<QAction*>& actions, const QString& place, std::vector<WindowCommand>& commands) {
    for (QAction* action : actions) {
        if (const QMenu* menu = action->menu()) {
            if (!menu->property(notInPalette).toBool()) {
                const QString name = plainCommandText(menu->title());
                takeMenu(menu->actions(), place.isEmpty() ? name : place + QStringLiteral(" \u203A ") + name, commands);
            }
        } else if (!action->isSeparator() && action->isVisible() && !action->text().isEmpty()) {
            commands.push_back({plainCommandText(action->text()), place, keysOf(*action), action->isEnabled(), action,
                                [target = QPointer<QAction>(action)] {
                                    if (target != nullptr) {
                                        target->trigger();
                                    }
                                }});
        }
    }
}

/// Adds the keys to a command of the same name: J and Down may do the same.
void add(std::vector<WindowCommand>& commands, WindowCommand command) {
    const auto same = std::find_if(commands.begin(), commands.end(), [&](const WindowCommand& other) {
        return other.title == command.title && other.place == command.place;
    });
    if (same == commands.end()) {
        commands.push_back(std::move(command));
    } else {
        for (const QKeySequence& keys : command.keys) {
            if (std::find(same->keys.begin(), same->keys.end(), keys) == same->keys.end()) {
                same->keys.push_back(keys);
            }
        }
    }
}

/// "Experiments \u203A Queue" for a widget on a tab.
QString placeOf(const QWidget* widget, const QWidget& page, const QString& title) {
    QString place = title;
    for (const QWidget* at = widget; at != nullptr && at != &page; at = at->parentWidget()) {
        const auto* stack = at->parentWidget();
        const auto* tabs = stack == nullptr ? nullptr : qobject_cast<const QTabWidget*>(stack->parentWidget());
        if (tabs != nullptr && tabs->indexOf(const_cast<QWidget*>(at)) >= 0) {
            place +=
                QStringLiteral(" \u203A ") + plainCommandText(tabs->tabText(tabs->indexOf(const_cast<QWidget*>(at))));
            break;
        }
    }
    return place;
}

}  // namespace

QString plainCommandText(QString text) {
    text = text.section(u'\t', 0, 0);
    // Chinese puts the mnemonic behind the word: "打开(&O)…".
    const qsizetype bracket = text.indexOf(QLatin1String("(&"));
    if (bracket >= 0 && bracket + 3 < text.size() && text[bracket + 3] == u')') {
        text.remove(bracket, 4);
    }
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&') {
            ++i;
        }
        if (i < text.size()) {
            plain.append(text[i]);
        }
    }
    while (plain.endsWith(QChar(0x2026)) || plain.endsWith(u'.')) {
        plain.chop(1);
    }
    return plain.trimmed();
}

QString keysText(const std::vector<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& one : keys) {
        const QString text = one.toString(QKeySequence::NativeText);
        if (!text.isEmpty() && !texts.contains(text)) {
            texts.append(text);
        }
    }
    return texts.join(QStringLiteral(", "));
}

void bringToFront(QWidget* widget) {
    for (QWidget* at = widget; at != nullptr && at->parentWidget() != nullptr; at = at->parentWidget()) {
        auto* tabs = qobject_cast<QTabWidget*>(at->parentWidget()->parentWidget());
        if (tabs != nullptr && tabs->indexOf(at) >= 0) {
            tabs->setCurrentWidget(at);
        }
    }
}

std::vector<WindowCommand> menuCommands(const QMainWindow& window) {
    std::vector<WindowCommand> commands;
    takeMenu(window.menuBar()->actions(), {}, commands);
    return commands;
}

std::vector<WindowCommand> pageCommands(QWidget& page, const QString& pageTitle) {
    std::vector<WindowCommand> commands;
    for (QShortcut* shortcut : page.findChildren<QShortcut*>()) {
        auto* owner = qobject_cast<QWidget*>(shortcut->parent());
        if (owner == nullptr || commandName(shortcut).isEmpty()) {
            continue;
        }
        add(commands, {commandName(shortcut),
                       placeOf(owner, page, pageTitle),
                       {shortcut->key()},
                       shortcut->isEnabled() && owner->isEnabled(),
                       nullptr,
                       [target = QPointer<QShortcut>(shortcut), place = QPointer<QWidget>(owner)] {
                           if (target != nullptr && place != nullptr) {
                               bringToFront(place);
                               place->setFocus(Qt::ShortcutFocusReason);
                               Q_EMIT target->activated();
                           }
                       }});
    }
    for (QAction* action : page.findChildren<QAction*>()) {
        auto* owner = qobject_cast<QWidget*>(action->parent());
        if (owner == nullptr || action->shortcut().isEmpty() || action->text().isEmpty()) {
            continue;
        }
        add(commands,
            {plainCommandText(action->text()), placeOf(owner, page, pageTitle), keysOf(*action), action->isEnabled(),
             nullptr, [target = QPointer<QAction>(action), place = QPointer<QWidget>(owner)] {
                 if (target != nullptr && place != nullptr) {
                     bringToFront(place);
                     target->trigger();
                 }
             }});
    }
    for (QAbstractButton* button : page.findChildren<QAbstractButton*>()) {
        // "Alt+U" of "&Undo" is a mnemonic, which the text shows.
        if (button->shortcut().isEmpty() || button->shortcut() == QKeySequence::mnemonic(button->text())) {
            continue;
        }
        QString title = button->text().isEmpty() ? button->accessibleName() : button->text();
        title.remove(QStringLiteral(" (%1)").arg(button->shortcut().toString(QKeySequence::NativeText)));
        add(commands, {plainCommandText(title),
                       placeOf(button, page, pageTitle),
                       {button->shortcut()},
                       button->isEnabled(),
                       nullptr,
                       [target = QPointer<QAbstractButton>(button)] {
                           if (target != nullptr) {
                               bringToFront(target);
                               target->click();
                           }
                       }});
    }
    return commands;
}

}  // namespace saferscope
