// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/results_chart.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/results_reading.h"
#include "ui/experiments/results_tables.h"
#include "ui/experiments/results_words.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QXmlStreamReader>

using namespace saferscope;

namespace {

const std::string hostile = "<script>alert('1')</script> & \"q\" %1 %2";

struct Made {
    Sweep sweep;
    std::vector<CellVerdicts> verdicts;
    std::vector<CellStatus> status;
};

/// Of 200 pairs of Safety the baseline gets 160 right, SAFER 5 % loses 60 more, Random none; of 100 of Chat all get 90.
/// Seeds agree in everything.
Made made(ExperimentMode mode, std::size_t seeds, bool reference) {
    Made result;
    SweepSpec& spec = result.sweep.spec;
    spec.id = "20261125-poison";
    spec.title = hostile;
    spec.createdAt = "2026-11-25T10:00:00Z";
    spec.codeVersion = "0.1 <b>";
    spec.mode = mode;
    spec.strategies = {Strategy::Safer, Strategy::Random};
    spec.ratios = {0.01, 0.05};
    spec.dataset = "train</td><img src=x onerror=alert(2)>";
    spec.datasetHash = "d4735e3a265e16eee03f59718b9b5d03";
    spec.evaluation = "evaluation";
    spec.evaluationHash = "eeee";
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        spec.seeds.push_back(seed);
        const auto add = [&](CellKind kind, Strategy strategy, double ratio, std::size_t safetyWrong) {
            SweepCell cell;
            cell.kind = kind;
            cell.strategy = strategy;
            cell.ratio = ratio;
            cell.seed = seed;
            auto file = std::make_shared<VerdictFile>();
            for (std::size_t i = 0; i < 300; ++i) {
                const bool right = i < 200 ? i >= safetyWrong : i >= 210;
                file->pairs.push_back({"pair-" + std::to_string(i), i < 200 ? "safety" : "chat",
                                       right ? 1.5 : -0.5 - static_cast<double>(i) * 0.001, 0.0});
            }
            file->datasetHash = "eeee";
            result.verdicts.push_back({result.sweep.cells.size(), file, {}});
            result.status.push_back({CellState::Done, {}});
            result.sweep.cells.push_back(cell);
        };
        add(CellKind::Baseline, Strategy::Safer, 0.0, 40);
        if (reference) {
            add(CellKind::Reference, Strategy::Safer, 0.0, 10);
        }
        const bool poison = mode == ExperimentMode::Poison;
        add(CellKind::Changed, Strategy::Safer, 0.01, poison ? 50 : 31);
        add(CellKind::Changed, Strategy::Safer, 0.05, poison ? 100 : 25);
        add(CellKind::Changed, Strategy::Random, 0.01, 40);
        add(CellKind::Changed, Strategy::Random, 0.05, 41);
    }
    return result;
}

SweepSource sourceOf(std::shared_ptr<Made> data) {
    return {[data] { return std::vector<Sweep>{data->sweep}; }, [data](const Sweep&) { return data->status; },
            [data](const Sweep&) { return data->verdicts; }};
}

void load(ResultsPanel& panel, std::shared_ptr<Made> data) {
    panel.setSource(sourceOf(std::move(data)));
    QTRY_VERIFY(!panel.loading() && panel.chooser()->count() > 0);
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Reads all of it; names of elements come back. Empty where it is not well-formed.
QStringList elementsOf(const QByteArray& xml, QString* text = nullptr) {
    QXmlStreamReader reader(xml);
    QStringList names;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            names.append(reader.name().toString());
        }
        if (text != nullptr && reader.isCharacters()) {
            text->append(reader.text());
        }
    }
    if (reader.hasError()) {
        qWarning("%s at line %lld", qPrintable(reader.errorString()), reader.lineNumber());
        return {};
    }
    return names;
}

SweepResults summary(const Made& data) { return *summariseSweep(data.sweep, data.verdicts); }

}  // namespace

class ResultsPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::c());
        ThemeManager::instance().install(*qApp);
        ThemeManager::instance().setMode(ThemeMode::Light);
    }

    void numbersReadAsPeopleWriteThem() {
        QCOMPARE(sweepPercent(0.9486), QStringLiteral("94.9"));
        QCOMPARE(sweepPoints(0.016), QStringLiteral("+1.6"));
        QCOMPARE(sweepPoints(-0.3124), QString(QChar(0x2212)) + QStringLiteral("31.2"));
        QCOMPARE(sweepPoints(-0.0001), QStringLiteral("0.0"));
        QCOMPARE(sweepPoints(0.0001), QStringLiteral("0.0"));
        QCOMPARE(sweepP(0.0004), QStringLiteral("< 0.001"));
        QCOMPARE(sweepP(0.0341), QStringLiteral("0.034"));
        QCOMPARE(sweepP(1.0), QStringLiteral("1.00"));
        QCOMPARE(sweepShare(0.516), QStringLiteral("52 %"));
        QCOMPARE(sweepShare(-0.516), QString(QChar(0x2212)) + QStringLiteral("52 %"));
    }

    void aChangeNeedsIntervalAndTest() {
        SweepPoint point;
        point.compared = true;
        point.adjusted = 0.01;
        point.differenceCi = {-0.2, -0.1};
        QVERIFY(isEstablished(point));
        point.adjusted = 0.06;
        QVERIFY(!isEstablished(point));
        point.adjusted = 0.01;
        point.differenceCi = {-0.2, 0.0};
        QVERIFY(!isEstablished(point));
        point.differenceCi = {0.1, 0.2};
        point.compared = false;
        QVERIFY(!isEstablished(point));
    }

    void theReadingSaysWhatTheNumbersSay() {
        const Made data = made(ExperimentMode::Poison, 3, false);
        const SweepResults results = summary(data);
        const SweepReading reading = readSweepResults(data.sweep.spec, results);
        const SweepPoint* point = results.find(CellKind::Changed, Strategy::Safer, 0.05, "safety");
        QVERIFY(point != nullptr);
        QCOMPARE(point->difference, -0.3);
        const QString expected = QStringLiteral(
                                     "With 5 % of the pairs flipped, SAFER lowers safety by 30.0 points "
                                     "(95 % CI %1 to %2); Random shows no clear change in safety (%3 points, 95 % CI ")
                                     .arg(sweepPercent(-point->differenceCi.high),
                                          sweepPercent(-point->differenceCi.low), sweepPoints(-0.005));
        QVERIFY2(reading.main.startsWith(expected), qPrintable(reading.main));
        QCOMPARE(reading.others, QStringLiteral("No clear change with SAFER in chat."));
        QVERIFY(reading.recovered.isEmpty());
        QVERIFY(reading.cautions.isEmpty());
    }

    void fewSeedsAndMissingModelsAreSaid() {
        Made data = made(ExperimentMode::Poison, 1, false);
        SweepReading reading = readSweepResults(data.sweep.spec, summary(data));
        QCOMPARE(reading.cautions.size(), 1);
        QVERIFY(reading.cautions.front().startsWith(QStringLiteral("One seed")));
        data = made(ExperimentMode::Poison, 2, false);
        data.verdicts.pop_back();
        reading = readSweepResults(data.sweep.spec, summary(data));
        QVERIFY(reading.cautions.last().startsWith(QStringLiteral("9 of 10 models")));
        // The last cell is Random 5 %: one seed of it is left.
        QVERIFY(reading.cautions.front().startsWith(QStringLiteral("One seed")));
        data.verdicts.resize(1);
        reading = readSweepResults(data.sweep.spec, summary(data));
        QVERIFY(reading.main.startsWith(QStringLiteral("Nothing can be compared yet")));
    }

    void whatIsWonBackIsSaidWithCare() {
        const Made data = made(ExperimentMode::Denoise, 3, true);
        const SweepReading reading = readSweepResults(data.sweep.spec, summary(data));
        QVERIFY2(reading.recovered.contains(QStringLiteral("SAFER wins back 50 % (at 5 %)")),
                 qPrintable(reading.recovered));
        QVERIFY2(reading.recovered.contains(QStringLiteral("Random wins back nothing certain")),
                 qPrintable(reading.recovered));
    }

    void figureHoldsTheNumbersAndAnHonestAxis() {
        const Made data = made(ExperimentMode::Denoise, 3, true);
        const SweepResults results = summary(data);
        SweepFigureOptions options;
        options.section = "safety";
        SweepFigure figure = sweepFigure(data.sweep.spec, results, options);
        QCOMPARE(figure.curves.size(), std::size_t{2});
        QCOMPARE(figure.levels.size(), std::size_t{2});
        QCOMPARE(figure.curves[0].points[1].x, 5.0);
        QCOMPARE(figure.curves[0].points[1].y, 87.5);
        QVERIFY(figure.y.low > 0.0 && figure.axisNote.contains(QStringLiteral("zoomed")));
        // The paper's two figures are of this section, and are named as someone else's.
        QCOMPARE(figure.marks.size(), std::size_t{2});
        QCOMPARE(figure.marks[1].y, 96.46);
        QVERIFY(figure.publishedNote.contains(QStringLiteral("another model and other data")));
        QVERIFY(figure.y.high >= 96.46);
        for (const auto& curve : figure.curves) {
            for (const auto& point : curve.points) {
                QVERIFY(point.ci.low >= figure.y.low && point.ci.high <= figure.y.high);
                QVERIFY(point.ci.low < point.y && point.y < point.ci.high);
            }
        }
        // Where our numbers are far from the paper's they are not squeezed for its marks.
        SweepResults lower = results;
        for (auto& point : lower.points) {
            point.accuracy -= 0.6;
            point.ci = {point.accuracy - 0.01, point.accuracy + 0.01};
        }
        figure = sweepFigure(data.sweep.spec, lower, options);
        QVERIFY(figure.marks.empty() && figure.y.high < 60.0);
        QVERIFY(figure.publishedNote.contains(QStringLiteral("94.86 % → 96.46 %, outside this axis")));
        options.measure = SweepMeasure::Difference;
        figure = sweepFigure(data.sweep.spec, results, options);
        QVERIFY(figure.y.low < 0.0 && figure.y.high > 15.0);
        QCOMPARE(figure.curves[0].points[1].y, 7.5);
        QCOMPARE(figure.levels.size(), std::size_t{1});  // the reference; the baseline is 0
        QVERIFY(figure.marks.empty());
    }

    void panelShowsASweep() {
        ResultsPanel panel;
        panel.resize(1200, 800);
        QVERIFY(panel.emptyText().contains(QStringLiteral("No experiment yet")));
        const auto data = std::make_shared<Made>(made(ExperimentMode::Poison, 3, false));
        load(panel, data);
        QVERIFY(panel.emptyText().isEmpty());
        QVERIFY2(panel.chooser()->currentText().endsWith(QStringLiteral("15 of 15 done")),
                 qPrintable(panel.chooser()->currentText()));
        QVERIFY(panel.readingText().contains(QStringLiteral("SAFER lowers safety by 30.0 points")));
        QCOMPARE(panel.sectionBox()->currentData().toString(), QStringLiteral("safety"));
        const QAbstractItemModel* rows = panel.table()->model();
        QCOMPARE(rows->rowCount(), 5);
        const auto text = [&](int row, int column) { return rows->index(row, column).data().toString(); };
        QCOMPARE(text(0, SweepPointsModel::Model), QStringLiteral("Baseline"));
        QCOMPARE(text(0, SweepPointsModel::Accuracy), QStringLiteral("80.0"));
        QCOMPARE(text(0, SweepPointsModel::Difference), QStringLiteral("–"));
        QCOMPARE(text(2, SweepPointsModel::Model), QStringLiteral("SAFER"));
        QCOMPARE(text(2, SweepPointsModel::Ratio), QStringLiteral("5 %"));
        QCOMPARE(text(2, SweepPointsModel::Pairs), QStringLiteral("200 × 3"));
        QCOMPARE(text(2, SweepPointsModel::Lost), QStringLiteral("180"));
        QCOMPARE(text(2, SweepPointsModel::Adjusted), QStringLiteral("< 0.001"));
        QCOMPARE(text(2, SweepPointsModel::Result), QStringLiteral("lower"));
        QCOMPARE(text(4, SweepPointsModel::Result), QStringLiteral("not clear"));
        // Sorted by difference either way, what has none stays last.
        panel.table()->sortByColumn(SweepPointsModel::Difference, Qt::AscendingOrder);
        QCOMPARE(text(0, SweepPointsModel::Lost), QStringLiteral("180"));
        QCOMPARE(text(4, SweepPointsModel::Model), QStringLiteral("Baseline"));
        panel.table()->sortByColumn(SweepPointsModel::Difference, Qt::DescendingOrder);
        QCOMPARE(text(3, SweepPointsModel::Lost), QStringLiteral("180"));
        QCOMPARE(text(4, SweepPointsModel::Model), QStringLiteral("Baseline"));
        // Flips of the first strategy's largest ratio.
        const QAbstractItemModel* flips = panel.flipTable()->model();
        QCOMPARE(panel.flipBox()->currentText(), QStringLiteral("SAFER, 5 %"));
        QCOMPARE(flips->rowCount(), 60);
        QCOMPARE(flips->index(0, SweepFlipsModel::Id).data().toString(), QStringLiteral("pair-99"));
        QCOMPARE(flips->index(0, SweepFlipsModel::Lost).data().toString(), QStringLiteral("3"));
        panel.flipBox()->setCurrentIndex(panel.flipBox()->findText(QStringLiteral("Random, 1 %")));
        QCOMPARE(flips->rowCount(), 0);
        // Another section; it is kept when the sweep is read again.
        panel.sectionBox()->setCurrentIndex(panel.sectionBox()->findData(QStringLiteral("chat")));
        QCOMPARE(panel.chart()->figure().title, QStringLiteral("chat"));
        panel.reload();
        QTRY_VERIFY(!panel.loading());
        QCOMPARE(panel.chart()->figure().title, QStringLiteral("chat"));
        QCOMPARE(panel.flipBox()->currentText(), QStringLiteral("Random, 1 %"));
    }

    void hoveringNamesExactNumbers() {
        ResultsPanel panel;
        panel.resize(1200, 800);
        load(panel, std::make_shared<Made>(made(ExperimentMode::Poison, 3, false)));
        panel.show();
        panel.grab();
        const auto& spots = panel.chart()->drawn().spots;
        QCOMPARE(spots.size(), std::size_t{5});
        for (const auto& spot : spots) {
            QVERIFY(panel.chart()->rect().contains(spot.at.toPoint()));
            QCOMPARE(panel.chart()->wordsAt(spot.at), spot.words);
        }
        QVERIFY(panel.chart()->wordsAt({2, 2}).isEmpty());
        QVERIFY(panel.chart()->accessibleDescription().contains(QStringLiteral("SAFER, 5 %: 50.0 % right")));
    }

    void newResultsKeepWhatIsSelected() {
        ResultsPanel panel;
        panel.resize(1200, 800);
        auto data = std::make_shared<Made>(made(ExperimentMode::Poison, 3, false));
        const CellVerdicts last = data->verdicts.back();
        data->verdicts.pop_back();
        auto newer = std::make_shared<Made>(made(ExperimentMode::Poison, 1, false));
        newer->sweep.spec.id = "20261126-poison";
        newer->verdicts.clear();
        for (auto& status : newer->status) {
            status.state = CellState::Training;
        }
        const auto of = [data, newer](const Sweep& sweep) {
            return sweep.spec.id == data->sweep.spec.id ? data : newer;
        };
        panel.setSource({[data, newer] {
                             return std::vector<Sweep>{newer->sweep, data->sweep};
                         },
                         [of](const Sweep& sweep) { return of(sweep)->status; },
                         [of](const Sweep& sweep) { return of(sweep)->verdicts; }});
        QTRY_VERIFY(!panel.loading() && panel.shown() != nullptr);
        // The newest with results, not the newest.
        QCOMPARE(panel.shown()->sweep.spec.id, data->sweep.spec.id);
        panel.table()->setCurrentIndex(panel.table()->model()->index(2, 0));
        panel.flipTable()->setCurrentIndex(panel.flipTable()->model()->index(7, 0));
        data->verdicts.push_back(last);
        newer->verdicts = {made(ExperimentMode::Poison, 1, false).verdicts.front()};
        newer->status[0].state = CellState::Done;
        connect(&panel, &ResultsPanel::failed, this, [](const Error& error) { qWarning("%s", error.message.c_str()); });
        panel.reload();
        QTRY_VERIFY(!panel.loading());
        QCOMPARE(panel.shown()->results.cellsDone, std::size_t{15});
        QCOMPARE(panel.shown()->sweep.spec.id, data->sweep.spec.id);
        QCOMPARE(panel.table()->currentIndex().row(), 2);
        QCOMPARE(panel.flipTable()->currentIndex().row(), 7);
        panel.showSweep(QStringLiteral("20261126-poison"));
        QTRY_COMPARE(panel.shown() != nullptr ? panel.shown()->sweep.spec.id : std::string(), newer->sweep.spec.id);
        QVERIFY(panel.readingText().startsWith(QStringLiteral("Nothing can be compared yet")));
        // Half read when the workspace is closed: nothing of it may appear afterwards.
        panel.reload();
        panel.setSession(nullptr);
        QTRY_VERIFY(!panel.loading());
        QTest::qWait(50);
        QVERIFY(panel.shown() == nullptr);
        QVERIFY(panel.emptyText().contains(QStringLiteral("No experiment yet")));
    }

    void aChangedVerdictOpensItsPairWhereTheIndexHoldsIt() {
        const check::TemporaryFolder folder;
        const auto index = check::makeSyntheticIndex(folder.path() / "index");
        WorkspaceSession session(nullptr, index);
        const PairIndex pair(7);
        const std::string id(index->pair(pair).id);
        auto data = std::make_shared<Made>(made(ExperimentMode::Poison, 1, false));
        data->sweep.spec.evaluationHash = index->manifest().datasetHash;
        for (auto& one : data->verdicts) {
            auto file = std::make_shared<VerdictFile>(*one.verdicts);
            file->datasetHash = index->manifest().datasetHash;
            file->pairs[99].id = id;  // the first of the flips
            one.verdicts = file;
        }
        ResultsPanel panel;
        panel.setSession(&session);
        load(panel, data);
        QSignalSpy shown(&session, &WorkspaceSession::navigateToPair);
        QSignalSpy failed(&panel, &ResultsPanel::failed);
        const QAbstractItemModel* flips = panel.flipTable()->model();
        QCOMPARE(flips->index(0, SweepFlipsModel::Id).data().toString(), QString::fromStdString(id));
        Q_EMIT panel.flipTable()->activated(flips->index(0, 0));
        QCOMPARE(shown.size(), 1);
        QVERIFY(session.selectedPair() == pair);
        QCOMPARE(failed.size(), 0);
        // A pair that the index lacks, and an equal id of other data, are not opened.
        Q_EMIT panel.flipTable()->activated(flips->index(1, 0));
        QCOMPARE(shown.size(), 1);
        QCOMPARE(failed.size(), 1);
        auto other = std::make_shared<Made>(*data);
        other->sweep.spec.evaluationHash = "other data";
        panel.setSource(sourceOf(other));
        QTRY_VERIFY(!panel.loading() && flips->rowCount() > 0);
        Q_EMIT panel.flipTable()->activated(flips->index(0, 0));
        QCOMPARE(shown.size(), 1);
        QCOMPARE(failed.size(), 2);
        panel.setSession(nullptr);
    }

    void emptyStatesSayWhy() {
        ResultsPanel panel;
        auto data = std::make_shared<Made>(made(ExperimentMode::Poison, 1, false));
        data->verdicts.clear();
        for (auto& status : data->status) {
            status = {CellState::Waiting, {}};
        }
        load(panel, data);
        QVERIFY2(panel.emptyText().contains(QStringLiteral("No model is evaluated yet")),
                 qPrintable(panel.emptyText()));
        QVERIFY(!panel.exportTo(QStringLiteral("/nowhere/x.csv")));
        auto broken = std::make_shared<Made>(*data);
        broken->status[0] = {CellState::Failed, "The disk is full."};
        load(panel, broken);
        QTRY_VERIFY(panel.emptyText().contains(QStringLiteral("The disk is full.")));
        QVERIFY(panel.emptyText().contains(QStringLiteral("failed")));
    }

    void resultsThatCannotBeReadAreReported() {
        ResultsPanel panel;
        QSignalSpy spy(&panel, &ResultsPanel::failed);
        auto data = std::make_shared<Made>(made(ExperimentMode::Poison, 1, false));
        data->sweep.spec.suite = "nonsense";
        panel.setSource(sourceOf(data));
        QTRY_COMPARE(spy.size(), 1);
        QVERIFY(QString::fromStdString(spy[0][0].value<Error>().message).contains(QStringLiteral("nonsense")));
    }

    void filesHoldWhatIsShown() {
        ResultsPanel panel;
        panel.resize(1200, 800);
        load(panel, std::make_shared<Made>(made(ExperimentMode::Poison, 3, false)));
        QTemporaryDir folder;
        const auto file = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
        QSignalSpy exported(&panel, &ResultsPanel::exported);
        for (const char* name : {"a.png", "a.svg", "a.pdf", "a.csv", "a.json", "a.html"}) {
            QVERIFY2(panel.exportTo(file(name)), name);
        }
        QCOMPARE(exported.size(), 6);
        const QImage image(file("a.png"));
        QCOMPARE(image.size(), QSize(1520, 920));
        QVERIFY(QColor(image.pixel(5, 5)) == lightTheme().surface);
        int curve = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                curve += QColor(image.pixel(x, y)) == seriesColor(lightTheme(), 0) ? 1 : 0;
            }
        }
        QVERIFY2(curve > 500, qPrintable(QString::number(curve)));
        QString words;
        const QStringList svg = elementsOf(contents(file("a.svg")), &words);
        QCOMPARE(svg.value(0), QStringLiteral("svg"));
        QVERIFY(svg.contains(QStringLiteral("text")));
        QVERIFY(words.contains(QStringLiteral("SAFER")) && words.contains(QStringLiteral("Pairs flipped (%)")));
        QVERIFY(contents(file("a.pdf")).startsWith("%PDF"));
        const QByteArray csv = contents(file("a.csv"));
        QCOMPARE(csv.count('\n'), 1 + 15);
        QVERIFY(csv.contains("\nsafety,changed,safer,0.05,0,200,3,0.5,"));
        const auto json = parseJson(contents(file("a.json")).toStdString(), "a.json");
        QVERIFY(json.has_value());
        QCOMPARE((*json)["results"]["points"].size(), std::size_t{15});
        QCOMPARE((*json)["sweep"]["title"].get<std::string>(), hostile);
        QSignalSpy failed(&panel, &ResultsPanel::failed);
        QVERIFY(!panel.exportTo(file("a.xyz")));
        QVERIFY(!panel.exportTo(file("no/such/folder/a.csv")));
        QCOMPARE(failed.size(), 2);
    }

    void theReportIsWholeAndInert() {
        Made data = made(ExperimentMode::Denoise, 3, true);
        for (auto& one : data.verdicts) {
            auto file = std::make_shared<VerdictFile>(*one.verdicts);
            for (auto& pair : file->pairs) {
                pair.subset = pair.subset == "chat" ? hostile : pair.subset;
            }
            one.verdicts = file;
        }
        data.verdicts.pop_back();
        data.sweep.spec.codeVersion += " \x01\xE2\x80\xAE\xE2\x80\xA8";  // control, direction, line separator
        const SweepShown shown{data.sweep, summary(data)};
        const QByteArray html = sweepReportHtml(shown);
        QString text;
        const QStringList names = elementsOf(html, &text);
        QVERIFY(!names.isEmpty());
        QCOMPARE(names.front(), QStringLiteral("html"));
        QCOMPARE(names.count(QStringLiteral("figure")), 3);
        QCOMPARE(names.count(QStringLiteral("svg")), 6);  // light and dark
        for (const char* forbidden : {"script", "img", "iframe", "link", "b", "a", "object"}) {
            QVERIFY2(!names.contains(QLatin1String(forbidden)), forbidden);
        }
        QVERIFY(html.contains("<html lang=\"en\">"));
        QVERIFY(!html.contains("<script") && !html.contains("onerror=alert(2)>"));
        QVERIFY(html.contains("prefers-color-scheme: dark") && html.contains("@media print"));
        QCOMPARE(html.count("http://") + html.count("https://"), html.count("http://www.w3.org/"));
        QCOMPARE(html.count("aria-label="), 3);
        for (const char* steering : {"\x01", "\xE2\x80\xAE", "\xE2\x80\xA8"}) {
            QVERIFY(!html.contains(steering));
        }
        // Literal text survives, whatever it holds.
        QVERIFY(text.contains(QString::fromStdString(hostile)));
        QVERIFY(text.contains(QStringLiteral("train</td><img src=x onerror=alert(2)>")));
        QVERIFY(text.contains(QString::fromStdString(data.sweep.spec.datasetHash)));
        QVERIFY(text.contains(readSweepResults(shown.sweep.spec, shown.results).text()));
        QVERIFY(text.contains(QStringLiteral("Seed 3 of random 5 % is missing.")));
        QVERIFY(text.contains(QStringLiteral("Newcombe")) && text.contains(QStringLiteral("crossed random effects")));
        QVERIFY(text.contains(QStringLiteral("SAFER (arXiv 2507.00665)")));
        QTextDocument document;
        document.setHtml(QString::fromUtf8(html));
        QVERIFY(document.toPlainText().contains(QStringLiteral("How the numbers are computed")));
    }

    void markersDifferWhereColoursDoNot() {
        std::vector<QImage> shapes;
        for (const Strategy strategy : allStrategies()) {
            QImage image(24, 24, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setBrush(Qt::black);
            paintSweepMarker(painter, {12, 12}, 6, strategy);
            painter.end();
            for (const QImage& other : shapes) {
                QVERIFY(image != other);
            }
            shapes.push_back(image);
        }
    }

    void looksRight() {
        const QString folder = qEnvironmentVariable("RESULTS_PICTURES");
        if (folder.isEmpty()) {
            QSKIP("RESULTS_PICTURES names no folder for pictures.");
        }
        for (const bool dark : {false, true}) {
            for (const double scale : {1.0, 1.5}) {
                ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
                ThemeManager::instance().setTextScale(scale);
                for (const auto mode : {ExperimentMode::Poison, ExperimentMode::Denoise}) {
                    auto data = std::make_shared<Made>(made(mode, 3, mode == ExperimentMode::Denoise));
                    data->sweep.spec.title = "Does poison reach Safety?";
                    ResultsPanel panel;
                    panel.setAutoFillBackground(true);
                    panel.resize(1280, 860);
                    load(panel, data);
                    panel.seedBox()->setChecked(mode == ExperimentMode::Poison);
                    panel.show();
                    QTest::qWait(50);
                    panel.grab().save(QStringLiteral("%1/%2-%3-%4.png")
                                          .arg(folder, QLatin1String(experimentModeName(mode)),
                                               dark ? QStringLiteral("dark") : QStringLiteral("light"),
                                               QString::number(scale)));
                    panel.exportTo(folder + QStringLiteral("/report.html"));
                    panel.exportTo(folder + QStringLiteral("/figure.png"));
                    panel.exportTo(folder + QStringLiteral("/figure.svg"));
                    panel.exportTo(folder + QStringLiteral("/figure.pdf"));
                    panel.measureSwitch()->setCurrent(1);
                    Q_EMIT panel.measureSwitch()->picked(1);
                    panel.exportTo(folder + QStringLiteral("/difference.png"));
                }
            }
        }
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.0);
    }
};

QTEST_MAIN(ResultsPanelTest)
#include "test_results_panel.moc"
