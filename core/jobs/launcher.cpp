// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/code_version.h"
#include "core/jobs/old_result.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/run_state.h"
#include "core/jobs/secret_variables.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/spawn_worker.h"
#include "core/jobs/worker_identity.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <span>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

extern char** environ;

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr int workerNiceness = 10;  // the window, its engine (3) and the owner's other programs come first

// Under a smaller `ulimit -v` the libraries of a worker cannot be loaded, and OpenBLAS tries for ever to get its
// memory: the run would look like one that works.
constexpr rlim_t leastAddressSpace = rlim_t{900} << 20;

Status checkAddressSpace() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= leastAddressSpace) {
        return {};
    }
    return fail(ErrorCode::OutOfMemory,
                "A worker cannot be started: programs may use no more than " + std::to_string(limit.rlim_cur >> 20) +
                    " MiB of memory here (ulimit -v).",
                "Allow at least " + std::to_string(leastAddressSpace >> 20) + " MiB, better several GB.");
}

bool isPlainName(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

// OMP_WAIT_POLICY has to be set before the program starts: spinning threads of libtorch and OpenBLAS otherwise slow
// each other down by a factor of 2.5. OPENBLAS_CORETYPE, left over from someone's benchmark, halves the speed.
std::vector<std::string> workerEnvironment(const RunSpec& spec, const std::map<std::string, std::string>& added) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::string_view name = text.substr(0, text.find('='));
        if (name != "OMP_WAIT_POLICY" && name != "OPENBLAS_CORETYPE" && name != RunLock::environmentName &&
            isForWorker(spec, name) && !added.contains(std::string(name))) {
            result.emplace_back(text);
        }
    }
    for (const auto& [name, value] : added) {
        result.emplace_back(name + "=" + value);
    }
    result.emplace_back("OMP_WAIT_POLICY=passive");
    result.emplace_back(std::string(RunLock::environmentName) + "=" + std::to_string(DetachedProgram::keptFdNumber));
    return result;
}

Status signalRun(const fs::path& runFolder, int signal) {
    const RunPaths paths(runFolder);
    if (isSlurmRun(runFolder) && !checkNotWithSlurm(runFolder)) {
        const std::string id = runFolder.filename().string();
        const auto cancelled = cancelSlurmRuns(runFolder.parent_path(), std::span(&id, 1), signal == SIGKILL);
        return cancelled ? Status() : failure(cancelled);
    }
    if (!RunLock::isHeld(paths)) {
        return {};
    }
    const auto worker = readWorkerIdentity(paths);
    if (!worker) {
        return fail(ErrorCode::Failed, "Cannot tell which process works on " + runFolder.string() + ".",
                    "Its worker.json is missing or damaged; wait for the run to end.");
    }
    if (worker->host != hostName()) {
        return fail(
            ErrorCode::Failed,
            "The run " + runFolder.filename().string() + " is working on another machine (" + worker->host + ").",
            "Stop it there.");
    }
    const auto sent = signalWorker(*worker, signal);
    if (!sent) {
        return failure(sent);
    }
    if (*sent && signal == SIGTERM) {
        signalWorker(*worker, SIGCONT);  // one that was suspended could not hear the wish; no other minds
    }
    if (!*sent && RunLock::isHeld(paths)) {
        return fail(ErrorCode::Failed,
                    "The worker of " + runFolder.filename().string() +
                        " is not the process its worker.json names; nothing was signalled.",
                    "Wait for the run to end.");
    }
    return {};
}

Status flushFolder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int error = fd >= 0 && ::fsync(fd) == 0 ? 0 : errno;
    if (fd >= 0) {
        ::close(fd);
    }
    if (error != 0) {
        return fail(ErrorCode::Io, "Cannot flush " + folder.string() + ": " + std::strerror(error) + ".",
                    "Look at the health of that disk.");
    }
    return {};
}

}  // namespace

Status setOldResultAside(const RunPaths& paths) {
    std::error_code error;
    if (!fs::exists(paths.result(), error)) {
        return {};
    }
    const auto result = readRunResult(paths.root);
    if (result && result->state == RunState::Finished) {
        return fail(ErrorCode::InvalidInput, "The run " + paths.root.filename().string() + " has finished already.",
                    "Start a new run to do the work again.");
    }
    fs::path aside;
    for (int number = 1; aside.empty() || fs::exists(aside, error); ++number) {
        aside = paths.result().string() + "." + std::to_string(number);
    }
    fs::rename(paths.result(), aside, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot set " + paths.result().string() + " aside: " + error.message() + ".");
    }
    return {};
}

Result<fs::path> createRunFolder(const fs::path& runsFolder, RunSpec spec) {
    std::error_code error;
    fs::create_directories(runsFolder, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create " + runsFolder.string() + ": " + error.message() + ".",
                    "Check that you may write there.");
    }
    if (spec.id.empty()) {
        spec.id = timeOrderedName() + "-" + jobKindName(spec.kind);
    }
    if (!isPlainName(spec.id)) {
        return fail(ErrorCode::Usage, "\"" + spec.id + "\" cannot be the name of a run.");
    }
    fs::path folder = fs::absolute(runsFolder, error).lexically_normal() / spec.id;
    if (fs::exists(folder, error)) {
        return fail(ErrorCode::Usage, "There is a run named " + spec.id + " already.");
    }
    if (spec.createdAt.empty()) {
        spec.createdAt = utcTimestamp();
    }
    if (spec.codeVersion.empty()) {
        spec.codeVersion = codeVersion();
    }
    // Made aside and renamed, so that nobody who lists the runs meets a folder without its spec.
    std::string making = (folder.parent_path() / ".making-XXXXXX").string();
    if (::mkdtemp(making.data()) == nullptr) {
        return fail(ErrorCode::Io, "Cannot create a folder in " + runsFolder.string() + ".",
                    "Check that you may write there.");
    }
    fs::permissions(making,
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                        fs::perms::others_exec,
                    error);
    fs::create_directory(RunPaths(making).checkpoints(), error);
    Status done = writeJsonFile(RunPaths(making).spec(), toJson(spec));
    if (done) {
        // Plain rename(): unlike commitFolder() it never replaces a run that another process made a moment ago.
        if (std::rename(making.c_str(), folder.c_str()) != 0) {
            done = fail(ErrorCode::Io, "Cannot create " + folder.string() + ": " + std::strerror(errno) + ".");
        } else {
            // What the run makes is of no use after a power cut if its folder's name was never on the disk.
            return flushFolder(folder.parent_path()).map([&folder] { return folder; });
        }
    }
    if (!done) {
        fs::remove_all(making, error);
        return failure(done);
    }
    return folder;
}

Status startWorker(const fs::path& runFolder, const fs::path& saferProgram,
                   const std::map<std::string, std::string>& environment) {
    std::error_code error;
    const RunPaths paths(fs::absolute(runFolder, error).lexically_normal());
    const auto spec = readRunSpec(paths.root);
    if (!spec) {
        return failure(spec);
    }
    if (auto enough = checkAddressSpace(); !enough) {
        return enough;
    }
    if (auto ours = takeBackFromSlurm(paths.root); !ours) {
        return ours;
    }
    // Taken here and handed on to the worker: from now until it ends the run is seen to be running, without a gap.
    auto lock = RunLock::acquire(paths);
    if (!lock) {
        return failure(lock);
    }
    fs::remove(paths.worker(), error);  // first: with the lock held it would name the wrong process
    if (auto ready = setOldResultAside(paths); !ready) {
        return ready;
    }
    DetachedProgram program;
    program.arguments = {fs::absolute(saferProgram, error).string(), "worker", paths.root.string()};
    program.environment = workerEnvironment(*spec, environment);
    program.output = paths.log();
    program.keptFd = lock->fd();
    program.niceness = workerNiceness;
    const auto pid = spawnDetached(program);
    if (!pid) {
        return failure(pid);
    }
    // The worker writes the same itself; this one is there already when somebody asks for a stop at once. Without it
    // only a worker that ended before it could leave its own has not started; one whose run has been removed meanwhile
    // has.
    if (auto written = writeWorkerIdentity(paths, *pid);
        !written && !processStartTicks(*pid) && !fs::exists(paths.worker(), error) && fs::exists(paths.spec(), error)) {
        return written;
    }
    return {};
}

Status requestStop(const fs::path& runFolder) { return signalRun(runFolder, SIGTERM); }

Status killWorker(const fs::path& runFolder) { return signalRun(runFolder, SIGKILL); }

Result<fs::path> findSaferProgram() {
    const auto isProgram = [](const fs::path& path) {
        std::error_code ignored;
        return fs::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
    };
    if (const char* given = std::getenv("SAFER_PROGRAM"); given != nullptr && *given != '\0') {
        if (isProgram(given)) {
            return fs::path(given);
        }
        return fail(ErrorCode::NotFound, std::string("SAFER_PROGRAM names ") + given + ", which is not a program.");
    }
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    // Installed both programs lie side by side; in a build folder they are app/gui/saferscope and app/cli/safer.
    for (const auto& candidate : {self.parent_path() / "safer", self.parent_path().parent_path() / "cli" / "safer",
                                  self.parent_path().parent_path() / "bin" / "safer"}) {
        if (!error && isProgram(candidate)) {
            return candidate;
        }
    }
    return fail(ErrorCode::NotFound, "Cannot find the program `safer`.",
                "It is installed beside this program; SAFER_PROGRAM can name another place.");
}

}  // namespace saferscope
