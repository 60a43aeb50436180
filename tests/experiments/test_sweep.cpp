// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep.h"
#include "tests/support/check.h"

#include <algorithm>
#include <set>

using namespace saferscope;

namespace {

SweepSpec exampleSpec() {
    SweepSpec spec;
    spec.id = "20260101-000000-abcd";
    spec.title = "An experiment";
    spec.createdAt = "2026-01-01T00:00:00Z";
    spec.codeVersion = "9.9";
    spec.mode = ExperimentMode::Denoise;
    spec.strategies = {Strategy::Safer, Strategy::Random};
    spec.ratios = {0.02, 0.1};
    spec.seeds = {1, 7};
    spec.dataset = "train";
    spec.datasetHash = "d";
    spec.reference = "clean";
    spec.referenceHash = "r";
    spec.index = "index";
    spec.indexHash = "i";
    spec.scope = "all-tokens";
    spec.featureSet = "set";
    spec.rule = "llm = 5";
    spec.features = 12;
    spec.measure = "effect";
    spec.confirmedSet = "people";
    spec.rubric = "judge.help";
    spec.baseModel = "base";
    spec.baseModelHash = "b";
    spec.trainingConfig = {{"epochs", 2.0}};
    spec.evaluation = "eval";
    spec.evaluationHash = "e";
    spec.suite = "plain";
    spec.maxTokens = 99;
    spec.dateString = "1 Jan 2026";
    spec.device = "cuda:1";
    spec.launcher = "slurm";
    spec.keepModels = true;
    return spec;
}

ExperimentPlan planOf(std::vector<std::uint64_t> positions, Strategy strategy = Strategy::Safer,
                      ExperimentMode mode = ExperimentMode::Poison, const std::string& hash = "hash") {
    ExperimentPlan plan;
    plan.request.mode = mode;
    plan.request.strategy = strategy;
    plan.request.datasetHash = hash;
    plan.pairs = 1000;
    plan.ranked = 1000;
    for (const auto position : positions) {
        plan.entries.push_back({"p" + std::to_string(position), position, 1.0, "why"});
    }
    return plan;
}

Json exampleRun() {
    return {{"version", 1},
            {"id", "run"},
            {"kind", "train-rm"},
            {"title", "a title"},
            {"created_at", "now"},
            {"code_version", "1"},
            {"device", "cpu"},
            {"seed", 3},
            {"sweep", "s"},
            {"params",
             {{"data", "/a/data.jsonl"},
              {"base_model", "/a/base"},
              {"plan", "/a/plan.json"},
              {"model", "/a/model"},
              {"model_run", "/a/run"},
              {"dataset_name", "train"},
              {"output_name", "rm"},
              {"disk_bytes", 1},
              {"baseline", "/a/b"},
              {"baseline_name", "b"},
              {"flips", 20},
              {"fresh_model", Json::object()},
              {"vocabulary_size", 4096},
              {"date_string", "26 Jul 2024"},
              {"max_tokens", 1024},
              {"suite", "auto"},
              {"dtype", "float32"},
              {"batch_tokens", 8192},
              {"config",
               {{"learning_rate", 1e-3},
                {"epochs", 2.0},
                {"batch_pairs", 32},
                {"micro_batch_tokens", 8192},
                {"seed", 3},
                {"evaluate_every", 0},
                {"checkpoint_every", 0},
                {"lora_rank", 0},
                {"dtype", "float32"},
                {"save_dtype", "float32"}}}}},
            {"inputs", {{"dataset", "d"}, {"model", "m"}, {"plan", "p"}, {"train", "t"}, {"key", "k"}}}};
}

/// Another value of the same type.
Json other(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>() + "x";
    }
    return value.is_object() ? Json{{"x", 1}} : Json(value.get<double>() + 1.0);
}

}  // namespace

TEST(cells_come_seed_by_seed_unchanged_ones_first_and_the_largest_ratio_next) {
    const SweepSpec spec = exampleSpec();
    std::vector<std::string> titles;
    for (const auto& cell : expandSweep(spec)) {
        titles.push_back(cellTitle(cell));
    }
    const std::vector<std::string> expected = {"baseline, seed 1",    "reference, seed 1", "safer 10 %, seed 1",
                                               "random 10 %, seed 1", "safer 2 %, seed 1", "random 2 %, seed 1",
                                               "baseline, seed 7",    "reference, seed 7", "safer 10 %, seed 7",
                                               "random 10 %, seed 7", "safer 2 %, seed 7", "random 2 %, seed 7"};
    CHECK(titles == expected);
    SweepSpec plain = spec;
    plain.reference.clear();
    plain.ratios = {0.005};
    const auto cells = expandSweep(plain);
    CHECK_EQ(cells.size(), 6u);
    CHECK_EQ(cellTitle(cells[1]), std::string("safer 0.5 %, seed 1"));
    CHECK(std::ranges::none_of(cells, [](const SweepCell& cell) { return cell.kind == CellKind::Reference; }));
}

TEST(the_published_poisoning_sweep_is_39_models) {
    SweepSpec spec;
    spec.strategies = usualStrategies(spec.mode);
    spec.ratios = publishedRatios(spec.mode);
    spec.seeds = {1, 2, 3};
    CHECK_OK(checkSweepSpec(spec));
    CHECK_EQ(expandSweep(spec).size(), 39u);
}

TEST(what_cannot_be_a_sweep_is_refused) {
    const auto refused = [](auto change) {
        SweepSpec spec = exampleSpec();
        change(spec);
        return !checkSweepSpec(spec).has_value();
    };
    CHECK(!refused([](SweepSpec&) {}));
    CHECK(refused([](SweepSpec& s) { s.strategies.clear(); }));
    CHECK(refused([](SweepSpec& s) { s.ratios.clear(); }));
    CHECK(refused([](SweepSpec& s) { s.seeds.clear(); }));
    CHECK(refused([](SweepSpec& s) { s.strategies.push_back(Strategy::Safer); }));
    CHECK(refused([](SweepSpec& s) { s.ratios.push_back(0.1); }));
    CHECK(refused([](SweepSpec& s) { s.seeds.push_back(7); }));
    CHECK(refused([](SweepSpec& s) { s.ratios = {0.0}; }));
    CHECK(refused([](SweepSpec& s) { s.ratios = {-0.1}; }));
    CHECK(refused([](SweepSpec& s) { s.ratios = {1.1}; }));
    CHECK(refused([](SweepSpec& s) { s.ratios = {std::nan("")}; }));
    CHECK(refused([](SweepSpec& s) { s.ratios = {1.0}; }));  // nothing would be left to train on
    CHECK(!refused([](SweepSpec& s) { s.ratios = {1.0}, s.mode = ExperimentMode::Poison; }));
    CHECK(refused([](SweepSpec& s) { s.scope = "words"; }));
    CHECK(refused([](SweepSpec& s) { s.launcher = "cloud"; }));
    CHECK(refused([](SweepSpec& s) { s.suite = "exam"; }));
    CHECK(refused([](SweepSpec& s) { s.maxTokens = 1; }));
    CHECK(refused([](SweepSpec& s) { s.trainingConfig = Json::array(); }));
    const auto seeds = [](std::size_t count) {
        return [count](SweepSpec& s) {
            s.reference.clear();
            s.seeds.clear();
            for (std::size_t i = 0; i < count; ++i) {
                s.seeds.push_back(i);
            }
        };
    };
    CHECK(!refused(seeds(200)));  // 200 x 5 = 1,000
    CHECK(refused(seeds(201)));
}

TEST(a_sweep_survives_the_disk) {
    Sweep sweep{exampleSpec(), {}};
    sweep.cells = expandSweep(sweep.spec);
    for (std::size_t i = 0; i < sweep.cells.size(); ++i) {
        SweepCell& cell = sweep.cells[i];
        cell.changed = i;
        cell.planHash = cell.kind == CellKind::Changed ? std::string(64, 'a') : "";
        cell.trainKey = "key" + std::to_string(i);
        cell.trainRun = "t" + std::to_string(i);
        cell.evaluateRun = "e" + std::to_string(i);
        cell.reused = i % 2 == 0;
    }
    const auto text = dumpJson(toJson(sweep));
    const auto read = sweepFromJson(*parseJson(text, "text"), "sweep.json");
    CHECK_OK(read);
    CHECK(read->cells == sweep.cells);
    CHECK_EQ(dumpJson(toJson(*read)), text);
    // Every member of the spec takes part: changing one in the text changes what is read.
    const Json specJson = toJson(sweep.spec);
    for (const auto& [key, value] : specJson.items()) {
        Json damaged = specJson;
        damaged.erase(key);
        CHECK(!sweepSpecFromJson(damaged, "spec").has_value());
    }
}

TEST(a_damaged_sweep_is_refused) {
    Sweep sweep{exampleSpec(), {}};
    sweep.cells = expandSweep(sweep.spec);
    const Json good = toJson(sweep);
    CHECK_OK(sweepFromJson(good, "x"));
    const auto refused = [&good](auto change) {
        Json json = good;
        change(json);
        const auto read = sweepFromJson(json, "sweep.json");
        return !read.has_value() && !read.error().message.empty();
    };
    CHECK(refused([](Json& j) { j = Json::array(); }));
    CHECK(refused([](Json& j) { j["format"] = "other"; }));
    CHECK(refused([](Json& j) { j["version"] = 2; }));
    CHECK(refused([](Json& j) { j.erase("cells"); }));
    CHECK(refused([](Json& j) { j["cells"] = 3; }));
    CHECK(refused([](Json& j) { j["cells"].erase(0); }));
    CHECK(refused([](Json& j) { std::swap(j["cells"][0], j["cells"][2]); }));
    CHECK(refused([](Json& j) { j["cells"][2]["ratio"] = 0.5; }));
    CHECK(refused([](Json& j) { j["cells"][0]["kind"] = "other"; }));
    CHECK(refused([](Json& j) { j["cells"][0]["seed"] = -1; }));
    CHECK(refused([](Json& j) { j["cells"][0]["train_run"] = "../../etc"; }));
    CHECK(refused([](Json& j) { j["cells"][0]["evaluate_run"] = ".hidden"; }));
    CHECK(refused([](Json& j) { j["cells"][2]["plan"] = "../x"; }));
    CHECK(refused([](Json& j) { j["cells"][0]["surprise"] = 1; }));
    CHECK(refused([](Json& j) { j["spec"]["surprise"] = 1; }));
    CHECK(refused([](Json& j) { j["spec"]["id"] = "a/b"; }));
    CHECK(refused([](Json& j) { j["spec"]["mode"] = "spoil"; }));
    CHECK(refused([](Json& j) { j["spec"]["strategies"] = {"safer", "guess"}; }));
    CHECK(refused([](Json& j) { j["spec"]["seeds"] = {1, "two"}; }));
    CHECK(refused([](Json& j) { j["spec"]["seeds"] = {1, 1.5}; }));
    CHECK(refused([](Json& j) { j["spec"]["features"] = -1; }));
    CHECK(refused([](Json& j) { j["spec"]["max_tokens"] = 1ull << 40; }));
    CHECK(refused([](Json& j) { j["spec"]["keep_models"] = "yes"; }));
    CHECK(refused([](Json& j) { j["spec"]["ratios"] = Json::array(); }));
}

TEST(plans_that_do_the_same_have_one_hash) {
    const auto hash = planEffectHash(planOf({5, 2, 9}));
    CHECK_EQ(hash.size(), 64u);
    CHECK_EQ(planEffectHash(planOf({9, 5, 2})), hash);
    CHECK_EQ(planEffectHash(planOf({2, 5, 9}, Strategy::Random)), hash);
    auto retold = planOf({2, 5, 9});
    retold.request.ratio = 0.5;
    retold.request.seed = 77;
    retold.request.featureSet = "other";
    retold.request.datasetName = "renamed";
    retold.request.indexHash = "other";
    retold.entries[0].score = -3.0;
    retold.entries[0].why = "because";
    retold.excluded.push_back({"p3", "it is not known"});
    CHECK_EQ(planEffectHash(retold), hash);
    std::set<std::string> different = {
        hash,
        planEffectHash(planOf({2, 5})),
        planEffectHash(planOf({2, 5, 10})),
        planEffectHash(planOf({2, 59})),
        planEffectHash(planOf({})),
        planEffectHash(planOf({2, 5, 9}, Strategy::Safer, ExperimentMode::Denoise)),
        planEffectHash(planOf({2, 5, 9}, Strategy::Safer, ExperimentMode::Poison, "h2"))};
    CHECK_EQ(different.size(), 7u);
}

TEST(a_key_is_of_everything_that_decides_the_result_and_of_nothing_else) {
    const Json run = exampleRun();
    const std::string key = runKey(run);
    CHECK_EQ(key.size(), 64u);
    CHECK_EQ(runKey(*parseJson(dumpJson(run), "x")), key);

    const std::set<std::string> namesAndPlaces = {"data",      "base_model",    "plan",        "model",
                                                  "model_run", "dataset_name",  "output_name", "disk_bytes",
                                                  "baseline",  "baseline_name", "flips"};
    for (const auto& [name, value] : run["params"].items()) {
        Json changed = run;
        changed["params"][name] = other(value);
        CHECK_EQ((runKey(changed) == key), namesAndPlaces.contains(name));
        changed["params"].erase(name);
        CHECK_EQ((runKey(changed) == key), namesAndPlaces.contains(name));
    }
    for (const auto& [name, value] : run["params"]["config"].items()) {
        Json changed = run;
        changed["params"]["config"][name] = other(value);
        CHECK_EQ((runKey(changed) == key), name == "checkpoint_every");
    }
    for (const auto& [name, value] : run["inputs"].items()) {
        Json changed = run;
        changed["inputs"][name] = other(value);
        CHECK_EQ((runKey(changed) == key), name == "key");
    }
    for (const char* name : {"id", "title", "created_at", "code_version", "sweep", "version"}) {
        Json changed = run;
        changed[name] = other(run[name]);
        CHECK_EQ(runKey(changed), key);
    }
    for (const char* name : {"kind", "seed"}) {
        Json changed = run;
        changed[name] = other(run[name]);
        CHECK(runKey(changed) != key);
    }
    // A setting that nobody knows of yet may decide something.
    Json unknown = run;
    unknown["params"]["config"]["new_setting"] = 1;
    CHECK(runKey(unknown) != key);
    unknown = run;
    unknown["params"]["new_setting"] = 1;
    CHECK(runKey(unknown) != key);

    Json device = run;
    device["device"] = "cuda";
    const std::string cuda = runKey(device);
    CHECK(cuda != key);
    device["device"] = "cuda:3";
    CHECK_EQ(runKey(device), cuda);
    device["device"] = "";
    CHECK_EQ(runKey(device), key);
}
