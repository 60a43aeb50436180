// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/judge_context.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <array>
#include <set>

namespace saferscope {

namespace {

// A token of a damaged or hostile index can be megabytes long.
constexpr std::size_t maxContextBytes = 16u << 10;

bool isTemplateMarker(std::string_view token) {
    static constexpr std::array<std::string_view, 9> known = {
        "<s>", "</s>", "<bos>", "<eos>", "<pad>", "<start_of_turn>", "<end_of_turn>", "[INST]", "[/INST]"};
    return std::ranges::find(known, token) != known.end() ||
           (token.size() > 4 && token.size() <= 64 && token.starts_with("<|") && token.ends_with("|>") &&
            token.find_first_of(" \n\t<>", 1) >= token.size() - 1);
}

// Characters that people do not see but models read, or that change the order of what is seen.
bool isInvisible(std::string_view sequence) {
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    if (sequence.size() == 1) {
        return (byteAt(0) < 0x20 && byteAt(0) != '\n' && byteAt(0) != '\t') || byteAt(0) == 0x7f;
    }
    if (sequence.size() == 2) {
        return (byteAt(0) == 0xc2 && byteAt(1) < 0xa0) || (byteAt(0) == 0xc2 && byteAt(1) == 0xad);
    }
    if (sequence.size() == 3) {
        const bool general = byteAt(0) == 0xe2 && ((byteAt(1) == 0x80 && (byteAt(2) >= 0x8b && byteAt(2) <= 0x8f)) ||
                                                   (byteAt(1) == 0x80 && (byteAt(2) >= 0xaa && byteAt(2) <= 0xae)) ||
                                                   (byteAt(1) == 0x81 && (byteAt(2) >= 0xa0 && byteAt(2) <= 0xaf)));
        return general || sequence == "\xef\xbb\xbf";
    }
    return byteAt(0) == 0xf3 && byteAt(1) == 0xa0 && (byteAt(2) == 0x80 || byteAt(2) == 0x81);  // tag characters
}

struct Piece {
    std::string shown;
    std::string plain;
};

Piece cleaned(std::string_view raw) {
    const std::string valid = toValidUtf8(raw);
    Piece piece;
    for (std::size_t at = 0; at < valid.size();) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(std::string_view(valid).substr(at)), 1);
        const std::string_view sequence = std::string_view(valid).substr(at, length);
        piece.plain += sequence;
        if (!isInvisible(sequence)) {
            piece.shown += sequence;
        }
        at += length;
    }
    return piece;
}

// "<|eot_id|>" reads "[eot_id]".
Piece markerPiece(std::string_view marker) {
    std::string name(marker);
    std::erase_if(name, [](char c) { return c == '<' || c == '>' || c == '|' || c == '[' || c == ']'; });
    Piece piece = cleaned(name);
    piece.shown.insert(0, 1, '[');
    piece.shown += ']';
    piece.plain.assign(1, '\n');  // a frame of the conversation, not something that was said
    return piece;
}

// "<<", ">>", "<|" and "|>" cannot be formed any more, whatever stood beside them.
std::string neutralised(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const char last = result.empty() ? '\0' : result.back();
        if ((last == '<' && (c == '<' || c == '|')) || (c == '>' && (last == '>' || last == '|'))) {
            result += ' ';
        }
        result += c;
    }
    return result;
}

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

class SegmentText {
public:
    SegmentText(const FeatureIndex& index, PairIndex pair, Segment segment)
        : m_text(index.segmentText(pair, segment)), m_tokens(index.tokens(pair, segment)) {}

    std::size_t size() const { return m_tokens.size(); }
    std::size_t begin(std::size_t token) const { return std::min<std::size_t>(m_tokens[token].begin, m_text.size()); }
    std::size_t end(std::size_t token) const {
        return std::clamp<std::size_t>(m_tokens[token].end, begin(token), m_text.size());
    }
    std::string_view token(std::size_t i) const { return m_text.substr(begin(i), end(i) - begin(i)); }
    std::size_t bytes() const { return m_text.size(); }

    // To the beginning of the character that byte `at` belongs to, and to the end of the one before it: tokens may
    // split characters.
    std::size_t characterBegin(std::size_t at) const {
        for (int i = 0; i < 3 && at > 0 && at < m_text.size() && isContinuation(m_text[at]); ++i) {
            --at;
        }
        return at;
    }
    std::size_t characterEnd(std::size_t at) const {
        for (int i = 0; i < 3 && at < m_text.size() && isContinuation(m_text[at]); ++i) {
            ++at;
        }
        return at;
    }

    // The bytes [from, to), which the tokens [first, last) cover: template markers by name, the rest cleaned.
    Piece range(std::size_t from, std::size_t to, std::size_t first, std::size_t last) const {
        Piece result;
        const auto add = [&result](const Piece& piece) {
            result.shown += piece.shown;
            result.plain += piece.plain;
        };
        std::size_t at = from;
        for (std::size_t i = first; i < last; ++i) {
            if (begin(i) >= at && end(i) <= to && isTemplateMarker(token(i))) {
                add(cleaned(m_text.substr(at, begin(i) - at)));
                add(markerPiece(token(i)));
                at = end(i);
            }
        }
        add(cleaned(m_text.substr(at, std::max(to, at) - at)));
        return result;
    }

private:
    std::string_view m_text;
    std::vector<TokenInfo> m_tokens;
};

// The end of a prompt, `tokens` long.
Piece promptTail(const FeatureIndex& index, PairIndex pair, std::size_t tokens) {
    const SegmentText prompt(index, pair, Segment::Prompt);
    const std::size_t first = prompt.size() - std::min(prompt.size(), tokens);
    if (first == prompt.size()) {
        return {};
    }
    const std::size_t from = std::max(prompt.begin(first), prompt.bytes() - std::min(prompt.bytes(), maxContextBytes));
    return prompt.range(prompt.characterBegin(from), prompt.bytes(), first, prompt.size());
}

}  // namespace

const char* segmentName(Segment segment) {
    switch (segment) {
        case Segment::Prompt:
            return "prompt";
        case Segment::Chosen:
            return "chosen";
        case Segment::Rejected:
            break;
    }
    return "rejected";
}

JudgeContext judgeContextAt(const FeatureIndex& index, const ContextRef& ref, std::uint32_t tokens) {
    const SegmentText own(index, ref.pair, ref.segment);
    JudgeContext context;
    context.pair = ref.pair;
    context.segment = ref.segment;
    context.value = ref.value;
    if (ref.token >= own.size()) {
        return context;  // a damaged index
    }
    const std::size_t others = tokens > 0 ? tokens - 1 : 0;
    const std::size_t after = std::min<std::size_t>(own.size() - ref.token - 1, others / 4);
    const std::size_t before = others - after;
    const std::size_t ownBefore = std::min<std::size_t>(ref.token, before);
    const bool reachesBack = ref.segment != Segment::Prompt && ownBefore < before;
    const Piece lead = reachesBack ? promptTail(index, ref.pair, before - ownBefore) : Piece();

    const std::size_t atBegin = own.characterBegin(own.begin(ref.token));
    const std::size_t atEnd =
        std::min(own.characterEnd(std::max(own.end(ref.token), atBegin)), atBegin + maxContextBytes);
    const std::size_t firstToken = ref.token - ownBefore;
    const std::size_t lastToken = ref.token + 1 + after;
    const std::size_t from = std::max(own.begin(firstToken), atBegin - std::min(atBegin, maxContextBytes));
    const std::size_t to = std::min(own.end(lastToken - 1), atEnd + maxContextBytes);
    const Piece left = own.range(std::min(own.characterBegin(from), atBegin), atBegin, firstToken, ref.token);
    const Piece at = isTemplateMarker(own.token(ref.token)) ? markerPiece(own.token(ref.token))
                                                            : own.range(atBegin, atEnd, ref.token, ref.token);
    const Piece right = own.range(atEnd, std::max(own.characterEnd(to), atEnd), ref.token + 1, lastToken);

    std::string shownBefore = neutralised(lead.shown + left.shown);
    std::string shownAt = neutralised(at.shown);
    std::string shownAfter = neutralised(right.shown);
    // A mark must not grow together with a bracket beside it.
    if (shownBefore.ends_with('<')) {
        shownBefore += ' ';
    }
    if (shownAt.starts_with('<') || shownAt.starts_with('|')) {
        shownAt.insert(0, 1, ' ');
    }
    if (shownAt.ends_with('>') || shownAt.ends_with('|')) {
        shownAt += ' ';
    }
    if (shownAfter.starts_with('>')) {
        shownAfter.insert(0, 1, ' ');
    }
    context.activated = at.plain;
    context.text = shownBefore + contextMarkOpen + shownAt + contextMarkClose + shownAfter;
    const std::string plainBefore = lead.plain + left.plain;
    context.activatedAt = plainBefore.size();
    context.plain = plainBefore + at.plain + right.plain;
    return context;
}

std::string shownText(std::string_view text) { return neutralised(cleaned(text).shown); }

std::vector<JudgeContext> judgeContexts(const FeatureIndex& index, FeatureId feature, TokenScope scope,
                                        const JudgeContextOptions& options) {
    std::vector<JudgeContext> contexts;
    std::set<PairIndex> pairs;
    for (const ContextRef& ref : index.contexts(feature, scope)) {
        if (contexts.size() == options.contexts || ref.kind != ContextKind::Top) {
            break;  // the largest come first
        }
        if (pairs.insert(ref.pair).second) {
            contexts.push_back(judgeContextAt(index, ref, options.tokens));
        }
    }
    return contexts;
}

}  // namespace saferscope
