// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/process_group.h"
#include "core/training/rank_place.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace saferscope {

/// Whether this build can train on several ranks, and what it says where it cannot: it was compiled against a libtorch
/// without c10d, the library of process groups.
bool distributedAvailable();
Error distributedUnavailable();

struct RankLimits {
    std::chrono::milliseconds meeting = std::chrono::minutes(10);  ///< until all ranks are there
    /// Until the others have made the same call: as long as rank 0 may take to write a checkpoint.
    std::chrono::milliseconds answer = std::chrono::minutes(10);
};
/// Whether an error says no more than that other ranks are gone: somebody else knows why.
bool isLostRanks(const Error& error);

/// SAFERSCOPE_RANK_TIMEOUT (seconds) sets both.
Result<RankLimits> rankLimitsFromEnvironment();

/// Where the ranks of a run meet before they are a group: short texts under names that all of them see, kept by
/// rank 0. Blocks on the network; one thread.
class Rendezvous {
public:
    /// Rank 0 listens, the others connect to it; they wait for it as long as `limits.meeting`.
    static Result<std::unique_ptr<Rendezvous>> open(const RankPlace& place, const RankLimits& limits,
                                                    std::stop_token stop);
    virtual ~Rendezvous() = default;

    virtual std::uint16_t port() const = 0;
    virtual Status publish(const std::string& name, const std::string& text) = 0;
    virtual Result<std::optional<std::string>> look(const std::string& name) = 0;
    /// Until rank 0 has published it, or its failure.
    virtual Result<std::string> wait(const std::string& name, std::stop_token stop) = 0;

    /// Tells the others that this rank has failed and why.
    void publishFailure(int rank, const Error& error);
    /// What that rank has told, if it has; its hint and kind stay.
    std::optional<Error> failureOf(int rank);

    /// Called when something is wrong, and now and then while waiting (`lost` = false): why, if it is known. A launcher
    /// looks after its processes here.
    using Explain = std::function<std::optional<Error>(bool lost)>;
    /// Waits for every rank to come here and makes them a group: Gloo for a CPU, NCCL for a GPU.
    virtual Result<std::unique_ptr<ProcessGroup>> form(c10::Device device, const Explain& explain,
                                                       std::stop_token stop) = 0;
};

}  // namespace saferscope
