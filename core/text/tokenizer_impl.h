// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/text/added_tokens.h"
#include "core/text/bpe.h"
#include "core/text/post_processor.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

namespace saferscope {

/// The parts of a tokenizer, in the order a text passes them. Constant once loaded.
struct TokenizerParts {
    AddedTokens added;
    bool nfc = false;
    PreTokenizer preTokenizer;
    bool ignoreMerges = false;  ///< a piece that is a token as a whole is that token
    Bpe bpe;
    Vocabulary vocabulary;
    PostProcessor postProcessor;

    Status load(const Json& root, const std::string& where);

private:
    Status loadModel(const Json& model, const std::string& where);
    Status loadMerges(const Json& merges, const std::string& where);
    Status loadNormalizer(const Json& normalizer, const std::string& where);
};

struct Tokenizer::Impl : TokenizerParts {};

}  // namespace saferscope
