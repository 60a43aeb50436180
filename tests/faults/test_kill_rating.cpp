// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/storage/database.h"
#include "tests/workspace/workspace_fixture.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;

namespace {

/// SAFERSCOPE_RATING_KILLS=1000 is the long form.
int wantedKills() {
    const char* text = std::getenv("SAFERSCOPE_RATING_KILLS");
    const int wanted = text != nullptr ? std::atoi(text) : 0;
    return wanted > 0 ? wanted : 60;
}

/// A child that rates, and what it has acknowledged so far.
class Rater {
public:
    explicit Rater(const std::filesystem::path& workspace, const std::string& name) {
        const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "rating_writer";
        int pipe[2];
        CHECK_EQ(::pipe(pipe), 0);
        m_child = ::fork();
        if (m_child == 0) {
            ::dup2(pipe[1], STDOUT_FILENO);
            ::close(pipe[0]);
            ::close(pipe[1]);
            ::execl(program.c_str(), program.c_str(), workspace.c_str(), name.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(pipe[1]);
        m_read = pipe[0];
    }
    /// Kills it and returns every acknowledgement that left it; only SIGKILL may have ended it.
    std::vector<std::string> kill() {
        ::kill(m_child, SIGKILL);
        int status = 0;
        CHECK_EQ(::waitpid(m_child, &status, 0), m_child);
        CHECK(WIFSIGNALED(status));
        std::string text;
        char buffer[4096];
        for (ssize_t got = 0; (got = ::read(m_read, buffer, sizeof buffer)) > 0;) {
            text.append(buffer, static_cast<std::size_t>(got));
        }
        ::close(m_read);
        std::vector<std::string> ids;
        for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
            ids.push_back(text.substr(begin, end - begin));
        }
        return ids;
    }

private:
    pid_t m_child = -1;
    int m_read = -1;
};

void checkNothingLost(const std::filesystem::path& path, const std::set<std::string>& acknowledged) {
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    const auto events = (*workspace)->ratings();
    CHECK_OK(events);
    std::set<std::string> there;
    for (const auto& event : *events) {
        there.insert(event.id);
    }
    CHECK_EQ(there.size(), events->size());
    for (const auto& id : acknowledged) {
        CHECK(there.contains(id));
    }
    // One event per kill may be on the disk without its acknowledgement having left the child.
    CHECK((*workspace)->damagedRatings().empty());
    CHECK_OK(Database::open(path / "workspace.db")->verify());
}

}  // namespace

TEST(ratings_acknowledged_before_a_kill_are_there_after_it) {
    const int kills = wantedKills();
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    Random random(static_cast<std::uint64_t>(kills));
    std::set<std::string> acknowledged;
    int midway = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 1; round <= kills; ++round) {
        Rater rater(path, "ann");
        ::usleep(static_cast<useconds_t>(5'000 + random.below(75'001)));
        std::error_code error;
        // A journal with something in it: the kill fell into a transaction, which the next opening rolls back.
        const auto ids = rater.kill();
        const auto journal = std::filesystem::file_size(path / "workspace.db-journal", error);
        midway += !error && journal > 0 ? 1 : 0;
        acknowledged.insert(ids.begin(), ids.end());
        if (round % 25 == 0 || round == kills) {
            checkNothingLost(path, acknowledged);
        }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("%d kills in %.0f s, %d of them inside a transaction; %zu acknowledged ratings, 0 lost\n", kills,
                seconds, midway, acknowledged.size());
    CHECK(acknowledged.size() > static_cast<std::size_t>(kills) / 10);  // or the test shows nothing
}
