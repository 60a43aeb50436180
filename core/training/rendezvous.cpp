// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/rendezvous.h"

#include "core/base/json.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace saferscope {

namespace {

std::string failureName(int rank) { return "failed/" + std::to_string(rank); }

}  // namespace

Error distributedUnavailable() {
    return {ErrorCode::Usage,
            "This Saferscope was built with a libtorch without c10d (or without Gloo's headers), the part that lets "
            "several processes train one model.",
            "Train in one process, or build Saferscope again against a libtorch with c10d and Gloo; on Debian that is "
            "libtorch-dev with libgloo-dev, and configure then says \"distributed training\" is enabled."};
}

bool isLostRanks(const Error& error) {
    return error.message.starts_with("The other ranks are gone") || error.message.starts_with("The connection between");
}

Result<RankLimits> rankLimitsFromEnvironment() {
    RankLimits limits;
    const char* text = std::getenv("SAFERSCOPE_RANK_TIMEOUT");
    if (text == nullptr || *text == '\0') {
        return limits;
    }
    int seconds = 0;
    const char* end = text + std::strlen(text);
    const auto [stop, error] = std::from_chars(text, end, seconds);
    if (error != std::errc() || stop != end || seconds < 1 || seconds > 7 * 24 * 3600) {
        return fail(ErrorCode::Usage,
                    std::string("SAFERSCOPE_RANK_TIMEOUT is \"") + text + "\", not a number of seconds.",
                    "Give a whole number from 1 to a week, for example 600.");
    }
    limits.meeting = limits.answer = std::chrono::seconds(seconds);
    return limits;
}

void Rendezvous::publishFailure(int rank, const Error& error) {
    const Json report = {{"code", static_cast<int>(error.code)}, {"message", error.message}, {"hint", error.hint}};
    // Nobody is left to tell when this fails.
    [[maybe_unused]] const auto told = publish(failureName(rank), dumpJson(report));
}

std::optional<Error> Rendezvous::failureOf(int rank) {
    const auto text = look(failureName(rank));
    if (!text || !*text) {
        return std::nullopt;
    }
    const std::string where = "the report of rank " + std::to_string(rank);
    const auto json = parseJson(**text, where);
    if (!json) {
        return std::nullopt;
    }
    const auto code = jsonMember<int>(*json, "code", where);
    const auto message = jsonMember<std::string>(*json, "message", where);
    const auto hint = jsonMember<std::string>(*json, "hint", where);
    if (!code || !message || !hint || *code < 0 || *code > static_cast<int>(ErrorCode::OutOfMemory)) {
        return std::nullopt;
    }
    return Error{static_cast<ErrorCode>(*code), "Rank " + std::to_string(rank) + " failed: " + *message, *hint};
}

}  // namespace saferscope
