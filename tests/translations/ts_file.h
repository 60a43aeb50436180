// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace saferscope::check {

/// A string of a .ts file.
struct TsMessage {
    QString context;
    QString source;
    QString comment;
    QStringList forms;  ///< one, or as many as the language has plural forms
    bool numerus = false;
    bool finished = false;

    QString key() const { return context + QLatin1Char('\x1f') + source + QLatin1Char('\x1f') + comment; }
    QString name() const { return QStringLiteral("%1: \"%2\"").arg(context, source); }
};

/// Ends the test program where the file cannot be read.
std::vector<TsMessage> readTs(const QString& file);

/// translations/saferscope_CODE.ts of the checkout; what is in it. "de", "zh_CN", "en".
QString tsPath(const QString& code);
/// Codes of all .ts files of the checkout.
QStringList tsCodes();

/// What is wrong with one translation by itself, a sentence each: unfinished, empty, placeholders, mnemonics, plural
/// forms, blanks at its ends.
QStringList problemsOf(const TsMessage& message, int pluralForms);

}  // namespace saferscope::check
