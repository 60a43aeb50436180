// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/post_processor.h"

#include "core/text/vocabulary.h"

namespace saferscope {

namespace {
constexpr std::size_t maxAddedIds = 64;
}

Result<PostProcessor> PostProcessor::fromJson(const Json& value, const std::string& where) {
    PostProcessor result;
    if (const auto status = result.add(value, where); !status) {
        return failure(status);
    }
    return result;
}

Status PostProcessor::add(const Json& value, const std::string& where) {
    if (value.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(value, "type", where + ": the post-processor");
    if (!type) {
        return failure(type);
    }
    if (*type == "ByteLevel") {
        return {};  // adds nothing; it only trims offsets there
    }
    if (*type == "TemplateProcessing") {
        return addTemplate(value, where);
    }
    if (*type == "Sequence") {
        const auto it = value.find("processors");
        if (it == value.end() || !it->is_array()) {
            return fail(ErrorCode::InvalidInput, where + ": a post-processor \"Sequence\" has no list of processors.");
        }
        for (const Json& processor : *it) {
            if (const auto status = add(processor, where); !status) {
                return status;
            }
        }
        return {};
    }
    return fail(ErrorCode::InvalidInput, where + ": the post-processor \"" + *type + "\" is not supported.",
                "TemplateProcessing, ByteLevel and sequences of them are read.");
}

Status PostProcessor::addTemplate(const Json& value, const std::string& where) {
    const std::string name = where + ": post-processor \"TemplateProcessing\"";
    const auto single = value.find("single");
    if (single == value.end() || !single->is_array()) {
        return fail(ErrorCode::InvalidInput, name + " has no list \"single\".");
    }
    const auto tokens = value.find("special_tokens");
    std::vector<std::int32_t> outerBefore;
    bool seenText = false;
    for (const Json& item : *single) {
        if (item.is_object() && item.contains("Sequence")) {
            if (seenText) {
                return fail(ErrorCode::InvalidInput, name + " repeats the text.");
            }
            seenText = true;
            continue;
        }
        if (!item.is_object() || !item.contains("SpecialToken")) {
            return fail(ErrorCode::InvalidInput, name + " has an item that is neither a text nor a special token.");
        }
        const auto token = jsonMember<std::string>(item["SpecialToken"], "id", name);
        if (!token) {
            return failure(token);
        }
        if (tokens == value.end() || !tokens->is_object() || !tokens->contains(*token)) {
            return fail(ErrorCode::InvalidInput, name + " does not say what \"" + *token + "\" is.");
        }
        const auto ids = jsonMember<std::vector<std::int64_t>>((*tokens)[*token], "ids", name);
        if (!ids) {
            return failure(ids);
        }
        for (const std::int64_t id : *ids) {
            if (id < 0 || id >= Vocabulary::maxId || before.size() + outerBefore.size() + after.size() >= maxAddedIds) {
                return fail(ErrorCode::InvalidInput, name + " adds ids out of bounds.");
            }
            (seenText ? after : outerBefore).push_back(static_cast<std::int32_t>(id));
        }
    }
    if (!seenText) {
        return fail(ErrorCode::InvalidInput, name + " leaves the text out.");
    }
    before.insert(before.begin(), outerBefore.begin(), outerBefore.end());
    return {};
}

}  // namespace saferscope
