// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_view.h"

#include "tests/ui/support_synthetic_index.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/segmented_switch.h"

#include <QAccessible>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace saferscope;

class HeatmapViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void hoverAndClickNameTheToken();
    void arrowsHomeEndAndLines();
    void nextActiveSkipsWhatIsNotShown();
    void sentenceEndScopeLeavesOthersPlain();
    void hiddenMarkersAreSkipped();
    void copyGivesLiteralText();
    void tooltipsArePlain();
    void screenReadersAreTold();
    void nastyTextsDoNotBlock();
    void longTextFollowsWhileTheWindowLives();
    void paintsAndHoversFast();
    void themeAndFontChangesRelayout();
    void legendSaysScopeAndNumbers();
    void switchByKeyboard();

private:
    QColor colourAt(int token) const;
    void show(const std::string& text, bool response = true);

    std::unique_ptr<HeatmapView> m_view;
};

namespace {

std::vector<float> ones(std::size_t count, float value = 1.0f) { return std::vector<float>(count, value); }

}  // namespace

void HeatmapViewTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
}

void HeatmapViewTest::init() {
    m_view = std::make_unique<HeatmapView>();
    m_view->resize(420, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void HeatmapViewTest::cleanup() { m_view.reset(); }

void HeatmapViewTest::show(const std::string& text, bool response) {
    IndexedSegment segment = check::tokenizeForTest(text, response);
    m_view->setSegment(Segment::Chosen, QStringLiteral("Chosen answer"), segment.text, segment.tokens);
}

QColor HeatmapViewTest::colourAt(int token) const {
    const QImage picture = m_view->viewport()->grab().toImage();
    const QRect place = m_view->tokenRect(token);
    const qreal ratio = picture.devicePixelRatio();
    return picture.pixelColor(static_cast<int>((place.left() + 2) * ratio),
                              static_cast<int>((place.top() + 2) * ratio));
}

void HeatmapViewTest::hoverAndClickNameTheToken() {
    show("Sorry, I cannot do that.");
    QSignalSpy hovered(m_view.get(), &HeatmapView::tokenHovered);
    QSignalSpy clicked(m_view.get(), &HeatmapView::tokenClicked);
    QTest::mouseMove(m_view->viewport(), m_view->tokenRect(3).center());
    QTRY_COMPARE(m_view->hoveredToken(), 3);
    QCOMPARE(hovered.last()[0].value<Segment>(), Segment::Chosen);
    QCOMPARE(hovered.last()[1].toInt(), 3);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->tokenRect(2).center());
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][1].toInt(), 2);
    QCOMPARE(m_view->selectedToken(), 2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->viewport()->rect().bottomRight() - QPoint(4, 4));
    QCOMPARE(m_view->selectedToken(), -1);
    QCOMPARE(clicked.count(), 1);
}

void HeatmapViewTest::arrowsHomeEndAndLines() {
    show("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen.");
    QVERIFY(m_view->tokenLayout().lines().size() >= 2);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedToken(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selectedToken(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->selectedToken(), 1);
    const int line = m_view->tokenLayout().linesOf(1).first;
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->tokenLayout().linesOf(m_view->selectedToken()).first, line + 1);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->tokenLayout().linesOf(m_view->selectedToken()).first, line);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->selectedToken(), static_cast<int>(m_view->tokens().size()) - 1);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selectedToken(), static_cast<int>(m_view->tokens().size()) - 1);
    QSignalSpy clicked(m_view.get(), &HeatmapView::tokenClicked);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(clicked.count(), 1);
}

void HeatmapViewTest::nextActiveSkipsWhatIsNotShown() {
    show("Alpha beta gamma delta. Epsilon zeta eta theta. Iota kappa lambda mu.");
    const auto count = m_view->tokens().size();
    std::vector<float> values(count, 0.0f);
    values[1] = 2.0f;  // not a sentence end
    std::vector<int> ends;
    for (std::size_t i = 0; i < count; ++i) {
        if (m_view->tokens()[i].sentenceEnd) {
            ends.push_back(static_cast<int>(i));
        }
    }
    QCOMPARE(ends.size(), std::size_t{3});
    values[static_cast<std::size_t>(ends[0])] = 1.0f;
    values[static_cast<std::size_t>(ends[2])] = 1.0f;
    m_view->setValues(values, HeatKind::Sequential, 2.0f, TokenScope::SentenceEnds);
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QCOMPARE(m_view->selectedToken(), ends[0]);
    QTest::keyClick(m_view.get(), Qt::Key_F3);
    QCOMPARE(m_view->selectedToken(), ends[2]);
    QTest::keyClick(m_view.get(), Qt::Key_N);  // there is no other
    QCOMPARE(m_view->selectedToken(), ends[2]);
    QTest::keyClick(m_view.get(), Qt::Key_P);
    QCOMPARE(m_view->selectedToken(), ends[0]);
    m_view->setValues(values, HeatKind::Sequential, 2.0f, TokenScope::AllTokens);
    QTest::keyClick(m_view.get(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedToken(), 1);
}

void HeatmapViewTest::sentenceEndScopeLeavesOthersPlain() {
    show("Alpha beta gamma delta epsilon.");
    const int last = static_cast<int>(m_view->tokens().size()) - 1;
    QVERIFY(m_view->tokens()[static_cast<std::size_t>(last)].sentenceEnd);
    m_view->setValues(ones(m_view->tokens().size()), HeatKind::Sequential, 1.0f, TokenScope::SentenceEnds);
    QCOMPARE(colourAt(1).rgb(), currentTheme().surface.rgb());
    QVERIFY(colourAt(last) != currentTheme().surface);
    m_view->setValues(ones(m_view->tokens().size()), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
    QCOMPARE(colourAt(1).rgb(), heatFill(currentTheme(), HeatKind::Sequential, 1.0f, 1.0f).rgb());
    m_view->setValues(ones(m_view->tokens().size(), -1.0f), HeatKind::Diverging, 1.0f, TokenScope::AllTokens);
    QCOMPARE(colourAt(1).rgb(), heatFill(currentTheme(), HeatKind::Diverging, -1.0f, 1.0f).rgb());
    // Fewer values than tokens, as a damaged index gives: the rest is plain.
    m_view->setValues(ones(1), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
    QCOMPARE(colourAt(1).rgb(), currentTheme().surface.rgb());
}

void HeatmapViewTest::hiddenMarkersAreSkipped() {
    show("<|start_header_id|>user<|end_header_id|>\n\nHi there.<|eot_id|>", false);
    m_view->setSpecialVisible(false);
    m_view->setValues(ones(m_view->tokens().size()), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedToken(), 1);  // the role
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->selectedToken(), 4);  // past the end of the header and its newlines
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(!m_view->tokenRect(m_view->selectedToken()).isNull());
    m_view->setSpecialVisible(true);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->selectedToken(), 0);
}

void HeatmapViewTest::copyGivesLiteralText() {
    const std::string text = "Tab\there <b>and</b>\nmore.";
    show(text);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(text));
    m_view->selectToken(0);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Tab"));
}

void HeatmapViewTest::tooltipsArePlain() {
    const std::string text = "<b>x</b>";
    std::vector<TokenInfo> tokens(1);
    tokens[0].end = static_cast<std::uint32_t>(text.size());
    m_view->setSegment(Segment::Rejected, QStringLiteral("Rejected answer"), text, tokens);
    const QPoint middle = m_view->tokenRect(0).center();
    QHelpEvent help(QEvent::ToolTip, middle, m_view->viewport()->mapToGlobal(middle));
    QCoreApplication::sendEvent(m_view->viewport(), &help);
    QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;x")), qPrintable(QToolTip::text()));
    QVERIFY(!QToolTip::text().contains(QStringLiteral("<b>")));
    QToolTip::hideText();
}

void HeatmapViewTest::screenReadersAreTold() {
    show("Sorry, I cannot.");
    m_view->setValues(ones(m_view->tokens().size(), 1.25f), HeatKind::Sequential, 2.0f, TokenScope::AllTokens);
    QCOMPARE(m_view->accessibleName(), QStringLiteral("Chosen answer"));
    m_view->selectToken(0);
    QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("Sorry")));
    QVERIFY(m_view->accessibleDescription().contains(QLocale().toString(1.25, 'f', 3)));
}

void HeatmapViewTest::nastyTextsDoNotBlock() {
    std::string tables;
    for (int i = 0; i < 40; ++i) {
        tables += "<table><tr><td>";
    }
    std::string zalgo;
    for (int i = 0; i < 3000; ++i) {
        zalgo += i % 30 == 0 ? "a" : "\xCC\x80";
    }
    const std::vector<std::string> texts = {tables,
                                            zalgo,
                                            std::string(5000, '\n'),
                                            std::string(20000, ' '),
                                            std::string("a\0b", 3),
                                            "\xE2\x80\xAE"
                                            "drawkcab",
                                            "<img src='file:///etc/passwd'>",
                                            ""};
    for (const std::string& text : texts) {
        QElapsedTimer clock;
        clock.start();
        show(text);
        m_view->setValues(ones(m_view->tokens().size()), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
        m_view->viewport()->repaint();
        QVERIFY2(clock.elapsed() < 1000,
                 qPrintable(QStringLiteral("%1 ms for %2 bytes").arg(clock.elapsed()).arg(text.size())));
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
    }
}

void HeatmapViewTest::longTextFollowsWhileTheWindowLives() {
    std::string text;
    while (text.size() < 1000000) {
        text += "wordwithoutanybreakinside";
    }
    std::vector<TokenInfo> tokens;
    for (std::uint32_t at = 0; at < text.size(); at += 5) {
        TokenInfo token;
        token.begin = at;
        token.end = at + 5;
        tokens.push_back(token);
    }
    QSignalSpy finished(m_view.get(), &HeatmapView::layoutFinished);
    QElapsedTimer clock;
    clock.start();
    m_view->setSegment(Segment::Chosen, QStringLiteral("Chosen answer"), text, tokens);
    const qint64 opened = clock.elapsed();
    QVERIFY(!m_view->tokenLayout().complete());
    // A token far below is reached at once, without waiting for the rest.
    m_view->selectToken(100000);
    QVERIFY(!m_view->tokenRect(100000).isNull());
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    qInfo("one line of 1,000,000 characters, 200,000 tokens: shown after %lld ms, complete after %lld ms", opened,
          clock.elapsed());
    QVERIFY(opened < 1500);
}

void HeatmapViewTest::paintsAndHoversFast() {
    std::string text;
    for (int i = 0; text.size() < 24000; ++i) {
        text += i % 14 == 13 ? " end." : " token";
    }
    m_view->resize(400, 700);
    show(text);
    const auto count = m_view->tokens().size();
    QVERIFY(count >= 4000);
    m_view->setValues(ones(count, 0.7f), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
    m_view->viewport()->repaint();
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 50; ++i) {
        m_view->verticalScrollBar()->setValue(i * 40);
        m_view->viewport()->repaint();
    }
    const double paint = static_cast<double>(clock.nsecsElapsed()) / 50e6;
    clock.restart();
    for (int i = 0; i < 200; ++i) {
        QMouseEvent move(QEvent::MouseMove, QPointF(20 + i, 300), m_view->mapToGlobal(QPointF(20 + i, 300)),
                         Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(m_view->viewport(), &move);
        QCoreApplication::processEvents();
    }
    const double hover = static_cast<double>(clock.nsecsElapsed()) / 200e6;
    qInfo("4,000+ tokens all coloured, 400 x 700: full repaint %.2f ms, hover with repaint %.2f ms", paint, hover);
    QVERIFY(paint < 100.0);  // 16 and 4 ms on a quiet machine
    QVERIFY(hover < 40.0);
}

void HeatmapViewTest::themeAndFontChangesRelayout() {
    show("Some words that take a line or two when the letters grow, as they do here.");
    const qreal before = m_view->tokenLayout().height();
    m_view->setValues(ones(m_view->tokens().size()), HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
    const QColor light = colourAt(1);
    ThemeManager::instance().setMode(ThemeMode::Dark);
    QVERIFY(colourAt(1) != light);
    ThemeManager::instance().setTextScale(2.0);
    QTRY_VERIFY(m_view->tokenLayout().height() > before * 1.5);
    ThemeManager::instance().setTextScale(1.0);
    ThemeManager::instance().setMode(ThemeMode::Light);
    QTRY_COMPARE(m_view->tokenLayout().height(), before);
}

void HeatmapViewTest::legendSaysScopeAndNumbers() {
    HeatLegend legend;
    legend.setScale(HeatKind::Sequential, 3.5f, TokenScope::SentenceEnds, QStringLiteral("Feature 12"));
    QVERIFY(legend.accessibleDescription().contains(QStringLiteral("Sentence ends, as trained")));
    QVERIFY(legend.accessibleDescription().contains(QLocale().toString(3.5, 'f', 2)));
    legend.setScale(HeatKind::Diverging, 3.5f, TokenScope::AllTokens, QStringLiteral("Kept set"));
    QVERIFY(legend.accessibleDescription().contains(QStringLiteral("All tokens, off-distribution for this SAE")));
    QVERIFY(legend.accessibleDescription().contains(QLocale().toString(-3.5, 'f', 2)));
    legend.resize(260, 30);
    QVERIFY(!legend.grab().isNull());
}

void HeatmapViewTest::switchByKeyboard() {
    const std::unique_ptr<SegmentedSwitch> choice(makeScopeSwitch(nullptr));
    choice->show();
    QVERIFY(QTest::qWaitForWindowExposed(choice.get()));
    QSignalSpy picked(choice.get(), &SegmentedSwitch::picked);
    QCOMPARE(choice->current(), 0);
    choice->button(0)->setFocus();
    QTest::keyClick(choice->button(0), Qt::Key_Right);
    if (picked.isEmpty()) {  // some platforms move the focus only
        QTest::keyClick(choice->button(1), Qt::Key_Space);
    }
    QCOMPARE(choice->current(), 1);
    QVERIFY(!picked.isEmpty());
}

QTEST_MAIN(HeatmapViewTest)
#include "heatmap_view_test.moc"
