// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/rank_place.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace saferscope {

namespace {

constexpr int mostRanks = 65536;

class Variables {
public:
    explicit Variables(const EnvironmentLookup& lookup) : m_lookup(lookup) {}

    bool has(const char* name) const { return !m_lookup(name).value_or("").empty(); }

    /// A whole number between low and high; `fallback` when absent, refused when there is none.
    Result<int> number(const char* name, int low, int high, std::optional<int> fallback = {}) const {
        const std::string text = m_lookup(name).value_or("");
        if (text.empty() && fallback) {
            return *fallback;
        }
        if (text.empty()) {
            return fail(ErrorCode::Usage, std::string("The environment variable ") + name + " is not set.", hint);
        }
        int value = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || stop != text.data() + text.size() || value < low || value > high) {
            return fail(ErrorCode::Usage,
                        std::string("The environment variable ") + name + " is \"" + text +
                            "\", not a number between " + std::to_string(low) + " and " + std::to_string(high) + ".",
                        hint);
        }
        return value;
    }

    std::string text(const char* name) const { return m_lookup(name).value_or(""); }

    static constexpr const char* hint =
        "Training on several ranks needs RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as torchrun sets them; unset "
        "RANK and WORLD_SIZE to train in one process.";

private:
    const EnvironmentLookup& m_lookup;
};

}  // namespace

Result<std::optional<RankPlace>> rankPlaceFrom(const EnvironmentLookup& lookup) {
    const Variables variables(lookup);
    if (!variables.has("RANK") && !variables.has("WORLD_SIZE")) {
        return std::optional<RankPlace>();
    }
    const auto worldSize = variables.number("WORLD_SIZE", 1, mostRanks);
    if (!worldSize) {
        return failure(worldSize);
    }
    const auto rank = variables.number("RANK", 0, *worldSize - 1);
    if (!rank) {
        return failure(rank);
    }
    if (*worldSize == 1) {
        return std::optional<RankPlace>();
    }
    const auto localRank = variables.number("LOCAL_RANK", 0, mostRanks, 0);
    const auto localWorldSize = variables.number("LOCAL_WORLD_SIZE", 1, mostRanks, 0);
    const auto port = variables.number("MASTER_PORT", 1, 65535);
    for (const auto* number : {&localRank, &localWorldSize, &port}) {
        if (!*number) {
            return failure(*number);
        }
    }
    if (!variables.has("MASTER_ADDR")) {
        return fail(ErrorCode::Usage, "The environment variable MASTER_ADDR is not set.", Variables::hint);
    }
    return RankPlace{*rank,
                     *worldSize,
                     *localRank,
                     *localWorldSize,
                     variables.text("MASTER_ADDR"),
                     static_cast<std::uint16_t>(*port)};
}

Result<std::optional<RankPlace>> rankPlaceFromEnvironment() {
    return rankPlaceFrom([](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    });
}

int threadsPerRank(int cores, int localWorldSize) { return std::max(1, cores / std::max(1, localWorldSize)); }

}  // namespace saferscope
