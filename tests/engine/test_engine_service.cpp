// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"
#include "core/engine/engine_service.h"
#include "tests/support/check.h"

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <map>
#include <mutex>
#include <poll.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;

namespace {

using Clock = std::chrono::steady_clock;

/// A service whose questions take as long as the test says. An EngineChange is answered with its handle as the reward.
class Service {
public:
    explicit Service(EngineServiceOptions options = {}) {
        std::signal(SIGPIPE, SIG_IGN);
        CHECK_EQ(::pipe(m_in), 0);
        CHECK_EQ(::pipe(m_out), 0);
        m_thread = std::thread([this, options] {
            m_status = serveQuestions(
                m_in[0], m_out[1],
                [this](const EngineQuestion& question, const auto& progress, std::stop_token stop) {
                    return answer(question, progress, stop);
                },
                options);
            m_ended = true;
        });
    }
    ~Service() {
        open();
        closeInput();
        closeOutput();
        m_thread.join();
        ::close(m_in[0]);
        ::close(m_out[1]);
    }

    void write(const std::string& bytes) { CHECK(::write(m_in[1], bytes.data(), bytes.size()) == std::ssize(bytes)); }
    void ask(std::uint64_t id, const std::string& lane, EngineQuestion question) {
        write(frameBytes(encodeRequest({id, lane, std::move(question)})));
    }
    void change(std::uint64_t id, const std::string& lane) { ask(id, lane, EngineChange{id, {}}); }

    /// The next reply; fails after 10 s.
    EngineReply next() {
        while (true) {
            auto frame = m_reader.next();
            CHECK_OK(frame);
            if (*frame) {
                auto reply = decodeReply(**frame);
                CHECK_OK(reply);
                return *reply;
            }
            pollfd ready{m_out[0], POLLIN, 0};
            CHECK_EQ(::poll(&ready, 1, 10000), 1);
            char bytes[4096];
            const ssize_t count = ::read(m_out[0], bytes, sizeof(bytes));
            CHECK(count > 0);
            m_reader.feed({bytes, static_cast<std::size_t>(count)});
        }
    }
    std::uint64_t nextInterrupted() {
        const EngineReply reply = next();
        CHECK(std::holds_alternative<Error>(reply.content));
        CHECK(std::get<Error>(reply.content).code == ErrorCode::Interrupted);
        return reply.id;
    }
    std::uint64_t nextAnswered() {
        const EngineReply reply = next();
        CHECK(std::holds_alternative<EngineAnswer>(reply.content));
        return reply.id;
    }

    /// From now on a question waits until open() or, for the kinds that can, until it is stopped.
    void shut() {
        const std::lock_guard lock(m_mutex);
        m_open = false;
    }
    void open() {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void waitStarted(std::size_t count) {
        std::unique_lock lock(m_mutex);
        CHECK(m_changed.wait_for(lock, std::chrono::seconds(10), [&] { return m_started >= count; }));
    }
    void closeInput() { closeOnce(m_in[1]); }
    void closeOutput() { closeOnce(m_out[0]); }
    bool endedWithin(double seconds) {
        const auto end = Clock::now() + std::chrono::duration<double>(seconds);
        while (!m_ended && Clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return m_ended;
    }
    const Status& status() const { return m_status; }
    std::size_t started() {
        const std::lock_guard lock(m_mutex);
        return m_started;
    }

private:
    Result<EngineAnswer> answer(const EngineQuestion& question,
                                const std::function<void(const EngineProgress&)>& progress, std::stop_token stop) {
        const bool stops = std::holds_alternative<EngineSurvey>(question);
        std::unique_lock lock(m_mutex);
        ++m_started;
        m_changed.notify_all();
        while (!m_open && !(stops && stop.stop_requested())) {
            m_changed.wait_for(lock, std::chrono::milliseconds(5));
        }
        lock.unlock();
        if (stops && stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "stopped");
        }
        if (stops) {
            progress({1, 2});
            return EngineSurveyed{};
        }
        EngineEffect effect;
        if (const auto* change = std::get_if<EngineChange>(&question)) {
            effect.after.chosen = static_cast<double>(change->handle);
        }
        return effect;
    }
    static void closeOnce(int& descriptor) {
        if (descriptor >= 0) {
            ::close(descriptor);
            descriptor = -1;
        }
    }

    int m_in[2] = {-1, -1};
    int m_out[2] = {-1, -1};
    EngineFrameReader m_reader;
    std::thread m_thread;
    std::atomic<bool> m_ended = false;
    Status m_status;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = true;
    std::size_t m_started = 0;
};

}  // namespace

TEST(within_a_lane_the_newest_wins_and_each_is_answered_once) {
    Service service;
    service.shut();
    service.change(1, "slider");
    service.waitStarted(1);
    for (std::uint64_t id = 2; id <= 200; ++id) {
        service.change(id, "slider");
    }
    std::map<std::uint64_t, int> answers;
    for (std::uint64_t id = 2; id < 200; ++id) {
        CHECK_EQ(service.nextInterrupted(), id);  // at once, while the first is still being worked on
    }
    CHECK_EQ(service.started(), std::size_t{1});
    service.open();
    CHECK_EQ(service.nextAnswered(), std::uint64_t{1});  // it was as good as done
    const EngineReply last = service.next();
    CHECK_EQ(last.id, std::uint64_t{200});
    CHECK_EQ(std::get<EngineEffect>(std::get<EngineAnswer>(last.content)).after.chosen, 200.0);
    CHECK_EQ(service.started(), std::size_t{2});
}

TEST(lanes_take_turns_and_a_newer_question_keeps_the_turn_of_the_older) {
    Service service;
    service.shut();
    service.change(1, "a");
    service.waitStarted(1);
    service.change(2, "a");
    service.change(3, "b");
    service.change(4, "c");
    service.change(5, "a");
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{2});
    service.open();
    for (const std::uint64_t id : {1u, 5u, 3u, 4u}) {
        CHECK_EQ(service.nextAnswered(), id);
    }
}

TEST(what_can_be_stopped_is_stopped_by_a_newer_question) {
    Service service;
    service.shut();
    service.ask(1, "survey", EngineSurvey{});
    service.waitStarted(1);
    service.ask(2, "other", EngineChange{2, {}});
    service.ask(3, "survey", EngineSurvey{});
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{1});
    service.open();
    CHECK_EQ(service.nextAnswered(), std::uint64_t{2});
    const EngineReply progress = service.next();
    CHECK_EQ(progress.id, std::uint64_t{3});
    CHECK(std::holds_alternative<EngineProgress>(progress.content));
    CHECK_EQ(service.nextAnswered(), std::uint64_t{3});
}

TEST(a_cancelled_lane_is_answered_interrupted_and_the_cancel_not_at_all) {
    Service service;
    service.shut();
    service.change(1, "a");
    service.waitStarted(1);
    service.change(2, "a");
    service.change(3, "b");
    service.ask(4, "a", EngineCancel{});
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{2});
    service.open();
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{1});
    CHECK_EQ(service.nextAnswered(), std::uint64_t{3});
    service.change(5, "a");
    CHECK_EQ(service.nextAnswered(), std::uint64_t{5});
}

TEST(opening_a_model_outdates_everything) {
    Service service;
    service.shut();
    service.change(1, "a");
    service.waitStarted(1);
    service.change(2, "b");
    service.change(3, "c");
    service.ask(4, "open", EngineOpen{});
    service.change(5, "b");
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{2});
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{3});
    service.open();
    CHECK_EQ(service.nextInterrupted(), std::uint64_t{1});  // of the model before, though it was computed
    CHECK_EQ(service.nextAnswered(), std::uint64_t{4});
    CHECK_EQ(service.nextAnswered(), std::uint64_t{5});
}

TEST(a_question_nobody_understands_is_answered_and_the_next_one_too) {
    Service service;
    service.write(frameBytes({"{\"id\":9,\"lane\":\"a\",\"ask\":\"dance\"}", {}}));
    const EngineReply reply = service.next();
    CHECK_EQ(reply.id, std::uint64_t{9});
    CHECK(std::get<Error>(reply.content).code == ErrorCode::InvalidInput);
    service.change(10, "a");
    CHECK_EQ(service.nextAnswered(), std::uint64_t{10});
}

TEST(bytes_of_no_protocol_end_it_with_a_failure) {
    Service service;
    service.write("GET / HTTP/1.1\r\n\r\n");
    CHECK(service.endedWithin(5.0));
    CHECK(!service.status());
    CHECK(service.status().error().code == ErrorCode::InvalidInput);
}

TEST(the_end_of_the_input_stops_what_runs_and_drops_what_waits) {
    Service service;
    service.shut();
    service.ask(1, "survey", EngineSurvey{});
    service.waitStarted(1);
    service.change(2, "a");
    service.closeInput();
    CHECK(service.endedWithin(5.0));
    CHECK_OK(service.status());
    CHECK_EQ(service.started(), std::size_t{1});
}

TEST(who_does_not_stop_in_time_is_given_up) {
    std::atomic<int> abandoned = 0;
    EngineServiceOptions options;
    options.patienceSeconds = 0.05;
    options.abandon = [&abandoned](const Status& status) { abandoned += status ? 1 : 100; };
    Service service(options);
    service.shut();
    service.change(1, "a");
    service.waitStarted(1);
    service.closeInput();
    for (int i = 0; i < 500 && abandoned == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK_EQ(abandoned.load(), 1);
    service.open();
    CHECK(service.endedWithin(5.0));
}

TEST(an_idle_service_is_not_given_up) {
    std::atomic<int> abandoned = 0;
    EngineServiceOptions options;
    options.abandon = [&abandoned](const Status&) { ++abandoned; };
    Service service(options);
    service.change(1, "a");
    CHECK_EQ(service.nextAnswered(), std::uint64_t{1});
    service.closeInput();
    CHECK(service.endedWithin(5.0));
    CHECK_EQ(abandoned.load(), 0);
}

TEST(a_broken_output_ends_it_though_the_input_stays_open) {
    Service service;
    service.closeOutput();
    service.change(1, "a");
    CHECK(service.endedWithin(5.0));
    CHECK(!service.status());
    CHECK(service.status().error().code == ErrorCode::Io);
}
