// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_program.h"

#include "core/jobs/secret_variables.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t maxErrors = 64u << 10;
constexpr std::size_t maxComplaint = 300;

class Pipe {
public:
    Pipe() {
        if (::pipe2(m_ends, O_CLOEXEC) != 0) {
            m_ends[0] = m_ends[1] = -1;
        }
    }
    ~Pipe() {
        closeReading();
        closeWriting();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool ready() const { return m_ends[0] >= 0; }
    int reading() const { return m_ends[0]; }
    int writing() const { return m_ends[1]; }
    void closeReading() { closeEnd(m_ends[0]); }
    void closeWriting() { closeEnd(m_ends[1]); }

private:
    static void closeEnd(int& fd) {
        if (fd >= 0) {
            ::close(fd);
            fd = -1;
        }
    }
    int m_ends[2] = {-1, -1};
};

std::vector<char*> keptEnvironment() {
    std::vector<char*> kept;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        if (!text.starts_with("SQUEUE_") && !text.starts_with("SCANCEL_") && !text.starts_with("SACCT_") &&
            !text.starts_with("SINFO_") && !text.starts_with("SBATCH_WAIT=") &&
            !text.starts_with("SAFERSCOPE_LOCK_FD=") && !isSecretVariable(text.substr(0, text.find('=')))) {
            kept.push_back(*entry);
        }
    }
    kept.push_back(nullptr);
    return kept;
}

Result<pid_t> spawn(const ProgramCall& call, const Pipe& output, const Pipe& errors) {
    std::vector<char*> arguments;
    arguments.reserve(call.arguments.size() + 1);
    for (const auto& argument : call.arguments) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    auto environment = keptEnvironment();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output.writing(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, errors.writing(), 2);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t pid = 0;
    const int error =
        ::posix_spawnp(&pid, arguments.front(), &actions, &attributes, arguments.data(), environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        return fail(ErrorCode::NotFound, "Cannot run " + call.arguments.front() + ": " + std::strerror(error) + ".",
                    "Slurm's commands have to be installed here and found in PATH, or the Slurm settings name their "
                    "folder.");
    }
    return pid;
}

// False when nothing more comes.
bool readSome(int fd, std::string& text, std::size_t most) {
    char buffer[1 << 16];
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    text.append(buffer, std::min(static_cast<std::size_t>(got), most > text.size() ? most - text.size() : 0));
    return got > 0;
}

std::string baseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

int collect(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ProgramOutput> runProgram(const ProgramCall& call) {
    Pipe output;
    Pipe errors;
    if (!output.ready() || !errors.ready()) {
        return fail(ErrorCode::Failed, "Cannot run " + call.arguments.front() + ": " + std::strerror(errno) + ".");
    }
    const auto pid = spawn(call, output, errors);
    if (!pid) {
        return failure(pid);
    }
    output.closeWriting();
    errors.closeWriting();
    const auto kill = [&pid] {
        ::kill(-*pid, SIGKILL);
        collect(*pid);
    };
    const auto deadline = Clock::now() + call.limit;
    const std::string name = baseName(call.arguments.front());
    ProgramOutput said;
    while (output.reading() >= 0 || errors.reading() >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            kill();
            const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(call.limit).count();
            return fail(ErrorCode::Failed, name + " did not answer within " + std::to_string(seconds) + " s.",
                        "The Slurm controller may be busy or down; try again later.");
        }
        pollfd watched[2] = {{output.reading(), POLLIN, 0}, {errors.reading(), POLLIN, 0}};
        ::poll(watched, 2, static_cast<int>(left));
        if (watched[0].revents != 0 && !readSome(watched[0].fd, said.output, call.maxOutput + 1)) {
            output.closeReading();
        }
        if (watched[1].revents != 0 && !readSome(watched[1].fd, said.errors, maxErrors)) {
            errors.closeReading();
        }
        if (said.output.size() > call.maxOutput) {
            kill();
            return fail(ErrorCode::Failed,
                        name + " said more than " + std::to_string(call.maxOutput >> 20) + " MiB; it was ended.",
                        "Is it the Slurm command of that name?");
        }
    }
    said.exitCode = collect(*pid);
    return said;
}

std::string slurmProgram(const std::string& folder, const char* name) {
    return folder.empty() ? std::string(name) : (std::filesystem::path(folder) / name).string();
}

std::string slurmComplaint(const ProgramOutput& output) {
    std::string_view text = output.errors.empty() ? std::string_view(output.output) : std::string_view(output.errors);
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
        text.remove_prefix(1);
    }
    // "sbatch: error: Batch job submission failed: Invalid qos specification": of several lines the last one of them
    // says why, the ones before it are warnings.
    std::string_view line;
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = rest.find('\n');
        const auto one = rest.substr(0, end);
        if (!one.empty()) {
            line = one;
        }
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    for (const std::string_view mark : {": error: ", "error: "}) {
        if (const auto at = line.find(mark); at < 20) {
            line.remove_prefix(at + mark.size());
        }
    }
    std::string clean;
    for (const char c : line.substr(0, maxComplaint)) {
        clean += static_cast<unsigned char>(c) < ' ' || c == 127 ? ' ' : c;
    }
    return clean.empty() ? "it ended with exit code " + std::to_string(output.exitCode) : clean;
}

Result<std::string> askSlurm(const ProgramCall& call) {
    auto said = runProgram(call);
    if (!said) {
        return failure(said);
    }
    if (said->exitCode != 0) {
        return fail(ErrorCode::Failed, baseName(call.arguments.front()) + " says: " + slurmComplaint(*said) + ".");
    }
    return std::move(said->output);
}

}  // namespace saferscope
