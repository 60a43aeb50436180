// SPDX-License-Identifier: GPL-3.0-or-later
// A text that is laid out bit by bit against one laid out whole, and against Qt's own places.
#include "core/base/random.h"
#include "tests/ui/layout_sample.h"
#include "ui/heatmap/heatmap_view.h"

#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextLayout>
#include <algorithm>

using namespace saferscope;

namespace {

/// Words of many kinds, each with the space before it, as tokens have them.
Sample randomText(Random& random, int words) {
    static const std::vector<std::string> some = {" the",
                                                  " answer",
                                                  ".",
                                                  ",",
                                                  "\n",
                                                  "\n\n",
                                                  "\t",
                                                  " a-very-long-word-that-never-ends-at-all",
                                                  " 你好",
                                                  "世界。",
                                                  " 한국어",
                                                  " 😀",
                                                  " 👩‍👩‍👧",
                                                  " شكرا",
                                                  " جزيلا 123",
                                                  " שלום",
                                                  " 12",
                                                  " (x)",
                                                  " e\u0301",
                                                  " <b>&amp;",
                                                  " \x01\x7f",
                                                  " wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"};
    Sample sample;
    const bool plain = random.below(3) == 0;
    const bool oneParagraph = random.below(3) == 0;
    for (int i = 0; i < words; ++i) {
        const std::string& word = some[random.below(random.below(4) == 0 && !plain ? some.size() : 4)];
        if (oneParagraph && word[0] == '\n') {
            continue;
        }
        const auto begin = static_cast<std::uint32_t>(sample.text.size());
        sample.text += word;
        sample.tokens.push_back({begin, static_cast<std::uint32_t>(sample.text.size()), word == "."});
    }
    return sample;
}

bool sameLine(const LayoutLine& a, const LayoutLine& b) {
    return a.top == b.top && a.height == b.height && a.chunk == b.chunk && a.lineInChunk == b.lineInChunk &&
           a.firstRect == b.firstRect && a.rectCount == b.rectCount;
}

std::string prose(int tokens) {
    std::string text;
    for (int i = 0; i < tokens; ++i) {
        text += i % 14 == 13 ? " end." : i % 90 == 89 ? "\n\n" : " token";
    }
    return text;
}

std::vector<TokenInfo> wordTokens(const std::string& text) {
    std::vector<TokenInfo> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.size(), text.find(' ', at + 1));
        TokenInfo token;
        token.begin = static_cast<std::uint32_t>(at);
        token.end = static_cast<std::uint32_t>(end);
        tokens.push_back(token);
        at = end;
    }
    return tokens;
}

}  // namespace

class HeatmapLazyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().setMode(ThemeMode::Light); }

    void init() {
        m_view = std::make_unique<HeatmapView>();
        m_view->resize(420, 300);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void bitByBitIsTheWhole() {
        Random random(31);
        for (int round = 0; round < 24; ++round) {
            const Sample sample = randomText(random, 40 + static_cast<int>(random.below(900)));
            const DisplayText text = makeDisplayText(sample.text, sample.tokens, {random.below(2) == 0, false});
            for (const qreal width : {70.0, 333.0, 900.0}) {
                TokenLayout whole;
                whole.start(text, options(width));
                whole.finish();
                TokenLayout lazy;
                lazy.start(text, options(width));
                while (!lazy.complete()) {
                    lazy.advance(static_cast<int>(random.below(2000)));
                    // What is there is what will be there.
                    QVERIFY(lazy.lines().size() <= whole.lines().size());
                    QVERIFY(std::equal(lazy.lines().begin(), lazy.lines().end(), whole.lines().begin(), sameLine));
                    QVERIFY(lazy.estimatedHeight() >= lazy.height());
                    for (int token = 0; token < whole.tokenCount(); ++token) {
                        QCOMPARE(lazy.hasPlace(token), whole.linesOf(token).first >= 0);
                    }
                }
                QCOMPARE(lazy.height(), whole.height());
                QCOMPARE(lazy.estimatedHeight(), whole.height());
                QCOMPARE(lazy.lines().size(), whole.lines().size());
                QCOMPARE(lazy.rects().size(), whole.rects().size());
                for (std::size_t i = 0; i < whole.rects().size(); ++i) {
                    QCOMPARE(lazy.rects()[i].token, whole.rects()[i].token);
                    QCOMPARE(lazy.rects()[i].rect, whole.rects()[i].rect);
                }
            }
        }
    }

    // Each token's pieces on a line cover what Qt says of its characters there.
    void piecesCoverTheirCharacters() {
        Random random(32);
        int compared = 0;
        for (int round = 0; round < 40; ++round) {
            static const std::vector<std::string> words = {" the", " answer", " 世界", " (x)", " wwwwwwwwwwwwwwwwwwww",
                                                           "ing"};
            Sample sample;
            for (std::uint64_t i = 30 + random.below(90); i > 0; --i) {
                const auto begin = static_cast<std::uint32_t>(sample.text.size());
                sample.text += words[random.below(words.size())];
                sample.tokens.push_back({begin, static_cast<std::uint32_t>(sample.text.size())});
            }
            const DisplayText text = makeDisplayText(sample.text, sample.tokens, {});
            const qreal width = 120.0 + static_cast<qreal>(random.below(500));
            TokenLayout layout;
            layout.start(text, options(width));
            layout.finish();
            // A paragraph without formats that is one chunk can be laid out here in the same way.
            QVERIFY(text.runs.empty() && text.paragraphs.size() == 1 && text.text.size() < 1200);
            QTextLayout plain(text.text, options(width).font);
            QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
            option.setTextDirection(Qt::LeftToRight);
            option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
            plain.setTextOption(option);
            plain.beginLayout();
            for (QTextLine line = plain.createLine(); line.isValid(); line = plain.createLine()) {
                line.setLineWidth(width);
            }
            plain.endLayout();
            QCOMPARE(static_cast<std::size_t>(plain.lineCount()), layout.lines().size());
            for (int i = 0; i < plain.lineCount(); ++i) {
                const QTextLine line = plain.lineAt(i);
                const LayoutLine& ours = layout.lines()[static_cast<std::size_t>(i)];
                for (int r = ours.firstRect; r < ours.firstRect + ours.rectCount; ++r) {
                    const TokenRect& piece = layout.rects()[static_cast<std::size_t>(r)];
                    const DisplayToken& token = text.tokens[static_cast<std::size_t>(piece.token)];
                    const int from = std::max(line.textStart(), token.begin.character);
                    const int to = std::min(line.textStart() + line.textLength(), token.end.character);
                    if (from >= to) {
                        continue;
                    }
                    const qreal left = std::clamp(line.cursorToX(from), 0.0, width);
                    const qreal right = std::clamp(line.cursorToX(to), left, width);
                    if (right - left >= 2.0) {
                        QVERIFY(std::abs(piece.rect.left() - left) < 1e-6);
                        QVERIFY(std::abs(piece.rect.right() - right) < 1e-6);
                        ++compared;
                    }
                }
            }
        }
        QVERIFY2(compared > 200, qPrintable(QString::number(compared)));
    }

    // Mixed directions line by line: tokens of a line never reach outside the extents of its characters.
    void mixedLinesStayWithinTheirCharacters() {
        const std::string text =
            "Plain words first, then \u0634\u0643\u0631\u0627 \u062c\u0632\u064a\u0644\u0627 123 ... 456 and plain "
            "words "
            "again and again until the line is full, twice over, with nothing else in them at all.";
        Sample sample{text, {}};
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.size(), text.find(' ', at + 1));
            sample.tokens.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
            at = end;
        }
        for (qreal width = 60.0; width < 700.0; width += 7.0) {
            TokenLayout layout;
            layout.start(makeDisplayText(sample.text, sample.tokens), options(width));
            layout.finish();
            for (const LayoutLine& line : layout.lines()) {
                std::vector<QRectF> rects;
                for (int r = line.firstRect; r < line.firstRect + line.rectCount; ++r) {
                    rects.push_back(layout.rects()[static_cast<std::size_t>(r)].rect);
                }
                std::sort(rects.begin(), rects.end(),
                          [](const QRectF& a, const QRectF& b) { return a.left() < b.left(); });
                for (std::size_t i = 1; i < rects.size(); ++i) {
                    QVERIFY2(rects[i].left() > rects[i - 1].right() - 2.5, qPrintable(QString::number(width)));
                }
            }
        }
    }

    void onlyWhatIsSeenComesFirst() {
        const std::string text = prose(20000);
        m_view->setSegment(Segment::Chosen, {}, text, wordTokens(text));
        const TokenLayout& layout = m_view->tokenLayout();
        QVERIFY(!layout.complete());
        QVERIFY(layout.height() >= m_view->viewport()->height() - 20);
        QVERIFY(layout.charactersDone() < layout.charactersTotal() / 4);
        QTest::qWait(1);  // the scroll bar takes its place
        QVERIFY(!layout.complete());
        // What is seen does not move while the rest comes, and the scroll bar was nearly right from the start.
        QScrollBar* bar = m_view->verticalScrollBar();
        const int guessed = bar->maximum();
        bar->setValue(120);
        const QImage before = m_view->viewport()->grab().toImage();
        const QRect place = m_view->tokenRect(40);
        QSignalSpy finished(m_view.get(), &HeatmapView::layoutFinished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30000);
        QCOMPARE(bar->value(), 120);
        QCOMPARE(m_view->tokenRect(40), place);
        QCOMPARE(m_view->viewport()->grab().toImage(), before);
        QVERIFY2(std::abs(bar->maximum() - guessed) < guessed / 4,
                 qPrintable(QStringLiteral("%1 guessed, %2 it is").arg(guessed).arg(bar->maximum())));
    }

    void theEndIsTheEnd() {
        const std::string text = prose(60000);
        m_view->setSegment(Segment::Chosen, {}, text, wordTokens(text));
        QVERIFY(!m_view->tokenLayout().complete());
        QScrollBar* bar = m_view->verticalScrollBar();
        bar->setValue(bar->maximum());
        QTRY_VERIFY_WITH_TIMEOUT(m_view->tokenLayout().complete(), 30000);
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), bar->maximum());
        const QRect last = m_view->tokenRect(static_cast<int>(m_view->tokens().size()) - 1);
        QVERIFY(m_view->viewport()->rect().contains(last));
    }

    void keysReachWhatIsNotThereYet() {
        std::string text = prose(30000);
        std::vector<TokenInfo> tokens = wordTokens(text);
        TokenInfo marker;
        marker.begin = static_cast<std::uint32_t>(text.size());
        text += "<|eot_id|>";
        marker.end = static_cast<std::uint32_t>(text.size());
        tokens.push_back(marker);
        m_view->setSpecialVisible(false);
        m_view->setSegment(Segment::Chosen, {}, text, tokens);
        QVERIFY(!m_view->tokenLayout().complete());
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(m_view->selectedToken(), static_cast<int>(tokens.size()) - 2);  // the marker is folded away
        QVERIFY(m_view->viewport()->rect().contains(m_view->tokenRect(m_view->selectedToken())));

        m_view->setSegment(Segment::Chosen, {}, text, tokens);
        QVERIFY(!m_view->tokenLayout().complete());
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        for (int page = 0; page < 12; ++page) {
            const int line = m_view->tokenLayout().linesOf(m_view->selectedToken()).first;
            QTest::keyClick(m_view.get(), Qt::Key_PageDown);
            QVERIFY(m_view->tokenLayout().linesOf(m_view->selectedToken()).first > line + 4);
            QVERIFY(m_view->viewport()->rect().intersects(m_view->tokenRect(m_view->selectedToken())));
        }
    }

    void theTopStaysOnTopWhenTheWidthChanges() {
        const std::string text = prose(60000);
        m_view->setSegment(Segment::Chosen, {}, text, wordTokens(text));
        m_view->scrollToToken(50000);
        QTRY_VERIFY_WITH_TIMEOUT(m_view->tokenLayout().complete(), 30000);
        const auto topToken = [&] {
            const TokenLayout& layout = m_view->tokenLayout();
            const auto line = static_cast<std::size_t>(layout.lineAt(m_view->verticalScrollBar()->value()));
            return layout.rects()[static_cast<std::size_t>(layout.lines()[line].firstRect)].token;
        };
        const int top = topToken();
        for (const int width : {400, 380, 360, 390, 500}) {
            m_view->resize(width, 300);  // long before the rest is laid out again
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_view->tokenLayout().complete(), 30000);
        QCoreApplication::processEvents();
        QVERIFY2(std::abs(topToken() - top) <= 60, qPrintable(QStringLiteral("%1, %2").arg(top).arg(topToken())));
        // Somebody who scrolls meanwhile is not taken back.
        m_view->resize(410, 300);
        m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        QTRY_VERIFY_WITH_TIMEOUT(m_view->tokenLayout().complete(), 30000);
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    }

private:
    std::unique_ptr<HeatmapView> m_view;
};

QTEST_MAIN(HeatmapLazyTest)
#include "heatmap_lazy_test.moc"
