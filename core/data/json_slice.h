// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Deepest nesting of brackets and braces in JSON text, strings passed over. Linear and without recursion, so that it
/// can be asked before any parser sees untrusted text.
std::size_t jsonDepth(std::string_view json);

/// The value of a top-level member as it is spelled, without the white space between its tokens (key order and digits
/// of numbers survive). `json` must be a valid JSON object; empty when there is no such member.
std::string jsonMemberText(std::string_view json, std::string_view key);

/// The names of the top-level members in the order they are spelled, repeated ones once; the first 1,000. Empty for
/// text that is no object.
std::vector<std::string> topLevelKeys(std::string_view json);

/// Whether text is one valid JSON object and nothing else, nested at most 64 deep.
bool isJsonObject(std::string_view text);

/// JSON text without white space between tokens; strings untouched. `json` must be valid.
std::string withoutJsonSpace(std::string_view json);

/// Appends a JSON string literal. Control characters, U+2028 and U+2029 are escaped (so that no line splitter breaks a
/// JSONL file there) and bytes that are not UTF-8 become U+FFFD.
void appendJsonString(std::string& out, std::string_view text);

}  // namespace saferscope
