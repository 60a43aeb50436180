// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map_builder.h"

#include "core/base/random.h"
#include "core/features/feature_map_threads.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace saferscope {

namespace {

constexpr std::int64_t rowsAtOnce = 256;
constexpr std::int64_t columnsAtOnce = 8192;
constexpr std::size_t spareCandidates = 16;  // beyond the wanted ones: rounding in float32 moves none from there in
constexpr std::size_t leastFeatures = 4;
constexpr int powerSteps = 24;

// Eight sums side by side: the compiler makes vectors of them, and their order never changes.
double squaredDistance(const float* a, const float* b, std::size_t size) {
    std::array<double, 8> sums{};
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const double difference = static_cast<double>(a[i + lane]) - static_cast<double>(b[i + lane]);
            sums[lane] += difference * difference;
        }
    }
    for (; i < size; ++i) {
        const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
        sums[0] += difference * difference;
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

double product(const float* a, const double* b, std::size_t size) {
    std::array<double, 8> sums{};
    std::size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane) {
            sums[lane] += static_cast<double>(a[i + lane]) * b[i + lane];
        }
    }
    for (; i < size; ++i) {
        sums[0] += static_cast<double>(a[i]) * b[i];
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

// Candidates of the rows [first, first + rows): [rows, k] int64, the largest products with the others.
at::Tensor candidatesOf(const at::Tensor& matrix, std::int64_t first, std::int64_t rows, std::int64_t k) {
    const at::Tensor block = matrix.narrow(0, first, rows);
    at::Tensor bestValues;
    at::Tensor bestIndex;
    for (std::int64_t column = 0; column < matrix.size(0); column += columnsAtOnce) {
        const std::int64_t columns = std::min(columnsAtOnce, matrix.size(0) - column);
        const at::Tensor products = at::mm(block, matrix.narrow(0, column, columns).t());
        auto* const cells = products.data_ptr<float>();
        for (std::int64_t row = std::max(first, column); row < std::min(first + rows, column + columns); ++row) {
            cells[(row - first) * columns + row - column] = -2.0f;  // below every cosine: nobody is their own neighbour
        }
        auto [values, index] = products.topk(std::min(k, columns), 1, true, false);
        index = index + column;
        if (bestValues.defined()) {
            values = at::cat({bestValues, values}, 1);
            index = at::cat({bestIndex, index}, 1);
            const auto kept = values.topk(std::min(k, values.size(1)), 1, true, false);
            values = std::get<0>(kept);
            index = index.gather(1, std::get<1>(kept));
        }
        bestValues = values;
        bestIndex = index;
    }
    return bestIndex.contiguous();
}

tl::unexpected<Error> stopped() {
    return fail(ErrorCode::Interrupted, "Making the map was stopped.", "Start it again to make it anew.");
}

// Which features have a place, or why the decoder cannot be drawn.
Result<std::vector<std::int64_t>> placedRows(const at::Tensor& decoder, const std::vector<bool>& dead,
                                             FeatureMap& map) {
    const std::int64_t features = decoder.size(0);
    const at::Tensor largest = decoder.abs().amax(1).contiguous();  // NaN stays NaN, infinity stays itself
    const auto* const sizes = largest.data_ptr<float>();
    std::vector<std::int64_t> rows;
    map.place.assign(static_cast<std::size_t>(features), FeatureMap::Place::Placed);
    for (std::int64_t i = 0; i < features; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!std::isfinite(sizes[i])) {
            return fail(ErrorCode::InvalidInput,
                        "The decoder direction of feature " + std::to_string(i) + " has values that are not finite.",
                        "The SAE is damaged or its training has failed: load or train it again.");
        }
        if (at < dead.size() && dead[at]) {
            map.place[at] = FeatureMap::Place::Dead;
        } else if (sizes[i] == 0.0f) {
            map.place[at] = FeatureMap::Place::Zero;
        } else {
            rows.push_back(i);
        }
    }
    if (rows.size() < leastFeatures) {
        return fail(ErrorCode::InvalidInput,
                    "Only " + std::to_string(rows.size()) + " of " + std::to_string(features) +
                        " features ever fire and have a direction; a map needs at least 4.",
                    "Train the SAE longer, or index more pairs.");
    }
    return rows;
}

// Unit rows. Divided by the largest value first, so that the squares of tiny rows do not vanish.
at::Tensor unitRows(const at::Tensor& decoder, const std::vector<std::int64_t>& rows) {
    at::Tensor unit = decoder.index_select(0, at::tensor(rows, at::kLong));
    unit.div_(unit.abs().amax(1, true));
    unit.div_(unit.norm(2, {1}, true));
    return unit.contiguous();
}

}  // namespace

Result<NeighbourLists> nearestRows(const at::Tensor& matrix, std::size_t each, int threads,
                                   const ProgressCallback& progress, std::stop_token stop) {
    const at::NoGradGuard noGradients;
    const auto n = static_cast<std::size_t>(matrix.size(0));
    const auto width = static_cast<std::size_t>(matrix.size(1));
    NeighbourLists lists;
    lists.points = n;
    lists.each = std::min(each, n - 1);
    lists.index.resize(n * lists.each);
    lists.squaredDistance.resize(n * lists.each);
    const std::size_t wide = std::min(lists.each + spareCandidates, n - 1);
    const auto* const values = matrix.data_ptr<float>();
    ProgressMeter meter("Looking for relatives", n, progress);
    for (std::int64_t first = 0; first < matrix.size(0); first += rowsAtOnce) {
        if (stop.stop_requested()) {
            return stopped();
        }
        const std::int64_t rows = std::min(rowsAtOnce, matrix.size(0) - first);
        const at::Tensor candidates = candidatesOf(matrix, first, rows, static_cast<std::int64_t>(wide));
        const auto* const candidate = candidates.data_ptr<std::int64_t>();
        const auto rank = [&](std::size_t begin, std::size_t end) {
            std::vector<std::pair<double, std::uint32_t>> near(wide);
            for (std::size_t row = begin; row < end; ++row) {
                const std::size_t i = static_cast<std::size_t>(first) + row;
                for (std::size_t k = 0; k < wide; ++k) {
                    const auto j = static_cast<std::uint32_t>(candidate[row * wide + k]);
                    near[k] = {squaredDistance(values + i * width, values + j * width, width), j};
                }
                std::sort(near.begin(), near.end());
                for (std::size_t k = 0; k < lists.each; ++k) {
                    lists.squaredDistance[i * lists.each + k] = near[k].first;
                    lists.index[i * lists.each + k] = near[k].second;
                }
            }
        };
        threadedRows(static_cast<std::size_t>(rows), threads, rank, 16);
        meter.advance(static_cast<std::uint64_t>(rows));
    }
    meter.finish();
    return lists;
}

std::vector<double> principalStart(const at::Tensor& matrix, std::uint64_t seed, int threads) {
    const auto n = static_cast<std::size_t>(matrix.size(0));
    const auto width = static_cast<std::size_t>(matrix.size(1));
    const auto* const values = matrix.data_ptr<float>();
    // Every thread has columns of its own and adds up all rows in order.
    const auto weightedRows = [&](const std::vector<double>* weights) {
        std::vector<double> sum(width, 0.0);
        threadedRows(width, threads, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = 0; row < n; ++row) {
                const double weight = weights == nullptr ? 1.0 : (*weights)[row];
                for (std::size_t c = begin; c < end; ++c) {
                    sum[c] += weight * static_cast<double>(values[row * width + c]);
                }
            }
        });
        return sum;
    };
    std::vector<double> mean = weightedRows(nullptr);
    for (double& value : mean) {
        value /= static_cast<double>(n);
    }
    const auto dot = [](const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum += a[i] * b[i];
        }
        return sum;
    };
    Random random(seed);
    std::array<std::vector<double>, 2> axes;
    std::array<std::vector<double>, 2> places;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        std::vector<double>& direction = axes[axis];
        direction.resize(width);
        for (double& value : direction) {
            value = random.normal();
        }
        std::vector<double>& place = places[axis];
        place.resize(n);
        for (int step = 0; step < powerSteps; ++step) {
            if (axis == 1) {  // at right angles to the first
                const double along = dot(direction, axes[0]);
                for (std::size_t c = 0; c < width; ++c) {
                    direction[c] -= along * axes[0][c];
                }
            }
            const double length = std::sqrt(dot(direction, direction));
            for (double& value : direction) {
                value = length > 0.0 ? value / length : 0.0;
            }
            const double middle = dot(mean, direction);
            threadedRows(n, threads, [&](std::size_t begin, std::size_t end) {
                for (std::size_t row = begin; row < end; ++row) {
                    place[row] = product(values + row * width, direction.data(), width) - middle;
                }
            });
            if (step + 1 < powerSteps) {
                direction = weightedRows(&place);
            }
        }
        // A component has no sign of its own: the largest entry of its direction points up.
        const auto largest = std::max_element(direction.begin(), direction.end(),
                                              [](double a, double b) { return std::abs(a) < std::abs(b); });
        if (largest != direction.end() && *largest < 0.0) {
            for (double& value : place) {
                value = -value;
            }
        }
    }
    const double deviation = std::sqrt(dot(places[0], places[0]) / static_cast<double>(n));
    const double scale = deviation > 0.0 ? 1e-4 / deviation : 0.0;
    std::vector<double> start(2 * n);
    for (std::size_t row = 0; row < n; ++row) {
        start[2 * row] = places[0][row] * scale + 1e-6 * random.normal();
        start[2 * row + 1] = places[1][row] * scale + 1e-6 * random.normal();
    }
    return start;
}

Result<FeatureMap> buildFeatureMap(const at::Tensor& decoder, const std::vector<bool>& dead,
                                   const FeatureMapOptions& options, const ProgressCallback& progress,
                                   std::stop_token stop) {
    const at::NoGradGuard noGradients;
    const at::Tensor directions = decoder.to(at::kCPU, at::kFloat).contiguous();
    FeatureMap map;
    const auto rows = placedRows(directions, dead, map);
    if (!rows) {
        return failure(rows);
    }
    const std::size_t n = rows->size();
    map.seed = options.seed;
    map.iterations = static_cast<std::uint32_t>(options.iterations);
    map.perplexity = std::clamp(options.perplexity, 1.0, static_cast<double>(n - 1) / 3.0);
    const at::Tensor unit = unitRows(directions, *rows);
    const auto each = static_cast<std::size_t>(std::ceil(3.0 * map.perplexity));
    const auto neighbours = nearestRows(unit, each, options.threads, progress, stop);
    if (!neighbours) {
        return failure(neighbours);
    }
    std::vector<double> points = principalStart(unit, options.seed, options.threads);
    const Affinities affinities = affinitiesOf(*neighbours, map.perplexity, options.threads);
    TsneOptions tsne;
    tsne.iterations = options.iterations;
    tsne.threads = options.threads;
    const auto divergence = runTsne(affinities, points, tsne, progress, stop);
    if (!divergence) {
        return failure(divergence);
    }
    map.divergence = *divergence;
    map.keptNeighbours = keptNeighbours(*neighbours, points, 10, 1000, options.threads);
    double largest = 0.0;
    for (const double value : points) {
        largest = std::max(largest, std::abs(value));
    }
    map.x.assign(map.place.size(), 0.0f);
    map.y.assign(map.place.size(), 0.0f);
    for (std::size_t i = 0; i < n; ++i) {
        const auto feature = static_cast<std::size_t>((*rows)[i]);
        const auto placed = [&](double value) {
            return std::clamp(static_cast<float>(largest > 0.0 ? value / largest : 0.0), -1.0f, 1.0f);
        };
        map.x[feature] = placed(points[2 * i]);
        map.y[feature] = placed(points[2 * i + 1]);
    }
    return map;
}

}  // namespace saferscope
