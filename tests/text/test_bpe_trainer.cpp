// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/bpe_trainer.h"
#include "core/text/byte_alphabet.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <algorithm>
#include <map>
#include <set>

using namespace saferscope;
using namespace saferscope::check;

namespace {

BpeTrainerOptions sized(std::size_t size) {
    BpeTrainerOptions options;
    options.vocabularySize = size;
    return options;
}

OrderedJson trained(const std::vector<std::string>& texts, const BpeTrainerOptions& options) {
    const auto text = trainBpeTokenizer(texts, options);
    CHECK_OK(text);
    return OrderedJson::parse(*text);
}

/// Learning as defined: count all pairs afresh for every merge. Words are given, so that only the merging is compared.
std::vector<std::string> slowMerges(const std::vector<std::string>& words, std::size_t merges,
                                    std::size_t minimumCount) {
    std::vector<std::vector<std::string>> split;
    for (const std::string& word : words) {
        split.emplace_back();
        for (const char c : word) {
            split.back().emplace_back(1, c);
        }
    }
    std::vector<std::string> learnt;
    std::set<std::string> tokens;
    while (tokens.size() < merges) {
        std::map<std::pair<std::string, std::string>, std::size_t> counts;
        for (const auto& word : split) {
            for (std::size_t i = 0; i + 1 < word.size(); ++i) {
                ++counts[{word[i], word[i + 1]}];
            }
        }
        // the map's order breaks ties by bytes
        const auto best = std::max_element(counts.begin(), counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best == counts.end() || best->second < minimumCount) {
            break;
        }
        const auto [left, right] = best->first;
        const std::string merge = spellBytes(left) + " " + spellBytes(right);
        if (std::find(learnt.begin(), learnt.end(), merge) == learnt.end()) {
            learnt.push_back(merge);
        }
        tokens.insert(left + right);
        for (auto& word : split) {
            for (std::size_t i = 0; i + 1 < word.size(); ++i) {
                if (word[i] == left && word[i + 1] == right) {
                    word[i] += right;
                    word.erase(word.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                }
            }
        }
    }
    return learnt;
}

}  // namespace

TEST(merges_equal_learning_by_definition) {
    Random random(21);
    for (int round = 0; round < 12; ++round) {
        std::vector<std::string> words;
        const std::string alphabet = round % 2 == 0 ? "ab" : "abcdeé";
        for (int i = 0; i < 60; ++i) {
            std::string word;
            for (std::uint64_t n = 1 + random.below(14); n > 0; --n) {
                word += "abcde"[random.below(round % 2 == 0 ? 2 : 5)];
            }
            words.push_back(word);
        }
        BpeTrainerOptions options = sized(261 + 40);
        options.minimumCount = 2 + static_cast<std::size_t>(round % 3);
        const OrderedJson json = trained(words, options);
        CHECK(json["model"]["merges"].get<std::vector<std::string>>() == slowMerges(words, 40, options.minimumCount));
    }
}

TEST(the_file_is_what_the_reference_library_expects) {
    const OrderedJson& json = smallTokenizerJson();
    const auto& vocab = json["model"]["vocab"];
    std::set<std::int32_t> ids;
    for (const auto& [spelling, id] : vocab.items()) {
        ids.insert(id.get<std::int32_t>());
    }
    for (const auto& token : json["added_tokens"]) {
        CHECK(!vocab.contains(token["content"].get<std::string>()));
        CHECK(token["special"].get<bool>() && !token["normalized"].get<bool>());
        ids.insert(token["id"].get<std::int32_t>());
    }
    CHECK_EQ(ids.size(), 600u);  // contiguous from 0
    CHECK_EQ(*ids.rbegin(), 599);
    CHECK_EQ(vocab["!"].get<int>(), 0);
    CHECK_EQ(vocab["Ġ"].get<int>(), 220);  // as in GPT-2 and Llama-3
    CHECK_EQ(json["model"]["ignore_merges"].get<bool>(), false);
    CHECK_EQ(json["added_tokens"][0]["content"].get<std::string>(), "<|begin_of_text|>");
    CHECK_EQ(json["post_processor"]["special_tokens"]["<|begin_of_text|>"]["ids"][0].get<int>(), 595);
    CHECK_EQ(json["version"].get<std::string>(), "1.0");
    for (const auto& merge : json["model"]["merges"]) {
        std::string joined = merge;
        joined.erase(joined.find(' '), 1);
        CHECK(vocab.contains(joined));
    }
}

TEST(the_result_depends_on_the_texts_alone) {
    const auto& texts = trainingTexts();
    std::vector<std::string> reversed(texts.rbegin(), texts.rend());
    CHECK_EQ(*trainBpeTokenizer(texts, sized(400)), *trainBpeTokenizer(texts, sized(400)));
    CHECK_EQ(*trainBpeTokenizer(texts, sized(400)), *trainBpeTokenizer(reversed, sized(400)));
    // a smaller vocabulary is the beginning of a larger one
    const auto small = trained(texts, sized(300))["model"]["merges"];
    const auto large = trained(texts, sized(400))["model"]["merges"];
    CHECK(small.size() < large.size());
    CHECK(std::equal(small.begin(), small.end(), large.begin()));
}

TEST(special_tokens_are_not_learnt_from) {
    std::vector<std::string> texts(20, "<|start_header_id|>user<|end_header_id|>");
    const OrderedJson json = trained(texts, sized(1000));
    CHECK(json["model"]["vocab"].contains("user"));
    CHECK(!json["model"]["vocab"].contains("<|"));
    CHECK_EQ(json["model"]["merges"].size(), 3u);
}

TEST(odd_options_and_texts) {
    CHECK(!trainBpeTokenizer({}, sized(260)));
    CHECK_OK(trainBpeTokenizer({}, sized(261)));
    CHECK_OK(trainBpeTokenizer({"", "\xff\xfe", std::string(100'000, 'x')}, sized(500)));
    BpeTrainerOptions options = sized(300);
    options.specialTokens = {};
    const Tokenizer plain = tokenizerFrom(trained({"abab"}, options));
    CHECK_EQ(plain.encode("ab", true)->ids.size(), 1u);
    for (const std::vector<std::string>& bad :
         {std::vector<std::string>{""}, {"<a>", "<a>"}, {"\xff"}, {std::string(300, 'x')}, {"a"}}) {
        options.specialTokens = bad;
        const auto refused = trainBpeTokenizer({"a"}, options);
        CHECK(!refused && refused.error().code == ErrorCode::Usage);
    }
    options = sized(static_cast<std::size_t>(-1));
    CHECK(!trainBpeTokenizer({"a"}, options));
}

TEST(special_tokens_may_collide_with_learnt_ones) {
    BpeTrainerOptions options = sized(300);
    options.specialTokens = {"<s>", "user"};
    const OrderedJson json = trained(std::vector<std::string>(9, "users use userland, reuser user"), options);
    CHECK_OK(Tokenizer::fromJson(json.dump(), "trained"));
}

TEST(megabytes_are_learnt_in_seconds) {
    Random random(31);
    std::vector<std::string> stems;
    for (int i = 0; i < 8000; ++i) {
        std::string stem;
        for (std::uint64_t n = 2 + random.below(8); n > 0; --n) {
            stem += static_cast<char>('a' + std::min(random.below(26), random.below(26)));
        }
        stems.push_back(stem);
    }
    std::vector<std::string> texts(200);
    for (std::string& text : texts) {
        while (text.size() < 10'000) {
            text += " " + stems[std::min(random.below(stems.size()), random.below(stems.size()))];
        }
    }
    std::size_t reports = 0;
    const double taken =
        seconds([&] { CHECK_OK(trainBpeTokenizer(texts, sized(4096), [&](const Progress&) { ++reports; })); });
    CHECK(taken < 20.0);  // about 1 s on an idle core; this only catches another order of growth
    CHECK(reports >= 4);
}
