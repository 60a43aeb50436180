// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer_impl.h"

namespace saferscope {

namespace {

constexpr std::uint64_t maxFileBytes = 128u << 20;
constexpr const char* supported =
    "Byte-level BPE tokenizers (Llama 3, Qwen 2.5, GPT-2, ...) are read; SentencePiece-style ones are not yet.";

const Json& memberOrNull(const Json& object, const char* key) {
    static const Json null;
    const auto it = object.find(key);
    return it == object.end() ? null : *it;
}

/// Only what turns byte-level spellings back into bytes is known; anything else says that the model is of another kind.
Status checkDecoder(const Json& decoder, const std::string& where) {
    if (decoder.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(decoder, "type", where + ": the decoder");
    if (!type) {
        return failure(type);
    }
    if (*type == "Sequence") {
        const Json& list = memberOrNull(decoder, "decoders");
        for (const Json& inner : list) {
            if (const auto status = checkDecoder(inner, where); !status) {
                return status;
            }
        }
        return {};
    }
    if (*type != "ByteLevel") {
        return fail(ErrorCode::InvalidInput, where + ": the decoder \"" + *type + "\" is not supported.", supported);
    }
    return {};
}

}  // namespace

Status TokenizerParts::load(const Json& root, const std::string& where) {
    if (!root.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    if (const auto status = loadModel(memberOrNull(root, "model"), where); !status) {
        return status;
    }
    if (const auto status = loadNormalizer(memberOrNull(root, "normalizer"), where); !status) {
        return status;
    }
    auto splitter = PreTokenizer::fromJson(memberOrNull(root, "pre_tokenizer"), where);
    if (!splitter) {
        return failure(splitter);
    }
    preTokenizer = std::move(*splitter);
    auto processor = PostProcessor::fromJson(memberOrNull(root, "post_processor"), where);
    if (!processor) {
        return failure(processor);
    }
    postProcessor = std::move(*processor);
    if (const auto status = checkDecoder(memberOrNull(root, "decoder"), where); !status) {
        return status;
    }
    auto tokens = AddedTokens::fromJson(memberOrNull(root, "added_tokens"), vocabulary, nfc, where);
    if (!tokens) {
        return failure(tokens);
    }
    added = std::move(*tokens);
    for (const auto* ids : {&postProcessor.before, &postProcessor.after}) {
        for (const std::int32_t id : *ids) {
            if (!vocabulary.contains(id) && added.find(id) == nullptr) {
                return fail(ErrorCode::InvalidInput,
                            where + ": the post-processor adds id " + std::to_string(id) + ", which is no token.");
            }
        }
    }
    return {};
}

Status TokenizerParts::loadModel(const Json& model, const std::string& where) {
    if (!model.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"model\".", supported);
    }
    const auto type = jsonMemberOr<std::string>(model, "type", model.contains("merges") ? "BPE" : "?", where);
    if (!type) {
        return failure(type);
    }
    if (*type != "BPE") {
        return fail(ErrorCode::InvalidInput, where + ": the model type \"" + *type + "\" is not supported.", supported);
    }
    if (memberOrNull(model, "byte_fallback") == true) {
        return fail(ErrorCode::InvalidInput, where + ": \"byte_fallback\" is not supported.", supported);
    }
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        const Json& value = memberOrNull(model, key);
        if (!value.is_null() && value != "") {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not supported.", supported);
        }
    }
    const Json& dropout = memberOrNull(model, "dropout");
    if (!dropout.is_null() && dropout != 0) {
        return fail(ErrorCode::InvalidInput, where + ": \"dropout\" makes the tokens of a text random.",
                    "Set it to null in the file.");
    }
    const auto ignore = jsonMemberOr<bool>(model, "ignore_merges", false, where);
    if (!ignore) {
        return failure(ignore);
    }
    ignoreMerges = *ignore;

    const Json& vocab = memberOrNull(model, "vocab");
    if (!vocab.is_object() || vocab.empty()) {
        return fail(ErrorCode::InvalidInput, where + " has no vocabulary.");
    }
    vocabulary.reserve(vocab.size());
    for (const auto& [spelling, id] : vocab.items()) {
        if (!id.is_number_integer() || (id.is_number_unsigned() && id.get<std::uint64_t>() > INT32_MAX)) {
            return fail(ErrorCode::InvalidInput, where + ": token \"" + spelling.substr(0, 60) + "\" has no valid id.");
        }
        if (const auto status = vocabulary.add(spelling, id.get<std::int64_t>(), where); !status) {
            return status;
        }
    }
    bpe.setBytes(vocabulary);
    if (bpe.missingBytes() == 256) {
        return fail(ErrorCode::InvalidInput, where + ": the vocabulary has no byte tokens.", supported);
    }
    if (bpe.missingBytes() > 0 && !memberOrNull(model, "unk_token").is_null()) {
        return fail(ErrorCode::InvalidInput,
                    where + ": \"unk_token\" with a vocabulary that lacks bytes is not supported.", supported);
    }
    return loadMerges(memberOrNull(model, "merges"), where);
}

Status TokenizerParts::loadMerges(const Json& merges, const std::string& where) {
    if (!merges.is_array()) {
        return fail(ErrorCode::InvalidInput, where + " has no list of merges.");
    }
    bpe.reserveMerges(merges.size());
    for (const Json& merge : merges) {
        Status status;
        if (merge.is_string()) {
            const auto& text = merge.get_ref<const std::string&>();
            const std::size_t space = text.find(' ');
            if (space == std::string::npos || text.find(' ', space + 1) != std::string::npos) {
                return fail(ErrorCode::InvalidInput,
                            where + ": the merge \"" + text.substr(0, 60) + "\" is not a pair.");
            }
            const std::string_view view = text;
            status = bpe.addMerge(vocabulary, view.substr(0, space), view.substr(space + 1), where);
        } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            status = bpe.addMerge(vocabulary, merge[0].get_ref<const std::string&>(),
                                  merge[1].get_ref<const std::string&>(), where);
        } else {
            return fail(ErrorCode::InvalidInput, where + ": a merge is not a pair of texts.");
        }
        if (!status) {
            return status;
        }
    }
    return {};
}

Status TokenizerParts::loadNormalizer(const Json& normalizer, const std::string& where) {
    if (normalizer.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(normalizer, "type", where + ": the normalizer");
    if (!type) {
        return failure(type);
    }
    if (*type == "NFC") {
        nfc = true;
        return {};
    }
    if (*type == "Sequence") {
        for (const Json& inner : memberOrNull(normalizer, "normalizers")) {
            if (const auto status = loadNormalizer(inner, where); !status) {
                return status;
            }
        }
        return {};
    }
    return fail(ErrorCode::InvalidInput, where + ": the normalizer \"" + *type + "\" is not supported.",
                "NFC, or none, is read. " + std::string(supported));
}

Result<Tokenizer> Tokenizer::load(const std::filesystem::path& path) {
    std::error_code error;
    const auto file = std::filesystem::is_directory(path, error) ? path / "tokenizer.json" : path;
    if (file != path && !std::filesystem::exists(file, error)) {
        const bool sentencePiece = std::filesystem::exists(path / "tokenizer.model", error);
        return fail(ErrorCode::NotFound, path.string() + " holds no tokenizer.json.",
                    sentencePiece ? "It has a tokenizer.model: save the tokenizer with Hugging Face's fast tokenizers."
                                  : "Choose the folder of a model with its tokenizer.");
    }
    const auto root = readJsonFile(file, maxFileBytes);
    if (!root) {
        return failure(root);
    }
    auto impl = std::make_unique<Impl>();
    if (const auto status = impl->load(*root, file.string()); !status) {
        return failure(status);
    }
    return Tokenizer(std::move(impl));
}

Result<Tokenizer> Tokenizer::fromJson(std::string_view json, const std::string& where) {
    if (json.size() > maxFileBytes) {
        return fail(ErrorCode::InvalidInput, where + " is larger than " + std::to_string(maxFileBytes >> 20) + " MiB.");
    }
    const auto root = parseJson(json, where);
    if (!root) {
        return failure(root);
    }
    auto impl = std::make_unique<Impl>();
    if (const auto status = impl->load(*root, where); !status) {
        return failure(status);
    }
    return Tokenizer(std::move(impl));
}

}  // namespace saferscope
