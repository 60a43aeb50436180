// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/realistic_pairs.h"

#include "core/base/random.h"
#include "tests/bench/stop.h"
#include "tests/support/byte_tokenizer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

namespace saferscope::bench {

namespace {

std::size_t promptLength(Random& random) { return 40 + random.below(41); }

std::size_t answerLength(Random& random) {
    return static_cast<std::size_t>(std::clamp(150.0 * std::exp(0.6 * random.normal()), 8.0, 800.0));
}

/// Short words and short sentences: with bytes for tokens, every twentieth token or so ends one, as in real text.
std::string textOf(Random& random, std::size_t length) {
    std::string text;
    while (text.size() < length) {
        for (std::uint64_t letters = 1 + random.below(6); letters > 0; --letters) {
            text += static_cast<char>('a' + random.below(26));
        }
        const std::uint64_t end = random.below(8);
        text += end == 0 ? ". " : end == 1 ? ", " : " ";
    }
    text.resize(length);
    text.back() = '.';
    return text;
}

PreferencePair pairOf(Random& random, std::size_t number, std::size_t prompt, std::size_t chosen,
                      std::size_t rejected) {
    constexpr const char* subsets[] = {"one", "two", "three", "four"};
    constexpr std::size_t lineEnd = 1;  // what the template adds to each message
    PreferencePair pair;
    pair.id = "p" + std::to_string(number);
    pair.subset = subsets[random.below(4)];
    pair.prompt = {{"user", textOf(random, prompt - lineEnd)}};
    pair.chosen = textOf(random, chosen - lineEnd);
    pair.rejected = textOf(random, rejected - lineEnd);
    return pair;
}

}  // namespace

std::vector<PairTokens> realisticTokens(std::size_t count, std::int64_t vocabulary, std::uint64_t seed) {
    Random random(seed);
    const auto draw = [&](std::size_t length) {
        std::vector<std::int32_t> tokens(length);
        for (auto& token : tokens) {
            token = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(vocabulary)));
        }
        return tokens;
    };
    std::vector<PairTokens> pairs(count);
    for (PairTokens& pair : pairs) {
        pair.prompt = draw(promptLength(random));
        pair.chosen = draw(answerLength(random));
        pair.rejected = draw(answerLength(random));
    }
    return pairs;
}

std::vector<PreferencePair> realisticPairs(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<PreferencePair> pairs(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t prompt = promptLength(random);
        const std::size_t chosen = answerLength(random);
        pairs[i] = pairOf(random, i, prompt, chosen, answerLength(random));
    }
    return pairs;
}

std::vector<PreferencePair> pairsOfTwoLengths(std::size_t count, std::uint64_t seed) {
    constexpr double prompt = 60.0;
    // Means of the lower and the upper half of a log-normal distribution: 2 Phi(-+ sigma) times its mean.
    const double mean = 150.0 * std::exp(0.6 * 0.6 / 2.0);
    const double upperShare = std::erfc(-0.6 / std::sqrt(2.0)) / 2.0;
    Random random(seed);
    std::vector<double> lengths;
    for (std::size_t i = 0; i < 2 * count; ++i) {
        lengths.push_back(prompt + 2.0 * mean * (i % 2 == 0 ? upperShare : 1.0 - upperShare));
    }
    random.shuffle(std::span(lengths));
    std::vector<PreferencePair> pairs(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t own = promptLength(random);
        const auto answer = [&](double length) {
            return static_cast<std::size_t>(length * (0.97 + 0.03 * random.uniform())) - own;
        };
        const std::size_t chosen = answer(lengths[2 * i]);
        pairs[i] = pairOf(random, i, own, chosen, answer(lengths[2 * i + 1]));
    }
    return pairs;
}

PairEncoder byteEncoder() {
    auto tokenizer = orStop(Tokenizer::fromJson(dumpJson(check::byteTokenizer()), "the byte tokenizer"));
    auto chat = orStop(
        ChatTemplate::parse("{% for message in messages %}{{ message['content'] }}\n{% endfor %}", "the template"));
    return PairEncoder(std::move(tokenizer), ChatFormat{std::move(chat), "", "", false}, {});
}

}  // namespace saferscope::bench
