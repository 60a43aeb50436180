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
