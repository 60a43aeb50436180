// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/runner.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

// A `safer` that does everything wrong: `worker DIR` as the run's params say under "behaviour", `engine` as the name of
// the folder says that it is asked to open, anything else as the environment variable BAD_CALL says. BAD_BYTES: how
// much a flood has.
namespace {

using namespace saferscope;

std::size_t floodBytes() {
    const char* text = std::getenv("BAD_BYTES");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : std::size_t{64} << 20;
}

void put(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written <= 0) {
            ::_exit(1);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A block that is repeated until there are enough bytes.
void flood(int fd, const std::string& block) {
    std::string many;
    while (many.size() < (std::size_t{1} << 18)) {
        many += block;
    }
    for (std::size_t done = 0; done < floodBytes(); done += many.size()) {
        put(fd, many);
    }
}

int openEvents(const RunPaths& paths) { return ::open(paths.events().c_str(), O_WRONLY | O_APPEND | O_CLOEXEC); }

void floodWithMetrics(int fd, bool manyNames) {
    std::string lines;
    for (std::size_t done = 0, step = 0; done < floodBytes(); done += lines.size()) {
        lines.clear();
        while (lines.size() < (std::size_t{1} << 18)) {
            ++step;
            const std::string name = manyNames ? "metric" + std::to_string(step) : "loss";
            lines += "{\"event\":\"metric\",\"time\":1,\"step\":" + std::to_string(step) + ",\"values\":{\"" + name +
                     "\":" + (step % 3 == 0 ? "null" : "0.5") + "}}\n";
        }
        put(fd, lines);
    }
}

[[noreturn]] void leaveResult(const RunPaths& paths, const std::string& text) {
    std::ofstream(paths.result()) << text;
    ::_exit(0);
}

void leaveChild() {
    if (::fork() == 0) {  // has the lock, the log and everything else of its parent
        ::signal(SIGTERM, SIG_IGN);
        std::this_thread::sleep_for(std::chrono::seconds(120));
        ::_exit(0);
    }
    ::_exit(0);
}

Result<Json> behave(const JobContext& context) {
    const std::string what = context.spec.params.value("behaviour", "succeed");
    if (what == "suspended") {
        ::raise(SIGSTOP);
        while (!context.stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return fail(ErrorCode::Interrupted, "Stopped.", {});
    }
    if (what == "killed") {
        ::raise(SIGKILL);
    }
    if (what == "segfault") {
        ::raise(SIGSEGV);
    }
    if (what == "aborts") {
        std::abort();
    }
    if (what == "exits") {
        std::exit(3);  // as libgomp does
    }
    if (what == "quits") {
        ::_exit(context.spec.params.value("code", 0));
    }
    if (what == "throws-in-a-thread") {
        std::thread([] { throw std::bad_alloc(); }).join();
    }
    if (what == "talks") {
        flood(STDOUT_FILENO, "a line of garbage \x01\xff\n");
        flood(STDERR_FILENO, "more of it ");
        std::fprintf(stderr, "\nlast words\n");
    }
    if (what == "events-garbage") {
        flood(openEvents(context.paths), "garbage \x01\xff }{ \n");
    }
    if (what == "events-no-newline") {
        flood(openEvents(context.paths), "{\"event\":\"metric\",");
    }
    if (what == "events-one-metric" || what == "events-many-metrics") {
        floodWithMetrics(openEvents(context.paths), what == "events-many-metrics");
    }
    if (what == "events-odd") {
        const int fd = openEvents(context.paths);
        put(fd,
            "{\"event\":\"unknown\",\"time\":-1e300}\n{\"event\":\"metric\",\"step\":18446744073709551615,\"values\":"
            "{\"loss\":null,\"x\":1e308}}\n{\"event\":\"metric\",\"step\":-1,\"values\":{\"loss\":1}}\n");
        for (int step = 5000; step > 0; --step) {  // time that runs backwards
            put(fd, "{\"event\":\"metric\",\"time\":" + std::to_string(step) + ",\"step\":" + std::to_string(step) +
                        ",\"values\":{\"loss\":" + (step % 2 == 0 ? "null" : "1e999") + "}}\n");
        }
        put(fd, "{\"event\":\"progress\",\"stage\":\"" + std::string(500'000, 'x') +
                    "\",\"done\":18446744073709551615,\"total\":1,\"eta_seconds\":-1e308}\n");
        put(fd, "{\"event\":\"message\",\"text\":\"" + std::string(900'000, 'y') + "\"}\n{\"event\":\"mess");
        ::_exit(0);
    }
    if (what == "events-gone") {
        std::filesystem::remove(context.paths.events());
        ::mkfifo(context.paths.events().c_str(), 0600);
        ::_exit(0);
    }
    if (what == "result-half") {
        leaveResult(context.paths, "{\"version\":1,\"state\":\"finis");
    }
    if (what == "result-huge") {
        std::ofstream file(context.paths.result());
        file << "{\"version\":1,\"state\":\"finished\",\"values\":{\"x\":\"";
        const std::string block(1 << 20, 'x');
        for (std::size_t done = 0; done < floodBytes(); done += block.size()) {
            file << block;
        }
        file << "\"}}";
        file.close();
        ::_exit(0);
    }
    if (what == "result-is-a-fifo") {
        ::mkfifo(context.paths.result().c_str(), 0600);
        ::_exit(0);
    }
    if (what == "result-odd") {
        leaveResult(context.paths, "{\"version\":1,\"state\":\"running\",\"exit_code\":\"five\"}");
    }
    if (what == "deletes-its-folder") {
        // Again and again: what starts the worker writes in the folder too, and remove_all() gives up over a file that
        // has got another name since it was listed.
        for (std::error_code error; std::filesystem::exists(context.paths.root, error);) {
            std::filesystem::remove_all(context.paths.root, error);
        }
    }
    if (what == "leaves-a-child") {
        leaveChild();
    }
    return Json{{"accuracy", 0.75}};
}

int engine() {
    EngineFrameReader frames;
    std::vector<char> buffer(65536);
    for (ssize_t got = 0; (got = ::read(STDIN_FILENO, buffer.data(), buffer.size())) > 0;) {
        frames.feed({buffer.data(), static_cast<std::size_t>(got)});
        for (auto frame = frames.next(); frame && *frame; frame = frames.next()) {
            const auto request = decodeRequest(**frame);
            const auto* open = request ? std::get_if<EngineOpen>(&request->question) : nullptr;
            if (open == nullptr) {
                continue;
            }
            const std::string what = open->model.filename().string();
            if (what == "garbage") {
                flood(STDOUT_FILENO, "SfE garbage");
            } else if (what == "one-huge-frame") {
                const std::uint32_t json = 2;
                const std::uint32_t binary = 255u << 20;
                std::string header = "SfE1";
                header.append(reinterpret_cast<const char*>(&json), 4);
                header.append(reinterpret_cast<const char*>(&binary), 4);
                put(STDOUT_FILENO, header + "{}");
                flood(STDOUT_FILENO, std::string(1000, '\0'));
            } else if (what == "many-answers" || what == "much-progress") {
                EngineOpened opened;
                opened.family = what;
                put(STDOUT_FILENO, frameBytes(encodeReply({request->id, EngineAnswer(opened)})));
                flood(STDOUT_FILENO, what == "many-answers"
                                         ? frameBytes(encodeReply({12345, EngineAnswer(opened)}))
                                         : frameBytes(encodeReply({request->id, EngineProgress{1, 2}})));
            } else if (what == "talks") {
                flood(STDERR_FILENO, "x\n");
                ::_exit(1);
            } else if (what == "half-a-frame") {
                put(STDOUT_FILENO, "SfE1\x40");
                ::_exit(1);
            } else if (what == "suspended") {
                ::raise(SIGSTOP);
            } else if (what == "silent") {
                std::this_thread::sleep_for(std::chrono::seconds(120));
            }
        }
    }
    return 0;
}

int call() {
    const char* given = std::getenv("BAD_CALL");
    const std::string what = given != nullptr ? given : "";
    if (what == "answer") {
        flood(STDOUT_FILENO, "[[[[\"x\",");
    } else if (what == "long-answer") {  // just short enough to be read
        put(STDOUT_FILENO, "{\"x\":[" + std::string(4'000'000, '1') + "]}");
    } else if (what == "words") {
        flood(STDERR_FILENO, "x\n");
    } else if (what == "one-word") {
        flood(STDERR_FILENO, "x");
    } else if (what == "suspended") {
        ::raise(SIGSTOP);
    } else if (what == "killed") {
        ::raise(SIGKILL);
    }
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "worker" && argc == 3) {
        return runJob(argv[2], {{JobKind::TrainRewardModel, behave}});
    }
    return command == "engine" ? engine() : call();
}
