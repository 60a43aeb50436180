// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/prompt_text.h"

#include "core/base/json.h"
#include "core/data/json_slice.h"

namespace saferscope {

std::string promptToText(const std::vector<Message>& prompt) {
    std::string text = "[";
    for (const auto& message : prompt) {
        text += &message == &prompt.front() ? "{\"role\":" : ",{\"role\":";
        appendJsonString(text, message.role);
        text += ",\"content\":";
        appendJsonString(text, message.content);
        text += '}';
    }
    return text + "]";
}

Result<std::vector<Message>> promptFromText(const std::string& text, const std::string& where) {
    auto json = parseJson(text, where);
    if (!json) {
        return failure(json);
    }
    if (!json->is_array()) {
        return fail(ErrorCode::InvalidInput, where + " is not a list of messages.");
    }
    std::vector<Message> prompt;
    prompt.reserve(json->size());
    for (const auto& element : *json) {
        auto role = jsonMember<std::string>(element, "role", where);
        auto content = jsonMember<std::string>(element, "content", where);
        if (!role || !content) {
            return failure(role ? content : role);
        }
        prompt.push_back({std::move(*role), std::move(*content)});
    }
    return prompt;
}

}  // namespace saferscope
