// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/bpe_trainer.h"

#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/text/added_tokens.h"
#include "core/text/byte_alphabet.h"
#include "core/text/pair_table.h"
#include "core/text/regex.h"
#include "core/text/vocabulary.h"

#include <algorithm>
#include <deque>
#include <map>
#include <queue>
#include <set>
#include <unordered_map>

namespace saferscope {

namespace {

constexpr const char* llama3Pattern =
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| "
    "?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|"
    "\\s+(?!\\S)|\\s+";
constexpr std::size_t maxWordBytes = 4096;  ///< longer runs of one kind are counted in parts; nothing is learnt across
constexpr std::size_t maxTextBytes = 256u << 20;

Status checkOptions(const BpeTrainerOptions& options) {
    std::set<std::string> seen;
    for (const std::string& token : options.specialTokens) {
        if (token.empty() || token.size() > 256 || !isValidUtf8(token) || !seen.insert(token).second) {
            return fail(ErrorCode::Usage, "A special token is empty, longer than 256 bytes, not UTF-8 or given twice.");
        }
        const auto bytes = spelledBytes(token);
        if (bytes && bytes->size() == 1) {
            return fail(ErrorCode::Usage, "The special token \"" + token + "\" is the spelling of a byte.");
        }
    }
    const std::size_t least = 256 + options.specialTokens.size();
    if (options.vocabularySize < least || options.vocabularySize > static_cast<std::size_t>(Vocabulary::maxId)) {
        return fail(ErrorCode::Usage,
                    "A vocabulary of " + std::to_string(options.vocabularySize) + " tokens cannot be made.",
                    "Ask for " + std::to_string(least) + " (all bytes and the special tokens) to " +
                        std::to_string(Vocabulary::maxId) + ".");
    }
    return {};
}

/// How often each piece of the texts occurs, in an order that depends on the texts alone. Special tokens in the texts
/// are cut out: when encoding, they never reach the merges either.
class WordCounter {
public:
    WordCounter(Regex words, const std::vector<std::string>& specialTokens) : m_words(std::move(words)) {
        for (const std::string& token : specialTokens) {
            m_special.add(token, 0);
        }
        m_special.finish();
    }

    Status add(std::string_view text) {
        std::size_t begin = 0;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t length =
                at < text.size() && m_special.canStart(text[at]) ? m_special.longestPrefix(text.substr(at)).first : 0;
            if (length > 0 || at == text.size()) {
                if (const auto status = addPart(text.substr(begin, at - begin)); !status) {
                    return status;
                }
                begin = at + length;
            }
            at += std::max<std::size_t>(length, 1);
        }
        return {};
    }

    std::vector<std::pair<std::string, std::uint64_t>> sorted() const {
        std::vector<std::pair<std::string, std::uint64_t>> words(m_counts.begin(), m_counts.end());
        std::sort(words.begin(), words.end());
        return words;
    }

private:
    Status addPart(std::string_view part) {
        if (const auto status = m_words.findAll(part, SearchTime(part.size()), m_pieces); !status) {
            return status;
        }
        for (const Span& piece : m_pieces) {
            std::string_view word = part.substr(piece.begin, piece.end - piece.begin);
            for (; word.size() > maxWordBytes; word.remove_prefix(maxWordBytes)) {
                ++m_counts[std::string(word.substr(0, maxWordBytes))];
            }
            ++m_counts[std::string(word)];
        }
        return {};
    }

    Regex m_words;
    PieceIndex m_special;
    std::vector<Span> m_pieces;
    std::unordered_map<std::string, std::uint64_t> m_counts;
};

/// Merges the most frequent pair again and again. Counts are kept up to date; the heap may hold outdated entries, which
/// are recognised when they come up.
class Merger {
public:
    explicit Merger(const std::vector<std::pair<std::string, std::uint64_t>>& words) {
        for (std::size_t rank = 0; rank < 256; ++rank) {
            m_tokens.emplace_back(1, static_cast<char>(byteOfRank(rank)));
            m_idOf.emplace(m_tokens.back(), static_cast<std::int32_t>(rank));
        }
        m_words.reserve(words.size());
        for (const auto& [text, count] : words) {
            Word word{{}, static_cast<std::int64_t>(count)};
            for (const char c : text) {
                word.ids.push_back(m_idOf.find(std::string_view(&c, 1))->second);
            }
            m_words.push_back(std::move(word));
            const auto index = static_cast<std::uint32_t>(m_words.size() - 1);
            for (std::size_t i = 0; i + 1 < m_words.back().ids.size(); ++i) {
                change(m_words.back().ids[i], m_words.back().ids[i + 1], index, 1);
            }
        }
        pushChanged();
    }

    /// False when no pair is frequent enough.
    bool mergeNext(std::int64_t minimumCount) {
        while (!m_heap.empty()) {
            const Candidate best = m_heap.top();
            m_heap.pop();
            PairState* const state = m_pairs.find(best.left, best.right);
            if (state->count != best.count) {
                if (state->count > 0 && state->count < best.count) {
                    push(best.left, best.right, state->count);
                }
                continue;
            }
            if (best.count < minimumCount) {
                return false;
            }
            merge(best.left, best.right, std::move(state->words));
            return true;
        }
        return false;
    }

    const std::deque<std::string>& tokens() const { return m_tokens; }
    const std::vector<std::pair<std::int32_t, std::int32_t>>& merges() const { return m_merges; }

private:
    struct Word {
        std::vector<std::int32_t> ids;
        std::int64_t count = 0;
    };
    struct PairState {
        std::int64_t count = 0;
        bool changed = false;
        bool merged = false;
        std::vector<std::uint32_t> words;  ///< that hold it, or once did
    };
    struct Candidate {
        std::int64_t count = 0;
        std::int32_t left = 0, right = 0;
        const std::string* leftBytes = nullptr;
        const std::string* rightBytes = nullptr;
        bool operator<(
            const Candidate& other) const {  // the heap's top is the largest: most frequent, then first bytes
            if (count != other.count) {
                return count < other.count;
            }
            const int order = leftBytes->compare(*other.leftBytes);
            return order != 0 ? order > 0 : *rightBytes > *other.rightBytes;
        }
    };

    void push(std::int32_t left, std::int32_t right, std::int64_t count) {
        m_heap.push({count, left, right, &m_tokens[static_cast<std::size_t>(left)],
                     &m_tokens[static_cast<std::size_t>(right)]});
    }

    /// Pairs that become more frequent are pushed again; entries of those that become rarer are corrected when met.
    void change(std::int32_t left, std::int32_t right, std::uint32_t word, int sign) {
        PairState& state = m_pairs(left, right);
        state.count += sign * m_words[word].count;
        if (sign < 0) {
            return;
        }
        if (state.words.empty() || state.words.back() != word) {
            state.words.push_back(word);
        }
        if (!state.changed) {
            state.changed = true;
            m_changed.emplace_back(left, right);
        }
    }

    void pushChanged() {
        for (const auto& [left, right] : m_changed) {
            PairState& state = *m_pairs.find(left, right);
            state.changed = false;
            if (state.count > 0) {
                push(left, right, state.count);
            }
        }
        m_changed.clear();
    }

    void merge(std::int32_t left, std::int32_t right, std::vector<std::uint32_t> words) {
        std::string joined = m_tokens[static_cast<std::size_t>(left)] + m_tokens[static_cast<std::size_t>(right)];
        const auto [known, isNew] = m_idOf.try_emplace(joined, static_cast<std::int32_t>(m_tokens.size()));
        const std::int32_t id = known->second;
        if (isNew) {
            m_tokens.push_back(std::move(joined));
        }
        // Where two ways lead to one token, a pair can come back after its merge; the merge is in the list already.
        if (!std::exchange(m_pairs.find(left, right)->merged, true)) {
            m_merges.emplace_back(left, right);
        }
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        for (const std::uint32_t index : words) {
            mergeInWord(index, left, right, id);
        }
        pushChanged();
    }

    void mergeInWord(std::uint32_t index, std::int32_t left, std::int32_t right, std::int32_t id) {
        auto& ids = m_words[index].ids;
        std::size_t to = 0;
        for (std::size_t from = 0; from < ids.size(); ++to) {
            if (from + 1 >= ids.size() || ids[from] != left || ids[from + 1] != right) {
                ids[to] = ids[from++];
                continue;
            }
            change(left, right, index, -1);
            if (to > 0) {
                change(ids[to - 1], left, index, -1);
                change(ids[to - 1], id, index, 1);
            }
            if (from + 2 < ids.size()) {
                change(right, ids[from + 2], index, -1);
                change(id, ids[from + 2], index, 1);
            }
            ids[to] = id;
            from += 2;
        }
        ids.resize(to);
    }

    std::deque<std::string> m_tokens;  // addresses stay: the heap refers to them
    std::map<std::string, std::int32_t, std::less<>> m_idOf;
    std::vector<std::pair<std::int32_t, std::int32_t>> m_merges;
    std::vector<Word> m_words;
    PairTable<PairState> m_pairs;
    std::vector<std::pair<std::int32_t, std::int32_t>> m_changed;
    std::priority_queue<Candidate> m_heap;
};

OrderedJson addedToken(const std::string& content, std::size_t id) {
    return {{"id", id},        {"content", content},  {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", true}};
}

/// A post-processor that puts the first special token in front, as Llama-3's does.
OrderedJson postProcessor(const std::vector<std::string>& specialTokens, std::size_t firstId) {
    OrderedJson byteLevel = {
        {"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", false}, {"use_regex", true}};
    if (specialTokens.empty()) {
        return byteLevel;
    }
    const auto item = [](const char* kind, const std::string& id, int type) {
        return OrderedJson{{kind, {{"id", id}, {"type_id", type}}}};
    };
    const std::string& bos = specialTokens.front();
    OrderedJson result;
    result["type"] = "TemplateProcessing";
    result["single"] = OrderedJson::array({item("SpecialToken", bos, 0), item("Sequence", "A", 0)});
    result["pair"] = OrderedJson::array({item("SpecialToken", bos, 0), item("Sequence", "A", 0),
                                         item("SpecialToken", bos, 1), item("Sequence", "B", 1)});
    OrderedJson meaning;
    meaning["id"] = bos;
    meaning["ids"] = OrderedJson::array({firstId});
    meaning["tokens"] = OrderedJson::array({bos});
    result["special_tokens"][bos] = meaning;
    return result;
}

std::string tokenizerJson(const Merger& merger, const std::vector<std::string>& specialTokens) {
    const auto& tokens = merger.tokens();
    OrderedJson root;
    root["version"] = "1.0";
    root["truncation"] = nullptr;
    root["padding"] = nullptr;
    root["added_tokens"] = OrderedJson::array();
    for (std::size_t i = 0; i < specialTokens.size(); ++i) {
        root["added_tokens"].push_back(addedToken(specialTokens[i], tokens.size() + i));
    }
    root["normalizer"] = nullptr;
    OrderedJson split;
    split["type"] = "Split";
    split["pattern"] = {{"Regex", llama3Pattern}};
    split["behavior"] = "Isolated";
    split["invert"] = false;
    const OrderedJson byteLevel = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", false}};
    root["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", OrderedJson::array({split, byteLevel})}};
    root["post_processor"] = postProcessor(specialTokens, tokens.size());
    root["decoder"] = {{"type", "ByteLevel"}, {"add_prefix_space", true}, {"trim_offsets", true}, {"use_regex", true}};
    OrderedJson model;
    model["type"] = "BPE";
    model["dropout"] = nullptr;
    model["unk_token"] = nullptr;
    model["continuing_subword_prefix"] = nullptr;
    model["end_of_word_suffix"] = nullptr;
    model["fuse_unk"] = false;
    model["byte_fallback"] = false;
    model["ignore_merges"] = false;
    // An ordered object looks for an equal key at every insertion; filled as a list it does not.
    auto& vocabulary = (model["vocab"] = OrderedJson::object()).get_ref<OrderedJson::object_t&>();
    for (std::size_t id = 0; id < tokens.size(); ++id) {
        vocabulary.Container::emplace_back(spellBytes(tokens[id]), id);
    }
    model["merges"] = OrderedJson::array();
    for (const auto& [left, right] : merger.merges()) {
        model["merges"].push_back(spellBytes(tokens[static_cast<std::size_t>(left)]) + " " +
                                  spellBytes(tokens[static_cast<std::size_t>(right)]));
    }
    root["model"] = std::move(model);
    return dumpJson(root, 1) + "\n";
}

}  // namespace

Result<std::string> trainBpeTokenizer(const std::vector<std::string>& texts, const BpeTrainerOptions& options,
                                      const ProgressCallback& progress) {
    if (const auto status = checkOptions(options); !status) {
        return failure(status);
    }
    std::uint64_t bytes = 0;
    for (const std::string& text : texts) {
        bytes += text.size();
        if (text.size() > maxTextBytes) {
            return fail(ErrorCode::InvalidInput, "A training text is longer than 256 MiB.", "Split it into documents.");
        }
    }
    auto pattern = Regex::compile(llama3Pattern, "the tokenizer trainer");
    if (!pattern) {
        return failure(pattern);
    }
    WordCounter counter(std::move(*pattern), options.specialTokens);
    ProgressMeter reading("Reading text", bytes, progress);
    for (const std::string& text : texts) {
        if (const auto status = counter.add(isValidUtf8(text) ? text : toValidUtf8(text)); !status) {
            return failure(status);
        }
        reading.advance(text.size());
    }
    reading.finish();

    Merger merger(counter.sorted());
    const std::size_t wanted = options.vocabularySize - options.specialTokens.size();
    const auto minimumCount = static_cast<std::int64_t>(std::clamp<std::size_t>(options.minimumCount, 1, INT64_MAX));
    ProgressMeter merging("Learning tokens", wanted, progress);
    while (merger.tokens().size() < wanted && merger.mergeNext(minimumCount)) {
        merging.set(merger.tokens().size());
    }
    merging.finish();
    return tokenizerJson(merger, options.specialTokens);
}

}  // namespace saferscope
