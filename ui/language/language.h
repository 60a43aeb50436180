// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

class QSettings;
class QTranslator;

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

/// The texts of a language beside the one in use, for documents in it. Immutable: for any thread, as long as the
/// application lives.
class LanguageTexts {
public:
    /// `code` of languages(); English has no texts of its own, only its numbers.
    explicit LanguageTexts(const QString& code);
    ~LanguageTexts();
    LanguageTexts(const LanguageTexts&) = delete;
    LanguageTexts& operator=(const LanguageTexts&) = delete;

    /// Nothing where there is no translation. `count` chooses the plural form; below 0 there is none.
    QString translate(const char* context, const char* english, int count = -1) const;
    const QLocale& locale() const { return m_locale; }

private:
    const QLocale m_locale;
    std::unique_ptr<QTranslator> m_translator;  ///< none where nothing could be loaded
};

/// What the user chose in View > Language: a code of languages(), or empty for the system's.
QString chosenLanguage(const QSettings& settings);
void chooseLanguage(QSettings& settings, const QString& code);

}  // namespace saferscope
