// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/text/added_tokens.h"
#include "core/text/bpe.h"
#include "core/text/normalizer.h"
#include "core/text/post_processor.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/sentencepiece_model.h"
#include "core/text/token_decoder.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_json.h"
#include "core/text/vocabulary.h"

#include <optional>

namespace saferscope {

/// The parts of a tokenizer, in the order a text passes them. Constant once loaded.
struct TokenizerParts {
    AddedTokens added;
    Normalizer normalizer;
    PreTokenizer preTokenizer;
    bool ignoreMerges = false;  ///< a piece that is a token as a whole is that token
    Bpe bpe;
    Vocabulary vocabulary;
    PostProcessor postProcessor;
    TokenDecoder decoder;
    std::optional<SentencePieceModel> sentencePiece;  ///< of a tokenizer.model: in place of normalizer to BPE

    /// A tokenizer.json.
    Status load(TokenizerJson file, const std::string& where);
    /// A tokenizer.model, with the small JSON files that a tokenizer without a tokenizer.json has beside it.
    Status loadSentencePiece(const std::filesystem::path& file);

private:
    Status loadModel(const Json& model, const TokenizerJson& file, const std::string& where);
    Status loadStart(const Json& model, const std::string& where);
    Status loadMerges(const TokenizerJson& file, const std::string& where);
    Status checkPostProcessor(const std::string& where) const;
};

struct Tokenizer::Impl : TokenizerParts {};

}  // namespace saferscope
