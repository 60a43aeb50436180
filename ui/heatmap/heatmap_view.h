// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/heatmap/heat_values.h"
#include "ui/heatmap/heatmap_painter.h"

#include <QAbstractScrollArea>
#include <QTimer>
#include <string>
#include <vector>

namespace saferscope {

/// A segment's text with a colour per token. Keyboard: Left/Right the token before/after, Up/Down a line, Home/End,
/// N or F3 the next token that fires, P or Shift+F3 the one before, Enter as a click, Ctrl+C the token, Ctrl+A and
/// Ctrl+C the text. Texts of any length open at once: only what is seen is laid out first. The rest follows in slices
/// of a few milliseconds; until then the scroll bar goes by a guess of its height. What is seen never moves by that,
/// and a token that is asked for is laid out on the spot.
class HeatmapView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit HeatmapView(QWidget* parent = nullptr);
    ~HeatmapView() override;

    /// The text and its tokens; clears values, selection and hover. `name` is read out by screen readers.
    void setSegment(Segment segment, const QString& name, std::string text, std::vector<TokenInfo> tokens);
    void clear();
    /// One value per token, coloured on a scale that ends at `maximum`. In the sentence-end scope only sentence ends
    /// are coloured.
    void setValues(std::vector<float> values, HeatKind kind, float maximum, TokenScope scope);
    /// What the values are, for tool tips and screen readers: "Activation", "Attribution (reward)". Plain text.
    void setQuantity(const QString& quantity);
    /// Flags per token: differs from the other answer. Empty = none shown.
    void setDifferences(std::vector<std::uint8_t> differences);
    void setSpecialVisible(bool visible);
    /// As high as its text (no scroll bar of its own), for a prompt above other things; 0 = scrolls.
    void setFitsContents(bool fits, int maximumHeight = 0);
    /// How long what is seen of a text may be laid out before it is first shown (scripts that take long to shape); the
    /// usual 12 ms are less where texts change as somebody types.
    void setFirstSlice(int milliseconds) { m_firstSliceMs = milliseconds; }

    Segment segment() const { return m_segment; }
    const std::vector<TokenInfo>& tokens() const { return m_tokens; }
    const std::string& text() const { return m_text; }
    float value(int token) const;
    TokenScope scope() const { return m_scope; }
    int hoveredToken() const { return m_marks.hovered; }
    int selectedToken() const { return m_marks.selected; }
    /// A token in words that can be spoken, "cannot", "new line", and what it is worth, "Activation 0.83" (signed
    /// scales with the sign); empty outside. describe() says both and where it stands, over several lines.
    QString tokenName(int token) const;
    QString valueText(int token) const;
    QString describe(int token) const;
    int tokenAt(QPoint viewportPoint) const;  ///< -1 where there is none
    /// Selects (-1 = nothing) and scrolls it into view; emits tokenSelected when it changes.
    void selectToken(int token);
    void scrollToToken(int token);
    /// The token after (before) the selected one that fires in the scope; false when there is none.
    bool selectNextActive(bool forward);
    const TokenLayout& tokenLayout() const { return m_layout; }
    /// Where a token lies in the viewport, for tests and tooltips.
    QRect tokenRect(int token) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// -1 when the pointer leaves.
    void tokenHovered(saferscope::Segment segment, int token);
    void tokenSelected(saferscope::Segment segment, int token);
    /// A click or Enter.
    void tokenClicked(saferscope::Segment segment, int token);
    /// Another text: items that screen readers have of the old one are gone.
    void textReplaced();
    /// The whole text is laid out.
    void layoutFinished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    static constexpr int sliceCharacters = 1200;  ///< between two looks at the clock
    static constexpr int jumpMs = 6;              ///< two locked texts and their painting fit into a frame of 16 ms

    void renewText();
    void relayout();
    void continueLayout();
    bool seenIsLaidOut() const;
    void layOutSeen(int milliseconds);
    void goOnLater(int milliseconds);
    void restoreTop(int milliseconds);
    bool reachLine(int line);
    void updateScrollRange();
    void updateLooks();
    const std::vector<TokenLook>& looks() const;
    void setHovered(int token);
    void updateToken(int token);
    bool isActive(int token) const;
    bool isReachable(int token) const;
    int stepToken(int from, int step) const;
    int tokenOnLine(int line, qreal x) const;
    void moveByLines(int lines);
    QPointF origin() const;
    void tellScreenReaders();
    void copy() const;

    Segment m_segment = Segment::Prompt;
    QString m_quantity;
    std::string m_text;
    std::vector<TokenInfo> m_tokens;
    std::vector<float> m_values;
    std::vector<std::uint8_t> m_differences;
    mutable std::vector<TokenLook> m_looks;  ///< made when somebody looks
    mutable bool m_looksStale = true;
    HeatKind m_kind = HeatKind::Sequential;
    float m_maximum = 0.0f;
    TokenScope m_scope = TokenScope::SentenceEnds;
    bool m_showSpecial = true;
    bool m_fits = false;
    bool m_allSelected = false;
    int m_maximumHeight = 0;
    int m_firstSliceMs = 12;
    int m_top = -1;  ///< token of the line that is to be on top again once it is laid out at the new width
    TokenLayout m_layout;
    TokenMarks m_marks;
    bool m_toEnd = false;      ///< the end was asked for and is not laid out yet
    bool m_adjusting = false;  ///< the range changes, nobody scrolls
    QTimer m_layoutTimer;
};

}  // namespace saferscope
