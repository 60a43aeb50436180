// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_panel.h"

#include "tests/ui/agreement_events.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/agreement_disputes.h"
#include "ui/pages/agreement_files.h"
#include "ui/pages/agreement_matrix.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
using Kind = Comparison::Kind;

namespace {

struct Opened {
    QTemporaryDir folder;
    std::unique_ptr<WorkspaceSession> session;
};

std::unique_ptr<Opened> open(const std::vector<RatingEvent>& events, bool withIndex = true) {
    auto opened = std::make_unique<Opened>();
    const auto place = std::filesystem::path(opened->folder.path().toStdString());
    auto workspace = Workspace::create(place / "w");
    if (!workspace) {
        qFatal("%s", workspace.error().message.c_str());
    }
    if (!events.empty()) {
        const auto merged = (*workspace)->mergeRatings(events);
        if (!merged) {
            qFatal("%s", merged.error().message.c_str());
        }
    }
    opened->session = std::make_unique<WorkspaceSession>(
        std::move(*workspace), withIndex ? check::makeSyntheticIndex(place / "index", {60, 128, 1}) : nullptr);
    return opened;
}

void allPlain(const QWidget& widget) {
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (!label->text().isEmpty()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
}

}  // namespace

class AgreementPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void anEmptyPanelOffersAJudge() {
        AgreementPanel panel;
        panel.resize(1100, 720);
        panel.show();
        QVERIFY(!panel.comparisonBox()->isEnabled());
        const auto opened = open({human("Anna", 1, 3)});
        panel.setSession(opened->session.get());
        QSignalSpy asked(&panel, &AgreementPanel::judgeRequested);
        auto* empty = panel.findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        check::saveShot(panel, QStringLiteral("agreement-one-rater"));
        QTest::mouseClick(empty->button(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        panel.setSession(nullptr);
    }

    void thePanelShowsWhatWasMeasured() {
        const auto opened = open(lively());
        AgreementPanel panel;
        panel.resize(1180, 800);
        panel.show();
        panel.setSession(opened->session.get());
        QTRY_VERIFY_WITH_TIMEOUT(panel.table().has_value(), 10000);
        QCOMPARE(panel.comparisonBox()->currentText(), QStringLiteral("People and lexical"));
        QCOMPARE(panel.table()->columns.size(), std::size_t(3));
        QVERIFY(panel.matrix()->isVisible());
        allPlain(panel);
        QTest::qWait(30);
        check::saveShot(panel, QStringLiteral("agreement-light"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        QTest::qWait(30);
        check::saveShot(panel, QStringLiteral("agreement-dark"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.5);
        QTest::qWait(30);
        check::saveShot(panel, QStringLiteral("agreement-150"));
        ThemeManager::instance().setTextScale(1.0);
        panel.resize(700, 900);
        QTest::qWait(30);
        check::saveShot(panel, QStringLiteral("agreement-narrow"));
        panel.resize(1180, 800);

        // Another pair, chosen by hand, stays chosen when ratings come in.
        const int all = panel.comparisonBox()->findText(QStringLiteral("All people"));
        panel.comparisonBox()->setCurrentIndex(all);
        Q_EMIT panel.comparisonBox()->activated(all);
        QTRY_COMPARE(panel.table()->comparison.kind, Kind::People);
        QVERIFY(!panel.matrix()->isVisible());
        QVERIFY(opened->session->setRater(QStringLiteral("Anna")).has_value());
        RatingEvent event;
        event.feature = FeatureId(50);
        event.score = 4;
        const auto before = panel.table()->columns[0].features;
        QVERIFY(opened->session->rate(event).has_value());
        event.feature = FeatureId(39);
        QVERIFY(opened->session->rate(event).has_value());
        QTRY_VERIFY(!panel.computing());
        QCOMPARE(panel.table()->comparison.kind, Kind::People);
        QCOMPARE(panel.table()->columns[0].features, before);
        QTest::qWait(30);
        check::saveShot(panel, QStringLiteral("agreement-all-people"));
        panel.setSession(nullptr);
    }

    void cellsOpenByMouseAndByKeys() {
        const auto opened = open(lively());
        AgreementPanel panel;
        panel.resize(1180, 800);
        panel.show();
        panel.setSession(opened->session.get());
        QTRY_VERIFY_WITH_TIMEOUT(panel.table().has_value(), 10000);
        QSignalSpy activated(panel.matrix(), &AgreementMatrix::cellActivated);
        QTest::mouseClick(panel.matrix(), Qt::LeftButton, {}, panel.matrix()->cellRect(5, 5).center());
        QCOMPARE(activated.count(), 1);
        const auto listed = panel.disputes()->rows().size();
        QCOMPARE(listed, panel.table()->cells.at({5, 5}).size());
        QTest::qWait(20);
        check::saveShot(panel, QStringLiteral("agreement-cell"));
        panel.matrix()->setFocus();
        QTest::keyClick(panel.matrix(), Qt::Key_Up);
        QTest::keyClick(panel.matrix(), Qt::Key_Left);
        QTest::keyClick(panel.matrix(), Qt::Key_Return);
        QCOMPARE(panel.matrix()->row(), 4);
        QCOMPARE(panel.matrix()->column(), 4);
        QCOMPARE(activated.count(), 2);
        QCOMPARE(panel.disputes()->rows().size(), panel.table()->cells.at({4, 4}).size());
        // An empty cell has no features to show.
        QVERIFY(!panel.table()->cells.contains({1, 5}));
        QTest::mouseClick(panel.matrix(), Qt::LeftButton, {}, panel.matrix()->cellRect(1, 5).center());
        QCOMPARE(activated.count(), 2);
        panel.setSession(nullptr);
    }

    void aDisputeIsSettledByKeyAndTakenBack() {
        const auto opened = open(lively());
        AgreementPanel panel;
        panel.resize(1180, 800);
        panel.show();
        panel.setSession(opened->session.get());
        AgreementDisputes* disputes = panel.disputes();
        QVERIFY(!disputes->rows().empty());
        const auto open = disputes->rows().size();
        const FeatureId first = disputes->current().value();
        // Nobody is named yet: nothing is written, and the panel says what to do.
        disputes->adjudicate(3);
        QVERIFY(panel.messageBar()->isVisible());
        QVERIFY(!opened->session->ratings().of(first).adjudicated);

        QVERIFY(opened->session->setRater(QStringLiteral("Cleo")).has_value());
        disputes->findChild<QLineEdit*>()->setText(QStringLiteral("all contexts are jokes"));
        disputes->table()->setFocus();
        QTest::keyClick(disputes->table(), Qt::Key_2);
        QCOMPARE(opened->session->ratings().of(first).adjudicated->score, 2);
        QCOMPARE(opened->session->ratings().of(first).adjudicated->text, std::string("all contexts are jokes"));
        QCOMPARE(opened->session->ratings().of(first).adjudicatedBy, std::string("Cleo"));
        QCOMPARE(disputes->rows().size(), open - 1);
        QVERIFY(disputes->current().value() != first);
        QVERIFY(disputes->findChild<QLineEdit*>()->text().isEmpty());
        const FeatureId second = disputes->current().value();
        QTest::keyClick(disputes->table(), Qt::Key_5);
        QCOMPARE(opened->session->ratings().of(second).adjudicated->score, 5);
        QCOMPARE(disputes->rows().size(), open - 2);

        QSignalSpy picked(disputes->findChild<SegmentedSwitch*>(), &SegmentedSwitch::picked);
        QTest::mouseClick(disputes->findChild<SegmentedSwitch*>()->button(1), Qt::LeftButton);
        QCOMPARE(picked.count(), 1);
        QCOMPARE(disputes->rows().size(), std::size_t(2));
        QTest::qWait(20);
        check::saveShot(panel, QStringLiteral("agreement-settled"));
        QTest::mouseClick(disputes->findChild<SegmentedSwitch*>()->button(0), Qt::LeftButton);

        disputes->undo();
        QVERIFY(!opened->session->ratings().of(second).adjudicated);
        disputes->undo();
        QVERIFY(!opened->session->ratings().of(first).adjudicated);
        disputes->undo();  // nothing left
        QCOMPARE(disputes->rows().size(), open);

        QSignalSpy shown(&panel, &AgreementPanel::featureActivated);
        disputes->table()->selectRow(0);
        QTest::keyClick(disputes->table(), Qt::Key_Return);
        QCOMPARE(shown.count(), 1);
        panel.setSession(nullptr);
    }

    void ratingsGoOutAndComeBack() {
        const auto theirs = open(lively());
        const auto ours = open({judge(1, 3), human("Dora", 1, 2)});
        const QString file = theirs->folder.filePath(QStringLiteral("ratings.jsonl"));
        AgreementPanel panel;
        panel.show();
        panel.setSession(theirs->session.get());
        QSignalSpy exported(panel.files(), &AgreementFiles::exported);
        panel.files()->exportTo(file);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 10000);
        QVERIFY(QFile::exists(file));

        // A colleague's file that somebody damaged: the good lines are taken, the bad ones named.
        std::ofstream(file.toStdString(), std::ios::app) << "{\"broken\": <b>\n";
        panel.setSession(ours->session.get());
        QSignalSpy merged(panel.files(), &AgreementFiles::merged);
        panel.files()->mergeFile(file);
        QTRY_COMPARE_WITH_TIMEOUT(merged.count(), 1, 10000);
        const auto report = merged.at(0).at(0).value<MergeReport>();
        QVERIFY(!report.allWell);
        QVERIFY2(report.what.contains(QString::number(lively().size())), qPrintable(report.what));
        QVERIFY(!report.lines.isEmpty());
        QVERIFY(!ours->session->ratings().of(FeatureId(9)).humans.empty());
        QTRY_VERIFY(panel.window()->findChild<QDialog*>() != nullptr);
        auto* dialog = panel.window()->findChild<QDialog*>();
        const QString lines = dialog->findChild<QPlainTextEdit*>()->toPlainText();
        QVERIFY2(lines.contains(QLatin1String("ine ")), qPrintable(lines));
        check::saveShot(*dialog, QStringLiteral("agreement-merge-report"));
        dialog->close();
        // A table of scores, edited in a spreadsheet.
        const QString sheet = ours->folder.filePath(QStringLiteral("ratings.csv"));
        exported.clear();
        panel.files()->exportTo(sheet);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 10000);
        QFile table(sheet);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readLine().startsWith("feature,"));
        table.close();
        merged.clear();
        panel.files()->mergeFile(sheet);
        QTRY_COMPARE_WITH_TIMEOUT(merged.count(), 1, 10000);
        QVERIFY(merged.at(0).at(0).value<MergeReport>().allWell);

        QSignalSpy failed(panel.files(), &AgreementFiles::failed);
        panel.files()->mergeFile(QStringLiteral("/nonexistent/x.jsonl"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 10000);
        panel.setSession(nullptr);
    }

    void textOfOthersStaysLiteral() {
        const auto opened = open({human("<b>Anna</b>", 1, 5, true, "<img src=file:///etc/passwd>"),
                                  human("Ben", 1, 1, true), judge(1, 3, "<table><tr><td>x")});
        AgreementPanel panel;
        panel.resize(1180, 800);
        panel.show();
        panel.setSession(opened->session.get());
        QTRY_VERIFY_WITH_TIMEOUT(panel.table().has_value(), 10000);
        allPlain(panel);
        bool shown = false;
        for (const QLabel* label : panel.findChildren<QLabel*>()) {
            shown = shown || label->text() == QLatin1String("<table><tr><td>x");
        }
        QVERIFY(shown);
        check::saveShot(panel, QStringLiteral("agreement-literal"));
        panel.setSession(nullptr);
    }
};

QTEST_MAIN(AgreementPanelTest)
#include "agreement_panel_test.moc"
