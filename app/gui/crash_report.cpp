// SPDX-License-Identifier: GPL-3.0-or-later
// The handler may use async-signal-safe calls only: no allocation, no locks of ours, no C++ streams. Everything it
// writes beside numbers is made beforehand.
#include "app/gui/crash_report.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <cxxabi.h>
#include <dlfcn.h>
#include <exception>
#include <execinfo.h>
#include <fcntl.h>
#include <system_error>
#include <typeinfo>
#include <unistd.h>

namespace saferscope {
namespace {

constexpr std::array faults = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr std::size_t mostPages = 16;
constexpr int mostFrames = 64;
constexpr unsigned reportSeconds = 10;  // a report that hangs, say on a lock the fault left behind, is given up

struct Prepared {
    std::array<char, 3500> folder{};
    std::array<char, 2000> facts{};
    std::array<std::array<char, 32>, mostPages> pages{};
    std::atomic<int> page = -1;
    std::atomic<const char*> exception = nullptr;  // its type, where one ended the program
    std::atomic<pid_t> reporting = 0;              // the thread that writes
    pid_t process = 0;
    std::time_t started = 0;
};
Prepared prepared;
alignas(16) std::array<char, 128 << 10> otherStack;  // a stack that overflowed cannot be used to say so

template <std::size_t size>
void keep(std::array<char, size>& to, const std::string& text) {
    const std::size_t bytes = std::min(text.size(), size - 1);
    std::memcpy(to.data(), text.data(), bytes);
    to[bytes] = '\0';
}

/// Text that grows in a buffer of its own and goes to a file.
class Lines {
public:
    explicit Lines(int fd) : m_fd(fd) {}
    void text(const char* words) {
        while (*words != '\0') {
            put(*words++);
        }
    }
    void number(std::uint64_t value, int digits = 1, unsigned base = 10) {
        char reversed[24];
        int count = 0;
        do {
            reversed[count++] = "0123456789abcdef"[value % base];
            value /= base;
        } while (value != 0 && count < 24);
        while (count < digits && count < 24) {
            reversed[count++] = '0';
        }
        while (count > 0) {
            put(reversed[--count]);
        }
    }
    void flush() {
        for (std::size_t at = 0; at < m_used;) {
            const ssize_t bytes = ::write(m_fd, m_buffer.data() + at, m_used - at);
            if (bytes <= 0) {
                break;
            }
            at += static_cast<std::size_t>(bytes);
        }
        m_used = 0;
    }

private:
    void put(char c) {
        if (m_used == m_buffer.size()) {
            m_fd >= 0 ? flush() : void();
        }
        if (m_used < m_buffer.size()) {
            m_buffer[m_used++] = c;
        }
    }
    const int m_fd;
    std::array<char, 512> m_buffer{};
    std::size_t m_used = 0;
};

struct Moment {
    unsigned year, month, day, hour, minute, second;
};

/// UTC. gmtime() may lock; the calendar is Howard Hinnant's civil_from_days.
Moment momentOf(std::time_t seconds) {
    const std::int64_t days = static_cast<std::int64_t>(seconds) / 86400 + 719468;
    const auto rest = static_cast<unsigned>(static_cast<std::int64_t>(seconds) % 86400);
    const std::int64_t era = days / 146097;
    const auto ofEra = static_cast<unsigned>(days - era * 146097);
    const unsigned year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    const unsigned ofYear = ofEra - (365 * year + year / 4 - year / 100);
    const unsigned month = (5 * ofYear + 2) / 153;
    const unsigned day = ofYear - (153 * month + 2) / 5 + 1;
    const unsigned real = month < 10 ? month + 3 : month - 9;
    const auto full = static_cast<unsigned>(era * 400 + year) + (real <= 2 ? 1 : 0);
    return {full, real, day, rest / 3600, rest / 60 % 60, rest % 60};
}

const char* nameOf(int signal) {
    switch (signal) {
        case SIGSEGV:
            return "SIGSEGV (memory that may not be touched)";
        case SIGBUS:
            return "SIGBUS (memory behind a file that is gone or cannot be read)";
        case SIGFPE:
            return "SIGFPE (arithmetic)";
        case SIGILL:
            return "SIGILL (an instruction this processor does not know)";
        case SIGABRT:
            return "SIGABRT (the program ended itself)";
        default:
            return "another signal";
    }
}

int openReport(std::time_t now) {
    std::array<char, 4096> path{};
    std::size_t used = 0;
    const auto add = [&](const char* words) {
        while (*words != '\0' && used + 1 < path.size()) {
            path[used++] = *words++;
        }
    };
    const auto digits = [&](unsigned value, unsigned place) {
        for (; place > 0 && used + 1 < path.size(); place /= 10) {
            path[used++] = static_cast<char>('0' + value / place % 10);
        }
    };
    const Moment moment = momentOf(now);
    add(prepared.folder.data());
    add("/crash-");
    digits(moment.year, 1000);
    digits(moment.month, 10);
    digits(moment.day, 10);
    add("-");
    digits(moment.hour, 10);
    digits(moment.minute, 10);
    digits(moment.second, 10);
    add("-");
    digits(static_cast<unsigned>(prepared.process), 1000000);
    add(".txt");
    return ::open(path.data(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/// Module, place in it and, where it has one, the function's name. Names of modules without their folders: those can
/// tell who somebody is.
void writeFrame(Lines& lines, int number, void* address) {
    lines.text("  ");
    lines.number(static_cast<unsigned>(number), 2);
    lines.text("  ");
    Dl_info info{};
    if (::dladdr(address, &info) != 0 && info.dli_fname != nullptr) {
        const char* name = info.dli_fname;
        for (const char* at = name; *at != '\0'; ++at) {
            name = *at == '/' ? at + 1 : name;
        }
        lines.text(name);
        lines.text("+0x");
        lines.number(reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(info.dli_fbase), 1,
                     16);
        if (info.dli_sname != nullptr) {
            lines.text("  ");
            lines.text(info.dli_sname);
        }
    } else {
        lines.text("0x");
        lines.number(reinterpret_cast<std::uintptr_t>(address), 1, 16);
    }
    lines.text("\n");
}

void writeReport(int signal) {
    const std::time_t now = ::time(nullptr);
    const int fd = openReport(now);
    if (fd < 0) {
        return;
    }
    Lines lines(fd);
    const Moment at = momentOf(now);
    lines.text("Saferscope ended because of a fault.\n\nTime: ");
    lines.number(at.year, 4);
    lines.text("-");
    lines.number(at.month, 2);
    lines.text("-");
    lines.number(at.day, 2);
    lines.text("T");
    lines.number(at.hour, 2);
    lines.text(":");
    lines.number(at.minute, 2);
    lines.text(":");
    lines.number(at.second, 2);
    lines.text("Z, ");
    lines.number(static_cast<std::uint64_t>(std::max<std::time_t>(0, now - prepared.started)));
    lines.text(" s after the start\nFault: ");
    lines.text(nameOf(signal));
    if (const char* exception = prepared.exception.load(); exception != nullptr) {
        lines.text("\nException: ");
        lines.text(exception);
    }
    lines.text("\nPage: ");
    const int page = prepared.page.load();
    lines.text(page >= 0 && page < static_cast<int>(mostPages) ? prepared.pages[static_cast<std::size_t>(page)].data()
                                                               : "none");
    lines.text("\n");
    lines.text(prepared.facts.data());
    lines.text("\nWhere it happened (addr2line -Cfe MODULE OFFSET tells the line):\n");
    lines.flush();
    void* frames[mostFrames];
    const int count = ::backtrace(frames, mostFrames);
    for (int i = 0; i < count; ++i) {
        writeFrame(lines, i, frames[i]);
    }
    lines.text("\nThis file holds no texts of data sets, no names of workspaces and no keys.\n");
    lines.flush();
    ::close(fd);
}

void onFault(int signal, siginfo_t* info, void*) {
    // A child between fork() and exec() is not the window; it ends as it would have ended.
    const bool ours = ::getpid() == prepared.process;
    const pid_t thread = ::gettid();
    pid_t nobody = 0;
    if (ours && prepared.reporting.compare_exchange_strong(nobody, thread)) {
        ::signal(SIGALRM, SIG_DFL);
        ::alarm(reportSeconds);
        writeReport(signal);
        ::alarm(0);
    } else if (ours && nobody != thread) {
        // Another thread is writing and ends the program when it is done.
        ::sleep(reportSeconds);
    }
    for (const int fault : faults) {
        ::signal(fault, SIG_DFL);
    }
    // A fault of the processor happens again on return, with everything as it was for a core dump; what somebody sent
    // does not.
    if (info == nullptr || info->si_code <= 0 || signal == SIGABRT) {
        ::raise(signal);
    }
}

void onTerminate() {
    if (const std::type_info* type = abi::__cxa_current_exception_type(); type != nullptr) {
        prepared.exception = type->name();  // not what(): it may quote data
    } else {
        prepared.exception = "std::terminate without an exception";
    }
    std::abort();
}

bool isReport(const std::filesystem::directory_entry& entry) {
    std::error_code error;
    const std::string name = entry.path().filename().string();
    return name.starts_with("crash-") && name.ends_with(".txt") && entry.is_regular_file(error) &&
           !entry.is_symlink(error);
}

}  // namespace

void startCrashReports(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    keep(prepared.folder, folder.string());
    prepared.process = ::getpid();
    prepared.started = ::time(nullptr);
    void* warm[4];
    ::backtrace(warm, 4);  // its first call loads a library, which a handler must not
    stack_t stack{};
    stack.ss_sp = otherStack.data();
    stack.ss_size = otherStack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action {};
    action.sa_sigaction = onFault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    ::sigemptyset(&action.sa_mask);
    for (const int fault : faults) {
        ::sigaction(fault, &action, nullptr);
    }
    std::set_terminate(onTerminate);
}

void addCrashFact(const std::string& line) { keep(prepared.facts, prepared.facts.data() + line + '\n'); }

void noteOpenPage(int page) { prepared.page = page; }

void namePages(const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < std::min(names.size(), mostPages); ++i) {
        keep(prepared.pages[i], names[i]);
    }
}

std::vector<std::filesystem::path> crashReports(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (isReport(*at)) {
            found.push_back(at->path());
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a > b; });  // names hold the time
    return found;
}

void pruneCrashReports(const std::filesystem::path& folder, std::size_t kept) {
    const auto reports = crashReports(folder);
    for (std::size_t i = kept; i < reports.size(); ++i) {
        std::error_code error;
        std::filesystem::remove(reports[i], error);
    }
}

}  // namespace saferscope
