// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of 131,072 features and 100,000 pairs, on their pages, through model, view and filter line.
#include "core/base/random.h"
#include "tests/bench/bench_window.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/pages/pairs_page.h"

#include <QScrollBar>
#include <QStackedWidget>
#include <QWheelEvent>

namespace saferscope::bench {

namespace {

constexpr std::uint32_t featureCount = 131072;
constexpr std::uint32_t pairCount = 100000;

std::vector<FeatureRow> madeUpFeatures() {
    Random random(11);
    static const char* const words[] = {"apology", "refusal", "danger", "steps", "numbers", "names", "questions"};
    std::vector<FeatureRow> rows(featureCount);
    for (std::uint32_t i = 0; i < featureCount; ++i) {
        FeatureContrast& c = rows[i].contrast;
        c.feature = FeatureId(i);
        c.dead = random.below(12) == 0;
        if (!c.dead) {
            c.contrast = 0.1 * random.normal();
            c.contrastNormalised = c.contrast + 0.01 * random.normal();
            c.density = random.uniform() * random.uniform() * 0.1;
            c.maximum = 8.0 * random.uniform();
            c.firingPairs = random.below(pairCount);
            c.contrastLow = c.contrast - 0.02;
            c.contrastHigh = c.contrast + 0.02;
            c.effectSize = random.normal();
            c.z = 4.0 * random.normal();
            c.splitHalf = random.uniform();
            c.signStable = c.splitHalf > 0.95;
            rows[i].chosenSum = 1000.0 * random.uniform();
            rows[i].rejectedSum = 1000.0 * random.uniform();
        }
        if (random.below(4) == 0) {  // a judge has been through a quarter of them
            OpinionSummary said;
            said.llm = static_cast<int>(random.below(6));
            said.label = QStringLiteral("%1 and %2 %3")
                             .arg(QLatin1String(words[random.below(7)]), QLatin1String(words[random.below(7)]))
                             .arg(random.below(100));
            said.llmText = QStringLiteral("The feature fires where the answer speaks of %1.").arg(said.label);
            said.searched = said.label + u' ' + said.llmText;
            rows[i].opinions = std::make_shared<const OpinionSummary>(std::move(said));
        }
    }
    return rows;
}

std::vector<PairRow> madeUpPairs() {
    Random random(12);
    static const char* const subsets[] = {"harmless", "helpful", "chat", "code"};
    std::vector<PairRow> rows(pairCount);
    for (std::uint32_t i = 0; i < pairCount; ++i) {
        PairRow& row = rows[i];
        row.index = PairIndex(i);
        row.record.subset = subsets[random.below(4)];
        row.record.id = row.record.subset + "_" + std::to_string(random.below(10 * pairCount));
        row.record.rewardChosen = static_cast<float>(random.normal() + 0.5);
        row.record.rewardRejected = static_cast<float>(random.normal());
        row.record.tokens = {40, static_cast<std::uint32_t>(random.below(400)), 180};
        row.id = QString::fromStdString(row.record.id);
        row.subset = QString::fromStdString(row.record.subset);
        row.score = random.normal();
    }
    return rows;
}

/// A page as it stands in the window, without a workspace behind it: the table side is what is timed.
template <class PageType>
void present(PageType& page) {
    page.template findChild<QStackedWidget*>()->setCurrentIndex(1);
    page.resize(1360, 860);
    page.show();
    settle();
}

Frames sortEveryColumn(QTableView& table, int columns, std::string& slowest) {
    Frames frames;
    for (int round = 0; round < (quick() ? 1 : 2); ++round) {
        for (int column = 0; column < columns; ++column) {
            for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
                const double ms = frame([&] { table.sortByColumn(column, order); });
                if (ms >= frames.worst()) {
                    slowest =
                        table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().toStdString();
                }
                frames.ms.push_back(ms);
            }
        }
    }
    return frames;
}

Frames typeFilters(FeatureFilterLine& line, const QStringList& filters, std::string& slowest) {
    Frames frames;
    for (int round = 0; round < (quick() ? 1 : 2); ++round) {
        for (const QString& filter : filters) {
            const double ms = frame([&] { line.setText(filter); });
            if (ms >= frames.worst()) {
                slowest = filter.toStdString();
            }
            frames.ms.push_back(ms);
        }
        line.setText(QString());
        settle(20);
    }
    return frames;
}

Frames scrollThrough(QTableView& table) {
    Frames frames;
    QScrollBar* bar = table.verticalScrollBar();
    bar->setValue(0);
    settle(20);
    for (int i = 0; i < 150; ++i) {
        frames.ms.push_back(frame([&] {
            const QPointF at(200, 200);
            QWheelEvent wheel(at, table.viewport()->mapToGlobal(at), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(table.viewport(), &wheel);
        }));
    }
    for (int i = 0; i < 50; ++i) {
        frames.ms.push_back(frame([&] { bar->triggerAction(QAbstractSlider::SliderPageStepAdd); }));
    }
    for (int i = 0; i < 100; ++i) {  // the thumb is dragged about
        const int to = static_cast<int>(static_cast<double>(bar->maximum()) * std::abs(std::sin(0.37 * i)));
        frames.ms.push_back(frame([&] { bar->setValue(to); }));
    }
    frames.ms.push_back(frame([&] { bar->setValue(bar->maximum()); }));
    frames.ms.push_back(frame([&] { bar->setValue(0); }));
    return frames;
}

}  // namespace

void tableRows() {
    FeaturesPage page;
    const std::vector<FeatureRow> rows = madeUpFeatures();
    page.model()->setFeatures(rows);
    present(page);
    for (int column = 0; column < FeatureTableModel::ColumnCount; ++column) {
        page.table()->showColumn(static_cast<FeatureTableModel::Column>(column), true);
    }
    settle();
    std::string slowest;
    const Frames sort = sortEveryColumn(*page.table(), FeatureTableModel::ColumnCount, slowest);
    absolute("window-sort", "sort 131,072 features by any of 19 columns, worst", sort.worst(), "ms", atMost(50),
             sort.text() + "; slowest: " + slowest);
    const QStringList filters = {QStringLiteral("a"),
                                 QStringLiteral("ap"),
                                 QStringLiteral("apology"),
                                 QStringLiteral("\"danger and steps\""),
                                 QStringLiteral("#77"),
                                 QStringLiteral("zzz"),
                                 QStringLiteral("|contrast| > 0.1 and stable"),
                                 QStringLiteral("|contrast| > 0.1 and density < 5%"),
                                 QStringLiteral("llm >= 4 and unreviewed"),
                                 QStringLiteral("label = apology or explanation = names"),
                                 QStringLiteral("not dead and (z > 3 or z < -3 or effect > 1) and max > 2"),
                                 QStringLiteral("dead")};
    for (const auto column : {FeatureTableModel::Contrast, FeatureTableModel::Label}) {
        page.table()->sortByColumn(column, Qt::DescendingOrder);
        settle(20);
        const Frames filter = typeFilters(*page.filterLine(), filters, slowest);
        const bool byLabel = column == FeatureTableModel::Label;
        absolute(byLabel ? "window-filter-by-label" : "window-filter",
                 std::string("filter 131,072 features by words and rules, sorted by ") +
                     (byLabel ? "label" : "contrast") + ", worst",
                 filter.worst(), "ms", atMost(50), filter.text() + "; slowest: " + slowest);
    }
    const Frames scroll = scrollThrough(*page.table());
    absolute("window-features-scroll", "scroll 131,072 features, all columns: wheel, pages, thumb; worst",
             scroll.worst(), "ms", atMost(16.6), scroll.text());
}

void pairRows() {
    PairsPage page;
    page.model()->setPairs(madeUpPairs());
    present(page);
    std::string slowest;
    const Frames scroll = scrollThrough(*page.table());
    absolute("window-pairs-scroll", "scroll 100,000 pairs: wheel, pages, thumb; worst", scroll.worst(), "ms",
             atMost(16.6), scroll.text());
    const Frames sort = sortEveryColumn(*page.table(), PairTableModel::ColumnCount, slowest);
    absolute("window-pairs-sort", "sort 100,000 pairs by any column, worst", sort.worst(), "ms", atMost(50),
             sort.text() + "; slowest: " + slowest);
    const Frames filter =
        typeFilters(*page.filterLine(),
                    {QStringLiteral("h"), QStringLiteral("harmless_77"), QStringLiteral("flipped and |score| > 0.5"),
                     QStringLiteral("margin < 0 and subset = harmless"), QStringLiteral("zzz")},
                    slowest);
    absolute("window-pairs-filter", "filter 100,000 pairs by words and rules, worst", filter.worst(), "ms", atMost(50),
             filter.text() + "; slowest: " + slowest);
}

}  // namespace saferscope::bench
