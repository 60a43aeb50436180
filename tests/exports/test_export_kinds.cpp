// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "core/data/rating_csv.h"
#include "core/data/rating_file.h"
#include "core/exports/feature_table.h"
#include "core/exports/neuronpedia.h"
#include "core/exports/pair_dataset.h"
#include "core/features/contrast.h"
#include "core/jobs/event.h"
#include "core/workspace/index_context.h"
#include "tests/exports/event_reader.h"
#include "tests/exports/export_workspace.h"

#include <algorithm>
#include <map>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Every kind of `safer export` that needs no model but tables (test_export_tables.cpp), through the real program.

TEST(neuronpedia_has_the_members_that_saedashboard_writes) {
    const auto& ws = shared();
    const Json summary = ws.exported("neuronpedia", "np.json");
    CHECK_EQ(summary.at("rows").get<int>(), 5);  // one of six never fires
    const auto json = readJsonFile(ws.path("np.json"));
    CHECK_OK(json);
    CHECK_EQ(json->size(), std::size_t{5});
    for (const char* name : {"model_id", "layer", "sae_set", "sae_id_suffix", "features"}) {
        CHECK(json->contains(name));
    }
    const auto context = openIndexContext(*ws.open(), "", TokenScope::SentenceEnds);
    CHECK_OK(context);
    for (const Json& feature : json->at("features")) {
        CHECK_EQ(feature.size(), std::size_t{25});
        const FeatureId id(feature.at("feature_index").get<std::uint32_t>());
        CHECK_EQ(feature.at("frac_nonzero").get<double>(), context->contrasts[id.value()].density);
        const auto& sums = context->index->sums(id, TokenScope::SentenceEnds);
        std::uint64_t bars = 0;
        for (const Json& height : feature.at("freq_hist_data_bar_heights")) {
            bars += height.get<std::uint64_t>();
        }
        CHECK_EQ(bars, sums.promptCount + sums.chosenCount + sums.rejectedCount);
        CHECK_EQ(feature.at("freq_hist_data_bar_values").size(), feature.at("freq_hist_data_bar_heights").size());
        CHECK(feature.at("pos_str").empty() && feature.at("neg_values").empty());
        const auto places = context->index->contexts(id, TokenScope::SentenceEnds);
        const auto kept =
            std::ranges::count_if(places, [](const ContextRef& place) { return place.kind != ContextKind::Random; });
        CHECK_EQ(feature.at("activations").size(), static_cast<std::size_t>(kept));
        std::size_t at = 0;
        for (const Json& activation : feature.at("activations")) {
            CHECK_EQ(activation.size(), std::size_t{6});
            const ContextRef& place = places.at(at++);  // random ones come last
            const auto token = activation.at("qualifying_token_index").get<std::size_t>();
            CHECK_EQ(activation.at("tokens").size(), activation.at("values").size());
            CHECK(activation.at("tokens").size() <= 64);
            CHECK_EQ(activation.at("values").at(token).get<float>(), place.value);
            const auto text = context->index->segmentText(place.pair, place.segment);
            const auto info = context->index->tokens(place.pair, place.segment).at(place.token);
            CHECK_EQ(activation.at("tokens").at(token).get<std::string>(),
                     std::string(text.substr(info.begin, info.end - info.begin)));
            if (place.kind == ContextKind::Top) {
                CHECK_EQ(activation.at("bin_min").get<double>(), -1.0);
                CHECK_EQ(activation.at("bin_contains").get<double>(), -1.0);
            } else {
                CHECK(activation.at("bin_min").get<double>() <= place.value);
                CHECK(activation.at("bin_max").get<double>() >= place.value);
                CHECK_EQ(activation.at("bin_contains").get<double>(), 0.1);
            }
        }
    }
}

TEST(neuronpedia_without_contexts_holds_no_text) {
    const auto& ws = shared();
    ws.exported("neuronpedia", "bare.json", {"--without-contexts"});
    const auto json = readJsonFile(ws.path("bare.json"));
    CHECK_OK(json);
    for (const Json& feature : json->at("features")) {
        CHECK(feature.at("activations").empty());
    }
    CHECK(contentsOf(ws.path("bare.json")).find("tokens\":[") == std::string::npos);
}

TEST(the_scope_decides_which_tokens_have_values) {
    const auto& ws = shared();
    for (const std::string scope : {"sentence-ends", "all-tokens"}) {
        ws.exported("neuronpedia", scope + ".json", {"--scope", scope, "--context-tokens", "9"});
        const auto json = readJsonFile(ws.path(scope + ".json"));
        CHECK_OK(json);
        bool neighbours = false;  // a token and the next one both fire; every second token ends a "sentence" here
        for (const Json& activation : json->at("features").at(0).at("activations")) {
            CHECK(activation.at("tokens").size() <= 9);
            for (std::size_t i = 1; i < activation.at("values").size(); ++i) {
                neighbours |= activation["values"][i] > 0 && activation["values"][i - 1] > 0;
            }
        }
        CHECK_EQ(neighbours, scope == "all-tokens");
    }
}

TEST(neuronpedia_import_folder) {
    const auto& ws = shared();
    const Json summary = ws.exported(
        "neuronpedia", "np-v1", {"--format", "v1", "--model-id", "tiny-rm", "--sae-id", "res-6", "--creator-id", "me"});
    const fs::path source = fs::path(ws.path("np-v1")) / "v1/tiny-rm/0-res-6";
    CHECK_EQ(summary.at("files").get<int>(), 7);
    for (const char* name : {"release.jsonl", "model.jsonl", "sourceset.jsonl", "source.jsonl"}) {
        const auto rows = jsonLines(contentsOf(source / name));
        CHECK_EQ(rows.size(), std::size_t{1});
        CHECK_EQ(rows[0].at("creatorId").get<std::string>(), std::string("me"));
    }
    CHECK_EQ(jsonLines(contentsOf(source / "source.jsonl"))[0].at("id").get<std::string>(), std::string("0-res-6"));
    const auto features = gzipLines(source / "features/batch-0.jsonl.gz");
    const auto activations = gzipLines(source / "activations/batch-0.jsonl.gz");
    const auto explanations = gzipLines(source / "explanations/batch-0.jsonl.gz");
    CHECK_EQ(features.size(), std::size_t{5});
    std::map<std::string, double> largest;
    std::set<std::string> ids;
    for (const Json& row : activations) {
        const auto values = row.at("values").get<std::vector<double>>();
        CHECK_EQ(values.size(), row.at("tokens").size());
        const auto most = std::ranges::max_element(values);
        CHECK_EQ(row.at("maxValue").get<double>(), *most);
        CHECK_EQ(row.at("maxValueTokenIndex").get<std::ptrdiff_t>(), most - values.begin());
        CHECK(row.contains("binContains") && row.contains("binMin") && row.contains("qualifyingTokenIndex"));
        CHECK_EQ(row.at("id").get<std::string>().size(), std::size_t{25});
        ids.insert(row.at("id").get<std::string>());
        auto& seen = largest[row.at("index").get<std::string>()];
        seen = std::max(seen, *most);
    }
    CHECK_EQ(ids.size(), activations.size());
    for (const Json& row : features) {
        CHECK_EQ(row.at("maxActApprox").get<double>(), largest.at(row.at("index").get<std::string>()));
        CHECK(row.contains("frac_nonzero") && row.contains("freq_hist_data_bar_heights") &&
              !row.contains("activations"));
        CHECK_EQ(row.at("hookName").get<std::string>(), std::string("blocks.0.hook_resid_pre"));
    }
    CHECK_EQ(explanations.size(), std::size_t{3});
    CHECK_EQ(explanations[2].at("description").get<std::string>(), std::string("It gives\nsteps, \"plainly\"."));
    CHECK_EQ(explanations[2].at("explanationModelName").get<std::string>(), std::string("gpt"));
    // Its own importer reads the explanations back.
    ws.ok({"rate", "--judge", "file", "--as", "np", "--from", source.string()});
    const auto context = openIndexContext(*ws.open(), "", TokenScope::SentenceEnds);
    CHECK_OK(context);
    CHECK_EQ(context->book.of(FeatureId(2)).label, std::string("It gives\nsteps, \"plainly\"."));
    CHECK_EQ(
        ws.run({"export", "neuronpedia", "--format", "v1", "--output", ws.path("bad"), "--model-id", "../up"}).exitCode,
        2);
    CHECK(!fs::exists(ws.path("bad")));
}

TEST(delphi_explanations_come_back) {
    const Exports ws;
    CHECK_EQ(ws.exported("delphi", "delphi").at("rows").get<int>(), 3);
    const fs::path folder = fs::path(ws.path("delphi")) / "explanations";
    CHECK_EQ(contentsOf(folder / "embed_tokens_latent0.txt"), std::string("\"=refusals\""));
    CHECK_EQ(contentsOf(folder / "embed_tokens_latent2.txt"), std::string(R"("It gives\nsteps, \"plainly\".")"));
    ws.ok({"rate", "--judge", "file", "--as", "delphi", "--from", ws.path("delphi")});
    const auto context = openIndexContext(*ws.open(), "", TokenScope::SentenceEnds);
    CHECK_OK(context);
    CHECK_EQ(context->book.of(FeatureId(2)).label, std::string("It gives\nsteps, \"plainly\"."));
    CHECK_EQ(context->book.of(FeatureId(0)).label, std::string("=refusals"));
    CHECK_EQ(context->book.of(FeatureId(0)).comments.size(), std::size_t{1});  // nobody's name is pushed aside
}

TEST(pairs_come_back_equal_in_every_layout) {
    const auto& ws = shared();
    for (const auto& [layout, name] : std::map<std::string, std::string>{{"messages", "p-messages.jsonl"},
                                                                         {"strings", "p-strings.jsonl"},
                                                                         {"saferscope", "p-own.jsonl"},
                                                                         {"csv", "p.csv"}}) {
        const Json summary = ws.exported("pairs", name, {"--dataset", "train", "--layout", layout});
        CHECK_EQ(summary.at("rows").get<std::size_t>(), ws.pairs.size());
        auto reader = PairReader::open(ws.path(name), {});
        CHECK_OK(reader);
        for (const auto& pair : ws.pairs) {
            const auto read = reader->next();
            CHECK_OK(read);
            CHECK(read->has_value());
            CHECK_EQ((*read)->id, pair.id);
            CHECK_EQ((*read)->chosen, pair.chosen);
            CHECK((*read)->prompt == pair.prompt);
            CHECK_EQ((*read)->rejected, pair.rejected);
        }
        CHECK(!(*reader->next()).has_value());
    }
    CHECK_EQ(ws.run({"export", "pairs", "--output", ws.path("none.jsonl"), "--split", "nowhere"}).exitCode, 3);
    CHECK(!fs::exists(ws.path("none.jsonl")));
}

TEST(a_changed_data_set_takes_its_manifest_along) {
    const Exports ws;
    ws.ok({"poison", "--data", "train", "--strategy", "random", "--ratio", "10%", "--name", "poisoned"});
    const Json summary = ws.exported("pairs", "poisoned.jsonl", {"--dataset", "poisoned", "--layout", "messages"});
    CHECK_EQ(summary.at("files").get<int>(), 2);
    const auto manifest = readManifestFile(manifestPathOf(ws.path("poisoned.jsonl")));
    CHECK_OK(manifest);
    const TemporaryFolder other;
    const auto imported = safer({"import", ws.path("poisoned.jsonl"), "--json", "--name", "back", "--workspace",
                                 (other.path() / "ws").string()});
    CHECK_EQ(imported.exitCode, 0);
    CHECK_EQ(imported.json().at("content_hash").get<std::string>(), manifest->contentHash);
    CHECK(imported.json().contains("manifest"));
    // An unchanged data set in its place must not lie beside a manifest of other pairs.
    ws.exported("pairs", "poisoned.jsonl", {"--dataset", "train", "--force"});
    CHECK(!fs::exists(manifestPathOf(ws.path("poisoned.jsonl"))));
}

namespace {

void writeRun(const fs::path& runs, const std::string& id) {
    RunSpec spec;
    spec.id = id;
    spec.kind = JobKind::TrainRewardModel;
    spec.title = "Run";
    fs::create_directories(runs / id);
    CHECK_OK(writeJsonFile(RunPaths(runs / id).spec(), toJson(spec)));
    auto events = EventWriter::open(RunPaths(runs / id).events());
    CHECK_OK(events);
    const auto add = [&](EventKind kind, std::uint64_t step, std::map<std::string, double> values) {
        Event event;
        event.kind = kind;
        event.time = 1.7e9 + static_cast<double>(step);
        event.step = step;
        event.values = std::move(values);
        CHECK_OK(events->append(event));
    };
    add(EventKind::Started, 0, {});
    for (std::uint64_t step = 1; step <= 5; ++step) {
        add(EventKind::Metric, step, {{"loss", 1.0 / static_cast<double>(step)}, {"accuracy", 0.5}});
    }
    add(EventKind::Started, 0, {});  // went on from the checkpoint of step 3
    for (std::uint64_t step = 4; step <= 6; ++step) {
        add(EventKind::Metric, step, {{"loss", 1.0 / static_cast<double>(step)}, {"accuracy", 0.5}});
    }
    add(EventKind::Metric, 6, {{"eval_loss", 0.1}});
}

}  // namespace

TEST(metrics_as_event_files_and_tables) {
    const Exports ws;
    const fs::path runs = fs::path(ws.workspace) / "runs";
    CHECK_EQ(ws.run({"export", "metrics", "--output", ws.path("tb")}).exitCode, 3);
    writeRun(runs, "20260101-000000-aaaa-train-rm");
    const Json summary = ws.exported("metrics", "tb", {"--run", "all"});
    CHECK_EQ(summary.at("rows").get<int>(), 13);  // six steps of two numbers and one more
    const fs::path folder = fs::path(ws.path("tb")) / "20260101-000000-aaaa-train-rm";
    const auto read = readEventFile(contentsOf(folder / "events.out.tfevents.1700000001.saferscope"));
    CHECK_EQ(read.size(), std::size_t{7});
    for (std::uint64_t step = 1; step <= 6; ++step) {
        CHECK_EQ(read[step].step, step);  // once each, although 4 and 5 were measured twice
        CHECK_EQ(read[step].wallTime, 1.7e9 + static_cast<double>(step));
        const std::map<std::string, double> values(read[step].values.begin(), read[step].values.end());
        CHECK_EQ(values.at("loss"), static_cast<double>(1.0f / static_cast<float>(step)));
        CHECK_EQ(values.contains("eval_loss"), step == 6);
    }
    ws.exported("metrics", "wide.csv");
    CHECK_EQ(contentsOf(ws.path("wide.csv")).substr(0, 120),
             std::string("run,kind,step,time,accuracy,eval_loss,loss\n"
                         "20260101-000000-aaaa-train-rm,train-rm,1,1700000001,0.5,,1\n"
                         "20260101-000000-aa"));
    CHECK_EQ(ws.exported("metrics", "long.jsonl", {"--format", "csv-long"}).at("rows").get<int>(), 13);
    CHECK_EQ(ws.run({"export", "metrics", "--run", "no-such-run", "--output", ws.path("x.csv")}).exitCode, 3);
}

TEST(nothing_is_overwritten_and_nothing_half_made_stays) {
    const auto& ws = shared();
    std::ofstream(ws.path("there.csv")) << "mine";
    const auto refused = ws.run({"export", "features", "--output", ws.path("there.csv")});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("--force") != std::string::npos);
    CHECK_EQ(contentsOf(ws.path("there.csv")), std::string("mine"));
    ws.exported("features", "there.csv", {"--force"});
    fs::create_directories(ws.path("mine"));
    std::ofstream(ws.path("mine/file")) << "mine";
    CHECK_EQ(ws.run({"export", "delphi", "--force", "--output", ws.path("mine")}).exitCode, 3);
    CHECK_EQ(contentsOf(ws.path("mine/file")), std::string("mine"));
    CHECK_EQ(leftovers(ws.folder.path()), std::size_t{0});
}

TEST(a_stopped_export_leaves_nothing) {
    const auto& ws = shared();
    const auto workspace = ws.open();
    const auto selected = selectFeatures(*workspace, {});
    CHECK_OK(selected);
    std::stop_source stop;
    std::uint64_t seen = 0;
    const auto stopLater = [&](const Progress& progress) {
        ++seen;
        stop.request_stop();
        CHECK_EQ(progress.total, std::uint64_t{6});
    };
    const auto table = writeFeatureTable(*selected, ws.path("stopped.csv"), stopLater, stop.get_token());
    CHECK(!table);
    CHECK(table.error().code == ErrorCode::Interrupted);
    const auto json =
        writeNeuronpediaJson(*workspace, *selected, {}, ws.path("stopped.json"), stopLater, stop.get_token());
    CHECK(!json);
    CHECK(json.error().code == ErrorCode::Interrupted);
    {
        const auto folder = ExportFolder::create(ws.path("stopped"), "neuronpedia", false);
        CHECK_OK(folder);
        CHECK(!writeNeuronpediaImport(*workspace, *selected, {}, *folder, {}, stop.get_token()));
    }
    const auto pairs = exportDataset(*workspace, "train", PairOutput::Messages, "", ws.path("stopped.jsonl"), false, {},
                                     stop.get_token());
    CHECK(!pairs);
    CHECK(pairs.error().code == ErrorCode::Interrupted);
    CHECK(seen >= 2);
    for (const auto& entry : fs::directory_iterator(ws.folder.path())) {
        CHECK(entry.path().filename().string().find("stopped") == std::string::npos);
    }
}

TEST(what_is_missing_is_said) {
    const TemporaryFolder folder;
    const std::string workspace = (folder.path() / "ws").string();
    CHECK_OK(Workspace::create(workspace));
    const auto attempt = [&](Arguments arguments) {
        arguments.insert(arguments.begin(), "export");
        arguments.insert(arguments.end(), {"--workspace", workspace, "--output", (folder.path() / "out.csv").string()});
        return safer(arguments);
    };
    for (const auto& [kind, word] : std::map<std::string, std::string>{{"features", "no index"},
                                                                       {"neuronpedia", "no index"},
                                                                       {"delphi", "no index"},
                                                                       {"metrics", "measured"},
                                                                       {"pairs", "no data set"},
                                                                       {"model", "no reward model"},
                                                                       {"sae", "no SAE"}}) {
        const auto output = attempt({kind});
        CHECK_EQ(output.exitCode, 3);
        CHECK(output.err.find(word) != std::string::npos);
        CHECK(output.err.find('\n') != output.err.rfind('\n'));  // and what to do about it
    }
    CHECK_EQ(attempt({"everything"}).exitCode, 2);
    CHECK_EQ(safer({"export"}).exitCode, 2);
    CHECK_EQ(leftovers(folder.path()), std::size_t{0});
}
