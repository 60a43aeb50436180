// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_protocol.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saferscope::testing {

/// The real `safer engine` (environment variable SAFER_PROGRAM) behind two pipes, one question at a time unless the
/// caller wants otherwise. Throws std::runtime_error where something is not as it should be.
class EngineProcess {
public:
    EngineProcess() {
        std::signal(SIGPIPE, SIG_IGN);
        const char* program = std::getenv("SAFER_PROGRAM");
        int in[2];
        int out[2];
        if (program == nullptr || ::pipe(in) != 0 || ::pipe(out) != 0) {
            throw std::runtime_error("SAFER_PROGRAM is not set or no pipe could be made");
        }
        m_child = ::fork();
        if (m_child == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            for (const int descriptor : {in[0], in[1], out[0], out[1]}) {
                ::close(descriptor);
            }
            ::execl(program, program, "engine", nullptr);
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        m_input = in[1];
        m_output = out[0];
    }
    ~EngineProcess() {
        closeInput();
        closeOutput();
        if (m_child > 0) {
            ::kill(m_child, SIGKILL);
            ::waitpid(m_child, nullptr, 0);
        }
    }
    EngineProcess(const EngineProcess&) = delete;
    EngineProcess& operator=(const EngineProcess&) = delete;

    pid_t pid() const { return m_child; }
    void closeInput() { closeOnce(m_input); }
    void closeOutput() { closeOnce(m_output); }

    void write(const std::string& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t count = ::write(m_input, bytes.data() + at, bytes.size() - at);
            if (count <= 0) {
                throw std::runtime_error("the engine does not read");
            }
            at += static_cast<std::size_t>(count);
        }
    }
    std::uint64_t send(EngineQuestion question, const std::string& lane = "test") {
        write(frameBytes(encodeRequest({++m_lastId, lane, std::move(question)})));
        return m_lastId;
    }
    EngineReply next(double seconds = 60.0) {
        while (true) {
            auto frame = m_reader.next();
            if (!frame) {
                throw std::runtime_error(frame.error().message);
            }
            if (*frame) {
                auto reply = decodeReply(**frame);
                if (!reply) {
                    throw std::runtime_error(reply.error().message);
                }
                return *reply;
            }
            pollfd ready{m_output, POLLIN, 0};
            if (::poll(&ready, 1, static_cast<int>(seconds * 1e3)) != 1) {
                throw std::runtime_error("the engine does not answer");
            }
            char bytes[1 << 16];
            const ssize_t count = ::read(m_output, bytes, sizeof(bytes));
            if (count <= 0) {
                throw std::runtime_error("the engine is gone");
            }
            m_reader.feed({bytes, static_cast<std::size_t>(count)});
        }
    }
    /// The answer to one question; progress is passed over.
    Result<EngineAnswer> ask(EngineQuestion question) {
        const std::uint64_t id = send(std::move(question));
        while (true) {
            EngineReply reply = next();
            if (reply.id != id) {
                throw std::runtime_error("an answer to another question came");
            }
            if (const auto* error = std::get_if<Error>(&reply.content)) {
                return tl::unexpected(*error);
            }
            if (auto* answer = std::get_if<EngineAnswer>(&reply.content)) {
                return std::move(*answer);
            }
        }
    }
    template <class Answer>
    Answer expect(EngineQuestion question) {
        auto answer = ask(std::move(question));
        if (!answer) {
            throw std::runtime_error(answer.error().message);
        }
        return std::get<Answer>(std::move(*answer));
    }

    /// Seconds until the process ended, or -1 when it did not in time; its exit code (or -signal).
    double waitEnd(double seconds, int& code) {
        const auto start = std::chrono::steady_clock::now();
        double passed = 0.0;
        for (int status = 0; passed < seconds; std::this_thread::sleep_for(std::chrono::milliseconds(2))) {
            passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            if (::waitpid(m_child, &status, WNOHANG) == m_child) {
                m_child = -1;
                code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
                return passed;
            }
        }
        return -1.0;
    }

private:
    static void closeOnce(int& descriptor) {
        if (descriptor >= 0) {
            ::close(descriptor);
            descriptor = -1;
        }
    }

    pid_t m_child = -1;
    int m_input = -1;
    int m_output = -1;
    std::uint64_t m_lastId = 0;
    EngineFrameReader m_reader;
};

}  // namespace saferscope::testing
