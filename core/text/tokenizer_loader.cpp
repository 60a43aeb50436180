// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_file.h"
#include "core/text/tokenizer_impl.h"

namespace saferscope {

namespace {

constexpr const char* supported =
    "BPE tokenizers are read: byte-level ones (Llama 3, Qwen, GPT-2) and SentencePiece-style ones (Llama 2, Mistral, "
    "Gemma).";

const Json& memberOrNull(const Json& object, const char* key) {
    static const Json null;
    const auto it = object.find(key);
    return it == object.end() ? null : *it;
}

}  // namespace

Status TokenizerParts::load(TokenizerJson file, const std::string& where) {
    const Json& root = file.rest;
    auto splitter = PreTokenizer::fromJson(memberOrNull(root, "pre_tokenizer"), where);
    if (!splitter) {
        return failure(splitter);
    }
    preTokenizer = std::move(*splitter);
    auto fromTokens = TokenDecoder::fromJson(memberOrNull(root, "decoder"), preTokenizer.byteLevel(), where);
    if (!fromTokens) {
        return failure(fromTokens);
    }
    decoder = std::move(*fromTokens);
    if (const auto status = loadModel(memberOrNull(root, "model"), file, where); !status) {
        return status;
    }
    auto rewriter = Normalizer::fromJson(memberOrNull(root, "normalizer"), where);
    if (!rewriter) {
        return failure(rewriter);
    }
    normalizer = std::move(*rewriter);
    auto processor = PostProcessor::fromJson(memberOrNull(root, "post_processor"), where);
    if (!processor) {
        return failure(processor);
    }
    postProcessor = std::move(*processor);
    if (!memberOrNull(root, "added_tokens").is_null()) {  // a list was taken out
        return fail(ErrorCode::InvalidInput, where + ": \"added_tokens\" is not a list.");
    }
    auto tokens = AddedTokens::make(std::move(file.addedTokens), vocabulary, normalizer, where);
    if (!tokens) {
        return failure(tokens);
    }
    added = std::move(*tokens);
    return checkPostProcessor(where);
}

Status TokenizerParts::checkPostProcessor(const std::string& where) const {
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

Status TokenizerParts::loadModel(const Json& model, const TokenizerJson& file, const std::string& where) {
    if (!model.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"model\".", supported);
    }
    const auto type = jsonMemberOr<std::string>(model, "type", file.hasMerges ? "BPE" : "?", where);
    if (!type) {
        return failure(type);
    }
    if (*type != "BPE") {
        return fail(ErrorCode::InvalidInput, where + ": the model type \"" + *type + "\" is not supported.", supported);
    }
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        const Json& value = memberOrNull(model, key);
        const auto* const text = value.get_ptr<const std::string*>();
        if (!value.is_null() && (text == nullptr || !text->empty())) {
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

    if (file.vocabulary.empty()) {
        return fail(ErrorCode::InvalidInput, where + " has no vocabulary.");
    }
    vocabulary = Vocabulary(preTokenizer.byteLevel() ? Spelling::Bytes : Spelling::Text);
    vocabulary.reserve(file.vocabulary.size());
    for (const auto& [spelling, id] : file.vocabulary) {
        if (const auto status = vocabulary.add(file.text(spelling), id, where); !status) {
            return status;
        }
    }
    if (const auto status = loadStart(model, where); !status) {
        return status;
    }
    return loadMerges(file, where);
}

/// What byte pair encoding starts from.
Status TokenizerParts::loadStart(const Json& model, const std::string& where) {
    const auto byteFallback = jsonMemberOr<bool>(model, "byte_fallback", false, where);
    const auto fuse = jsonMemberOr<bool>(model, "fuse_unk", false, where);
    const auto unknown = jsonMemberOr<std::string>(model, "unk_token", "", where);
    if (!byteFallback || !fuse || !unknown) {
        return !byteFallback ? failure(byteFallback) : !fuse ? failure(fuse) : failure(unknown);
    }
    if (!preTokenizer.byteLevel()) {
        const Bpe::Unknown rule{*byteFallback, unknown->empty() ? -1 : vocabulary.find(*unknown), *fuse};
        if (rule.id < 0 && !unknown->empty()) {
            return fail(ErrorCode::InvalidInput,
                        where + ": the \"unk_token\" \"" + unknown->substr(0, 60) + "\" is not in the vocabulary.");
        }
        bpe.setCharacters(vocabulary, rule);
        return {};
    }
    bpe.setBytes(vocabulary);
    if (bpe.missingBytes() == 256) {
        return fail(ErrorCode::InvalidInput, where + ": the vocabulary has no byte tokens.", supported);
    }
    if (bpe.missingBytes() > 0 && (*byteFallback || !unknown->empty())) {
        return fail(ErrorCode::InvalidInput,
                    where +
                        ": \"unk_token\" or \"byte_fallback\" with a byte-level vocabulary that lacks bytes is not "
                        "supported.",
                    supported);
    }
    return {};
}

Status TokenizerParts::loadMerges(const TokenizerJson& file, const std::string& where) {
    if (!file.hasMerges) {
        return fail(ErrorCode::InvalidInput, where + " has no list of merges.");
    }
    bpe.reserveMerges(file.merges.size());
    for (const auto& [left, right] : file.merges) {
        if (const auto status = bpe.addMerge(vocabulary, file.text(left), file.text(right), where); !status) {
            return status;
        }
    }
    return {};
}

Result<Tokenizer> Tokenizer::load(const std::filesystem::path& path) {
    std::error_code error;
    const bool isFolder = std::filesystem::is_directory(path, error);
    const auto file = isFolder ? path / "tokenizer.json" : path;
    if (isFolder) {
        if (auto checked = checkFolderFiles(path, {"tokenizer.json", "tokenizer.model"}); !checked) {
            return failure(checked);
        }
    }
    auto impl = std::make_unique<Impl>();
    if (isFolder ? !std::filesystem::exists(file, error) && std::filesystem::exists(path / "tokenizer.model", error)
                 : path.extension() == ".model") {
        if (const auto status = impl->loadSentencePiece(isFolder ? path / "tokenizer.model" : path); !status) {
            return failure(status);
        }
        return Tokenizer(std::move(impl));
    }
    if (isFolder && !std::filesystem::exists(file, error)) {
        return fail(ErrorCode::NotFound, path.string() + " holds neither a tokenizer.json nor a tokenizer.model.",
                    "Choose the folder of a model with its tokenizer.");
    }
    auto parts = TokenizerJson::read(file);
    if (!parts) {
        return failure(parts);
    }
    if (const auto status = impl->load(std::move(*parts), file.string()); !status) {
        return failure(status);
    }
    return Tokenizer(std::move(impl));
}

Result<Tokenizer> Tokenizer::fromJson(std::string_view json, const std::string& where) {
    auto parts = TokenizerJson::parse(json, where);
    if (!parts) {
        return failure(parts);
    }
    auto impl = std::make_unique<Impl>();
    if (const auto status = impl->load(std::move(*parts), where); !status) {
        return failure(status);
    }
    return Tokenizer(std::move(impl));
}

}  // namespace saferscope
