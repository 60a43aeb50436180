// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/checkpoint.h"
#include "tests/tensor/torch_check.h"

#include <fstream>
#include <limits>
#include <set>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

Checkpoint checkpoint(std::uint64_t step, float value) {
    return {step, Json{{"position", step * 2}}, {{"w", at::full({3, 2}, value)}, {"n", at::arange(4)}}, {}};
}

std::set<std::string> names(const fs::path& folder) {
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder)) {
        found.insert(entry.path().filename().string());
    }
    return found;
}

}  // namespace

TEST(newest_checkpoint_comes_back_whole) {
    const check::TemporaryFolder folder;
    CheckpointFolder checkpoints(folder.path() / "runs" / "checkpoints", "test", "f");
    CHECK_OK(checkpoints.open());
    CHECK(!checkpoints.newest()->has_value());
    for (const std::uint64_t step : {5, 10, 100}) {
        CHECK_OK(checkpoints.write(checkpoint(step, static_cast<float>(step))));
    }
    const auto newest = checkpoints.newest();
    CHECK_OK(newest);
    CHECK_EQ((*newest)->step, std::uint64_t{100});
    CHECK_EQ((*newest)->state["position"].get<int>(), 200);
    CHECK_EQ((*newest)->tensors.size(), std::size_t{2});
    CHECK(at::equal((*newest)->tensors[0].second, at::full({3, 2}, 100.0F)));
    CHECK(at::equal((*newest)->tensors[1].second, at::arange(4)));
}

TEST(two_checkpoints_and_the_best_stay) {
    const check::TemporaryFolder folder;
    CheckpointFolder checkpoints(folder.path(), "test", "f");
    for (std::uint64_t step = 1; step <= 5; ++step) {
        CHECK_OK(checkpoints.write(checkpoint(step, 1.0F)));
        if (step == 2 || step == 3) {
            CHECK_OK(checkpoints.writeBest(checkpoint(step, 2.0F)));
        }
    }
    CHECK(names(folder.path()) == (std::set<std::string>{"best-00000003", "step-00000004", "step-00000005"}));
    CHECK_EQ((*checkpoints.best())->step, std::uint64_t{3});
}

TEST(checkpoints_that_are_not_finite_are_refused_and_replace_nothing) {
    const check::TemporaryFolder folder;
    CheckpointFolder checkpoints(folder.path(), "test", "f");
    CHECK_OK(checkpoints.write(checkpoint(1, 1.0F)));
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        for (std::uint64_t step = 2; step < 6; ++step) {
            CHECK(!checkpoints.write(checkpoint(step, bad)));
        }
    }
    CHECK_EQ((*checkpoints.newest())->step, std::uint64_t{1});
    CHECK(checkpoints.lastFinite().find("step-00000001") != std::string::npos);
    CHECK_EQ(names(folder.path()).size(), std::size_t{1});
}

TEST(incomplete_and_damaged_checkpoints_are_passed_over) {
    for (int damage = 0; damage < 4; ++damage) {
        const check::TemporaryFolder folder;
        CheckpointFolder checkpoints(folder.path(), "test", "f");
        CHECK_OK(checkpoints.write(checkpoint(1, 1.0F)));
        CHECK_OK(checkpoints.write(checkpoint(2, 2.0F)));
        const fs::path newest = folder.path() / "step-00000002";
        if (damage == 0) {
            fs::remove(newest / "COMPLETE");
        } else if (damage == 1) {
            fs::resize_file(newest / "tensors.safetensors", 40);
        } else if (damage == 2) {
            fs::remove(newest / "state.json");
        } else {  // the right size, but nonsense
            const auto size = fs::file_size(newest / "tensors.safetensors");
            std::ofstream(newest / "tensors.safetensors") << std::string(size, 'x');
        }
        CHECK_EQ((*checkpoints.newest())->step, std::uint64_t{1});
        // The next ones are written as ever, and the whole one is not thrown away for the broken one.
        CHECK_OK(checkpoints.write(checkpoint(3, 3.0F)));
        CHECK(fs::exists(folder.path() / "step-00000003"));
        CHECK(damage == 3 || fs::exists(folder.path() / "step-00000001"));
    }
}

TEST(leftovers_of_a_killed_run_are_cleared) {
    const check::TemporaryFolder folder;
    CheckpointFolder checkpoints(folder.path(), "test", "f");
    fs::create_directories(folder.path() / ".writing-step-00000009" / "deep");
    std::ofstream(folder.path() / "notes.txt") << "mine";
    CHECK_OK(checkpoints.open());
    CHECK(names(folder.path()) == (std::set<std::string>{"notes.txt"}));
    CHECK(!checkpoints.newest()->has_value());
}

TEST(a_checkpoint_of_another_run_is_an_error) {
    const check::TemporaryFolder folder;
    CHECK_OK(CheckpointFolder(folder.path(), "test", "f").write(checkpoint(1, 1.0F)));
    const auto otherSettings = CheckpointFolder(folder.path(), "test", "g").newest();
    CHECK(!otherSettings);
    CHECK(otherSettings.error().code == ErrorCode::InvalidInput);
    CHECK(!CheckpointFolder(folder.path(), "sae", "f").newest());
    CHECK_OK(CheckpointFolder(folder.path(), "test", "f").newest());
}

TEST(a_folder_that_cannot_be_written_is_reported) {
    const check::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "in the way";
    CheckpointFolder checkpoints(folder.path() / "file", "test", "f");
    CHECK(!checkpoints.open());
    const auto written = checkpoints.write(checkpoint(1, 1.0F));
    CHECK(!written);
    CHECK(written.error().code == ErrorCode::Io);
}
