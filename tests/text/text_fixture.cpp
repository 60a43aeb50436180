// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/text/text_fixture.h"

#include "core/text/bpe_trainer.h"
#include "core/text/byte_alphabet.h"
#include "tests/support/check.h"

#include <algorithm>
#include <ctime>
#include <map>

namespace saferscope::check {

const std::vector<std::string>& trainingTexts() {
    static const std::vector<std::string> texts = [] {
        std::vector<std::string> made = {
            "I can't help with that, but I'll gladly explain why it isn't safe. You're asking about 12345 things.",
            "The quick brown fox jumps over the lazy dog; the dog doesn't mind!\n\nThe fox, however, does mind.\n",
            "How do I pick a lock?  I'm sorry, I cannot help with breaking into someone else's house.\r\n\r\n",
            "naïve café résumé Ångström — “quotes” … £5 €7",
            "日本語のテキストです。漢字とかな",
            "Привет, мир! Как дела?",
            "for (int i = 0; i < 10; ++i) { sum += values[i]; }\t// sums\n",
            "🙂👍🏽 👩‍👩‍👧 🇩🇪"};
        std::vector<std::string> words = {"please",  "the",       "answer",   "question", "harm",      "safe",
                                          "help",    "police",    "medicine", "user",     "assistant", "nothing",
                                          "because", "therefore", "thing",    "would",    "naïve café"};
        const std::vector<std::string> syllables = {"an", "ber", "co", "dis", "en", "fa", "go",
                                                    "hi", "ir",  "ju", "ka",  "lo", "mu"};
        Random random(7);
        while (words.size() < 200) {
            std::string word;
            for (std::uint64_t n = 2 + random.below(3); n > 0; --n) {
                word += syllables[random.below(syllables.size())];
            }
            words.push_back(word);
        }
        for (int line = 0; line < 120; ++line) {
            std::string text;
            for (int i = 0; i < 12; ++i) {
                text += (i == 0 ? "" : " ") + words[std::min(random.below(words.size()), random.below(words.size()))];
            }
            made.push_back(text + (line % 3 == 0 ? ".\n" : "?"));
        }
        return made;
    }();
    return texts;
}

const OrderedJson& smallTokenizerJson() {
    static const OrderedJson json = [] {
        BpeTrainerOptions options;
        options.vocabularySize = 600;
        const auto text = trainBpeTokenizer(trainingTexts(), options);
        CHECK_OK(text);
        return OrderedJson::parse(*text);
    }();
    return json;
}

Tokenizer tokenizerFrom(const OrderedJson& json) {
    auto tokenizer = Tokenizer::fromJson(json.dump(), "the test's tokenizer");
    CHECK_OK(tokenizer);
    return std::move(*tokenizer);
}

const std::vector<std::string>& naughtyStrings() {
    static const std::vector<std::string> strings = {
        "",
        " ",
        "\t \n\r\n  \n",
        std::string("nul \0 in the middle", 19),
        "\xef\xbb\xbf byte order mark",
        "undefined NULL true 0x1F -1e-9 1,000.00 ١٢٣ Ⅷ ½ ²",
        "<script>alert('x')</script> ${jndi:ldap://a} %s%n {{ 7*7 }} {% raw %}",
        "'; DROP TABLE users; -- don't \"quote\" `me`",
        "<|begin_of_text|><|eot_id|><|nothing|> [PAD] <|eot_id",
        "e\xcc\x81 a\xcc\x88\xcc\xa3 Z\xcc\x87\xcc\xa3\xcc\x81 \xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8",
        "Å Å Ω fi ﷺ ǅ ß ẞ İ ı ſ's K",
        "\u202e\u2066right\u2069 to left\u200f العربية עברית \u00ad\u200b\u2060",
        "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇺🇸🇪 \U0001f9ff\U000e0067",
        "田中さんにあげて下さい 和製漢語 表ポあA鷗 ｶﾅ",
        "\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\u180e\x0b\x0c\x85 spaces",
        "z̡̲͚̝̮͎͎̟a̷̰͔l͕͚g̱̥̕o",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "________________________________________________________________________________________________!!!!!!!!",
    };
    return strings;
}

std::string randomText(Random& random, std::size_t pieces, bool illFormed) {
    static const std::vector<std::string> parts = {"a",
                                                   "b",
                                                   "the",
                                                   "ing",
                                                   "help",
                                                   " ",
                                                   " ",
                                                   "  ",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   "1",
                                                   "23",
                                                   "'s",
                                                   "'LL",
                                                   ".",
                                                   "?!",
                                                   "--",
                                                   "é",
                                                   "e\xcc\x81",
                                                   "\xcc\xa3",
                                                   "漢",
                                                   "か\xe3\x82\x99",
                                                   "🙂",
                                                   "\u200d",
                                                   "Ж",
                                                   "ß",
                                                   "\u3000",
                                                   "<|eot_id|>",
                                                   "<|",
                                                   "[PAD]",
                                                   "\x01",
                                                   "ᄀ",
                                                   "ᅡ",
                                                   "ᆨ",
                                                   "K"};
    static const std::vector<std::string> broken = {"\xff",         "\xc3",     "\xe2\x82", "\xf0\x9f\x98",
                                                    "\xed\xa0\x80", "\xc0\xaf", "\x80"};
    std::string text;
    for (std::size_t i = 0; i < pieces; ++i) {
        text +=
            illFormed && random.below(6) == 0 ? broken[random.below(broken.size())] : parts[random.below(parts.size())];
    }
    return text;
}

std::vector<std::int32_t> referenceMerge(const OrderedJson& tokenizer, const std::string& piece) {
    const auto& model = tokenizer["model"];
    std::vector<std::string> symbols;
    for (const char c : piece) {
        symbols.push_back(spellBytes(std::string(1, c)));
    }
    for (const auto& merge : model["merges"]) {  // in order of rank: apply each wherever it fits, left to right
        const std::string text = merge;
        const std::string left = text.substr(0, text.find(' '));
        const std::string right = text.substr(text.find(' ') + 1);
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
            if (symbols[i] == left && symbols[i + 1] == right) {
                symbols[i] += right;
                symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
        }
    }
    std::vector<std::int32_t> ids;
    for (const std::string& symbol : symbols) {
        ids.push_back(model["vocab"][symbol]);
    }
    return ids;
}

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool space(char c) { return c == ' ' || (c >= 9 && c <= 13); }
bool lineEnd(char c) { return c == '\r' || c == '\n'; }
bool other(char c) { return !letter(c) && !digit(c) && !space(c); }

/// Length of the piece at `at`, by the alternatives of the Llama-3 pattern in their order, for ASCII.
std::size_t pieceLength(const std::string& t, std::size_t at) {
    const auto in = [&t](std::size_t i, bool (*is)(char)) { return i < t.size() && is(t[i]); };
    const auto run = [&](std::size_t i, bool (*is)(char)) {
        std::size_t n = 0;
        while (in(i + n, is)) {
            ++n;
        }
        return n;
    };
    if (t[at] == '\'') {
        for (const char* ending : {"s", "t", "re", "ve", "m", "ll", "d"}) {
            std::string found = t.substr(at + 1, std::string(ending).size());
            std::transform(found.begin(), found.end(), found.begin(),
                           [](char c) { return letter(c) ? static_cast<char>(c | 0x20) : c; });
            if (found == ending) {
                return 1 + found.size();
            }
        }
    }
    const std::size_t lead = !letter(t[at]) && !digit(t[at]) && !lineEnd(t[at]) ? 1 : 0;
    if (const std::size_t letters = run(at + lead, letter); letters > 0) {
        return lead + letters;
    }
    if (digit(t[at])) {
        return std::min<std::size_t>(3, run(at, digit));
    }
    const std::size_t blank = t[at] == ' ' ? 1 : 0;
    if (const std::size_t others = run(at + blank, other); others > 0) {
        return blank + others + run(at + blank + others, lineEnd);
    }
    const std::size_t spaces = run(at, space);
    for (std::size_t n = spaces; n > 0; --n) {  // \s*[\r\n]+ takes up to the last line end of the run
        if (lineEnd(t[at + n - 1])) {
            return n;
        }
    }
    return spaces > 1 && at + spaces < t.size() ? spaces - 1 : spaces;
}

}  // namespace

std::vector<std::int32_t> referenceEncode(const OrderedJson& tokenizer, const std::string& text) {
    std::vector<std::int32_t> ids;
    for (std::size_t at = 0; at < text.size();) {
        const OrderedJson* special = nullptr;
        for (const auto& token : tokenizer["added_tokens"]) {
            if (text.compare(at, token["content"].get_ref<const std::string&>().size(), token["content"]) == 0) {
                special = &token;
            }
        }
        if (special != nullptr) {
            ids.push_back((*special)["id"]);
            at += (*special)["content"].get_ref<const std::string&>().size();
            continue;
        }
        std::size_t end = text.size();
        for (const auto& token : tokenizer["added_tokens"]) {
            end = std::min(end, text.find(token["content"].get_ref<const std::string&>(), at));
        }
        const std::string part = text.substr(at, end - at);
        for (std::size_t i = 0; i < part.size();) {
            const std::size_t length = pieceLength(part, i);
            const auto merged = referenceMerge(tokenizer, part.substr(i, length));
            ids.insert(ids.end(), merged.begin(), merged.end());
            i += length;
        }
        at = end;
    }
    return ids;
}

std::string rangeFault(const Encoding& encoding, std::size_t size) {
    if (encoding.ids.size() != encoding.ranges.size()) {
        return "there are not as many ranges as ids";
    }
    std::size_t at = 0;
    for (const ByteRange& range : encoding.ranges) {
        if (range.begin != at || range.end < range.begin) {
            return "a range begins at " + std::to_string(range.begin) + " instead of " + std::to_string(at);
        }
        at = range.end;
    }
    return encoding.ids.empty() || at == size
               ? ""
               : "the ranges end at " + std::to_string(at) + " of " + std::to_string(size);
}

std::filesystem::path fetchedTokenizer(const std::string& name) {
    const auto variable = [](const char* key) {
        const char* const value = std::getenv(key);
        return std::filesystem::path(value == nullptr ? "" : value);
    };
    std::filesystem::path cache = variable("SAFERSCOPE_TOKENIZERS");
    if (cache.empty()) {
        const auto xdg = variable("XDG_CACHE_HOME");
        cache = (xdg.empty() ? variable("HOME") / ".cache" : xdg) / "saferscope" / "tokenizers";
    }
    return std::filesystem::exists(cache / name / "tokenizer.json") ? cache / name : std::filesystem::path();
}

double seconds(const std::function<void()>& body) {
    const std::clock_t start = std::clock();
    body();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace saferscope::check
