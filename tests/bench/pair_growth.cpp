// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/pair_growth.h"

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/storage/dataset_store.h"
#include "core/storage/pair_staging.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_pairs.h"

#include <algorithm>
#include <chrono>
#include <malloc.h>
#include <string>
#include <vector>

namespace saferscope::bench {

namespace {

/// Ids in no order, as hashes are: what a sorted index of them likes least.
std::string idOf(std::size_t number) { return sha256Hex(std::to_string(number)).substr(0, 24); }

PreferencePair pairOf(Random& random, std::size_t number) {
    PreferencePair pair;
    pair.id = idOf(number);
    pair.subset = "subset " + std::to_string(number % 12);
    pair.split = "train";
    pair.prompt.push_back({"user", std::string(100 + random.below(100), 'p')});
    pair.chosen = std::string(100 + random.below(200), 'c');
    pair.rejected = std::string(100 + random.below(200), 'r');
    pair.meta = "{}";
    return pair;
}

struct Measured {
    bool good = false;
    double staging = 0.0;
    double moving = 0.0;
    double walking = 0.0;
    double finding = 0.0;
    double removing = 0.0;
    double peak = 0.0;
    double bytes = 0.0;
};

Measured importPairs(std::size_t count) {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    Measured measured;
    const BenchFolder folder("pairs");
    auto database = Database::create(folder.path() / "workspace.db");
    if (!database) {
        return measured;
    }
    ::malloc_trim(0);
    resetPeakResident();
    Random random(1);
    auto staging = PairStaging::create(*database);
    std::vector<PreferencePair> batch;
    for (std::size_t done = 0; staging && done < count; done += batch.size()) {
        batch.clear();
        while (batch.size() < std::min<std::size_t>(1000, count - done)) {
            batch.push_back(pairOf(random, done + batch.size()));
        }
        const auto start = Clock::now();
        for (const PreferencePair& pair : batch) {
            if (!staging->add(pair)) {
                return measured;
            }
        }
        measured.staging += since(start);
    }
    auto start = Clock::now();
    DatasetRow row;
    row.name = "generated";
    row.sourcePath = "nowhere";
    row.contentHash = "none";
    row.pairs = count;
    row.importedAt = "2026-01-01T00:00:00Z";
    if (!staging || !staging->close()) {
        return measured;
    }
    DatasetId id;
    {
        auto transaction = Transaction::begin(*database);
        auto added = transaction ? addDataset(*transaction, row) : Result<DatasetId>(DatasetId(0));
        if (!added || !staging->moveTo(*transaction, *added) || !transaction->commit()) {
            return measured;
        }
        id = *added;
    }
    measured.moving = since(start);
    measured.peak = static_cast<double>(peakResidentBytes());
    measured.bytes = static_cast<double>(bytesOf(folder.path()));
    std::size_t seen = 0;
    start = Clock::now();
    if (!visitPairs(*database, id, [&](PreferencePair&& pair) -> Status {
            seen += pair.id.empty() ? 0 : 1;
            return {};
        })) {
        return measured;
    }
    measured.walking = since(start);
    constexpr std::size_t asked = 200;
    start = Clock::now();
    for (std::size_t i = 0; i < asked; ++i) {
        const auto found = findPair(*database, id, idOf(i * (count / asked)));
        seen -= found && *found ? 0 : 1;
    }
    measured.finding = since(start) / asked;
    start = Clock::now();
    {
        auto transaction = Transaction::begin(*database);
        if (!transaction || !deleteDataset(*transaction, "generated") || !transaction->commit()) {
            return measured;
        }
    }
    measured.removing = since(start);
    measured.good = seen == count;
    return measured;
}

}  // namespace

void benchPairGrowth() {
    const std::vector<std::size_t> sizes =
        quick() ? std::vector<std::size_t>{1000, 3000, 10000} : std::vector<std::size_t>{10000, 100000, 1000000};
    std::vector<double> counts;
    std::vector<Measured> all;
    for (const std::size_t size : sizes) {
        all.push_back(importPairs(size));
        counts.push_back(static_cast<double>(size));
        if (!all.back().good) {
            remark("Pairs were not imported, or not all came back.");
            return;
        }
    }
    const auto row = [&](const std::string& id, const std::string& work, double Measured::*member, double scale,
                         Wanted wanted) {
        std::vector<double> values;
        std::string list;
        for (const Measured& measured : all) {
            values.push_back(measured.*member);
            char buffer[40];
            std::snprintf(buffer, sizeof buffer, "%.3g", measured.*member * scale);
            list += (list.empty() ? "" : ", ") + std::string(buffer);
        }
        const bool full = !quick();
        figure(full ? id : id + "-quick", work + ": " + list, growthExponent(counts, values), "exponent",
               full ? wanted : Wanted{});
    };
    row("pairs-staging", "read pairs into the staging table, s", &Measured::staging, 1.0, atMost(1.05));
    row("pairs-saving", "save them in the workspace in one transaction, s", &Measured::moving, 1.0, atMost(1.05));
    row("pairs-memory", "peak memory meanwhile, MB", &Measured::peak, 1e-6, atMost(0.5));
    row("pairs-size", "size of the database, MB", &Measured::bytes, 1e-6, atMost(1.05));
    row("pairs-walk", "read them all in order, s", &Measured::walking, 1.0, atMost(1.05));
    row("pairs-find", "read one by its id, us", &Measured::finding, 1e6, atMost(0.5));
    row("pairs-remove", "remove the data set, s", &Measured::removing, 1.0, atMost(1.05));
}

}  // namespace saferscope::bench
