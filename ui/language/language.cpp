// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QPointer>
#include <QSettings>
#include <QTranslator>
#include <algorithm>
#include <clocale>

/// A static library's resources are registered on request. Outside the namespace, as Q_INIT_RESOURCE demands.
static void registerTranslations() { Q_INIT_RESOURCE(saferscope_translations); }

namespace saferscope {
namespace {

constexpr const char* settingsKey = "view/language";

struct State {
    QString code = QStringLiteral("en");
    std::vector<QPointer<QTranslator>> translators;  ///< children of the application
};

State& state() {
    static State one;
    return one;
}

const QString& ownFolder() {
    static const QString folder = QStringLiteral(":/translations");
    return folder;
}

// By its exact name: QTranslator's own search would take a neighbouring language for a missing one.
bool load(QTranslator& translator, const QString& file, const QString& folder) {
    return translator.load(file + QStringLiteral(".qm"), folder, QStringLiteral("."), QString());
}

void install(const QString& file, const QString& folder) {
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (load(*translator, file, folder)) {
        QCoreApplication::installTranslator(translator);
        state().translators.emplace_back(translator);
    } else {
        delete translator;
    }
}

QString ofSystem() {
    for (const QString& name : QLocale::system().uiLanguages()) {
        if (const auto code = languageFor(name)) {
            return *code;
        }
    }
    return QStringLiteral("en");
}

}  // namespace

std::vector<Language> languages() {
    registerTranslations();
    std::vector<Language> all = {{QStringLiteral("en"), QStringLiteral("English")}};
    for (const QString& file :
         QDir(ownFolder()).entryList({QStringLiteral("saferscope_*.qm")}, QDir::Files, QDir::Name)) {
        const QString code = file.chopped(3).section(QLatin1Char('_'), 1);
        if (code != all.front().code) {
            all.push_back({code, QLocale(code).nativeLanguageName()});
        }
    }
    return all;
}

std::optional<QString> languageFor(const QString& name) {
    const QLocale wanted(name.section(QLatin1Char('.'), 0, 0));
    if (wanted.language() == QLocale::C) {
        return std::nullopt;
    }
    for (const Language& language : languages()) {
        const QLocale one(language.code);
        if (one.language() == wanted.language() && one.script() == wanted.script()) {
            return language.code;
        }
    }
    return std::nullopt;
}

QString installLanguage(const QString& code) {
    // Qt sets the system's locale for C's functions too, and printf would then write 0,5 into CSV and JSON.
    std::setlocale(LC_NUMERIC, "C");
    for (const QPointer<QTranslator>& old : state().translators) {
        delete old.data();  // which also takes it out of the application
    }
    state().translators.clear();
    const QString system = ofSystem();
    state().code = code.isEmpty() ? system : languageFor(code).value_or(QStringLiteral("en"));
    // Whoever chose the language the system speaks anyway keeps the numbers of their country.
    QLocale::setDefault(code.isEmpty() || state().code == system ? QLocale::system() : QLocale(state().code));
    install(QStringLiteral("saferscope_en"), ownFolder());  // plural forms, also of what another language lacks
    if (state().code != QLatin1String("en")) {
        install(QStringLiteral("qtbase_") + state().code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        install(QStringLiteral("saferscope_") + state().code, ownFolder());
    }
    return state().code;
}

QString currentLanguage() { return state().code; }

LanguageTexts::LanguageTexts(const QString& code) : m_locale(code) {
    registerTranslations();
    auto translator = std::make_unique<QTranslator>();
    if (code != QLatin1String("en") && load(*translator, QStringLiteral("saferscope_") + code, ownFolder())) {
        m_translator = std::move(translator);
    }
}

LanguageTexts::~LanguageTexts() = default;

QString LanguageTexts::translate(const char* context, const char* english, int count) const {
    return m_translator ? m_translator->translate(context, english, nullptr, count) : QString();
}

QString chosenLanguage(const QSettings& settings) {
    const QString code = settings.value(QLatin1String(settingsKey)).toString();
    const auto all = languages();
    const bool known = std::any_of(all.begin(), all.end(), [&](const Language& one) { return one.code == code; });
    return known ? code : QString();
}

void chooseLanguage(QSettings& settings, const QString& code) {
    if (code.isEmpty()) {
        settings.remove(QLatin1String(settingsKey));
    } else {
        settings.setValue(QLatin1String(settingsKey), code);
    }
}

}  // namespace saferscope
