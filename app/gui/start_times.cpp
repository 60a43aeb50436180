// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/start_times.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;

bool wanted() {
    static const bool set = std::getenv("SAFERSCOPE_START_TIMES") != nullptr;
    return set;
}

std::string& steps() {
    static std::string text;
    return text;
}

class FirstFrame : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            // Children are painted in the same go; the timer comes after all of it.
            QTimer::singleShot(0, this, [this] {
                noteStart("frame");
                std::fprintf(stderr, "saferscope start:%s\n", steps().c_str());
                deleteLater();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_seen = false;
};

}  // namespace

void noteStart(const char* step) {
    static const Clock::time_point begin = Clock::now();
    if (wanted()) {
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
        steps() += " " + std::string(step) + " " + std::to_string(elapsed.count());
    }
}

void printStartAtFirstFrame(QWidget& window) {
    if (wanted()) {
        window.installEventFilter(new FirstFrame(&window));
        window.update();
    }
}

}  // namespace saferscope
