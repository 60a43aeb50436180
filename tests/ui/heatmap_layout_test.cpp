// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/base/text_check.h"
#include "tests/ui/layout_sample.h"
#include "ui/heatmap/display_text.h"
#include "ui/heatmap/heat_colours.h"
#include "ui/heatmap/token_diff.h"
#include "ui/heatmap/token_layout.h"

#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>
#include <algorithm>
#include <numeric>

using namespace saferscope;

namespace {

/// Cuts at random bytes, so that many cuts fall inside characters, as a byte-level tokenizer's do.
Sample cutAnywhere(const std::string& text, Random& random, std::size_t longest = 6) {
    Sample sample{text, {}};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.size(), at + 1 + random.below(longest));
        sample.tokens.push_back(
            {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), random.below(6) == 0});
        at = end;
    }
    return sample;
}

Sample cutAtWords(const std::string& text) {
    Sample sample{text, {}};
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != ' ' && text[end] != '\n' && text[end - 1] != '\n') {
            ++end;
        }
        sample.tokens.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        at = end;
    }
    return sample;
}

TokenLayout laidOut(const Sample& sample, qreal width, const DisplayOptions& display = {}) {
    TokenLayout layout;
    layout.start(makeDisplayText(sample.text, sample.tokens, display), options(width));
    layout.finish();
    return layout;
}

const std::vector<std::string>& texts() {
    static const std::vector<std::string> all = {
        "Plain words, a comma; and an end.\n\nA second paragraph with a "
        "very-long-word-that-hardly-fits-anywhere-at-all.",
        "\u0634\u0643\u0631\u0627 \u062c\u0632\u064a\u0644\u0627 \u0639\u0644\u0649 "
        "\u0627\u0644\u0645\u0633\u0627\u0639\u062f\u0629. \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
        "English with \u0639\u0631\u0628\u064a inside, 123 \u0648 456, and \u05e2\u05d1\u05e8\u05d9\u05ea too.",
        "\u4f60\u597d\uff0c\u4e16\u754c\u3002\u3053\u3093\u306b\u3061\u306f\u4e16\u754c\u3002\ud55c\uad6d\uc5b4 "
        "\ubb38\uc7a5\uc785\ub2c8\ub2e4.",
        "Emoji \U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 flags "
        "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7 skin \U0001F44D\U0001F3FD end",
        "e\u0301a\u0300o\u0302 z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324 n\u0303 "
        "\u0e01\u0e33\u0e25\u0e31\u0e07 \u0928\u092e\u0938\u094d\u0924\u0947",
        "Tabs\there\tand \x01\x02\x1b[31m controls \x7f \xC2\x85 \u202Eright\u202C \u2066iso\u2069 \uFEFF \u2028 "
        "\u00AD end",
        "<b>bold?</b> <img src=x onerror=alert(1)> a < b && c > d &amp; \"quotes\"",
        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHello there<|eot_id|>",
        "\n\n\n",
        " ",
        "x"};
    return all;
}

}  // namespace

class HeatmapLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void everyTokenHasAPlace();
    void hitsComeBackToTheirToken();
    void narrowAndWideGiveTheSameTokens();
    void rightToLeftRunsFromTheRight();
    void numbersStayInsideTheirRun();
    void splitCharactersShareTheirPlace();
    void joinedEmojiIsSharedByItsTokens();
    void wrappedTokenHasSeveralPieces();
    void nothingInvisibleOrReorderingRemains();
    void endlessPicturesAreCutApart();
    void illFormedBytesAreReplaced();
    void chatTemplateFolds();
    void hiddenMarkersHaveNoPlace();
    void otherTemplatesFold();
    void anyRangesSurvive();
    void randomBytesSurvive();
    void chunksJoinWithoutASeam();
    void aLineOfAMillionCharacters();
    void twoLongAnswersInTensOfMilliseconds();
    void coloursKeepTextReadable();
    void coloursRise();
    void differencesAreMinimalEnough();
    void differencesCoverRandomEdits();
};

void HeatmapLayoutTest::everyTokenHasAPlace() {
    Random random(1);
    for (const std::string& text : texts()) {
        for (int round = 0; round < 8; ++round) {
            const Sample sample = round == 0 ? cutAtWords(text) : cutAnywhere(text, random);
            for (const qreal width : {60.0, 240.0, 900.0}) {
                const TokenLayout layout = laidOut(sample, width);
                QVERIFY(layout.complete());
                for (int token = 0; token < layout.tokenCount(); ++token) {
                    const auto rects = layout.rectsOf(token);
                    const DisplayToken& place = layout.text().tokens[static_cast<std::size_t>(token)];
                    if (place.begin != place.end) {
                        QVERIFY2(!rects.empty(),
                                 qPrintable(QString::fromStdString(text) + QStringLiteral(" token %1").arg(token)));
                    }
                    for (const QRectF& rect : rects) {
                        QVERIFY(rect.left() >= 0.0 && rect.right() <= width + 1e-6);
                        QVERIFY(rect.top() >= 0.0 && rect.bottom() <= layout.height() + 1.0);
                        QVERIFY(rect.width() > 0.0 && rect.height() > 0.0);
                    }
                }
                for (std::size_t i = 1; i < layout.lines().size(); ++i) {
                    const LayoutLine& before = layout.lines()[i - 1];
                    QCOMPARE(layout.lines()[i].top, before.top + before.height);
                }
            }
        }
    }
}

void HeatmapLayoutTest::hitsComeBackToTheirToken() {
    Random random(2);
    int hits = 0;
    int clear = 0;
    for (const std::string& text : texts()) {
        const Sample sample = cutAtWords(text);
        const TokenLayout layout = laidOut(sample, 260);
        for (const TokenRect& piece : layout.rects()) {
            const int hit = layout.tokenAt(piece.rect.center());
            // Where a piece is alone at its centre, the answer is that piece's token.
            const int covering = static_cast<int>(
                std::count_if(layout.rects().begin(), layout.rects().end(),
                              [&](const TokenRect& other) { return other.rect.contains(piece.rect.center()); }));
            QVERIFY(hit >= 0);
            ++hits;
            if (covering == 1) {
                QCOMPARE(hit, piece.token);
                ++clear;
            }
        }
        QCOMPARE(layout.tokenAt({-5, 5}), -1);
        QCOMPARE(layout.tokenAt({5, -5}), -1);
        QCOMPARE(layout.tokenAt({5, layout.height() + 5}), -1);
    }
    QVERIFY2(clear > hits * 9 / 10, qPrintable(QStringLiteral("%1 of %2").arg(clear).arg(hits)));
}

void HeatmapLayoutTest::narrowAndWideGiveTheSameTokens() {
    const Sample sample = cutAtWords(texts()[0]);
    const TokenLayout narrow = laidOut(sample, 80);
    TokenLayout wide = laidOut(sample, 2000);
    QVERIFY(narrow.lines().size() > wide.lines().size());
    QCOMPARE(wide.lines().size(), std::size_t{3});  // two paragraphs and the empty line between them
    wide.restart(options(80));
    wide.finish();
    QCOMPARE(wide.height(), narrow.height());
    QCOMPARE(wide.rects().size(), narrow.rects().size());
}

void HeatmapLayoutTest::rightToLeftRunsFromTheRight() {
    const Sample sample = cutAtWords("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u05d2\u05d3\u05d5\u05dc");
    const TokenLayout layout = laidOut(sample, 600);
    QCOMPARE(layout.tokenCount(), 3);
    const QRectF first = layout.rectsOf(0).front();
    const QRectF last = layout.rectsOf(2).front();
    QVERIFY(first.right() > 590.0);  // aligned at the right edge
    QVERIFY(last.right() <= first.left() + 0.5);
    // Latin text stays at the left.
    const TokenLayout latin = laidOut(cutAtWords("left to right"), 600);
    QVERIFY(latin.rectsOf(0).front().left() < 1.0);
    QVERIFY(latin.rectsOf(2).front().left() > latin.rectsOf(0).front().right() - 0.5);
}

void HeatmapLayoutTest::numbersStayInsideTheirRun() {
    // The order on the screen by the rules of the bidirectional algorithm (UAX 9), written down by hand.
    struct Case {
        std::string text;
        std::vector<std::string> fromTheLeft;
    };
    const std::vector<Case> cases = {
        {"abc \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd 123 def",
         {"abc", "123", "\u05e2\u05d5\u05dc\u05dd", "\u05e9\u05dc\u05d5\u05dd", "def"}},
        {"\u0633\u0639\u0631 iPhone 15 \u0627\u0644\u064a\u0648\u0645",
         {"\u0627\u0644\u064a\u0648\u0645", "iPhone", "15", "\u0633\u0639\u0631"}},
        {"\u4f60\u597d abc \u4e16\u754c", {"\u4f60\u597d", "abc", "\u4e16\u754c"}},
        {"\u0928\u092e\u0938\u094d\u0924\u0947 abc \u0926\u0941\u0928\u093f\u092f\u093e",
         {"\u0928\u092e\u0938\u094d\u0924\u0947", "abc", "\u0926\u0941\u0928\u093f\u092f\u093e"}}};
    for (const Case& one : cases) {
        const Sample sample = cutAtWords(one.text);
        const TokenLayout layout = laidOut(sample, 900);
        QCOMPARE(layout.lines().size(), std::size_t{1});
        std::vector<std::pair<qreal, std::string>> places;
        for (int token = 0; token < layout.tokenCount(); ++token) {
            const auto& bytes = sample.tokens[static_cast<std::size_t>(token)];
            std::string word = one.text.substr(bytes.begin, bytes.end - bytes.begin);
            word.erase(0, word.find_first_not_of(' '));
            // The widest piece is the word; a space that stands elsewhere is one of its own.
            const auto rects = layout.rectsOf(token);
            QVERIFY(!rects.empty());
            const auto widest = std::max_element(
                rects.begin(), rects.end(), [](const QRectF& a, const QRectF& b) { return a.width() < b.width(); });
            places.emplace_back(widest->center().x(), word);
        }
        std::sort(places.begin(), places.end());
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY2(places[i].second == one.fromTheLeft[i], one.text.c_str());
        }
    }
}

void HeatmapLayoutTest::splitCharactersShareTheirPlace() {
    // A grinning face is four bytes; a byte-level tokenizer may make two or four tokens of it.
    const std::string text = "a\U0001F600b";
    const TokenLayout whole = laidOut({text, {{0, 1}, {1, 5}, {5, 6}}}, 400);
    const TokenLayout halves = laidOut({text, {{0, 1}, {1, 3}, {3, 5}, {5, 6}}}, 400);
    const QRectF face = whole.rectsOf(1).front();
    const QRectF left = halves.rectsOf(1).front();
    const QRectF right = halves.rectsOf(2).front();
    QVERIFY(std::abs(left.left() - face.left()) < 0.6 && std::abs(right.right() - face.right()) < 0.6);
    QVERIFY(std::abs(left.width() - face.width() / 2) < 1.0);
    QVERIFY(std::abs(right.left() - left.right()) < 0.6);
    QCOMPARE(halves.tokenAt(left.center()), 1);
    QCOMPARE(halves.tokenAt(right.center()), 2);
    const TokenLayout quarters = laidOut({text, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}}}, 400);
    for (int token = 1; token <= 4; ++token) {
        QVERIFY(std::abs(quarters.rectsOf(token).front().width() - face.width() / 4) < 1.0);
    }
}

void HeatmapLayoutTest::joinedEmojiIsSharedByItsTokens() {
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    const TokenLayout layout =
        laidOut({family, {{0, 4}, {4, 7}, {7, 11}, {11, 14}, {14, static_cast<std::uint32_t>(family.size())}}}, 400);
    for (int token = 0; token < 5; ++token) {
        QCOMPARE(layout.rectsOf(token).size(), std::size_t{1});
    }
    for (int token = 1; token < 5; ++token) {
        QVERIFY(layout.rectsOf(token).front().left() >= layout.rectsOf(token - 1).front().left());
    }
}

void HeatmapLayoutTest::wrappedTokenHasSeveralPieces() {
    const std::string word(120, 'w');
    const TokenLayout layout = laidOut({word, {{0, 120}}}, 150);
    QVERIFY(layout.rectsOf(0).size() > 3);
    QCOMPARE(layout.rectsOf(0).size(), layout.lines().size());
    // A space that the wrap swallows is no piece of the word behind it.
    const std::string text = "aaaaaaaaaaaaaa bbbbbbbbbbbbbb";
    const qreal width = QFontMetricsF(QGuiApplication::font()).horizontalAdvance(QStringLiteral("aaaaaaaaaaaaaabb"));
    const TokenLayout two = laidOut({text, {{0, 14}, {14, 29}}}, width);
    QCOMPARE(two.lines().size(), std::size_t{2});
    QCOMPARE(two.rectsOf(1).size(), std::size_t{1});
    QVERIFY(two.rectsOf(1).front().top() > two.rectsOf(0).front().bottom() - 6);
}

void HeatmapLayoutTest::nothingInvisibleOrReorderingRemains() {
    for (const std::string& text : texts()) {
        const DisplayText display = makeDisplayText(text, {}, {});
        for (const QChar c : display.text) {
            QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x7F && !(c.unicode() >= 0x80 && c.unicode() <= 0x9F));
            QVERIFY(!(c.unicode() >= 0x202A && c.unicode() <= 0x202E) &&
                    !(c.unicode() >= 0x2066 && c.unicode() <= 0x2069));
            QVERIFY(c.unicode() != 0x2028 && c.unicode() != 0x2029 && c.unicode() != 0xFEFF);
        }
    }
    // Markup is text.
    const DisplayText markup = makeDisplayText(texts()[7], {}, {});
    QCOMPARE(markup.text, QString::fromStdString(texts()[7]));
    QCOMPARE(visibleToken(" the\n\t"), QStringLiteral("\u2423the\u21B5\u21E5"));
    QCOMPARE(visibleToken(std::string(100, 'x'), 5), QStringLiteral("xxxxx\u2026"));
}

void HeatmapLayoutTest::endlessPicturesAreCutApart() {
    // Marks upon marks, and emoji joined to each other, take time by their square to shape. What no script has is
    // shown by its number; every byte keeps its place.
    for (const std::string part : {"\xCC\x81", "\xF0\x9F\x91\xA9\xE2\x80\x8D"}) {
        std::string text = "e";
        std::vector<TokenBytes> tokens = {{0, 1}};
        for (int i = 0; i < 1000; ++i) {
            tokens.push_back(
                {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size() + part.size())});
            text += part;
        }
        const DisplayText display = makeDisplayText(text, tokens, {});
        QCOMPARE(display.tokens.size(), tokens.size());
        int joined = 0;
        int longest = 0;
        for (const QChar c : display.text) {
            joined = c.isMark() || c == QChar(0x200D) || c.isSurrogate() ? joined + 1 : 0;
            longest = std::max(longest, joined);
        }
        QVERIFY(longest > 20 && longest < 60);
        for (std::size_t i = 1; i < display.tokens.size(); ++i) {
            QVERIFY(display.tokens[i].begin.character >= display.tokens[i - 1].begin.character);
        }
        QVERIFY(display.tokens.back().end.character == display.text.size());
    }
    // What scripts have stays as it is: a family, stacked vowel signs.
    const std::string family =
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F\x91\xA6";
    QCOMPARE(makeDisplayText(family, {}, {}).text, QString::fromStdString(family));
}

void HeatmapLayoutTest::illFormedBytesAreReplaced() {
    const DisplayText display =
        makeDisplayText("a\xFF\xC3(b\xE2\x82", std::vector<TokenBytes>{{0, 1}, {1, 3}, {3, 4}, {4, 7}}, {});
    QCOMPARE(display.text, QStringLiteral("a\uFFFD\uFFFD(b\uFFFD\uFFFD"));
    QCOMPARE(display.tokens[1].begin.character, 1);
    QCOMPARE(display.tokens[1].end.character, 3);
}

void HeatmapLayoutTest::chatTemplateFolds() {
    const std::string text =
        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi!<|eot_id|><|start_header_id|>assistant<|end_"
        "header_id|>\n\n";
    std::vector<TokenBytes> tokens;
    for (const auto& [begin, length] : std::vector<std::pair<std::size_t, std::size_t>>{{0, 17},
                                                                                        {17, 19},
                                                                                        {36, 4},
                                                                                        {40, 17},
                                                                                        {57, 2},
                                                                                        {59, 2},
                                                                                        {61, 1},
                                                                                        {62, 10},
                                                                                        {72, 19},
                                                                                        {91, 9},
                                                                                        {100, 17},
                                                                                        {117, 2}}) {
        tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)});
    }
    QCOMPARE(tokens.back().end, static_cast<std::uint32_t>(text.size()));
    const DisplayText shown = makeDisplayText(text, tokens, {true, false});
    QVERIFY(shown.text.contains(QStringLiteral("start_header_id")) && !shown.text.contains(QStringLiteral("<|")));
    QVERIFY(shown.tokens[0].special && !shown.tokens[2].special);
    const DisplayText folded = makeDisplayText(text, tokens, {false, false});
    QCOMPARE(folded.text, QStringLiteral("\u00A0user\u00A0 Hi!"));
    QCOMPARE(folded.paragraphs.size(), std::size_t{1});
    for (const std::size_t hidden : {0u, 1u, 3u, 4u, 7u, 8u, 9u, 10u, 11u}) {
        QCOMPARE(folded.tokens[hidden].begin, folded.tokens[hidden].end);
    }
    QVERIFY(folded.tokens[2].special);
    QCOMPARE(folded.tokens[2].begin.character, 0);
    QCOMPARE(folded.tokens[2].end.character, 6);
    QCOMPARE(folded.text.mid(folded.tokens[5].begin.character, 2), QStringLiteral("Hi"));
}

void HeatmapLayoutTest::hiddenMarkersHaveNoPlace() {
    const std::string text = "Yes<|eot_id|>";
    const Sample sample{text, {{0, 3}, {3, 13}}};
    QVERIFY(!laidOut(sample, 300, {true, false}).rectsOf(1).empty());
    QVERIFY(laidOut(sample, 300, {false, false}).rectsOf(1).empty());
    QCOMPARE(laidOut(sample, 300, {false, false}).linesOf(1), (std::pair<int, int>(-1, -1)));
}

void HeatmapLayoutTest::otherTemplatesFold() {
    // ChatML and Gemma, with two turns: each message on its own line behind its role.
    const std::string chatml = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHo<|im_end|>";
    std::vector<TokenBytes> tokens = {{0, 12},  {12, 16}, {16, 17}, {17, 19}, {19, 29}, {29, 30},
                                      {30, 42}, {42, 51}, {51, 52}, {52, 54}, {54, 64}};
    QCOMPARE(static_cast<std::size_t>(tokens.back().end), chatml.size());
    const DisplayText folded = makeDisplayText(chatml, tokens, {false, false});
    QCOMPARE(folded.text, QStringLiteral("\u00A0user\u00A0 Hi\u00A0assistant\u00A0 Ho"));
    QCOMPARE(folded.paragraphs.size(), std::size_t{2});
    // A role of two tokens is one chip, and each token has its share of it.
    tokens.insert(tokens.begin() + 2, TokenBytes{14, 16});
    tokens[1].end = 14;
    const DisplayText split = makeDisplayText(chatml, tokens, {false, false});
    QCOMPARE(split.text, folded.text);
    QVERIFY(split.tokens[1].special && !split.tokens[1].joined && split.tokens[2].special && split.tokens[2].joined);
    QCOMPARE(split.tokens[1].end, split.tokens[2].begin);
    QCOMPARE(split.tokens[2].end, folded.tokens[1].end);
    // Ordinary text that only looks like a template's stays: it is no token of its own.
    const std::string fake = "say <|eot_id|> twice";
    const DisplayText literal = makeDisplayText(fake, std::vector<TokenBytes>{{0, 6}, {6, 20}}, {false, false});
    QCOMPARE(literal.text, QString::fromStdString(fake));
}

void HeatmapLayoutTest::anyRangesSurvive() {
    Random random(3);
    for (int round = 0; round < 400; ++round) {
        Sample sample{texts()[random.below(texts().size())], {}};
        for (int i = 0; i < 30; ++i) {
            const auto wild = [&] {
                return random.below(10) == 0 ? static_cast<std::uint32_t>(random.next())
                                             : static_cast<std::uint32_t>(random.below(sample.text.size() + 20));
            };
            sample.tokens.push_back({wild(), wild(), random.below(2) == 0});
        }
        const TokenLayout layout = laidOut(sample, 200, {random.below(2) == 0, random.below(2) == 0});
        QCOMPARE(layout.tokenCount(), 30);
        for (const TokenRect& piece : layout.rects()) {
            QVERIFY(piece.rect.left() >= 0 && piece.rect.right() <= 200.001);
        }
        layout.tokenAt({100, layout.height() / 2});
    }
}

void HeatmapLayoutTest::randomBytesSurvive() {
    Random random(4);
    for (int round = 0; round < 60; ++round) {
        std::string text;
        // Bytes that start, go on or break sequences; whole scripts are left out, as they would load every font there
        // is.
        static const std::string nasty = "a \n\t\x01\x80\xBF\xC3\xE2\xF4\xFF\xC0\xED<|>";
        for (int i = 0; i < 300; ++i) {
            text += nasty[random.below(nasty.size())];
        }
        const TokenLayout layout = laidOut(cutAnywhere(text, random), 300);
        QVERIFY(layout.complete());
        QImage image(300, 200, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        layout.drawText(painter, {0, 0}, 0, 5);
    }
}

void HeatmapLayoutTest::chunksJoinWithoutASeam() {
    // One paragraph far longer than a chunk: every line but the last is as full as its neighbours.
    std::string text;
    Random random(5);
    for (int i = 0; i < 4000; ++i) {
        text += std::string(1 + random.below(9), static_cast<char>('a' + i % 26)) + ' ';
    }
    const TokenLayout layout = laidOut(cutAtWords(text), 500);
    const qreal widest = QFontMetricsF(QGuiApplication::font()).horizontalAdvance(QStringLiteral("mmmmmmmmmm")) + 10;
    for (std::size_t i = 0; i + 1 < layout.lines().size(); ++i) {
        const LayoutLine& line = layout.lines()[i];
        const QRectF last = layout.rects()[static_cast<std::size_t>(line.firstRect + line.rectCount - 1)].rect;
        QVERIFY2(last.right() > 500 - widest,
                 qPrintable(QStringLiteral("line %1 ends at %2").arg(i).arg(last.right())));
    }
    QCOMPARE(layout.charactersDone(), layout.charactersTotal());
}

void HeatmapLayoutTest::aLineOfAMillionCharacters() {
    for (const std::string& piece :
         {std::string("x"), std::string("ab "), std::string("\u4f60"), std::string("\u0634\u0643 ")}) {
        std::string text;
        const std::size_t size = piece[0] > 0 ? 1000000 : 150000;  // scripts that need shaping take longer each
        while (text.size() < size) {
            text += piece;
        }
        Sample sample{text, {}};
        for (std::uint32_t at = 0; at < text.size(); at += 50) {
            sample.tokens.push_back({at, std::min<std::uint32_t>(at + 50, static_cast<std::uint32_t>(text.size()))});
        }
        QElapsedTimer clock;
        clock.start();
        TokenLayout layout;
        layout.start(makeDisplayText(sample.text, sample.tokens), options(600));
        const qint64 textMs = clock.elapsed();
        layout.advance(1200);
        const qint64 firstMs = clock.elapsed();
        qint64 slowest = 0;
        while (!layout.complete()) {
            QElapsedTimer slice;
            slice.start();
            layout.advance(1200);
            slowest = std::max(slowest, slice.elapsed());
        }
        qInfo(
            "%zu bytes of '%s': display text %lld ms, first screen after %lld ms, slowest slice %lld ms, all "
            "%lld ms",
            text.size(), piece.c_str(), textMs, firstMs, slowest, clock.elapsed());
        QVERIFY(slowest < 1000);
        QVERIFY(clock.elapsed() < 60000);
    }
}

void HeatmapLayoutTest::twoLongAnswersInTensOfMilliseconds() {
    Random random(6);
    static const std::vector<std::string> words = {"the",    "answer", "depends", "on",      "what",     "you",
                                                   "really", "want",   "to",      "achieve", "carefully"};
    Sample sample;
    for (int i = 0; i < 4000; ++i) {
        const std::string word = i % 13 == 12 ? "." : i % 97 == 96 ? "\n" : " " + words[random.below(words.size())];
        sample.tokens.push_back({static_cast<std::uint32_t>(sample.text.size()),
                                 static_cast<std::uint32_t>(sample.text.size() + word.size()), word == "."});
        sample.text += word;
    }
    laidOut(sample, 380);  // fonts are loaded on first use
    QElapsedTimer clock;
    clock.start();
    const TokenLayout left = laidOut(sample, 380);
    const TokenLayout right = laidOut(sample, 380);
    const qint64 both = clock.elapsed();
    clock.restart();
    int found = 0;
    for (int i = 0; i < 100000; ++i) {
        found += left.tokenAt({static_cast<qreal>(random.below(380)),
                               static_cast<qreal>(random.below(static_cast<std::uint64_t>(left.height())))}) >= 0
                     ? 1
                     : 0;
    }
    qInfo("2 x 4,000 tokens: layout %lld ms; 100,000 hit tests %lld ms (%d hits)", both, clock.elapsed(), found);
    QVERIFY(both < 1500);  // tens of milliseconds on a quiet machine; this bound holds on a busy one
    QVERIFY(found > 50000);
}

void HeatmapLayoutTest::coloursKeepTextReadable() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        for (const HeatKind kind : {HeatKind::Sequential, HeatKind::Diverging}) {
            for (int i = -100; i <= 100; ++i) {
                const QColor fill = heatFill(*theme, kind, static_cast<float>(i) / 100.0f, 1.0f);
                if (fill.alpha() > 0) {
                    QVERIFY2(contrastRatio(theme->text, fill) >= 4.4, qPrintable(fill.name()));
                }
            }
        }
        const auto nothing = [&](float value, float maximum) {
            return heatFill(*theme, HeatKind::Sequential, value, maximum).alpha() == 0;
        };
        QVERIFY(nothing(0.0f, 1.0f) && nothing(-1.0f, 1.0f) && nothing(NAN, 1.0f) && nothing(1.0f, 0.0f) &&
                nothing(INFINITY, 1.0f));
    }
}

void HeatmapLayoutTest::coloursRise() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
        for (const float sign : {1.0f, -1.0f}) {
            double last = -1.0;
            for (int i = 1; i <= 20; ++i) {
                const QColor fill = heatFill(*theme, HeatKind::Diverging, sign * static_cast<float>(i) / 20.0f, 1.0f);
                const double distance = contrastRatio(fill, theme->surface);
                QVERIFY2(distance > last, qPrintable(QString::number(i)));
                last = distance;
            }
        }
        QVERIFY(heatFill(*theme, HeatKind::Sequential, 0.01f, 1.0f) != theme->surface);  // seen at all
        QVERIFY(heatFill(*theme, HeatKind::Diverging, 0.5f, 1.0f) !=
                heatFill(*theme, HeatKind::Diverging, -0.5f, 1.0f));
    }
}

void HeatmapLayoutTest::differencesAreMinimalEnough() {
    using D = std::vector<TokenDifference>;
    QCOMPARE(diffTokens({1, 2, 3}, {1, 2, 3}), D{});
    QCOMPARE(diffTokens({1, 2, 3}, {1, 9, 3}), (D{{1, 2, 1, 2}}));
    QCOMPARE(diffTokens({1, 2, 3}, {1, 3}), (D{{1, 2, 1, 1}}));
    QCOMPARE(diffTokens({}, {4, 5}), (D{{0, 0, 0, 2}}));
    QCOMPARE(diffTokens({1, 2, 3, 4, 5, 6}, {1, 9, 3, 4, 8, 6}), (D{{1, 2, 1, 2}, {4, 5, 4, 5}}));
    QCOMPARE(diffTokens({1, 2}, {3, 4}), (D{{0, 2, 0, 2}}));
}

void HeatmapLayoutTest::differencesCoverRandomEdits() {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::int32_t> a;
        for (int i = 0; i < 60; ++i) {
            a.push_back(static_cast<std::int32_t>(random.below(40)));
        }
        std::vector<std::int32_t> b = a;
        for (std::uint64_t edit = random.below(8); edit > 0; --edit) {
            b[random.below(b.size())] = static_cast<std::int32_t>(random.below(60));
        }
        // What is left when the differences are taken out is the same on both sides.
        std::vector<std::int32_t> leftA = a;
        std::vector<std::int32_t> leftB = b;
        auto differences = diffTokens(a, b);
        for (auto d = differences.rbegin(); d != differences.rend(); ++d) {
            QVERIFY(d->chosenEnd > d->chosenBegin || d->rejectedEnd > d->rejectedBegin);
            leftA.erase(leftA.begin() + d->chosenBegin, leftA.begin() + d->chosenEnd);
            leftB.erase(leftB.begin() + d->rejectedBegin, leftB.begin() + d->rejectedEnd);
        }
        QCOMPARE(leftA, leftB);
        QCOMPARE(differences.empty(), a == b);
    }
}

QTEST_MAIN(HeatmapLayoutTest)
#include "heatmap_layout_test.moc"
