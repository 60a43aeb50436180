// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/index_questions.h"

#include "core/features/byte_codec.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

namespace saferscope::bench {

namespace fs = std::filesystem;

namespace {

constexpr const char* openMemoryOption = "--memory-of-opening";

using Clock = std::chrono::steady_clock;
double secondsBetween(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

/// Results go here so that no question can be left out by the compiler.
volatile std::uint64_t sink = 0;

std::uint64_t statusKilobytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":")) {
            return std::stoull(line.substr(key.size() + 1));
        }
    }
    return 0;
}

}  // namespace

std::uint64_t topContexts(const FeatureIndex& index, FeatureId feature) {
    const auto contexts = index.contexts(feature, TokenScope::AllTokens);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(50, contexts.size()); ++i) {
        sum += contexts[i].pair.value() + contexts[i].token;
    }
    return sum;
}

std::uint64_t shownContexts(const FeatureIndex& index, FeatureId feature) {
    auto contexts = index.contexts(feature, TokenScope::AllTokens);
    contexts.resize(std::min<std::size_t>(50, contexts.size()));
    std::vector<PairIndex> pairs;
    for (const ContextRef& place : contexts) {
        pairs.push_back(place.pair);
    }
    index.expectPairs(pairs);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        const ContextRef& place = contexts[i];
        const PairRecord record = index.pair(place.pair);
        const auto values = index.featureValues(place.pair, place.segment, feature);
        const auto tokens = index.tokens(place.pair, place.segment);
        const auto text = index.segmentText(place.pair, place.segment);
        sum += record.id.size() + codec::fnv1a(text) + tokens.size();
        sum += static_cast<std::uint64_t>(1000.0F * values[place.token]);
    }
    return sum;
}

std::uint64_t wholePair(const FeatureIndex& index, PairIndex pair) {
    const PairRecord record = index.pair(pair);
    std::uint64_t sum = record.id.size() + static_cast<std::uint64_t>(1000.0F * record.rewardChosen);
    for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        sum += codec::fnv1a(index.segmentText(pair, segment));
        for (SegmentReader reader = index.read(pair, segment); reader.next();) {
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) { sum += feature * half; });
        }
    }
    return sum;
}

ColdTimes askCold(const fs::path& folder, int runs, const Question& question) {
    ColdTimes times;
    for (int run = 0; run < runs; ++run) {
        times.stillCached = std::max(times.stillCached, dropFromPageCache(folder));
        const auto start = Clock::now();
        const auto index = FeatureIndex::open(folder);
        const auto opened = Clock::now();
        if (!index) {
            remark("The index cannot be opened: " + index.error().message);
            return times;
        }
        sink = sink + question(**index, codec::mix(static_cast<std::uint64_t>(run)));
        times.question.seconds.push_back(secondsBetween(opened, Clock::now()));
        times.open.seconds.push_back(secondsBetween(start, opened));
    }
    return times;
}

Sample askWarm(const FeatureIndex& index, int count, const Question& question) {
    Sample sample;
    for (int round = 0; round < 2; ++round) {
        sample.seconds.clear();
        for (int i = 0; i < count; ++i) {
            const auto start = Clock::now();
            sink = sink + question(index, codec::mix(static_cast<std::uint64_t>(i) + 1000));
            sample.seconds.push_back(secondsBetween(start, Clock::now()));
        }
    }
    return sample;
}

void timesRow(const std::string& id, const std::string& work, const Sample& sample, Wanted wanted) {
    std::vector<double> sorted = sample.seconds;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.empty()) {
        return;
    }
    char note[120];
    std::snprintf(note, sizeof note, "%.3f to %.3f ms, 95 %% below %.3f (%zu runs)", sorted.front() * 1e3,
                  sorted.back() * 1e3, sorted[sorted.size() * 95 / 100] * 1e3, sorted.size());
    absolute(id, work, sample.median() * 1e3, "ms", wanted, note);
}

OpenMemory memoryOfOpening(const fs::path& folder) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    OpenMemory memory;
    const std::string command = "'" + program.string() + "' " + openMemoryOption + " '" + folder.string() + "'";
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    char line[200] = {};
    if (pipe && std::fgets(line, sizeof line, pipe.get()) != nullptr) {
        std::istringstream numbers(line);
        for (std::uint64_t* value : {&memory.before, &memory.resident, &memory.anonymous, &memory.file}) {
            numbers >> *value;
            *value *= 1024;
        }
    }
    return memory;
}

bool answeredOpenMemory(int argc, char** argv) {
    if (argc != 3 || std::string(argv[1]) != openMemoryOption) {
        return false;
    }
    const auto before = statusKilobytes("VmRSS");
    const auto index = FeatureIndex::open(argv[2]);
    if (index) {
        std::printf("%llu %llu %llu %llu\n", static_cast<unsigned long long>(before),
                    static_cast<unsigned long long>(statusKilobytes("VmRSS")),
                    static_cast<unsigned long long>(statusKilobytes("RssAnon")),
                    static_cast<unsigned long long>(statusKilobytes("RssFile")));
    }
    return true;
}

}  // namespace saferscope::bench
