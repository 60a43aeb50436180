// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/preset.h"

namespace saferscope {

namespace {

// Hashes are for comparing, not for reading.
std::string shown(const std::string& text) { return text.size() == 64 ? text.substr(0, 12) : text; }

}  // namespace

Json toJson(const EvaluationPreset& preset) {
    return {{"dtype", preset.dtype},
            {"device", preset.device},
            {"max_tokens", preset.maxTokens},
            {"truncation", preset.truncation},
            {"template_hash", preset.templateHash},
            {"tokenizer_hash", preset.tokenizerHash},
            {"date_string", preset.dateString},
            {"ties", preset.ties},
            {"batch_independent", preset.batchIndependent}};
}

Result<EvaluationPreset> presetFromJson(const Json& json, const std::string& where) {
    EvaluationPreset preset;
    const auto text = [&](const char* key, std::string& member) -> Status {
        auto value = jsonMemberOr<std::string>(json, key, {}, where);
        if (!value) {
            return failure(value);
        }
        member = std::move(*value);
        return {};
    };
    for (const auto& [key, member] : {std::pair<const char*, std::string*>{"dtype", &preset.dtype},
                                      {"device", &preset.device},
                                      {"truncation", &preset.truncation},
                                      {"template_hash", &preset.templateHash},
                                      {"tokenizer_hash", &preset.tokenizerHash},
                                      {"date_string", &preset.dateString},
                                      {"ties", &preset.ties}}) {
        if (auto read = text(key, *member); !read) {
            return failure(read);
        }
    }
    const auto tokens = jsonMemberOr<std::int64_t>(json, "max_tokens", 0, where);
    const auto independent = jsonMemberOr<bool>(json, "batch_independent", true, where);
    if (!tokens || !independent) {
        return !tokens ? failure(tokens) : failure(independent);
    }
    if (*tokens < 0 || *tokens > 1'000'000'000) {
        return fail(ErrorCode::InvalidInput, where + ": \"max_tokens\" is out of range.");
    }
    preset.maxTokens = static_cast<std::uint32_t>(*tokens);
    preset.batchIndependent = *independent;
    return preset;
}

std::vector<std::string> presetDifferences(const EvaluationPreset& here, const EvaluationPreset& baseline) {
    std::vector<std::string> differences;
    const auto compare = [&](const char* name, const std::string& left, const std::string& right) {
        if (left != right && !left.empty() && !right.empty()) {
            differences.push_back(std::string(name) + " " + shown(left) + " here, " + shown(right) +
                                  " in the baseline");
        }
    };
    const auto number = [](std::uint32_t value) { return value == 0 ? std::string() : std::to_string(value); };
    compare("dtype", here.dtype, baseline.dtype);
    compare("device", here.device, baseline.device);
    compare("max_tokens", number(here.maxTokens), number(baseline.maxTokens));
    compare("truncation", here.truncation, baseline.truncation);
    compare("template_hash", here.templateHash, baseline.templateHash);
    compare("tokenizer_hash", here.tokenizerHash, baseline.tokenizerHash);
    compare("date_string", here.dateString, baseline.dateString);
    compare("ties", here.ties, baseline.ties);
    if (here.batchIndependent != baseline.batchIndependent) {
        differences.push_back(std::string("batch_independent ") + (here.batchIndependent ? "true" : "false") +
                              " here, " + (baseline.batchIndependent ? "true" : "false") + " in the baseline");
    }
    return differences;
}

}  // namespace saferscope
