// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "ui/models/feature_filter.h"
#include "ui/models/pair_filter.h"

#include <QTest>

using namespace saferscope;

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void featureExpressions_data();
    void featureExpressions();
    void opinionExpressions_data();
    void opinionExpressions();
    void pairExpressions_data();
    void pairExpressions();
    void mistakesAreLocated_data();
    void mistakesAreLocated();
    void everyPrefixIsHandled();
    void randomTextIsHandled();
    void deepNestingIsRefused();
};

namespace {

FeatureRow feature(std::uint32_t id, double contrast, double density, bool dead = false) {
    FeatureRow row;
    row.contrast.feature = FeatureId(id);
    row.contrast.contrast = contrast;
    row.contrast.contrastNormalised = contrast / 2;
    row.contrast.density = density;
    row.contrast.maximum = 4.0;
    row.contrast.dead = dead;
    row.chosenSum = 10;
    row.rejectedSum = 20;
    return row;
}

PairRow pair(const char* id, const char* subset, float chosen, float rejected, double score) {
    PairRow row;
    row.id = QString::fromUtf8(id);
    row.subset = QString::fromUtf8(subset);
    row.record.rewardChosen = chosen;
    row.record.rewardRejected = rejected;
    row.record.tokens = {10, 20, 30};
    row.score = score;
    return row;
}

}  // namespace

void FilterTest::featureExpressions_data() {
    // Rows: 12 (contrast 0.3, density 2 %), 99 (-0.4, 30 %), 123 (0.05, 0.1 %), 200 (0, 0, dead).
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    const auto row = [](const char* text, QList<int> ids) { QTest::newRow(text) << QString::fromUtf8(text) << ids; };
    row("", {12, 99, 123, 200});
    row("   ", {12, 99, 123, 200});
    row("contrast > 0.1 and density < 0.05", {12});
    row("contrast>0.1 density<5%", {12});
    row("|contrast| > 0.1", {12, 99});
    row("abs(contrast) >= 0.3", {12, 99});
    row("id = 12, 99", {12, 99});
    row("id != 12, 99", {123, 200});
    row("dead", {200});
    row("not dead and contrast < 0", {99});
    row("12", {12, 123});
    row("#12", {12, 123});
    row("contrast > 0.1 or dead", {12, 200});
    row("(contrast > 0.1 or dead) and density > 0", {12});
    row("not (contrast > 0.1 or dead)", {99, 123});
    row("not not dead", {200});
    row("CONTRAST <= 0.05", {99, 123, 200});
    row("contrast = 0.05", {123});
    row("contrast < \xE2\x88\x92"
        "0.1",
        {99});
    row("contrast \xE2\x89\xA5 0.3", {12});
    row("contrast > -0.5 and contrast < 1e-1", {99, 123, 200});
    row("positive", {12, 123});
    row("negative or dead", {99, 200});
    row("max = 4 and rejected > chosen", {});
    row("99 or contrast = 0.3", {12, 99});
    row("nothing", {});
}

void FilterTest::featureExpressions() {
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    if (text == QStringLiteral("max = 4 and rejected > chosen")) {
        QVERIFY(!parseFeatureFilter(text));  // fields are compared with numbers, and it says so
        return;
    }
    const auto filter = parseFeatureFilter(text);
    QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().message));
    QList<int> found;
    for (const FeatureRow& row :
         {feature(12, 0.3, 0.02), feature(99, -0.4, 0.3), feature(123, 0.05, 0.001), feature(200, 0, 0, true)}) {
        if (matches(*filter, row)) {
            found.append(static_cast<int>(row.contrast.feature.value()));
        }
    }
    QCOMPARE(found, ids);
    QCOMPARE(filter->matchesEverything(), text.trimmed().isEmpty());
}

void FilterTest::opinionExpressions_data() {
    // Rows: 1 (llm 5, human 4.5 disputed, label, in set A), 2 (llm 2, nobody), 3 (judge gave no answer), 4 (human 3
    // adjudicated, commented, flagged, llm 5), 5 (nothing, dead).
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    const auto row = [](const char* text, QList<int> ids) { QTest::newRow(text) << QString::fromUtf8(text) << ids; };
    row("llm = 5", {1, 4});
    row("judge >= 2", {1, 2, 4});
    row("llm != 5", {2});     // not known is not "not 5"
    row("not llm = 5", {2});  // as in the rules of sets
    row("llm != 5 or unrated", {2, 3});
    row("human >= 4", {1});
    row("agree >= 1", {4});
    row("agree < 1", {1});
    row("rated", {1, 4});
    row("unreviewed", {2, 3, 5});
    row("unrated", {3});
    row("disputed", {1});
    row("adjudicated or flagged", {4});
    row("stable", {1, 4});
    row("effect > 0.5 and z > 2", {1, 4});
    row("split >= 95%", {1, 4});
    row("low > 0", {1, 4});
    row("high < 1", {1, 2, 3, 4});  // a dead feature has no interval
    row("label ~ refus", {1});
    row("label = ''", {2, 3, 4, 5});
    row("explanation ~ weapons", {1});
    row("comment ~ recipes", {4});
    row("set = A", {1});
    row("set = a, b", {1, 2});
    row("set != a", {2, 3, 4, 5});
    row("refusal", {1});
    row("weapons", {1});
    row("WEAPONS", {1});
    row("recipes", {4});
    row("raters = 2", {1});
    row("pairs > 10", {1, 2, 3, 4, 5});
    row("suspicious", {2});
}

void FilterTest::opinionExpressions() {
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    std::vector<FeatureRow> rows;
    for (std::uint32_t id = 1; id <= 5; ++id) {
        FeatureRow row = feature(id, 0.2, 0.1, id == 5);
        row.contrast.contrastLow = id == 1 || id == 4 ? 0.1 : -0.1;
        row.contrast.contrastHigh = 0.3;
        row.contrast.effectSize = id == 1 || id == 4 ? 0.8 : 0.1;
        row.contrast.z = row.contrast.effectSize * 5;
        row.contrast.splitHalf = id == 1 || id == 4 ? 1.0 : 0.6;
        row.contrast.signStable = id == 1 || id == 4;
        row.contrast.firingPairs = 30;
        OpinionSummary said;
        if (id == 1) {
            said.label = QStringLiteral("refusal");
            said.llm = 5;
            said.llmText = QStringLiteral("weapons and refusals");
            said.human = 4.5;
            said.disputed = true;
            said.raters = 2;
            said.searched = said.label + u'\n' + said.llmText;
            row.sets = std::make_shared<const QStringList>(QStringList{QStringLiteral("A"), QStringLiteral("c")});
        } else if (id == 2) {
            said.llm = 2;
            said.suspicious = true;
            row.sets = std::make_shared<const QStringList>(QStringList{QStringLiteral("b")});
        } else if (id == 3) {
            said.llmUnrated = true;
        } else if (id == 4) {
            said.llm = 5;
            said.human = 3;
            said.raters = 1;
            said.adjudicated = true;
            said.flagged = true;
            said.comments = QStringLiteral("anna: only in recipes");
            said.searched = said.comments;
        }
        if (id < 5) {
            row.opinions = std::make_shared<const OpinionSummary>(said);
        }
        rows.push_back(std::move(row));
    }
    const auto filter = parseFeatureFilter(text);
    QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().message));
    QList<int> found;
    for (const FeatureRow& row : rows) {
        if (matches(*filter, row)) {
            found.append(static_cast<int>(row.contrast.feature.value()));
        }
    }
    QCOMPARE(found, ids);
}

void FilterTest::pairExpressions_data() {
    // Rows: hh_1 (harmless, margin 2), hh_2 (harmless, -1), chat_3 (helpful base, 0).
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char* text, QStringList ids) { QTest::newRow(text) << QString::fromUtf8(text) << ids; };
    row("margin < 0 and subset = harmless", {"hh_2"});
    row("subset = Harmless", {"hh_1", "hh_2"});
    row("subset = harmless, 'helpful base'", {"hh_1", "hh_2", "chat_3"});
    row("subset != harmless", {"chat_3"});
    row("subset ~ base", {"chat_3"});
    row("id ~ hh_", {"hh_1", "hh_2"});
    row("id = hh_1", {"hh_1"});
    row("hh", {"hh_1", "hh_2"});
    row("\"helpful base\"", {"chat_3"});
    row("flipped", {"hh_2", "chat_3"});
    row("not flipped", {"hh_1"});
    row("score > 0.5 or chosen = 1", {"hh_1", "hh_2", "chat_3"});
    row("|margin| >= 1", {"hh_1", "hh_2"});
    row("tokens = 60", {"hh_1", "hh_2", "chat_3"});
}

void FilterTest::pairExpressions() {
    QFETCH(QString, text);
    QFETCH(QStringList, ids);
    const auto filter = parsePairFilter(text);
    QVERIFY2(filter.has_value(), filter ? "" : qPrintable(filter.error().message));
    QStringList found;
    for (const PairRow& row : {pair("hh_1", "harmless", 3, 1, 0.9), pair("hh_2", "harmless", 1, 2, -0.9),
                               pair("chat_3", "helpful base", 1, 1, 0)}) {
        if (matches(*filter, row)) {
            found.append(row.id);
        }
    }
    QCOMPARE(found, ids);
}

void FilterTest::mistakesAreLocated_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* text, int position, const char* says) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << QString::fromUtf8(says);
    };
    row("contrast >", 10, "missing after");
    row("contrast > abc", 11, "not a number");
    row("contrast", 0, "Compare contrast");
    row("contarst > 1", 0, "no field \"contarst\"");
    row("contrast > 1 and", 16, "missing at the end");
    row("and dead", 0, "missing before");
    row("(dead", 0, "never closed");
    row("dead)", 4, "no bracket");
    row("dead > 1", 5, "yes or no");
    row("id = 1, ", 8, "missing after");
    row("contrast > 1, 2", 12, "Only = and !=");
    row("contrast ~ 1", 9, "is a number");
    row("\"open", 0, "never closed");
    row("contrast ! 1", 9, "!=");
    row("dead ^ 1", 5, "no meaning");
    row("|dead| > 1", 0, "");
    row("|contrast > 1", 0, "|field|");
    row("not", 3, "missing at the end");
}

void FilterTest::mistakesAreLocated() {
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(QString, says);
    const auto filter = parseFeatureFilter(text);
    QVERIFY(!filter);
    QVERIFY2(filter.error().message.contains(says), qPrintable(filter.error().message));
    if (!says.isEmpty()) {
        QCOMPARE(filter.error().position, position);
    }
}

void FilterTest::everyPrefixIsHandled() {
    const QString text = QStringLiteral("(contrast > 0.1 or |normalised| >= 5%) and not (id = 1, 2, 3 or dead) \"x\"");
    for (int length = 0; length <= text.size(); ++length) {
        const auto filter = parseFeatureFilter(text.left(length));
        if (!filter) {
            QVERIFY(filter.error().position >= 0 && filter.error().position <= length);
            QVERIFY(!filter.error().message.isEmpty());
        }
    }
    QVERIFY(parseFeatureFilter(text).has_value());
}

void FilterTest::randomTextIsHandled() {
    Random random(1);
    const QStringList pieces = {QStringLiteral("contrast"), QStringLiteral(">"),    QStringLiteral("0.1"),
                                QStringLiteral("and"),      QStringLiteral("or"),   QStringLiteral("not"),
                                QStringLiteral("("),        QStringLiteral(")"),    QStringLiteral("|"),
                                QStringLiteral(","),        QStringLiteral("dead"), QStringLiteral("="),
                                QStringLiteral("\""),       QStringLiteral("abs"),  QStringLiteral("\U0001F600")};
    int good = 0;
    for (int round = 0; round < 20000; ++round) {
        QString text;
        for (std::uint64_t i = random.below(10); i > 0; --i) {
            text += pieces[static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(pieces.size())))] +
                    QLatin1Char(' ');
        }
        const auto filter = parseFeatureFilter(text);
        if (filter) {
            ++good;
            matches(*filter, feature(1, 0.5, 0.5));
        }
    }
    QVERIFY(good > 100);
}

void FilterTest::deepNestingIsRefused() {
    const auto filter = parseFeatureFilter(QString(5000, QLatin1Char('(')) + QStringLiteral("dead"));
    QVERIFY(!filter);
    QVERIFY(!parseFeatureFilter(QStringLiteral("not ").repeated(2000) + QStringLiteral("dead")));
    QVERIFY(!parseFeatureFilter(QString(20000, QLatin1Char('1'))));
    QVERIFY(parseFeatureFilter(QString(20, QLatin1Char('(')) + QStringLiteral("dead") + QString(20, QLatin1Char(')')))
                .has_value());
}

QTEST_GUILESS_MAIN(FilterTest)
#include "models_filter_test.moc"
