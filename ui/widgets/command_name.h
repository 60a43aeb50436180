// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

namespace saferscope {

/// What a QShortcut does, in the window's language: for the command palette and the list of keys. Not its whatsThis(),
/// which Qt would show as markup where it looks like some.
inline void nameCommand(QObject* shortcut, const QString& name) { shortcut->setProperty("commandName", name); }
/// Empty for a shortcut that is none of the palette's.
inline QString commandName(const QObject* shortcut) { return shortcut->property("commandName").toString(); }

}  // namespace saferscope
