// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/text/byte_alphabet.h"

namespace saferscope::check {

/// tokenizer.json of single bytes: id = byte, nothing is ever merged.
inline Json byteTokenizer() {
    Json vocabulary = Json::object();
    for (int byte = 0; byte < 256; ++byte) {
        const char one = static_cast<char>(byte);
        vocabulary[spellBytes(std::string_view(&one, 1))] = byte;
    }
    return {{"model", {{"type", "BPE"}, {"vocab", std::move(vocabulary)}, {"merges", Json::array()}}},
            {"pre_tokenizer",
             {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}}},
            {"decoder", {{"type", "ByteLevel"}}},
            {"added_tokens", Json::array()}};
}

}  // namespace saferscope::check
