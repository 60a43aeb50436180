// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// Indexes as large as one likes, without a model: what decides their size and speed is drawn as trained SAEs give it.
namespace saferscope::bench {

struct GeneratedShape {
    std::size_t pairs = 0;
    std::size_t tokens = 50;   ///< mean of a pair's tokens: 40 % prompt, 30 % each answer, each a half more or less
    std::size_t latents = 64;  ///< of every token
    std::uint32_t features = 16384;
};

/// Makes one pair after the other, a few nanoseconds per latent. Feature f is drawn with a probability falling as
/// 1 / (rank + 8), ranks dealt to ids at random; a token's values fall from about 6 to 0.3; one token in 15 ends a
/// sentence; texts are words of 2 to 8 bytes; 12 subsets.
class PairGenerator {
public:
    explicit PairGenerator(const GeneratedShape& shape, std::uint64_t seed = 1);
    /// Overwrites `pair`, reusing its memory.
    void next(IndexedPair& pair);

private:
    std::uint64_t draw();
    void fillSegment(IndexedSegment& segment, std::size_t tokens, bool response);

    GeneratedShape m_shape;
    std::uint64_t m_state;
    std::uint64_t m_number = 0;
    std::vector<std::uint32_t> m_features;   ///< by 16 random bits
    std::vector<std::uint32_t> m_lastToken;  ///< by feature: the last token that has it
    std::uint32_t m_token = 0;
    std::vector<float> m_values;
    std::vector<std::string> m_words;
};

struct GeneratedIndex {
    bool good = false;
    double generating = 0.0;  ///< seconds
    double adding = 0.0;      ///< seconds in IndexWriter::add, shards written out
    double finishing = 0.0;   ///< seconds in IndexWriter::finish
    std::uint64_t peakResident = 0;
};
/// Writes an index into `folder`; a remark says why when it cannot.
GeneratedIndex writeGenerated(const std::filesystem::path& folder, const GeneratedShape& shape);

/// Bytes of the files whose names begin with `prefix`.
std::uint64_t bytesOf(const std::filesystem::path& folder, const std::string& prefix = {});

/// The slope of log y over log x by least squares: 1 where y grows as x does.
double growthExponent(const std::vector<double>& x, const std::vector<double>& y);

/// A folder that is removed at the end.
class BenchFolder {
public:
    explicit BenchFolder(const std::string& name);
    BenchFolder(const BenchFolder&) = delete;
    BenchFolder& operator=(const BenchFolder&) = delete;
    ~BenchFolder();
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace saferscope::bench
