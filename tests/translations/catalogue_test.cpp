// SPDX-License-Identifier: GPL-3.0-or-later
// The .ts files against the source and by themselves: nothing missing, nothing left over, nothing half-done.
#include "core/formats/accepted_formats.h"
#include "tests/translations/ts_file.h"
#include "ui/language/language.h"

#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace saferscope;
using namespace saferscope::check;

namespace {

constexpr int noLupdate = 77;

/// Context of core's sentences (translations/core_sentences.h).
constexpr const char* sentencesOfCore = "core";

std::set<QString> keysOf(const std::vector<TsMessage>& messages) {
    std::set<QString> keys;
    for (const TsMessage& message : messages) {
        keys.insert(message.key());
    }
    return keys;
}

int formsOf(const QString& code) { return code == QLatin1String("zh_CN") ? 1 : 2; }

TsMessage made(const QString& source, const QStringList& forms, bool numerus = false) {
    TsMessage message;
    message.source = source;
    message.forms = forms;
    message.numerus = numerus;
    message.finished = true;
    return message;
}

}  // namespace

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLanguagesAreThere() {
        QCOMPARE(tsCodes(), QStringList({QStringLiteral("de"), QStringLiteral("en"), QStringLiteral("zh_CN")}));
        for (const QString& code : tsCodes()) {
            QVERIFY(!readTs(tsPath(code)).empty());
        }
    }

    void everyFileHasExactlyTheStringsOfTheSource_data() { languageRows(); }
    void everyFileHasExactlyTheStringsOfTheSource() {
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("saferscope_%1.ts").arg(code));
        QFile seed(fresh);
        QVERIFY(seed.open(QIODevice::WriteOnly));
        seed.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE TS>\n<TS version=\"2.1\" language=\"" +
                   code.toUtf8() + "\" sourcelanguage=\"en\"></TS>\n");
        seed.close();
        QProcess update;
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(qEnvironmentVariable("SAFERSCOPE_SOURCE_DIR") + QStringLiteral("/translations/update"), {fresh});
        QVERIFY(update.waitForFinished(100'000));
        const QByteArray said = update.readAll();
        if (update.exitCode() == noLupdate) {
            QSKIP("There is no lupdate here (Debian: qt6-l10n-tools), so nobody knows what the source says.");
        }
        QVERIFY2(update.exitStatus() == QProcess::NormalExit && update.exitCode() == 0, said.constData());
        const auto wanted = readTs(fresh);
        const auto have = readTs(tsPath(code));
        QVERIFY(!wanted.empty());
        const auto wantedKeys = keysOf(wanted);
        const auto haveKeys = keysOf(have);
        QStringList problems;
        for (const TsMessage& message : wanted) {
            if (!haveKeys.contains(message.key())) {
                problems << QStringLiteral("missing   ") + message.name();
            }
        }
        for (const TsMessage& message : have) {
            if (!wantedKeys.contains(message.key())) {
                problems << QStringLiteral("left over ") + message.name();
            }
        }
        report(problems, QStringLiteral("run translations/update and translate what is new"));
    }

    void everyTranslationIsWhole_data() { languageRows(); }
    void everyTranslationIsWhole() {
        QFETCH(QString, code);
        QStringList problems;
        for (const TsMessage& message : readTs(tsPath(code))) {
            for (const QString& problem : problemsOf(message, formsOf(code))) {
                problems << message.name() + QLatin1Char(' ') + problem;
            }
        }
        report(problems, QStringLiteral("mend translations/saferscope_%1.ts").arg(code));
    }

    /// What is equal in source, place and plural forms means the same; two translations of it are a slip of the pen.
    /// Short words may mean different things in different places, sentences do not.
    void sentencesAreTranslatedAlike_data() { languageRows(); }
    void sentencesAreTranslatedAlike() {
        QFETCH(QString, code);
        QMap<QString, QStringList> seen;
        QStringList problems;
        for (const TsMessage& message : readTs(tsPath(code))) {
            if (message.source.count(QLatin1Char(' ')) < 4 || message.context == QLatin1String(sentencesOfCore)) {
                continue;
            }
            const auto known = seen.constFind(message.source);
            if (known == seen.cend()) {
                seen.insert(message.source, message.forms);
            } else if (*known != message.forms) {
                problems << message.name() + QStringLiteral(" is \"%1\" here and \"%2\" elsewhere")
                                                 .arg(message.forms.value(0), known->value(0));
            }
        }
        report(problems, QStringLiteral("decide for one"));
    }

    void everyFormatCanBeShownInEveryLanguage() {
        // The table is of core, which knows no Qt: translations/update reads it by pattern.
        std::set<QString> texts;
        for (const TsMessage& message : readTs(tsPath(QStringLiteral("de")))) {
            if (message.context == QLatin1String("AcceptedFormats")) {
                texts.insert(message.source);
            }
        }
        QVERIFY(!texts.empty());
        for (const AcceptedFormat& format : acceptedFormats()) {
            for (const std::string_view text : {format.name, format.files, format.notes}) {
                const QString source = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
                QVERIFY2(source.isEmpty() || texts.contains(source), qPrintable(source));
            }
        }
    }

    void theseChecksCanFail() {
        const auto wrong = [](const TsMessage& message, int forms = 2) {
            return !problemsOf(message, forms).isEmpty();
        };
        const auto text = [](const char* words) { return QString::fromUtf8(words); };
        QVERIFY(!wrong(made(text("Open %1…"), {text("%1 öffnen…")})));
        QVERIFY(wrong(made(text("Open %1…"), {text("Öffnen…")})));
        QVERIFY(wrong(made(text("Open %1 of %2"), {text("%1 von %1 öffnen")})));
        QVERIFY(wrong(made(text("&Open"), {text("Öffnen")})));
        QVERIFY(!wrong(made(text("&Open"), {text("打开(&O)")})));
        QVERIFY(wrong(made(text("a <b>b</b>"), {text("a b")})));
        QVERIFY(wrong(made(text("x"), {QString()})));
        QVERIFY(wrong(made(text(" x"), {text("x")})));
        QVERIFY(wrong(made(text("%n x"), {text("%n x")}, true)));
        QVERIFY(!wrong(made(text("%n x"), {text("one x"), text("%n x")}, true)));
        QVERIFY(wrong(made(text("%n x"), {text("%n x"), text("some x")}, true)));
        TsMessage counted = made(text("%1 x of %2"), {text("one x of %2"), text("%1 x of %2")}, true);
        QVERIFY(wrong(counted));
        counted.context = text("Report");
        QVERIFY(!wrong(counted));
        counted.forms = {text("%1 x of %2"), text("some x of %2")};
        QVERIFY(wrong(counted));
        TsMessage unfinished = made(text("x"), {text("y")});
        unfinished.finished = false;
        QVERIFY(wrong(unfinished));
    }

private:
    static void languageRows() {
        QTest::addColumn<QString>("code");
        for (const QString& code : tsCodes()) {
            QTest::newRow(qPrintable(code)) << code;
        }
    }

    static void report(const QStringList& problems, const QString& advice) {
        constexpr qsizetype most = 60;
        QVERIFY2(problems.isEmpty(), qPrintable(QStringLiteral("%1 problems; %2:\n").arg(problems.size()).arg(advice) +
                                                problems.mid(0, most).join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
