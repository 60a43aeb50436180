// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/token_decoder.h"

#include "core/base/text_check.h"
#include "core/text/byte_alphabet.h"

namespace saferscope {

namespace {

constexpr std::size_t maxSteps = 16;
constexpr const char* hint =
    "ByteLevel for byte-level models; Replace, ByteFallback, Fuse, Strip, Metaspace and sequences of them for others.";

std::string replaced(std::string_view text, const std::string& what, const std::string& with) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, done)) {
        out.append(text, done, at - done).append(with);
        done = at + what.size();
    }
    return out.append(text, done);
}

}  // namespace

Result<TokenDecoder> TokenDecoder::fromJson(const Json& value, bool byteLevel, const std::string& where) {
    TokenDecoder decoder;
    if (const auto status = decoder.add(value, byteLevel, where); !status) {
        return failure(status);
    }
    return decoder;
}

TokenDecoder TokenDecoder::ofSentencePiece(bool dummyPrefix) {
    TokenDecoder decoder;
    decoder.m_replacements.emplace_back("\u2581", " ");
    decoder.m_byteFallback = true;
    decoder.m_stripped = " ";
    decoder.m_stripBegin = dummyPrefix ? 1 : 0;
    return decoder;
}

Status TokenDecoder::add(const Json& value, bool byteLevel, const std::string& where) {
    if (value.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(value, "type", where + ": the decoder");
    if (!type) {
        return failure(type);
    }
    if (*type == "Sequence") {
        const auto it = value.find("decoders");
        if (it == value.end() || !it->is_array() || it->size() > maxSteps) {
            return fail(ErrorCode::InvalidInput, where + ": a decoder \"Sequence\" has no list of up to 16 decoders.");
        }
        for (const Json& inner : *it) {
            if (const auto status = add(inner, byteLevel, where); !status) {
                return status;
            }
        }
        return {};
    }
    const std::string name = where + ": the decoder \"" + *type + "\"";
    if (byteLevel != (*type == "ByteLevel")) {
        return fail(
            ErrorCode::InvalidInput,
            name + (byteLevel ? " is not supported." : " does not fit a pre-tokenizer without a ByteLevel step."),
            hint);
    }
    if (byteLevel) {
        return {};
    }
    if (*type == "Replace" && !m_fused) {
        const auto pattern = value.find("pattern");
        if (pattern == value.end() || !pattern->is_object() || !pattern->contains("String")) {
            return fail(ErrorCode::InvalidInput, name + " has no \"String\" pattern.");
        }
        auto what = jsonMember<std::string>(*pattern, "String", name);
        auto with = jsonMember<std::string>(value, "content", name);
        if (!what || !with) {
            return what ? failure(with) : failure(what);
        }
        if (what->empty() || with->size() > 1024 || m_replacements.size() >= maxSteps) {
            return fail(ErrorCode::InvalidInput, name + " replaces the empty text, or by too much.");
        }
        m_replacements.emplace_back(std::move(*what), std::move(*with));
        return {};
    }
    if (*type == "Metaspace") {
        const auto replacement = jsonMemberOr<std::string>(value, "replacement", "\u2581", name);
        const auto scheme = jsonMemberOr<std::string>(value, "prepend_scheme", "", name);
        const auto prefix = jsonMemberOr<bool>(value, "add_prefix_space", true, name);
        if (!replacement || !scheme || !prefix) {
            return !replacement ? failure(replacement) : !scheme ? failure(scheme) : failure(prefix);
        }
        if (utf8SequenceLength(*replacement) != replacement->size() || replacement->empty()) {
            return fail(ErrorCode::InvalidInput, name + " replaces something that is not one character.");
        }
        m_replacements.emplace_back(*replacement, " ");
        m_stripped = " ";
        m_stripBegin = scheme->empty() ? (*prefix ? 1 : 0) : *scheme == "never" ? 0 : 1;
        return {};
    }
    if (*type == "ByteFallback") {
        m_byteFallback = true;
        return {};
    }
    if (*type == "Fuse") {
        m_fused = true;
        return {};
    }
    if (*type == "Strip" && m_fused) {
        return addStrip(value, name);
    }
    return fail(ErrorCode::InvalidInput,
                name + (*type == "Strip"     ? " stands before Fuse, so it would strip every token."
                        : *type == "Replace" ? " stands after Fuse."
                                             : " is not supported."),
                hint);
}

Status TokenDecoder::addStrip(const Json& value, const std::string& where) {
    const auto content = jsonMember<std::string>(value, "content", where);
    const auto start = jsonMemberOr<std::int64_t>(value, "start", 0, where);
    const auto stop = jsonMemberOr<std::int64_t>(value, "stop", 0, where);
    if (!content || !start || !stop) {
        return !content ? failure(content) : !start ? failure(start) : failure(stop);
    }
    if (content->empty() || utf8SequenceLength(*content) != content->size() || *start < 0 || *stop < 0) {
        return fail(ErrorCode::InvalidInput, where + " strips something that is not one character.");
    }
    m_stripped = *content;
    m_stripBegin = static_cast<std::size_t>(*start);
    m_stripEnd = static_cast<std::size_t>(*stop);
    return {};
}

std::string TokenDecoder::bytes(std::string_view spelling) const {
    if (m_byteFallback) {
        if (const auto byte = byteOfTokenSpelling(spelling)) {
            return std::string(1, static_cast<char>(*byte));
        }
    }
    std::string text(spelling);
    for (const auto& [what, with] : m_replacements) {
        text = replaced(text, what, with);
    }
    return text;
}

std::string_view TokenDecoder::trimmed(std::string_view text) const {
    for (std::size_t n = 0; n < m_stripBegin && text.starts_with(m_stripped); ++n) {
        text.remove_prefix(m_stripped.size());
    }
    for (std::size_t n = 0; n < m_stripEnd && text.ends_with(m_stripped); ++n) {
        text.remove_suffix(m_stripped.size());
    }
    return text;
}

}  // namespace saferscope
