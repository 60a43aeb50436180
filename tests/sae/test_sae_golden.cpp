// SPDX-License-Identifier: GPL-3.0-or-later
// Expected numbers of a tiny SAE in the authors' layout, computed in float64 by an independent implementation.
#include "core/base/json.h"
#include "core/base/mapped_file.h"
#include "core/sae/sae.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cstring>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t d = 64;
constexpr std::int64_t latents = 256;

std::uint16_t shortAt(std::span<const std::byte> bytes, std::size_t at) {
    std::uint16_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

/// The raw storage `…/data/N` of an uncompressed torch.save() archive: found by its local file header, no pickle read.
at::Tensor storage(std::span<const std::byte> zip, int number, std::vector<std::int64_t> shape) {
    const std::string wanted = "/data/" + std::to_string(number);
    for (std::size_t at = 0; at + 30 < zip.size(); ++at) {
        if (std::memcmp(zip.data() + at, "PK\x03\x04", 4) != 0) {
            continue;
        }
        const std::size_t nameLength = shortAt(zip, at + 26);
        const std::string name(reinterpret_cast<const char*>(zip.data()) + at + 30, nameLength);
        if (!name.ends_with(wanted)) {
            continue;
        }
        CHECK_EQ(shortAt(zip, at + 8), 0);  // stored, not compressed
        const std::size_t begin = at + 30 + nameLength + shortAt(zip, at + 28);
        at::Tensor tensor = at::empty(shape, at::kFloat);
        CHECK(begin + tensor.nbytes() <= zip.size());
        std::memcpy(tensor.data_ptr(), zip.data() + begin, tensor.nbytes());
        return tensor;
    }
    throw check::Failure("no storage " + wanted, __FILE__, __LINE__);
}

}  // namespace

TEST(safer_layout_meets_its_golden_numbers) {
    const fs::path goldens = check::sharedFolder() / "goldens";
    if (!fs::exists(goldens / "saes" / "safer" / "stage2.pt")) {
        SKIP("the shared goldens are not here");
    }
    const auto zip = MappedFile::open(goldens / "saes" / "safer" / "stage2.pt");
    CHECK_OK(zip);
    const check::TemporaryFolder folder;
    const fs::path path = folder.path() / "stage2.safetensors";
    CHECK_OK(saveTensors(path, {{"pre_bias", storage(zip->bytes(), 0, {d})},
                                {"latent_bias", storage(zip->bytes(), 1, {latents})},
                                {"encoder.weight", storage(zip->bytes(), 2, {latents, d})},
                                {"decoder.weight", storage(zip->bytes(), 3, {d, latents})}}));
    const auto sae = Sae::load(path, 8, 2);
    CHECK_OK(sae);
    const auto expected = readJsonFile(goldens / "saes" / "safer" / "expected.json");
    CHECK_OK(expected);
    const auto tensors = loadTensors(goldens / "models" / "llama" / "golden.safetensors");
    CHECK_OK(tensors);
    at::Tensor hidden;
    for (const auto& [name, tensor] : *tensors) {
        if (name == "hidden") {
            hidden = tensor;
        }
    }
    const auto tokens = (*expected)["tokens"].get<std::int64_t>();
    const at::Tensor h = hidden[0][(*expected)["layer"].get<std::int64_t>()].narrow(0, 0, tokens);
    const SparseLatents code = sae->encode(h);
    const at::Tensor rebuilt = sae->reconstruct(h, code);
    SaeQualityMeter meter(latents);
    meter.add(h, rebuilt, code);
    for (std::int64_t token = 0; token < tokens; ++token) {
        std::vector<std::pair<std::int64_t, double>> positive;
        for (std::int64_t j = 0; j < 8; ++j) {
            const double value = code.values[token][j].item<double>();
            if (value > 0) {
                positive.emplace_back(code.indices[token][j].item<std::int64_t>(), value);
            }
        }
        std::sort(positive.begin(), positive.end());
        const Json& wanted = (*expected)["positive_latents"][static_cast<std::size_t>(token)];
        CHECK_EQ(positive.size(), wanted.size());
        for (std::size_t j = 0; j < positive.size(); ++j) {
            CHECK_EQ(positive[j].first, wanted[j][0].get<std::int64_t>());
            CHECK_NEAR(positive[j].second, wanted[j][1].get<double>(), 1e-4);
        }
        const double norm = (*expected)["reconstruction_norm"][static_cast<std::size_t>(token)].get<double>();
        CHECK_NEAR(rebuilt[token].norm().item<double>(), norm, 1e-4);
    }
    CHECK_NEAR(meter.result().nmse, (*expected)["nmse"].get<double>(), 1e-4);
}
