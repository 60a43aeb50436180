// SPDX-License-Identifier: GPL-3.0-or-later
// Who rates, what is remembered, and what the page looks like.
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/rating_form.h"
#include "ui/pages/rating_inline_edit.h"

#include <QApplication>
#include <QComboBox>
#include <QSettings>
#include <QTest>

using namespace saferscope;
using Showing = AnnotatePage::Showing;

class AnnotateProfilesTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorkspace(); }
    void cleanup() { close(); }
    void profilesAreSwitched();
    void stateIsRestored();
    void aPictureNeedsNoRaterAndWritesNothing();
    void pictures();
};

void AnnotateProfilesTest::profilesAreSwitched() {
    openAs(QStringLiteral("ann"));
    const auto features = strongest(3);
    press(Qt::Key_5);
    press(Qt::Key_1);
    QComboBox* profiles = page->header()->profiles();
    QCOMPARE(profiles->count(), 2);
    // "New profile…" is the last entry.
    profiles->setFocus();
    press(Qt::Key_End);
    QCOMPARE(page->showing(), Showing::Form);
    press(Qt::Key_Escape);  // thought better of it
    QCOMPARE(page->showing(), Showing::Card);
    QCOMPARE(QApplication::focusWidget(), page->card());
    profiles->setFocus();
    profiles->setCurrentIndex(0);
    press(Qt::Key_End);
    type(QStringLiteral("bob"));
    press(Qt::Key_Return);
    QCOMPARE(session->rater(), QStringLiteral("bob"));
    QCOMPARE(current(), features[0]);               // nothing of his is done
    QVERIFY(page->card()->state().others.empty());  // blind to other people too
    press(Qt::Key_4);
    QCOMPARE(last().rater, std::string("bob"));
    press(Qt::Key_Left);
    QCOMPARE(page->card()->state().others.size(), std::size_t{1});
    QCOMPARE(page->card()->state().others[0].score, 5);
    press(Qt::Key_U);
    press(Qt::Key_U);  // his only one; hers stay
    QCOMPARE(session->ratings().of(features[0]).humans.count("ann"), std::size_t{1});
    profiles->setFocus();
    press(Qt::Key_Home);
    QCOMPARE(session->rater(), QStringLiteral("ann"));
    QCOMPARE(page->desk().queue().progress().rated, std::size_t{2});
    QCOMPARE(current(), features[2]);
    QCOMPARE(QApplication::focusWidget(), page->card());
}

void AnnotateProfilesTest::stateIsRestored() {
    const QString path = QString::fromStdString((folder() / "state.ini").string());
    openAs(QStringLiteral("ann"));
    page->header()->setOrder(QueueOrder::Overlap);
    press(Qt::Key_B);
    {
        QSettings settings(path, QSettings::IniFormat);
        page->saveState(settings);
    }
    close();
    QSettings settings(path, QSettings::IniFormat);
    auto opened = WorkspaceSession::open(workspace);
    session = std::move(*opened);
    page = std::make_unique<AnnotatePage>();
    page->restoreState(settings);
    page->setWorkspace(session.get());
    page->show();
    QCOMPARE(session->rater(), QStringLiteral("ann"));
    QCOMPARE(page->showing(), Showing::Card);
    QCOMPARE(page->header()->order(), QueueOrder::Overlap);
    QVERIFY(!page->desk().blind());
    // In a workspace that does not know the profile nothing is added behind one's back: the form asks.
    const auto other = folder() / "other";
    QVERIFY((*Workspace::create(other))->addReference(ArtifactKind::Index, indexFolder(), "index").has_value());
    auto stranger = WorkspaceSession::open(other);
    page->setWorkspace(stranger->get());
    QCOMPARE(page->showing(), Showing::Form);
    QCOMPARE(page->form()->edit()->text(), QStringLiteral("ann"));
    QVERIFY((*stranger)->workspace()->raters().empty());
    page->setWorkspace(nullptr);
    reader = std::move(*Workspace::open(workspace));
}

void AnnotateProfilesTest::aPictureNeedsNoRaterAndWritesNothing() {
    open();
    page->showSomethingMeaningful();
    QCOMPARE(page->showing(), Showing::Card);
    QVERIFY(session->rater().isEmpty());
    for (const int key : {Qt::Key_5, Qt::Key_S, Qt::Key_F, Qt::Key_C, Qt::Key_L, Qt::Key_U, Qt::Key_Return}) {
        page->showSomethingMeaningful();
        page->card()->setFocus();
        press(key);
        QCOMPARE(page->showing(), Showing::Form);
    }
    QVERIFY(stored().empty());
    QVERIFY(reader->raters().empty());
}

void AnnotateProfilesTest::pictures() {
    const auto features = strongest(6, TokenScope::SentenceEnds);
    std::vector<RatingEvent> events;
    for (const FeatureId feature : features) {
        events.push_back(judged(feature, 5,
                                "The contexts are refusals of requests that could hurt people; the feature fires where "
                                "the assistant says it cannot help."));
        RatingEvent rated = by("bob", feature, RatingAction::Rate);
        rated.score = 4;
        events.push_back(rated);
    }
    seed(events);
    open(TokenScope::SentenceEnds);
    check::saveShot(*page, QStringLiteral("annotate-form"));
    page->showSomethingMeaningful();
    QTest::qWait(30);
    check::saveShot(*page, QStringLiteral("annotate-preview"));
    QVERIFY(session->setRater(QStringLiteral("ann")).has_value());
    press(Qt::Key_5);
    press(Qt::Key_4);
    press(Qt::Key_U);
    press(Qt::Key_F);
    press(Qt::Key_4);
    press(Qt::Key_Left);
    press(Qt::Key_C);
    type(QStringLiteral("Only in refusals; never in advice."));
    press(Qt::Key_Return);
    press(Qt::Key_L);
    type(QStringLiteral("polite refusal"));
    press(Qt::Key_Return);
    for (const bool dark : {false, true}) {
        ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
        QTest::qWait(20);
        check::saveShot(*page, QStringLiteral("annotate-rated-") + theme);
        press(Qt::Key_Right);
        QTest::qWait(20);
        check::saveShot(*page, QStringLiteral("annotate-blind-") + theme);
        press(Qt::Key_Left);
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().setTextScale(1.5);
    QTest::qWait(150);
    check::saveShot(*page, QStringLiteral("annotate-large-text"));
    ThemeManager::instance().setTextScale(1.0);
    // What the smallest window leaves; the page may be so small again once its layout has the smaller text.
    QTRY_VERIFY((page->resize(660, 520), page->width() == 660));
    QTest::qWait(20);
    check::saveShot(*page, QStringLiteral("annotate-small"));
}

QTEST_MAIN(AnnotateProfilesTest)
#include "annotate_profiles_test.moc"
