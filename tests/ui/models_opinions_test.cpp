// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/ui/models_opinion_maker.h"
#include "ui/models/feature_set_model.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/number_delegates.h"
#include "ui/models/table_export.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace saferscope;

class OpinionModelsTest : public QObject {
    Q_OBJECT

private slots:
    void summariesSayWhatWasSaid();
    void headersNameTheJudge();
    void unknownComesLastBothWays();
    void labelsSortByTheirText();
    void oneRatingTouchesOneRow();
    void opinionsKeepTheModelsContract();
    void setsAndRestrictions();
    void filesHoldEverything();
    void hostileTextStaysText();
    void setModelKeepsItsContract();
    void largeTablesAreFast();
};

namespace {

std::vector<FeatureRow> features(std::uint32_t count) {
    Random random(3);
    std::vector<FeatureRow> rows(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        FeatureContrast& c = rows[i].contrast;
        c.feature = FeatureId(i);
        c.dead = i % 9 == 8;
        if (!c.dead) {
            c.contrast = random.normal() / 5;
            c.contrastLow = c.contrast - 0.1;
            c.contrastHigh = c.contrast + 0.1;
            c.effectSize = c.contrast * 2;
            c.z = c.contrast * 30;
            c.splitHalf = random.uniform();
            c.signStable = c.splitHalf > 0.9;
            c.firingPairs = 20;
        }
    }
    return rows;
}

RatingBook someOpinions() {
    check::OpinionMaker make;
    return RatingBook({make.judge(0, 5, "refusals of <b>unsafe</b> requests"), make.judge(1, 2, "small talk"),
                       make.judge(4, 4, "warnings"), make.unrated(3, "The answer had no score."),
                       make.person(0, "anna", 4), make.person(0, "ben", 5), make.person(2, "anna", 1),
                       make.person(4, "anna", 2), make.person(4, "ben", 4), make.adjudicate(4, 3, "in between"),
                       make.label(0, "refusal"), make.label(5, "Apology 10"), make.label(6, "apology 9"),
                       make.comment(2, "only in recipes"), make.flag(2), make.judge(0, 1, "another judge", "lexical")});
}

QStringList columnOf(const FeatureTableModel& model, int column) {
    QStringList cells;
    for (int row = 0; row < model.rowCount(); ++row) {
        cells.append(model.index(row, column).data().toString());
    }
    return cells;
}

}  // namespace

void OpinionModelsTest::summariesSayWhatWasSaid() {
    const RatingBook book = someOpinions();
    const OpinionSummary first = summarise(book.of(FeatureId(0)), "gpt-4o");
    QCOMPARE(*first.llm, 5);
    QCOMPARE(*first.human, 4.5);
    QCOMPARE(*first.distance(), 0.5);
    QVERIFY(first.disputed && !first.adjudicated && !first.llmUnrated);
    QVERIFY(first.people.contains(QStringLiteral("anna: 4")) && first.people.contains(QStringLiteral("ben: 5")));
    QVERIFY(first.searched.contains(QStringLiteral("another judge")));
    const OpinionSummary third = summarise(book.of(FeatureId(3)), "gpt-4o");
    QVERIFY(third.llmUnrated && !third.llm && !third.distance());
    QCOMPARE(third.llmText, QStringLiteral("The answer had no score."));
    const OpinionSummary fourth = summarise(book.of(FeatureId(4)), "gpt-4o");
    QCOMPARE(*fourth.human, 3.0);
    QVERIFY(fourth.adjudicated && !fourth.disputed);
    QVERIFY(!summarise(book.of(FeatureId(7)), "gpt-4o").human);
    QCOMPARE(formatScore(4.5), QStringLiteral("4.5"));
    QCOMPARE(formatScore(4), QStringLiteral("4"));
}

void OpinionModelsTest::headersNameTheJudge() {
    FeatureTableModel model;
    const auto header = [&] { return model.headerData(FeatureTableModel::Llm, Qt::Horizontal).toString(); };
    QCOMPARE(header(), QStringLiteral("LLM"));
    model.setOpinions(someOpinions(), "gpt-4o");
    QCOMPARE(header(), QStringLiteral("LLM (gpt-4o)"));
    model.setOpinions(someOpinions(), "lexical");
    QCOMPARE(header(), QStringLiteral("Word lists"));
    QVERIFY(!model.headerData(FeatureTableModel::Agree, Qt::Horizontal, Qt::ToolTipRole)
                 .toString()
                 .contains(QStringLiteral("LLM")));
    QCOMPARE(model.headerData(FeatureTableModel::Llm, Qt::Horizontal, KeyRole).toString(),
             QStringLiteral("word_lists"));
}

void OpinionModelsTest::unknownComesLastBothWays() {
    FeatureTableModel model;
    model.setFeatures(features(90));
    model.setOpinions(someOpinions(), "gpt-4o");
    const QString none = QStringLiteral("\u2013");
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        const bool rising = order == Qt::AscendingOrder;
        model.sort(FeatureTableModel::Llm, order);
        QStringList cells = columnOf(model, FeatureTableModel::Llm);
        QCOMPARE(cells.mid(0, 3), rising ? QStringList({"2", "4", "5"}) : QStringList({"5", "4", "2"}));
        QCOMPARE(cells.count(QStringLiteral("?")), 1);
        QCOMPARE(cells.count(none), 86);
        model.sort(FeatureTableModel::Human, order);
        cells = columnOf(model, FeatureTableModel::Human);
        QCOMPARE(cells.mid(0, 4), rising ? QStringList({"1", "3", "4.5", none}) : QStringList({"4.5", "3", "1", none}));
        model.sort(FeatureTableModel::Agree, order);
        cells = columnOf(model, FeatureTableModel::Agree);
        QCOMPARE(cells.mid(0, 3), rising ? QStringList({"0.5", "1", none}) : QStringList({"1", "0.5", none}));
        // Dead features have no spread, so nothing to sort by: they are last in each such column.
        for (const auto column : {FeatureTableModel::Interval, FeatureTableModel::Effect, FeatureTableModel::ZScore,
                                  FeatureTableModel::SplitHalf}) {
            model.sort(column, order);
            for (int row = 0; row < 90; ++row) {
                QCOMPARE(model.featureAt(row)->contrast.dead, row >= 80);
            }
        }
    }
}

void OpinionModelsTest::labelsSortByTheirText() {
    FeatureTableModel model;
    model.setFeatures(features(20));
    model.setOpinions(someOpinions(), "gpt-4o");
    model.sort(FeatureTableModel::Label, Qt::AscendingOrder);
    const QStringList rising = columnOf(model, FeatureTableModel::Label);
    QCOMPARE(rising[2], QStringLiteral("refusal"));
    QVERIFY(rising[3].isEmpty());
    model.sort(FeatureTableModel::Label, Qt::DescendingOrder);
    QCOMPARE(columnOf(model, FeatureTableModel::Label)[0], QStringLiteral("refusal"));
    QVERIFY(columnOf(model, FeatureTableModel::Label)[3].isEmpty());
}

void OpinionModelsTest::oneRatingTouchesOneRow() {
    FeatureTableModel model;
    model.setFeatures(features(300));
    RatingBook book = someOpinions();
    model.setOpinions(book, "gpt-4o");
    model.setFilter(*parseFeatureFilter(QStringLiteral("unreviewed and not dead")));
    model.sort(FeatureTableModel::Llm, Qt::DescendingOrder);
    const int rows = model.rowCount();
    QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
    check::OpinionMaker make;
    book.apply(make.person(1, "anna", 5));
    model.setOpinion(FeatureId(1), book.of(FeatureId(1)));
    QCOMPARE(data.count(), 1);
    const int row = model.rowOf(FeatureId(1));
    QCOMPARE(data[0][0].toModelIndex().row(), row);
    QCOMPARE(data[0][1].toModelIndex().row(), row);
    QCOMPARE(reset.count() + layout.count(), 0);
    QCOMPARE(model.index(row, FeatureTableModel::Human).data().toString(), QStringLiteral("5"));
    QCOMPARE(model.index(row, FeatureTableModel::Agree).data().toString(), QStringLiteral("3"));
    QCOMPARE(model.rowCount(), rows);  // it stays where it is, though the filter would not take it any more
    model.setFilter(*parseFeatureFilter(QStringLiteral("unreviewed and not dead")));
    QCOMPARE(model.rowCount(), rows - 1);
    data.clear();
    model.setOpinion(FeatureId(1), book.of(FeatureId(1)));  // filtered out: nothing to repaint
    model.setOpinion(FeatureId(5000), {});
    QCOMPARE(data.count(), 0);
}

void OpinionModelsTest::opinionsKeepTheModelsContract() {
    FeatureTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeatures(features(60));
    RatingBook book = someOpinions();
    model.setOpinions(book, "gpt-4o");
    for (int column = 0; column < FeatureTableModel::ColumnCount; ++column) {
        model.sort(column, Qt::DescendingOrder);
        model.sort(column, Qt::AscendingOrder);
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
    model.setFilter(*parseFeatureFilter(QStringLiteral("disputed or adjudicated")));
    QCOMPARE(model.rowCount(), 2);
    check::OpinionMaker make;
    book.apply(make.flag(0));
    model.setOpinion(FeatureId(0), book.of(FeatureId(0)));
    model.restrictTo(std::vector<FeatureId>{FeatureId(4), FeatureId(7000)});
    QCOMPARE(model.rowCount(), 1);
    model.restrictTo({});
    model.setOpinions({}, {});
    QCOMPARE(model.rowCount(), 0);
}

void OpinionModelsTest::setsAndRestrictions() {
    FeatureTableModel model;
    model.setFeatures(features(50));
    FeatureSet first;
    first.name = "my set";
    first.members = {{FeatureId(3), 0.1, false}, {FeatureId(7), -0.2, true}};
    FeatureSet second;
    second.name = "other";
    second.members = {{FeatureId(7), 0.1, false}};
    model.setSets({first, second});
    const auto count = [&](const char* filter) {
        model.setFilter(*parseFeatureFilter(QString::fromUtf8(filter)));
        return model.rowCount();
    };
    QCOMPARE(count("set = \"My Set\""), 2);
    QCOMPARE(count("set = other"), 1);
    QCOMPARE(count("set = other, \"my set\""), 2);
    QCOMPARE(count("set ~ set"), 2);
    QCOMPARE(count("set != other"), 49);
    model.restrictTo(std::vector<FeatureId>{FeatureId(3), FeatureId(4)});
    QCOMPARE(count(""), 2);
    QCOMPARE(count("set = \"my set\""), 1);
    model.restrictTo(std::vector<FeatureId>{});
    QCOMPARE(count(""), 0);
    model.restrictTo(std::nullopt);
    QCOMPARE(count(""), 50);
}

void OpinionModelsTest::filesHoldEverything() {
    FeatureTableModel model;
    std::vector<FeatureRow> rows = features(9);
    rows[0].contrast.contrast = -0.0123456789;
    model.setFeatures(rows);
    check::OpinionMaker make;
    RatingBook book = someOpinions();
    book.apply(make.label(1, "=HYPERLINK(\"x\"), \"y\""));
    book.apply(make.label(3, "+1"));
    model.setOpinions(book, "gpt-4o");
    model.sort(FeatureTableModel::Id, Qt::AscendingOrder);
    const QJsonArray parsed = QJsonDocument::fromJson(tableAsJson(model)).array();
    QCOMPARE(parsed.size(), 9);
    const QJsonObject first = parsed[0].toObject();
    QCOMPARE(first.size(), FeatureTableModel::ColumnCount - 1);  // the interval stands there as two numbers
    QCOMPARE(first[QStringLiteral("contrast")].toDouble(), -0.0123456789);
    QCOMPARE(first[QStringLiteral("contrast_low")].toDouble(), rows[0].contrast.contrastLow);
    QCOMPARE(first[QStringLiteral("human")].toDouble(), 4.5);
    QCOMPARE(first[QStringLiteral("llm")].toDouble(), 5.0);
    QCOMPARE(first[QStringLiteral("feature")].toInt(), 0);
    QVERIFY(first[QStringLiteral("density")].isDouble());
    QCOMPARE(parsed[1].toObject()[QStringLiteral("label")].toString(), QStringLiteral("=HYPERLINK(\"x\"), \"y\""));
    QVERIFY(parsed[3].toObject()[QStringLiteral("llm")].isNull());
    QVERIFY(parsed[8].toObject()[QStringLiteral("effect")].isNull());  // dead
    const QString csv = tableAsCsv(model);
    QVERIFY(csv.contains(QStringLiteral("\"'=HYPERLINK(\"\"x\"\"), \"\"y\"\"\"")));
    QVERIFY(csv.contains(QStringLiteral(",'+1,")));
    QVERIFY(csv.contains(QStringLiteral(",-0.0123456789,")));  // a number keeps its sign
    QCOMPARE(csv.split(QLatin1Char('\n'))[0].count(QLatin1Char(',')), FeatureTableModel::ColumnCount - 2);
    const QByteArray tabs = tableAs(model, TableFormat::Tabs);
    QCOMPARE(tabs.count('\n'), 10);
    QCOMPARE(tableFormatOf(QStringLiteral("a.JSON")), TableFormat::Objects);
    QCOMPARE(tableFormatOf(QStringLiteral("a.tsv")), TableFormat::Tabs);
    QCOMPARE(tableFormatOf(QStringLiteral("a")), TableFormat::Commas);
}

void OpinionModelsTest::hostileTextStaysText() {
    FeatureTableModel model;
    model.setFeatures(features(4));
    check::OpinionMaker make;
    const std::string hostile =
        "<img src=x><script>alert(1)</script>\xE2\x80\xAE"
        "evil";
    model.setOpinions(RatingBook({make.label(0, hostile), make.judge(1, 5, hostile + std::string(5000, 'x')),
                                  make.person(2, "<b>anna", 3), make.unrated(3, hostile)}),
                      "gpt-4o");
    const PlainCellDelegate delegate;
    const int row = model.rowOf(FeatureId(0));
    QVERIFY(model.index(row, FeatureTableModel::Label).data().toString().startsWith(QStringLiteral("<img")));
    QVERIFY(
        !delegate.displayText(model.index(row, FeatureTableModel::Label).data(), QLocale()).contains(QChar(0x202E)));
    for (const auto& [feature, column] :
         {std::pair(0u, FeatureTableModel::Label), std::pair(1u, FeatureTableModel::Llm),
          std::pair(2u, FeatureTableModel::Human), std::pair(3u, FeatureTableModel::Llm)}) {
        const QString tip = model.index(model.rowOf(FeatureId(feature)), column).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("&lt;")), qPrintable(tip));
        QVERIFY(!tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>")));
        QVERIFY(tip.size() < 2500);
    }
    QImage image(120, 30, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    for (int i = 0; i < 4; ++i) {
        ScoreDelegate().paint(&painter, option, model.index(i, FeatureTableModel::Llm));
        MarkedCellDelegate().paint(&painter, option, model.index(i, FeatureTableModel::SplitHalf));
    }
}

void OpinionModelsTest::setModelKeepsItsContract() {
    FeatureSetModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMembers({{FeatureId(5), -0.4, false}, {FeatureId(9), 0.2, true}}, someOpinions());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, FeatureSetModel::Label).data().toString(), QStringLiteral("Apology 10"));
    QCOMPARE(model.index(0, FeatureSetModel::Contrast).data(BarRole).toDouble(), -1.0);
    QVERIFY(model.index(1, FeatureSetModel::Id).data().toString().contains(QStringLiteral("hand")));
    model.setMembers({}, {});
    QCOMPARE(model.rowCount(), 0);
}

void OpinionModelsTest::largeTablesAreFast() {
    FeatureTableModel model;
    model.setFeatures(features(131072));
    check::OpinionMaker make;
    std::vector<RatingEvent> events;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        events.push_back(make.judge(i * 60, 1 + static_cast<int>(i % 5),
                                    "An explanation of some words, number " + std::to_string(i)));
        if (i % 2 == 0) {
            events.push_back(make.person(i * 60, "anna", 1 + static_cast<int>(i % 4)));
            events.push_back(make.label(i * 60, "label " + std::to_string(i)));
        }
    }
    RatingBook book(std::move(events));
    QElapsedTimer clock;
    clock.start();
    model.setOpinions(book, "gpt-4o");
    const qint64 loadMs = clock.restart();
    model.sort(FeatureTableModel::Llm, Qt::DescendingOrder);
    const qint64 llmMs = clock.restart();
    model.sort(FeatureTableModel::Label, Qt::AscendingOrder);
    const qint64 labelMs = clock.restart();
    model.sort(FeatureTableModel::Interval, Qt::DescendingOrder);
    const qint64 intervalMs = clock.restart();
    model.setFilter(*parseFeatureFilter(QStringLiteral("llm >= 4 and stable and not flagged")));
    const qint64 filterMs = clock.restart();
    model.setFilter(*parseFeatureFilter(QStringLiteral("words")));
    const qint64 searchMs = clock.restart();
    QCOMPARE(model.rowCount(), 2000);
    for (int i = 0; i < 1000; ++i) {
        model.setOpinion(FeatureId(60), book.of(FeatureId(60)));
    }
    const qint64 rowNs = clock.nsecsElapsed();
    model.setFilter({});
    clock.restart();
    const qsizetype bytes = tableAsJson(model).size();
    qInfo(
        "131,072 features, 2,000 rated: opinions %lld ms, sort by LLM %lld ms, by label %lld ms, by interval %lld ms, "
        "filter %lld ms, word search %lld ms, one row %.1f us, JSON of all %lld ms (%.0f MB)",
        loadMs, llmMs, labelMs, intervalMs, filterMs, searchMs, static_cast<double>(rowNs) / 1e6, clock.elapsed(),
        static_cast<double>(bytes) / 1e6);
    QVERIFY(llmMs < 500 && labelMs < 500 && intervalMs < 500 && filterMs < 500 && searchMs < 500 && rowNs < 1000000000);
}

QTEST_MAIN(OpinionModelsTest)
#include "models_opinions_test.moc"
