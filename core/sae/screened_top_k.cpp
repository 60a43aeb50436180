// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/screened_top_k.h"

#include "core/sae/parallel_rows.h"
#include "core/sae/row_kernels.h"
#include "core/sae/top_k.h"

#include <cmath>
#include <functional>
#include <limits>

namespace saferscope {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

enum class Outcome : std::uint8_t { Screened, InFull, Violated };

/// One thread's work, row by row.
class RowScreen {
public:
    explicit RowScreen(const ScreenTask& task)
        : m_task(task),
          m_bounds(*task.bounds),
          m_groups(task.latents / groupColumns),
          m_maxima(static_cast<std::size_t>(m_groups)) {}

    Outcome screen(std::int64_t token, std::int64_t* indices, float* values) {
        m_token = m_task.tokens[token];
        m_x = m_task.x + token * m_task.width;
        m_row = m_task.approximations + token * m_task.latents;
        if (!m_bounds.covers(m_token) || !allNumbers(m_row, m_task.latents)) {
            return Outcome::InFull;
        }
        groupMaxima(m_row, m_groups, m_maxima.data());
        takeBest();
        const RankedValue last = m_candidates.back();
        if (!score(0)) {
            return Outcome::Violated;
        }
        // The k-th largest score is no smaller than the smallest of any k scores: who cannot reach that is out.
        float floor = infinity;
        for (const RankedValue& candidate : m_candidates) {
            floor = std::min(floor, candidate.value);
        }
        forLatents([&](std::int64_t group) { return m_bounds.ofGroup(group, m_token); }, floor,
                   [&](std::int64_t latent) {
                       if (m_row[latent] + m_bounds.of(latent, m_token) >= floor &&
                           ranksBefore(last, {m_row[latent], latent})) {
                           m_candidates.push_back({m_row[latent], latent});
                       }
                   });
        const auto k = static_cast<std::size_t>(m_task.k);
        if (static_cast<std::int64_t>(m_candidates.size() - k) > m_task.latents / 4) {
            return Outcome::InFull;  // scoring all of them in order costs less than gathering so many
        }
        if (!score(k)) {
            return Outcome::Violated;
        }
        selectBest();
        std::sort(m_candidates.begin(), m_candidates.begin() + m_task.k, ranksBefore);
        for (std::size_t j = 0; j < k; ++j) {
            indices[j] = m_candidates[j].column;
            values[j] = m_candidates[j].value;
        }
        return Outcome::Screened;
    }
    std::int64_t scored() const { return m_scored; }

private:
    /// visit() for the latents of each group whose maximum plus margin(group) reaches the floor, and of the rest.
    template <class Margin, class Visit>
    void forLatents(const Margin& margin, float floor, const Visit& visit) const {
        for (std::int64_t group = 0; group < m_groups; ++group) {
            if (m_maxima[static_cast<std::size_t>(group)] + margin(group) >= floor) {
                for (std::int64_t latent = group * groupColumns; latent < (group + 1) * groupColumns; ++latent) {
                    visit(latent);
                }
            }
        }
        for (std::int64_t latent = m_groups * groupColumns; latent < m_task.latents; ++latent) {
            visit(latent);
        }
    }

    /// The k first in the order come first, the k-th at its place.
    void selectBest() {
        std::nth_element(m_candidates.begin(), m_candidates.begin() + (m_task.k - 1), m_candidates.end(), ranksBefore);
    }

    /// The k best approximations, the last of them at the end.
    void takeBest() {
        float threshold = -infinity;
        if (m_groups >= 2 * m_task.k) {  // as in selectTopK
            m_sorted = m_maxima;
            const auto kth = m_sorted.begin() + (m_task.k - 1);
            std::nth_element(m_sorted.begin(), kth, m_sorted.end(), std::greater<float>());
            threshold = *kth;
        }
        m_candidates.clear();
        forLatents([](std::int64_t) { return 0.0F; }, threshold,
                   [&](std::int64_t latent) {
                       if (m_row[latent] >= threshold) {
                           m_candidates.push_back({m_row[latent], latent});
                       }
                   });
        selectBest();
        m_candidates.resize(static_cast<std::size_t>(m_task.k));
    }

    /// Puts scores in the place of approximations, from `from` on; false when one lies outside its bound.
    bool score(std::size_t from) {
        constexpr std::size_t block = 32;
        const float* rows[block];
        float dots[block];
        bool good = true;
        for (std::size_t at = from; at < m_candidates.size(); at += block) {
            const std::size_t count = std::min(block, m_candidates.size() - at);
            for (std::size_t j = 0; j < count; ++j) {
                rows[j] = m_task.weights + m_candidates[at + j].column * m_task.width;
            }
            dotRows(m_x, rows, static_cast<std::int64_t>(count), m_task.width, dots);
            for (std::size_t j = 0; j < count; ++j) {
                RankedValue& candidate = m_candidates[at + j];
                const float result = dots[j] + m_task.bias[candidate.column];
                good &= std::abs(result - candidate.value) <= m_bounds.of(candidate.column, m_token);
                candidate.value = result;
            }
            m_scored += static_cast<std::int64_t>(count);
        }
        return good;
    }

    const ScreenTask& m_task;
    const ScreenBounds& m_bounds;
    const std::int64_t m_groups;
    std::vector<float> m_maxima;
    std::vector<float> m_sorted;
    std::vector<RankedValue> m_candidates;
    ScreenBounds::Token m_token;
    const float* m_x = nullptr;
    const float* m_row = nullptr;
    std::int64_t m_scored = 0;
};

// All scores of some tokens, with the same sums in the same order: several tokens at a time against one weight row.
void scoreInFull(const ScreenTask& task, const std::vector<std::int64_t>& which, std::int64_t* indices, float* values,
                 int threads) {
    constexpr std::size_t block = 16;
    const auto latents = static_cast<std::size_t>(task.latents);
    std::vector<float> scores(std::min(block, which.size()) * latents);
    std::vector<std::int64_t> chosen(block * static_cast<std::size_t>(task.k));
    std::vector<float> chosenValues(chosen.size());
    for (std::size_t first = 0; first < which.size(); first += block) {
        const std::size_t count = std::min(block, which.size() - first);
        parallelRows(task.latents, threads, [&](std::int64_t begin, std::int64_t end) {
            const float* rows[block];
            float dots[block];
            for (std::size_t i = 0; i < count; ++i) {
                rows[i] = task.x + which[first + i] * task.width;
            }
            for (std::int64_t latent = begin; latent < end; ++latent) {
                dotRows(task.weights + latent * task.width, rows, static_cast<std::int64_t>(count), task.width, dots);
                for (std::size_t i = 0; i < count; ++i) {
                    scores[i * latents + static_cast<std::size_t>(latent)] = dots[i] + task.bias[latent];
                }
            }
        });
        selectTopK(scores.data(), static_cast<std::int64_t>(count), task.latents, task.k, chosen.data(),
                   chosenValues.data(), threads);
        for (std::size_t i = 0; i < count; ++i) {
            const auto from = static_cast<std::int64_t>(i) * task.k;
            std::copy_n(chosen.begin() + from, task.k, indices + which[first + i] * task.k);
            std::copy_n(chosenValues.begin() + from, task.k, values + which[first + i] * task.k);
        }
    }
}

}  // namespace

void ScreenReport::add(const ScreenReport& other) {
    rows += other.rows;
    scored += other.scored;
    inFull += other.inFull;
    violated += other.violated;
}

ScreenReport screenTopK(const ScreenTask& task, std::int64_t* indices, float* values, int threads) {
    std::vector<Outcome> outcomes(static_cast<std::size_t>(task.count));
    std::vector<std::int64_t> scored(outcomes.size());
    parallelRows(task.count, threads, [&](std::int64_t begin, std::int64_t end) {
        RowScreen screen(task);
        for (std::int64_t token = begin; token < end; ++token) {
            const std::int64_t before = screen.scored();
            outcomes[static_cast<std::size_t>(token)] =
                screen.screen(token, indices + token * task.k, values + token * task.k);
            scored[static_cast<std::size_t>(token)] = screen.scored() - before;
        }
    });
    ScreenReport report;
    report.rows = task.count;
    std::vector<std::int64_t> rest;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i] == Outcome::Screened) {
            report.scored += scored[i];
        } else {
            rest.push_back(static_cast<std::int64_t>(i));
            report.violated += outcomes[i] == Outcome::Violated ? 1 : 0;
        }
    }
    report.inFull = static_cast<std::int64_t>(rest.size());
    scoreInFull(task, rest, indices, values, threads);
    return report;
}

}  // namespace saferscope
