// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/correlation.h"
#include "core/causal/attribution.h"
#include "core/causal/causal_pass.h"
#include "core/causal/causal_progress.h"
#include "tests/causal/causal_fixture.h"
#include "tests/support/byte_tokenizer.h"
#include "tests/tensor/torch_check.h"

#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// A pass over a plan against the same numbers taken pair by pair, and against itself after stops and damage.

namespace {

PairEncoder letterEncoder() {
    auto read = Tokenizer::fromJson(dumpJson(check::byteTokenizer()), "letters");
    auto chat = ChatTemplate::parse("{% for m in messages %}<{{ m['content'] }}>{% endfor %}", "test");
    CHECK_OK(read);
    CHECK_OK(chat);
    return PairEncoder(std::move(*read), ChatFormat{std::move(*chat), "", "", false}, {});
}

std::vector<PreferencePair> somePairs(std::size_t count) {
    Random random(11);
    const auto text = [&random] {
        std::string letters;
        for (std::uint64_t i = 2 + random.below(14); i > 0; --i) {
            letters.push_back(random.below(5) == 0 ? '.' : static_cast<char>('a' + random.below(26)));
        }
        return letters;
    };
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        PreferencePair pair;
        pair.id = "p" + std::to_string(i);
        pair.prompt = {{"user", text()}};
        pair.chosen = text();
        pair.rejected = i == 4 ? pair.chosen : text();
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

struct PassFixture {
    RewardModel model = [] {
        ModelConfig config = testing::tinyConfig();
        config.vocabularySize = 256;
        config.padTokenId = -1;
        return testing::tinyModel(config);
    }();
    Sae sae = testing::tinySae(2);
    CausalModel causal = *CausalModel::create(model, sae);
    PairEncoder encoder = letterEncoder();
    std::vector<PreferencePair> pairs = somePairs(23);
    std::vector<std::string> sections;
    CausalPlan plan;

    PassFixture(const PassFixture&) = delete;  // `causal` refers to the model and the SAE beside it
    PassFixture() {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            sections.push_back(i % 3 == 0 ? "one" : "two");
        }
        const auto ids = [](std::vector<std::uint32_t> numbers) {
            std::vector<FeatureId> features;
            for (const auto number : numbers) {
                features.emplace_back(number);
            }
            return features;
        };
        plan.set = ids({1, 5, 9, 30});
        const auto add = [this](const std::string& name, ArmKind kind, Intervention intervention, double dose = 0.0) {
            plan.arms.push_back({name, kind, dose, std::move(intervention)});
        };
        add("set", ArmKind::Set, changeAll(plan.set, FeatureOperation::Ablate));
        Intervention only = changeAll(plan.set, FeatureOperation::Scale, 1.0);
        only.ablateOthers = true;
        add("only", ArmKind::Only, only);
        Intervention rebuilt;
        rebuilt.dropError = true;
        add("reconstruction", ArmKind::Reconstruction, rebuilt);
        add("dose 1", ArmKind::Dose, changeAll(plan.set, FeatureOperation::Scale, 1.0), 1.0);
        add("dose 2", ArmKind::Dose, changeAll(plan.set, FeatureOperation::Scale, 2.0), 2.0);
        for (std::uint32_t feature = 0; feature < 48; ++feature) {
            add("feature " + std::to_string(feature), ArmKind::Feature,
                changeAll({FeatureId(feature)}, FeatureOperation::Ablate));
        }
        add("control", ArmKind::DensityControl, changeAll(ids({2, 6, 10, 31}), FeatureOperation::Ablate));
        add("clamp", ArmKind::Custom, changeAll(ids({3}), FeatureOperation::Clamp, 0.7));
        plan.attribution = "gradient";
    }

    Result<CausalOutcome> run(const CausalPassOptions& options = {}, std::stop_token stop = {}) const {
        return runCausalPlan(causal, encoder, pairs, sections, plan, options, {}, std::move(stop));
    }
    static CausalPassOptions smallBatches(const fs::path& checkpoint = {}) {
        CausalPassOptions options;
        options.capture.batchTokens = 90;
        options.checkpoint = checkpoint;
        options.inputs = "model sae";
        return options;
    }
};

std::string textOf(CausalReport report) {
    report.seconds = 0.0;
    return dumpJson(toJson(report));
}

bool same(const CausalOutcome& a, const CausalOutcome& b) {
    bool equal =
        textOf(a.report) == textOf(b.report) && testing::sameBits(a.before, b.before) && a.arms.size() == b.arms.size();
    for (std::size_t i = 0; equal && i < a.arms.size(); ++i) {
        equal = a.arms[i].name == b.arms[i].name && testing::sameBits(a.arms[i].after, b.arms[i].after);
    }
    return equal;
}

}  // namespace

TEST(a_pass_is_what_its_arms_do_pair_by_pair) {
    const PassFixture made;
    const auto outcome = made.run(PassFixture::smallBatches());
    CHECK_OK(outcome);
    const CausalReport& report = outcome->report;
    CHECK_EQ(report.pairs, made.pairs.size());
    CHECK_EQ(report.layer, 2);
    CHECK_EQ(report.arms.size(), made.plan.arms.size());
    CHECK_EQ(outcome->arms.size(), 4u);  // set, only, reconstruction, custom
    std::size_t kept = 0;
    for (std::size_t a = 0; a < report.arms.size(); ++a) {
        const CausalArm& arm = made.plan.arms[a];
        const ArmResult& result = report.arms[a];
        CHECK_EQ(result.name, arm.name);
        CHECK_EQ(result.sections.size(), 3u);
        std::map<std::string, std::vector<double>> changes;
        std::map<std::string, std::uint64_t> changed;
        for (std::size_t i = 0; i < made.pairs.size(); ++i) {
            auto prepared = preparePair(made.encoder, made.pairs[i], 256);
            CHECK_OK(prepared);
            const CapturedBatch batch = made.causal.capture({*prepared}, {0});
            std::size_t ran = 0;
            const RewardPair after = made.causal.rewards(batch, arm.intervention, &ran).front();
            const RewardPair before = batch.rewards.front();
            CHECK_NEAR(outcome->before[i].chosen, before.chosen, 1e-4);
            for (const std::string& section : {std::string("all"), made.sections[i]}) {
                changes[section].push_back(after.margin() - before.margin());
                changed[section] += ran;
            }
            if (!outcome->arms[std::min<std::size_t>(kept, 3)].name.compare(arm.name)) {
                CHECK_NEAR(outcome->arms[kept].after[i].chosen, after.chosen, 1e-4);
                CHECK_NEAR(outcome->arms[kept].after[i].rejected, after.rejected, 1e-4);
            }
        }
        kept += kept < 4 && outcome->arms[kept].name == arm.name ? 1 : 0;
        for (const SectionEffect& effect : result.sections) {
            const auto& values = changes.at(effect.name);
            double mean = 0.0;
            for (const double value : values) {
                mean += value / static_cast<double>(values.size());
            }
            CHECK_EQ(effect.pairs, values.size());
            CHECK_EQ(effect.changed, changed.at(effect.name));
            CHECK_NEAR(effect.margin, mean, 1e-4);
        }
    }
    CHECK_EQ(kept, 4u);
    const SectionEffect& nothing = report.arms[3].sections.front();  // scaled by 1
    CHECK_EQ(nothing.changed, 0u);
    CHECK_EQ(nothing.margin, 0.0);
    CHECK_EQ(outcome->before[4].margin(), 0.0);  // the same answer twice is an exact tie
    CHECK_EQ(outcome->arms[0].after[4].margin(), 0.0);
}

TEST(predictions_are_minus_the_attributions_of_the_features_tokens) {
    const PassFixture made;
    const auto outcome = made.run(PassFixture::smallBatches());
    CHECK_OK(outcome);
    CHECK(outcome->report.attribution.has_value());
    const auto& rows = outcome->report.attribution->rows;
    CHECK_EQ(rows.size(), 48u);
    std::map<std::uint32_t, std::vector<double>> guessed;
    std::map<std::uint32_t, std::vector<double>> measured;
    std::map<std::uint32_t, double> total;
    for (const PreferencePair& pair : made.pairs) {
        const auto prepared = preparePair(made.encoder, pair, 256);
        CHECK_OK(prepared);
        const CapturedBatch batch = made.causal.capture({*prepared}, {0});
        const auto attributed = attribute(made.causal, batch, {});
        CHECK_OK(attributed);
        std::map<std::uint32_t, double> sums;
        for (std::int64_t i = 0; i < batch.latents.indices.numel(); ++i) {
            if (batch.latents.values.data_ptr<float>()[i] != 0.0F) {
                sums[static_cast<std::uint32_t>(batch.latents.indices.data_ptr<std::int64_t>()[i])] -=
                    attributed->values.contiguous().data_ptr<float>()[i];
            }
        }
        for (const auto& [feature, sum] : sums) {
            const auto after =
                made.causal.rewards(batch, changeAll({FeatureId(feature)}, FeatureOperation::Ablate)).front();
            guessed[feature].push_back(sum);
            measured[feature].push_back(pair.chosen == pair.rejected ? 0.0
                                                                     : after.margin() - batch.rewards.front().margin());
            total[feature] += sum;
        }
    }
    for (const AttributionRow& row : rows) {
        const std::uint32_t feature = row.feature.value();
        CHECK_EQ(row.firing, guessed[feature].size());
        CHECK_NEAR(row.predicted, total[feature] / static_cast<double>(made.pairs.size()), 1e-4);
        if (guessed[feature].size() >= 3) {
            CHECK_NEAR(row.within, pearson(guessed[feature], measured[feature]), 1e-2);
        }
    }
    for (const ArmResult& arm : outcome->report.arms) {
        if (arm.feature) {
            CHECK_NEAR(rows[arm.feature->value()].measured, arm.sections.front().margin, 1e-9);
        }
    }
}

TEST(stopped_anywhere_it_ends_with_the_very_same_report) {
    const PassFixture made;
    const TemporaryFolder folder;
    const auto whole = made.run(PassFixture::smallBatches());
    CHECK_OK(whole);
    auto options = PassFixture::smallBatches(folder.path() / "progress");
    int stops = 0;
    for (int attempt = 1;; ++attempt) {
        CHECK(attempt < 500);
        options.saveSeconds = attempt % 2 == 0 ? 0.0 : 15.0;  // after every arm, as a killed worker would find it
        std::stop_source stop;
        std::jthread timer([&stop, attempt] {
            std::this_thread::sleep_for(std::chrono::milliseconds(2 + attempt));
            stop.request_stop();
        });
        const auto outcome = made.run(options, stop.get_token());
        timer.join();
        if (outcome) {
            CHECK(same(*outcome, *whole));
            break;
        }
        CHECK(outcome.error().code == ErrorCode::Interrupted);
        ++stops;
    }
    std::printf("%d stops\n", stops);
    CHECK(stops > 2);
    CHECK_OK(made.run(options));  // from the last checkpoint, whatever it holds
}

TEST(a_foreign_or_damaged_checkpoint_is_not_taken) {
    PassFixture made;
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "progress";
    auto options = PassFixture::smallBatches(file);
    options.saveSeconds = 0.0;
    const auto first = made.run(options);
    CHECK_OK(first);
    const auto read = [&file] {
        std::ifstream stream(file, std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(stream), {}};
    };
    const std::string good = read();
    CHECK(good.size() > 1000);

    const auto startsOver = [&](const PassFixture& fixture, const CausalPassOptions& with) {
        auto fresh = with;
        fresh.checkpoint.clear();
        const auto expected = fixture.run(fresh);
        const auto outcome = fixture.run(with);
        CHECK_OK(expected);
        CHECK_OK(outcome);
        CHECK(same(*outcome, *expected));
    };
    PassFixture other;
    other.plan.arms.front().intervention.changes.pop_back();
    startsOver(other, options);
    CHECK_OK(writeFileAtomically(file, good));
    PassFixture otherText;
    otherText.pairs[3].chosen += "x";
    startsOver(otherText, options);
    CHECK_OK(writeFileAtomically(file, good));
    auto otherInputs = options;
    otherInputs.inputs = "another model";
    startsOver(made, otherInputs);

    Random random(3);
    for (int i = 0; i < 8; ++i) {
        std::string damaged = good;
        if (i % 2 == 0) {
            damaged[random.below(damaged.size())] ^= 1;
        } else {
            damaged.resize(random.below(damaged.size()));
        }
        CHECK_OK(writeFileAtomically(file, damaged));
        CausalProgress progress;
        CHECK(!loadCausalProgress(file, "whatever", progress));
        if (i < 2) {
            startsOver(made, options);
        }
    }
    // A good one is taken: nothing is left to do, so it takes no time to speak of and the result is the same.
    CHECK_OK(writeFileAtomically(file, good));
    const auto again = made.run(options);
    CHECK_OK(again);
    CHECK(same(*again, *first));
}

TEST(what_cannot_be_measured_is_refused) {
    PassFixture made;
    made.plan.maxPairs = 5;
    const auto few = made.run();
    CHECK_OK(few);
    CHECK_EQ(few->report.pairs, 5u);
    made.plan.arms.push_back(made.plan.arms.front());
    CHECK(!made.run());  // a name twice
    made.plan.arms.back().name = "too far";
    made.plan.arms.back().intervention.changes.front().feature = FeatureId(48);
    CHECK(!made.run());
    made.plan.arms.pop_back();
    made.plan.attribution = "guessing";
    CHECK(!made.run());
    made.plan.attribution.clear();
    const auto plain = made.run();
    CHECK_OK(plain);
    CHECK(!plain->report.attribution);
    made.pairs.clear();
    made.sections.clear();
    CHECK(!made.run());
}
