// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "tests/engine/engine_process.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

// How long somebody waits who drags a slider: the real `safer engine` through its pipes.
//     SAFER_PROGRAM=.../safer bench_engine MODEL SAE PAIRS.jsonl

using namespace saferscope;
using testing::EngineProcess;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void report(const char* work, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    const auto at = [&seconds](double share) {
        return 1e3 * seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
    };
    std::printf("| %s | %zu | %.2f | %.2f | %.2f |\n", work, seconds.size(), at(0.5), at(0.95), at(1.0));
    std::fflush(stdout);
}

template <class Work>
double timed(const Work& work) {
    const auto start = Clock::now();
    work();
    return since(start);
}

std::string memoryOf(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    std::string text;
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS") || line.starts_with("VmHWM")) {
            text += line + " ";
        }
    }
    return text;
}

/// The feature that is positive in most places of the pair.
FeatureId busiest(const EnginePair& pair) {
    std::vector<std::size_t> counts(std::size_t{1} << 20);
    for (const auto& segment : pair.pair.segments) {
        for (const auto& latents : segment.latents) {
            for (const LatentEntry& entry : latents) {
                ++counts[entry.feature.value() % counts.size()];
            }
        }
    }
    return FeatureId(static_cast<std::uint32_t>(std::max_element(counts.begin(), counts.end()) - counts.begin()));
}

void newestWins(EngineProcess& engine, std::uint64_t handle, FeatureId feature) {
    constexpr int count = 200;
    std::string bytes;
    for (int i = 0; i < count; ++i) {
        bytes +=
            frameBytes(encodeRequest({1'000'000 + static_cast<std::uint64_t>(i), "slider",
                                      EngineChange{handle, changeAll({feature}, FeatureOperation::Scale, 0.02 * i)}}));
    }
    const auto start = Clock::now();
    engine.write(bytes);
    int computed = 0;
    std::uint64_t last = 0;
    for (int i = 0; i < count; ++i) {
        const EngineReply reply = engine.next();
        computed += std::holds_alternative<EngineAnswer>(reply.content) ? 1 : 0;
        last = reply.id;
    }
    std::printf("%d changes written at once: %d replies, %d computed, the newest %s, %.1f ms in all\n", count, count,
                computed, last == 1'000'000 + count - 1 ? "last" : "NOT LAST", 1e3 * since(start));
}

void run(const char* model, const char* sae, const char* data) {
    const auto pairs = readAllPairs(data);
    if (!pairs) {
        throw std::runtime_error(pairs.error().message);
    }
    std::printf("| work | times | median ms | p95 ms | most ms |\n|---|---|---|---|---|\n");
    EngineOpen open;
    open.model = model;
    open.sae = sae;
    {
        std::vector<double> cold;
        for (int i = 0; i < 5; ++i) {
            cold.push_back(timed([&open] {
                EngineProcess fresh;
                fresh.expect<EngineOpened>(open);
            }));
        }
        report("start of the process and open", cold);
    }
    EngineProcess engine;
    engine.expect<EngineOpened>(open);
    std::vector<double> reads;
    std::vector<double> changes;
    std::vector<double> doses;
    for (std::size_t i = 0; i < std::min<std::size_t>(100, pairs->size()); ++i) {
        EnginePair pair;
        reads.push_back(timed([&] { pair = engine.expect<EnginePair>(EngineRead{(*pairs)[i]}); }));
        const FeatureId feature = busiest(pair);
        for (int step = 0; step < 10; ++step) {
            const EngineChange change{pair.handle, changeAll({feature}, FeatureOperation::Scale, 0.3 * step - 1.0)};
            changes.push_back(timed([&] { engine.expect<EngineEffect>(change); }));
        }
        EngineDose dose{pair.handle, changeAll({feature}, FeatureOperation::Scale), {}};
        for (int d = -10; d <= 10; ++d) {
            dose.doses.push_back(0.3 * d);
        }
        doses.push_back(timed([&] { engine.expect<EngineCurve>(dose); }));
    }
    report("read a pair", reads);
    report("slider step", changes);
    report("21 doses", doses);
    const auto pair = engine.expect<EnginePair>(EngineRead{pairs->front()});
    const FeatureId feature = busiest(pair);
    std::vector<double> attributions;
    for (int i = 0; i < 20; ++i) {
        EngineAttribute question;
        question.handle = pair.handle;
        attributions.push_back(timed([&] { engine.expect<EngineAttribution>(question); }));
    }
    report("attribution by gradient", attributions);
    const std::string idle = memoryOf(engine.pid());
    EngineSurvey survey;
    survey.data = data;
    survey.intervention = changeAll({feature}, FeatureOperation::Ablate);
    EngineSurveyed surveyed;
    report("survey of 1,000 pairs, first", {timed([&] { surveyed = engine.expect<EngineSurveyed>(survey); })});
    std::vector<double> cached;
    for (int i = 0; i < 5; ++i) {
        cached.push_back(timed([&] { surveyed = engine.expect<EngineSurveyed>(survey); }));
    }
    report("survey of 1,000 pairs, cached", cached);
    std::printf("\nsurvey: %zu pairs, %llu changed, cached %d, margin %+.4f\n", surveyed.ids.size(),
                static_cast<unsigned long long>(surveyed.sections.front().changed), surveyed.cached ? 1 : 0,
                surveyed.sections.front().margin);
    newestWins(engine, pair.handle, feature);
    std::printf("memory with a model and 8 pairs: %s\nafter the survey: %s\n", idle.c_str(),
                memoryOf(engine.pid()).c_str());
    int code = -1;
    engine.closeInput();
    const double idleEnd = engine.waitEnd(5.0, code);
    std::printf("end after the pipe is closed: idle %.0f ms (code %d)", 1e3 * idleEnd, code);
    EngineProcess busy;
    busy.expect<EngineOpened>(open);
    survey.maxPairs = 1'000'000;
    busy.send(survey);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    busy.closeInput();
    const double busyEnd = busy.waitEnd(5.0, code);
    std::printf(", in a survey %.0f ms (code %d)\n", 1e3 * busyEnd, code);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "bench_engine MODEL SAE PAIRS.jsonl\n");
        return 2;
    }
    try {
        run(argv[1], argv[2], argv[3]);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "%s\n", exception.what());
        return 1;
    }
    return 0;
}
