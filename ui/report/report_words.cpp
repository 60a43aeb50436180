// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_words.h"

#include "ui/bridge/sentences.h"
#include "ui/language/language.h"
#include "ui/widgets/plural.h"

#include <memory>

namespace saferscope {

ReportLanguage reportLanguageOf(const QString& code) {
    const QString chosen = code.isEmpty() ? currentLanguage() : code;
    ReportLanguage language;
    if (chosen == QLatin1String("en")) {
        return language;  // what the sources say
    }
    const auto texts = std::make_shared<const LanguageTexts>(chosen);
    language.tag = QString(chosen).replace(QLatin1Char('_'), QLatin1Char('-')).toStdString();
    language.decimalPoint = QString(texts->locale().decimalPoint()).toStdString();
    language.groupSeparator = QString(texts->locale().groupSeparator()).toStdString();
    if (texts->locale().language() == QLocale::Chinese) {
        language.sentenceGap.clear();
    }
    language.translate = [texts](const char* english, std::optional<std::uint64_t> count) {
        const QString said = texts->translate("Report", english, count ? pluralOf(*count) : -1);
        return said.isEmpty() ? std::string(english) : said.toStdString();
    };
    language.sentence = [texts](const std::string& english) { return sentence(english, *texts).toStdString(); };
    return language;
}

}  // namespace saferscope
