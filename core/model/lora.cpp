// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/lora.h"

#include "core/base/random.h"
#include "core/model/decoder_weights.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cmath>
#include <map>

namespace saferscope {

namespace {

struct Place {
    LoraTarget target;
    const char* name;
    at::Tensor BlockWeights::*weight;
};

constexpr std::array<Place, loraTargetCount> places = {{
    {LoraTarget::Query, "self_attn.q_proj", &BlockWeights::query},
    {LoraTarget::Key, "self_attn.k_proj", &BlockWeights::key},
    {LoraTarget::Value, "self_attn.v_proj", &BlockWeights::value},
    {LoraTarget::Output, "self_attn.o_proj", &BlockWeights::output},
    {LoraTarget::Gate, "mlp.gate_proj", &BlockWeights::gate},
    {LoraTarget::Up, "mlp.up_proj", &BlockWeights::up},
    {LoraTarget::Down, "mlp.down_proj", &BlockWeights::down},
}};

std::string mapName(std::size_t layer, const Place& place) {
    return "model.layers." + std::to_string(layer) + "." + place.name;
}

at::Tensor uniformRows(std::int64_t rows, std::int64_t columns, Random& random) {
    at::Tensor values = at::empty({rows, columns}, at::kFloat);
    auto* data = values.data_ptr<float>();
    const double bound = 1.0 / std::sqrt(static_cast<double>(columns));
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        data[i] = static_cast<float>(bound * (2.0 * random.uniform() - 1.0));
    }
    return values;
}

}  // namespace

void attachLora(DecoderWeights& weights, const LoraSettings& settings) {
    const at::NoGradGuard noGradients;
    Random random(settings.seed ^ 0x6c6f7261ULL);  // not the numbers that fresh weights of the same seed are made of
    for (BlockWeights& block : weights.blocks) {
        block.lora = {};
        block.lora.scale = settings.alpha / static_cast<double>(settings.rank);
        for (const Place& place : places) {
            if (!contains(settings.targets, place.target)) {
                continue;
            }
            const at::Tensor& weight = block.*place.weight;
            LoraPair& pair = block.lora.pairs[static_cast<std::size_t>(place.target)];
            pair.a = at::empty({settings.rank, weight.size(1)}, weight.options().requires_grad(false));
            pair.a.copy_(uniformRows(settings.rank, weight.size(1), random));
            pair.b = at::zeros({weight.size(0), settings.rank}, weight.options().requires_grad(false));
        }
    }
}

std::vector<NamedTensor> loraParameters(const DecoderWeights& weights) {
    std::vector<NamedTensor> all;
    for (std::size_t layer = 0; layer < weights.blocks.size(); ++layer) {
        for (const Place& place : places) {
            const LoraPair& pair = weights.blocks[layer].lora.of(place.target);
            if (pair.defined()) {
                all.emplace_back(mapName(layer, place) + ".lora_A.weight", pair.a);
                all.emplace_back(mapName(layer, place) + ".lora_B.weight", pair.b);
            }
        }
    }
    return all;
}

std::vector<NamedTensor> mergedWeights(const DecoderWeights& weights) {
    const at::NoGradGuard noGradients;
    std::vector<NamedTensor> all = weights.named();
    std::map<std::string, at::Tensor*> byName;
    for (auto& [name, tensor] : all) {
        byName[name] = &tensor;
    }
    for (std::size_t layer = 0; layer < weights.blocks.size(); ++layer) {
        const BlockLora& lora = weights.blocks[layer].lora;
        for (const Place& place : places) {
            const LoraPair& pair = lora.of(place.target);
            if (!pair.defined()) {
                continue;
            }
            at::Tensor& weight = *byName.at(mapName(layer, place) + ".weight");
            const at::ScalarType precision = weight.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
            // A copy in any case: the model's own weight stays as it is.
            weight = at::addmm(weight.detach().to(precision), pair.b.detach().to(precision),
                               pair.a.detach().to(precision), 1.0, lora.scale);
        }
    }
    return all;
}

at::Tensor addLora(const at::Tensor& product, const at::Tensor& x, const BlockLora& lora,
                   const std::vector<LoraTarget>& targets, const std::vector<std::int64_t>& widths) {
    bool any = false;
    for (const LoraTarget target : targets) {
        any = any || lora.of(target).defined();
    }
    if (!any) {
        return product;
    }
    std::vector<at::Tensor> parts = product.split_with_sizes(widths, 1);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const LoraPair& pair = lora.of(targets[i]);
        if (pair.defined()) {
            // The narrow product is scaled: rank columns instead of the map's.
            parts[i] = parts[i] + at::linear(at::linear(x, pair.a) * lora.scale, pair.b);
        }
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts, 1);
}

}  // namespace saferscope
