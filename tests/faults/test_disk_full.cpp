// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/saving_workspace.h"
#include "tests/support/fault_report.h"

#include <fcntl.h>
#include <functional>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

// Number 4 on real file systems that are full: tmpfs of 1 to 16 MiB. Needs a mount namespace of one's own, which not
// every machine allows; test_io_error.cpp does the same everywhere by failing calls.

namespace {

bool writeTo(const char* path, const std::string& text) {
    const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
    const bool done = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (fd >= 0) {
        ::close(fd);
    }
    return done;
}

// This process, which has one thread, among mounts of its own.
bool ownMounts() {
    const auto user = ::getuid();
    const auto group = ::getgid();
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
        writeTo("/proc/self/setgroups", "deny");
        return writeTo("/proc/self/uid_map", "0 " + std::to_string(user) + " 1") &&
               writeTo("/proc/self/gid_map", "0 " + std::to_string(group) + " 1") &&
               ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

// Runs `work` in a child that sees a file system of that size at `folder`. Skips the test where that is not allowed.
void onSmallDisk(const fs::path& folder, int mebibytes, const std::function<void()>& work) {
    constexpr int notAllowed = 77;
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        const std::string size = "size=" + std::to_string(mebibytes) + "m";
        if (!ownMounts() || ::mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) != 0) {
            ::_exit(notAllowed);
        }
        try {
            work();
        } catch (const std::exception& failure) {
            const std::string text = std::string(failure.what()) + "\n";
            [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
            ::_exit(1);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == notAllowed) {
        throw check::Skip(
            "This machine does not allow a mount namespace; test_io_error.cpp fills disks by failing calls.");
    }
    CHECK_EQ(status, 0);
}

std::uint64_t roomIn(const fs::path& folder) {
    struct statvfs disk {};
    CHECK_EQ(::statvfs(folder.c_str(), &disk), 0);
    return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
}

// Leaves `room` bytes free, or as little as there is.
void fillUpTo(const fs::path& folder, std::uint64_t room) {
    std::ofstream ballast(folder / "ballast", std::ios::binary);
    const std::string block(4096, 'b');
    while (roomIn(folder) > room && ballast.write(block.data(), 4096).flush()) {}
}

struct Tally {
    long tries = 0;
    long refused = 0;
    double slowest = 0.0;
};

// Runs the command on the full disk, makes room, and runs it again.
void refuseThenWork(const fs::path& disk, const std::string& name, const Arguments& arguments,
                    const std::function<std::string()>& state, std::uint64_t room, Tally& tally) {
    const std::string before = state();
    fillUpTo(disk, room);
    const auto full = check::runBounded(saferCall(arguments));
    ++tally.tries;
    tally.slowest = std::max(tally.slowest, full.seconds);
    const std::string told = name + " with " + std::to_string(room) + " bytes of room ended with " +
                             std::to_string(full.exitCode) + ": " + full.err;
    if (full.exitCode != 0) {
        ++tally.refused;
        const bool clear = explains(full) && (full.err.find("No space left") != std::string::npos ||
                                              full.err.find("disk is full") != std::string::npos ||
                                              full.err.find("disk space") != std::string::npos ||
                                              full.err.find("room") != std::string::npos);
        if (full.exitCode != 1 || !clear || state() != before) {
            throw check::Failure(told + state(), __FILE__, __LINE__);
        }
    }
    fs::remove(disk / "ballast");
    if (full.exitCode != 0) {
        const auto again = check::runBounded(saferCall(arguments));
        if (again.exitCode != 0) {
            throw check::Failure(told + "\nand with room again: " + again.err, __FILE__, __LINE__);
        }
    }
    if (state() == before) {
        throw check::Failure(name + " has done nothing: " + told, __FILE__, __LINE__);
    }
}

}  // namespace

TEST(a_workspace_on_a_full_disk_keeps_what_it_has_and_works_again) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    long tries = 0;
    for (const int size : fullCounts() ? std::vector<int>{4, 8, 16} : std::vector<int>{8}) {
        const fs::path disk = folder.path() / std::to_string(size);
        fs::create_directories(disk);
        int pipe[2];
        CHECK_EQ(::pipe(pipe), 0);
        onSmallDisk(disk, size, [&] {
            Tally tally;
            const fs::path workspace = disk / "ws";
            fs::copy(ws.workspace, workspace, fs::copy_options::recursive);
            fs::remove_all(workspace / "runs");
            std::uint64_t room = static_cast<std::uint64_t>(size) * 1024;
            for (auto made : changeCases(ws)) {
                const bool quick = made.name == "rating" || made.name == "import of pairs";
                if ((made.slow && size != 16) || !(fullCounts() || quick)) {
                    continue;
                }
                made.arguments.insert(made.arguments.end(), {"--workspace", workspace.string()});
                refuseThenWork(
                    disk, made.name, made.arguments, [&] { return stateOf(workspace); }, made.slow ? 48 * 1024 : room,
                    tally);
                room = room * 3 % 100'000;
            }
            if (tally.refused < times(1, 2)) {
                throw check::Failure("The disk was hardly ever full.", __FILE__, __LINE__);
            }
            [[maybe_unused]] const auto written = ::write(pipe[1], &tally.tries, sizeof tally.tries);
        });
        long done = 0;
        CHECK_EQ(::read(pipe[0], &done, sizeof done), static_cast<ssize_t>(sizeof done));
        ::close(pipe[0]);
        ::close(pipe[1]);
        tries += done;
    }
    report({.number = 4,
            .fault = "full tmpfs of 4, 8, 16 MiB: rating, imports, set, evaluation, training, index",
            .times = tries,
            .note = "nothing lost, works again with room"});
}

TEST(an_export_to_a_full_disk_says_how_much_room_it_takes) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const auto cases = exportCases();
    onSmallDisk(folder.path(), 1, [&] {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (!isTried(i, cases.size(), 3)) {
                continue;
            }
            const ExportCase& made = cases[i];
            const fs::path output = folder.path() / made.output;
            Arguments arguments = made.arguments;
            arguments.insert(arguments.end(), {"--quiet", "--output", output.string(), "--workspace", ws.workspace});
            fillUpTo(folder.path(), 0);
            const auto full = check::runBounded(saferCall(arguments));
            const std::string told = made.name + " ended with " + std::to_string(full.exitCode) + ": " + full.err;
            if (full.exitCode != 1 || !explains(full) || full.err.find(folder.path().string()) == std::string::npos ||
                full.err.find("disk") == std::string::npos || fs::exists(output) ||
                !leftoversIn(folder.path()).empty()) {
                throw check::Failure(told, __FILE__, __LINE__);
            }
            fs::remove(folder.path() / "ballast");
            const auto again = check::runBounded(saferCall(arguments));
            if (again.exitCode != 0 || !fs::exists(output)) {
                throw check::Failure(told + "\nand with room again: " + again.err, __FILE__, __LINE__);
            }
            fs::remove_all(output);
        }
    });
    report({.number = 4,
            .fault = "full tmpfs of 1 MiB: every kind of export",
            .times = static_cast<long>(fullCounts() ? cases.size() : 1),
            .note = "exit 1, path and hint, no leftovers; works with room"});
}

// The events of a run are for the eye: where they cannot be written the work goes on.
TEST(a_training_whose_event_log_cannot_grow_ends_as_ever) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const auto train = [&](const std::string& name) {
        Arguments arguments = {"train-rm", "--data", ws.path("few.jsonl"), "--output", (folder.path() / name).string(),
                               "--quiet"};
        const auto tiny = check::tinyModelOptions();
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        return saferCall(arguments);
    };
    CHECK_EQ(check::runBounded(train("undisturbed")).exitCode, 0);
    const auto whole = contentsBelow(folder.path() / "undisturbed");
    for (const std::uint64_t at : fullCounts() ? std::vector<std::uint64_t>{2, 5, 9} : std::vector<std::uint64_t>{2}) {
        const FailingDisk disk{.below = folder.path() / "model.run" / "events.jsonl",
                               .how = "short",
                               .at = at,
                               .rest = true,
                               .calls = "write"};
        const auto trained = runOn(disk, train("model"));
        CHECK_EQ(trained.exitCode, 0);
        CHECK(contentsBelow(folder.path() / "model") == whole);
        fs::remove_all(folder.path() / "model");
    }
    report({.number = 4,
            .fault = "events.jsonl cannot grow during a training",
            .times = times(1, 3),
            .note = "the same weights"});
}

// A training that met a full disk once lost its checkpoints with it: the folder of a failed run was cleared away.
TEST(a_training_that_met_a_full_disk_goes_on_from_its_checkpoint) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const auto train = [&](const std::string& name) {
        Arguments arguments = {
            "train-rm", "--data",   ws.path("more.jsonl"),           "--batch-pairs", "4", "--checkpoint-every",
            "2",        "--output", (folder.path() / name).string(), "--quiet"};
        const auto tiny = check::tinyModelOptions();
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        return saferCall(arguments);
    };
    const fs::path log = folder.path() / "calls";
    const auto counted = countCalls(
        {.below = folder.path() / "undisturbed.run" / "checkpoints" / "training", .how = "short", .log = log},
        train("undisturbed"));
    const auto whole = contentsBelow(folder.path() / "undisturbed");
    const FailingDisk disk{.below = folder.path() / "model.run" / "checkpoints" / "training",
                           .how = "short",
                           .at = counted * 2 / 3,
                           .rest = true};
    const auto failed = runOn(disk, train("model"));
    CHECK_EQ(failed.exitCode, 1);
    CHECK(failed.err.find("Free some disk space") != std::string::npos);
    CHECK(failed.err.find("goes on from there") != std::string::npos);
    const auto kept = contentsBelow(folder.path() / "model.run" / "checkpoints" / "training");
    CHECK(std::ranges::any_of(kept, [](const auto& file) { return file.first.ends_with("COMPLETE"); }));
    const auto again = check::runBounded(train("model"));
    CHECK_EQ(again.exitCode, 0);
    CHECK(again.err.find("Resumed from step") != std::string::npos || again.err.empty());
    CHECK(contentsBelow(folder.path() / "model") == whole);
    CHECK(!fs::exists(folder.path() / "model.run"));
    report({.number = 4,
            .fault = "disk full while a checkpoint is written, by the same command again",
            .times = 1,
            .note = "checkpoints kept, the same bytes at the end"});
}
