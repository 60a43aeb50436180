// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_index.h"
#include "tests/features/index_fixture.h"
#include "tests/support/check.h"

#include <stop_token>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t pairsPerShard = 4;

struct Case {
    fixture::RandomPairsOptions options;
    std::vector<IndexedPair> pairs;
    IndexManifest manifest;

    Case() {
        options.pairs = 14;
        pairs = fixture::randomPairs(options);
        manifest = fixture::manifestFor(options.features);
    }
};

/// Adds the pairs from where the writer stands up to `end`.
void addUntil(IndexWriter& writer, const Case& made, std::size_t end) {
    for (std::size_t i = writer.resumeAt(); i < end; ++i) {
        CHECK_OK(writer.add(made.pairs[i]));
    }
}

}  // namespace

TEST(a_build_stopped_anywhere_gives_the_same_bytes) {
    const Case made;
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "whole", made.pairs, made.manifest, pairsPerShard);
    const auto whole = fixture::folderContents(folder.path() / "whole");
    for (std::size_t stopAt = 0; stopAt <= made.pairs.size(); ++stopAt) {
        const fs::path target = folder.path() / ("stopped-" + std::to_string(stopAt));
        {
            auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
            CHECK_OK(writer);
            CHECK_EQ(writer->resumeAt(), 0u);
            addUntil(*writer, made, stopAt);
        }
        CHECK(!fs::exists(target));
        auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
        CHECK_OK(writer);
        CHECK_EQ(writer->resumeAt(), stopAt / pairsPerShard * pairsPerShard);
        addUntil(*writer, made, made.pairs.size());
        CHECK_OK(writer->finish());
        CHECK(fixture::folderContents(target) == whole);
        CHECK(!fs::exists(target.string() + ".partial"));
    }
}

TEST(a_stop_while_finishing_keeps_every_shard) {
    const Case made;
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "whole", made.pairs, made.manifest, pairsPerShard);
    const fs::path target = folder.path() / "index";
    {
        auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
        CHECK_OK(writer);
        addUntil(*writer, made, made.pairs.size());
        std::stop_source stop;
        stop.request_stop();
        const auto finished = writer->finish({}, stop.get_token());
        CHECK(!finished);
        CHECK(finished.error().code == ErrorCode::Interrupted);
        CHECK(!fs::exists(target));
    }
    auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
    CHECK_OK(writer);
    CHECK_EQ(writer->resumeAt(), made.pairs.size());
    const auto tooMany = writer->add(made.pairs[0]);  // the short shard at the end is the last
    CHECK(!tooMany);
    CHECK(tooMany.error().code == ErrorCode::Usage);
    CHECK_OK(writer->finish());
    CHECK(fixture::folderContents(target) == fixture::folderContents(folder.path() / "whole"));
}

TEST(a_stop_between_the_two_passes_keeps_every_shard) {
    const Case made;
    const TemporaryFolder folder;
    auto writer = IndexWriter::create(folder.path() / "index", made.manifest, pairsPerShard);
    CHECK_OK(writer);
    addUntil(*writer, made, made.pairs.size());
    std::stop_source stop;
    const auto stopAtContexts = [&stop](const Progress& progress) {
        if (progress.stage == "Summing features" && progress.done == progress.total) {
            stop.request_stop();
        }
    };
    const auto finished = writer->finish(stopAtContexts, stop.get_token());
    CHECK(!finished);
    CHECK(finished.error().code == ErrorCode::Interrupted);
    CHECK_OK(writer->finish());  // and it can be asked again at once
    CHECK_OK(FeatureIndex::open(folder.path() / "index"));
}

TEST(other_inputs_discard_a_partial_build) {
    const Case made;
    const TemporaryFolder folder;
    const fs::path target = folder.path() / "index";
    const auto resumesWith = [&](const IndexManifest& manifest, std::uint32_t perShard) {
        {
            fs::remove_all(target.string() + ".partial");
            auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
            CHECK_OK(writer);
            addUntil(*writer, made, 9);
        }
        auto writer = IndexWriter::create(target, manifest, perShard);
        CHECK_OK(writer);
        return writer->resumeAt();
    };
    CHECK_EQ(resumesWith(made.manifest, pairsPerShard), 8u);
    IndexManifest renamed = made.manifest;
    renamed.datasetName = "another name for the same data";
    renamed.createdAt = "2027-01-01T00:00:00Z";
    CHECK_EQ(resumesWith(renamed, pairsPerShard), 8u);
    for (int change = 0; change < 8; ++change) {
        IndexManifest other = made.manifest;
        switch (change) {
            case 0:
                other.modelHash = "x";
                break;
            case 1:
                other.saeHash = "x";
                break;
            case 2:
                other.datasetHash = "x";
                break;
            case 3:
                other.dateString = "x";
                break;
            case 4:
                other.layer = 3;
                break;
            case 5:
                other.k = 7;
                break;
            case 6:
                other.dtype = "bfloat16";
                break;
            default:
                other.features = 41;
                break;
        }
        CHECK_EQ(resumesWith(other, pairsPerShard), 0u);
    }
    CHECK_EQ(resumesWith(made.manifest, pairsPerShard + 1), 0u);
}

TEST(a_damaged_partial_build_is_started_anew) {
    const Case made;
    const TemporaryFolder folder;
    const fs::path target = folder.path() / "index";
    const fs::path partial = target.string() + ".partial";
    const auto afterDamage = [&](const std::function<void()>& damage) {
        fs::remove_all(partial);
        {
            auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
            CHECK_OK(writer);
            addUntil(*writer, made, 9);
        }
        damage();
        auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
        CHECK_OK(writer);
        return writer->resumeAt();
    };
    CHECK_EQ(afterDamage([] {}), 8u);
    CHECK_EQ(afterDamage([&] { fs::remove(partial / "shard-00001.bin"); }), 0u);
    CHECK_EQ(afterDamage([&] { fs::resize_file(partial / "shard-00000.bin", 50); }), 0u);
    CHECK_EQ(afterDamage([&] { fs::remove(partial / "state.json"); }), 0u);
    CHECK_EQ(afterDamage([&] { fixture::overwriteFile(partial / "state.json", "{\"identity\": 3}"); }), 0u);
    CHECK_EQ(afterDamage([&] { fixture::overwriteFile(partial / "state.json", "not json"); }), 0u);
    CHECK_EQ(afterDamage([&] { fixture::overwriteFile(partial / "stray.tmp", "left by a killed process"); }), 8u);
    CHECK(!fs::exists(partial / "stray.tmp"));
}

TEST(notes_come_back_with_the_last_committed_shard) {
    const Case made;
    const TemporaryFolder folder;
    const fs::path target = folder.path() / "index";
    {
        auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
        CHECK_OK(writer);
        CHECK(writer->note().is_null());
        for (std::uint32_t i = 0; i < 10; ++i) {
            writer->setNote(Json{{"seen", i + 1}, {"sum", 0.1 * i}});
            CHECK_OK(writer->add(made.pairs[i]));
        }
    }
    auto writer = IndexWriter::create(target, made.manifest, pairsPerShard);
    CHECK_OK(writer);
    CHECK_EQ(writer->resumeAt(), 8u);
    CHECK_EQ(writer->note().at("seen").get<int>(), 8);
    CHECK_EQ(writer->note().at("sum").get<double>(), 0.1 * 7);
}
