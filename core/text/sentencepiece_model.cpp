// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentencepiece_model.h"

#include "core/base/text_check.h"
#include "core/text/alignment.h"
#include "core/text/byte_alphabet.h"

#include <algorithm>
#include <limits>

namespace saferscope {

namespace {

/// Length of the character that starts `text`; 1 where rules of the file broke one.
std::size_t characterLength(std::string_view text) { return std::max<std::size_t>(1, utf8SequenceLength(text)); }

}  // namespace

Result<SentencePieceModel> SentencePieceModel::make(const SentencePieceFile& file, Prefix prefix,
                                                    const std::string& where) {
    SentencePieceModel model;
    model.m_algorithm = file.algorithm;
    model.m_prefix = prefix;
    if (file.algorithm != SentencePieceFile::Algorithm::Bpe &&
        file.algorithm != SentencePieceFile::Algorithm::Unigram) {
        return fail(ErrorCode::InvalidInput,
                    where + " is a SentencePiece model of whole " +
                        (file.algorithm == SentencePieceFile::Algorithm::Word ? "words" : "characters") +
                        "; BPE and unigram models are read.");
    }
    auto normalizer = SentencePieceNormalizer::make(file, where);
    if (!normalizer) {
        return failure(normalizer);
    }
    model.m_normalizer = std::move(*normalizer);
    model.m_lowest = std::numeric_limits<float>::max();
    model.m_highest = std::numeric_limits<float>::min();  // the library starts from the least positive number too
    model.m_vocabulary.reserve(file.pieces.size());
    for (const auto& piece : file.pieces) {
        const auto id = static_cast<std::int32_t>(model.m_types.size());
        if (model.m_vocabulary.find(piece.text) >= 0) {
            return fail(ErrorCode::InvalidInput,
                        where + ": the piece \"" + piece.text.substr(0, 60) + "\" is there twice.");
        }
        if (const auto status = model.m_vocabulary.add(piece.text, id, where); !status) {
            return failure(status);
        }
        if (piece.type == Type::Unknown) {
            if (model.m_unknown >= 0) {
                return fail(ErrorCode::InvalidInput, where + " has two unknown pieces.");
            }
            model.m_unknown = id;
        } else if (piece.type == Type::Normal || piece.type == Type::UserDefined || piece.type == Type::Unused) {
            model.m_longest = std::max(model.m_longest, piece.text.size());
            if (file.algorithm == SentencePieceFile::Algorithm::Unigram) {
                model.m_index.add(piece.text, id);
            }
        }
        if (piece.type == Type::Normal) {
            model.m_lowest = std::min(model.m_lowest, piece.score);
            model.m_highest = std::max(model.m_highest, piece.score);
        }
        model.m_types.push_back(piece.type);
        model.m_scores.push_back(piece.score);
    }
    model.m_index.finish();
    if (model.m_unknown < 0) {
        return fail(ErrorCode::InvalidInput, where + " has no unknown piece.");
    }
    model.m_byteFallback = file.byteFallback;
    for (unsigned byte = 0; byte < 256 && file.byteFallback; ++byte) {
        const std::int32_t id = model.m_vocabulary.find(byteTokenSpelling(static_cast<std::uint8_t>(byte)));
        if (id < 0 || model.m_types[static_cast<std::size_t>(id)] != Type::Byte) {
            return fail(ErrorCode::InvalidInput,
                        where + " falls back on bytes, and lacks some of the 256 byte pieces.");
        }
        model.m_byteId[byte] = id;
    }
    return model;
}

bool SentencePieceModel::addsDummyPrefix() const {
    return m_prefix == Prefix::FirstStretch || (m_prefix == Prefix::EveryStretch && m_normalizer.addsDummyPrefix());
}

std::int32_t SentencePieceModel::mergeable(std::string_view piece) const {
    if (piece.size() > m_longest) {
        return -1;
    }
    const std::int32_t id = m_vocabulary.find(piece);
    if (id < 0) {
        return -1;
    }
    const Type type = m_types[static_cast<std::size_t>(id)];
    return type == Type::Normal || type == Type::UserDefined || type == Type::Unused ? id : -1;
}

std::int32_t SentencePieceModel::idOf(std::string_view piece) const {
    const std::int32_t id = m_vocabulary.find(piece);
    return id < 0 ? m_unknown : id;
}

Status SentencePieceModel::encode(std::string_view text, bool first, Scratch& s, std::vector<std::int32_t>& ids,
                                  std::vector<std::uint32_t>& ends) const {
    if (text.empty()) {
        return {};
    }
    // Without "legacy" Hugging Face's class turns the symbol of a space back into a space, puts one before the whole
    // text, and lets no stretch lose the space it begins with.
    Alignment alignment;
    SentencePieceNormalizer::Options options{m_prefix == Prefix::EveryStretch && m_normalizer.addsDummyPrefix(), false};
    std::string_view source = text;
    if (m_prefix != Prefix::EveryStretch) {
        const bool prefix = m_prefix == Prefix::FirstStretch && first;
        constexpr std::string_view symbol = "\u2581";
        std::size_t done = 0;
        s.spaced.clear();
        if (prefix) {
            s.spaced = symbol;
            alignment.addChange(0, 0, 0, symbol.size());
        }
        for (std::size_t at = text.find(symbol); at != std::string_view::npos; at = text.find(symbol, done)) {
            s.spaced.append(text, done, at - done);
            alignment.addChange(at, at + symbol.size(), s.spaced.size(), s.spaced.size() + 1);
            s.spaced += ' ';
            done = at + symbol.size();
        }
        s.spaced.append(text, done);
        source = s.spaced;
        options.keepLeading = source.starts_with(' ') || source.starts_with(symbol);
    }
    if (const auto status = m_normalizer.apply(source, options, s.normal, s.origin); !status) {
        return status;
    }
    s.tokens.clear();
    if (m_algorithm == SentencePieceFile::Algorithm::Bpe) {
        mergePieces(s);
    } else {
        bestPath(s);
    }
    const std::size_t firstEnd = ends.size();
    bool afterUnknown = false;
    std::uint32_t begin = 0;
    for (const Scratch::Token& token : s.tokens) {
        const bool unknown = token.id == m_unknown;
        if (unknown && m_byteFallback) {
            const std::uint32_t bytes = token.end - begin;
            const bool same = s.origin[token.end] - s.origin[begin] == bytes;
            for (std::uint32_t i = 0; i < bytes; ++i) {
                ids.push_back(m_byteId[static_cast<std::uint8_t>(s.normal[begin + i])]);
                ends.push_back(i + 1 == bytes ? s.origin[token.end] : s.origin[begin] + (same ? i + 1 : 0));
            }
        } else if (unknown && afterUnknown) {
            ends.back() = s.origin[token.end];  // a run of unknown pieces is one
        } else {
            ids.push_back(token.id);
            ends.push_back(s.origin[token.end]);
        }
        afterUnknown = unknown && !m_byteFallback;
        begin = token.end;
    }
    alignment.toSource(text, ends, firstEnd);
    return {};
}

void SentencePieceModel::mergePieces(Scratch& s) const {
    const std::string_view normal = s.normal;
    s.ends.clear();
    s.frozen.clear();
    for (std::size_t at = 0; at < normal.size();) {
        const std::string_view rest = normal.substr(at);
        std::size_t length =
            m_normalizer.userDefined().empty() ? 0 : m_normalizer.userDefined().longestPrefix(rest).first;
        s.frozen.push_back(length > 0);
        at += length > 0 ? length : characterLength(rest);
        s.ends.push_back(static_cast<std::uint32_t>(at));
    }
    // A linked list over the symbols; symbol i begins where its left neighbour ends. A symbol that was merged into its
    // left neighbour has no bytes.
    const auto count = static_cast<std::uint32_t>(s.ends.size());
    const std::uint32_t none = count;
    std::vector<std::uint32_t> begins(count);
    s.next.resize(count);
    s.previous.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        begins[i] = i == 0 ? 0 : s.ends[i - 1];
        s.next[i] = i + 1;
        s.previous[i] = i == 0 ? none : i - 1;
    }
    Unused unused;
    const auto worse = [](const Scratch::Candidate& a, const Scratch::Candidate& b) {
        return a.score < b.score || (a.score == b.score && a.left > b.left);
    };
    s.heap.clear();
    const auto consider = [&](std::uint32_t left, std::uint32_t right) {
        if (left == none || right == none || s.frozen[left] != 0 || s.frozen[right] != 0) {
            return false;
        }
        const std::string_view piece = normal.substr(begins[left], s.ends[right] - begins[left]);
        const std::int32_t id = mergeable(piece);
        if (id < 0) {
            return false;
        }
        s.heap.push_back(
            {m_scores[static_cast<std::size_t>(id)], left, right, static_cast<std::uint32_t>(piece.size())});
        if (m_types[static_cast<std::size_t>(id)] == Type::Unused) {
            unused[piece] = s.ends[left] - begins[left];
        }
        return true;
    };
    for (std::uint32_t i = 0; i + 1 < count; ++i) {
        consider(i, i + 1);
    }
    std::make_heap(s.heap.begin(), s.heap.end(), worse);
    const auto insert = [&](std::uint32_t left, std::uint32_t right) {
        if (consider(left, right)) {
            std::push_heap(s.heap.begin(), s.heap.end(), worse);
        }
    };
    while (!s.heap.empty()) {
        std::pop_heap(s.heap.begin(), s.heap.end(), worse);
        const Scratch::Candidate top = s.heap.back();
        s.heap.pop_back();
        if (s.ends[top.left] == begins[top.left] || s.ends[top.right] == begins[top.right] ||
            (s.ends[top.left] - begins[top.left]) + (s.ends[top.right] - begins[top.right]) != top.bytes) {
            continue;  // one of them was merged otherwise meanwhile
        }
        s.ends[top.left] = s.ends[top.right];
        s.next[top.left] = s.next[top.right];
        if (s.next[top.left] != none) {
            s.previous[s.next[top.left]] = top.left;
        }
        s.ends[top.right] = begins[top.right];
        insert(s.previous[top.left], top.left);
        insert(top.left, s.next[top.left]);
    }
    for (std::uint32_t i = 0; i != none; i = s.next[i]) {
        splitUnused(normal, begins[i], s.ends[i], unused, s.tokens);
    }
}

void SentencePieceModel::splitUnused(std::string_view normal, std::uint32_t begin, std::uint32_t end,
                                     const Unused& unused, std::vector<Scratch::Token>& tokens) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{begin, end}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        const std::string_view piece = normal.substr(from, to - from);
        const std::int32_t id = idOf(piece);
        const auto halves = m_types[static_cast<std::size_t>(id)] == Type::Unused ? unused.find(piece) : unused.end();
        if (halves == unused.end()) {
            tokens.push_back({to, id});
            continue;
        }
        const auto middle = from + static_cast<std::uint32_t>(halves->second);
        open.emplace_back(middle, to);
        open.emplace_back(from, middle);
    }
}

void SentencePieceModel::bestPath(Scratch& s) const {
    // Numbers are kept as the library keeps them (sums in double, results in float), so that ties fall alike.
    const std::string_view normal = s.normal;
    const float unknownScore = m_lowest - 10.0f;
    s.best.assign(normal.size() + 1, {});
    for (std::size_t at = 0; at < normal.size();) {
        const std::string_view rest = normal.substr(at);
        const std::size_t character = std::min(characterLength(rest), rest.size());
        const float here = s.best[at].score;
        bool single = false;
        const auto offer = [&](std::size_t length, std::int32_t id, double sum) {
            auto& end = s.best[at + length];
            if (end.begin < 0 || sum > static_cast<double>(end.score)) {
                end = {id, static_cast<float>(sum), static_cast<std::int64_t>(at)};
            }
        };
        m_index.forEachPrefix(rest, [&](std::size_t length, std::int32_t id) {
            const Type type = m_types[static_cast<std::size_t>(id)];
            if (type == Type::Unused) {
                return;
            }
            // A piece that the user defined is worth more than any way round it.
            const double score = type == Type::UserDefined
                                     ? static_cast<double>(static_cast<float>(length) * m_highest) - 0.1
                                     : static_cast<double>(m_scores[static_cast<std::size_t>(id)]);
            offer(length, id, score + static_cast<double>(here));
            single = single || length == character;
        });
        if (!single) {
            offer(character, m_unknown, static_cast<double>(unknownScore + here));
        }
        at += character;
    }
    // Positions inside a character have no way to them; pieces of the file are whole characters, so none is needed.
    for (auto end = static_cast<std::int64_t>(normal.size()); end > 0;
         end = s.best[static_cast<std::size_t>(end)].begin) {
        s.tokens.push_back({static_cast<std::uint32_t>(end), s.best[static_cast<std::size_t>(end)].id});
    }
    std::reverse(s.tokens.begin(), s.tokens.end());
}

}  // namespace saferscope
