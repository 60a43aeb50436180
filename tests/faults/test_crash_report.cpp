// SPDX-License-Identifier: GPL-3.0-or-later
// The net below the window: what a fault leaves behind, and what the next start makes of it. The window is the real
// program, without a screen; faults come from outside as signals, or from a small program that makes them itself.
#include "app/gui/crash_report.h"
#include "tests/support/bounded_process.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"
#include "tests/workspace/workspace_fixture.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <iterator>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

constexpr const char* dataCanary = "CANARY-TEXT";
constexpr const char* keyCanary = "sk-CANARY-KEY-31337";

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool waitFor(const std::function<bool()>& condition, int seconds = 60) {
    for (int i = 0; i < seconds * 50; ++i) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return condition();
}

/// The window of the real program with state and settings in folders of its own.
class Window {
public:
    Window(const std::filesystem::path& home, std::vector<std::string> arguments,
           std::vector<std::string> environment = {})
        : m_home(home) {
        arguments.insert(arguments.begin(), program());
        environment.insert(environment.end(), {"XDG_STATE_HOME=" + (home / "state").string(),
                                               "XDG_CONFIG_HOME=" + (home / "config").string(), "HOME=" + home.string(),
                                               "QT_QPA_PLATFORM=offscreen", std::string("OPENAI_API_KEY=") + keyCanary,
                                               "PATH=/usr/bin:/bin"});
        m_pid = ::fork();
        CHECK(m_pid >= 0);
        if (m_pid == 0) {
            std::vector<char*> argv;
            std::vector<char*> envp;
            for (std::string& one : arguments) {
                argv.push_back(one.data());
            }
            for (std::string& one : environment) {
                envp.push_back(one.data());
            }
            argv.push_back(nullptr);
            envp.push_back(nullptr);
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, 1);
            ::dup2(nowhere, 2);
            ::execve(argv[0], argv.data(), envp.data());
            ::_exit(127);
        }
    }
    ~Window() {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }
    static std::string program() {
        const char* safer = std::getenv("SAFER_PROGRAM");
        CHECK(safer != nullptr);
        return (std::filesystem::path(safer).parent_path() / "saferscope").string();
    }
    /// What it has written down of itself, empty until it did.
    std::string session() const {
        const auto folder = m_home / "state" / "saferscope" / "sessions";
        std::error_code error;
        for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
            const std::string name = at->path().filename().string();
            if (name.starts_with(std::to_string(m_pid) + "-") && name.ends_with(".json")) {
                return contents(at->path());
            }
        }
        return {};
    }
    /// Its event loop turns: `part` is in what it wrote down.
    void waitUntil(const std::string& part) const {
        CHECK(waitFor([&] { return session().find(part) != std::string::npos && logged("saferscope is ready"); }));
    }
    bool logged(const std::string& words) const {
        return contents(m_home / "state" / "saferscope" / "saferscope.log").find(words) != std::string::npos;
    }
    /// Sends a signal and gives what waitpid() tells.
    int end(int signal) {
        CHECK_EQ(::kill(m_pid, signal), 0);
        int status = 0;
        const bool ended = waitFor([&] { return ::waitpid(m_pid, &status, WNOHANG) == m_pid; });
        CHECK(ended);
        m_pid = 0;
        return status;
    }
    bool alive() const { return ::waitpid(m_pid, nullptr, WNOHANG) == 0; }

private:
    const std::filesystem::path m_home;
    pid_t m_pid = 0;
};

struct Home {
    TemporaryFolder folder;
    std::filesystem::path workspace = folder.path() / "study";
    std::filesystem::path state = folder.path() / "state" / "saferscope";

    Home() {
        auto made = makeWorkspace(workspace);
        CHECK_OK(made->importPairs(writePairs(folder.path() / "pairs.jsonl", 20, dataCanary), "pairs", {}));
    }
    std::vector<std::filesystem::path> reports() const { return crashReports(state); }
    /// Of a text in everything below the state folder whose name ends so.
    int hits(const std::string& text, const std::string& ending) const {
        int count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(state)) {
            count += entry.is_regular_file() && entry.path().string().ends_with(ending) &&
                     contents(entry.path()).find(text) != std::string::npos;
        }
        return count;
    }
    void forgetLog() const { std::filesystem::remove(state / "saferscope.log"); }
};

const std::string open = "\"workspace\": \"/";

/// A sanitizer catches the same faults first, in its own way.
bool sanitized() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    return false;
#endif
}

TEST(every_fault_leaves_a_report_without_texts) {
    if (sanitized()) {
        throw Skip("the sanitizer takes these faults itself");
    }
    const struct {
        const char* how;
        int signal;
        const char* says;
    } faults[] = {
        {"null", SIGSEGV, "SIGSEGV"},    {"overflow", SIGSEGV, "SIGSEGV"}, {"throw", SIGABRT, "Quoting"},
        {"terminate", SIGABRT, "Fault"}, {"abort", SIGABRT, "SIGABRT"},    {"thread", SIGSEGV, "SIGSEGV"},
        {"threads", SIGSEGV, "SIGSEGV"}, {"divide", SIGFPE, "SIGFPE"},     {"map", SIGBUS, "SIGBUS"},
        {"heap", SIGABRT, "SIGABRT"},
    };
    const int rounds = faults::times(1, 50);
    long tried = 0;
    long missing = 0;
    double slowest = 0.0;
    for (int round = 0; round < rounds; ++round) {
        for (const auto& fault : faults) {
            const TemporaryFolder folder;
            BoundedCall call;
            call.arguments = {besideThisTest("crash_child").string(), fault.how, folder.path().string()};
            call.environment = {{"OPENAI_API_KEY", keyCanary}};
            call.timeoutSeconds = 30;
            const BoundedResult ended = runBounded(call);
            ++tried;
            slowest = std::max(slowest, ended.seconds);
            const auto reports = crashReports(folder.path());
            const std::string text = reports.size() == 1 ? contents(reports.front()) : std::string();
            const bool good = !ended.timedOut && ended.exitCode == -fault.signal &&
                              text.find(fault.says) != std::string::npos && text.find("Page: features") < text.size() &&
                              text.find("crash_child+0x") < text.size() && text.ends_with("no keys.\n") &&
                              text.find("CANARY") == std::string::npos && text.find('/') == std::string::npos;
            if (!good) {
                ++missing;
                std::fprintf(stderr, "%s: exit %d, %zu reports\n%s\n", fault.how, ended.exitCode, reports.size(),
                             text.c_str());
            }
            if (reports.size() == 1) {
                struct stat status {};
                CHECK_EQ(::stat(reports.front().c_str(), &status), 0);
                CHECK_EQ(status.st_mode & 0777u, 0600u);
            }
        }
    }
    faults::report({.number = 15,
                    .fault = "faults of the program itself: memory, stack, heap, threads, exceptions",
                    .times = tried,
                    .lost = missing,
                    .note = "lost: no report, or one with a text in it",
                    .slowestSeconds = slowest});
    CHECK_EQ(missing, 0);
}

TEST(where_no_report_can_be_written_the_fault_is_as_it_was) {
    BoundedCall call;
    call.arguments = {besideThisTest("crash_child").string(), "null", "/proc/nowhere"};
    CHECK_EQ(runBounded(call).exitCode, -SIGSEGV);
}

TEST(the_window_leaves_a_report_and_comes_back) {
    const Home home;
    const std::vector<int> signals = faults::fullCounts()
                                         ? std::vector{SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGKILL}
                                         : std::vector{SIGSEGV, SIGBUS, SIGKILL};
    const int rounds = faults::times(1, 8);
    long tried = 0;
    long lost = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const int signal : signals) {
            std::filesystem::remove_all(home.state);
            {
                Window window(home.folder.path(), {home.workspace.string()});
                window.waitUntil(open);
                const int status = window.end(signal);
                CHECK(WIFSIGNALED(status));
                CHECK_EQ(WTERMSIG(status), signal);
            }
            const auto reports = home.reports();
            CHECK_EQ(reports.size(), signal == SIGKILL ? 0u : 1u);
            if (signal != SIGKILL) {
                const std::string text = contents(reports.front());
                CHECK(text.find("Page: overview") != std::string::npos);
                CHECK(text.find("Version: saferscope") != std::string::npos);
                CHECK(text.find("Qt: ") != std::string::npos);
                CHECK(text.find(home.folder.path().string()) == std::string::npos);
                CHECK(text.find("study") == std::string::npos);
            }
            home.forgetLog();
            Window again(home.folder.path(), {});
            CHECK(waitFor([&] { return again.session().find(open) != std::string::npos; }));
            CHECK(waitFor([&] { return again.logged("ended unexpectedly"); }));
            CHECK(again.session().find(home.workspace.string()) != std::string::npos);
            again.waitUntil(open);
            CHECK_EQ(again.end(SIGTERM), 0);
            lost += home.hits(dataCanary, ".txt") + home.hits(dataCanary, ".log") + home.hits(keyCanary, "");
            ++tried;
        }
    }
    faults::report({.number = 15,
                    .fault = "the window ended by a signal, started again",
                    .times = tried,
                    .lost = lost,
                    .note = "lost: not restored, or a canary in report, log or session"});
    CHECK_EQ(lost, 0);
}

TEST(ending_as_it_should_leaves_nothing_behind) {
    const Home home;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        Window window(home.folder.path(), {home.workspace.string()});
        window.waitUntil(open);
        CHECK_EQ(window.end(signal), 0);
        CHECK(std::filesystem::is_empty(home.state / "sessions"));
    }
    CHECK_EQ(home.reports().size(), 0u);
    CHECK_EQ(home.hits("ended unexpectedly", ".log"), 0);
}

TEST(a_window_that_fails_as_soon_as_it_is_restored_starts_empty) {
    const Home home;
    std::optional<Window> window;
    for (int fault = 0; fault < 3; ++fault) {
        window.emplace(home.folder.path(),
                       fault == 0 ? std::vector{home.workspace.string()} : std::vector<std::string>());
        window->waitUntil(open);
        window->end(SIGSEGV);
        home.forgetLog();
    }
    window.emplace(home.folder.path(), std::vector<std::string>());
    window->waitUntil("\"started\"");
    CHECK(waitFor([&] { return window->logged("ended unexpectedly"); }));
    CHECK(window->session().find(open) == std::string::npos);
    CHECK(contents(home.state / "sessions" / "not-restored.json").find(open) != std::string::npos);
    CHECK_EQ(window->end(SIGTERM), 0);
    // And that is over with it.
    home.forgetLog();
    window.emplace(home.folder.path(), std::vector{home.workspace.string()});
    window->waitUntil(open);
    CHECK(!window->logged("ended unexpectedly"));
    CHECK_EQ(window->end(SIGTERM), 0);
}

TEST(two_windows_keep_their_sessions_apart) {
    const Home home;
    const auto other = home.folder.path() / "other";
    makeWorkspace(other);
    Window first(home.folder.path(), {home.workspace.string()});
    first.waitUntil(open);
    {
        Window second(home.folder.path(), {other.string()});
        second.waitUntil(open);
        second.end(SIGKILL);
    }
    // Only the one that is gone is restored, and the one that runs does not notice.
    Window third(home.folder.path(), {});
    third.waitUntil(other.string());
    CHECK(first.session().find(home.workspace.string()) != std::string::npos);
    CHECK_EQ(third.end(SIGTERM), 0);
    CHECK_EQ(first.end(SIGTERM), 0);
    CHECK(std::filesystem::is_empty(home.state / "sessions"));
}

TEST(an_exception_in_a_slot_ends_the_act_and_not_the_program) {
    const Home home;
    const std::string what = std::string(dataCanary) + " quoted by an exception";
    Window window(home.folder.path(), {home.workspace.string()}, {"SAFERSCOPE_TEST_THROW=" + what});
    CHECK(waitFor([&] { return window.logged("An action failed"); }));
    window.waitUntil(open);
    CHECK(window.alive());
    CHECK(window.logged("runtime_error"));
    CHECK_EQ(home.hits(dataCanary, ".log"), 0);
    CHECK_EQ(window.end(SIGTERM), 0);
    CHECK_EQ(home.reports().size(), 0u);
}

TEST(sessions_that_others_wrote_are_taken_with_care) {
    const Home home;
    const auto sessions = home.state / "sessions";
    const std::string bad[] = {"",
                               "{",
                               "[]",
                               "{\"workspace\": 7, \"page\": {}, \"texts\": []}",
                               "{\"workspace\": \"/nowhere/at/all\", \"feature\": -1, \"pair\": 1e300}",
                               std::string(6 << 20, '{')};
    int number = 1000;
    for (const std::string& text : bad) {
        const std::string name = std::to_string(++number) + "-1";
        writeFile(sessions / (name + ".json"), text);
        writeFile(sessions / (name + ".lock"), "");
    }
    // Not followed, not waited for.
    std::filesystem::create_symlink("/dev/zero", sessions / "9-9.json");
    writeFile(sessions / "9-9.lock", "");
    CHECK_EQ(::mkfifo((sessions / "8-8.json").c_str(), 0600), 0);
    CHECK_EQ(::mkfifo((sessions / "8-8.lock").c_str(), 0600), 0);
    for (int start = 0; start < 4; ++start) {
        Window window(home.folder.path(), {home.workspace.string()});
        window.waitUntil(open);
        CHECK_EQ(window.end(SIGTERM), 0);
    }
    CHECK(!std::filesystem::exists(sessions / "1001-1.json"));
}

}  // namespace
