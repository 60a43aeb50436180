// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/hook_layer.h"

#include "core/tensor/safetensors_header.h"

#include <array>
#include <charconv>
#include <string_view>
#include <vector>

namespace saferscope {

namespace {

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 100000) {
        return std::nullopt;
    }
    return value;
}

std::vector<std::string_view> partsOf(std::string_view name) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t dot = name.find('.');
        parts.push_back(name.substr(0, dot));
        if (dot == std::string_view::npos) {
            return parts;
        }
        name.remove_prefix(dot + 1);
    }
}

}  // namespace

Result<std::optional<std::int64_t>> layerOfHook(const std::string& name, const std::string& where) {
    if (name == "hook_embed" || name.ends_with("embed_tokens")) {
        return 0;
    }
    const auto parts = partsOf(name);
    const std::string_view last = parts.back();
    const auto before = parts.size() > 1 ? wholeNumber(parts[parts.size() - 2]) : std::nullopt;
    if (parts.size() == 3 && parts[0] == "blocks" && before) {
        if (last == "hook_resid_post") {
            return *before + 1;
        }
        if (last == "hook_resid_pre") {
            return *before;
        }
    }
    // "layers.12", "model.layers.12", "transformer.h.12", "gpt_neox.layers.12": a whole block, whose output is meant.
    if (const auto block = wholeNumber(last); block && parts.size() > 1) {
        const std::string_view list = parts[parts.size() - 2];
        if (list == "layers" || list == "h" || list == "blocks") {
            return *block + 1;
        }
    }
    constexpr std::array others = std::to_array<std::string_view>(
        {"mlp", "attn", "attention", "hook_z", "hook_q", "hook_k", "hook_v", "resid_mid", "ln1", "ln2", "ln_final",
         "layernorm", "norm", "hook_result", "hook_pattern"});
    for (const std::string_view part : others) {
        if (name.find(part) != std::string::npos) {
            return fail(ErrorCode::InvalidInput,
                        where + " was trained on " + quotedName(name) +
                            ", which is not the residual stream between two "
                            "blocks.",
                        "Only SAEs of the residual stream are read; look for one of a block's output (resid_post).");
        }
    }
    return std::nullopt;
}

}  // namespace saferscope
