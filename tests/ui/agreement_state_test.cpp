// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_state.h"

#include "tests/ui/agreement_events.h"
#include "ui/pages/agreement_matrix.h"
#include "ui/pages/agreement_numbers.h"

#include <QElapsedTimer>
#include <QTest>
#include <cmath>

using namespace saferscope;
using namespace saferscope::check;
using Kind = Comparison::Kind;

class AgreementStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparisonsBeginWithTheMostTelling() {
        QVERIFY(comparisonsOf(RatingBook(), {}).empty());
        auto list = comparisonsOf(RatingBook({human("Anna", 1, 3), judge(1, 3)}), "lexical");
        QCOMPARE(list.size(), std::size_t(1));  // one person against the judge is what "people" means
        QCOMPARE(list[0].kind, Kind::PeopleAndJudge);
        list = comparisonsOf(
            RatingBook({judge(1, 3), judge(1, 4, "x", "gpt"), human("Anna", 1, 2), human("Ben", 1, 2)}), "lexical");
        QCOMPARE(list[0].second.name, std::string("lexical"));
        QCOMPARE(list[1].second.name, std::string("gpt"));
        QCOMPARE(list[2].kind, Kind::People);
        QCOMPARE(list[3].kind, Kind::Everybody);
        QCOMPARE(list.size(), std::size_t(4 + 6));
        QCOMPARE(comparisonTitle(list[4]), QStringLiteral("Anna and Ben"));
        // A person may be called like a judge.
        list = comparisonsOf(RatingBook({judge(1, 3), human("lexical", 1, 2), human("Ben", 1, 2)}), "lexical");
        QVERIFY(std::any_of(list.begin(), list.end(), [](const Comparison& one) {
            return comparisonTitle(one) == QLatin1String("lexical (person) and lexical (judge)");
        }));
    }

    void twoRatersAreMeasuredOnWhatBothRated() {
        std::vector<RatingEvent> events;
        for (std::uint32_t i = 0; i < 10; ++i) {
            events.push_back(human("Anna", i, 1 + static_cast<int>(i % 5)));
            if (i < 8) {
                events.push_back(human("Ben", i, i == 0 ? 3 : 1 + static_cast<int>(i % 5)));
            }
        }
        const AgreementTable table =
            measureComparison(RatingBook(events), {Kind::Two, {"Anna", false}, {"Ben", false}}, {200, 1});
        QCOMPARE(table.columns.size(), std::size_t(1));
        QCOMPARE(table.columns[0].features, std::uint64_t(8));
        QCOMPARE(table.columns[0].percent->value.value(), 7.0 / 8.0);
        QVERIFY(table.columns[0].percent->ci.has_value());
        QCOMPARE(table.matrix.total(), std::uint64_t(8));
        QCOMPARE(table.matrix.counts[0][2], std::uint64_t(1));
        QCOMPARE(table.cells.at({1, 3}), std::vector<FeatureId>{FeatureId(0)});
        QVERIFY(meanDifferenceText(table).contains(QLatin1String("Ben")));  // 2 / 8 higher
        // The independent numbers: kappa from the marginals by hand.
        double expected = 0.0;
        for (std::size_t level = 0; level < 5; ++level) {
            double rows = 0.0;
            double columns = 0.0;
            for (std::size_t other = 0; other < 5; ++other) {
                rows += static_cast<double>(table.matrix.counts[level][other]);
                columns += static_cast<double>(table.matrix.counts[other][level]);
            }
            expected += rows * columns / 64.0;
        }
        QVERIFY(std::abs(table.columns[0].kappa->value.value() - (7.0 / 8.0 - expected) / (1.0 - expected)) < 1e-12);
    }

    void blindAndSeenAreToldApart() {
        std::vector<RatingEvent> events;
        for (std::uint32_t i = 0; i < 12; ++i) {
            const bool blind = i < 6;
            events.push_back(judge(i, 1 + static_cast<int>(i % 5)));
            // Who has seen the answer repeats it, who has not is one off.
            events.push_back(
                human("Anna", i, blind ? 1 + static_cast<int>((i + 1) % 5) : 1 + static_cast<int>(i % 5), blind));
        }
        const AgreementTable table =
            measureComparison(RatingBook(events), {Kind::PeopleAndJudge, {}, {"lexical", true}}, {200, 1});
        QCOMPARE(table.columns.size(), std::size_t(3));
        QCOMPARE(table.columns[0].features, std::uint64_t(12));
        QCOMPARE(table.columns[1].features, std::uint64_t(6));
        QCOMPARE(table.columns[1].percent->value.value(), 0.0);
        QCOMPARE(table.columns[2].percent->value.value(), 1.0);
        const auto lines = agreementLines(table);
        QCOMPARE(lines.size(), std::size_t(6));
        QCOMPARE(lines[0].cells[2].value, QStringLiteral("6"));
        QCOMPARE(lines[1].cells[2].value, QStringLiteral("100 %"));
    }

    void manyFeaturesAreMeasuredQuickly() {
        std::vector<RatingEvent> events;
        for (std::uint32_t i = 0; i < 256; ++i) {
            const int score = 1 + static_cast<int>(i * 7 % 5);
            events.push_back(judge(i, score));
            events.push_back(human("Anna", i, std::clamp(score + (i % 4 == 0 ? 1 : 0), 1, 5), i % 2 == 0));
            events.push_back(human("Ben", i, std::clamp(score - (i % 3 == 0 ? 1 : 0), 1, 5), i % 5 == 0));
        }
        const RatingBook book(events);
        QElapsedTimer clock;
        clock.start();
        const AgreementTable table = measureComparison(book, {Kind::PeopleAndJudge, {}, {"lexical", true}});
        const qint64 measured = clock.restart();
        const Disagreements found = findDisagreements(book, "lexical");
        qInfo("256 features, 3 raters, 2,000 resamples: %lld ms; their disagreements: %lld ms", measured,
              clock.elapsed());
        QVERIFY(table.columns[0].kappa->ci.has_value());
        QVERIFY(!found.open.empty());
        QVERIFY(measured < 5000);
    }

    void numbersThatDoNotExistAreSaidSo() {
        const AgreementTable table = measureComparison(RatingBook({human("Anna", 1, 4), human("Ben", 1, 4)}),
                                                       {Kind::Two, {"Anna", false}, {"Ben", false}}, {200, 1});
        const EstimateText kappa = estimateText(*table.columns[0].kappa, false);
        QCOMPARE(kappa.value, QStringLiteral("–"));
        QVERIFY(!kappa.interval.isEmpty());
        QCOMPARE(estimateText({0.5, Interval{0.25, 0.75}, 0}, false).interval, QStringLiteral("0.25 to 0.75"));
        QCOMPARE(estimateText({0.5, std::nullopt, 0}, true).value, QStringLiteral("50 %"));
    }

    void disagreementsAreFoundAndSettled() {
        std::vector<RatingEvent> events = {
            human("Anna", 1, 5), human("Ben", 1, 2),               // people differ by 3
            human("Anna", 2, 4), judge(2, 4),                      // agreed
            human("Anna", 3, 1), judge(3, 3),                      // person and judge 2 apart
            human("Anna", 4, 3), judge(4, 4),                      // 1 apart: no matter
            human("Anna", 5, 3), human("Ben", 5, 4), judge(5, 3),  // people differ by 1
            judge(6, 1),                                           // nobody to disagree
        };
        Disagreements found = findDisagreements(RatingBook(events), "lexical");
        std::vector<std::uint32_t> open;
        for (const AgreementRow& row : found.open) {
            open.push_back(row.feature.value());
        }
        QCOMPARE(open, (std::vector<std::uint32_t>{1, 3, 5}));
        QCOMPARE(found.open[0].scores, QStringLiteral("Anna 5  ·  Ben 2"));
        QVERIFY(found.settled.empty());
        RatingEvent word = human("Anna", 3, 2, false, "looked at all contexts");
        word.action = RatingAction::Adjudicate;
        events.push_back(word);
        found = findDisagreements(RatingBook(events), "lexical");
        QCOMPARE(found.open.size(), std::size_t(2));
        QCOMPARE(found.settled.size(), std::size_t(1));
        QCOMPARE(found.settled[0].verdict, QStringLiteral("2 by Anna: looked at all contexts"));
    }

    void matrixCellsDoNotOverlap() {
        const MatrixGeometry geometry = matrixGeometry(16);
        for (int row = 1; row <= 5; ++row) {
            for (int column = 1; column <= 5; ++column) {
                const auto hit = geometry.at(geometry.cell(row, column).center());
                QVERIFY(hit.has_value());
                QCOMPARE(*hit, QPoint(column, row));
                QVERIFY(!geometry.cell(row, column).intersects(geometry.header));
                QVERIFY(!geometry.cell(row, column).intersects(geometry.side));
            }
        }
        QVERIFY(!geometry.at(geometry.header.center()));
        QVERIFY(!geometry.at(QPoint(-1, -1)));
        QVERIFY(!geometry.at(QPoint(5000, 60)));
    }

    void emptyStatesSayWhatToDo() {
        QVERIFY(nothingToCompare(false, {})->title.contains(QLatin1String("nothing to rate")));
        QVERIFY(nothingToCompare(true, {})->offerJudge);
        QVERIFY(nothingToCompare(true, RatingBook({human("Anna", 1, 3)}))->title.contains(QLatin1String("Anna")));
        QVERIFY(nothingToCompare(true, RatingBook({judge(1, 3)}))->title.contains(QLatin1String("lexical")));
        QVERIFY(!nothingToCompare(true, RatingBook({judge(1, 3), human("Anna", 2, 3)})));
    }
};

QTEST_MAIN(AgreementStateTest)
#include "agreement_state_test.moc"
