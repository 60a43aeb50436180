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
    std::uint32_t responseBegin = 0;  ///< first token of the last answer's own text; ids.size() where all was cut off
};

/// Both conversations of a pair. The first `sharedPrefix` tokens are the same ids in both and lie before either
/// answer: with a causal model they have the same activations, so they are computed and stored once.
struct EncodedPair {
    EncodedSide chosen;
    EncodedSide rejected;
    std::uint32_t sharedPrefix = 0;
    const EncodedSide& side(Side which) const { return which == Side::Chosen ? chosen : rejected; }
};

/// Which end of a conversation that is too long loses tokens.
enum class TruncationSide {
    Left,  ///< the beginning goes and a BOS stays, so that the answer and the token the reward is read at are kept
    Right  ///< the end goes: the reward is then read inside the answer, or before it; a model trained so expects that
};

struct EncodingOptions {
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 4096;  ///< longer conversations lose tokens on `truncationSide`
    /// Left as in the paper, whatever the model's tokenizer_config.json says (ChatFormat::truncationSide): there the
    /// default is right for most tokenizers and was meant for texts, not for conversations whose end is judged. Each
    /// side of a pair is cut by itself; both keep the same beginning with Right, and the same distance from the end
    /// with Left, so that answers of unlike length then share less of the prompt.
    TruncationSide truncationSide = TruncationSide::Left;
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
