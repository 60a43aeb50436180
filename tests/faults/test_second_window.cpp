// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/annotator_process.h"
#include "tests/support/fair_clock.h"
#include "tests/support/fault_report.h"
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/main_window.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/pairs_page.h"

#include <QElapsedTimer>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <fstream>

using namespace saferscope;

/// Two windows on one workspace: each sees what the other did, and none takes the other's work back.
class SecondWindowTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        makeWorkspace();
        openAs(QStringLiteral("ann"));
        auto opened = WorkspaceSession::open(workspace);
        QVERIFY(opened.has_value());
        m_other = std::move(*opened);
        QVERIFY(m_other->setRater(QStringLiteral("bob")).has_value());
    }
    void cleanup() {
        m_other.reset();
        close();
    }

    void ratingsComeOverWithinSeconds();
    void aRatingOfAnotherProcessComesOver();
    void theSameFeatureRatedInBothIsADispute();
    void blindStaysBlind();
    void undoTakesBackOnlyOnesOwn();
    void undoKnowsWhatThePersonDidInTheOtherWindow();
    void whatIsBeingWrittenStays();
    void settingsSetsAndDocumentsComeOver();
    void anIndexComesOver();
    void aRemovedDataSetDoesNoHarm();
    void lookingCostsNothing();
    void aWriterIsNotWaitedFor();
    void aDiskThatComesBackIsFollowedAgain();

private:
    RatingEvent rated(FeatureId feature, int score) {
        RatingEvent event;
        event.feature = feature;
        event.action = RatingAction::Rate;
        event.score = score;
        return event;
    }
    std::unique_ptr<WorkspaceSession> m_other;
};

void SecondWindowTest::ratingsComeOverWithinSeconds() {
    const auto features = strongest(3);
    QSignalSpy changed(session.get(), &WorkspaceSession::ratingsChanged);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(m_other->rate(rated(features[1], 4)).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(session->ratings().of(features[1]).humans.size(), std::size_t{1}, 5000);
    const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
    QCOMPARE(changed.count(), 1);
    // One's own are known already and come no second time.
    QVERIFY(session->rate(rated(features[2], 5)).has_value());
    QCOMPARE(changed.count(), 2);
    session->lookForChanges();
    QCOMPARE(changed.count(), 2);
    QCOMPARE(session->ratings().eventCount(), std::size_t{2});
    faults::report({7, "a rating of one window comes to another", 1, 0, 0, "the slowest is the time it took", seconds});
    QVERIFY2(seconds < 3.0, qPrintable(QString::number(seconds)));
}

void SecondWindowTest::aRatingOfAnotherProcessComesOver() {
    const int ratings = faults::times(60, 300);  // more than are shown one by one
    faults::AnnotatorProcess rater("annotator_child",
                                   {"rate", workspace.string(), "carl", std::to_string(ratings), "2"});
    QSignalSpy reloaded(session.get(), &WorkspaceSession::ratingsReloaded);
    for (int i = 0; i < 10; ++i) {
        press(Qt::Key_4);
        session->lookForChanges();
    }
    QCOMPARE(rater.waitForEnd(), 0);
    session->lookForChanges();
    QCOMPARE(session->ratings().eventCount(), stored().size());
    QCOMPARE(stored().size(), static_cast<std::size_t>(ratings + 10));
    QCOMPARE(session->ratings().digest(), RatingBook(stored()).digest());
}

void SecondWindowTest::theSameFeatureRatedInBothIsADispute() {
    const FeatureId feature = current();
    press(Qt::Key_5);
    press(Qt::Key_Left);
    QCOMPARE(current(), feature);
    QVERIFY(m_other->rate(rated(feature, 1)).has_value());
    session->lookForChanges();
    QVERIFY(session->ratings().of(feature).disputed());
    const auto others = page->card()->state().others;
    QCOMPARE(others.size(), std::size_t{1});
    QCOMPARE(others.front().score, 1);
    QCOMPARE(others.front().who, QStringLiteral("bob"));
    QCOMPARE(page->card()->state().mine, std::optional(5));
    m_other->lookForChanges();
    QVERIFY(m_other->ratings().of(feature).disputed());
    QCOMPARE(m_other->ratings().of(feature).humans.size(), std::size_t{2});
    check::saveShot(*page, QStringLiteral("second-window-dispute"));
}

void SecondWindowTest::blindStaysBlind() {
    QVERIFY(page->header()->blind());
    const FeatureId feature = current();
    QVERIFY(m_other->rate(rated(feature, 1)).has_value());
    session->lookForChanges();
    QCOMPARE(current(), feature);
    QVERIFY(page->card()->state().others.empty());
    QVERIFY(!visibleText().contains(QStringLiteral("bob")));
    press(Qt::Key_5);
    QVERIFY(last().blind);
}

void SecondWindowTest::undoTakesBackOnlyOnesOwn() {
    const FeatureId feature = current();
    press(Qt::Key_5);
    QVERIFY(m_other->rate(rated(feature, 1)).has_value());  // newer, but not mine
    press(Qt::Key_U);
    QVERIFY(session->ratings().of(feature).humans.contains("bob"));
    QVERIFY(!session->ratings().of(feature).humans.contains("ann"));
    QCOMPARE(current(), feature);
    press(Qt::Key_U);
    QCOMPARE(page->messageBar()->kind(), MessageKind::Info);  // nothing of mine is left
    QCOMPARE(RatingBook(stored()).of(feature).humans.size(), std::size_t{1});
    // Taken back in the other window by its own person; each sees it.
    const auto taken = m_other->undoRating();
    QVERIFY(taken.has_value() && taken->has_value());
    session->lookForChanges();
    QVERIFY(session->ratings().of(feature).humans.empty());
}

void SecondWindowTest::undoKnowsWhatThePersonDidInTheOtherWindow() {
    const auto features = strongest(2);
    QVERIFY(m_other->setRater(QStringLiteral("ann")).has_value());
    press(Qt::Key_5);
    QVERIFY(m_other->rate(rated(features[1], 2)).has_value());
    press(Qt::Key_U);  // without a look in between: the newest is the one from the other window
    QCOMPARE(last().action, RatingAction::Undo);
    QCOMPARE(last().feature, features[1]);
    press(Qt::Key_U);
    QCOMPARE(last().feature, features[0]);
    // Both take back the same event at once: it is taken back once, nothing else is.
    QVERIFY(m_other->rate(rated(features[0], 3)).has_value());
    QVERIFY(m_other->rate(rated(features[1], 3)).has_value());
    m_other->lookForChanges();
    const auto first = m_other->undoRating();
    const auto second = session->undoRating();
    QVERIFY(first.has_value() && second.has_value() && first->has_value() && second->has_value());
    QVERIFY((*first)->id != (*second)->id);
    QVERIFY(RatingBook(stored()).of(features[0]).humans.empty());
}

void SecondWindowTest::whatIsBeingWrittenStays() {
    const FeatureId feature = current();
    press(Qt::Key_C);
    type(QStringLiteral("half a thought"));
    for (const FeatureId each : strongest(40)) {
        QVERIFY(m_other->rate(rated(each, 1)).has_value());
    }
    session->lookForChanges();
    QVERIFY(m_other->rate(rated(feature, 2)).has_value());
    session->lookForChanges();
    type(QStringLiteral(" more"));
    press(Qt::Key_Return);
    QCOMPARE(last().text, std::string("half a thought more"));
    QCOMPARE(last().feature, feature);
    QCOMPARE(current(), feature);
}

void SecondWindowTest::settingsSetsAndDocumentsComeOver() {
    QSignalSpy artifacts(session.get(), &WorkspaceSession::artifactsChanged);
    QSignalSpy sets(session.get(), &WorkspaceSession::featureSetsChanged);
    QSignalSpy documents(session.get(), &WorkspaceSession::documentsChanged);
    WorkspaceSettings settings = m_other->workspace()->settings();
    settings.keptFeatures = 7;
    QVERIFY(m_other->workspace()->setSettings(settings).has_value());
    session->lookForChanges();
    QCOMPARE(artifacts.count(), 1);
    QCOMPARE(session->keptFeatures(TokenScope::AllTokens).size(), std::size_t{7});
    FeatureSet set;
    set.name = "mine";
    set.saeHash = "sae";
    set.scope = "all-tokens";
    set.measure = "contrast";
    set.createdAt = "2026-07-26T09:30:12Z";
    QVERIFY(m_other->workspace()->saveFeatureSet(set, false).has_value());
    session->lookForChanges();
    QCOMPARE(sets.count(), 1);
    QVERIFY(m_other->workspace()->saveDocument({"pair-list", "a list", {}, Json::object()}, false).has_value());
    session->lookForChanges();
    QCOMPARE(documents.count(), 1);
    session->lookForChanges();  // and only once each
    QCOMPARE(artifacts.count() + sets.count() + documents.count(), 3);
}

void SecondWindowTest::anIndexComesOver() {
    check::SyntheticOptions options;
    options.features = featureCount;
    options.seed = 2;
    check::makeSyntheticIndex(folder() / "second", options);
    QSignalSpy indexes(session.get(), &WorkspaceSession::indexChanged);
    QVERIFY(m_other->workspace()->addReference(ArtifactKind::Index, folder() / "second", "second").has_value());
    session->lookForChanges();
    QCOMPARE(indexes.count(), 1);
    QVERIFY(session->index() != nullptr);
    QCOMPARE(page->showing(), AnnotatePage::Showing::Card);
}

void SecondWindowTest::aRemovedDataSetDoesNoHarm() {
    std::string text;
    for (int i = 0; i < 240; ++i) {
        text += R"({"id":"pair-)" + std::to_string(i) + R"(","prompt":"p","chosen":"yes","rejected":"no"})" + "\n";
    }
    const auto file = folder() / "pairs.jsonl";
    std::ofstream(file) << text;
    QVERIFY(m_other->workspace()->importPairs(file, "data", {}).has_value());
    MainWindow window(
        std::make_unique<QSettings>(QString::fromStdString((folder() / "window.ini").string()), QSettings::IniFormat));
    QVERIFY(window.openWorkspace(QString::fromStdString(workspace.string())));
    window.show();
    for (int number = 0; number < static_cast<int>(window.pages().size()); ++number) {
        window.showPage(number);
        QTest::qWait(20);
    }
    QVERIFY(m_other->workspace()->removeDataset("data").has_value());
    // Before this window knows, and after.
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t pair = 0; pair < 240; pair += 40) {
            window.session()->goToPair(PairIndex(pair));
            QTest::qWait(5);
        }
        window.session()->tryInPlayground(PairIndex(3));
        for (int number = 0; number < static_cast<int>(window.pages().size()); ++number) {
            window.showPage(number);
            window.pages()[static_cast<std::size_t>(number)]->showSomethingMeaningful();
            QTest::qWait(20);
        }
        window.session()->lookForChanges();
    }
    QVERIFY(window.session()->workspace()->datasets().empty());
}

void SecondWindowTest::lookingCostsNothing() {
    constexpr int looks = 200;
    session->lookForChanges();
    const check::FairClock clock;
    for (int i = 0; i < looks; ++i) {
        session->lookForChanges();
    }
    const double milliseconds = clock.milliseconds() / looks;
    qInfo("%.3f ms a look where nothing changed", milliseconds);
    QVERIFY2(milliseconds < 1.0, qPrintable(QString::number(milliseconds)));
}

void SecondWindowTest::aWriterIsNotWaitedFor() {
    // A process that is killed in the middle of a long writing leaves no lock; one that is suspended does.
    faults::AnnotatorProcess rater("annotator_child", {"rate", workspace.string(), "carl", "0", "0"});
    QVERIFY(rater.waitForLine());
    for (int i = 0; i < 20; ++i) {
        rater.signal(SIGSTOP);
        const check::FairClock clock;
        session->lookForChanges();
        const double milliseconds = clock.milliseconds();
        QVERIFY2(milliseconds < 200.0, qPrintable(QString::number(milliseconds)));
        rater.signal(SIGCONT);
        QVERIFY(rater.waitForLine());
    }
    rater.kill();
    session->lookForChanges();
    QCOMPARE(session->ratings().eventCount(), stored().size());
}

// A share that was gone for a while: its file cannot be read, then it can. Said once, and followed again by itself.
void SecondWindowTest::aDiskThatComesBackIsFollowedAgain() {
    const std::filesystem::path file = workspace / "workspace.db";
    const auto write = [&](std::string bytes, std::uint32_t later) {
        for (const std::size_t at :
             {std::size_t{24}, std::size_t{92}}) {  // the change counter and its copy, big-endian
            std::uint32_t count = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                count = count << 8 | static_cast<unsigned char>(bytes[24 + i]);
            }
            count += at == 24 ? later : 0;  // the copy follows what has been written before it
            for (std::size_t i = 0; i < 4; ++i) {
                bytes[at + i] = static_cast<char>(count >> (24 - 8 * i) & 0xff);
            }
        }
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);  // in place, under open connections
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        QVERIFY(out.good());
    };
    std::ifstream in(file, std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(in), {}};
    std::string bad = good;
    std::fill(bad.begin() + 4096, bad.end(), '\x5a');
    QSignalSpy said(session.get(), &WorkspaceSession::problem);

    write(bad, 1);
    session->lookForChanges();
    QCOMPARE(said.count(), 1);
    session->lookForChanges();
    QCOMPARE(said.count(), 1);

    write(good, 2);
    QVERIFY(m_other->rate(rated(strongest(1)[0], 4)).has_value());
    session->lookForChanges();
    QCOMPARE(said.count(), 1);
    QCOMPARE(session->ratings().of(strongest(1)[0]).humans.size(), std::size_t{1});
    // At the usual pace again.
    QVERIFY(m_other->rate(rated(strongest(2)[1], 2)).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(session->ratings().of(strongest(2)[1]).humans.size(), std::size_t{1}, 5000);
}

QTEST_MAIN(SecondWindowTest)
#include "test_second_window.moc"
