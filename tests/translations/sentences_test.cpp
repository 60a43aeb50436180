// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/sentences.h"

#include "tests/support/fair_clock.h"
#include "tests/translations/bracket_language.h"
#include "ui/bridge/sentence_templates.h"

#include <QLocale>
#include <QTest>

using namespace saferscope;
using check::BracketLanguage;

namespace {

// What a hostile or an unlucky part may hold, by kind. Numbers keep their form in the C locale.
const std::vector<std::string> pathsToTry = {"/tmp/α β/x%1.json", "<b>&amp;</b>", "%2%1", "a"};
const std::vector<std::string> quotedToTry = {"12345", "%1 & <i>%2</i>", "Decompress it first."};

std::string partOf(char kind, std::size_t round) {
    return kind == 'n'   ? std::to_string(7 + round)
           : kind == 'q' ? quotedToTry[round % quotedToTry.size()]
                         : pathsToTry[round % pathsToTry.size()];
}

std::string withParts(const SentenceTemplate& one, const std::vector<std::string>& parts) {
    std::string text(one.fixed.front());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += parts[i];
        text += one.fixed[i + 1];
    }
    return text;
}

// A literal alone may be a text of Qt as well.
QString say(std::string_view text) { return sentence(text); }

QString bracketed(const std::string& text) { return QStringLiteral("⟦%1⟧").arg(QString::fromStdString(text)); }

}  // namespace

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }

    void withoutATranslationEverythingStaysEnglish() {
        for (const char* text : {"Reading pairs", "There is no file /x.", "Nobody knows 12345 of this.", "", " "}) {
            QCOMPARE(say(text), QString::fromUtf8(text));
        }
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(say("feature 12345 of x is there twice with different scores."),
                 QStringLiteral("feature 12345 of x is there twice with different scores."));
    }

    // Each sentence with parts that look like placeholders, markup and other sentences.
    void everySentenceComesBackWithItsParts() {
        const BracketLanguage language;
        const auto& all = SentenceTemplates::ofCore().all();
        QVERIFY(all.size() > 1500);
        std::size_t another = 0;
        std::size_t tried = 0;
        for (const SentenceTemplate& one : all) {
            for (std::size_t round = 0; round < (one.kinds.empty() ? 1 : pathsToTry.size()); ++round) {
                std::vector<std::string> parts;
                for (std::size_t i = 0; i < one.kinds.size(); ++i) {
                    parts.push_back(partOf(one.kinds[i], round + i));
                }
                const std::string text = withParts(one, parts);
                const QString said = say(text);
                QVERIFY2(said == bracketed(text),
                         qPrintable(said + QStringLiteral(" for ") + QLatin1String(one.english)));
                SentenceBudget budget;
                const auto match = SentenceTemplates::ofCore().match(text, budget);
                QVERIFY(match.has_value());
                ++tried;
                if (match->found != &one) {
                    QVERIFY(match->found->letters >= one.letters);  // a surer one that fits as well
                    ++another;
                } else {
                    const std::vector<std::string> back(match->parts.begin(), match->parts.end());
                    QVERIFY2(withParts(one, back) == text, one.english);
                }
            }
        }
        QVERIFY2(another * 20 < tried, qPrintable(QString::number(another)));
    }

    void partsMayChangePlaces() {
        const BracketLanguage language(
            std::map<std::string, std::string>{{"Cannot move %1 to %2: %3.", "%3: %2 <- %1"}});
        QCOMPARE(say("Cannot move /a%2 to /b%1: No space left on device."),
                 QStringLiteral("No space left on device: /b%1 <- /a%2"));
    }

    void partsMayBeSentencesAndQuotedOnesAreData() {
        const BracketLanguage language;
        QCOMPARE(say("/x.gz is not a whole gzip file: it ends too early."),
                 QStringLiteral("⟦/x.gz is not a whole gzip file: ⟦it ends too early⟧.⟧"));
        QCOMPARE(say("Cannot read the pairs in /w.db: another program is writing to it."),
                 QStringLiteral("⟦Cannot ⟦read the pairs⟧ in /w.db: another program is writing to it.⟧"));
        QCOMPARE(say("Loading the model /m: memory ran out."),
                 QStringLiteral("⟦⟦Loading the model /m⟧: memory ran out.⟧"));
        QCOMPARE(say("There is a data set \"it ends too early\" already."),
                 QStringLiteral("⟦There is a data set \"it ends too early\" already.⟧"));
    }

    void severalInARowAreSaidEach() {
        const BracketLanguage language;
        QCOMPARE(say("Memory ran out. Choose another name."),
                 QStringLiteral("⟦Memory ran out.⟧ ⟦Choose another name.⟧"));
        QCOMPARE(say("Train rm: Memory ran out."), QStringLiteral("Train rm: ⟦Memory ran out.⟧"));
        QCOMPARE(say("Nobody wrote this. Choose another name.\nNor this"),
                 QStringLiteral("Nobody wrote this. ⟦Choose another name.⟧\nNor this"));
        const Error error{ErrorCode::Io, "Memory ran out.", "Choose another name."};
        QCOMPARE(sentences(error), QStringLiteral("⟦Memory ran out.⟧ ⟦Choose another name.⟧"));
    }

    void listsAreSaidItemByItem() {
        const BracketLanguage language;
        QCOMPARE(say("ablate 3, scale 4 by 2.5, 7 others"), QStringLiteral("⟦ablate 3⟧, ⟦scale 4 by 2.5⟧, ⟦7 others⟧"));
        QCOMPARE(say("ablate 3, clamp 5 to -1; at chosen"), QStringLiteral("⟦⟦ablate 3⟧, ⟦clamp 5 to -1⟧; at chosen⟧"));
        QCOMPARE(say("ablate 3, and the rest"), QStringLiteral("ablate 3, and the rest"));
    }

    void fragmentsMayBeMadeSentences() {
        const BracketLanguage language({{"it was made from another index", "anderer Index"},
                                        {"its rule would now %1", "die Regel: %1"},
                                        {"add %1 features", "%1 dazu"},
                                        {"drop %1 feature", "%1 weg"},
                                        {"it is not an object", "kein Objekt"}});
        QCOMPARE(say("It was made from another index."), QStringLiteral("Anderer Index."));
        QCOMPARE(say("It was made from another index; its rule would now add 3 features and drop 1 feature."),
                 QStringLiteral("Anderer Index; die Regel: 3 dazu, 1 weg."));
        QCOMPARE(say("f.json, result \"7\": it is not an object."),
                 QStringLiteral("⟦f.json, result \"7\"⟧: kein Objekt."));
        QCOMPARE(say("Nobody wrote this fragment."), QStringLiteral("Nobody wrote this fragment."));
    }

    void numbersHaveTheFormOfTheLocale() {
        const BracketLanguage language;
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(say("scale 12345 by 0.50"), QStringLiteral("⟦scale 12345 by 0,50⟧"));
        QCOMPARE(say("Line 12345 of /1.5: Memory ran out.."),
                 QStringLiteral("⟦Line 12345 of /1.5: ⟦Memory ran out.⟧.⟧"));
        QCOMPARE(say("In all pairs the better answer wins 93.8 % instead of 100 % of the time: 1 pair lost, 0 gained "
                     "(McNemar p = 0.032)."),
                 QStringLiteral("⟦In ⟦all pairs⟧ the better answer wins 93,8 % instead of 100 % of the time: 1 pair "
                                "lost, 0 gained (McNemar ⟦p = 0,032⟧).⟧"));
        QCOMPARE(say("(95 % CI -0.24 to +0.42)"), QStringLiteral("⟦(95 % CI -0,24 to +0,42)⟧"));
        QCOMPARE(say("(95 % CI --1 to 1.2.3)"), QStringLiteral("⟦(95 % CI --1 to 1.2.3)⟧"));
        // The id of a pair is data, even where it looks like a number.
        QCOMPARE(say("Pair 1.5 cannot be written: its meta data is not a JSON object."),
                 QStringLiteral("⟦Pair 1.5 cannot be written: ⟦its meta data is not a JSON object⟧.⟧"));
        QCOMPARE(say("Reading pairs: 1,234 of 5,678, 0:30 left"),
                 QStringLiteral("⟦⟦Reading pairs⟧: 1,234 of 5,678, 0:30 left⟧"));
    }

    void whatIsNotKnownIsLeftAlone() {
        const BracketLanguage language;
        for (const char* text :
             {"The paper ran out.", "%1", "%1 %2", "<b>x</b>: y", "Reading", "\n\n", ": : :", ". . ."}) {
            QCOMPARE(say(text), QString::fromUtf8(text));
        }
        QCOMPARE(say("\xff\xfe bad"), QString::fromUtf8("\xff\xfe bad"));
    }

    void aUsualSentenceTakesLessThanAMillisecond() {
        const BracketLanguage language;
        say("Reading pairs");  // makes the index
        const check::FairClock clock;
        const int times = 200;
        for (int i = 0; i < times; ++i) {
            say("Not one of the 20 records of /tmp/pairs.jsonl is a usable pair; the first (line 3): it has no "
                "answer.");
        }
        QVERIFY2(clock.milliseconds() < times * 1.0, qPrintable(QString::number(clock.milliseconds() / times)));
    }

    void hostileTextsAreBounded_data() {
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<int>("size");
        for (const char* unit : {": ", ". ", " of ", "Cannot read ", "\"", ".\n", "a. A", "%1", " is damaged: "}) {
            QTest::addRow("%s small", unit) << QByteArray(unit) << (16 << 10);
            QTest::addRow("%s large", unit) << QByteArray(unit) << (1 << 20);
        }
    }
    void hostileTextsAreBounded() {
        QFETCH(const QByteArray, unit);
        QFETCH(const int, size);
        const BracketLanguage language;
        const QByteArray text = unit.repeated(static_cast<qsizetype>(size) / unit.size());
        say("Reading pairs");
        const check::FairClock clock;
        const QString said = say({text.constData(), static_cast<std::size_t>(text.size())});
        const double took = clock.milliseconds();
        QVERIFY(said.size() >= text.size());
        QVERIFY2(took < 50.0, qPrintable(QString::number(took)));
    }
};

QTEST_GUILESS_MAIN(SentencesTest)
#include "sentences_test.moc"
