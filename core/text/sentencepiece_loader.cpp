// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_file.h"
#include "core/text/tokenizer_impl.h"

#include <array>
#include <charconv>
#include <unordered_set>

namespace saferscope {

namespace {

constexpr std::uint64_t maxConfigBytes = 32u << 20;

Result<Json> readBeside(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return Json::object();
    }
    if (auto checked = checkFolderFile(file); !checked) {
        return failure(checked);
    }
    auto json = readJsonFile(file, maxConfigBytes);
    if (json && !json->is_object()) {
        return fail(ErrorCode::InvalidInput, file.string() + " is not a JSON object.");
    }
    return json;
}

/// The added tokens of a folder without a tokenizer.json, each once.
class AddedTokenList {
public:
    AddedTokenList(const Vocabulary& vocabulary, std::string where)
        : m_vocabulary(vocabulary), m_where(std::move(where)) {}

    Status add(const std::string& content, std::optional<std::int64_t> id, const Json& flags, bool special) {
        if (content.empty() || m_contents.contains(content)) {
            return {};
        }
        const std::int32_t known = m_vocabulary.findSpelling(content);
        if (!id && known < 0) {
            return fail(ErrorCode::InvalidInput,
                        m_where + ": the special token \"" + content.substr(0, 60) + "\" has no id.",
                        "It is neither in tokenizer.model nor in added_tokens.json or tokenizer_config.json.");
        }
        Json entry = {{"content", content}, {"id", id.value_or(known)}, {"special", special}};
        for (const char* flag : {"lstrip", "rstrip", "single_word"}) {
            entry[flag] = flags.is_object() && flags.contains(flag) ? flags[flag] : Json(false);
        }
        entry["normalized"] = false;  // nothing is normalized before they are cut out
        auto token = AddedTokens::readToken(entry, m_where);
        if (!token) {
            return failure(token);
        }
        m_contents.insert(content);
        m_list.push_back(std::move(*token));
        return {};
    }
    std::vector<AddedToken> take() { return std::move(m_list); }

private:
    const Vocabulary& m_vocabulary;
    std::string m_where;
    std::vector<AddedToken> m_list;
    std::unordered_set<std::string> m_contents;
};

/// "<s>" or {"content": "<s>", …}; nothing when absent or null.
std::optional<std::string> spelling(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_object() && value.contains("content") && value["content"].is_string()) {
        return value["content"].get<std::string>();
    }
    return std::nullopt;
}

struct Folder {
    Json config, specials, added;
    bool gemma = false;

    /// A member of tokenizer_config.json, or else of special_tokens_map.json; null when neither has it.
    const Json& member(const char* key) const {
        static const Json null;
        for (const Json* object : {&config, &specials}) {
            if (object->contains(key)) {
                return (*object)[key];
            }
        }
        return null;
    }
    /// Its special token; where the files say nothing, what Hugging Face's class takes.
    std::optional<std::string> special(const char* key) const {
        if (config.contains(key) || specials.contains(key)) {
            return spelling(member(key));
        }
        const std::string name = key;
        return name == "unk_token"            ? std::optional<std::string>("<unk>")
               : name == "bos_token"          ? std::optional<std::string>(gemma ? "<bos>" : "<s>")
               : name == "eos_token"          ? std::optional<std::string>(gemma ? "<eos>" : "</s>")
               : name == "pad_token" && gemma ? std::optional<std::string>("<pad>")
                                              : std::nullopt;
    }
};

Status collect(const Folder& folder, const Vocabulary& vocabulary, AddedTokenList& tokens, const std::string& where) {
    const Json given =
        folder.member("added_tokens_decoder").is_object() ? folder.member("added_tokens_decoder") : Json::object();
    for (const auto& [key, entry] : given.items()) {
        std::int64_t id = -1;
        const auto parsed = std::from_chars(key.data(), key.data() + key.size(), id);
        const auto content = spelling(entry);
        if (parsed.ec != std::errc() || parsed.ptr != key.data() + key.size() || !content) {
            return fail(ErrorCode::InvalidInput, where + ": \"added_tokens_decoder\" is not a map from ids to tokens.");
        }
        const Json& special = entry.is_object() && entry.contains("special") ? entry["special"] : Json(false);
        if (const auto status = tokens.add(*content, id, entry, special == true); !status) {
            return status;
        }
    }
    for (const char* key :
         {"unk_token", "bos_token", "eos_token", "pad_token", "sep_token", "cls_token", "mask_token"}) {
        const auto content = folder.special(key);
        const bool named = folder.config.contains(key) || folder.specials.contains(key);
        if (!content || (!named && vocabulary.findSpelling(*content) < 0)) {
            continue;
        }
        const auto id = folder.added.find(*content);
        const bool hasId = id != folder.added.end() && id->is_number_integer();
        if (const auto status = tokens.add(*content, hasId ? std::optional(id->get<std::int64_t>()) : std::nullopt,
                                           folder.member(key), true);
            !status) {
            return status;
        }
    }
    const Json& more = folder.member("additional_special_tokens");
    for (const Json& entry : more.is_array() ? more : Json::array()) {
        const auto content = spelling(entry);
        const auto id = content ? folder.added.find(*content) : folder.added.end();
        const bool hasId = id != folder.added.end() && id->is_number_integer();
        if (content) {
            if (const auto status =
                    tokens.add(*content, hasId ? std::optional(id->get<std::int64_t>()) : std::nullopt, entry, true);
                !status) {
                return status;
            }
        }
    }
    for (const auto& [content, id] : folder.added.items()) {
        if (!id.is_number_integer()) {
            return fail(ErrorCode::InvalidInput, where + ": added_tokens.json is not a map from tokens to ids.");
        }
        if (const auto status = tokens.add(content, id.get<std::int64_t>(), Json(), false); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace

Status TokenizerParts::loadSentencePiece(const std::filesystem::path& file) {
    const std::string where = file.string();
    const auto model = SentencePieceFile::read(file);
    if (!model) {
        return failure(model);
    }
    Folder folder;
    for (const auto& [name, into] :
         {std::pair("tokenizer_config.json", &folder.config), std::pair("special_tokens_map.json", &folder.specials),
          std::pair("added_tokens.json", &folder.added)}) {
        auto json = readBeside(file.parent_path() / name);
        if (!json) {
            return failure(json);
        }
        *into = std::move(*json);
    }
    const std::string config = (file.parent_path() / "tokenizer_config.json").string();
    const auto type = jsonMemberOr<std::string>(folder.config, "tokenizer_class", "", config);
    const auto legacy = jsonMemberOr<bool>(folder.config, "legacy", true, config);
    const auto prefixSpace = jsonMemberOr<bool>(folder.config, "add_prefix_space", true, config);
    const auto addBos = jsonMemberOr<bool>(folder.config, "add_bos_token", true, config);
    const auto addEos = jsonMemberOr<bool>(folder.config, "add_eos_token", false, config);
    if (!type || !legacy || !prefixSpace || !addBos || !addEos) {
        return !type          ? failure(type)
               : !legacy      ? failure(legacy)
               : !prefixSpace ? failure(prefixSpace)
               : !addBos      ? failure(addBos)
                              : failure(addEos);
    }
    const bool llama = *type == "LlamaTokenizer" || *type == "LlamaTokenizerFast";
    folder.gemma = *type == "GemmaTokenizer" || *type == "GemmaTokenizerFast";
    if (!llama && !folder.gemma && !type->empty()) {
        return fail(ErrorCode::InvalidInput,
                    config + ": a \"" + type->substr(0, 60) + "\" may number or split its pieces otherwise than " +
                        file.filename().string() + " does.",
                    "Save it with Hugging Face's fast tokenizers, so that there is a tokenizer.json.");
    }
    const auto prefix = !llama || *legacy ? SentencePieceModel::Prefix::EveryStretch
                        : *prefixSpace    ? SentencePieceModel::Prefix::FirstStretch
                                          : SentencePieceModel::Prefix::Never;
    auto made = SentencePieceModel::make(*model, prefix, where);
    if (!made) {
        return failure(made);
    }
    sentencePiece = std::move(*made);
    decoder = TokenDecoder::ofSentencePiece(sentencePiece->addsDummyPrefix());
    vocabulary = Vocabulary(Spelling::Text);
    vocabulary.reserve(model->pieces.size());
    for (std::size_t id = 0; id < model->pieces.size(); ++id) {
        if (const auto status = vocabulary.add(model->pieces[id].text, static_cast<std::int64_t>(id), where); !status) {
            return status;
        }
    }
    AddedTokenList tokens(vocabulary, config);
    if (const auto status = collect(folder, vocabulary, tokens, config); !status) {
        return status;
    }
    auto list = AddedTokens::make(tokens.take(), vocabulary, normalizer, config);
    if (!list) {
        return failure(list);
    }
    added = std::move(*list);
    const auto around = [&](bool wanted, const char* key, std::vector<std::int32_t>& ids) {
        const auto content = folder.special(key);
        const AddedToken* const token = wanted && content ? added.find(*content) : nullptr;
        if (token != nullptr) {
            ids.push_back(token->id);
        }
    };
    around(*addBos, "bos_token", postProcessor.before);
    around(*addEos, "eos_token", postProcessor.after);
    return {};
}

}  // namespace saferscope
