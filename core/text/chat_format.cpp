// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/text/chat_template.h"

#include <fstream>

namespace saferscope {

namespace {

constexpr std::uint64_t maxConfigBytes = 32u << 20;
constexpr std::uint64_t maxTemplateBytes = 1u << 20;

/// Prints every message; its answer is the last thing printed, as the reward models need it.
constexpr const char* fallbackTemplate =
    "{% for message in messages %}{{ message['role'] + ': ' + message['content'] + '\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}";

/// "<s>" or {"content": "<s>", …}; empty when absent or null.
std::string tokenSpelling(const Json& config, const char* key) {
    const auto it = config.find(key);
    if (it == config.end()) {
        return {};
    }
    if (it->is_string()) {
        return it->get<std::string>();
    }
    if (it->is_object()) {
        const auto content = it->find("content");
        return content != it->end() && content->is_string() ? content->get<std::string>() : std::string();
    }
    return {};
}

Result<std::string> templateSource(const Json& config, const std::string& where) {
    const auto it = config.find("chat_template");
    if (it == config.end() || it->is_null()) {
        return std::string();
    }
    if (it->is_string()) {
        return it->get<std::string>();
    }
    if (it->is_array()) {
        for (const Json& entry : *it) {
            if (entry.is_object() && entry.value("name", Json()) == "default" &&
                entry.value("template", Json()).is_string()) {
                return entry["template"].get<std::string>();
            }
        }
        return fail(ErrorCode::InvalidInput, where + " lists chat templates, none of them named \"default\".");
    }
    return fail(ErrorCode::InvalidInput,
                where + ": \"chat_template\" is neither a text nor a list of named templates.");
}

/// Newer folders keep the template in a file of its own.
Result<std::string> templateFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return std::string();
    }
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > maxTemplateBytes) {
        return fail(ErrorCode::InvalidInput, path.string() + " is larger than 1 MiB.");
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(size, '\0');
    if (!file.read(text.data(), static_cast<std::streamsize>(size))) {
        return fail(ErrorCode::Io, "Cannot read " + path.string() + ".");
    }
    return text;
}

}  // namespace

Result<ChatFormat> loadChatFormat(const std::filesystem::path& modelFolder) {
    const auto path = modelFolder / "tokenizer_config.json";
    std::error_code error;
    Json config = Json::object();
    if (std::filesystem::exists(path, error)) {
        auto read = readJsonFile(path, maxConfigBytes);
        if (!read) {
            return failure(read);
        }
        if (!read->is_object()) {
            return fail(ErrorCode::InvalidInput, path.string() + " is not a JSON object.");
        }
        config = std::move(*read);
    }
    const auto separate = modelFolder / "chat_template.jinja";
    auto source = templateFile(separate);
    std::string where = separate.string();
    if (source && source->empty()) {
        source = templateSource(config, path.string());
        where = path.string();
    }
    if (!source) {
        return failure(source);
    }
    const bool fallback = source->empty();
    auto parsed = ChatTemplate::parse(fallback ? fallbackTemplate : *source, fallback ? "The plain fallback" : where);
    if (!parsed) {
        return failure(parsed);
    }
    return ChatFormat{std::move(*parsed), tokenSpelling(config, "bos_token"), tokenSpelling(config, "eos_token"),
                      fallback};
}

}  // namespace saferscope
