// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/rendezvous.h"

#if SAFERSCOPE_DISTRIBUTED

#include "core/training/tcp_probe.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#if defined(USE_C10D_NCCL)
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto pollEvery = std::chrono::milliseconds(20);
constexpr auto probeEvery = std::chrono::milliseconds(100);
constexpr auto probeLimit = std::chrono::milliseconds(2000);
constexpr std::chrono::milliseconds connectLimit = std::chrono::seconds(30);  // to a rank 0 that does listen

std::string secondsText(std::chrono::milliseconds time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
}

// c10d puts its source lines and a stack trace into what it throws: people get the first line without brackets.
std::string reasonOf(const std::exception& exception) {
    std::string reason = exception.what();
    reason = reason.substr(0, reason.find('\n'));
    while (reason.starts_with('[')) {
        const auto end = reason.find("] ");
        if (end == std::string::npos) {
            break;
        }
        reason.erase(0, end + 2);
    }
    while (reason.ends_with('.') || reason.ends_with(' ')) {
        reason.pop_back();
    }
    return reason;
}

template <class Backend>
class C10dGroup : public ProcessGroup {
public:
    C10dGroup(c10::intrusive_ptr<Backend> backend, const RankPlace& place, c10::Device device,
              std::chrono::milliseconds limit, Rendezvous::Explain explain)
        : m_backend(std::move(backend)),
          m_place(place),
          m_device(device),
          m_limit(limit),
          m_explain(std::move(explain)) {}

    int rank() const override { return m_place.rank; }
    int size() const override { return m_place.worldSize; }
    c10::Device device() const override { return m_device; }

    Status sum(at::Tensor tensor) override {
        return guarded([&] {
            std::vector<at::Tensor> tensors = {tensor};
            c10d::AllreduceOptions options;
            options.timeout = m_limit;
            m_backend->allreduce(tensors, options)->wait();
        });
    }

    Status broadcast(at::Tensor tensor) override {
        return guarded([&] {
            std::vector<at::Tensor> tensors = {tensor};
            c10d::BroadcastOptions options;
            options.timeout = m_limit;
            m_backend->broadcast(tensors, options)->wait();
        });
    }

private:
    template <class Work>
    Status guarded(Work&& work) {
        try {
            work();
            return {};
        } catch (const std::exception& exception) {
            if (auto known = m_explain ? m_explain(true) : std::nullopt) {
                return tl::unexpected<Error>(*known);
            }
            return fail(ErrorCode::Failed,
                        "The other ranks are gone or did not answer within " + secondsText(m_limit) + " (" +
                            reasonOf(exception) + ").",
                        "Look at what the other ranks said; start the run again to go on from its last checkpoint.");
        }
    }

    const c10::intrusive_ptr<Backend> m_backend;
    const RankPlace m_place;
    const c10::Device m_device;
    const std::chrono::milliseconds m_limit;
    const Rendezvous::Explain m_explain;
};

// Ranks of one machine talk through its loopback whatever the name of the host resolves to.
std::shared_ptr<::gloo::transport::Device> glooDevice(const std::string& master) {
    using Gloo = c10d::ProcessGroupGloo;
    if (master == "127.0.0.1" || master == "localhost") {
        return Gloo::createDeviceForHostname("127.0.0.1");
    }
    if (const char* interface = std::getenv("GLOO_SOCKET_IFNAME"); interface != nullptr && *interface != '\0') {
        return Gloo::createDeviceForInterface(interface);
    }
    return Gloo::createDefaultDevice();
}

class C10dRendezvous : public Rendezvous {
public:
    C10dRendezvous(c10::intrusive_ptr<c10d::TCPStore> store, const RankPlace& place, const RankLimits& limits)
        : m_store(std::move(store)), m_place(place), m_limits(limits) {}

    std::uint16_t port() const override { return m_store->getPort(); }

    Status publish(const std::string& name, const std::string& text) override {
        return guarded([&]() -> Status {
            m_store->set(name, std::vector<std::uint8_t>(text.begin(), text.end()));
            return {};
        });
    }

    Result<std::optional<std::string>> look(const std::string& name) override {
        return guarded([&]() -> Result<std::optional<std::string>> {
            if (!m_store->check({name})) {
                return std::optional<std::string>();
            }
            const auto bytes = m_store->get(name);
            return std::optional<std::string>(std::string(bytes.begin(), bytes.end()));
        });
    }

    Result<std::string> wait(const std::string& name, std::stop_token stop) override {
        const auto end = Clock::now() + m_limits.meeting;
        for (;;) {
            auto text = look(name);
            if (!text) {
                return failure(text);
            }
            if (*text) {
                return **text;
            }
            if (auto failed = failureOf(0)) {
                return tl::unexpected<Error>(*failed);
            }
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Stopped while waiting for rank 0.");
            }
            if (Clock::now() >= end) {
                return fail(ErrorCode::Failed,
                            "Rank 0 has not begun the run within " + secondsText(m_limits.meeting) + ".",
                            "Look at what rank 0 said, and start all ranks again.");
            }
            std::this_thread::sleep_for(pollEvery);
        }
    }

    Result<std::unique_ptr<ProcessGroup>> form(c10::Device device, const Explain& explain,
                                               std::stop_token stop) override {
        if (auto there = awaitAll(explain, stop); !there) {
            return failure(there);
        }
        return guarded([&]() -> Result<std::unique_ptr<ProcessGroup>> {
            const auto store = c10::make_intrusive<c10d::PrefixStore>("group", m_store);
            if (device.is_cuda()) {
                return formNccl(store, device, explain);
            }
            auto options = c10d::ProcessGroupGloo::Options::create(m_limits.answer);
            options->devices.push_back(glooDevice(m_place.masterAddress));
            auto backend = c10::make_intrusive<c10d::ProcessGroupGloo>(store, m_place.rank, m_place.worldSize, options);
            return std::make_unique<C10dGroup<c10d::ProcessGroupGloo>>(std::move(backend), m_place, device,
                                                                       m_limits.answer, explain);
        });
    }

private:
    Result<std::unique_ptr<ProcessGroup>> formNccl([[maybe_unused]] const c10::intrusive_ptr<c10d::PrefixStore>& store,
                                                   [[maybe_unused]] c10::Device device,
                                                   [[maybe_unused]] const Explain& explain) {
#if defined(USE_C10D_NCCL)
        auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = m_limits.answer;
        // wait() blocks the host and throws when the time is up, as Gloo's does; read by the constructor.
        ::setenv("NCCL_BLOCKING_WAIT", "1", 0);
        ::setenv("TORCH_NCCL_BLOCKING_WAIT", "1", 0);
        auto backend = c10::make_intrusive<c10d::ProcessGroupNCCL>(store, m_place.rank, m_place.worldSize, options);
        return std::make_unique<C10dGroup<c10d::ProcessGroupNCCL>>(std::move(backend), m_place, device, m_limits.answer,
                                                                   explain);
#else
        return fail(
            ErrorCode::Usage,
            "This Saferscope was built with a libtorch without NCCL, which several GPUs need to train together.",
            "Use --device cpu, or build Saferscope against a CUDA libtorch with NCCL.");
#endif
    }

    // Each rank says that it is ready, and whether every other has: nobody enters the constructor of a process group,
    // which cannot be left before its time limit, while somebody is missing.
    Status awaitAll(const Explain& explain, const std::stop_token& stop) {
        if (auto told = publish(readyName(m_place.rank), "yes"); !told) {
            return told;
        }
        const auto end = Clock::now() + m_limits.meeting;
        for (int other = 0; other < m_place.worldSize;) {
            const auto ready = look(readyName(other));
            if (!ready) {
                return failure(ready);
            }
            if (*ready) {
                ++other;
                continue;
            }
            if (auto failed = failureOf(other)) {
                return tl::unexpected<Error>(*failed);
            }
            if (auto known = explain ? explain(false) : std::nullopt) {
                return tl::unexpected<Error>(*known);
            }
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Stopped while waiting for the other ranks.");
            }
            if (Clock::now() >= end) {
                return fail(
                    ErrorCode::Failed,
                    "Rank " + std::to_string(other) + " did not come within " + secondsText(m_limits.meeting) + ".",
                    "Start all ranks with the same MASTER_ADDR, MASTER_PORT and WORLD_SIZE.");
            }
            std::this_thread::sleep_for(pollEvery);
        }
        return {};
    }

    static std::string readyName(int rank) { return "ready/" + std::to_string(rank); }

    template <class Work>
    auto guarded(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Failed, "The connection between the ranks is lost (" + reasonOf(exception) + ").",
                        "Look at what the other ranks said, above all rank 0.");
        }
    }

    const c10::intrusive_ptr<c10d::TCPStore> m_store;
    const RankPlace m_place;
    const RankLimits m_limits;
};

}  // namespace

bool distributedAvailable() { return true; }

Result<std::unique_ptr<Rendezvous>> Rendezvous::open(const RankPlace& place, const RankLimits& limits,
                                                     std::stop_token stop) {
    const auto end = Clock::now() + limits.meeting;
    const std::string address = place.masterAddress + ":" + std::to_string(place.masterPort);
    while (place.rank > 0 && !listensAt(place.masterAddress, place.masterPort, probeLimit)) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped while waiting for rank 0.");
        }
        if (Clock::now() >= end) {
            return fail(ErrorCode::Failed,
                        "Rank 0 was not found at " + address + " within " + secondsText(limits.meeting) + ".",
                        "Start rank 0 there, and check MASTER_ADDR and MASTER_PORT.");
        }
        std::this_thread::sleep_for(probeEvery);
    }
    c10d::TCPStoreOptions options;
    options.port = place.masterPort;
    options.isServer = place.rank == 0;
    options.waitWorkers = false;
    options.timeout = connectLimit;
    // 2.x: its other server knows fewer platforms and is not wanted here.
    [](auto& any) {
        if constexpr (requires { any.useLibUV; }) {
            any.useLibUV = false;
        }
    }(options);
    try {
        auto store = c10::make_intrusive<c10d::TCPStore>(place.masterAddress, options);
        store->setTimeout(std::max(limits.meeting, connectLimit));
        return std::make_unique<C10dRendezvous>(std::move(store), place, limits);
    } catch (const std::exception& exception) {
        if (place.rank > 0) {
            return fail(ErrorCode::Failed,
                        "The connection to rank 0 at " + address + " failed (" + reasonOf(exception) + ").",
                        "Check that MASTER_PORT is rank 0's and nobody else's.");
        }
        return fail(
            ErrorCode::Failed,
            "Rank 0 cannot listen on port " + std::to_string(place.masterPort) + " (" + reasonOf(exception) + ").",
            "Choose another MASTER_PORT for all ranks.");
    }
}

}  // namespace saferscope

#else

namespace saferscope {

bool distributedAvailable() { return false; }

Result<std::unique_ptr<Rendezvous>> Rendezvous::open(const RankPlace&, const RankLimits&, std::stop_token) {
    return tl::unexpected<Error>(distributedUnavailable());
}

}  // namespace saferscope

#endif
