// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/pair_encoder.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::vector<Json> lines(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Json> all;
    for (std::string line; std::getline(file, line);) {
        all.push_back(Json::parse(line));
    }
    return all;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

PreferencePair pairOf(const Json& row) {
    PreferencePair pair{row["id"], "", "", {}, row["chosen"], row["rejected"]};
    for (const Json& message : row["prompt"]) {
        pair.prompt.push_back({message["role"], message["content"]});
    }
    return pair;
}

std::map<std::string, PreferencePair> pairsIn(const std::vector<std::filesystem::path>& files) {
    std::map<std::string, PreferencePair> pairs;
    for (const auto& file : files) {
        for (const Json& row : lines(file)) {
            pairs.emplace(row["id"], pairOf(row));
        }
    }
    return pairs;
}

/// Rendered text and ids of both sides, and what must hold for any pair.
void checkPairs(const PairEncoder& encoder, const std::map<std::string, PreferencePair>& pairs,
                const std::filesystem::path& expected) {
    std::size_t compared = 0;
    for (const Json& row : lines(expected)) {
        const auto pair = pairs.find(row["id"]);
        if (pair == pairs.end()) {
            continue;
        }
        const auto encoded = encoder.encode(pair->second);
        CHECK_OK(encoded);
        for (const Side which : {Side::Chosen, Side::Rejected}) {
            const EncodedSide& side = encoded->side(which);
            const std::string name = sideName(which);
            CHECK_EQ(side.text, row[name + "_text"].get<std::string>());
            CHECK(side.ids == row[name + "_ids"].get<std::vector<std::int32_t>>());
            CHECK_EQ(rangeFault({side.ids, side.ranges}, side.text.size()), "");
            CHECK(side.responseBegin < side.ids.size());
            CHECK(encoded->sharedPrefix <= side.responseBegin);
        }
        CHECK(std::equal(encoded->chosen.ids.begin(), encoded->chosen.ids.begin() + encoded->sharedPrefix,
                         encoded->rejected.ids.begin()));
        ++compared;
    }
    CHECK(compared > 0);
}

void checkTexts(const Tokenizer& tokenizer, const std::filesystem::path& expected) {
    std::size_t compared = 0;
    for (const Json& row : Json::parse(contents(expected))) {
        const std::string text = row["text"];
        const auto encoding = tokenizer.encode(text, false);
        CHECK_OK(encoding);
        CHECK(encoding->ids == row["ids"].get<std::vector<std::int32_t>>());
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
        ++compared;
    }
    CHECK(compared > 50);
}

std::filesystem::path needShared(const char* below) {
    const auto folder = sharedFolder();
    if (folder.empty() || !std::filesystem::exists(folder / below)) {
        SKIP(std::string("no shared/") + below + " beside the checkout");
    }
    return folder / below;
}

std::filesystem::path needTokenizer(const char* name) {
    const auto folder = fetchedTokenizer(name);
    if (folder.empty()) {
        SKIP(std::string("no ") + name + " tokenizer: run tests/support/fetch-tokenizers.sh");
    }
    return folder;
}

const std::map<std::string, PreferencePair>& sharedPairs() {
    static const auto pairs = [] {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(needShared("data"))) {
            if (entry.path().filename().string().starts_with("pairs_")) {
                files.push_back(entry.path());
            }
        }
        return pairsIn(files);
    }();
    return pairs;
}

/// Each real tokenizer is loaded once for all cases.
const PairEncoder& realEncoder(const char* name) {
    static std::map<std::string, PairEncoder> loaded;
    const auto folder = needTokenizer(name);
    auto it = loaded.find(name);
    if (it == loaded.end()) {
        auto encoder = PairEncoder::load(folder);
        CHECK_OK(encoder);
        it = loaded.emplace(name, std::move(*encoder)).first;
    }
    return it->second;
}

}  // namespace

TEST(small_models_agree_with_the_reference_libraries) {
    for (const char* name : {"llama", "mistral", "qwen2", "qwen3", "gemma2"}) {
        const auto folder = needShared("goldens") / "models" / name;
        const auto encoder = PairEncoder::load(folder);
        CHECK_OK(encoder);
        CHECK(!encoder->format().usedFallback);
        checkPairs(*encoder, pairsIn({folder / "pairs.jsonl"}), folder / "expected_tokens.jsonl");
    }
}

TEST(llama_3_2_agrees_with_the_reference_libraries) {
    const auto goldens = needShared("goldens") / "tokenizers";
    const PairEncoder& encoder = realEncoder("llama3_2");
    CHECK_EQ(encoder.tokenizer().vocabularySize(), 128256u);
    checkTexts(encoder.tokenizer(), goldens / "llama3_2.texts.json");
    checkPairs(encoder, sharedPairs(), goldens / "llama3_2.pairs.jsonl");
}

TEST(qwen_2_5_agrees_with_the_reference_libraries) {
    const auto goldens = needShared("goldens") / "tokenizers";
    const PairEncoder& encoder = realEncoder("qwen2_5");
    checkTexts(encoder.tokenizer(), goldens / "qwen2_5.texts.json");
    checkPairs(encoder, sharedPairs(), goldens / "qwen2_5.pairs.jsonl");
}

TEST(gemma_2_agrees_with_the_reference_libraries) {
    const auto goldens = needShared("goldens") / "tokenizers";
    const auto folder = needTokenizer("gemma2");
    const auto tokenizer = Tokenizer::load(folder);
    CHECK_OK(tokenizer);
    CHECK_EQ(tokenizer->vocabularySize(), 256000u);
    checkTexts(*tokenizer, goldens / "gemma2.texts.json");
    std::string text;  // one piece, as nothing splits it
    while (text.size() < 1'000'000) {
        text += "honorificabilitudinitatibus";
    }
    CHECK(seconds([&] { CHECK_OK(tokenizer->encode(text, false)); }) < 5.0);
}

TEST(llama_3_agrees_with_the_strings_of_llama_cpp) {
    const auto folder = needShared("data") / "tokenizer_fixtures";
    const Tokenizer& tokenizer = realEncoder("llama3_2").tokenizer();
    const std::string input = contents(folder / "ggml-vocab-llama-bpe.gguf.inp");
    std::istringstream output(contents(folder / "ggml-vocab-llama-bpe.gguf.out"));
    const std::string separator = "\n__ggml_vocab_test__\n";
    std::size_t compared = 0;
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t end = std::min(input.find(separator, at), input.size());
        std::string line;
        CHECK(static_cast<bool>(std::getline(output, line)));
        std::istringstream numbers(line);
        const std::vector<std::int32_t> expected{std::istream_iterator<std::int32_t>(numbers), {}};
        CHECK(tokenizer.encode(input.substr(at, end - at), false)->ids == expected);
        at = end + separator.size();
        ++compared;
    }
    CHECK(compared >= 40);
}

TEST(naughty_strings_survive_a_real_tokenizer) {
    const Tokenizer& qwen = realEncoder("qwen2_5").tokenizer();
    std::vector<std::string> texts = naughtyStrings();
    if (!sharedFolder().empty()) {
        for (const Json& text : Json::parse(contents(sharedFolder() / "data" / "fixtures_strings" / "blns.json"))) {
            texts.push_back(text);
        }
    }
    for (const std::string& text : texts) {
        const auto encoding = qwen.encode(text, false);
        CHECK_OK(encoding);
        CHECK_EQ(rangeFault(*encoding, text.size()), "");
    }
    const double taken = seconds([&] { CHECK_OK(qwen.encode(std::string(1'000'000, '^'), false)); });
    CHECK(taken < 2.0);
}

TEST(real_tokenizers_load_in_time) {
    const auto folder = needTokenizer("llama3_2");
    const double taken = seconds([&] { CHECK_OK(Tokenizer::load(folder)); });
    CHECK(taken < 10.0);  // well under a second on an idle machine; this only catches another order of growth
}
