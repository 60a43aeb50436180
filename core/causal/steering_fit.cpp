// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_fit.h"

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <cmath>
#include <set>

namespace saferscope {

namespace {

constexpr double untouched = 0.01;  // a factor as near to 1 as this says nothing
constexpr std::int64_t stepTokens = 2048;

/// Adam with a proximal step for l1 * |factor - 1|.
class FactorOptimizer {
public:
    FactorOptimizer(std::size_t count, const SteeringFitOptions& options)
        : m_options(options), m_first(count, 0.0), m_second(count, 0.0) {}

    void step(std::vector<double>& factors, const std::vector<double>& gradient) {
        constexpr double beta1 = 0.9;
        constexpr double beta2 = 0.999;
        constexpr double epsilon = 1e-8;
        ++m_steps;
        for (std::size_t i = 0; i < factors.size(); ++i) {
            m_first[i] = beta1 * m_first[i] + (1.0 - beta1) * gradient[i];
            m_second[i] = beta2 * m_second[i] + (1.0 - beta2) * gradient[i] * gradient[i];
            const double first = m_first[i] / (1.0 - std::pow(beta1, m_steps));
            const double second = m_second[i] / (1.0 - std::pow(beta2, m_steps));
            const double rate = m_options.learningRate / (std::sqrt(second) + epsilon);
            const double moved = factors[i] - 1.0 - rate * first;
            const double shrunk = std::copysign(std::max(0.0, std::abs(moved) - rate * m_options.l1), moved);
            factors[i] = std::clamp(1.0 + shrunk, m_options.lowest, m_options.highest);
        }
    }

private:
    const SteeringFitOptions& m_options;
    std::vector<double> m_first, m_second;
    int m_steps = 0;
};

std::vector<double> rounded(std::vector<double> factors) {
    for (double& factor : factors) {
        factor = std::abs(factor - 1.0) < untouched ? 1.0 : factor;
    }
    return factors;
}

Status checkOptions(const SteeringFitOptions& options) {
    const std::set<FeatureId> once(options.features.begin(), options.features.end());
    if (options.features.empty() || once.size() != options.features.size()) {
        return fail(ErrorCode::Usage,
                    options.features.empty() ? "There are no features to fit." : "A feature is named twice.",
                    "Choose a set of features.");
    }
    if (!(options.learningRate > 0.0) || !(options.l1 >= 0.0) || !(options.lowest <= 1.0) ||
        !(options.highest >= 1.0) || options.epochs < 1 || !(options.holdout > 0.0 && options.holdout < 1.0)) {
        return fail(ErrorCode::Usage, "The settings of the fit are impossible.",
                    "Rates and weights are positive, bounds hold 1, and the share held out is between 0 and 1.");
    }
    return {};
}

double meanLoss(const SteeringLoss& loss) {
    return loss.loss / static_cast<double>(std::max<std::uint64_t>(1, loss.pairs));
}

double share(const SteeringLoss& loss) {
    return static_cast<double>(loss.right) / static_cast<double>(std::max<std::uint64_t>(1, loss.pairs));
}

}  // namespace

bool steeringHoldsOut(const std::string& id, const SteeringFitOptions& options) {
    const std::string digits = sha256Hex(std::to_string(options.seed) + "\n" + id).substr(0, 12);
    return static_cast<double>(std::stoull(digits, nullptr, 16)) / static_cast<double>(1ull << 48) < options.holdout;
}

Result<SteeringFit> fitFactors(const SteeringObjective& train, const SteeringObjective& holdout,
                               const SteeringFitOptions& options, const ProgressCallback& progress,
                               std::stop_token stop) {
    if (auto checked = checkOptions(options); !checked) {
        return failure(checked);
    }
    SteeringFit fit;
    fit.trainPairs = train.pairCount();
    fit.holdoutPairs = holdout.pairCount();
    if (fit.trainPairs == 0 || fit.holdoutPairs == 0) {
        return fail(ErrorCode::InvalidInput, "There are too few trusted pairs to fit factors and to check them.",
                    "Give some dozens at least.");
    }
    return guardTorch("Fitting factors", [&]() -> Result<SteeringFit> {
        ProgressMeter meter("Fitting factors", static_cast<std::uint64_t>(options.epochs), progress);
        std::vector<double> factors(options.features.size(), 1.0);
        std::vector<double> best = factors;
        FactorOptimizer optimizer(factors.size(), options);
        const SteeringLoss start = holdout.evaluateAll(factors);
        fit.trainLoss.push_back(meanLoss(train.evaluateAll(factors)));
        fit.holdoutLoss.push_back(meanLoss(start));
        fit.accuracyBefore = fit.accuracyAfter = share(start);
        Random random(options.seed);
        std::vector<std::size_t> order(train.batchCount());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        for (std::int64_t epoch = 1; epoch <= options.epochs; ++epoch) {
            for (std::size_t i = order.size(); i > 1; --i) {
                std::swap(order[i - 1], order[random.below(i)]);
            }
            for (const std::size_t batch : order) {
                if (stop.stop_requested()) {
                    return fail(ErrorCode::Interrupted, "The fit was stopped.", "Start it again.");
                }
                SteeringLoss loss = train.evaluate(batch, factors, true);
                for (double& slope : loss.gradient) {
                    slope /= static_cast<double>(std::max<std::uint64_t>(1, loss.pairs));
                    if (!std::isfinite(slope)) {
                        return fail(ErrorCode::InvalidInput, "The loss of the trusted pairs is not finite.",
                                    "Check the rewards of the model on these pairs first.");
                    }
                }
                optimizer.step(factors, loss.gradient);
            }
            const std::vector<double> kept = rounded(factors);
            const SteeringLoss checked = holdout.evaluateAll(kept);
            fit.trainLoss.push_back(meanLoss(train.evaluateAll(kept)));
            fit.holdoutLoss.push_back(meanLoss(checked));
            if (fit.holdoutLoss.back() < fit.holdoutLoss[static_cast<std::size_t>(fit.bestEpoch)]) {
                fit.bestEpoch = epoch;
                fit.accuracyAfter = share(checked);
                best = kept;
            }
            meter.advance();
        }
        meter.finish();
        fit.intervention.positions = options.positions;
        for (std::size_t i = 0; i < best.size(); ++i) {
            if (best[i] != 1.0) {
                fit.intervention.changes.push_back({options.features[i], FeatureOperation::Scale, best[i]});
            }
        }
        return fit;
    });
}

Result<SteeringFit> fitSteering(const CausalModel& model, const PairEncoder& encoder,
                                const std::vector<PreferencePair>& trusted, const SteeringFitOptions& options,
                                const ProgressCallback& progress, std::stop_token stop) {
    if (auto checked = checkOptions(options); !checked) {
        return failure(checked);
    }
    if (auto sound = checkIntervention(changeAll(options.features, FeatureOperation::Scale, 1.0, options.positions),
                                       model.sae().config().latents, model.sae().config().inputSize);
        !sound) {
        return failure(sound);
    }
    std::vector<PreferencePair> parts[2];
    for (const PreferencePair& pair : trusted) {
        parts[steeringHoldsOut(pair.id, options) ? 1 : 0].push_back(pair);
    }
    SteeringObjective train(model, options.features, options.positions);
    SteeringObjective holdout(model, options.features, options.positions);
    for (const bool heldOut : {false, true}) {
        CaptureOptions capture;
        capture.batchTokens = stepTokens;
        capture.keepBytes = 0;  // the objective keeps what it needs
        auto captured = CapturedPairs::create(model, encoder, parts[heldOut ? 1 : 0], capture);
        if (!captured) {
            return failure(captured);
        }
        const Status added = guardTorch("Running the trusted pairs", [&]() -> Status {
            return captured->forEach(
                [&](std::size_t, const CapturedBatch& batch) -> Status {
                    (heldOut ? holdout : train).add(batch);
                    return {};
                },
                stop);
        });
        if (!added) {
            return failure(added);
        }
    }
    return fitFactors(train, holdout, options, progress, std::move(stop));
}

}  // namespace saferscope
