// SPDX-License-Identifier: GPL-3.0-or-later
// Interventions on SAEs of other forms than ours: other inputs, and numbers of latents that vary from token to token.
// Against the same definition over a dense code [N, M].
#include "core/causal/attribution.h"
#include "core/causal/stream_change.h"
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

using namespace saferscope;
using namespace saferscope::testing;

namespace {

struct OtherSae {
    std::unique_ptr<RewardModel> model = std::make_unique<RewardModel>(tinyModel());
    std::unique_ptr<Sae> sae;
    std::unique_ptr<CausalModel> causal;
    CapturedBatch batch;

    OtherSae(SaeActivation activation, SaeInput input) : sae(std::make_unique<Sae>(tinySae(1))) {
        SaeConfig& config = sae->config();
        config.activation = activation;
        config.input = input;
        config.inputEpsilon = 0.1;
        config.epsilonInOutput = false;
        config.k = config.keepsK() ? config.k : 0;
        sae->latentBias.add_(1.0);
        sae->threshold = at::full({config.latents}, 0.1, at::kFloat);
        sae->gateBias = at::full({config.latents}, -0.2, at::kFloat);
        sae->magnitudeLogScale = at::full({config.latents}, 0.3, at::kFloat);
        causal = std::make_unique<CausalModel>(*CausalModel::create(*model, *sae));
        const auto pairs = preparedPairs();
        batch = causal->capture(pairs, everyPair(pairs));
    }

    /// [N, M] float64
    at::Tensor dense() const {
        return at::zeros({batch.rowCount(), sae->config().latents}, at::kDouble)
            .scatter_(1, batch.latents.indices, batch.latents.values.to(at::kDouble));
    }
    /// What one unit of a latent is worth, by the definition of the input.
    at::Tensor scale() const {
        const at::Tensor h = batch.hidden.to(at::kDouble);
        switch (sae->config().input) {
            case SaeInput::AsIs:
                return at::ones({h.size(0), 1}, at::kDouble);
            case SaeInput::Standardised:
                return h.std(1, true, true);
            case SaeInput::UnitNorm:
                return h.norm(2, 1, true) / std::sqrt(static_cast<double>(h.size(1)));
        }
        return {};
    }
    at::Tensor changed(const at::Tensor& before, const at::Tensor& after) const {
        return batch.hidden.to(at::kDouble) + at::matmul(after - before, sae->decoder.to(at::kDouble)) * scale();
    }
};

void forEveryForm(const std::function<void(const OtherSae&)>& visit) {
    for (const SaeActivation activation :
         {SaeActivation::TopKRelu, SaeActivation::Relu, SaeActivation::JumpRelu, SaeActivation::Gated}) {
        for (const SaeInput input : {SaeInput::AsIs, SaeInput::Standardised, SaeInput::UnitNorm}) {
            visit(OtherSae(activation, input));
        }
    }
}

}  // namespace

TEST(changes_of_latents_of_other_saes_follow_their_definition) {
    forEveryForm([](const OtherSae& other) {
        const at::Tensor before = other.dense();
        const std::int64_t active = (before > 0).sum().item<std::int64_t>();
        CHECK(active > other.batch.rowCount());
        // Feature 0 and its neighbours stand in the places of rows with fewer latents than the widest.
        for (const FeatureOperation operation :
             {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Clamp, FeatureOperation::Add}) {
            Intervention intervention;
            at::Tensor after = before.clone();
            for (const std::uint32_t feature : {0U, 1U, 2U, 17U, 47U}) {
                intervention.changes.push_back({FeatureId(feature), operation, 0.75});
                const at::Tensor z = before.select(1, feature);
                after.select(1, feature)
                    .copy_(operation == FeatureOperation::Ablate  ? at::zeros_like(z)
                           : operation == FeatureOperation::Scale ? z * 0.75
                           : operation == FeatureOperation::Clamp ? at::full_like(z, 0.75)
                                                                  : z + 0.75);
            }
            const at::Tensor stream = other.causal->changedStream(other.batch, intervention);
            const double error = (stream.to(at::kDouble) - other.changed(before, after)).abs().max().item<double>();
            CHECK(error < 1e-4);
        }
        Intervention none;
        none.ablateOthers = true;
        const at::Tensor stream = other.causal->changedStream(other.batch, none);
        CHECK((stream.to(at::kDouble) - other.changed(before, at::zeros_like(before))).abs().max().item<double>() <
              1e-4);
        none.dropError = true;  // and nothing is left but the bias, mapped back
        const at::Tensor bare = other.causal->changedStream(other.batch, none).to(at::kDouble);
        const bool centred = other.sae->config().input == SaeInput::Standardised;
        const at::Tensor mean = other.batch.hidden.to(at::kDouble).mean(1, true) * (centred ? 1.0 : 0.0);
        CHECK((bare - other.sae->preBias.to(at::kDouble) * other.scale() - mean).abs().max().item<double>() < 1e-4);
    });
}

TEST(attributions_of_other_saes_add_up_to_what_ablation_does) {
    forEveryForm([](const OtherSae& other) {
        AttributionOptions options;
        options.method = AttributionMethod::IntegratedGradients;
        options.steps = 64;
        const auto attribution = attribute(*other.causal, other.batch, options, {});
        CHECK_OK(attribution);
        double largest = 0.0;
        for (std::size_t pair = 0; pair < attribution->sum.size(); ++pair) {
            largest = std::max(largest, std::abs(attribution->difference[pair]));
            CHECK_NEAR(attribution->sum[pair], attribution->difference[pair],
                       0.02 * std::abs(attribution->difference[pair]) + 2e-3);
        }
        CHECK(largest > 0.0);
    });
}
