// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_pairs.h"

#include "core/base/random.h"
#include "core/features/byte_codec.h"
#include "tests/bench/bench.h"

#include <chrono>
#include <cmath>
#include <malloc.h>
#include <numeric>
#include <span>
#include <unistd.h>
#include <utility>

namespace saferscope::bench {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t drawTableSize = 1u << 16;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

PairGenerator::PairGenerator(const GeneratedShape& shape, std::uint64_t seed)
    : m_shape(shape), m_state(seed), m_lastToken(shape.features, 0) {
    Random random(seed);
    std::vector<std::uint32_t> ids(shape.features);
    std::iota(ids.begin(), ids.end(), 0U);
    random.shuffle(std::span<std::uint32_t>(ids));
    // Every feature once, the rest of the table by weight.
    m_features = ids;
    double sum = 0.0;
    for (std::uint32_t rank = 0; rank < shape.features; ++rank) {
        sum += 1.0 / (rank + 8.0);
    }
    const auto left = static_cast<double>(drawTableSize - std::min<std::size_t>(drawTableSize, ids.size()));
    double share = 0.0;
    for (std::uint32_t rank = 0; rank < shape.features; ++rank) {
        share += left / (rank + 8.0) / sum;
        for (; share >= 1.0; share -= 1.0) {
            m_features.push_back(ids[rank]);
        }
    }
    while (m_features.size() < drawTableSize) {
        m_features.push_back(ids[0]);
    }
    for (std::size_t i = 0; i < shape.latents; ++i) {
        m_values.push_back(
            static_cast<float>(6.0 * std::exp(-3.0 * static_cast<double>(i) / static_cast<double>(shape.latents))));
    }
    for (std::size_t i = 0; i < 4096; ++i) {
        std::string word(2 + random.below(7), 'a');
        word[0] = ' ';
        for (std::size_t letter = 1; letter < word.size(); ++letter) {
            word[letter] = static_cast<char>('a' + random.below(26));
        }
        m_words.push_back(std::move(word));
    }
}

std::uint64_t PairGenerator::draw() {
    m_state += 0x9e3779b97f4a7c15U;
    return codec::mix(m_state);
}

void PairGenerator::fillSegment(IndexedSegment& segment, std::size_t tokens, bool response) {
    segment.text.clear();
    segment.tokens.clear();
    segment.latents.resize(tokens);
    for (std::vector<LatentEntry>& latents : segment.latents) {
        const std::uint64_t random = draw();
        const std::size_t word = random % m_words.size();
        TokenInfo token;
        token.id = static_cast<std::int32_t>((random >> 16) % 2 == 0 ? word : word * 31);
        token.begin = static_cast<std::uint32_t>(segment.text.size());
        segment.text += m_words[word];
        token.end = static_cast<std::uint32_t>(segment.text.size());
        token.sentenceEnd = (random >> 32) % 15 == 0;
        token.response = response;
        segment.tokens.push_back(token);
        const auto scale = static_cast<float>(0.6 + 0.8 * static_cast<double>((random >> 40) % 256) / 256.0);
        ++m_token;
        latents.clear();
        while (latents.size() < m_shape.latents) {
            std::uint64_t bits = draw();
            for (int part = 0; part < 3 && latents.size() < m_shape.latents; ++part, bits >>= 16) {
                const std::uint32_t feature = m_features[bits % m_features.size()];
                if (std::exchange(m_lastToken[feature], m_token) != m_token) {
                    const float below = 1.0F - 0.04F * static_cast<float>(bits >> 56) / 256.0F;
                    latents.push_back({FeatureId(feature), m_values[latents.size()] * scale * below});
                }
            }
        }
    }
}

void PairGenerator::next(IndexedPair& pair) {
    const std::uint64_t random = draw();
    const auto around = [&](double share, unsigned shift) {
        const double factor = 0.5 + static_cast<double>((random >> shift) % 1024) / 1024.0;
        return static_cast<std::size_t>(std::lround(static_cast<double>(m_shape.tokens) * share * factor));
    };
    pair.id = "generated-" + std::to_string(m_number++);
    pair.subset = "subset " + std::to_string((random >> 32) % 12);
    pair.rewardChosen = static_cast<float>((random >> 36) % 4096) / 1024.0F;
    pair.rewardRejected = static_cast<float>((random >> 48) % 4096) / 1024.0F - 0.5F;
    fillSegment(pair.segments[0], around(0.4, 0), false);
    fillSegment(pair.segments[1], around(0.3, 10), true);
    fillSegment(pair.segments[2], around(0.3, 20), true);
}

GeneratedIndex writeGenerated(const fs::path& folder, const GeneratedShape& shape) {
    using Clock = std::chrono::steady_clock;
    GeneratedIndex made;
    ::malloc_trim(0);
    resetPeakResident();
    PairGenerator generator(shape);
    IndexManifest manifest;
    manifest.features = shape.features;
    auto writer = IndexWriter::create(folder, manifest);
    std::vector<IndexedPair> batch(64);
    for (std::size_t done = 0; writer && done < shape.pairs; done += batch.size()) {
        const std::span<IndexedPair> pairs(batch.data(), std::min(batch.size(), shape.pairs - done));
        const auto start = Clock::now();
        for (IndexedPair& pair : pairs) {
            generator.next(pair);
        }
        const auto generated = Clock::now();
        for (const IndexedPair& pair : pairs) {
            if (auto added = writer->add(pair); !added) {
                remark("The generated index was not written: " + added.error().message);
                return made;
            }
        }
        made.generating += std::chrono::duration<double>(generated - start).count();
        made.adding += secondsSince(generated);
    }
    const auto start = Clock::now();
    if (!writer || !writer->finish()) {
        remark("The generated index was not finished.");
        return made;
    }
    made.finishing = secondsSince(start);
    made.peakResident = peakResidentBytes();
    made.good = true;
    return made;
}

std::uint64_t bytesOf(const fs::path& folder, const std::string& prefix) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        bytes += entry.path().filename().string().starts_with(prefix) ? entry.file_size() : 0;
    }
    return bytes;
}

double growthExponent(const std::vector<double>& x, const std::vector<double>& y) {
    double meanX = 0.0;
    double meanY = 0.0;
    const auto count = static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        meanX += std::log(x[i]) / count;
        meanY += std::log(y[i]) / count;
    }
    double products = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        products += (std::log(x[i]) - meanX) * (std::log(y[i]) - meanY);
        squares += (std::log(x[i]) - meanX) * (std::log(x[i]) - meanX);
    }
    return products / squares;
}

BenchFolder::BenchFolder(const std::string& name)
    : m_path(fs::temp_directory_path() / ("saferscope-bench-" + name + "-" + std::to_string(::getpid()))) {
    fs::create_directories(m_path);
}

BenchFolder::~BenchFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

}  // namespace saferscope::bench
