// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

class QWidget;

/// The window's parts as people use them: real widgets with real models, shown on Qt's "offscreen" platform, which
/// paints every pixel on the CPU into the window's own buffer. A frame is what happens between an action and the end of
/// the painting it causes, and whatever idle work ran in between.
namespace saferscope::bench {

/// Milliseconds of steps of one kind; what people feel is the worst of them.
struct Frames {
    std::vector<double> ms;
    double share(double part) const;  ///< 0.5: the median
    double median() const { return share(0.5); }
    double p95() const { return share(0.95); }
    double worst() const { return share(1.0); }
    std::string text() const;  ///< "median 1.2, 95 % 2.0, worst 3.4 ms, 200 steps"
    void add(const Frames& other) { ms.insert(ms.end(), other.ms.begin(), other.ms.end()); }
};

inline double milliseconds(const std::function<void()>& work) {
    QElapsedTimer clock;
    clock.start();
    work();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

/// Lays out and paints what asked for it; timers wait.
void paintNow();
/// `work`, then one turn of the event loop: layout, painting, and idle work that is due.
double frame(const std::function<void()>& work);
/// Lets the event loop run until nothing has happened for a while.
void settle(int milliseconds = 60);

void tableRows();
void pairRows();
void textRows();
void chartRows();
void pageRows();
void loadRows();

}  // namespace saferscope::bench
