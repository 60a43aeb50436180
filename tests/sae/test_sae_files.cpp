// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/sae/sae.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <fstream>
#include <limits>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

Sae smallSae() {
    SaeConfig config;
    config.inputSize = 6;
    config.latents = 10;
    config.k = 3;
    config.layer = 2;
    config.trainedOn = "tokens";
    config.modelHash = "abc";
    Sae sae = Sae::random(config, 4);
    sae.encoder.mul_(1.5);
    sae.latentBias.fill_(0.25);
    return sae;
}

std::vector<NamedTensor> bareTensors(const Sae& sae) {
    return {{"pre_bias", sae.preBias},
            {"latent_bias", sae.latentBias},
            {"encoder.weight", sae.encoder},
            {"decoder.weight", sae.decoder.t()}};
}

/// The refusal's whole text, so that a test can look for what it must name.
std::string refusal(const Result<Sae>& result) {
    CHECK(!result);
    return result.error().message + " " + result.error().hint;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST(sae_folder_round_trip_keeps_everything) {
    const check::TemporaryFolder folder;
    const Sae sae = smallSae();
    CHECK_OK(sae.save(folder.path() / "sae"));
    const auto loaded = Sae::load(folder.path() / "sae");
    CHECK_OK(loaded);
    CHECK(at::equal(loaded->encoder, sae.encoder));
    CHECK(at::equal(loaded->decoder, sae.decoder));
    CHECK(at::equal(loaded->latentBias, sae.latentBias));
    CHECK(at::equal(loaded->preBias, sae.preBias));
    CHECK_EQ(loaded->config().k, 3);
    CHECK_EQ(loaded->config().layer, 2);
    CHECK_EQ(loaded->config().trainedOn, std::string("tokens"));
    CHECK_EQ(loaded->config().modelHash, std::string("abc"));
    CHECK_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);  // no leftovers
}

TEST(sae_save_replaces_an_older_one_and_spares_strangers) {
    const check::TemporaryFolder folder;
    Sae sae = smallSae();
    CHECK_OK(sae.save(folder.path() / "sae/"));
    sae.latentBias.fill_(0.5);
    CHECK_OK(sae.save(folder.path() / "sae"));
    CHECK_NEAR(Sae::load(folder.path() / "sae")->latentBias[0].item<double>(), 0.5, 0.0);
    std::ofstream(folder.path() / "sae" / "notes.txt") << "mine";
    sae.latentBias.fill_(0.75);
    CHECK_OK(sae.save(folder.path() / "sae"));
    CHECK_NEAR(Sae::load(folder.path() / "sae")->latentBias[0].item<double>(), 0.75, 0.0);
    CHECK(fs::exists(folder.path() / "sae" / "notes.txt"));
}

TEST(sae_with_nan_is_not_saved) {
    const check::TemporaryFolder folder;
    Sae sae = smallSae();
    CHECK_OK(sae.save(folder.path() / "sae"));
    sae.encoder[3][2] = std::numeric_limits<float>::quiet_NaN();
    CHECK(!sae.save(folder.path() / "sae"));
    CHECK_OK(Sae::load(folder.path() / "sae"));  // the good one is still there
}

TEST(bare_file_takes_k_and_layer_from_the_caller) {
    const check::TemporaryFolder folder;
    const Sae sae = smallSae();
    const fs::path path = folder.path() / "stage2.safetensors";
    CHECK_OK(saveTensors(path, bareTensors(sae)));
    const auto loaded = Sae::load(path, 3, 2);
    CHECK_OK(loaded);
    CHECK(at::equal(loaded->decoder, sae.decoder));
    CHECK(loaded->decoder.is_contiguous());
    CHECK_EQ(loaded->config().inputSize, 6);
    CHECK_EQ(loaded->config().latents, 10);
    CHECK_EQ(loaded->config().layer, 2);
    CHECK(contains(refusal(Sae::load(path)), "k"));
    CHECK(contains(refusal(Sae::load(path, 11, 2)), "k = 11"));
    CHECK(contains(refusal(Sae::load(path, 0, 2)), "k = 0"));
}

TEST(damaged_saes_are_refused_by_name) {
    const check::TemporaryFolder folder;
    const Sae sae = smallSae();
    const fs::path path = folder.path() / "bad.safetensors";
    for (std::size_t missing = 0; missing < 4; ++missing) {
        auto tensors = bareTensors(sae);
        const std::string name = tensors[missing].first;
        tensors.erase(tensors.begin() + static_cast<std::ptrdiff_t>(missing));
        CHECK_OK(saveTensors(path, tensors));
        CHECK(contains(refusal(Sae::load(path, 3)), name));
    }
    auto tensors = bareTensors(sae);
    tensors[3].second = sae.decoder;  // [M, d] where [d, M] is needed
    CHECK_OK(saveTensors(path, tensors));
    CHECK(contains(refusal(Sae::load(path, 3)), "[10, 6] where [6, 10]"));
    tensors = bareTensors(sae);
    tensors[1].second = sae.latentBias.clone();
    tensors[1].second[4] = std::numeric_limits<float>::infinity();
    CHECK_OK(saveTensors(path, tensors));
    CHECK(contains(refusal(Sae::load(path, 3)), "latent_bias"));
    tensors[1].second = at::zeros({10}, at::kLong);
    CHECK_OK(saveTensors(path, tensors));
    CHECK(contains(refusal(Sae::load(path, 3)), "I64"));
    CHECK_EQ(Sae::load(folder.path() / "absent").error().code == ErrorCode::NotFound, true);
}

TEST(folder_config_is_checked) {
    const check::TemporaryFolder folder;
    const fs::path path = folder.path() / "sae";
    CHECK_OK(smallSae().save(path));
    CHECK(contains(refusal(Sae::load(path, 4)), "k = 3"));
    CHECK(contains(refusal(Sae::load(path, 3, 1)), "layer 2"));
    CHECK_OK(Sae::load(path, 3, 2));
    const auto change = [&](const char* key, const Json& value) {
        Json json = *readJsonFile(path / "sae_config.json");
        json[key] = value;
        CHECK_OK(writeJsonFile(path / "sae_config.json", json));
    };
    for (const auto& [key, bad, good] : {std::tuple<const char*, Json, Json>{"k", 11, 3},
                                         {"k", "three", 3},
                                         {"latents", 12, 10},
                                         {"input_size", -6, 6},
                                         {"version", 2, 1},
                                         {"format", "other", "saferscope-sae"},
                                         {"trained_on", "everything", "tokens"}}) {
        change(key, bad);
        CHECK(!refusal(Sae::load(path)).empty());
        change(key, good);
        CHECK_OK(Sae::load(path));
    }
    fs::remove(path / "sae.safetensors");
    CHECK(!Sae::load(path));
}

TEST(content_hash_follows_the_content_not_the_place) {
    const check::TemporaryFolder folder;
    Sae sae = smallSae();
    CHECK_OK(sae.save(folder.path() / "a"));
    CHECK_OK(sae.save(folder.path() / "b"));
    const auto first = saeContentHash(folder.path() / "a");
    CHECK_OK(first);
    CHECK_EQ(*first, *saeContentHash(folder.path() / "b"));
    sae.preBias[0] = 1.0F;
    CHECK_OK(sae.save(folder.path() / "b"));
    CHECK(*first != *saeContentHash(folder.path() / "b"));
    CHECK_OK(saeContentHash(folder.path() / "a" / "sae.safetensors"));
    CHECK(!saeContentHash(folder.path() / "absent"));
}
