// SPDX-License-Identifier: GPL-3.0-or-later
// Opening pages, and the window beside workers that use every core.
#include "core/workspace/workspace.h"
#include "tests/bench/bench_window.h"
#include "tests/bench/bench_window_index.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/pages/pair_detail.h"

#include <QSettings>
#include <QTimer>
#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saferscope::bench {

namespace {

constexpr int workerNiceness = 5;  // as the launcher starts workers

/// One process per core that does nothing but compute, for as long as the object lives.
class BusyProcesses {
public:
    BusyProcesses() {
        for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                ::alarm(60);  // never outlives a parent that was killed by much
                [[maybe_unused]] const int now = ::nice(workerNiceness);
                for (volatile double value = 1.0;;) {
                    value = value * 1.0000001 + 1e-9;
                }
            }
            if (child > 0) {
                m_children.push_back(child);
            }
        }
    }
    ~BusyProcesses() {
        for (const pid_t child : m_children) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
    }
    BusyProcesses(const BusyProcesses&) = delete;
    BusyProcesses& operator=(const BusyProcesses&) = delete;

private:
    std::vector<pid_t> m_children;
};

/// How late a timer of one millisecond fires while the event loop has nothing else to do.
Frames idleGaps(int milliseconds) {
    Frames gaps;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setInterval(1);
    QElapsedTimer clock;
    clock.start();
    double last = 0.0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        const double now = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        gaps.ms.push_back(std::max(0.0, now - last - 1.0));
        last = now;
    });
    timer.start();
    while (clock.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return gaps;
}

}  // namespace

void pageRows() {
    const LongPairs made;
    const auto folder = made.folder() / "workspace";
    {
        const auto workspace = Workspace::create(folder);
        if (!workspace || !(*workspace)->addReference(ArtifactKind::Index, made.folder() / "index", "index")) {
            std::fprintf(stderr, "The workspace could not be made.\n");
            return;
        }
    }
    MainWindow window(
        std::make_unique<QSettings>(QString::fromStdString((folder / "settings.ini").string()), QSettings::IniFormat));
    window.resize(1440, 900);
    window.show();
    settle(200);
    const double open = frame([&] { window.openWorkspace(QString::fromStdString(folder.string())); });
    settle(300);
    Frames first;
    Frames again;
    std::string slowest;
    std::string names;
    for (int round = 0; round < (quick() ? 2 : 4); ++round) {
        for (int page = static_cast<int>(window.pages().size()) - 1; page >= 0; --page) {
            const double ms = frame([&] { window.showPage(page); });
            Frames& frames = round == 0 ? first : again;
            if (round > 0 && ms >= again.worst()) {
                slowest = window.pages()[static_cast<std::size_t>(page)]->key().toStdString();
            }
            frames.ms.push_back(ms);
            if (round == 0) {
                char text[80];
                std::snprintf(text, sizeof text, "%s%s %.1f", names.empty() ? "" : ", ",
                              window.pages()[static_cast<std::size_t>(page)]->key().toStdString().c_str(), ms);
                names += text;
            }
            settle(quick() ? 50 : 150);
        }
    }
    absolute("window-open-workspace", "open a workspace of 16,384 features and 5 long pairs", open, "ms", {});
    absolute("window-pages-first", "each page for the first time, worst", first.worst(), "ms", {}, names);
    absolute("window-pages", "from page to page, worst", again.worst(), "ms", atMost(50),
             again.text() + "; slowest: " + slowest);
    window.closeWorkspace();
}

void loadRows() {
    const LongPairs made;
    PairDetail detail;
    made.prepare(detail);
    detail.resize(1300, 860);
    detail.show();
    detail.showPair(made.rows().front());
    settle(300);
    const std::vector<PairRow> some(made.rows().begin(), made.rows().begin() + 2);
    const Frames quiet = scrollThroughPairs(detail, some);
    const Frames quietIdle = idleGaps(quick() ? 500 : 2000);
    const BusyProcesses busy;
    settle(500);
    const Frames idle = idleGaps(quick() ? 1000 : 4000);
    Frames loaded;
    for (int round = 0; round < (quick() ? 1 : 3); ++round) {
        loaded.add(scrollThroughPairs(detail, some));
    }
    absolute("window-loaded-gap", "longest wait of an idle event loop beside two workers of nice 5", idle.worst(), "ms",
             atMost(16.6), idle.text() + "; without them: " + quietIdle.text());
    absolute("window-loaded-scroll", "scroll 2 x 4,000 tokens beside them, 95 % of the steps within", loaded.p95(),
             "ms", atMost(16.6), loaded.text() + "; without them: " + quiet.text());
}

}  // namespace saferscope::bench
