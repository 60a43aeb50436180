// SPDX-License-Identifier: GPL-3.0-or-later
// Random interventions against the definition in plain loops, which share nothing with core/causal but the weights and
// the tokens.
#include "tests/causal/causal_fixture.h"
#include "tests/sae/slow_sae.h"
#include "tests/tensor/torch_check.h"

#include <cstdio>
#include <map>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// Which tokens, spelt out.
bool slowTakes(const PositionChoice& positions, const IndexedSegment& segment, int which, std::int64_t token) {
    const bool sides[] = {positions.prompt, positions.chosen, positions.rejected};
    const TokenInfo& info = segment.tokens[static_cast<std::size_t>(token)];
    bool taken = sides[which];
    if (positions.responseOnly) {
        taken = taken && info.response;
    }
    if (positions.sentenceEndsOnly) {
        taken = taken && info.sentenceEnd;
    }
    if (positions.range) {
        const auto count = static_cast<std::int64_t>(segment.tokens.size());
        bool inside = false;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t begin = positions.range->begin;
            const bool after = begin >= 0 ? i >= begin : i - count >= begin;
            const bool before = !positions.range->end        ? true
                                : *positions.range->end >= 0 ? i < *positions.range->end
                                                             : i - count < *positions.range->end;
            inside = inside || (i == token && after && before);
        }
        taken = taken && inside;
    }
    return taken;
}

/// One token's stream under the intervention; `moved` tells whether any latent, error or direction is touched.
std::vector<double> slowToken(const Sae& sae, const std::vector<double>& h, const Intervention& intervention) {
    const check::SlowToken token = check::slowEncode(sae, h);
    const auto width = h.size();
    double mean = 0.0;
    for (const double x : h) {
        mean += x / static_cast<double>(width);
    }
    double squares = 0.0;
    for (const double x : h) {
        squares += (x - mean) * (x - mean);
    }
    const double scale = std::sqrt(squares / static_cast<double>(width - 1)) + 1e-6;
    std::map<std::int64_t, double> before;
    for (const auto& [feature, value] : token.latents) {
        before[feature] = value;
    }
    std::map<std::int64_t, double> after = before;
    if (intervention.ablateOthers) {
        after.clear();
    }
    for (const FeatureChange& change : intervention.changes) {
        const std::int64_t feature = change.feature.value();
        const double z = before.count(feature) != 0 ? before[feature] : 0.0;
        const double values[] = {0.0, change.value * z, change.value, z + change.value};
        after[feature] = values[static_cast<int>(change.operation)];
    }
    std::vector<double> out = intervention.dropError ? token.rebuilt : h;
    for (std::size_t i = 0; i < width; ++i) {
        double sum = 0.0;
        for (const auto& [feature, value] : after) {
            sum += value * sae.decoder[feature][static_cast<std::int64_t>(i)].item<double>();
        }
        for (const auto& [feature, value] : before) {
            sum -= value * sae.decoder[feature][static_cast<std::int64_t>(i)].item<double>();
        }
        out[i] += scale * sum;
        for (const AddedDirection& direction : intervention.directions) {
            out[i] += direction.coefficient * static_cast<double>(direction.values[i]);
        }
    }
    return out;
}

Intervention randomIntervention(Random& random, const CausalFixture& fixture) {
    Intervention intervention;
    std::vector<std::uint32_t> features(48);
    for (std::uint32_t i = 0; i < 48; ++i) {
        features[i] = i;
    }
    random.shuffle(std::span(features));
    features.resize(random.below(random.below(4) == 0 ? 48 : 6));
    for (const std::uint32_t feature : features) {
        intervention.changes.push_back(
            {FeatureId(feature), static_cast<FeatureOperation>(random.below(4)), 2.0 * random.normal()});
    }
    intervention.ablateOthers = random.below(3) == 0;
    intervention.dropError = random.below(4) == 0;
    for (std::uint64_t i = random.below(3); i > 0 && random.below(2) == 0; --i) {
        std::vector<float> values(static_cast<std::size_t>(fixture.model->config().hiddenSize));
        for (float& value : values) {
            value = static_cast<float>(random.normal());
        }
        intervention.directions.push_back({"random", values, random.normal()});
    }
    PositionChoice& positions = intervention.positions;
    positions.prompt = random.below(3) != 0;
    positions.chosen = random.below(3) != 0;
    positions.rejected = random.below(3) != 0;
    positions.responseOnly = random.below(4) == 0;
    positions.sentenceEndsOnly = random.below(3) == 0;
    if (random.below(2) == 0) {
        positions.range = TokenRange{static_cast<std::int64_t>(random.below(12)) - 6, {}};
        if (random.below(2) == 0) {
            positions.range->end = static_cast<std::int64_t>(random.below(16)) - 4;
        }
    }
    return intervention;
}

/// The reward of one sequence from its own rows, run alone.
double slowReward(const CausalFixture& fixture, const std::vector<std::vector<double>>& stream,
                  const PairTokens& tokens, std::int64_t begin, bool chosen) {
    PairTokens single;
    single.chosen = tokens.prompt;
    const auto& answer = chosen ? tokens.chosen : tokens.rejected;
    single.chosen.insert(single.chosen.end(), answer.begin(), answer.end());
    const auto prompt = static_cast<std::int64_t>(tokens.prompt.size());
    const auto skip = chosen ? 0 : static_cast<std::int64_t>(tokens.chosen.size());
    at::Tensor rows = at::empty({single.total(), fixture.batch.hidden.size(1)}, at::kDouble);
    for (std::int64_t row = 0; row < rows.size(0); ++row) {
        const auto& from = stream[static_cast<std::size_t>(begin + row + (row >= prompt ? skip : 0))];
        std::copy(from.begin(), from.end(), rows.data_ptr<double>() + row * rows.size(1));
    }
    const std::vector<PairTokens> singles = {single};
    return fixture.model->rewardsFromHidden(packPairs(singles, c10::kCPU), rows, fixture.causal->layer())
        .item<double>();
}

}  // namespace

TEST(random_interventions_are_what_the_definition_says) {
    Random random(2024);
    double worstStream = 0.0;
    double worstReward = 0.0;
    for (const std::size_t kind : {0, 1, 2, 3}) {
        for (const std::int64_t layer : {0, 1, 3}) {
            CausalFixture fixture(modelKinds()[kind], layer);
            const bool precise = fixture.model->dtype() == at::kDouble;
            const at::Tensor hidden = fixture.batch.hidden.to(at::kDouble);
            for (int trial = 0; trial < 4; ++trial) {
                const Intervention intervention = randomIntervention(random, fixture);
                std::vector<std::vector<double>> wanted;
                for (std::size_t pair = 0; pair < fixture.pairs.size(); ++pair) {
                    for (int which = 0; which < 3; ++which) {
                        const IndexedSegment& segment =
                            fixture.pairs[pair].record.segments[static_cast<std::size_t>(which)];
                        for (std::int64_t token = 0; token < std::int64_t(segment.tokens.size()); ++token) {
                            const auto h = check::rowOf(hidden, std::int64_t(wanted.size()));
                            wanted.push_back(slowTakes(intervention.positions, segment, which, token)
                                                 ? slowToken(*fixture.sae, h, intervention)
                                                 : h);
                        }
                    }
                }
                const at::Tensor stream = fixture.causal->changedStream(fixture.batch, intervention);
                for (std::size_t row = 0; row < wanted.size(); ++row) {
                    const auto actual = check::rowOf(stream, std::int64_t(row));
                    for (std::size_t i = 0; i < actual.size(); ++i) {
                        const double error = std::abs(actual[i] - wanted[row][i]) / (1.0 + std::abs(wanted[row][i]));
                        worstStream = std::max(worstStream, error);
                        CHECK(error <= 2e-5);
                    }
                }
                const auto rewards = fixture.causal->rewards(fixture.batch, intervention);
                for (std::size_t pair = 0; pair < fixture.pairs.size(); ++pair) {
                    const std::int64_t begin = fixture.batch.packed.pairBegin[pair];
                    const PairTokens& tokens = fixture.pairs[pair].tokens;
                    const double chosen = slowReward(fixture, wanted, tokens, begin, true);
                    const double rejected = slowReward(fixture, wanted, tokens, begin, false);
                    const double error =
                        std::max(std::abs(rewards[pair].chosen - chosen), std::abs(rewards[pair].rejected - rejected));
                    worstReward = std::max(worstReward, error);
                    CHECK(error <= (precise ? 2e-5 : 5e-5));
                }
            }
        }
    }
    std::printf("48 random interventions: stream within %.2e, rewards within %.2e\n", worstStream, worstReward);
}
