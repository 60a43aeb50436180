// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_layout.h"

#include "core/data/hh_transcript.h"

namespace saferscope {

const char* pairLayoutName(PairLayout layout) {
    switch (layout) {
        case PairLayout::Auto:
            return "auto";
        case PairLayout::Saferscope:
            return "saferscope";
        case PairLayout::HhStrings:
            return "hh-strings";
        case PairLayout::Messages:
            return "messages";
        case PairLayout::Strings:
            return "strings";
        case PairLayout::ShareGpt:
            return "sharegpt";
    }
    return "auto";
}

std::optional<PairLayout> detectPairLayout(const Json& record) {
    if (!record.is_object()) {
        return std::nullopt;
    }
    const auto chosen = record.find("chosen");
    const auto rejected = record.find("rejected");
    if (chosen == record.end() || rejected == record.end() || chosen->type() != rejected->type()) {
        return std::nullopt;
    }
    const auto prompt = record.find("prompt");
    if (chosen->is_string()) {
        if (prompt == record.end() || prompt->is_null() || prompt->is_string()) {
            if (looksLikeHhTranscript(chosen->get_ref<const std::string&>()) &&
                looksLikeHhTranscript(rejected->get_ref<const std::string&>())) {
                return PairLayout::HhStrings;
            }
        }
        if (prompt == record.end()) {
            return std::nullopt;
        }
        if (prompt->is_array()) {
            return PairLayout::Saferscope;
        }
        return prompt->is_string() ? std::optional(PairLayout::Strings) : std::nullopt;
    }
    if (chosen->is_array()) {
        return PairLayout::Messages;
    }
    if (chosen->is_object() && (record.contains("conversations") || record.contains("messages"))) {
        return PairLayout::ShareGpt;
    }
    return std::nullopt;
}

std::string acceptedLayoutsText() {
    return "Each record needs \"chosen\" and \"rejected\": two strings with a \"prompt\" (string or message list), two "
           "\"\\n\\nHuman: … \\n\\nAssistant: …\" transcripts, two message lists, or two {from, value} answers with "
           "\"conversations\".";
}

}  // namespace saferscope
