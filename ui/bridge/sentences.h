// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>
#include <string_view>

namespace saferscope {

class LanguageTexts;

// core knows no Qt and says everything in English. These functions put its sentences into the language of the window:
// they look up which sentence of core's sources it is (translations/core_sentences.h), take its parts out and put them
// into the translation. Paths, quoted names and data stay as they are; plain numbers get the decimal point of the
// locale. Whatever is not known stays English, and so does everything while no translation is installed. For what
// people read only: logs, files and the clipboard keep core's own words. Any thread. Never fails; a usual sentence
// takes less than a millisecond, and no text more than a few.

QString sentence(std::string_view english);
QString sentence(const QString& english);
/// The message and, where there is one, the hint after it.
QString sentences(const Error& error);
QStringList sentences(const QStringList& english);
/// In another language than the window's, for documents.
QString sentence(std::string_view english, const LanguageTexts& language);

}  // namespace saferscope
