// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

class QSettings;

namespace saferscope {

struct Language {
    QString code;  ///< "en", "de", "zh_CN": the ending of translations/saferscope_CODE.ts
    QString name;  ///< as its speakers call it
};

/// The languages the window speaks: English, and every other with a .ts file. By code, English first.
std::vector<Language> languages();

/// A code or locale name in any usual spelling ("de", "zh-CN", "de_AT.UTF-8") as the code of a language the window
/// speaks; nothing for others. Traditional and Simplified Chinese are different languages here.
std::optional<QString> languageFor(const QString& name);

/// The program's texts, Qt's own and the default QLocale (numbers, dates) from here on; widgets that exist keep their
/// texts. Numbers of C's functions (printf, strtod), which read and write files, keep the point. Empty: the first of
/// the system's languages that there is, else English, with the system's numbers. Needs an application; GUI thread.
/// Returns the code of the language in use.
QString installLanguage(const QString& code);

/// The code installLanguage() returned last; "en" before.
QString currentLanguage();

/// What the user chose in View > Language: a code of languages(), or empty for the system's.
QString chosenLanguage(const QSettings& settings);
void chooseLanguage(QSettings& settings, const QString& code);

}  // namespace saferscope
