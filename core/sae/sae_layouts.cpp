// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_layouts.h"

#include <array>
#include <utility>

namespace saferscope {

namespace {

constexpr std::array<std::pair<SaeLayout, const char*>, 7> layoutNames{
    {{SaeLayout::Saferscope, "saferscope"},
     {SaeLayout::Safer, "safer"},
     {SaeLayout::Sparsify, "sparsify"},
     {SaeLayout::SaeLens, "saelens"},
     {SaeLayout::DictionaryLearning, "dictionary-learning"},
     {SaeLayout::OpenAi, "openai"},
     {SaeLayout::GemmaScope, "gemma-scope"}}};

}  // namespace

const char* saeLayoutName(SaeLayout layout) {
    for (const auto& [value, name] : layoutNames) {
        if (value == layout) {
            return name;
        }
    }
    return "saferscope";
}

std::optional<SaeLayout> saeLayoutFromName(const std::string& name) {
    for (const auto& [value, text] : layoutNames) {
        if (name == text) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace saferscope
