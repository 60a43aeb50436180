// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/request_budget.h"
#include "core/judge/retry_policy.h"
#include "tests/support/check.h"

#include <atomic>
#include <thread>
#include <vector>

using namespace saferscope;

namespace {

HttpResponse answer(long status, std::map<std::string, std::string> headers = {}) {
    return {status, std::move(headers), {}};
}

JudgeSettings priced() {
    JudgeSettings settings;
    settings.inputPrice = 1.0;
    settings.outputPrice = 1.0;
    return settings;
}

}  // namespace

TEST(what_is_retried) {
    for (const long status : {408L, 409L, 429L, 500L, 502L, 503L, 529L}) {
        CHECK(shouldRetry(answer(status)));
        CHECK(!shouldRetry(answer(status, {{"x-should-retry", "false"}})));
    }
    for (const long status : {400L, 401L, 403L, 404L, 413L, 422L}) {
        CHECK(!shouldRetry(answer(status)));
        CHECK(shouldRetry(answer(status, {{"x-should-retry", "true"}})));
    }
    CHECK(shouldRetry(answer(500, {{"x-should-retry", "perhaps"}})));
}

TEST(what_a_server_asks_for_is_read) {
    const double now = 1445412480.0;  // Wed, 21 Oct 2015 07:28:00 GMT
    const auto asked = [now](std::map<std::string, std::string> headers) {
        return askedPause(answer(429, std::move(headers)), now);
    };
    CHECK_EQ(asked({{"retry-after", "7"}}).value(), 7.0);
    CHECK_EQ(asked({{"retry-after", "1.5"}}).value(), 1.5);
    CHECK_EQ(asked({{"retry-after-ms", "250"}, {"retry-after", "7"}}).value(), 0.25);  // the finer one first
    CHECK_EQ(asked({{"retry-after-ms", "soon"}, {"retry-after", "7"}}).value(), 7.0);
    CHECK_EQ(asked({{"retry-after", "Wed, 21 Oct 2015 07:28:30 GMT"}}).value(), 30.0);
    CHECK_EQ(asked({{"retry-after", "Wed, 21 Oct 2015 07:00:00 GMT"}}).value(), 0.0);
    CHECK_EQ(asked({{"retry-after", "86400"}}).value(), 86400.0);
    for (const char* text : {"", "-5", "nan", "inf", "1e9", "tomorrow", "Wed, 21 Foo 2015 07:28:30 GMT", "5 minutes"}) {
        CHECK(!asked({{"retry-after", text}}));
    }
    CHECK(!asked({}));
}

TEST(backoff_doubles_from_half_a_second_to_eight) {
    CHECK_EQ(backoffSeconds(0, 0.0), 0.5);
    CHECK_EQ(backoffSeconds(1, 0.0), 1.0);
    CHECK_EQ(backoffSeconds(4, 0.0), 8.0);
    CHECK_EQ(backoffSeconds(1000, 0.0), 8.0);
    CHECK_NEAR(backoffSeconds(4, 0.999), 6.0, 0.01);
}

TEST(a_request_cap_holds_among_threads) {
    JudgeSettings settings;
    settings.maxRequests = 37;
    RequestBudget budget(settings, {}, {});
    std::atomic<int> granted = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 50; ++j) {
                    const auto ticket = budget.acquire(0.0, {});
                    if (ticket.grant == RequestBudget::Grant::Granted) {
                        ++granted;
                        budget.settle(ticket, 0.0, 1, 1);
                    }
                }
            });
        }
    }
    CHECK_EQ(granted.load(), 37);
    CHECK_EQ(budget.spent().requests, 37u);
    CHECK(budget.capReached().find("37") != std::string::npos);
}

TEST(a_cost_cap_is_never_passed_even_for_a_moment) {
    JudgeSettings settings = priced();
    settings.maxCost = 10.0;
    RequestBudget budget(settings, {}, {});
    std::atomic<bool> passed = false;
    std::atomic<int> granted = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 40; ++j) {
                    const auto ticket = budget.acquire(1.0, {});
                    passed = passed || budget.spent().cost > 10.0 + 1e-9;
                    if (ticket.grant == RequestBudget::Grant::Granted) {
                        ++granted;
                        std::this_thread::sleep_for(std::chrono::microseconds(200));
                        budget.settle(ticket, 0.25, 1, 1);  // cheaper than feared: room for more
                    }
                }
            });
        }
    }
    CHECK(!passed);
    CHECK(granted >= 36 && granted <= 40);  // 36 x 0.25 + 1 = 10
    CHECK(budget.spent().cost <= 10.0 + 1e-9);
}

TEST(waiting_for_a_turn_ends_with_a_stop) {
    JudgeSettings settings;
    settings.requestsPerMinute = 1.0;
    RequestBudget budget(settings, {}, {});
    budget.settle(budget.acquire(0.0, {}), 0.0, 0, 0);
    std::stop_source stop;
    const auto start = std::chrono::steady_clock::now();
    std::jthread later([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        stop.request_stop();
    });
    CHECK(budget.acquire(0.0, stop.get_token()).grant == RequestBudget::Grant::Cancelled);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(500));
    CHECK_EQ(budget.spent().requests, 1u);  // what was not sent does not count
}

TEST(requests_keep_their_pace) {
    JudgeSettings settings;
    settings.requestsPerMinute = 1200.0;  // every 50 ms
    RequestBudget budget(settings, {}, {});
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 5; ++i) {
            threads.emplace_back([&budget] { budget.settle(budget.acquire(0.0, {}), 0.0, 0, 0); });
        }
    }
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(195));
}

TEST(spending_is_read_back_with_what_never_became_known) {
    SpendingReader reader;
    reader.add(spendingLine({1, false, 2.0, 0, 0}));
    reader.add(spendingLine({1, true, 0.5, 100, 10}));
    reader.add(spendingLine({2, false, 2.0, 0, 0}));  // killed while it was under way
    reader.add("{\"request\":3,\"cost\":9}");         // settled, never begun: not ours
    reader.add("garbage");
    reader.add("{\"request\":\"x\"}");
    CHECK_EQ(reader.total().requests, 2u);
    CHECK_NEAR(reader.total().cost, 2.5, 1e-12);
    CHECK_EQ(reader.total().inputTokens, 100u);

    JudgeSettings settings = priced();
    settings.maxRequests = 3;
    RequestBudget budget(settings, reader.total(), {});
    const auto ticket = budget.acquire(0.0, {});
    CHECK_EQ(ticket.request, 3u);
    budget.settle(ticket, 0.0, 0, 0);
    CHECK(budget.acquire(0.0, {}).grant == RequestBudget::Grant::Capped);
}

TEST(what_cannot_be_recorded_is_not_sent) {
    RequestBudget budget({}, {}, [](const SpendingEntry&) { return fail(ErrorCode::Io, "disk full"); });
    const auto ticket = budget.acquire(0.0, {});
    CHECK(ticket.grant == RequestBudget::Grant::Failed);
    CHECK_EQ(ticket.error.message, std::string("disk full"));
    CHECK_EQ(budget.spent().requests, 0u);
}
