// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the One pair tab that give way where it is narrow, each alone.
#include "ui/causal/change_curve.h"
#include "ui/causal/pair_rewards.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QTest>

using namespace saferscope;

class CausalPartsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void changeGoesWhereItHasNoRoom();
    void namesOfTheCurveStayApart_data();
    void namesOfTheCurveStayApart();
};

void CausalPartsTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
}

void CausalPartsTest::changeGoesWhereItHasNoRoom() {
    QWidget holder;
    auto* line = new QHBoxLayout(&holder);
    auto* rewards = new PairRewards(&holder);
    auto* beside = new QWidget(&holder);
    beside->setMinimumWidth(100);
    line->addWidget(rewards, 1);
    line->addWidget(beside, 1);
    holder.show();
    for (const auto& [width, seen] : {std::pair{700, true}, std::pair{320, false}, std::pair{700, true}}) {
        holder.resize(width, 200);
        QTRY_COMPARE(rewards->findChildren<QLabel*>(QStringLiteral("change")).front()->isVisible(), seen);
    }
}

void CausalPartsTest::namesOfTheCurveStayApart_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("oneLine");
    QTest::newRow("400") << 400 << true;
    QTest::newRow("240") << 240 << true;
    QTest::newRow("180") << 180 << false;
    QTest::newRow("140") << 140 << false;
}

void CausalPartsTest::namesOfTheCurveStayApart() {
    QFETCH(int, width);
    QFETCH(bool, oneLine);
    ChangeCurve curve;
    curve.resize(width, 160);
    curve.setCurve({{-1.0, 0.0, 1.0, 2.0}, {{1.0, 0.5}, {0.8, 0.6}, {0.7, 0.7}, {0.2, 0.9}}}, QStringLiteral("Factor"));
    const auto places = curve.legend();
    QCOMPARE(places.size(), std::size_t{3});
    for (std::size_t i = 0; i < places.size(); ++i) {
        QVERIFY(QRectF(curve.rect()).contains(places[i]));
        QVERIFY(i == 0 || !places[i].intersects(places[i - 1]));
    }
    QCOMPARE(places[0].top() == places[2].top(), oneLine);
}

QTEST_MAIN(CausalPartsTest)
#include "causal_parts_test.moc"
