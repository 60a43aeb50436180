// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"

#include "core/base/log.h"

#include <QEvent>
#include <QSocketNotifier>
#include <QTimer>
#include <array>
#include <csignal>
#include <cxxabi.h>
#include <new>
#include <sys/socket.h>
#include <typeinfo>
#include <unistd.h>

namespace saferscope {
namespace {

std::array<int, 2> signalled = {-1, -1};

void onSignal(int signal) {
    const char byte = static_cast<char>(signal);
    // A full socket means that it is known already.
    static_cast<void>(::send(signalled[0], &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL));
}

}  // namespace

bool Application::notify(QObject* receiver, QEvent* event) {
    // Both may be gone by the time of a failure.
    const char* const who = receiver->metaObject()->className();
    const int what = event->type();
    try {
        return QApplication::notify(receiver, event);
    } catch (const abi::__forced_unwind&) {
        throw;  // a thread that is being cancelled, not a failure
    } catch (const std::bad_alloc&) {
        failed(who, what, true);
    } catch (...) {
        failed(who, what, false);
    }
    return true;
}

void Application::failed(const char* who, int event, bool memory) {
    const std::type_info* type = abi::__cxa_current_exception_type();
    log::error("An action failed: {} left the handler of event {} of a {}",
               type != nullptr ? type->name() : "something", event, who);
    // The same act may fail many times in one turn (painting), and the message must not come from inside it.
    if (m_tell && !m_telling) {
        m_telling = true;
        QTimer::singleShot(0, this, [this, memory] {
            m_telling = false;
            m_tell(memory);
        });
    }
}

void closeOnSignals() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalled.data()) != 0) {
        return;
    }
    auto* notifier = new QSocketNotifier(signalled[1], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [] {
        char byte = 0;
        while (::read(signalled[1], &byte, 1) > 0) {}
        log::info("Asked to end by the system");
        // Only loops that turn already hear it, and this may be one inside the opening of a workspace.
        auto* again = new QTimer(QCoreApplication::instance());
        QObject::connect(again, &QTimer::timeout, again, &QCoreApplication::quit);
        again->start(200);
        QCoreApplication::quit();
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        struct sigaction before {};
        // nohup and the like ask for a signal to be ignored; so it stays.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            ::sigaction(signal, &action, nullptr);
        }
    }
}

}  // namespace saferscope
