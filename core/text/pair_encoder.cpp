// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/pair_encoder.h"

#include "core/text/sentence_ends.h"
#include "core/text/template_strings.h"

#include <algorithm>

namespace saferscope {

namespace {

/// An answer that no conversation holds and that no template trims, splits or escapes. It begins unlike the real one,
/// so that the two renderings part where the answer starts.
std::string probeAnswer(const std::vector<Message>& prompt, const std::string& answer) {
    const std::size_t first = answer.find_first_not_of(" \t\r\n\f\v");
    const bool likeZ = first != std::string::npos && (answer[first] == 'z' || answer[first] == 'Z');
    std::string probe = likeZ ? "qProbeAnswer" : "zProbeAnswer";
    const auto isIn = [&](const std::string& text) { return text.find(probe) != std::string::npos; };
    while (isIn(answer) || std::any_of(prompt.begin(), prompt.end(),
                                       [&](const Message& m) { return isIn(m.content) || isIn(m.role); })) {
        probe += 'X';
    }
    return probe;
}

std::size_t commonPrefix(const std::string& left, const std::string& right) {
    const auto [end, ignored] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    return static_cast<std::size_t>(end - left.begin());
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(" \t\r\n\f\v") + 1 - begin);
}

/// Where the answer's own text begins in the rendered conversation: where a probe in its place would begin, if all
/// before is the same; else where it is found last; else where the two renderings part.
std::size_t answerBegin(const std::string& text, const std::string& answer, const std::string& withProbe,
                        const std::string& probe) {
    const std::size_t begin = withProbe.rfind(probe);
    if (begin != std::string::npos && text.compare(0, begin, withProbe, 0, begin) == 0) {
        return begin;
    }
    const std::string_view own = trimmed(answer);
    const std::size_t found = own.empty() ? std::string::npos : jinja::findLastText(text, own);
    return found != std::string::npos ? found : commonPrefix(text, withProbe);
}

}  // namespace

Result<PairEncoder> PairEncoder::load(const std::filesystem::path& modelFolder, EncodingOptions options) {
    auto tokenizer = Tokenizer::load(modelFolder);
    if (!tokenizer) {
        return failure(tokenizer);
    }
    auto format = loadChatFormat(modelFolder);
    if (!format) {
        return failure(format);
    }
    return PairEncoder(std::move(*tokenizer), std::move(*format), std::move(options));
}

PairEncoder::PairEncoder(Tokenizer tokenizer, ChatFormat format, EncodingOptions options)
    : m_tokenizer(std::move(tokenizer)), m_format(std::move(format)), m_options(std::move(options)) {
    m_options.maxTokens = std::max(m_options.maxTokens, 2u);  // a BOS and one token
}

Result<EncodedSide> PairEncoder::encodeConversation(const std::vector<Message>& prompt,
                                                    const std::string& answer) const {
    std::vector<Message> messages = prompt;
    messages.push_back({"assistant", answer});
    const TemplateVariables variables{m_format.bosToken, m_format.eosToken, m_options.dateString, false};
    auto rendered = m_format.chatTemplate.render(messages, variables);
    if (!rendered) {
        return failure(rendered);
    }
    const std::string probe = probeAnswer(prompt, answer);
    messages.back().content = probe;
    const auto withProbe = m_format.chatTemplate.render(messages, variables);
    if (!withProbe) {
        return failure(withProbe);
    }
    // A template brings its own BOS; the fallback has none, so there the tokenizer adds what it would.
    auto encoding = m_tokenizer.encode(*rendered, m_format.usedFallback);
    if (!encoding) {
        return failure(encoding);
    }

    EncodedSide side;
    const std::size_t begin = answerBegin(*rendered, answer, *withProbe, probe);
    side.text = std::move(*rendered);
    side.ids = std::move(encoding->ids);
    side.ranges = std::move(encoding->ranges);
    if (side.ids.size() > m_options.maxTokens && m_options.truncationSide == TruncationSide::Right) {
        side.ids.resize(m_options.maxTokens);
        side.ranges.resize(m_options.maxTokens);
    } else if (side.ids.size() > m_options.maxTokens) {
        const auto bos = m_tokenizer.idOf(m_format.bosToken);
        const std::ptrdiff_t kept = bos && side.ids.front() == *bos ? 1 : 0;
        const auto excess = static_cast<std::ptrdiff_t>(side.ids.size() - m_options.maxTokens);
        side.ids.erase(side.ids.begin() + kept, side.ids.begin() + kept + excess);
        side.ranges.erase(side.ranges.begin() + kept, side.ranges.begin() + kept + excess);
    }
    const auto first =
        std::find_if(side.ranges.begin(), side.ranges.end(), [&](const ByteRange& r) { return r.end > begin; });
    side.responseBegin = static_cast<std::uint32_t>(first - side.ranges.begin());

    std::vector<std::string> texts;
    texts.reserve(side.ids.size());
    for (const std::int32_t id : side.ids) {
        texts.push_back(m_tokenizer.tokenBytes(id));
    }
    side.sentenceEnd = sentenceEnds(texts);
    return side;
}

Result<EncodedPair> PairEncoder::encode(const PreferencePair& pair) const {
    EncodedPair encoded;
    for (const Side which : {Side::Chosen, Side::Rejected}) {
        auto side = encodeConversation(pair.prompt, which == Side::Chosen ? pair.chosen : pair.rejected);
        if (!side) {
            Error error = side.error();
            error.message = "Pair " + pair.id + " (" + sideName(which) + "): " + error.message;
            return tl::unexpected<Error>(std::move(error));
        }
        (which == Side::Chosen ? encoded.chosen : encoded.rejected) = std::move(*side);
    }
    const auto& chosen = encoded.chosen.ids;
    const auto& rejected = encoded.rejected.ids;
    const auto parting = std::mismatch(chosen.begin(), chosen.end(), rejected.begin(), rejected.end()).first;
    encoded.sharedPrefix = std::min({static_cast<std::uint32_t>(parting - chosen.begin()), encoded.chosen.responseBegin,
                                     encoded.rejected.responseBegin});
    return encoded;
}

}  // namespace saferscope
