// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the window answers: tables, heat maps, charts, pages, and all of it while workers use every core.
#include "tests/bench/bench_window.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <cmath>
#include <cstdio>

namespace saferscope::bench {

double Frames::share(double part) const {
    if (ms.empty()) {
        return 0.0;
    }
    std::vector<double> sorted = ms;
    std::sort(sorted.begin(), sorted.end());
    const auto at = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(at, 1, sorted.size()) - 1];
}

std::string Frames::text() const {
    char line[120];
    std::snprintf(line, sizeof line, "median %.2f, 95 %% %.2f, worst %.2f ms, %zu steps", median(), p95(), worst(),
                  ms.size());
    return line;
}

void paintNow() {
    // Laying out may ask for more layout, and painting comes after all of it.
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents();
    }
}

double frame(const std::function<void()>& work) {
    return milliseconds([&] {
        work();
        QCoreApplication::processEvents();
        paintNow();
    });
}

void settle(int milliseconds) {
    QElapsedTimer clock;
    for (clock.start(); clock.elapsed() < milliseconds;) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
}

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    ThemeManager::instance().install(application);
    return bench::runBenchmarks(argc, argv,
                                {{"tables", bench::tableRows},
                                 {"pairs", bench::pairRows},
                                 {"texts", bench::textRows},
                                 {"charts", bench::chartRows},
                                 {"pages", bench::pageRows},
                                 {"load", bench::loadRows}});
}
