// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/request_budget.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace saferscope {

namespace {

// Role names and separators that a chat format adds to the messages.
constexpr std::size_t formatTokens = 64;
constexpr double perMillion = 1e-6;
// Sums of prices are not exact; a cap of 1 must not be missed by a rounding error of the last of many requests.
constexpr double costTolerance = 1e-12;

}  // namespace

double tokenCost(const JudgeSettings& settings, std::uint64_t inputTokens, std::uint64_t outputTokens) {
    return perMillion * (static_cast<double>(inputTokens) * settings.inputPrice +
                         static_cast<double>(outputTokens) * settings.outputPrice);
}

double worstCost(const JudgeSettings& settings, std::size_t requestBytes) {
    return tokenCost(settings, requestBytes + formatTokens, settings.maxOutputTokens);
}

std::string spendingLine(const SpendingEntry& entry) {
    OrderedJson json = {{"request", entry.request}, {entry.settled ? "cost" : "at_most", entry.cost}};
    if (entry.settled) {
        json["input_tokens"] = entry.inputTokens;
        json["output_tokens"] = entry.outputTokens;
    }
    return dumpJson(json);
}

void SpendingReader::add(std::string_view line) {
    const auto json = parseJson(line, "spending");
    if (!json) {
        return;
    }
    const auto request = jsonMember<std::uint64_t>(*json, "request", "spending");
    const auto reserved = jsonMemberOr<double>(*json, "at_most", -1.0, "spending");
    const auto cost = jsonMemberOr<double>(*json, "cost", -1.0, "spending");
    if (!request || !reserved || !cost) {
        return;
    }
    if (*reserved >= 0.0 && m_reserved.emplace(*request, *reserved).second) {
        ++m_total.requests;
        m_total.cost += *reserved;
    } else if (const auto known = m_reserved.find(*request); *cost >= 0.0 && known != m_reserved.end()) {
        m_total.cost = std::max(0.0, m_total.cost - known->second + *cost);
        known->second = *cost;
        m_total.inputTokens += jsonMemberOr<std::uint64_t>(*json, "input_tokens", 0, "spending").value_or(0);
        m_total.outputTokens += jsonMemberOr<std::uint64_t>(*json, "output_tokens", 0, "spending").value_or(0);
    }
}

RequestBudget::RequestBudget(const JudgeSettings& settings, const Spending& before, Record record)
    : m_maxRequests(settings.maxRequests),
      m_maxCost(settings.maxCost),
      m_interval(settings.requestsPerMinute > 0.0
                     ? std::chrono::duration_cast<Clock::duration>(
                           std::chrono::duration<double>(std::min(3600.0, 60.0 / settings.requestsPerMinute)))
                     : Clock::duration::zero()),
      m_record(std::move(record)),
      m_spent(before) {}

bool RequestBudget::capped(double worst) const {
    return (m_maxRequests > 0 && m_spent.requests >= m_maxRequests) ||
           (m_maxCost > 0.0 && m_spent.cost + m_reserved + worst > m_maxCost + costTolerance);
}

RequestBudget::Ticket RequestBudget::acquire(double worst, std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    bool hasSlot = m_interval == Clock::duration::zero();
    for (;;) {
        if (stop.stop_requested()) {
            return {Grant::Cancelled, 0, 0.0, {}};
        }
        if (capped(worst)) {
            const bool canFree = m_underWay > 0 && !(m_maxRequests > 0 && m_spent.requests >= m_maxRequests);
            if (!canFree) {
                return {Grant::Capped, 0, 0.0, {}};
            }
            m_changed.wait(lock, stop, [&] { return m_underWay == 0 || !capped(worst); });
            continue;
        }
        if (!hasSlot) {
            const auto slot = std::max(Clock::now(), m_nextSlot);
            m_nextSlot = slot + m_interval;
            hasSlot = true;
            if (m_changed.wait_until(lock, stop, slot, [&stop] { return stop.stop_requested(); })) {
                return {Grant::Cancelled, 0, 0.0, {}};
            }
            continue;  // caps and pauses may have changed meanwhile
        }
        if (const auto until = m_pausedUntil; until > Clock::now()) {
            m_changed.wait_until(lock, stop, until, [&stop] { return stop.stop_requested(); });
            continue;
        }
        break;
    }
    Ticket ticket{Grant::Granted, m_spent.requests + 1, worst, {}};
    if (m_record) {
        if (auto recorded = m_record({ticket.request, false, worst, 0, 0}); !recorded) {
            return {Grant::Failed, 0, 0.0, recorded.error()};
        }
    }
    ++m_spent.requests;
    m_reserved += worst;
    ++m_underWay;
    return ticket;
}

void RequestBudget::settle(const Ticket& ticket, double cost, std::uint64_t inputTokens, std::uint64_t outputTokens) {
    const std::lock_guard lock(m_mutex);
    m_reserved = std::max(0.0, m_reserved - ticket.reserved);
    m_spent.cost += cost;
    m_spent.inputTokens += inputTokens;
    m_spent.outputTokens += outputTokens;
    --m_underWay;
    if (m_record) {
        // When this fails, the request counts as what it can cost at most: too much, never too little.
        [[maybe_unused]] const auto recorded = m_record({ticket.request, true, cost, inputTokens, outputTokens});
    }
    m_changed.notify_all();
}

void RequestBudget::pause(Clock::duration time) {
    const std::lock_guard lock(m_mutex);
    m_pausedUntil = std::max(m_pausedUntil, Clock::now() + time);
}

Spending RequestBudget::spent() const {
    const std::lock_guard lock(m_mutex);
    Spending spent = m_spent;
    spent.cost += m_reserved;
    return spent;
}

std::string RequestBudget::capReached() const {
    const std::lock_guard lock(m_mutex);
    if (m_maxRequests > 0 && m_spent.requests >= m_maxRequests) {
        return "The limit of " + std::to_string(m_maxRequests) + " requests is reached.";
    }
    char text[128];
    std::snprintf(text, sizeof text, "The next request could pass the cost limit of %.4g (spent: %.4g).", m_maxCost,
                  m_spent.cost);
    return text;
}

}  // namespace saferscope
