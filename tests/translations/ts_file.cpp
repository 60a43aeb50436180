// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/translations/ts_file.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <algorithm>

namespace saferscope::check {
namespace {

QStringList found(const QString& text, const QString& pattern) {
    QStringList all;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext()) {
        all << matches.next().captured();
    }
    all.sort();
    return all;
}

/// "&&" is a written ampersand, "&x" a mnemonic; texts with markup have entities instead.
int mnemonics(const QString& text) {
    static const QRegularExpression mnemonic(QStringLiteral("&(?=\\w)"),
                                             QRegularExpression::UseUnicodePropertiesOption);
    QString rest = text;
    return text.startsWith(QLatin1Char('<')) ? 0 : static_cast<int>(rest.remove(QStringLiteral("&&")).count(mnemonic));
}

/// Chinese letters and signs need no blank beside them.
bool sameBlank(QChar translated, QChar source) {
    constexpr char16_t firstWide = 0x2E80;
    return translated.isSpace() == source.isSpace() || translated.unicode() >= firstWide;
}

TsMessage readMessage(QXmlStreamReader& xml, const QString& context) {
    TsMessage message;
    message.context = context;
    message.numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!message.numerus) {
                message.forms << xml.readElementText();
                continue;
            }
            while (xml.readNextStartElement()) {
                message.forms << xml.readElementText();
            }
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QString folder() {
    return qEnvironmentVariable("SAFERSCOPE_SOURCE_DIR", QStringLiteral(".")) + QStringLiteral("/translations");
}

}  // namespace

std::vector<TsMessage> readTs(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    std::vector<TsMessage> messages;
    QXmlStreamReader xml(&file);
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {  // contexts
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == QLatin1String("name")) {
                context = xml.readElementText();
            } else if (xml.name() == QLatin1String("message")) {
                messages.push_back(readMessage(xml, context));
            } else {
                xml.skipCurrentElement();
            }
        }
    }
    if (xml.hasError()) {
        qFatal("%s, line %d: %s", qPrintable(path), static_cast<int>(xml.lineNumber()), qPrintable(xml.errorString()));
    }
    return messages;
}

QString tsPath(const QString& code) { return folder() + QStringLiteral("/saferscope_%1.ts").arg(code); }

QStringList tsCodes() {
    QStringList codes;
    for (const QString& file : QDir(folder()).entryList({QStringLiteral("saferscope_*.ts")}, QDir::Files, QDir::Name)) {
        codes << file.chopped(3).section(QLatin1Char('_'), 1);
    }
    return codes;
}

// The report's texts have their count as %1 (core/report/report_language.h).
constexpr const char* reportContext = "Report";
const QString reportCount = QStringLiteral("%1");

QStringList problemsOf(const TsMessage& message, int pluralForms) {
    if (!message.finished) {
        return {QStringLiteral("is unfinished")};
    }
    const qsizetype expected = message.numerus ? pluralForms : 1;
    if (message.forms.size() != expected) {
        return {QStringLiteral("has %1 forms instead of %2").arg(message.forms.size()).arg(expected)};
    }
    QStringList problems;
    const QString places = QStringLiteral("%L?\\d+|\\{\\w+\\}|</?[a-z][^>]*>");
    const QString count = QStringLiteral("%L?n");
    for (qsizetype i = 0; i < message.forms.size(); ++i) {
        const QString& text = message.forms[i];
        if (text.isEmpty()) {
            problems << QStringLiteral("is empty");
            continue;
        }
        // The form for exactly one may say "one" in words, where there is another for the rest.
        const bool maySkip = message.numerus && message.forms.size() > 1 && i == 0;
        QStringList wanted = found(message.source, places);
        if (maySkip && message.context == QLatin1String(reportContext) && !text.contains(reportCount)) {
            wanted.removeAll(reportCount);
        }
        if (found(text, places) != wanted) {
            problems << QStringLiteral("has other placeholders or markup: \"%1\"").arg(text);
        }
        const QStringList counts = found(text, count);
        if (counts != found(message.source, count) && !(maySkip && counts.isEmpty())) {
            problems << QStringLiteral("has another %n: \"%1\"").arg(text);
        }
        if (mnemonics(text) != mnemonics(message.source)) {
            problems << QStringLiteral("has another number of mnemonics: \"%1\"").arg(text);
        }
        if (text.trimmed().isEmpty() || !sameBlank(text.front(), message.source.front()) ||
            !sameBlank(text.back(), message.source.back())) {
            problems << QStringLiteral("has other blanks at its ends: \"%1\"").arg(text);
        }
        if (text.count(QLatin1Char('\n')) != message.source.count(QLatin1Char('\n'))) {
            problems << QStringLiteral("has other line breaks: \"%1\"").arg(text);
        }
    }
    return problems;
}

}  // namespace saferscope::check
