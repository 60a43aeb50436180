// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_window_index.h"

#include "core/base/random.h"
#include "core/features/index_writer.h"
#include "tests/bench/stop.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/pair_detail.h"

#include <cstdio>
#include <cstdlib>

namespace saferscope::bench {

namespace {

constexpr std::uint32_t featureCount = 16384;
constexpr int latentsPerToken = 32;

enum class Style { Prose, List, OneParagraph, Mixed };

std::string madeUpWord(Random& random) {
    static const char* const parts[] = {"the", "an",  "re", "con", "sider", "able", "ing", "ti", "on", "answer",
                                        "ly",  "com", "pu", "ter", "what",  "to",   "of",  "is", "ex", "plain"};
    // Two low draws meet often: a few words make up most of a text, as in any language.
    const std::uint64_t number = random.below(60) * random.below(60);
    Random letters(number);
    std::string word;
    for (std::uint64_t i = 0; i <= letters.below(3); ++i) {
        word += parts[letters.below(20)];
    }
    return word;
}

std::string madeUpToken(Random& random, Style style, int at) {
    if (at % 14 == 13) {
        return at % 28 == 27 ? "." : ",";
    }
    if (style != Style::OneParagraph && at % (style == Style::List ? 18 : 110) == 0 && at > 0) {
        return style == Style::List ? "\n- " : "\n\n";
    }
    if (style == Style::Mixed && at % 500 > 400) {
        static const char* const others[] = {"你好", "世界", "，模型", "شكرا ", "جزيلا ", "😀"};
        return others[random.below(6)];
    }
    return " " + madeUpWord(random);
}

IndexedSegment madeUpSegment(std::uint64_t seed, Style style, int tokens, bool response) {
    Random random(seed);
    IndexedSegment segment;
    for (int i = 0; i < tokens; ++i) {
        const std::string word = madeUpToken(random, style, i);
        TokenInfo token;
        token.id = static_cast<std::int32_t>(std::hash<std::string>{}(word) % 50000);
        token.begin = static_cast<std::uint32_t>(segment.text.size());
        segment.text += word;
        token.end = static_cast<std::uint32_t>(segment.text.size());
        token.sentenceEnd = word == "." || word == ",";
        token.response = response;
        segment.tokens.push_back(token);
        std::vector<LatentEntry> latents;
        for (std::uint32_t latent = 0; latent < latentsPerToken; ++latent) {
            const std::uint32_t feature =
                latent * (featureCount / latentsPerToken) +
                (latent == 0 ? LongPairs::common + static_cast<std::uint32_t>(random.below(40))
                             : static_cast<std::uint32_t>(random.below(512)));
            latents.push_back({FeatureId(feature), 4.0f - 0.1f * static_cast<float>(latent)});
        }
        segment.latents.push_back(std::move(latents));
    }
    return segment;
}

}  // namespace

LongPairs::LongPairs() {
    std::string place = (std::filesystem::temp_directory_path() / "saferscope-bench-XXXXXX").string();
    if (mkdtemp(place.data()) == nullptr) {
        std::perror("mkdtemp");
        std::exit(1);
    }
    m_folder = place;
    IndexManifest manifest;
    manifest.modelHash = "model";
    manifest.saeHash = "sae";
    manifest.datasetHash = "data";
    manifest.datasetName = "made-up answers";
    manifest.layer = 3;
    manifest.k = latentsPerToken;
    manifest.features = featureCount;
    IndexWriter writer = orStop(IndexWriter::create(m_folder / "index", manifest, 64));
    const Style styles[] = {Style::Prose, Style::List, Style::OneParagraph, Style::Mixed, Style::Prose};
    for (std::uint64_t i = 0; i < std::size(styles); ++i) {
        IndexedPair pair;
        pair.id = "long_" + std::to_string(i + 1);
        pair.subset = "made up";
        pair.rewardChosen = 1.0f;
        pair.segments[0] = madeUpSegment(10 * i + 1, Style::Prose, 60, false);
        pair.segments[1] = madeUpSegment(10 * i + 2, styles[i], tokens, true);
        pair.segments[2] = madeUpSegment(10 * i + 3, styles[i], tokens, true);
        if (const Status added = writer.add(pair); !added) {
            std::fprintf(stderr, "%s\n", added.error().message.c_str());
            std::exit(1);
        }
    }
    if (const Status finished = writer.finish(); !finished) {
        std::fprintf(stderr, "%s\n", finished.error().message.c_str());
        std::exit(1);
    }
    m_index = orStop(FeatureIndex::open(m_folder / "index"));
    m_rows = PairTableModel::rowsOf(*m_index);
}

LongPairs::~LongPairs() {
    m_index.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void LongPairs::prepare(PairDetail& detail) const {
    static const std::vector<FeatureContrast> none;
    detail.setIndex(m_index);
    std::vector<WeightedFeature> kept;
    for (std::uint32_t i = 0; i < 40; ++i) {
        kept.push_back({FeatureId(common + i), i % 2 == 0 ? 1.0 : -1.0});
    }
    detail.setScope(TokenScope::AllTokens, none, kept);
    detail.setMode(HeatMode::KeptSet);
    detail.setFeature(FeatureId(common));
}

}  // namespace saferscope::bench
