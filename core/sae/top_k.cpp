// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/top_k.h"

#include "core/sae/parallel_rows.h"

#include <cmath>
#include <cstring>
#include <functional>
#include <vector>

namespace saferscope {

namespace {

constexpr std::int64_t lanes = groupColumns;
using Lanes = float __attribute__((vector_size(lanes * sizeof(float))));

using Candidate = RankedValue;
constexpr auto before = ranksBefore;

}  // namespace

SAFERSCOPE_MULTIVERSION
void groupMaxima(const float* row, std::int64_t groups, float* maxima) {
    for (std::int64_t group = 0; group < groups; ++group) {
        const float* at = row + group * lanes;
        float best[8];
        for (int i = 0; i < 8; ++i) {
            best[i] = at[i] > at[i + 8] ? at[i] : at[i + 8];
        }
        for (int i = 0; i < 4; ++i) {
            best[i] = best[i] > best[i + 4] ? best[i] : best[i + 4];
        }
        const float left = best[0] > best[1] ? best[0] : best[1];
        const float right = best[2] > best[3] ? best[2] : best[3];
        maxima[group] = left > right ? left : right;
    }
}

SAFERSCOPE_MULTIVERSION
bool allNumbers(const float* row, std::int64_t columns) {
    Lanes zero = {};
    std::int64_t i = 0;
    for (; i + lanes <= columns; i += lanes) {
        Lanes value;
        std::memcpy(&value, row + i, sizeof value);
        zero += value * 0.0F;  // stays zero unless a value is NaN or infinite
    }
    float sum = 0.0F;
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
        sum += zero[lane];
    }
    for (; i < columns; ++i) {
        sum += row[i] * 0.0F;
    }
    return sum == 0.0F;
}

namespace {

class RowSelector {
public:
    RowSelector(std::int64_t columns, std::int64_t k) : m_columns(columns), m_k(k), m_groups(columns / lanes) {
        m_maxima.resize(static_cast<std::size_t>(m_groups));
        m_candidates.reserve(static_cast<std::size_t>(columns));
    }

    void select(const float* row, std::int64_t* indices, float* values) {
        m_candidates.clear();
        // The k-th largest group maximum is reached by k columns at least, so nothing below it can be among the k.
        if (m_groups >= 2 * m_k && allNumbers(row, m_columns)) {
            groupMaxima(row, m_groups, m_maxima.data());
            collect(row, threshold());
        } else {
            for (std::int64_t column = 0; column < m_columns; ++column) {
                m_candidates.push_back({row[column], column});
            }
        }
        const auto middle = m_candidates.begin() + m_k;
        if (middle != m_candidates.end()) {
            std::nth_element(m_candidates.begin(), middle - 1, m_candidates.end(), before);
        }
        std::sort(m_candidates.begin(), middle, before);
        for (std::int64_t j = 0; j < m_k; ++j) {
            indices[j] = m_candidates[static_cast<std::size_t>(j)].column;
            values[j] = m_candidates[static_cast<std::size_t>(j)].value;
        }
    }

private:
    float threshold() {
        m_sorted = m_maxima;
        const auto kth = m_sorted.begin() + (m_k - 1);
        std::nth_element(m_sorted.begin(), kth, m_sorted.end(), std::greater<float>());
        return *kth;
    }

    void collect(const float* row, float threshold) {
        for (std::int64_t group = 0; group < m_groups; ++group) {
            if (m_maxima[static_cast<std::size_t>(group)] < threshold) {
                continue;
            }
            for (std::int64_t column = group * lanes; column < (group + 1) * lanes; ++column) {
                if (row[column] >= threshold) {
                    m_candidates.push_back({row[column], column});
                }
            }
        }
        for (std::int64_t column = m_groups * lanes; column < m_columns; ++column) {
            if (row[column] >= threshold) {
                m_candidates.push_back({row[column], column});
            }
        }
    }

    const std::int64_t m_columns;
    const std::int64_t m_k;
    const std::int64_t m_groups;
    std::vector<float> m_maxima;
    std::vector<float> m_sorted;
    std::vector<Candidate> m_candidates;
};

}  // namespace

void selectTopK(const float* data, std::int64_t rows, std::int64_t columns, std::int64_t k, std::int64_t* indices,
                float* values, int threads) {
    parallelRows(rows, threads, [=](std::int64_t begin, std::int64_t end) {
        RowSelector selector(columns, k);
        for (std::int64_t row = begin; row < end; ++row) {
            selector.select(data + row * columns, indices + row * k, values + row * k);
        }
    });
}

}  // namespace saferscope
