// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map_tsne.h"

#include "core/features/feature_map_threads.h"
#include "core/features/feature_map_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace saferscope {

namespace {

// The precision beta whose Gaussian over these distances has the entropy ln(perplexity); writes the probabilities.
void fitRow(std::span<const double> squared, double perplexity, std::span<double> probability) {
    const double nearest = squared.empty() ? 0.0 : squared[0];
    const double target = std::log(std::min(perplexity, static_cast<double>(squared.size()) * 0.99));
    double beta = 1.0;
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    double sum = 0.0;
    for (int step = 0; step < 100; ++step) {
        sum = 0.0;
        double weighted = 0.0;
        for (std::size_t j = 0; j < squared.size(); ++j) {
            // Relative to the nearest: far from everything, all of them would round to 0.
            probability[j] = std::exp(-beta * (squared[j] - nearest));
            sum += probability[j];
            weighted += probability[j] * (squared[j] - nearest);
        }
        const double entropy = std::log(sum) + beta * weighted / sum;
        if (std::abs(entropy - target) < 1e-7) {
            break;
        }
        if (entropy > target) {
            low = beta;
            beta = std::isinf(high) ? beta * 2 : (beta + high) / 2;
        } else {
            high = beta;
            beta = (beta + low) / 2;
        }
        if (!(beta < 1e12)) {
            break;  // neighbours in one place: any precision gives the same
        }
    }
    for (double& value : probability) {
        value /= sum;
    }
}

}  // namespace

Affinities affinitiesOf(const NeighbourLists& neighbours, double perplexity, int threads) {
    const std::size_t n = neighbours.points;
    const std::size_t k = neighbours.each;
    std::vector<double> conditional(n * k);
    threadedRows(n, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            fitRow(std::span(neighbours.squaredDistance).subspan(i * k, k), perplexity,
                   std::span(conditional).subspan(i * k, k));
        }
    });
    // Who names a point: its row of the transposed matrix, by rising column because the rows are visited in order.
    std::vector<std::uint64_t> named(n + 1, 0);
    for (const std::uint32_t j : neighbours.index) {
        ++named[j + 1];
    }
    std::partial_sum(named.begin(), named.end(), named.begin());
    std::vector<std::uint64_t> fill(named.begin(), named.end() - 1);
    std::vector<std::uint32_t> namer(n * k);
    std::vector<double> namedBy(n * k);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t s = i * k; s < (i + 1) * k; ++s) {
            const std::uint64_t at = fill[neighbours.index[s]]++;
            namer[at] = static_cast<std::uint32_t>(i);
            namedBy[at] = conditional[s];
        }
    }
    Affinities result;
    result.start.reserve(n + 1);
    result.start.push_back(0);
    const double scale = 1.0 / (2.0 * static_cast<double>(n));
    std::vector<std::pair<std::uint32_t, double>> own;
    for (std::size_t i = 0; i < n; ++i) {
        own.clear();
        for (std::size_t s = i * k; s < (i + 1) * k; ++s) {
            own.emplace_back(neighbours.index[s], conditional[s]);
        }
        std::sort(own.begin(), own.end());
        std::size_t a = 0;
        std::uint64_t b = named[i];
        while (a < own.size() || b < named[i + 1]) {
            const std::uint32_t left = a < own.size() ? own[a].first : UINT32_MAX;
            const std::uint32_t right = b < named[i + 1] ? namer[b] : UINT32_MAX;
            const double value = (left <= right ? own[a].second : 0.0) + (right <= left ? namedBy[b] : 0.0);
            result.column.push_back(std::min(left, right));
            result.value.push_back(value * scale);
            a += left <= right ? 1 : 0;
            b += right <= left ? 1 : 0;
        }
        result.start.push_back(result.column.size());
    }
    return result;
}

struct TsneGradient::Work {
    FeatureMapTree tree;
    std::vector<Repulsion> repulsion;  ///< by point
};

TsneGradient::TsneGradient(const Affinities& affinities, double theta, int threads)
    : m_affinities(affinities),
      m_theta(std::min(theta, FeatureMapTree::mostTheta)),
      m_threads(threads),
      m_work(std::make_unique<Work>()) {
    m_work->repulsion.resize(affinities.points());
}

TsneGradient::~TsneGradient() = default;

double TsneGradient::compute(std::span<const double> points, double exaggeration, std::span<double> gradient) {
    const std::size_t n = m_affinities.points();
    m_work->tree.build(points);
    auto& repulsion = m_work->repulsion;
    threadedRows(n, m_threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t slot = begin; slot < end; ++slot) {
            repulsion[m_work->tree.pointAt(slot)] = m_work->tree.repulsion(slot, m_theta);
        }
    });
    double z = 0.0;
    for (const Repulsion& sum : repulsion) {
        z += sum.z;
    }
    const double inverse = z > 0.0 ? 1.0 / z : 0.0;
    threadedRows(n, m_threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const double x = points[2 * i];
            const double y = points[2 * i + 1];
            double pullX = 0.0;
            double pullY = 0.0;
            for (std::uint64_t s = m_affinities.start[i]; s < m_affinities.start[i + 1]; ++s) {
                const std::size_t j = m_affinities.column[s];
                const double dx = x - points[2 * j];
                const double dy = y - points[2 * j + 1];
                const double pull = m_affinities.value[s] / (1.0 + dx * dx + dy * dy);
                pullX += pull * dx;
                pullY += pull * dy;
            }
            gradient[2 * i] = 4.0 * (exaggeration * pullX - repulsion[i].x * inverse);
            gradient[2 * i + 1] = 4.0 * (exaggeration * pullY - repulsion[i].y * inverse);
        }
    });
    return z;
}

double divergenceOf(const Affinities& affinities, std::span<const double> points, double z) {
    double sum = 0.0;
    for (std::size_t i = 0; i < affinities.points(); ++i) {
        for (std::uint64_t s = affinities.start[i]; s < affinities.start[i + 1]; ++s) {
            const std::size_t j = affinities.column[s];
            const double p = affinities.value[s];
            const double dx = points[2 * i] - points[2 * j];
            const double dy = points[2 * i + 1] - points[2 * j + 1];
            if (p > 0.0) {
                sum += p * std::log(p * z * (1.0 + dx * dx + dy * dy));
            }
        }
    }
    return sum;
}

Result<double> runTsne(const Affinities& affinities, std::span<double> points, const TsneOptions& options,
                       const ProgressCallback& progress, std::stop_token stop) {
    const std::size_t n = affinities.points();
    TsneGradient gradient(affinities, options.theta, options.threads);
    std::vector<double> slope(2 * n);
    std::vector<double> velocity(2 * n, 0.0);
    std::vector<double> gain(2 * n, 1.0);
    const double rate = std::max(50.0, static_cast<double>(n) / (4.0 * options.exaggeration));
    ProgressMeter meter("Placing the features", static_cast<std::uint64_t>(options.iterations), progress);
    for (int iteration = 0; iteration < options.iterations; ++iteration) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Making the map was stopped.", "Start it again to make it anew.");
        }
        const bool early = iteration < options.exaggeratedIterations;
        const double momentum = early ? 0.5 : 0.8;
        gradient.compute(points, early ? options.exaggeration : 1.0, slope);
        double middle[2] = {0.0, 0.0};
        for (std::size_t c = 0; c < 2 * n; ++c) {
            const bool sameWay = (slope[c] > 0.0) == (velocity[c] > 0.0);
            gain[c] = std::max(0.01, sameWay ? gain[c] * 0.8 : gain[c] + 0.2);
            velocity[c] = momentum * velocity[c] - rate * gain[c] * slope[c];
            points[c] += velocity[c];
            middle[c % 2] += points[c];
        }
        for (std::size_t c = 0; c < 2 * n; ++c) {
            points[c] -= middle[c % 2] / static_cast<double>(n);
        }
        if (!std::isfinite(middle[0] + middle[1])) {
            return fail(ErrorCode::Failed, "The map fell apart: its coordinates grew beyond all bounds.",
                        "Try another --perplexity.");
        }
        meter.advance();
    }
    meter.finish();
    return divergenceOf(affinities, points, gradient.compute(points, 1.0, slope));
}

double keptNeighbours(const NeighbourLists& neighbours, std::span<const double> points, std::size_t count,
                      std::size_t sample, int threads) {
    const std::size_t n = neighbours.points;
    count = std::min(count, neighbours.each);
    sample = std::min(sample, n);
    if (count == 0 || sample == 0) {
        return 0.0;
    }
    std::vector<std::size_t> kept(sample, 0);
    threadedRows(sample, threads, [&](std::size_t begin, std::size_t end) {
        std::vector<std::pair<double, std::uint32_t>> near(n);
        for (std::size_t s = begin; s < end; ++s) {
            const std::size_t i = s * n / sample;
            for (std::size_t j = 0; j < n; ++j) {
                const double dx = points[2 * i] - points[2 * j];
                const double dy = points[2 * i + 1] - points[2 * j + 1];
                near[j] = {j == i ? std::numeric_limits<double>::infinity() : dx * dx + dy * dy,
                           static_cast<std::uint32_t>(j)};
            }
            const auto last = near.begin() + static_cast<std::ptrdiff_t>(count);
            std::nth_element(near.begin(), last - 1, near.end());
            for (std::size_t k = 0; k < count; ++k) {
                const std::uint32_t wanted = neighbours.index[i * neighbours.each + k];
                kept[s] += std::any_of(near.begin(), last, [&](const auto& at) { return at.second == wanted; }) ? 1 : 0;
            }
        }
    });
    return static_cast<double>(std::accumulate(kept.begin(), kept.end(), std::size_t{0})) /
           static_cast<double>(sample * count);
}

}  // namespace saferscope
