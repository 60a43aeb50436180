// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/contrast.h"
#include "core/features/index_layout.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_reference.h"
#include "tests/support/check.h"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <map>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

/// What of an index is read from the disk and what of it stays in memory: hints change neither answers nor bytes.
namespace {

constexpr std::uint32_t features = 2048;
constexpr std::size_t pairCount = 1200;
constexpr std::uint32_t pairsPerShard = 150;

std::size_t pageBytes() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

class MappedPages {
public:
    explicit MappedPages(const fs::path& path) : m_file(::open(path.c_str(), O_RDONLY)), m_size(fs::file_size(path)) {}
    MappedPages(const MappedPages&) = delete;
    MappedPages& operator=(const MappedPages&) = delete;
    ~MappedPages() { ::close(m_file); }

    void drop() const {
        CHECK(::fsync(m_file) == 0);
        CHECK(::posix_fadvise(m_file, 0, 0, POSIX_FADV_DONTNEED) == 0);
    }
    std::size_t all() const { return (m_size + pageBytes() - 1) / pageBytes(); }
    std::size_t cached() const {
        void* const start = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, m_file, 0);
        CHECK(start != MAP_FAILED);
        std::vector<unsigned char> flags(all());
        const int asked = ::mincore(start, m_size, flags.data());
        ::munmap(start, m_size);
        CHECK_EQ(asked, 0);
        return static_cast<std::size_t>(std::ranges::count_if(flags, [](unsigned char f) { return (f & 1U) != 0; }));
    }

private:
    int m_file;
    std::size_t m_size;
};

/// Takes every file of the index out of the page cache. A file system in memory cannot: then there is nothing to see.
void makeCold(const fs::path& folder) {
    std::size_t left = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const MappedPages pages(entry.path());
        pages.drop();
        left += pages.cached();
    }
    if (left > 0) {
        throw check::Skip("this file system keeps " + std::to_string(left) + " pages in memory");
    }
}

std::map<std::string, std::size_t> cachedPages(const fs::path& folder) {
    std::map<std::string, std::size_t> cached;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        cached[name.starts_with("shard") ? "shards" : name] += MappedPages(entry.path()).cached();
    }
    return cached;
}

/// Some 30 tokens x 60 latents: 1,200 of them take 8 MB of shards.
IndexedPair largePair(Random& random, std::size_t number) {
    IndexedPair pair;
    pair.id = "large-" + std::to_string(number);
    pair.subset = number % 3 == 0 ? "third" : "rest";
    pair.rewardChosen = static_cast<float>(random.normal());
    for (IndexedSegment& segment : pair.segments) {
        const std::size_t tokens = 5 + random.below(10);
        for (std::uint32_t t = 0; t < tokens; ++t) {
            segment.text += "word";
            segment.tokens.push_back(
                {static_cast<std::int32_t>(random.below(9000)), t * 4, t * 4 + 4, t % 7 == 6, true});
            std::vector<LatentEntry> latents;
            for (std::uint64_t id = random.below(40); id < features; id += 1 + random.below(64)) {
                latents.push_back(
                    {FeatureId(static_cast<std::uint32_t>(id)), static_cast<float>(0.1 + random.uniform())});
            }
            segment.latents.push_back(std::move(latents));
        }
    }
    return pair;
}

struct LargeIndex {
    TemporaryFolder folder;
    fs::path path = folder.path() / "index";
    std::vector<IndexedPair> pairs;

    LargeIndex() {
        Random random(5);
        for (std::size_t i = 0; i < pairCount; ++i) {
            pairs.push_back(largePair(random, i));
        }
        fixture::writeIndex(path, pairs, fixture::manifestFor(features), pairsPerShard);
    }
};

std::shared_ptr<const FeatureIndex> opened(const fs::path& path) {
    auto index = FeatureIndex::open(path);
    CHECK_OK(index);
    return *index;
}

/// Everything a pair holds, in a form that compares.
std::string spelled(const FeatureIndex& index, PairIndex pair) {
    const PairRecord record = index.pair(pair);
    std::string text = record.id + "/" + record.subset + "/" + std::to_string(record.rewardChosen) + "/" +
                       std::to_string(record.rewardRejected);
    for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        text += "\n" + std::string(index.segmentText(pair, segment));
        for (SegmentReader reader = index.read(pair, segment); reader.next();) {
            text += "\n" + std::to_string(reader.token().id) + ":" + std::to_string(reader.token().end);
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
                text += " " + std::to_string(feature) + "=" + std::to_string(half);
            });
        }
    }
    return text;
}

std::string spelledContexts(const FeatureIndex& index, FeatureId feature, TokenScope scope) {
    std::string text;
    for (const ContextRef& place : index.contexts(feature, scope)) {
        text += std::to_string(place.pair.value()) + "/" + std::to_string(static_cast<int>(place.segment)) + "/" +
                std::to_string(place.token) + "=" + std::to_string(place.value) + " ";
    }
    return text;
}

std::uint64_t statusBytes(const std::string& key) {
    std::istringstream status(fixture::readFile("/proc/self/status"));
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":")) {
            return std::stoull(line.substr(key.size() + 1)) * 1024;
        }
    }
    throw check::Skip("this system does not tell " + key);
}

std::uint64_t shardBytes(const fs::path& path) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(path)) {
        bytes += entry.path().filename().string().starts_with("shard") ? entry.file_size() : 0;
    }
    return bytes;
}

}  // namespace

TEST(opening_reads_the_ends_of_shards_and_no_latents) {
    const LargeIndex made;
    CHECK(shardBytes(made.path) > 6'000'000);  // else the test shows nothing
    makeCold(made.path);
    const auto index = opened(made.path);
    auto cached = cachedPages(made.path);
    constexpr std::size_t shards = pairCount / pairsPerShard;
    // Header and footer; a footer may lie on two pages.
    CHECK(cached["shards"] >= 2 * shards);
    CHECK(cached["shards"] <= 3 * shards);
    for (const char* table : {layout::histogramsName, layout::statisticsName, layout::subsetsName}) {
        CHECK(cached[table] >= 1);
        CHECK(cached[table] <= 2);
    }
    const std::size_t contextsBefore = cached[layout::contextsName];
    CHECK(contextsBefore <= 2);

    // The contexts of a feature lie on the page of their offsets and one or two of records.
    CHECK(!index->contexts(FeatureId(1000), TokenScope::AllTokens).empty());
    cached = cachedPages(made.path);
    CHECK(cached[layout::contextsName] <= contextsBefore + 3);
    CHECK(cached["shards"] <= 3 * shards);

    // A pair: its latents and a page of each other section, each cut by page borders at both ends.
    const std::size_t shardsBefore = cached["shards"];
    const std::string pair = spelled(*index, PairIndex(700));
    CHECK(pair.size() > 1000);
    const std::size_t pairPages = shardBytes(made.path) / pairCount * 2 / pageBytes() + 1;
    const std::size_t read = cachedPages(made.path)["shards"] - shardsBefore;
    CHECK(read >= 3);
    CHECK(read <= pairPages + 2 * 5);
}

TEST(answers_are_the_same_cold_and_warm_and_those_of_a_slow_scan) {
    const LargeIndex made;
    std::map<std::uint32_t, std::string> warmPairs;
    std::map<std::uint32_t, std::string> warmContexts;
    std::vector<FeatureContrast> warmContrasts;
    {
        const auto index = opened(made.path);
        for (std::uint32_t i = 0; i < pairCount; i += 97) {
            warmPairs[i] = spelled(*index, PairIndex(i));
        }
        for (std::uint32_t f = 0; f < features; f += 211) {
            warmContexts[f] = spelledContexts(*index, FeatureId(f), TokenScope::AllTokens);
        }
        warmContrasts = computeContrasts(*index, TokenScope::AllTokens);
    }
    makeCold(made.path);
    const auto index = opened(made.path);
    std::vector<PairIndex> hinted = {PairIndex(0),         PairIndex(97),
                                     PairIndex(97),        PairIndex(pairCount - 1),
                                     PairIndex(pairCount), PairIndex(4'000'000'000U)};
    index->expectPairs(hinted);
    index->expectPairs({});
    for (const auto& [pair, text] : warmPairs) {
        CHECK_EQ(spelled(*index, PairIndex(pair)), text);
        CHECK(index->findPair(made.pairs[pair].id) == PairIndex(pair));
    }
    for (const auto& [feature, text] : warmContexts) {
        CHECK_EQ(spelledContexts(*index, FeatureId(feature), TokenScope::AllTokens), text);
    }
    const auto contrasts = computeContrasts(*index, TokenScope::AllTokens);
    for (std::size_t i = 0; i < contrasts.size(); ++i) {
        CHECK_EQ(contrasts[i].contrast, warmContrasts[i].contrast);
        CHECK_EQ(contrasts[i].z, warmContrasts[i].z);
    }
    const auto all = reference::firings(made.pairs, TokenScope::AllTokens);
    for (std::uint32_t f = 0; f < features; f += 211) {
        const auto expected = reference::topContexts(all, f, layout::topContexts);
        const auto found = index->contexts(FeatureId(f), TokenScope::AllTokens);
        CHECK(found.size() >= expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CHECK_EQ(found[i].pair.value(), expected[i].pair);
            CHECK_EQ(found[i].token, expected[i].token);
            CHECK_EQ(found[i].value, expected[i].value);
        }
    }
}

TEST(a_walk_sees_what_reading_sees_and_keeps_no_memory) {
    const LargeIndex made;
    const auto index = opened(made.path);
    const std::uint64_t whole = shardBytes(made.path);
    const std::uint64_t before = statusBytes("RssFile");
    std::uint64_t highest = 0;
    std::uint32_t expected = 0;
    std::uint64_t entries = 0;
    index->walk([&](PairIndex pair, const std::array<SegmentReader, 3>& segments) {
        CHECK_EQ(pair.value(), expected++);
        for (SegmentReader reader : segments) {
            while (reader.next()) {
                reader.forEachLatent([&](std::uint32_t, std::uint16_t) { ++entries; });
            }
        }
        if (pair.value() % 50 == 49) {
            highest = std::max(highest, statusBytes("RssFile"));
        }
    });
    CHECK_EQ(expected, pairCount);
    CHECK_EQ(entries, index->manifest().latents);
    CHECK(highest > 0);
    CHECK(highest < before + whole / 3);  // 8 shards; one is mapped at a time, and what lies near

    index->walk([&](PairIndex pair, const std::array<SegmentReader, 3>& segments) {
        if (pair.value() % 101 != 0) {
            return;
        }
        for (std::size_t s = 0; s < 3; ++s) {
            SegmentReader walked = segments[s];
            SegmentReader read = index->read(pair, static_cast<Segment>(s));
            while (walked.next()) {
                CHECK(read.next());
                CHECK_EQ(walked.token().id, read.token().id);
                std::vector<std::pair<std::uint32_t, std::uint16_t>> a;
                std::vector<std::pair<std::uint32_t, std::uint16_t>> b;
                walked.forEachLatent([&](std::uint32_t f, std::uint16_t h) { a.emplace_back(f, h); });
                read.forEachLatent([&](std::uint32_t f, std::uint16_t h) { b.emplace_back(f, h); });
                CHECK(a == b);
            }
            CHECK(!read.next());
        }
    });
}

TEST(reading_goes_on_while_a_walk_gives_pages_back) {
    const LargeIndex made;
    const auto index = opened(made.path);
    std::vector<std::string> expected;
    for (std::uint32_t i = 0; i < 60; ++i) {
        expected.push_back(spelled(*index, PairIndex(i * 20)));
    }
    std::atomic<bool> wrong = false;
    std::atomic<bool> done = false;
    std::jthread reader([&] {
        for (std::uint32_t i = 0; !done; i = (i + 1) % 60) {
            wrong = wrong || spelled(*index, PairIndex(i * 20)) != expected[i];
        }
    });
    std::uint64_t tokens = 0;
    for (int round = 0; round < 5; ++round) {
        index->walk([&](PairIndex, const std::array<SegmentReader, 3>& segments) {
            for (SegmentReader segment : segments) {
                while (segment.next()) {
                    ++tokens;
                }
            }
        });
    }
    done = true;
    reader.join();
    CHECK(!wrong);
    CHECK(tokens > 0);
}

TEST(a_build_keeps_a_shard_in_memory_not_the_index) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "index";
    auto writer = IndexWriter::create(path, fixture::manifestFor(features), pairsPerShard);
    CHECK_OK(writer);
    Random random(6);
    constexpr std::size_t pairs = 3 * pairCount;
    for (std::size_t i = 0; i < pairs; ++i) {
        CHECK_OK(writer->add(largePair(random, i)));
    }
    const std::uint64_t before = statusBytes("RssFile");
    std::uint64_t highest = 0;
    std::size_t heard = 0;
    CHECK_OK(writer->finish([&](const auto&...) {
        ++heard;
        highest = std::max(highest, statusBytes("RssFile"));
    }));
    CHECK(heard > 0);
    CHECK(highest < before + shardBytes(path) / 3);
}
