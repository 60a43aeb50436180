// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/story.h"
#include "ui/guide/tour.h"

#include <QLocale>
#include <QTest>

using namespace saferscope;

namespace {

SweepPoint point(CellKind kind, double ratio, double accuracy, double difference, double low, double high) {
    SweepPoint made;
    made.kind = kind;
    made.ratio = ratio;
    made.section = "Safety";
    made.accuracy = accuracy;
    made.compared = kind == CellKind::Changed;
    made.difference = difference;
    made.differenceCi = {low, high};
    made.adjusted = low < 0.0 && high > 0.0 ? 0.4 : 0.001;
    return made;
}

StoryInputs::SweepPart sweep(ExperimentMode mode) {
    StoryInputs::SweepPart part;
    part.spec.mode = mode;
    part.spec.strategies = {Strategy::Random, Strategy::Safer};
    part.spec.ratios = {0.025, 0.05, 0.1};
    part.results.sections = {"overall", "Safety"};
    part.results.points = {point(CellKind::Baseline, 0.0, 0.949, 0.0, 0.0, 0.0),
                           point(CellKind::Changed, 0.025, 0.8, -0.149, -0.2, -0.1),
                           point(CellKind::Changed, 0.05, 0.637, -0.312, -0.35, -0.27),
                           point(CellKind::Changed, 0.1, 0.5, -0.449, -0.5, -0.4)};
    return part;
}

StoryInputs whole() {
    StoryInputs inputs;
    inputs.modelName = QStringLiteral("rm-<b>3b</b>");
    IndexManifest manifest;
    manifest.pairs = 1200;
    manifest.features = 16384;
    manifest.layer = 12;
    manifest.accuracy = 0.934;
    manifest.fvu = {0.125, 0.2};
    manifest.l0 = {48.5, 40.0};
    manifest.accuracyReconstructed = 0.921;
    inputs.manifest = manifest;
    inputs.strongest = {{FeatureId(17), QStringLiteral("polite refusal"), 0.31, 5.0},
                        {FeatureId(101), QString(), -0.22, std::nullopt}};
    inputs.ratedByPeople = 12;
    inputs.ratedByJudge = 256;
    inputs.agreement = 0.81;
    inputs.poison = sweep(ExperimentMode::Poison);
    inputs.denoise = sweep(ExperimentMode::Denoise);
    inputs.causal = {QStringLiteral("Ablating it lowers the margin."), QStringLiteral("Controls do not."),
                     QStringLiteral("A third.")};
    return inputs;
}

const StoryStep* titled(const Story& story, const char* words) {
    for (const StoryStep& step : story.steps) {
        if (step.title.contains(QLatin1String(words))) {
            return &step;
        }
    }
    return nullptr;
}

}  // namespace

class GuideStoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void tellsTheNumbersOfTheWorkspace() {
        const Story story = tellStory(whole());
        QCOMPARE(story.steps.size(), std::size_t(8));
        QVERIFY(story.leftOut.isEmpty());
        const QString first = story.steps[0].sentence;
        QVERIFY2(first.contains(QLatin1String("93.4 %")) && first.contains(QLatin1String("1,200")), qPrintable(first));
        QVERIFY(first.contains(QLatin1String("rm-<b>3b</b>")));  // literal; labels are plain text
        const QString quality = story.steps[1].sentence;
        QVERIFY2(quality.contains(QLatin1String("16,384")) && quality.contains(QLatin1String("48.5")) &&
                     quality.contains(QLatin1String("12.5 %")) && quality.contains(QLatin1String("92.1 %")),
                 qPrintable(quality));
        QVERIFY(story.steps[2].sentence.contains(QString::fromUtf8("“polite refusal” (contrast +0.31)")));
        QVERIFY(story.steps[2].sentence.contains(QLatin1String("feature 101")));
        QCOMPARE(story.steps[2].feature->value(), 17u);
        QVERIFY(story.steps[3].sentence.contains(QLatin1String("0.81")));
        // SAFER at 5 %: not Random, which has no result, and not the largest ratio.
        const StoryStep* poison = titled(story, "Poison");
        QVERIFY(poison != nullptr);
        for (const char* part : {"5 %", "SAFER", "Safety", "94.9", "63.7", "31.2"}) {
            QVERIFY2(poison->sentence.contains(QLatin1String(part)), qPrintable(poison->sentence));
        }
        QVERIFY(!poison->sentence.contains(QLatin1String("no clear change")));
        QVERIFY(titled(story, "cause")->sentence.endsWith(QLatin1String("Controls do not.")));
    }

    void stepsWithoutDataAreLeftOutAndSaid() {
        const Story empty = tellStory({});
        QCOMPARE(empty.steps.size(), std::size_t(1));
        QCOMPARE(empty.leftOut.size(), qsizetype(7));
        for (const QString& name : empty.leftOut) {
            QVERIFY(empty.steps[0].sentence.contains(name));
        }
        StoryInputs some = whole();
        some.poison->results.points.resize(1);  // a baseline alone compares nothing
        some.ratedByPeople = 0;
        const Story story = tellStory(some);
        QVERIFY(titled(story, "Poison") == nullptr);
        QCOMPARE(story.leftOut.size(), qsizetype(2));
    }

    void whatIsNotEstablishedIsNotSold() {
        StoryInputs inputs = whole();
        inputs.denoise->results.points[2] = point(CellKind::Changed, 0.05, 0.955, 0.006, -0.01, 0.02);
        const StoryStep* denoise = nullptr;
        const Story story = tellStory(inputs);
        denoise = titled(story, "Denoise");
        QVERIFY(denoise != nullptr);
        QVERIFY2(denoise->sentence.contains(QLatin1String("no clear change")), qPrintable(denoise->sentence));
    }

    void bubblesNeverCoverTheirTargetWhereThereIsRoom() {
        const QRect window(0, 0, 1000, 700);
        const QSize size(380, 180);
        for (int x = 0; x <= 900; x += 45) {
            for (int y = 0; y <= 600; y += 30) {
                for (const QSize& target : {QSize(60, 30), QSize(200, 600), QSize(560, 60), QSize(300, 300)}) {
                    const QRect place(QPoint(x, y), target);
                    const QRect bubble = bubblePlace(place, size, window);
                    QVERIFY(window.contains(bubble));
                    const QRect seen = place & window;
                    const bool room =
                        seen.top() > size.height() + 24 || window.height() - seen.bottom() > size.height() + 26 ||
                        seen.left() > size.width() + 24 || window.width() - seen.right() > size.width() + 26;
                    QVERIFY2(!room || !bubble.intersects(seen),
                             qPrintable(
                                 QStringLiteral("%1 %2 %3x%4").arg(x).arg(y).arg(target.width()).arg(target.height())));
                }
            }
        }
        // A target as large as the window leaves no room: inside, and no crash.
        QVERIFY(window.contains(bubblePlace(window, size, window)));
        QVERIFY(window.contains(bubblePlace({}, size, window)));
    }
};

QTEST_MAIN(GuideStoryTest)
#include "guide_story_test.moc"
