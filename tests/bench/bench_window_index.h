// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "tests/bench/bench_window.h"
#include "ui/models/pair_filter.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace saferscope {
class PairDetail;
}

namespace saferscope::bench {

/// A small index of pairs whose answers have 4,000 tokens each, with 32 latents at every token: prose in paragraphs,
/// lists, one paragraph without an end, and some Chinese and Arabic. Lies in a temporary folder of its own.
class LongPairs {
public:
    static constexpr std::uint32_t common = 100;  ///< features from here on fire often
    static constexpr int tokens = 4000;

    LongPairs();
    ~LongPairs();
    LongPairs(const LongPairs&) = delete;
    LongPairs& operator=(const LongPairs&) = delete;

    std::shared_ptr<const FeatureIndex> index() const { return m_index; }
    const std::filesystem::path& folder() const { return m_folder; }
    const std::vector<PairRow>& rows() const { return m_rows; }
    /// Shows the index with the kept set's colours.
    void prepare(PairDetail& detail) const;

private:
    std::filesystem::path m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::vector<PairRow> m_rows;
};

Frames scrollThroughPairs(PairDetail& detail, const std::vector<PairRow>& pairs);

}  // namespace saferscope::bench
