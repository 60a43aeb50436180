// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/model/config.h"
#include "core/model/decoder_weights.h"
#include "core/tensor/file_pages.h"
#include "tests/model/counting_allocator.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <fstream>
#include <iterator>

using namespace saferscope;
using namespace saferscope::testing;
using check::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

LoadOptions mappedAs(at::ScalarType dtype) {
    LoadOptions options;
    options.dtype = dtype;
    options.mapped = true;
    return options;
}

LoadOptions copiedAs(at::ScalarType dtype) {
    LoadOptions options;
    options.dtype = dtype;
    return options;
}

at::Tensor rewardsOf(const RewardModel& model) {
    const c10::InferenceMode inference;
    return model.forward(packPairs(mixedPairs(), c10::kCPU)).rewards;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The order in which Hugging Face writes a model: by name.
std::vector<NamedTensor> byName(std::vector<NamedTensor> tensors) {
    std::sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return tensors;
}

void write(const fs::path& folder, const ModelConfig& config, std::vector<NamedTensor> tensors, at::ScalarType dtype) {
    for (auto& [name, tensor] : tensors) {
        tensor = tensor.detach().to(dtype);
    }
    CHECK_OK(saveTensors(folder / "model.safetensors", tensors));
    CHECK_OK(writeJsonFile(folder / "config.json", modelConfigToJson(config)));
}

/// A shape drawn at random, so that tensors end anywhere.
ModelConfig randomConfig(Random& random) {
    ModelConfig config = tinyConfig();
    config.kvHeads = 1 + static_cast<std::int64_t>(random.below(3));
    config.heads = config.kvHeads * (1 + static_cast<std::int64_t>(random.below(3)));
    config.headDim = 2 * (1 + static_cast<std::int64_t>(random.below(6)));
    config.hiddenSize = 3 + static_cast<std::int64_t>(random.below(60));
    config.intermediateSize = 1 + static_cast<std::int64_t>(random.below(90));
    config.layers = 1 + static_cast<std::int64_t>(random.below(3));
    config.mlpBias = random.below(2) == 0;
    return config;
}

std::size_t countMapped(const RewardModel& model) {
    std::size_t count = 0;
    for (const auto& [name, tensor] : model.parameters()) {
        count += isMapped(tensor) ? 1 : 0;
    }
    return count;
}

bool sameWeights(const RewardModel& a, const RewardModel& b) {
    const auto ours = a.parameters();
    const auto theirs = b.parameters();
    bool same = ours.size() == theirs.size();
    for (std::size_t i = 0; same && i < ours.size(); ++i) {
        same = ours[i].first == theirs[i].first && at::equal(ours[i].second, theirs[i].second);
    }
    return same;
}

}  // namespace

TEST(mapped_weights_are_the_copied_ones_in_any_shape_order_and_dtype) {
    Random random(11);
    for (int round = 0; round < 24; ++round) {
        const ModelConfig config = randomConfig(random);
        const RewardModel model = tinyModel(config, at::kFloat, random.below(1000));
        const at::ScalarType stored = round % 3 == 0 ? at::kFloat : round % 3 == 1 ? at::kBFloat16 : at::kHalf;
        const bool sorted = random.below(2) == 0;
        const TemporaryFolder folder;
        write(folder.path(), config, sorted ? byName(model.parameters()) : model.parameters(), stored);
        for (const at::ScalarType wanted : {at::kFloat, at::kBFloat16}) {
            const auto mapped = RewardModel::load(folder.path(), mappedAs(wanted));
            const auto copied = RewardModel::load(folder.path(), copiedAs(wanted));
            CHECK_OK(mapped);
            CHECK_OK(copied);
            CHECK_EQ(countMapped(*copied), std::size_t{0});
            CHECK_EQ(countMapped(*mapped), stored == wanted ? mapped->parameters().size() : std::size_t{0});
            CHECK(sameWeights(*mapped, *copied));
            const double scale = rewardsOf(*copied).abs().max().item<double>();
            CHECK(largestDifference(rewardsOf(*mapped), rewardsOf(*copied)) <=
                  (wanted == at::kFloat ? 1e-5 : 2e-2) * (1.0 + scale));
        }
    }
}

TEST(misaligned_weights_are_copied_and_the_rest_stays_in_the_file) {
    const RewardModel model = tinyModel();
    const TemporaryFolder folder;
    // A byte in the middle: what lies behind it is misaligned until another three.
    auto tensors = model.parameters();
    tensors.insert(tensors.begin() + 8, {"extra.a", at::ones({1}, at::kByte)});
    tensors.insert(tensors.begin() + 14, {"extra.b", at::ones({3}, at::kByte)});
    CHECK_OK(saveTensors(folder.path() / "model.safetensors", tensors));
    CHECK_OK(writeJsonFile(folder.path() / "config.json", modelConfigToJson(tinyConfig())));
    const auto mapped = RewardModel::load(folder.path(), mappedAs(at::kFloat));
    CHECK_OK(mapped);
    const std::size_t count = countMapped(*mapped);
    CHECK(count < model.parameters().size());
    CHECK(count > model.parameters().size() / 2);
    CHECK(sameWeights(*mapped, model));
    CHECK(largestDifference(rewardsOf(*mapped), rewardsOf(model)) < 1e-5);
}

TEST(changing_mapped_weights_never_changes_the_file) {
    const TemporaryFolder folder;
    write(folder.path(), tinyConfig(), byName(tinyModel().parameters()), at::kFloat);
    const std::string before = contents(folder.path() / "model.safetensors");
    auto mapped = RewardModel::load(folder.path(), mappedAs(at::kFloat));
    auto copied = RewardModel::load(folder.path(), copiedAs(at::kFloat));
    CHECK_OK(mapped);
    CHECK_OK(copied);
    CHECK_EQ(countMapped(*mapped), mapped->parameters().size());
    const at::Tensor vector = at::linspace(-1, 1, tinyConfig().hiddenSize);
    for (RewardModel* model : {&*mapped, &*copied}) {
        model->addToStream(0, vector);
        model->addToStream(2, vector);
        LoraSettings settings;
        settings.rank = 2;
        model->attachLora(settings);
        const c10::InferenceMode inference(false);
        for (auto& [name, tensor] : model->trainableParameters()) {
            tensor.detach().add_(0.25);
        }
        model->mergeLora();
    }
    CHECK(sameWeights(*mapped, *copied));
    CHECK(!sameWeights(*mapped, tinyModel()));
    // Dropping pages keeps what was changed.
    for (const auto& [name, tensor] : mapped->parameters()) {
        dropMappedPages(tensor);
    }
    CHECK(sameWeights(*mapped, *copied));
    CHECK_EQ(contents(folder.path() / "model.safetensors"), before);
    // Saved over its own file: what is mapped is still the old one.
    CHECK_OK(mapped->save(folder.path()));
    CHECK(sameWeights(*mapped, *copied));
    const auto again = RewardModel::load(folder.path(), mappedAs(at::kFloat));
    CHECK_OK(again);
    CHECK(sameWeights(*again, *copied));
}

TEST(mapped_weights_train_like_copied_ones) {
    const TemporaryFolder folder;
    write(folder.path(), tinyConfig(), byName(tinyModel().parameters()), at::kFloat);
    auto mapped = RewardModel::load(folder.path(), mappedAs(at::kFloat));
    auto copied = RewardModel::load(folder.path(), copiedAs(at::kFloat));
    CHECK_OK(mapped);
    CHECK_OK(copied);
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    for (RewardModel* model : {&*mapped, &*copied}) {
        model->requireGradients(true);
        for (int step = 0; step < 2; ++step) {
            model->forward(batch).rewards.square().sum().backward();
            const at::NoGradGuard still;
            for (auto& [name, tensor] : model->parameters()) {
                tensor.sub_(tensor.grad(), 1e-4);
                tensor.mutable_grad() = at::Tensor();
            }
        }
        model->requireGradients(false);
    }
    const auto ours = mapped->parameters();
    const auto theirs = copied->parameters();
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CHECK(largestDifference(ours[i].second, theirs[i].second) < 1e-5);
    }
}

TEST(a_mapped_model_outlives_its_deleted_or_replaced_file) {
    const RewardModel model = tinyModel();
    const TemporaryFolder folder;
    CHECK_OK(model.save(folder.path()));
    auto mapped = RewardModel::load(folder.path(), mappedAs(at::kFloat));
    CHECK_OK(mapped);
    CHECK_OK(tinyModel(tinyConfig(), at::kFloat, 99).save(folder.path()));  // renamed over it
    CHECK(sameWeights(*mapped, model));
    fs::remove(folder.path() / "model.safetensors");
    for (const auto& [name, tensor] : mapped->parameters()) {
        dropMappedPages(tensor);
    }
    CHECK(sameWeights(*mapped, model));
    // One weight alone keeps the file mapped.
    at::Tensor last = mapped->parameters().back().second;
    *mapped = tinyModel();
    CHECK(isMapped(last));
    CHECK(at::equal(last, model.parameters().back().second));
}

TEST(a_file_cut_short_is_refused_before_anything_is_mapped) {
    const TemporaryFolder folder;
    CHECK_OK(tinyModel().save(folder.path()));
    const fs::path path = folder.path() / "model.safetensors";
    const auto size = fs::file_size(path);
    for (const std::uintmax_t cut : {std::uintmax_t{1}, size / 2, size - 4096, size - 8}) {
        fs::resize_file(path, size - cut);
        CHECK(!RewardModel::load(folder.path(), mappedAs(at::kFloat)));
        CHECK_OK(tinyModel().save(folder.path()));
    }
}

TEST(converting_needs_little_memory_beside_the_result) {
    ModelConfig config = tinyConfig();
    config.hiddenSize = 512;
    config.intermediateSize = 1024;
    config.vocabularySize = 24000;  // 49 MB as float32
    config.padTokenId = 0;
    const TemporaryFolder folder;
    CHECK_OK(RewardModel::random(config, 3).save(folder.path(), at::kBFloat16));
    const CountedBytes bytes;
    const auto loaded = RewardModel::load(folder.path(), copiedAs(at::kFloat));
    CHECK_OK(loaded);
    const double result = 4.0 * static_cast<double>(loaded->parameterCount());
    CHECK(static_cast<double>(bytes.peak()) < 1.05 * result);
    const std::int64_t before = bytes.peak();
    const auto mapped = RewardModel::load(folder.path(), mappedAs(at::kBFloat16));
    CHECK_OK(mapped);
    CHECK(bytes.peak() - before < 1 << 16);
}

TEST(fused_projections_are_views_where_the_file_has_them_end_to_end) {
    const TemporaryFolder ours;
    CHECK_OK(tinyModel().save(ours.path()));
    const auto inOrder = RewardModel::load(ours.path(), mappedAs(at::kFloat));
    CHECK_OK(inOrder);
    const TemporaryFolder theirs;
    write(theirs.path(), tinyConfig(), byName(tinyModel().parameters()), at::kFloat);
    const auto sorted = RewardModel::load(theirs.path(), mappedAs(at::kFloat));
    CHECK_OK(sorted);
    // Parts of one tensor share its storage; q, k and v of Hugging Face's order have k_proj and o_proj between them.
    const auto together = [](const RewardModel& model, const std::string& a, const std::string& b) {
        at::Tensor first;
        at::Tensor second;
        for (const auto& [name, tensor] : model.parameters()) {
            first = name == "model.layers.1." + a + ".weight" ? tensor : first;
            second = name == "model.layers.1." + b + ".weight" ? tensor : second;
        }
        return first.storage().unsafeGetStorageImpl() == second.storage().unsafeGetStorageImpl();
    };
    CHECK(together(*inOrder, "self_attn.q_proj", "self_attn.v_proj"));
    CHECK(together(*inOrder, "mlp.gate_proj", "mlp.up_proj"));
    CHECK(!together(*sorted, "self_attn.q_proj", "self_attn.v_proj"));
    CHECK(together(*sorted, "mlp.gate_proj", "mlp.up_proj"));
}
