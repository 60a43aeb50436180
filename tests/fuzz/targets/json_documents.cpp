// SPDX-License-Identifier: GPL-3.0-or-later
// Every JSON document that a workspace, a run folder or an index holds. Input: a byte for the kind, then the text. What
// is accepted is written and read back the same.
#include "core/causal/causal_plan.h"
#include "core/causal/causal_report.h"
#include "core/causal/steering_profile.h"
#include "core/data/feature_set.h"
#include "core/experiments/manifest.h"
#include "core/experiments/preset.h"
#include "core/experiments/sweep.h"
#include "core/features/feature_index.h"
#include "core/jobs/event.h"
#include "core/jobs/job_params.h"
#include "core/jobs/queue_json.h"
#include "core/jobs/run_state.h"
#include "core/jobs/slurm_answer.h"
#include "core/judge/judge_settings.h"
#include "core/workspace/kept_results.h"
#include "core/workspace/pair_lists.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

template <auto read>
Result<Json> through(const Json& json) {
    auto value = [&json] {
        if constexpr (requires { read(json, std::string()); }) {
            return read(json, std::string("the document"));
        } else {
            return read(json);
        }
    }();
    if (!value) {
        return failure(value);
    }
    return toJson(*value);
}

Result<Json> throughEvent(const Json& json) {
    const auto event = eventFromJson(json);
    if (!event) {
        return fail(ErrorCode::InvalidInput, "It is no event.");
    }
    return toJson(*event);
}

struct Kind {
    const char* name;
    Result<Json> (*through)(const Json& json);
    Json (*sound)();
};

Intervention anIntervention() {
    Intervention made = changeAll({FeatureId(3), FeatureId(17)}, FeatureOperation::Scale, 0.5);
    made.changes.push_back({FeatureId(4), FeatureOperation::Ablate, 0.0});
    made.directions.push_back({"d", {0.5f, -1.0f}, 2.0});
    made.positions.range = TokenRange{-3, 7};
    made.positions.responseOnly = true;
    return made;
}

ExperimentPlan aPlan() {
    ExperimentPlan plan;
    plan.request.ratio = 0.5;
    plan.request.featureSet = "llm = 5";
    plan.request.datasetName = "train";
    plan.request.datasetHash = std::string(64, 'a');
    plan.pairs = 3;
    plan.ranked = 2;
    plan.entries = {{"a", 1, 2.5, "margin 2.5 is number 1 of 2, highest first"}};
    plan.excluded = {{"c", "the index does not hold it"}};
    return plan;
}

SectionEffect anEffect() {
    EffectSums sums;
    sums.add({1.0, 0.5}, {0.5, 0.75}, true);
    sums.add({0.5, 0.75}, {0.5, 0.75}, false);
    return sums.result("all");
}

CausalReport aReport() {
    CausalReport report;
    report.set = {FeatureId(3)};
    report.pairs = 2;
    report.arms.push_back({"set", ArmKind::Set, 0.0, 1, std::nullopt, {anEffect()}});
    report.arms.push_back({"f3", ArmKind::Feature, 0.0, 1, FeatureId(3), {anEffect()}});
    report.attribution =
        compareAttribution("gradient", {{FeatureId(3), 0.5, 0.25, 0.1, 2}, {FeatureId(4), -0.5, 0.5, 0.2, 1}});
    return report;
}

Sweep aSweep() {
    Sweep sweep;
    sweep.spec.id = "20260726-093012-abcd";
    sweep.spec.createdAt = "2026-07-26T09:30:12Z";
    sweep.spec.strategies = {Strategy::Safer, Strategy::Random};
    sweep.spec.ratios = {0.01, 0.05};
    sweep.spec.seeds = {1, 2};
    sweep.spec.dataset = "train";
    sweep.spec.baseModel = "base";
    sweep.spec.evaluation = "eval";
    sweep.cells = expandSweep(sweep.spec);
    return sweep;
}

IndexManifest anIndex() {
    IndexManifest manifest;
    manifest.features = 16;
    manifest.pairs = 3;
    manifest.subsets = {{"a", 2, 0, {0.5, 1.5}, {0.1, 0.2}}, {"other", 1, 2, {0.5, 1.5}, {0.1, 0.2}}};
    return manifest;
}

QueueEntry anEntry(const std::string& id) {
    QueueEntry entry;
    entry.id = id;
    entry.rank = 1.5;
    entry.after = {"r0"};
    return entry;
}

template <class T>
Json made() {
    return toJson(T{});
}

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {"spec", through<runSpecFromJson>,
         [] {
             RunSpec s;
             s.id = "r";
             s.title = "t";
             s.params = {{"data", "/x"}};
             return toJson(s);
         }},
        {"result", through<runResultFromJson>,
         [] {
             RunResult r;
             r.values = {{"accuracy", 0.5}};
             return toJson(r);
         }},
        {"event", throughEvent,
         [] {
             Event e;
             e.kind = EventKind::Metric;
             e.step = 3;
             e.values = {{"loss", 0.5}};
             return toJson(e);
         }},
        {"queue", through<queueStateFromJson>,
         [] {
             QueueState q;
             q.entries = {anEntry("r1")};
             return toJson(q);
         }},
        {"queue entry", through<queueEntryFromJson>, [] { return toJson(anEntry("r1")); }},
        {"slurm settings", through<slurmSettingsFromJson>,
         [] {
             SlurmSettings s;
             s.partition = "gpu";
             s.prefix = {"apptainer", "exec"};
             return toJson(s);
         }},
        {"slurm answer", through<slurmAnswerFromJson>,
         [] {
             SlurmAnswer a;
             a.askedAt = 5;
             a.jobs["j"] = {"12", {{0, {"RUNNING", "None", "n1", 0.0}}}};
             return toJson(a);
         }},
        {"slurm batch", through<slurmBatchFromJson>,
         [] {
             SlurmBatch b;
             b.name = "n";
             b.user = "u";
             b.arrays = {{"job", {"r1", "", "r2"}}};
             return toJson(b);
         }},
        {"train-rm", through<trainRewardModelParamsFromJson>,
         [] {
             TrainRewardModelParams p;
             p.data = "/d.jsonl";
             return toJson(p);
         }},
        {"train-sae", through<trainSaeParamsFromJson>,
         [] {
             TrainSaeParams p;
             p.data = "/d";
             p.model = "/m";
             p.stage1Texts = {"/t.jsonl", "/t.txt"};
             return toJson(p);
         }},
        {"build index", through<buildIndexParamsFromJson>,
         [] {
             BuildIndexParams p;
             p.data = "/d";
             p.model = "/m";
             p.sae = "/s";
             return toJson(p);
         }},
        {"evaluate", through<evaluateParamsFromJson>,
         [] {
             EvaluateParams p;
             p.data = "/d";
             p.model = "/m";
             return toJson(p);
         }},
        {"causal", through<causalParamsFromJson>,
         [] {
             CausalParams p;
             p.data = "/d";
             p.model = "/m";
             p.sae = "/s";
             return toJson(p);
         }},
        {"judge", through<judgeSettingsFromJson>, made<JudgeSettings>},
        {"rate", through<rateFeaturesParamsFromJson>,
         [] {
             RateFeaturesParams p;
             p.index = "/i";
             p.saeHash = "s";
             p.features = {FeatureId(3)};
             return toJson(p);
         }},
        {"feature set", through<featureSetFromJson>,
         [] {
             FeatureSet s;
             s.name = "n";
             s.saeHash = std::string(64, 'a');
             s.scope = "all-tokens";
             s.measure = "contrast";
             s.members = {{FeatureId(3), 0.5, true}, {FeatureId(1), -0.25, false}};
             return toJson(s);
         }},
        {"plan", through<experimentPlanFromJson>, [] { return toJson(aPlan()); }},
        {"manifest", through<datasetManifestFromJson>,
         [] {
             return toJson(DatasetManifest{aPlan(), std::string(64, 'b'), 3, "0.1", "2026-07-26T09:30:12Z"});
         }},
        {"sweep", through<sweepFromJson>, [] { return toJson(aSweep()); }},
        {"preset", through<presetFromJson>, made<EvaluationPreset>},
        {"intervention", through<interventionFromJson>, [] { return toJson(anIntervention()); }},
        {"effect", through<sectionEffectFromJson>, [] { return toJson(anEffect()); }},
        {"steering profile", through<steeringProfileFromJson>,
         [] {
             SteeringProfile p;
             p.name = "p";
             p.saeHash = std::string(64, 'a');
             p.layer = 2;
             p.createdAt = "2026-07-26T09:30:12Z";
             p.intervention = anIntervention();
             return toJson(p);
         }},
        {"causal plan", through<causalPlanFromJson>,
         [] {
             CausalRequest r;
             r.set = {FeatureId(1), FeatureId(2)};
             r.features = {FeatureId(1)};
             r.randomControls = 2;
             r.densityControls = 0;
             const std::vector<double> density(9, 0.1);
             return toJson(makeCausalPlan(r, density).value());
         }},
        {"causal report", through<causalReportFromJson>, [] { return toJson(aReport()); }},
        {"kept result", through<keptResultFromJson>,
         [] {
             KeptResult k;
             k.name = "k";
             k.createdAt = "2026-07-26T09:30:12Z";
             k.kind = KeptResult::Kind::Survey;
             k.intervention = anIntervention();
             k.sections = {anEffect()};
             return toJson(k);
         }},
        {"pair list", through<pairListFromJson>,
         [] {
             return toJson(PairList{"l", "", {{"id", "s", "train", {{"user", "q"}}, "a", "b", "{}"}}});
         }},
        {"index", through<indexManifestFromJson>, [] { return toJson(anIndex()); }},
    };
    return all;
}

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < kinds().size(); ++i) {
        const Json sound = kinds()[i].sound();
        const auto taken = kinds()[i].through(sound);
        if (!taken) {
            broken("a sound document is accepted", std::string(kinds()[i].name) + ": " + taken.error().message,
                   __FILE__, __LINE__);
        }
        all.push_back(chosen(i, dumpJson(sound)));
        all.push_back(chosen(i, dumpJson(sound, 1)));
    }
    return all;
}

}  // namespace

FUZZ_TARGET(json_documents, seeds) {
    Input parts(input);
    const Kind& kind = kinds()[parts.choice(kinds().size())];
    const auto json = parseJson(parts.rest(), "the document");
    if (!json) {
        MUST_BE_A_SENTENCE(json.error());
        return;
    }
    const auto first = kind.through(*json);
    if (!first) {
        MUST_BE_A_SENTENCE(first.error());
        return;
    }
    const std::string text = dumpJson(*first);
    const auto parsed = parseJson(text, "the copy");
    MUST(parsed.has_value());
    const auto second = kind.through(*parsed);
    if (!second) {
        broken("what is written is read back", std::string(kind.name) + ": " + second.error().message, __FILE__,
               __LINE__);
    }
    if (dumpJson(*second) != text) {
        broken("what is written is read back the same",
               std::string(kind.name) + "\n  " + text + "\n  " + dumpJson(*second), __FILE__, __LINE__);
    }
}
