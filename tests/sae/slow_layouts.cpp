// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sae/slow_layouts.h"

#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope::check {

namespace {

using Vector = std::vector<double>;

double at2(const at::Tensor& tensor, std::size_t row, std::size_t column) {
    const auto at =
        static_cast<std::int64_t>(row) * tensor.stride(0) + static_cast<std::int64_t>(column) * tensor.stride(1);
    return static_cast<double>(tensor.data_ptr<float>()[at]);
}

Vector vectorOf(const SaeFixture& f, const std::string& name) {
    const at::Tensor tensor = tensorOf(f, name).to(at::kDouble).contiguous();
    return {tensor.data_ptr<double>(), tensor.data_ptr<double>() + tensor.numel()};
}

double numberOf(const SaeFixture& f, const std::string& name) {
    return tensorOf(f, name).to(at::kDouble).item<double>();
}

/// x @ W for W [inputs, outputs]
Vector times(const Vector& x, const at::Tensor& w) {
    Vector result(static_cast<std::size_t>(w.size(1)), 0.0);
    for (std::size_t o = 0; o < result.size(); ++o) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            result[o] += x[i] * at2(w, i, o);
        }
    }
    return result;
}

/// torch's Linear: W [outputs, inputs]
Vector linear(const Vector& x, const at::Tensor& w) {
    Vector result(static_cast<std::size_t>(w.size(0)), 0.0);
    for (std::size_t o = 0; o < result.size(); ++o) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            result[o] += x[i] * at2(w, o, i);
        }
    }
    return result;
}

Vector plus(Vector a, const Vector& b, double factor = 1.0) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] += factor * b[i];
    }
    return a;
}

Vector relu(Vector x) {
    for (double& value : x) {
        value = std::max(value, 0.0);
    }
    return x;
}

/// Zeros but for the k largest.
Vector topK(const Vector& x, std::int64_t k) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] > x[b]; });
    Vector result(x.size(), 0.0);
    for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i) {
        result[order[i]] = x[order[i]];
    }
    return result;
}

double mean(const Vector& x) { return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size()); }

double besselStd(const Vector& x) {
    double squares = 0.0;
    for (const double value : x) {
        squares += (value - mean(x)) * (value - mean(x));
    }
    return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

double norm(const Vector& x) {
    double squares = 0.0;
    for (const double value : x) {
        squares += value * value;
    }
    return std::sqrt(squares);
}

Vector affine(Vector x, double scale, double shift) {
    for (double& value : x) {
        value = value * scale + shift;
    }
    return x;
}

/// Norm of each latent's direction; `latentsFirst` where W_dec is [M, d].
Vector directionNorms(const at::Tensor& w, bool latentsFirst) {
    Vector norms(static_cast<std::size_t>(w.size(latentsFirst ? 0 : 1)), 0.0);
    for (std::size_t i = 0; i < norms.size(); ++i) {
        for (std::size_t j = 0; j < static_cast<std::size_t>(w.size(latentsFirst ? 1 : 0)); ++j) {
            const double value = latentsFirst ? at2(w, i, j) : at2(w, j, i);
            norms[i] += value * value;
        }
        norms[i] = std::sqrt(norms[i]);
    }
    return norms;
}

Vector over(Vector a, const Vector& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] /= b[i];
    }
    return a;
}

Vector each(Vector a, const Vector& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] *= b[i];
    }
    return a;
}

Vector gate(const Vector& q, const Vector& gateBias, const Vector& logScale, const Vector& bias) {
    Vector result(q.size(), 0.0);
    for (std::size_t i = 0; i < q.size(); ++i) {
        if (q[i] + gateBias[i] > 0.0) {
            result[i] = std::max(std::exp(logScale[i]) * q[i] + bias[i], 0.0);
        }
    }
    return result;
}

Vector jump(const Vector& p, const Vector& threshold) {
    Vector result(p.size(), 0.0);
    for (std::size_t i = 0; i < p.size(); ++i) {
        result[i] = p[i] > threshold[i] ? std::max(p[i], 0.0) : 0.0;
    }
    return result;
}

SlowCode codeOf(const Vector& latents, Vector rebuilt) {
    SlowCode code;
    for (std::size_t i = 0; i < latents.size(); ++i) {
        if (latents[i] != 0.0) {
            code.latents[static_cast<std::int64_t>(i)] = latents[i];
        }
    }
    code.rebuilt = std::move(rebuilt);
    return code;
}

/// SAFER, and our own folders: (h - mean) / (std + 1e-6), everything mapped back by the same two numbers.
SlowCode safer(const SaeFixture& f, const Vector& h) {
    const double centre = mean(h);
    const double scale = besselStd(h) + 1e-6;
    const Vector x = affine(affine(h, 1.0, -centre), 1.0 / scale, 0.0);
    const Vector q = linear(plus(x, vectorOf(f, "pre_bias"), -1.0), tensorOf(f, "encoder.weight"));
    const Vector z = f.variant == "gated" ? gate(q, vectorOf(f, "gate_bias"), vectorOf(f, "magnitude_log_scale"),
                                                 vectorOf(f, "latent_bias"))
                                          : topK(plus(q, vectorOf(f, "latent_bias")), fixtureK);
    const Vector y = plus(linear(z, tensorOf(f, "decoder.weight")), vectorOf(f, "pre_bias"));
    return codeOf(z, affine(y, scale, centre));
}

SlowCode sparsify(const SaeFixture& f, const Vector& h) {
    const Vector x = plus(h, vectorOf(f, "b_dec"), -1.0);
    const Vector z = topK(relu(plus(linear(x, tensorOf(f, "encoder.weight")), vectorOf(f, "encoder.bias"))), fixtureK);
    return codeOf(z, plus(times(z, tensorOf(f, "W_dec")), vectorOf(f, "b_dec")));
}

SlowCode saeLens(const SaeFixture& f, const Vector& h) {
    Vector x = h;
    double back = 1.0;
    double shift = 0.0;
    const Json normalisation = f.config.value("normalize_activations", Json("none"));
    if (normalisation == "layer_norm") {
        shift = mean(h);
        back = besselStd(h);
        x = affine(affine(h, 1.0, -shift), 1.0 / (back + 1e-5), 0.0);
    } else if (normalisation == "constant_norm_rescale") {
        const double coefficient = std::sqrt(static_cast<double>(h.size())) / norm(h);
        x = affine(h, coefficient, 0.0);
        back = 1.0 / coefficient;
    }
    if (f.config.value("apply_b_dec_to_input", true)) {
        x = plus(x, vectorOf(f, "b_dec"), -1.0);
    }
    const Vector q = times(x, tensorOf(f, "W_enc"));
    const Vector norms = directionNorms(tensorOf(f, "W_dec"), true);
    const bool rescale = f.config.value("rescale_acts_by_decoder_norm", false);
    Vector z;
    if (f.variant == "gated") {
        z = gate(q, vectorOf(f, "b_gate"), vectorOf(f, "r_mag"), vectorOf(f, "b_mag"));
    } else {
        Vector p = plus(q, vectorOf(f, "b_enc"));
        if (rescale) {
            p = each(p, norms);
        }
        if (f.variant.find("topk") != std::string::npos && f.variant != "batchtopk") {
            z = relu(topK(p, fixtureK));
        } else if (f.variant == "jumprelu") {
            z = jump(p, vectorOf(f, "threshold"));
        } else if (f.variant == "batchtopk") {
            z = jump(p, Vector(p.size(), numberOf(f, "topk_threshold")));
        } else {
            z = relu(p);
        }
    }
    const Vector y = plus(times(rescale ? over(z, norms) : z, tensorOf(f, "W_dec")), vectorOf(f, "b_dec"));
    return codeOf(z, affine(y, back, shift));
}

SlowCode dictionaryLearning(const SaeFixture& f, const Vector& h) {
    const std::string& name = f.variant;
    if (name == "JumpReluAutoEncoder") {
        const Vector z = jump(plus(times(h, tensorOf(f, "W_enc")), vectorOf(f, "b_enc")), vectorOf(f, "threshold"));
        return codeOf(z, plus(times(z, tensorOf(f, "W_dec")), vectorOf(f, "b_dec")));
    }
    if (name == "MatryoshkaBatchTopKSAE") {
        const Vector p = plus(times(plus(h, vectorOf(f, "b_dec"), -1.0), tensorOf(f, "W_enc")), vectorOf(f, "b_enc"));
        const Vector z = jump(relu(p), Vector(p.size(), numberOf(f, "threshold")));
        return codeOf(z, plus(times(z, tensorOf(f, "W_dec")), vectorOf(f, "b_dec")));
    }
    if (name == "AutoEncoderNew") {
        const Vector z = relu(plus(linear(h, tensorOf(f, "encoder.weight")), vectorOf(f, "encoder.bias")));
        return codeOf(z, plus(linear(z, tensorOf(f, "decoder.weight")), vectorOf(f, "decoder.bias")));
    }
    const Vector bias = vectorOf(f, name == "AutoEncoder"        ? "bias"
                                    : name == "GatedAutoEncoder" ? "decoder_bias"
                                                                 : "b_dec");
    const Vector q = linear(plus(h, bias, -1.0), tensorOf(f, "encoder.weight"));
    if (name == "GatedAutoEncoder") {
        const Vector z = gate(q, vectorOf(f, "gate_bias"), vectorOf(f, "r_mag"), vectorOf(f, "mag_bias"));
        return codeOf(z, plus(linear(z, tensorOf(f, "decoder.weight")), bias));
    }
    const Vector p = relu(plus(q, vectorOf(f, "encoder.bias")));
    if (name == "AutoEncoder") {
        // from_pretrained(normalize_decoder=True): f grows by the norms, the directions shrink by them.
        const Vector y = plus(linear(p, tensorOf(f, "decoder.weight")), bias);
        return codeOf(each(p, directionNorms(tensorOf(f, "decoder.weight"), false)), y);
    }
    const Vector z =
        name == "AutoEncoderTopK" ? topK(p, fixtureK) : jump(p, Vector(p.size(), numberOf(f, "threshold")));
    return codeOf(z, plus(linear(z, tensorOf(f, "decoder.weight")), bias));
}

SlowCode openAi(const SaeFixture& f, const Vector& h) {
    const bool topk = f.variant != "relu";
    const double mu = topk ? mean(h) : 0.0;
    const double std = topk ? besselStd(h) : 1.0;
    const Vector x = topk ? affine(affine(h, 1.0, -mu), 1.0 / (std + 1e-5), 0.0) : h;
    const Vector p =
        plus(linear(plus(x, vectorOf(f, "pre_bias"), -1.0), tensorOf(f, "encoder.weight")), vectorOf(f, "latent_bias"));
    const Vector z = !topk ? relu(p) : f.variant == "topk-identity" ? topK(p, fixtureK) : relu(topK(p, fixtureK));
    const Vector y = plus(
        f.variant == "tied" ? times(z, tensorOf(f, "decoder.linear.weight")) : linear(z, tensorOf(f, "decoder.weight")),
        vectorOf(f, "pre_bias"));
    return codeOf(z, affine(y, std, mu));
}

SlowCode gemmaScope(const SaeFixture& f, const Vector& h) {
    const Vector z = jump(plus(times(h, tensorOf(f, "W_enc")), vectorOf(f, "b_enc")), vectorOf(f, "threshold"));
    return codeOf(z, plus(times(z, tensorOf(f, "W_dec")), vectorOf(f, "b_dec")));
}

}  // namespace

SlowCode slowForward(const SaeFixture& fixture, const Vector& h) {
    switch (fixture.layout) {
        case SaeLayout::Saferscope:
        case SaeLayout::Safer:
            return safer(fixture, h);
        case SaeLayout::Sparsify:
            return sparsify(fixture, h);
        case SaeLayout::SaeLens:
            return saeLens(fixture, h);
        case SaeLayout::DictionaryLearning:
            return dictionaryLearning(fixture, h);
        case SaeLayout::OpenAi:
            return openAi(fixture, h);
        case SaeLayout::GemmaScope:
            return gemmaScope(fixture, h);
    }
    return {};
}

}  // namespace saferscope::check
