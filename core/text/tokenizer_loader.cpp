// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer_impl.h"

namespace saferscope {

namespace {

constexpr std::uint64_t maxFileBytes = 128u << 20;
constexpr const char* supported =
    "BPE tokenizers are read: byte-level ones (Llama 3, Qwen, GPT-2) and SentencePiece-style ones (Llama 2, Mistral, "
    "Gemma).";

const Json& memberOrNull(const Json& object, const char* key) {
    static const Json null;
    const auto it = object.find(key);
    return it == object.end() ? null : *it;
}

}  // namespace

Status TokenizerParts::load(const Json& root, const std::string& where) {
    if (!root.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
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
    if (const auto status = loadModel(memberOrNull(root, "model"), where); !status) {
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
    auto tokens = AddedTokens::fromJson(memberOrNull(root, "added_tokens"), vocabulary, normalizer, where);
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
    vocabulary = Vocabulary(preTokenizer.byteLevel() ? Spelling::Bytes : Spelling::Text);
    vocabulary.reserve(vocab.size());
    for (const auto& [spelling, id] : vocab.items()) {
        if (!id.is_number_integer() || (id.is_number_unsigned() && id.get<std::uint64_t>() > INT32_MAX)) {
            return fail(ErrorCode::InvalidInput, where + ": token \"" + spelling.substr(0, 60) + "\" has no valid id.");
        }
        if (const auto status = vocabulary.add(spelling, id.get<std::int64_t>(), where); !status) {
            return status;
        }
    }
    if (const auto status = loadStart(model, where); !status) {
        return status;
    }
    return loadMerges(memberOrNull(model, "merges"), where);
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

Result<Tokenizer> Tokenizer::load(const std::filesystem::path& path) {
    std::error_code error;
    const bool isFolder = std::filesystem::is_directory(path, error);
    const auto file = isFolder ? path / "tokenizer.json" : path;
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
    const auto root = readJsonFile(file, maxFileBytes);
    if (!root) {
        return failure(root);
    }
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
