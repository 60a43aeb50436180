// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/products_alone.h"

#include "tests/bench/bench.h"

namespace saferscope::bench {

ProductsAlone::ProductsAlone(const ModelConfig& config, at::ScalarType dtype, std::int64_t rows, std::int64_t last,
                             bool packed) {
    const std::int64_t d = config.hiddenSize;
    const std::int64_t f = config.intermediateSize;
    const std::int64_t queries = config.heads * config.headDim;
    const std::int64_t keys = config.kvHeads * config.headDim;
    const auto random = [dtype](std::int64_t out, std::int64_t in) {
        return at::randn({out, in}).mul_(0.02).to(dtype);
    };
    for (const std::int64_t count : {rows, last}) {
        for (const std::int64_t width : {d, queries, f}) {
            m_inputs[{count, width}] = random(count, width);
        }
    }
    const std::int64_t whole = config.layers - 1;
    add(whole, rows, {random(queries, d), random(keys, d), random(keys, d)}, packed);
    add(whole, rows, {random(d, queries)}, packed);
    add(whole, rows, {random(f, d), random(f, d)}, packed);
    add(whole, rows, {random(d, f)}, packed);
    add(1, rows, {random(keys, d), random(keys, d)}, packed);
    add(1, last, {random(queries, d)}, packed);
    add(1, last, {random(d, queries)}, packed);
    add(1, last, {random(f, d), random(f, d)}, packed);
    add(1, last, {random(d, f)}, packed);
}

void ProductsAlone::add(std::int64_t times, std::int64_t rows, const std::vector<at::Tensor>& parts, bool packed) {
    Step step{times, rows, {}, {}};
    const at::Tensor fused = parts.size() > 1 ? at::cat(parts) : parts[0];
    m_operations += 2.0 * static_cast<double>(times * rows * fused.numel());
    if (packed) {
        step.packed = PackedLinear(fused);
    } else {
        const at::Tensor& x = m_inputs.at({rows, fused.size(1)});
        const auto apart = [&] {
            for (const at::Tensor& part : parts) {
                at::linear(x, part);
            }
        };
        const Both both = measureBoth([&] { at::linear(x, fused); }, apart, 3);
        step.weights = both.ours.median() < both.beside.median() ? std::vector{fused} : parts;
    }
    m_steps.push_back(std::move(step));
}

void ProductsAlone::run() const {
    for (const Step& step : m_steps) {
        for (std::int64_t i = 0; i < step.times; ++i) {
            if (step.packed.defined()) {
                step.packed.apply(m_inputs.at({step.rows, step.packed.inputSize()}));
            }
            for (const at::Tensor& weight : step.weights) {
                at::linear(m_inputs.at({step.rows, weight.size(1)}), weight);
            }
        }
    }
}

}  // namespace saferscope::bench
