// SPDX-License-Identifier: GPL-3.0-or-later
// A pair of two answers of 4,000 tokens on the Pairs page's detail: first paint, hover, scrolling, colours, widths.
#include "core/base/random.h"
#include "tests/bench/bench_window.h"
#include "tests/bench/bench_window_index.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/pages/pair_detail.h"

#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <cmath>

namespace saferscope::bench {

namespace {

QScrollBar* barOf(const PairDetail& detail) { return detail.view(Segment::Chosen)->verticalScrollBar(); }

void wheel(HeatmapView* view, int notches) {
    const QPointF at(120, 120);
    QWheelEvent event(at, view->viewport()->mapToGlobal(at), {}, {0, notches * 120}, {}, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view->viewport(), &event);
}

/// Down to the end by the wheel, up again by pages, then the thumb dragged about.
Frames scrollThrough(PairDetail& detail) {
    Frames frames;
    QScrollBar* bar = barOf(detail);
    for (int last = -1; last != bar->value() || bar->value() < bar->maximum();) {
        last = bar->value();
        frames.ms.push_back(frame([&] { wheel(detail.view(Segment::Chosen), -1); }));
    }
    while (bar->value() > 0) {
        frames.ms.push_back(frame([&] { bar->triggerAction(QAbstractSlider::SliderPageStepSub); }));
    }
    for (int i = 0; i < 60; ++i) {
        const int to = static_cast<int>(static_cast<double>(bar->maximum()) * std::abs(std::sin(0.37 * i)));
        frames.ms.push_back(frame([&] { bar->setValue(to); }));
    }
    return frames;
}

}  // namespace

Frames scrollThroughPairs(PairDetail& detail, const std::vector<PairRow>& pairs) {
    Frames frames;
    for (const PairRow& pair : pairs) {
        detail.showPair(pair);
        paintNow();
        frames.add(scrollThrough(detail));
    }
    return frames;
}

void textRows() {
    const LongPairs made;
    const std::vector<PairRow>& pairs = made.rows();
    PairDetail detail;
    made.prepare(detail);
    detail.resize(1300, 860);
    detail.show();
    detail.showPair(pairs.back());  // fonts are loaded on first use
    settle(300);

    Frames first;
    Frames everything;
    for (int round = 0; round < 2; ++round) {
        for (const PairRow& pair : pairs) {
            first.ms.push_back(milliseconds([&] {
                detail.showPair(pair);
                paintNow();
            }));
            everything.ms.push_back(first.ms.back() + milliseconds([&] {
                                        while (!detail.view(Segment::Chosen)->tokenLayout().complete() ||
                                               !detail.view(Segment::Rejected)->tokenLayout().complete()) {
                                            QCoreApplication::processEvents();
                                        }
                                    }));
            settle(20);
        }
    }
    absolute("window-heatmap-first",
             "a pair of 2 x 4,000 tokens: from choosing it to its pixels (read, coloured, compared, laid out), worst",
             first.worst(), "ms", atMost(16), first.text() + "; all of it laid out: " + everything.text());

    Frames recolour;
    for (std::uint32_t i = 0; i < 30; ++i) {
        recolour.ms.push_back(frame([&] { detail.setFeature(FeatureId(LongPairs::common + i)); }));
    }
    absolute("window-heatmap-recolour", "another feature's colours on it, worst", recolour.worst(), "ms", atMost(16.6),
             recolour.text());

    Frames hover;
    HeatmapView* chosen = detail.view(Segment::Chosen);
    for (int i = 0; i < 400; ++i) {
        const QPointF at(12 + (i * 7) % (chosen->viewport()->width() - 24), 30 + (i * 3) % 400);
        const int before = chosen->hoveredToken();
        const double took = frame([&] {
            QMouseEvent move(QEvent::MouseMove, at, chosen->viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                             {});
            QCoreApplication::sendEvent(chosen->viewport(), &move);
        });
        if (chosen->hoveredToken() !=
            before) {  // a move within a token changes nothing, and would make the median nothing too
            hover.ms.push_back(took);
        }
    }
    absolute("window-heatmap-hover", "the pointer moves over it, with the list of what fires there, worst",
             hover.worst(), "ms", atMost(4), hover.text());

    const Frames scroll = scrollThroughPairs(detail, pairs);
    absolute("window-heatmap-scroll", "scroll both texts: wheel to the end, pages back, thumb dragged, worst step",
             scroll.worst(), "ms", atMost(16.6), scroll.text());

    Frames jump;
    Frames token;
    Frames key;
    for (int round = 0; round < (quick() ? 1 : 3); ++round) {
        for (const PairRow& pair : pairs) {
            detail.showPair(pair);
            paintNow();  // nothing but what is seen has been laid out
            jump.ms.push_back(frame([&] { barOf(detail)->setValue(barOf(detail)->maximum()); }));
            settle(20);
            detail.showPair(pair);
            paintNow();
            const int last = static_cast<int>(detail.view(Segment::Rejected)->tokens().size()) - 5;
            token.ms.push_back(frame([&] { detail.revealToken(Segment::Rejected, last); }));
            settle(20);
            detail.showPair(pair);
            paintNow();
            for (int step = 0; step < 10; ++step) {
                key.ms.push_back(frame([&] { detail.stepDifference(step % 5 == 4 ? -1 : 1); }));
            }
            settle(20);
        }
    }
    absolute("window-heatmap-jump", "to the end of a pair that has just opened, worst", jump.worst(), "ms",
             atMost(16.6), jump.text());
    absolute("window-heatmap-reveal", "to the last tokens of a pair that has just opened, worst", token.worst(), "ms",
             atMost(16.6), token.text());
    absolute("window-heatmap-step", "from difference to difference of a pair that has just opened, worst", key.worst(),
             "ms", atMost(16.6), key.text());

    Frames width;
    for (int i = 0; i < 60; ++i) {
        width.ms.push_back(frame([&] { detail.resize(1300 - 9 * (i < 30 ? i : 60 - i), 860); }));
    }
    settle(100);
    barOf(detail)->setValue(barOf(detail)->maximum() * 2 / 3);
    settle(100);
    Frames deep;
    for (int i = 0; i < 60; ++i) {
        deep.ms.push_back(frame([&] { detail.resize(1300 - 9 * (i < 30 ? i : 60 - i), 860); }));
    }
    absolute("window-heatmap-resize", "the window's width changes, text at its beginning, worst", width.worst(), "ms",
             atMost(16.6), width.text());
    absolute("window-heatmap-resize-deep", "the same two thirds down the text, worst", deep.worst(), "ms", atMost(16.6),
             deep.text());
}

}  // namespace saferscope::bench
