// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "core/engine/torch_engine.h"
#include "core/tensor/device.h"

#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace saferscope::cli {

namespace {

constexpr int engineNiceness = 3;  // behind the window, before the runs that nobody waits for

Status serve() {
    if (::isatty(STDIN_FILENO) != 0 || ::isatty(STDOUT_FILENO) != 0) {
        return fail(ErrorCode::Usage, "`safer engine` speaks with a program, not with a terminal.",
                    "The window starts it by itself; nothing has to be done.");
    }
    // Frames alone go to the pipe: whatever else writes to standard output ends up on standard error.
    const int output = ::dup(STDOUT_FILENO);
    if (output < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        return fail(ErrorCode::Io, "Standard output cannot be used.");
    }
    std::signal(SIGPIPE, SIG_IGN);
    [[maybe_unused]] const int niceness = ::nice(engineNiceness);
    configureTorch();
    EngineServiceOptions service;
    service.abandon = [](const Status& status) {
        // Nobody is left to answer to and nothing is half written: the question being worked on need not be waited for.
        if (!status) {
            printError(status.error());
        }
        std::_Exit(status ? exit_code::ok : exitCodeOf(status.error().code));
    };
    return serveEngine(STDIN_FILENO, output, {}, service);
}

}  // namespace

void addEngineCommand(CommandSet& commands) {
    auto* command = commands.add("engine",
                                 "Answer the window's questions about single pairs over standard input and output "
                                 "(started by the window)",
                                 "  saferscope starts and ends it; core/engine/engine_protocol.h says what is spoken.");
    commands.onRun(command, serve);
}

}  // namespace saferscope::cli
