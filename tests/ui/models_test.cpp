// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/number_delegates.h"
#include "ui/models/pair_table_model.h"
#include "ui/models/row_order.h"
#include "ui/models/table_export.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPainter>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace saferscope;

class ModelsTest : public QObject {
    Q_OBJECT

private slots:
    void featureModelKeepsItsContract();
    void pairModelKeepsItsContract();
    void sortingAgreesWithASlowSort();
    void largeTablesAreFast();
    void selectionFollowsItsRow();
    void rowsAreFoundAgain();
    void idsSortNaturally();
    void nanComesLast();
    void numbersAreReadable();
    void csvIsSafeAndPlain();
    void delegatesKeepTextPlain();
};

namespace {

std::vector<FeatureRow> randomFeatures(std::uint32_t count, std::uint64_t seed = 1) {
    Random random(seed);
    std::vector<FeatureRow> rows(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        FeatureContrast& c = rows[i].contrast;
        c.feature = FeatureId(i);
        c.dead = random.below(10) == 0;
        c.contrast = c.dead ? 0.0 : std::round(random.normal() * 200) / 1000;  // with ties
        c.contrastNormalised = c.contrast * 0.8;
        c.density = c.dead ? 0.0 : random.uniform() * 0.1;
        c.maximum = c.dead ? 0.0 : random.uniform() * 8;
        rows[i].chosenSum = random.uniform() * 1000;
        rows[i].rejectedSum = random.uniform() * 1000;
    }
    return rows;
}

std::vector<PairRow> randomPairs(std::uint32_t count) {
    Random random(2);
    std::vector<PairRow> rows(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        rows[i].index = PairIndex(i);
        rows[i].id = QStringLiteral("pair_%1").arg(random.below(count * 3));
        rows[i].subset = random.below(2) == 0 ? QStringLiteral("harmless") : QStringLiteral("helpful");
        rows[i].record.rewardChosen = static_cast<float>(random.normal());
        rows[i].record.rewardRejected = static_cast<float>(random.normal());
    }
    return rows;
}

}  // namespace

void ModelsTest::featureModelKeepsItsContract() {
    FeatureTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeatures(randomFeatures(50));
    model.sort(FeatureTableModel::Density, Qt::AscendingOrder);
    model.setFilter(*parseFeatureFilter(QStringLiteral("not dead")));
    QVERIFY(model.rowCount() < 50 && model.rowCount() > 10);
    model.setFilter(*parseFeatureFilter(QStringLiteral("id = 9999")));
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 50);
    model.setFeatures({});
    QCOMPARE(model.rowCount(), 0);
    model.sort(99, Qt::AscendingOrder);
    QVERIFY(!model.data(model.index(0, 0)).isValid());
}

void ModelsTest::pairModelKeepsItsContract() {
    PairTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPairs(randomPairs(40));
    for (int column = 0; column < PairTableModel::ColumnCount; ++column) {
        model.sort(column, Qt::DescendingOrder);
        model.sort(column, Qt::AscendingOrder);
    }
    std::vector<double> scores(40);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i] = static_cast<double>(i % 7) - 3;
    }
    model.setScores(scores);
    model.setScores({1.0});  // fewer scores than pairs: the others keep theirs
    QCOMPARE(model.find(PairIndex(0))->score, 1.0);
    QCOMPARE(model.find(PairIndex(1))->score, scores[1]);
    model.setFilter(*parsePairFilter(QStringLiteral("flipped and subset = harmless")));
    QVERIFY(model.rowCount() > 0 && model.rowCount() < 40);
    QVERIFY(model.find(PairIndex(40)) == nullptr);
    QCOMPARE(model.rowOf(PairIndex(4000)), -1);
}

void ModelsTest::sortingAgreesWithASlowSort() {
    FeatureTableModel model;
    const std::vector<FeatureRow> rows = randomFeatures(300);
    model.setFeatures(rows);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(FeatureTableModel::Contrast, order);
        std::vector<std::uint32_t> expected(rows.size());
        for (std::uint32_t i = 0; i < expected.size(); ++i) {
            expected[i] = i;
        }
        std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
            const double x = rows[a].contrast.contrast;
            const double y = rows[b].contrast.contrast;
            return order == Qt::AscendingOrder ? x < y : y < x;
        });
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.featureAt(row)->contrast.feature.value(), expected[static_cast<std::size_t>(row)]);
        }
    }
}

void ModelsTest::largeTablesAreFast() {
    FeatureTableModel model;
    model.setFeatures(randomFeatures(131072));
    QElapsedTimer clock;
    clock.start();
    model.sort(FeatureTableModel::Density, Qt::DescendingOrder);
    const qint64 sortMs = clock.restart();
    model.setFilter(*parseFeatureFilter(QStringLiteral("|contrast| > 0.1 and density < 5% and not dead")));
    const qint64 filterMs = clock.restart();
    const int left = model.rowCount();
    model.setFilter(*parseFeatureFilter(QStringLiteral("12")));
    const qint64 searchMs = clock.restart();
    PairTableModel pairs;
    pairs.setPairs(randomPairs(100000));
    const qint64 pairsMs = clock.restart();
    pairs.sort(PairTableModel::Id, Qt::DescendingOrder);
    const qint64 idMs = clock.restart();
    pairs.setFilter(*parsePairFilter(QStringLiteral("margin < 0 and subset = harmless")));
    qInfo(
        "131,072 features: sort %lld ms, filter %lld ms (%d left), id search %lld ms; 100,000 pairs: load %lld ms, "
        "sort by id %lld ms, filter %lld ms",
        sortMs, filterMs, left, searchMs, pairsMs, idMs, clock.elapsed());
    QVERIFY(sortMs < 500 && filterMs < 500 && searchMs < 500);  // 50 ms on a quiet machine
}

void ModelsTest::selectionFollowsItsRow() {
    FeatureTableModel model;
    model.setFeatures(randomFeatures(100));
    const QPersistentModelIndex kept(model.index(10, FeatureTableModel::Id));
    const QString id = kept.data().toString();
    model.sort(FeatureTableModel::Maximum, Qt::AscendingOrder);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), id);
    PairTableModel pairs;
    pairs.setPairs(randomPairs(100));
    const QPersistentModelIndex pair(pairs.index(5, PairTableModel::Id));
    const QString name = pair.data().toString();
    pairs.sort(PairTableModel::Margin, Qt::DescendingOrder);
    QCOMPARE(pair.data().toString(), name);
}

void ModelsTest::rowsAreFoundAgain() {
    FeatureTableModel model;
    model.setFeatures(randomFeatures(200));
    model.setFilter(*parseFeatureFilter(QStringLiteral("not dead")));
    for (std::uint32_t id = 0; id < 200; ++id) {
        const int row = model.rowOf(FeatureId(id));
        QCOMPARE(row < 0, model.find(FeatureId(id))->contrast.dead);
        if (row >= 0) {
            QCOMPARE(model.featureAt(row)->contrast.feature, FeatureId(id));
        }
    }
    QCOMPARE(model.rowOf(FeatureId(200)), -1);
}

void ModelsTest::idsSortNaturally() {
    PairTableModel model;
    std::vector<PairRow> rows(5);
    const char* ids[] = {"pair_10", "pair_9", "Pair_1", "pair_010x", "zeta"};
    for (std::uint32_t i = 0; i < 5; ++i) {
        rows[i].index = PairIndex(i);
        rows[i].id = QString::fromUtf8(ids[i]);
    }
    model.setPairs(rows);
    model.sort(PairTableModel::Id, Qt::AscendingOrder);
    QStringList order;
    for (int row = 0; row < 5; ++row) {
        order.append(model.pairAt(row)->id);
    }
    QCOMPARE(order, QStringList({"Pair_1", "pair_9", "pair_10", "pair_010x", "zeta"}));
}

void ModelsTest::nanComesLast() {
    const std::vector<double> keys = {1, NAN, -2, std::numeric_limits<double>::infinity(), NAN, 0};
    for (const bool descending : {false, true}) {
        std::vector<std::uint32_t> rows = {0, 1, 2, 3, 4, 5};
        sortRows(
            rows, [&](std::uint32_t row) { return keys[row]; }, descending);
        QCOMPARE(rows[descending ? 0 : 2], descending ? 3u : 0u);
        if (descending) {
            QCOMPARE(rows[4], 1u);
            QCOMPARE(rows[5], 4u);
        }
    }
}

void ModelsTest::numbersAreReadable() {
    QCOMPARE(formatContrast(0.0421), QStringLiteral("+0.042"));
    QCOMPARE(formatContrast(-0.31), QStringLiteral("\u22120.310"));
    QCOMPARE(formatContrast(-0.0001), QStringLiteral("0.000"));
    QCOMPARE(formatNumber(NAN), QStringLiteral("\u2013"));
    QCOMPARE(formatShare(0.042), QStringLiteral("4.2\u202F%"));
    QCOMPARE(formatShare(0), QStringLiteral("0\u202F%"));
    QVERIFY(formatShare(0.00001).contains(QLatin1Char('<')));
}

void ModelsTest::csvIsSafeAndPlain() {
    PairTableModel model;
    std::vector<PairRow> rows(3);
    const char* ids[] = {"=cmd|' /C calc'!A0", "a,\"b\"", "@x"};
    for (std::uint32_t i = 0; i < 3; ++i) {
        rows[i].index = PairIndex(i);
        rows[i].id = QString::fromUtf8(ids[i]);
        rows[i].record.rewardChosen = -1234.5f;
    }
    model.setPairs(rows);
    const QString csv = tableAsCsv(model);
    QVERIFY(csv.contains(QStringLiteral("'=cmd|")));
    QVERIFY(csv.contains(QStringLiteral("\"a,\"\"b\"\"\"")));
    QVERIFY(csv.contains(QStringLiteral("'@x")));
    QVERIFY(csv.contains(QStringLiteral(",-1234.5,")));  // a number, without grouping or typographic minus
    QCOMPARE(csv.count(QLatin1Char('\n')), 4);
    QCOMPARE(tableAsTabs(model, {model.index(0, 0)}).count(QLatin1Char('\t')), PairTableModel::ColumnCount - 1);
    // A cell shows the beginning of a name without end, and nothing that steers; a file gets all of it as it is.
    rows[0].id = QString(5000, QLatin1Char('x')) + QChar(0x202E);
    rows[0].subset = QString(5000, QLatin1Char('y'));
    model.setPairs(rows);
    model.sort(PairTableModel::Id, Qt::DescendingOrder);
    QVERIFY(model.index(0, PairTableModel::Id).data().toString().size() < 600);
    QVERIFY(model.index(0, PairTableModel::Subset).data().toString().size() < 600);
    const QString whole = tableAsCsv(model);
    QVERIFY(whole.contains(rows[0].id) && whole.contains(rows[0].subset));
}

void ModelsTest::delegatesKeepTextPlain() {
    const PlainCellDelegate delegate;
    QCOMPARE(delegate.displayText(QStringLiteral("<b>x</b>"), QLocale()), QStringLiteral("<b>x</b>"));
    QCOMPARE(delegate.displayText(QStringLiteral("a\nb\u202Ec"), QLocale()), QStringLiteral("a\uFFFDb\uFFFDc"));
    QVERIFY(delegate.displayText(QString(100000, QLatin1Char('x')), QLocale()).size() < 400);
    PairTableModel model;
    model.setPairs(randomPairs(3));
    QImage image(200, 30, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    SignedBarDelegate().paint(&painter, option, model.index(0, PairTableModel::Margin));
    VerdictDelegate().paint(&painter, option, model.index(0, PairTableModel::Verdict));
}

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
