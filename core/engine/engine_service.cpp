// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_service.h"

#include "core/engine/engine_protocol.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace {

class EngineService {
public:
    EngineService(int input, int output, const EngineAnswerer& answer, const EngineServiceOptions& options)
        : m_input(input), m_output(output), m_answer(answer), m_options(options) {}

    Status run() {
        std::array<int, 2> wake{};
        if (::pipe(wake.data()) != 0) {
            return fail(ErrorCode::Io, std::string("No pipe could be made: ") + std::strerror(errno));
        }
        {
            const std::jthread reader([this, &wake] { read(wake[0]); });
            work();
            ::close(wake[1]);  // the reading thread may wait for input that never comes
        }
        ::close(wake[0]);
        const std::lock_guard lock(m_mutex);
        return m_failure ? Status(tl::unexpected(*m_failure)) : Status();
    }

private:
    // The working thread.

    void work() {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_changed.wait(lock, [this] { return m_ended || !m_waiting.empty(); });
            if (m_ended) {
                break;
            }
            const EngineRequest request = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_stop = std::stop_source();
            m_running = &request;
            m_outdated = false;
            lock.unlock();
            auto answer = m_answer(
                request.question,
                [this, &request](const EngineProgress& progress) {
                    reply({request.id, progress});
                },
                m_stop.get_token());
            lock.lock();
            m_running = nullptr;
            const bool outdated = m_outdated;
            lock.unlock();
            if (outdated) {
                interrupted(request.id);
            } else if (answer) {
                reply({request.id, std::move(*answer)});
            } else {
                reply({request.id, answer.error()});
            }
            lock.lock();
        }
        m_done = true;
        m_changed.notify_all();
    }

    // The reading thread.

    void read(int wake) {
        EngineFrameReader frames;
        std::vector<char> bytes(std::size_t{1} << 16);
        while (true) {
            std::array<pollfd, 2> ready = {{{m_input, POLLIN, 0}, {wake, POLLIN, 0}}};
            if (::poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR) {
                return end(Error{ErrorCode::Io, std::string("The engine's input broke: ") + std::strerror(errno), {}});
            }
            if (ready[1].revents != 0) {
                return;
            }
            if (ready[0].revents == 0) {
                continue;
            }
            const ssize_t count = ::read(m_input, bytes.data(), bytes.size());
            if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
                continue;
            }
            if (count < 0) {
                return end(Error{ErrorCode::Io, std::string("The engine's input broke: ") + std::strerror(errno), {}});
            }
            if (count == 0) {
                return end({});
            }
            frames.feed({bytes.data(), static_cast<std::size_t>(count)});
            if (!takeAll(frames)) {
                return;
            }
        }
    }

    bool takeAll(EngineFrameReader& frames) {
        while (true) {
            auto frame = frames.next();
            if (!frame) {
                end(frame.error());
                return false;
            }
            if (!*frame) {
                return true;
            }
            auto request = decodeRequest(**frame);
            if (request) {
                take(std::move(*request));
            } else if (const auto id = frameId(**frame)) {
                reply({*id, request.error()});
            } else {
                end(request.error());
                return false;
            }
        }
    }

    void take(EngineRequest request) {
        const bool opens = std::holds_alternative<EngineOpen>(request.question);
        const bool cancels = std::holds_alternative<EngineCancel>(request.question);
        std::vector<std::uint64_t> outdated;
        {
            const std::lock_guard lock(m_mutex);
            const auto concerns = [&](const EngineRequest& other) { return opens || other.lane == request.lane; };
            if (m_running != nullptr && concerns(*m_running)) {
                m_stop.request_stop();
                m_outdated = m_outdated || opens || cancels;
            }
            // The newer request takes the turn of the first it replaces: dragging must not send a lane to the back.
            bool placed = cancels;
            for (auto other = m_waiting.begin(); other != m_waiting.end();) {
                if (!concerns(*other)) {
                    ++other;
                    continue;
                }
                outdated.push_back(other->id);
                if (placed) {
                    other = m_waiting.erase(other);
                } else {
                    *other++ = request;
                    placed = true;
                }
            }
            if (!placed) {
                m_waiting.push_back(std::move(request));
            }
            m_changed.notify_all();
        }
        for (const std::uint64_t id : outdated) {
            interrupted(id);
        }
    }

    /// Nothing more will be asked. Without patience left for a question that does not stop the process is given up.
    void end(const std::optional<Error>& failure) {
        std::unique_lock lock(m_mutex);
        stopAll(failure);
        const auto patience = std::chrono::duration<double>(m_options.patienceSeconds);
        if (m_options.abandon && !m_changed.wait_for(lock, patience, [this] { return m_done; })) {
            const Status status = m_failure ? Status(tl::unexpected(*m_failure)) : Status();
            lock.unlock();
            m_options.abandon(status);
        }
    }

    // Both threads.

    void interrupted(std::uint64_t id) {
        reply({id, Error{ErrorCode::Interrupted, "A newer question took the place of this one.", {}}});
    }

    void stopAll(const std::optional<Error>& failure) {
        if (!m_failure) {
            m_failure = failure;
        }
        m_ended = true;
        m_waiting.clear();
        m_stop.request_stop();
        m_changed.notify_all();
    }

    void reply(const EngineReply& reply) {
        const std::string bytes = frameBytes(encodeReply(reply));
        const std::lock_guard writing(m_writing);
        for (std::size_t written = 0; written < bytes.size();) {
            const ssize_t count = ::write(m_output, bytes.data() + written, bytes.size() - written);
            if (count >= 0) {
                written += static_cast<std::size_t>(count);
            } else if (errno == EAGAIN) {
                pollfd room{m_output, POLLOUT, 0};
                ::poll(&room, 1, -1);
            } else if (errno != EINTR) {
                const std::string why = std::strerror(errno);
                const std::lock_guard lock(m_mutex);
                stopAll(Error{ErrorCode::Io, "The engine's output broke: " + why, {}});
                return;
            }
        }
    }

    const int m_input;
    const int m_output;
    const EngineAnswerer& m_answer;
    const EngineServiceOptions& m_options;

    std::mutex m_writing;  ///< whole frames; taken before m_mutex where both are

    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Protected by m_mutex.
    std::deque<EngineRequest> m_waiting;
    const EngineRequest* m_running = nullptr;  ///< on the working thread's stack
    std::stop_source m_stop;                   ///< of what is running
    bool m_outdated = false;                   ///< whatever comes of what is running, nobody wants it
    bool m_ended = false;
    bool m_done = false;  ///< the working thread has left
    std::optional<Error> m_failure;
};

}  // namespace

Status serveQuestions(int input, int output, const EngineAnswerer& answer, const EngineServiceOptions& options) {
    return EngineService(input, output, answer, options).run();
}

}  // namespace saferscope
