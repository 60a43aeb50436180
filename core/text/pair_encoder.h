// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace saferscope {

/// One rendered conversation, as the reward model reads it.
struct EncodedSide {
    std::string text;  ///< rendered by the chat template
    std::vector<std::int32_t> ids;
    std::vector<ByteRange> ranges;          ///< of `text`
    std::vector<std::uint8_t> sentenceEnd;  ///< flag per token (sentence_ends.h)
    std::uint32_t responseBegin = 0;        ///< first token of the last answer's own text
};

/// Both conversations of a pair. The first `sharedPrefix` tokens are the same ids in both and lie before either
/// answer: with a causal model they have the same activations, so they are computed and stored once.
struct EncodedPair {
    EncodedSide chosen;
    EncodedSide rejected;
    std::uint32_t sharedPrefix = 0;
    const EncodedSide& side(Side which) const { return which == Side::Chosen ? chosen : rejected; }
};

struct EncodingOptions {
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 4096;  ///< longer conversations lose tokens on the left, as in the paper; a BOS is kept
};

/// Template + tokenizer of one model folder. Immutable; encode() may run on several threads.
class PairEncoder {
public:
    static Result<PairEncoder> load(const std::filesystem::path& modelFolder, EncodingOptions options = {});
    PairEncoder(Tokenizer tokenizer, ChatFormat format, EncodingOptions options);

    Result<EncodedPair> encode(const PreferencePair& pair) const;
    Result<EncodedSide> encodeConversation(const std::vector<Message>& prompt, const std::string& answer) const;

    const Tokenizer& tokenizer() const { return m_tokenizer; }
    const ChatFormat& format() const { return m_format; }
    const EncodingOptions& options() const { return m_options; }

private:
    Tokenizer m_tokenizer;
    ChatFormat m_format;
    EncodingOptions m_options;
};

}  // namespace saferscope
