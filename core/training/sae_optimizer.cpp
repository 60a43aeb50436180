// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_optimizer.h"

#include "core/sae/screened_encoder.h"
#include "core/training/adam_kernel.h"
#include "core/training/adamw.h"
#include "core/training/sae_kernels.h"
#include "core/training/sae_optimizer_pass.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

double total(const at::Tensor& values) { return values.sum(at::kDouble).item<double>(); }

}  // namespace

SaeOptimizer::SaeOptimizer(Sae& sae, SaeOptimizerSettings settings) : m_sae(sae), m_settings(settings) {
    for (const auto& [name, weight] : {NamedTensor{"pre_bias", sae.preBias}, NamedTensor{"latent_bias", sae.latentBias},
                                       NamedTensor{"encoder", sae.encoder}, NamedTensor{"decoder", sae.decoder}}) {
        m_moments.emplace_back("adam.m." + name, at::zeros_like(weight));
        m_moments.emplace_back("adam.v." + name, at::zeros_like(weight));
        // A step gathers rows of all of them.
        preferHugePages(weight);
        preferHugePages(m_moments[m_moments.size() - 2].second);
        preferHugePages(m_moments.back().second);
    }
    m_idleTokens = at::zeros({sae.config().latents}, sae.encoder.options().dtype(at::kLong));
}

bool SaeOptimizer::usesKernels() const { return m_sae.encoder.is_cpu() && !m_settings.generic; }

std::int64_t SaeOptimizer::auxiliaryCount(std::int64_t dead) const {
    // Half the width as in the paper, but never many times the work of the main code.
    return std::min({dead, std::max<std::int64_t>(m_sae.config().inputSize / 2, 1), 4 * m_sae.config().k});
}

void SaeOptimizer::decode(Family& family) const {
    const std::int64_t tokens = family.indices.size(0);
    const std::int64_t count = family.indices.size(1);
    if (usesKernels()) {
        if (!family.gradient.defined()) {
            family.gradient = at::empty_like(family.target);
        }
        family.valueGradient = at::empty_like(family.values);
        family.error = at::empty_like(family.weight);
        const DecodeTask task{tokens,
                              count,
                              m_sae.config().inputSize,
                              m_sae.decoder.data_ptr<float>(),
                              family.indices.data_ptr<std::int64_t>(),
                              floats(family.values),
                              family.start.defined() ? floats(family.start) : nullptr,
                              floats(family.target),
                              floats(family.weight)};
        decodeAndDifferentiate(task, floats(family.gradient), floats(family.valueGradient), floats(family.error),
                               at::get_num_threads());
        return;
    }
    at::Tensor decoded =
        family.start.defined() ? family.start.expand_as(family.target).clone() : at::zeros_like(family.target);
    for (std::int64_t j = 0; j < count; ++j) {
        decoded.addcmul_(m_sae.decoder.index_select(0, family.indices.select(1, j)), family.values.narrow(1, j, 1));
    }
    const at::Tensor difference = decoded.sub_(family.target);
    family.error = difference.square().sum(1);
    family.gradient = difference * (family.weight * 2.0).unsqueeze(1);
    family.valueGradient = at::empty_like(family.values);
    for (std::int64_t j = 0; j < count; ++j) {
        const at::Tensor rows = m_sae.decoder.index_select(0, family.indices.select(1, j));
        family.valueGradient.select(1, j).copy_((rows * family.gradient).sum(1));
    }
}

SaeOptimizer::Pass SaeOptimizer::forward(const at::Tensor& x) {
    const SaeConfig& config = m_sae.config();
    const std::int64_t tokens = x.size(0);
    Pass pass;
    reuse(m_input, x.sizes(), x.options());
    at::sub_out(m_input, x, m_sae.preBias);
    pass.input = m_input;
    const at::Tensor dead = m_settings.auxiliaryWeight > 0.0
                                ? at::nonzero(m_idleTokens >= m_settings.deadAfterTokens).flatten()
                                : at::empty({0}, m_idleTokens.options());
    const std::int64_t auxiliary = auxiliaryCount(dead.size(0));
    Family main;
    main.indices = at::empty({tokens, config.k}, m_idleTokens.options());
    main.values = at::empty({tokens, config.k}, x.options());
    Family rest;
    rest.indices = at::empty({tokens, auxiliary}, m_idleTokens.options());
    rest.values = at::empty({tokens, auxiliary}, x.options());
    if (screens(dead.size(0))) {
        encodeScreened(pass.input, dead, main, rest);
    } else {
        encode(pass.input, dead, main, rest);
    }
    at::Tensor norm = at::empty({tokens}, x.options());
    double spread = 0.0;
    if (usesKernels()) {
        rowSquares(x.data_ptr<float>(), tokens, config.inputSize, floats(norm), at::get_num_threads());
        spread = spreadOfRows(x.data_ptr<float>(), tokens, config.inputSize, at::get_num_threads());
        reuse(m_gradient, x.sizes(), x.options());
        main.gradient = m_gradient;
    } else {
        norm = x.square().sum(1);
        spread = total((x - x.mean(0, true)).square());
    }
    const at::Tensor counts = norm > 0.0;  // a row of zeros has no relative error
    main.start = m_sae.preBias;
    main.target = x;
    main.weight = at::where(counts, 1.0 / (norm * static_cast<double>(tokens)), at::zeros_like(norm));
    decode(main);
    SaeStepReport& report = pass.report;
    report.loss = total(main.weight * main.error);
    report.fvu = total(main.error) / std::max(spread, 1e-30);
    report.l0 = static_cast<double>((main.values > 0).sum().item<std::int64_t>()) / static_cast<double>(tokens);
    if (auxiliary > 0) {
        // e = x - x_hat, read off the gradient 2 w (x_hat - x).
        const at::Tensor scale = at::where(counts, -0.5 / main.weight, at::zeros_like(norm));
        rest.target = main.gradient * scale.unsqueeze(1);
        const double energy = std::max(total(main.error), 1e-30);
        rest.weight = at::full_like(norm, m_settings.auxiliaryWeight / energy);
        decode(rest);
        rest.valueGradient.masked_fill_(rest.values <= 0.0, 0.0);
        report.auxiliaryLoss = total(rest.error) / energy;
    }
    report.finite = std::isfinite(report.loss) && std::isfinite(report.auxiliaryLoss);
    pass.families.push_back(std::move(main));
    if (auxiliary > 0) {
        pass.families.push_back(std::move(rest));
    }
    return pass;
}

namespace {

template <class Families>
LatentEntries entriesOf(std::int64_t latents, const Families& families, GradientSources& sources) {
    std::vector<LatentEntries::Family> parts;
    for (const auto& family : families) {
        parts.push_back({family.indices.size(0), family.indices.size(1),
                         family.indices.template data_ptr<std::int64_t>(), family.values.template data_ptr<float>(),
                         family.valueGradient.template data_ptr<float>()});
        sources.decodedGradients.push_back(family.gradient.template data_ptr<float>());
    }
    LatentEntries entries;
    entries.build(latents, parts);
    return entries;
}

}  // namespace

SaeGradients SaeOptimizer::denseGradients(const Pass& pass) const {
    SaeGradients result;
    result.encoder = at::zeros_like(m_sae.encoder);
    result.decoder = at::zeros_like(m_sae.decoder);
    result.latentBias = at::zeros_like(m_sae.latentBias);
    if (usesKernels()) {
        GradientSources sources{pass.input.data_ptr<float>(), {}, m_sae.config().inputSize};
        const LatentEntries entries = entriesOf(m_sae.config().latents, pass.families, sources);
        for (std::int64_t latent = 0; latent < entries.latents(); ++latent) {
            latentGradient(entries, sources, latent, floats(result.encoder) + latent * sources.width,
                           floats(result.decoder) + latent * sources.width);
        }
        latentBiasGradient(entries, floats(result.latentBias));
    } else {
        for (const Family& family : pass.families) {
            for (std::int64_t j = 0; j < family.indices.size(1); ++j) {
                const at::Tensor latents = family.indices.select(1, j);
                const at::Tensor valueGradient = family.valueGradient.narrow(1, j, 1);
                result.encoder.index_add_(0, latents, pass.input * valueGradient);
                result.decoder.index_add_(0, latents, family.gradient * family.values.narrow(1, j, 1));
                result.latentBias.index_add_(0, latents, valueGradient.squeeze(1));
            }
        }
    }
    result.preBias = preBiasGradient(pass, result.latentBias);
    return result;
}

// The decoder adds b_pre, and the encoder sees x - b_pre.
at::Tensor SaeOptimizer::preBiasGradient(const Pass& pass, const at::Tensor& latentBiasGradients) const {
    return pass.families.front().gradient.sum(0) - at::matmul(latentBiasGradients, m_sae.encoder);
}

SaeGradients SaeOptimizer::gradients(const at::Tensor& x, SaeStepReport* report) {
    const at::NoGradGuard noGradients;
    const Pass pass = forward(x.contiguous());
    if (report != nullptr) {
        *report = pass.report;
    }
    return denseGradients(pass);
}

SaeStepReport SaeOptimizer::step(const at::Tensor& x, double learningRate) {
    const at::NoGradGuard noGradients;
    const AdamStep constants =
        adamStep(learningRate, m_settings.beta1, m_settings.beta2, m_settings.epsilon, 0.0, 1.0, m_adamSteps + 1);
    Pass pass = forward(x.contiguous());
    SaeStepReport report = pass.report;
    if (!report.finite) {
        return report;  // before a weight is touched
    }
    const UpdateReport update = usesKernels() ? updateSparse(pass, constants) : updateDense(pass, constants);
    report.gradientNorm = std::sqrt(update.squaredGradient);
    report.finite = update.finite && std::isfinite(report.gradientNorm);
    countFired(pass);
    ++m_adamSteps;
    if (m_settings.renormaliseEvery > 0 && m_adamSteps % static_cast<std::uint64_t>(m_settings.renormaliseEvery) == 0) {
        finish();
    }
    report.deadFraction = deadFraction();
    return report;
}

UpdateReport SaeOptimizer::updateSparse(Pass& pass, const AdamStep& constants) {
    const auto moment = [this](std::size_t i) { return floats(m_moments[i].second); };
    GradientSources sources{floats(pass.input), {}, m_sae.config().inputSize};
    const LatentEntries entries = entriesOf(m_sae.config().latents, pass.families, sources);
    at::Tensor latentBias = at::empty_like(m_sae.latentBias);
    latentBiasGradient(entries, floats(latentBias));
    at::Tensor preBias = preBiasGradient(pass, latentBias);  // needs the encoder as it was in the forward pass
    const DictionaryRows rows{floats(m_sae.encoder), moment(4), moment(5), floats(m_sae.decoder), moment(6), moment(7)};
    UpdateReport report = updateDictionary(entries, sources, rows, constants, at::get_num_threads());
    report.squaredGradient += sumOfSquares(floats(preBias), preBias.numel(), 1);
    report.squaredGradient += sumOfSquares(floats(latentBias), latentBias.numel(), 1);
    report.finite &= adamRow(floats(m_sae.preBias), floats(preBias), moment(0), moment(1), preBias.numel(), constants);
    report.finite &=
        adamRow(floats(m_sae.latentBias), floats(latentBias), moment(2), moment(3), latentBias.numel(), constants);
    for (const at::Tensor& weight : {m_sae.preBias, m_sae.latentBias, m_sae.encoder, m_sae.decoder}) {
        ScreenedEncoder::countChange(weight);  // written through pointers: Sae::encode() has to know
    }
    return report;
}

UpdateReport SaeOptimizer::updateDense(const Pass& pass, const AdamStep& constants) {
    const SaeGradients dense = denseGradients(pass);
    UpdateReport report;
    std::size_t index = 0;
    for (const auto& [weight, gradient] :
         {std::pair(m_sae.preBias, dense.preBias), std::pair(m_sae.latentBias, dense.latentBias),
          std::pair(m_sae.encoder, dense.encoder), std::pair(m_sae.decoder, dense.decoder)}) {
        at::Tensor& m = m_moments[index++].second;
        at::Tensor& v = m_moments[index++].second;
        m.mul_(m_settings.beta1).add_(gradient, 1.0 - m_settings.beta1);
        v.mul_(m_settings.beta2).addcmul_(gradient, gradient, 1.0 - m_settings.beta2);
        const at::Tensor root = v.sqrt().mul_(constants.inverseRootV).add_(m_settings.epsilon);
        at::Tensor(weight).addcdiv_(m, root, -constants.rate);
        report.squaredGradient += total(gradient.square());
        report.finite = report.finite && at::isfinite(weight).all().item<bool>() && at::isfinite(v).all().item<bool>();
    }
    return report;
}

void SaeOptimizer::countFired(const Pass& pass) {
    const Family& main = pass.families.front();
    m_idleTokens.add_(main.indices.size(0));
    m_idleTokens.index_fill_(0, main.indices.masked_select(main.values > 0), 0);
}

void SaeOptimizer::finish() {
    const at::NoGradGuard noGradients;
    m_sae.decoder.div_(m_sae.decoder.norm(2, 1, true).clamp_min(1e-12));
}

void SaeOptimizer::resetMoments() {
    for (auto& [name, tensor] : m_moments) {
        tensor.zero_();
    }
    m_adamSteps = 0;
}

double SaeOptimizer::deadFraction() const {
    return static_cast<double>((m_idleTokens >= m_settings.deadAfterTokens).sum().item<std::int64_t>()) /
           static_cast<double>(m_idleTokens.numel());
}

std::vector<NamedTensor> SaeOptimizer::state() const {
    std::vector<NamedTensor> tensors = m_moments;
    tensors.emplace_back("idle_tokens", m_idleTokens);
    return tensors;
}

Status SaeOptimizer::restore(const std::vector<NamedTensor>& tensors, std::uint64_t adamSteps) {
    for (const auto& [name, target] : state()) {
        const at::Tensor source = findTensor(tensors, name);
        if (!source.defined() || source.sizes() != target.sizes()) {
            return fail(ErrorCode::InvalidInput,
                        "The checkpoint does not fit the SAE: \"" + name + "\" is missing or of another shape.");
        }
        at::Tensor(target).copy_(source);
    }
    m_adamSteps = adamSteps;
    return {};
}

}  // namespace saferscope
