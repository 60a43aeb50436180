// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_protocol.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>

class QProcess;
class QThread;

namespace saferscope {

/// One child process `safer engine` and the thread that talks to it: requests are turned into frames and replies read
/// back there, so that a pair of thousands of tokens costs the window nothing. All methods are the owner's, and so are
/// the callbacks: they arrive on the owner's thread through `receiver`, in order, and none after the destructor. The
/// destructor does not wait: thread and process end by themselves (pipe closed, a moment's patience, killed), and no
/// later than the application does.
class EngineChild {
public:
    struct Listener {
        std::function<void(std::shared_ptr<EngineReply>)> replied;
        /// The child has ended, could not be started or spoke nonsense; comes once, and nothing comes after it.
        std::function<void(const Error&)> ended;
    };
    EngineChild(const std::filesystem::path& program, QObject* receiver, Listener listener);
    ~EngineChild();

    void send(EngineRequest request);

    /// Returns when every child whose owner let go of it is gone: under a second. The end of the application calls it.
    static void waitForDying();

private:
    class Talker;
    struct Hearer;
    std::unique_ptr<QThread> m_thread;
    Talker* m_talker = nullptr;        ///< lives on the thread
    std::shared_ptr<Hearer> m_hearer;  ///< whom the thread tells, until nobody listens any more
};

}  // namespace saferscope
