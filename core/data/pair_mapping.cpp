// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_mapping.h"

#include "core/base/text_check.h"

#include <array>
#include <string_view>
#include <utility>

namespace saferscope {

namespace {

struct Part {
    const char* name;
    std::string PairMapping::*member;
};
constexpr std::array<Part, 8> mappingParts{{{"prompt", &PairMapping::prompt},
                                            {"chosen", &PairMapping::chosen},
                                            {"rejected", &PairMapping::rejected},
                                            {"system", &PairMapping::system},
                                            {"id", &PairMapping::id},
                                            {"subset", &PairMapping::subset},
                                            {"split", &PairMapping::split},
                                            {"preferred", &PairMapping::preferred}}};

constexpr const char* form =
    "Write it as \"prompt=question,chosen=best,rejected=worst\"; system, id, subset, split and preferred are optional.";

constexpr std::string_view space = " \t";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(space);
    return first == std::string_view::npos ? std::string()
                                           : std::string(text.substr(first, text.find_last_not_of(space) - first + 1));
}

}  // namespace

Result<PairMapping> parsePairMapping(const std::string& text) {
    if (!isValidUtf8(text)) {  // no member has such a name
        return fail(ErrorCode::Usage, "The mapping is not valid UTF-8.", "Write the names as the file has them.");
    }
    PairMapping mapping;
    for (std::size_t at = 0; at <= text.size();) {
        std::string key;
        std::string value;
        bool inValue = false;
        for (; at < text.size() && text[at] != ','; ++at) {
            std::string& part = inValue ? value : key;
            if (text[at] == '\\' && at + 1 < text.size()) {
                part += text[++at];
            } else if (text[at] == '=' && !inValue) {
                inValue = true;
            } else {
                part += text[at];
            }
        }
        ++at;  // past the comma
        key = trimmed(key);
        const Part* found = nullptr;
        for (const auto& part : mappingParts) {
            found = key == part.name ? &part : found;
        }
        if (!inValue || value.empty()) {
            return fail(ErrorCode::Usage, "\"" + key + "\" in the mapping has no member after a '='.", form);
        }
        if (found == nullptr) {
            return fail(ErrorCode::Usage, "\"" + key + "\" in the mapping is not a part of a pair.", form);
        }
        if (!(mapping.*found->member).empty()) {
            return fail(ErrorCode::Usage, "The mapping names \"" + key + "\" twice.", form);
        }
        mapping.*found->member = std::move(value);
    }
    if (mapping.prompt.empty() || mapping.chosen.empty() || mapping.rejected.empty()) {
        return fail(ErrorCode::Usage, "The mapping lacks prompt, chosen or rejected.", form);
    }
    if (mapping.chosen == mapping.rejected) {
        return fail(ErrorCode::Usage, "The mapping takes both answers from \"" + mapping.chosen + "\".", form);
    }
    return mapping;
}

std::string pairMappingText(const PairMapping& mapping) {
    std::string text;
    for (const auto& part : mappingParts) {
        const std::string& value = mapping.*part.member;
        if (value.empty()) {
            continue;
        }
        text += (text.empty() ? "" : ",") + std::string(part.name) + "=";
        for (const char c : value) {
            text += c == ',' || c == '=' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
        }
    }
    return text;
}

}  // namespace saferscope
