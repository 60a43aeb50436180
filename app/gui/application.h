// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <functional>

namespace saferscope {

/// Qt's application, with a net below event handlers and slots: an exception that leaves one ends that one act, not the
/// program. It is logged by its type (what it says may quote data) and told to the window. Exceptions that leave a
/// function marked noexcept, or a thread, still end the program, with a report (crash_report.h).
class Application : public QApplication {
public:
    using QApplication::QApplication;

    /// Called on the GUI thread, from the event loop and not from inside the failed act; at most once per turn of it.
    /// `memory` is true where there was not enough of it.
    void onFailedAct(std::function<void(bool memory)> tell) { m_tell = std::move(tell); }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    void failed(const char* who, int event, bool memory);

    std::function<void(bool)> m_tell;
    bool m_telling = false;
};

/// SIGTERM, SIGINT and SIGHUP (logging out, Ctrl+C, a closed terminal) close the windows as their buttons do, so that
/// nothing is lost and nobody takes it for a fault. Call once, after the application was made.
void closeOnSignals();

}  // namespace saferscope
