// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_file.h"
#include "core/base/json.h"
#include "core/text/chat_template.h"

#include <fstream>
#include <map>

namespace saferscope {

namespace {

constexpr std::uint64_t maxConfigBytes = 32u << 20;
constexpr std::uint64_t maxTemplateBytes = 1u << 20;
constexpr std::size_t maxTemplates = 100;

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

/// A template's source and the file it stands in, by name.
struct Source {
    std::string text;
    std::string where;
};
using Sources = std::map<std::string, Source>;

/// `config` is a tokenizer_config.json or a chat_template.json: a text, or a list of {name, template}.
Status addListed(const Json& config, const std::string& where, Sources& sources) {
    const auto it = config.find("chat_template");
    if (it == config.end() || it->is_null()) {
        return {};
    }
    if (it->is_string()) {
        sources["default"] = {it->get<std::string>(), where};
        return {};
    }
    if (!it->is_array()) {
        return fail(ErrorCode::InvalidInput,
                    where + ": \"chat_template\" is neither a text nor a list of named templates.");
    }
    for (const Json& entry : *it) {
        if (!entry.is_object() || !entry.value("name", Json()).is_string() ||
            !entry.value("template", Json()).is_string()) {
            return fail(ErrorCode::InvalidInput,
                        where + ": a listed chat template has no \"name\" or no \"template\".");
        }
        sources[entry["name"].get<std::string>()] = {entry["template"].get<std::string>(), where};
    }
    return {};
}

Result<std::string> templateFile(const std::filesystem::path& path) {
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
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

/// Newer folders keep templates in files of their own: chat_template.jinja and additional_chat_templates/NAME.jinja.
Status addFiles(const std::filesystem::path& folder, Sources& sources) {
    std::vector<std::pair<std::string, std::filesystem::path>> files{{"default", folder / "chat_template.jinja"}};
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder / "additional_chat_templates", error), end; !error && it != end;
         it.increment(error)) {
        if (it->path().extension() == ".jinja" && files.size() <= maxTemplates) {
            files.emplace_back(it->path().stem().string(), it->path());
        }
    }
    for (const auto& [name, path] : files) {
        auto text = templateFile(path);
        if (!text) {
            return failure(text);
        }
        if (!text->empty()) {
            sources[name] = {std::move(*text), path.string()};
        }
    }
    return {};
}

Result<Json> jsonFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return Json::object();
    }
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
    auto read = readJsonFile(path, maxConfigBytes);
    if (read && !read->is_object()) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a JSON object.");
    }
    return read;
}

/// As Hugging Face's tokenizers: files take the place of all that tokenizer_config.json says. chat_template.json is
/// what processors read; here it serves where there is nothing else.
Result<Sources> findSources(const std::filesystem::path& folder, const Json& config) {
    Sources sources;
    if (const auto status = addFiles(folder, sources); !status) {
        return failure(status);
    }
    if (sources.empty()) {
        if (const auto status = addListed(config, (folder / "tokenizer_config.json").string(), sources); !status) {
            return failure(status);
        }
    }
    if (sources.empty()) {
        const auto path = folder / "chat_template.json";
        const auto separate = jsonFile(path);
        if (!separate) {
            return failure(separate);
        }
        if (const auto status = addListed(*separate, path.string(), sources); !status) {
            return failure(status);
        }
    }
    return sources;
}

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "\"" : ", \"") + name.substr(0, 60) + "\"";
    }
    return all;
}

}  // namespace

Result<ChatFormat> loadChatFormat(const std::filesystem::path& modelFolder, const std::string& name) {
    const auto path = modelFolder / "tokenizer_config.json";
    const auto config = jsonFile(path);
    if (!config) {
        return failure(config);
    }
    const auto side = jsonMemberOr<std::string>(*config, "truncation_side", "", path.string());
    if (!side) {
        return failure(side);
    }
    if (!side->empty() && *side != "left" && *side != "right") {
        return fail(ErrorCode::InvalidInput, path.string() + ": \"truncation_side\" is neither left nor right.");
    }
    const auto sources = findSources(modelFolder, *config);
    if (!sources) {
        return failure(sources);
    }
    std::vector<std::string> names;
    for (const auto& [known, source] : *sources) {
        names.push_back(known);
    }
    const bool fallback =
        (sources->empty() || (names.size() == 1 && sources->begin()->second.text.empty())) && name == "default";
    const auto found = sources->find(name);
    if (!fallback && found == sources->end()) {
        return fail(ErrorCode::InvalidInput,
                    modelFolder.string() + " has no chat template named \"" + name.substr(0, 60) + "\".",
                    names.empty() ? "It has none at all." : "It has " + listed(names) + ".");
    }
    auto parsed = fallback ? ChatTemplate::parse(fallbackTemplate, "The plain fallback")
                           : ChatTemplate::parse(found->second.text, found->second.where);
    if (!parsed) {
        return failure(parsed);
    }
    return ChatFormat{std::move(*parsed),
                      tokenSpelling(*config, "bos_token"),
                      tokenSpelling(*config, "eos_token"),
                      fallback,
                      std::move(names),
                      *side};
}

}  // namespace saferscope
