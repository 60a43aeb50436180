// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_settings.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>

namespace saferscope {

/// Money in the currency of the settings' prices.
double tokenCost(const JudgeSettings& settings, std::uint64_t inputTokens, std::uint64_t outputTokens);
/// What a request can cost at most: no token is shorter than a byte, and the answer's length is limited.
double worstCost(const JudgeSettings& settings, std::size_t requestBytes);

/// What was used so far.
struct Spending {
    std::uint64_t requests = 0;
    std::uint64_t inputTokens = 0;
    std::uint64_t outputTokens = 0;
    double cost = 0.0;
};

/// One line of a run's spending, so that a resumed run keeps its caps: written before a request is sent (what it can
/// cost at most) and again when its cost is known.
struct SpendingEntry {
    std::uint64_t request = 0;  ///< number within the run, 1 for the first
    bool settled = false;
    double cost = 0.0;
    std::uint64_t inputTokens = 0;
    std::uint64_t outputTokens = 0;
};
std::string spendingLine(const SpendingEntry& entry);
/// Adds the lines of a file up. A request whose cost never became known counts as what it can cost at most.
class SpendingReader {
public:
    void add(std::string_view line);
    Spending total() const { return m_total; }

private:
    Spending m_total;
    std::map<std::uint64_t, double> m_reserved;
};

/// The hard caps and the pace of a rating run. Thread-safe. A request asks before it is sent; its worst-case cost is
/// set aside until its real cost is known, so that the caps hold whatever the server answers and however many requests
/// are under way.
class RequestBudget {
public:
    /// `record` is called with the lock held, one call at a time; a failure keeps the request from being sent.
    using Record = std::function<Status(const SpendingEntry&)>;
    RequestBudget(const JudgeSettings& settings, const Spending& before, Record record);

    enum class Grant { Granted, Capped, Cancelled, Failed };
    struct Ticket {
        Grant grant = Grant::Capped;
        std::uint64_t request = 0;
        double reserved = 0.0;
        Error error;  ///< of Grant::Failed
    };
    /// Waits for its turn: the pace, a pause the server asked for, and, near the cost cap, for requests under way to
    /// turn out cheaper than feared.
    Ticket acquire(double worst, std::stop_token stop);
    /// The request of a granted ticket is over. Call once.
    void settle(const Ticket& ticket, double cost, std::uint64_t inputTokens, std::uint64_t outputTokens);
    /// Nothing is sent before then.
    void pause(std::chrono::steady_clock::duration time);

    Spending spent() const;          ///< with what is set aside
    std::string capReached() const;  ///< which cap ended it, for people

private:
    using Clock = std::chrono::steady_clock;
    bool capped(double worst) const;

    const std::uint64_t m_maxRequests;
    const double m_maxCost;
    const Clock::duration m_interval;
    const Record m_record;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    Spending m_spent;  // by m_mutex, as all below
    double m_reserved = 0.0;
    std::uint64_t m_underWay = 0;
    Clock::time_point m_nextSlot;
    Clock::time_point m_pausedUntil;
};

}  // namespace saferscope
