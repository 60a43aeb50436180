// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/settings_store.h"
#include "tests/support/check.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using check::TemporaryFolder;

// Deferred transactions that read and then write lose most of this to SQLITE_BUSY (measured: 1,120 of 1,200).
TEST(four_processes_lose_no_write) {
    constexpr int processes = 4;
    constexpr int writes = 100;
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto database = Database::create(path);  // all four make it and migrate it at once
            int failed = database ? 0 : 1;
            if (!database) {
                std::fprintf(stderr, "%s\n", database.error().message.c_str());
            }
            for (int i = 0; i < writes && failed == 0; ++i) {
                auto transaction = Transaction::begin(*database);
                const auto settings = transaction ? readSettings(*database) : failure(transaction);
                if (!settings) {
                    failed = 2;
                    break;
                }
                const auto old = settings->find("counter");
                const int next = 1 + (old == settings->end() ? 0 : std::stoi(old->second));
                if (!writeSetting(*transaction, "counter", std::to_string(next)) ||
                    !writeSetting(*transaction, std::to_string(process) + "/" + std::to_string(i), "x") ||
                    !transaction->commit()) {
                    failed = 3;
                }
            }
            ::_exit(failed);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        CHECK(WIFEXITED(status));
        CHECK_EQ(WEXITSTATUS(status), 0);
    }
    auto database = Database::open(path);
    CHECK_OK(database);
    const auto settings = readSettings(*database);
    CHECK_EQ(settings->at("counter"), std::to_string(processes * writes));
    CHECK_EQ(settings->size(), static_cast<std::size_t>(processes * writes + 1));
    CHECK_OK(database->verify());
}

// SQLite's own waiting is too polite to ever get its turn (database.cpp), so the waiting is ours.
TEST(a_writer_waits_for_another_but_not_for_ever) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    auto other = Database::open(folder.path() / "workspace.db");
    CHECK_OK(database);
    CHECK_OK(other);
    const auto seconds = [begin = std::chrono::steady_clock::now()] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    auto held = std::make_unique<Transaction>(std::move(*Transaction::begin(*database)));
    std::thread holder([&held] {
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        held.reset();
    });
    const auto waited = Transaction::begin(*other);
    const double got = seconds();
    holder.join();
    CHECK_OK(waited);
    CHECK(got >= 0.39 && got < 5.0);

    const auto refused = Transaction::begin(*database);
    CHECK(!refused);
    CHECK(refused.error().message.find("another program is writing") != std::string::npos);
    CHECK(seconds() - got > 9.9 && seconds() - got < 15.0);
}

// Regression: application_id and user_version were read one after the other; between them another process could finish
// creating the file, which then looked like the database of another program.
TEST(processes_that_create_at_once_all_succeed) {
    for (int round = 0; round < 25; ++round) {
        const TemporaryFolder folder;
        std::vector<pid_t> children;
        for (int process = 0; process < 4; ++process) {
            const pid_t child = ::fork();
            if (child == 0) {
                const auto database = Database::create(folder.path() / "workspace.db");
                if (!database) {
                    std::fprintf(stderr, "%s\n", database.error().message.c_str());
                }
                ::_exit(database && database->verify() ? 0 : 1);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = -1;
            CHECK_EQ(::waitpid(child, &status, 0), child);
            CHECK(WIFEXITED(status));
            CHECK_EQ(WEXITSTATUS(status), 0);
        }
    }
}
