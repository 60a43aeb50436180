// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/json_slice.h"

#include "core/base/json.h"
#include "core/base/text_check.h"

#include <algorithm>
#include <cstdint>

namespace saferscope {

namespace {

bool isSpace(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

// Position after the string literal that starts at `at`.
std::size_t afterString(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        at += json[at] == '\\' ? 1 : 0;
    }
    return std::min(at + 1, json.size());
}

std::size_t afterSpace(std::string_view json, std::size_t at) {
    while (at < json.size() && isSpace(json[at])) {
        ++at;
    }
    return at;
}

// Position after the value that starts at `at`.
std::size_t afterValue(std::string_view json, std::size_t at) {
    std::size_t depth = 0;
    while (at < json.size()) {
        const char byte = json[at];
        if (byte == '"') {
            at = afterString(json, at);
            if (depth == 0) {
                return at;
            }
            continue;
        }
        if (byte == '{' || byte == '[') {
            ++depth;
        } else if (byte == '}' || byte == ']') {
            if (depth <= 1) {
                return depth == 0 ? at : at + 1;
            }
            --depth;
        } else if (depth == 0 && (byte == ',' || isSpace(byte))) {
            return at;
        }
        ++at;
    }
    return at;
}

}  // namespace

std::size_t jsonDepth(std::string_view json) {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
        switch (json[at]) {
            case '"':
                at = afterString(json, at) - 1;
                break;
            case '{':
            case '[':
                deepest = std::max(deepest, ++depth);
                break;
            case '}':
            case ']':
                depth -= depth > 0 ? 1 : 0;
                break;
            default:
                break;
        }
    }
    return deepest;
}

bool isJsonObject(std::string_view text) {
    return jsonDepth(text) <= 64 && Json::accept(text) && text.find_first_not_of(" \t\r\n") == text.find('{');
}

std::string withoutJsonSpace(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        if (json[at] == '"') {
            const std::size_t end = afterString(json, at);
            out += json.substr(at, end - at);
            at = end;
        } else {
            if (!isSpace(json[at])) {
                out += json[at];
            }
            ++at;
        }
    }
    return out;
}

std::vector<std::string> topLevelKeys(std::string_view json) {
    std::vector<std::string> keys;
    std::size_t at = afterSpace(json, 0);
    if (at >= json.size() || json[at] != '{') {
        return keys;
    }
    constexpr std::size_t maxKeys = 1000;
    ++at;
    while (at < json.size() && keys.size() < maxKeys) {
        at = afterSpace(json, at);
        if (at >= json.size() || json[at] != '"') {
            break;
        }
        const std::size_t keyEnd = afterString(json, at);
        // Escapes are undone by the parser itself; a broken literal names nothing.
        const auto key = Json::parse(json.substr(at, keyEnd - at), nullptr, false);
        if (key.is_string() && std::ranges::find(keys, key.get_ref<const std::string&>()) == keys.end()) {
            keys.push_back(key.get<std::string>());
        }
        at = afterSpace(json, afterSpace(json, keyEnd) + 1);  // past the colon
        at = afterSpace(json, afterValue(json, at)) + 1;      // past the comma
    }
    return keys;
}

std::string jsonMemberText(std::string_view json, std::string_view key) {
    std::string found;  // a repeated key: the last one counts, as in the parser
    std::size_t at = afterSpace(json, 0) + 1;
    while (at < json.size()) {
        at = afterSpace(json, at);
        if (at >= json.size() || json[at] != '"') {
            break;
        }
        const std::size_t keyEnd = afterString(json, at);
        const bool wanted = keyEnd >= at + 2 && json.substr(at + 1, keyEnd - at - 2) == key;
        at = afterSpace(json, afterSpace(json, keyEnd) + 1);  // past the colon
        const std::size_t end = afterValue(json, at);
        if (wanted) {
            found = withoutJsonSpace(json.substr(at, end - at));
        }
        at = afterSpace(json, end) + 1;  // past the comma
    }
    return found;
}

void appendJsonString(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string repaired;
    if (!isValidUtf8(text)) {
        repaired = toValidUtf8(text);
        text = repaired;
    }
    out += '"';
    std::size_t plain = 0;  // start of the run that needs no escape
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool separator =
            byte == 0xe2 && (text.substr(at, 3) == "\xe2\x80\xa8" || text.substr(at, 3) == "\xe2\x80\xa9");
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f && !separator) {
            continue;
        }
        out += text.substr(plain, at - plain);
        if (separator) {
            out += text[at + 2] == '\xa8' ? "\\u2028" : "\\u2029";
            at += 2;
        } else if (byte == '"' || byte == '\\') {
            out += '\\';
            out += text[at];
        } else if (byte == '\n') {
            out += "\\n";
        } else if (byte == '\t') {
            out += "\\t";
        } else if (byte == '\r') {
            out += "\\r";
        } else {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
        plain = at + 1;
    }
    out += text.substr(plain);
    out += '"';
}

}  // namespace saferscope
