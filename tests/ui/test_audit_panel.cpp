// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/pair_writer.h"
#include "core/demo/demo_generator.h"
#include "core/features/index_writer.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/audit_charts.h"
#include "ui/experiments/audit_detail.h"
#include "ui/experiments/audit_excerpt.h"
#include "ui/experiments/audit_form.h"
#include "ui/experiments/audit_model.h"
#include "ui/experiments/audit_panel.h"
#include "ui/experiments/audit_quality.h"
#include "ui/experiments/audit_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <fstream>
#include <set>

using namespace saferscope;

namespace {

void must(const Status& status) {
    if (!status) {
        qFatal("%s", status.error().message.c_str());
    }
}

constexpr std::array kinds = {"refusal", "warning", "compliance_steps", "rude"};

IndexedSegment segmentOf(const PreferencePair& pair, Side side) {
    IndexedSegment segment;
    segment.text = side == Side::Chosen ? pair.chosen : pair.rejected;
    const auto spans = plantedSpans(pair, side);
    for (std::uint32_t i = 0; i < segment.text.size(); ++i) {
        segment.tokens.push_back({1, i, i + 1, i % 2 == 0, true});
        std::vector<LatentEntry> latents;
        for (const auto& span : spans) {
            for (std::uint32_t f = 0; f < kinds.size(); ++f) {
                if (i >= span.begin && i < span.end && span.kind == kinds[f]) {
                    latents.push_back({FeatureId(f), 1.0f});
                }
            }
        }
        segment.latents.push_back(std::move(latents));
    }
    return segment;
}

/// Generated pairs "train", an index of them whose features are the planted regularities, and "suspect": 5 % flipped,
/// the highest scores first.
struct Fixture {
    QTemporaryDir folder;
    std::unique_ptr<WorkspaceSession> session;
    std::set<std::string> flipped;

    explicit Fixture(std::size_t count = 200, bool withIndex = true) {
        const std::filesystem::path root = folder.path().toStdString();
        const auto pairs = generateDemoData({count, 1, 4}).train;
        {
            std::ofstream file(root / "train.jsonl");
            for (const auto& pair : pairs) {
                file << pairToJsonLine(pair) << "\n";
            }
        }
        auto workspace = Workspace::create(root / "w").value();
        workspace->importPairs(root / "train.jsonl", "train", {}).value();
        if (withIndex) {
            IndexManifest manifest;
            manifest.features = 6;
            manifest.saeHash = std::string(64, 'a');
            manifest.datasetName = "train";
            manifest.datasetHash = workspace->dataset("train")->contentHash;
            auto writer = IndexWriter::create(root / "index", manifest).value();
            Random random(11);
            for (const auto& pair : pairs) {
                IndexedPair one;
                one.id = pair.id;
                one.subset = pair.subset;
                one.rewardChosen = static_cast<float>(1.5 + random.normal());
                one.segments[1] = segmentOf(pair, Side::Chosen);
                one.segments[2] = segmentOf(pair, Side::Rejected);
                must(writer.add(one));
            }
            must(writer.finish());
            workspace->addReference(ArtifactKind::Index, root / "index", "index").value();
            PairSignalRequest asked;
            asked.dataset = "train";
            asked.features = true;
            const auto data = readPairSignals(*workspace, asked).value();
            PlanRequest request;
            request.ratio = 0.05;
            request.datasetName = "train";
            request.datasetHash = data.dataset.contentHash;
            const auto plan = planExperiment(request, data.known).value();
            for (const auto& entry : plan.entries) {
                flipped.insert(entry.id);
            }
            workspace->createDerivedDataset("suspect", plan).value();
        }
        auto index = withIndex ? workspace->openNewestIndex().value() : nullptr;
        session = std::make_unique<WorkspaceSession>(std::move(workspace), std::move(index));
    }
};

void choose(QComboBox* box, const QString& data) {
    const int at = box->findData(data);
    QVERIFY2(at >= 0, qPrintable(data));
    box->setCurrentIndex(at);
}

/// A report without a workspace, of any size.
std::shared_ptr<AuditReport> makeReport(std::size_t count) {
    auto report = std::make_shared<AuditReport>();
    std::vector<PairSignal> known(count);
    Random random(5);
    for (std::size_t i = 0; i < count; ++i) {
        known[i].id = "pair-" + std::to_string(i);
        known[i].position = i;
        known[i].score = random.normal();
        known[i].margin = 1.0 + random.normal();
        PreferencePair pair;
        pair.id = known[i].id;
        pair.subset = i % 2 == 0 ? "b" : "a";
        report->data.pairs.push_back(std::move(pair));
    }
    report->ranking = rankSuspicion(known);
    return report;
}

}  // namespace

namespace {

/// Notes the count of the last sentence that was looked up with one.
class CountLookup : public QTranslator {
public:
    mutable int last = -1;
    QString translate(const char*, const char*, const char*, int n) const override {
        last = n >= 0 ? n : last;
        return {};
    }
    bool isEmpty() const override { return false; }
};

}  // namespace

class AuditPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { ThemeManager::instance().install(*qApp); }

    void itSaysWhatIsMissing() {
        AuditPanel panel;
        panel.resize(900, 600);
        QCOMPARE(panel.headline(), QString());
        Fixture fixture(20, false);
        panel.setSession(fixture.session.get());
        panel.run();
        QVERIFY(!panel.running());
        QVERIFY(!panel.form()->problem().isEmpty());
        check::saveShot(panel, QStringLiteral("audit-empty"));
        panel.setSession(nullptr);
    }

    void itFindsTheFlippedPairsWithTheIndexOfTheOriginal() {
        Fixture fixture;
        AuditPanel panel;
        panel.resize(1360, 860);
        panel.setSession(fixture.session.get());
        QCOMPARE(panel.form()->dataset()->currentText(), QStringLiteral("train"));
        check::saveShot(panel, QStringLiteral("audit-before"));
        choose(panel.form()->dataset(), QStringLiteral("suspect"));
        panel.runButton()->click();
        QVERIFY(panel.running());
        QVERIFY(!panel.runButton()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!panel.running() && panel.report() != nullptr, 20'000);
        const AuditReport& report = *panel.report();
        QCOMPARE(report.data.turned, 10u);
        QCOMPARE(report.truthSource, std::string("manifest"));
        QCOMPARE(panel.model()->rowCount(), 200);
        QVERIFY(panel.message()->what().contains(QStringLiteral("changed on purpose")));

        // By score the flipped ones are the ten first, exactly: they had the highest scores.
        choose(panel.suspicionBox(), QString::number(static_cast<int>(Suspicion::Score)));
        for (int row = 0; row < 200; ++row) {
            QCOMPARE(fixture.flipped.contains(panel.model()->rowAt(row)->id), row < 10);
            const QModelIndex truth = panel.model()->index(row, AuditModel::Truth);
            QCOMPARE(truth.data().toString(), row < 10 ? QStringLiteral("✗ wrong") : QStringLiteral("right"));
        }
        QCOMPARE(report.detections[1].roc.area, 1.0);
        QVERIFY(report.detections[0].roc.area > 0.95);
        QVERIFY(panel.quality()->words().startsWith(QStringLiteral("10 of the 200 labels")));

        // The first pair: texts as they are now, features whose excerpts stand in them.
        QCOMPARE(panel.table()->currentIndex().row(), 0);
        const AuditRow& first = *panel.model()->rowAt(0);
        const PreferencePair& pair = report.data.pairs[first.position];
        QCOMPARE(panel.detail()->chosen()->toPlainText(), QString::fromStdString(pair.chosen));
        QCOMPARE(panel.detail()->rejected()->toPlainText(), QString::fromStdString(pair.rejected));
        QVERIFY(!panel.detail()->why().empty());
        const auto views = panel.detail()->findChildren<AuditExcerptView*>();
        QCOMPARE(static_cast<std::size_t>(views.size()), panel.detail()->why().size());
        double sum = 0.0;
        for (std::size_t i = 0; i < panel.detail()->why().size(); ++i) {
            const FeatureContribution& one = panel.detail()->why()[i];
            sum += one.contribution;
            if (one.segment != Segment::Prompt) {
                const std::string& text = one.segment == Segment::Chosen ? pair.chosen : pair.rejected;
                const AuditExcerpt& shown = views[static_cast<int>(i)]->excerpt();
                QCOMPARE(shown.token.size(), 1);  // the tokens of this index are bytes
                QVERIFY(QString::fromStdString(text).contains(shown.before.right(10)));
            }
        }
        QVERIFY(std::abs(sum - first.score) < 1e-9);
        QVERIFY(first.score < 0.0);
        check::saveShot(panel, QStringLiteral("audit-light"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        check::saveShot(panel, QStringLiteral("audit-dark"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        panel.resize(1360, 1000);
        panel.quality()->resize(620, 700);
        check::saveShot(*panel.quality(), QStringLiteral("audit-quality"));
        ThemeManager::instance().setTextScale(1.5);
        QCoreApplication::processEvents();
        check::saveShot(panel, QStringLiteral("audit-large"));
        ThemeManager::instance().setTextScale(1.0);

        // Keys, and the way to the Pairs page.
        QVERIFY(panel.headline().contains(QStringLiteral("200")));
        Q_EMIT panel.detail()->stepped(1);
        QCOMPARE(panel.table()->currentIndex().row(), 1);
        Q_EMIT panel.detail()->stepped(-5);
        QCOMPARE(panel.table()->currentIndex().row(), 0);
        QSignalSpy gone(fixture.session.get(), &WorkspaceSession::navigateToPair);
        panel.detail()->pairButton()->click();
        QCOMPARE(gone.count(), 1);
        QCOMPARE(fixture.session->index()->pair(*fixture.session->selectedPair()).id, first.id);

        // What is exported is the ranking.
        const QString file = fixture.folder.filePath(QStringLiteral("audit.json"));
        QVERIFY(panel.exportTable(file));
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        const QJsonArray rows = QJsonDocument::fromJson(read.readAll()).array();
        QCOMPARE(rows.size(), 200);
        QCOMPARE(rows[0].toObject()[QStringLiteral("id")].toString().toStdString(), first.id);
        QCOMPARE(rows[0].toObject()[QStringLiteral("rank")].toInt(), 1);
        QCOMPARE(rows[0].toObject()[QStringLiteral("bad")].toBool(), true);
        QVERIFY(!panel.exportTable(QStringLiteral("/nowhere/at/all.csv")));
        panel.setSession(nullptr);
        QCOMPARE(panel.model()->rowCount(), 0);
    }

    void failuresAreShownAndChoicesChecked() {
        Fixture fixture(40);
        AuditPanel panel;
        panel.setSession(fixture.session.get());
        choose(panel.form()->features(), QStringLiteral("rule"));
        QVERIFY(!panel.form()->problem().isEmpty());
        panel.form()->rule()->setText(QStringLiteral("llm = = 5"));
        QVERIFY(!panel.form()->problem().isEmpty());
        QVERIFY(!panel.runButton()->isEnabled());
        panel.form()->rule()->setText(QStringLiteral("llm = 5"));
        QCOMPARE(panel.form()->problem(), QString());
        QSignalSpy failed(&panel, &AuditPanel::failed);
        panel.run();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 10'000);  // nobody has rated
        const auto error = failed.front().front().value<Error>();
        QVERIFY(error.message.find("takes no feature") != std::string::npos);
        QVERIFY(!error.hint.empty());
        QVERIFY(panel.runButton()->isEnabled());
        choose(panel.form()->features(), QStringLiteral("strongest"));
        choose(panel.form()->trusted(), QStringLiteral("train"));
        QVERIFY(!panel.form()->problem().isEmpty());  // the suspect pairs themselves
        choose(panel.form()->trusted(), QString());
        panel.run();
        QTRY_VERIFY_WITH_TIMEOUT(panel.report() != nullptr, 10'000);
    }

    void theTableStaysQuickWithAHundredThousandPairs() {
        const auto report = makeReport(100'000);
        AuditModel model;
        QElapsedTimer clock;
        clock.start();
        model.setReport(report);
        for (const auto by : allSuspicions) {
            model.setSuspicion(by);
            double before = INFINITY;
            for (int row = 0; row < 1000; ++row) {
                QVERIFY(model.rowAt(row)->suspicion(by) <= before);
                before = model.rowAt(row)->suspicion(by);
            }
        }
        for (int column = 0; column < AuditModel::ColumnCount; ++column) {
            model.sort(column, Qt::DescendingOrder);
            QCOMPARE(model.rowCount(), 100'000);
            model.index(50, column).data();
        }
        model.sort(AuditModel::Id, Qt::AscendingOrder);
        QVERIFY(model.rowAt(0)->id < model.rowAt(1)->id && model.rowAt(1)->id < model.rowAt(2)->id);
        const auto taken = clock.elapsed();
        qInfo("ranking and sorting 100,000 rows 13 times: %lld ms", static_cast<long long>(taken));
        QVERIFY(taken < 6000);
    }

    void theRocCurveIsTheOneOfItsArea() {
        Random random(3);
        std::vector<double> values;
        std::vector<std::uint8_t> bad;
        for (int i = 0; i < 500; ++i) {
            bad.push_back(random.uniform() < 0.2 ? 1 : 0);
            values.push_back(std::round(4.0 * (random.normal() + bad.back())) / 4.0);  // with ties
        }
        const auto points = rocPoints(values, bad, 10'000);
        QCOMPARE(points.front(), QPointF(0.0, 0.0));
        QCOMPARE(points.back(), QPointF(1.0, 1.0));
        double area = 0.0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            area += (points[i].x() - points[i - 1].x()) * (points[i].y() + points[i - 1].y()) / 2.0;
        }
        QVERIFY(std::abs(area - rocArea(values, bad).area) < 1e-12);
        QVERIFY(rocPoints(values, std::vector<std::uint8_t>(500, 0)).empty());
        QCOMPARE(rocPoints(values, bad, 7).size(), std::size_t{7});
    }

    void theSentenceSaysWhatItRestsOn() {
        auto report = makeReport(1000);
        const auto set = [&](const char* from, double share, double low, double high, bool trust) {
            FlippedEstimate estimate;
            estimate.share = share;
            estimate.ci = {low, high};
            estimate.pairs = 1000;
            estimate.count = share * 1000;
            estimate.trustworthy = trust;
            estimate.doubt = trust ? "" : "The values are not normal.";
            report->estimates.push_back({from, estimate});
        };
        set("margin", 0.052, 0.038, 0.071, true);
        QVERIFY(auditHeadline(*report).contains(QStringLiteral("52 (95 % CI 38–71) of 1,000 pairs look mislabelled")));
        report->estimates.clear();
        set("margin", 0.052, 0.038, 0.071, false);
        report->scoreBound.usable = true;
        report->scoreBound.pairs = 1000;
        report->scoreBound.surest = 100;
        report->scoreBound.ci = {0.02, 0.084};
        QVERIFY(auditHeadline(*report).startsWith(QStringLiteral("At most about 84 of 1,000 pairs")));
        QVERIFY(auditCaveat(*report).contains(QStringLiteral("not normal")));
        QVERIFY(auditCaveat(*report).contains(QStringLiteral("sure and unsure pairs alike")));
        report->scoreBound.doubt = "Somebody has picked pairs.";
        QVERIFY(auditHeadline(*report).contains(QStringLiteral("cannot be told")));
        QVERIFY(auditCaveat(*report).contains(QStringLiteral("Somebody has picked pairs.")));
        // "1 pairs": the number must reach the plural forms.
        CountLookup lookups;
        qApp->installTranslator(&lookups);
        report->ranking.rows.resize(1);
        QVERIFY(auditHeadline(*report).contains(QStringLiteral("cannot be told")));
        qApp->removeTranslator(&lookups);
        QCOMPARE(lookups.last, 1);
        // Trusted pairs go before everything.
        set("accuracy", 0.03, 0.01, 0.05, true);
        QVERIFY(auditHeadline(*report).contains(QStringLiteral("accuracy on trusted pairs")));
    }
};

QTEST_MAIN(AuditPanelTest)
#include "test_audit_panel.moc"
