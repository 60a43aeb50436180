// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pair_lists.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/engine.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/text_edit.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cstdio>

using namespace saferscope;

// The Playground with the real `safer engine` behind it, on a very small model; PLAYGROUND_WORKSPACE names another
// workspace (a copy: the draft is written into it) to measure there.

namespace {

const QString typing = QStringLiteral("--type-until-killed");

void ok(const std::vector<std::string>& arguments) {
    const auto output = check::safer(arguments);
    if (output.exitCode != 0) {
        throw check::Failure(arguments[0] + ": " + output.err, __FILE__, __LINE__);
    }
}

std::string makeWorkspace(const std::filesystem::path& folder) {
    const std::string workspace = (folder / "workspace").string();
    const std::string file = (folder / "pairs.jsonl").string();
    check::writePairs(file, generateDemoData({80, 1, 9}).train);
    ok({"import", file, "--workspace", workspace, "--name", "train", "--quiet"});
    std::vector<std::string> train = {"train-rm", "--workspace", workspace, "--data",
                                      "train",    "--name",      "rm",      "--quiet"};
    const auto tiny = check::tinyModelOptions();
    train.insert(train.end(), tiny.begin(), tiny.end());
    ok(train);
    ok({"train-sae", "--workspace", workspace, "--data", "train", "--name", "sae", "--layer", "1", "--latents", "128",
        "--k", "4", "--quiet"});
    ok({"index", "--workspace", workspace, "--data", "train", "--name", "index", "--quiet"});
    return workspace;
}

// What draftSurvivesAKill() starts and kills: types without a pause and says so.
void typeUntilKilled(const std::string& place) {
    auto session = WorkspaceSession::open(place).value();
    PlaygroundPage page;
    page.setWorkspace(session.get());
    page.show();
    page.load(emptyDraft());
    for (int key = 0; key < 600; ++key) {
        QTest::keyClicks(page.answer(Side::Chosen)->editor(), QStringLiteral("x"));
        std::printf("typed\n");
        std::fflush(stdout);
        QTest::qWait(50);
    }
}

}  // namespace

class PlaygroundRealTest : public QObject {
    Q_OBJECT

private:
    check::TemporaryFolder m_folder;
    std::string m_place;

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        const QByteArray given = qgetenv("PLAYGROUND_WORKSPACE");
        m_place = given.isEmpty() ? makeWorkspace(m_folder.path()) : given.toStdString();
    }

    // Nobody who types without a pause loses more than the last two seconds to a crash.
    void draftSurvivesAKill() {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {typing, QString::fromStdString(m_place)});
        qsizetype typed = 0, atMark = 0;
        QElapsedTimer sinceFirst;
        while (!sinceFirst.isValid() || sinceFirst.elapsed() < 4000) {
            QVERIFY(child.waitForReadyRead(20000));
            typed += child.readAllStandardOutput().count("typed");
            if (typed > 0 && !sinceFirst.isValid()) {
                sinceFirst.start();
            }
            if (sinceFirst.isValid() && sinceFirst.elapsed() < 2000) {
                atMark = typed;  // older than two seconds when the child dies
            }
        }
        child.kill();
        QVERIFY(child.waitForFinished(5000));
        const auto session = WorkspaceSession::open(m_place).value();
        const std::string kept = savedDraft(*session->workspace()).chosen;
        QVERIFY2(atMark > 5, qPrintable(QString::number(atMark)));
        QVERIFY2(static_cast<qsizetype>(kept.size()) >= atMark, qPrintable(QString::number(kept.size())));
        QCOMPARE(kept.find_first_not_of('x'), std::string::npos);
    }

    void whatTheModelDoesNotReadIsSaid() {
        auto workspace = Workspace::open(m_place).value();
        const WorkspaceSettings before = workspace->settings();
        WorkspaceSettings small = before;
        small.maxTokens = 64;
        QVERIFY(workspace->setSettings(small).has_value());
        auto session = WorkspaceSession::open(m_place).value();
        PlaygroundPage page;
        page.setWorkspace(session.get());
        page.show();
        Draft draft = emptyDraft();
        draft.prompt[0].content = "Is it?";
        draft.chosen = "It is.";
        for (int i = 0; i < 60; ++i) {
            draft.rejected += "No, it is not. ";
        }
        page.load(draft);
        QTRY_VERIFY_WITH_TIMEOUT(page.shown() != nullptr, 60000);
        QCOMPARE(page.answer(Side::Rejected)->factsText(), QStringLiteral("cut at 64 tokens"));
        QVERIFY(page.answer(Side::Chosen)->factsText().endsWith(QStringLiteral(" tokens")));
        QVERIFY(!page.answer(Side::Chosen)->factsText().contains(QStringLiteral("cut")));
        QVERIFY(page.shown()->pair.segments[2].text.size() < draft.rejected.size());
        page.setWorkspace(nullptr);
        session.reset();
        QVERIFY(workspace->setSettings(before).has_value());
    }

    void typingShowsRewardsSoon() {
        auto session = WorkspaceSession::open(m_place).value();
        QVERIFY2(session->engineModel().has_value(), "the index's model is found in the workspace");
        PlaygroundPage page;
        page.setWorkspace(session.get());
        page.resize(1300, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.loadPair(PairIndex(3));
        QTRY_VERIFY_WITH_TIMEOUT(page.shown() != nullptr, 60000);

        // The engine says of a pair of the data set what the index pass said.
        const PairRecord indexed = session->index()->pair(PairIndex(3));
        const auto near = [](float a, float b) { return std::abs(a - b) <= 1e-4f * std::max(1.0f, std::abs(b)); };
        QTRY_VERIFY_WITH_TIMEOUT(near(page.shown()->pair.rewardChosen, indexed.rewardChosen) &&
                                     near(page.shown()->pair.rewardRejected, indexed.rewardRejected),
                                 5000);
        for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            QCOMPARE(page.shown()->pair.segments[static_cast<std::size_t>(segment)].text,
                     std::string(session->index()->segmentText(PairIndex(3), segment)));
        }

        TextEdit* edit = page.answer(Side::Chosen)->editor();
        edit->moveCursor(QTextCursor::End);
        edit->setFocus();
        QTest::qWait(300);
        std::vector<double> waits;
        double longest = 0.0;
        const QString typed = QStringLiteral(" I can help you with that, and here is how it works.");
        for (int key = 0; key < 50; ++key) {
            const check::Watchdog watchdog;
            QSignalSpy spy(&page, &PlaygroundPage::rewardsShown);
            QElapsedTimer clock;
            clock.start();
            QTest::keyClick(edit, typed[key % typed.size()].toLatin1());
            while (spy.count() == 0 && clock.elapsed() < 10000) {
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            }
            QCOMPARE(spy.count(), 1);
            waits.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
            QTest::qWait(60);  // the heat maps follow
            longest = std::max(longest, watchdog.longest());
        }
        std::sort(waits.begin(), waits.end());
        qInfo("from the key to the reward: median %.0f ms, 90 %% within %.0f ms, at most %.0f ms", waits[25], waits[45],
              waits.back());
        qInfo("the window stood still for %.1f ms at most", longest);
        const bool strict = qEnvironmentVariableIsSet("SAFERSCOPE_STRICT");
        QVERIFY2(waits[25] < 150.0, qPrintable(QString::number(waits[25])));
        QVERIFY2(longest < (strict ? 50.0 : 250.0), qPrintable(QString::number(longest)));
        // As fast as hands can: what is shown in the end is what stands there.
        QTest::keyClicks(edit, QStringLiteral(" And so on, for ever."));
        QTRY_VERIFY_WITH_TIMEOUT(page.shown()->pair.segments[1].text.find("for ever.") != std::string::npos, 10000);
        page.setWorkspace(nullptr);
        // What was typed is in the workspace.
        QVERIFY(savedDraft(*session->workspace()).chosen.ends_with(" And so on, for ever."));
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (application.arguments().value(1) == typing) {
        typeUntilKilled(argv[2]);
        return 0;
    }
    PlaygroundRealTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "playground_real_test.moc"
