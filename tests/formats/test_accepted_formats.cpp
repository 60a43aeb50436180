// SPDX-License-Identifier: GPL-3.0-or-later
// The help page and `safer formats` promise what core/formats lists. Here every row of it has to be kept: its fixture
// is read as a user would have it read, or what is written is read back.
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/data/pair_export.h"
#include "core/data/pair_reader.h"
#include "core/data/text_reader.h"
#include "core/formats/accepted_formats.h"
#include "core/model/reward_model.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"
#include "tests/cli/safer_process.h"
#include "tests/model/family_models.h"
#include "tests/sae/sae_fixtures.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

fs::path fixtureFolder(std::string_view id) { return check::sourceFolder() / "tests" / "fixtures" / "formats" / id; }

std::vector<float> rewardsOf(const RewardModel& model) {
    const c10::InferenceMode inference;
    const at::Tensor rewards = model.forward(packPairs(testing::mixedPairs(), c10::kCPU)).rewards.contiguous();
    return {rewards.data_ptr<float>(), rewards.data_ptr<float>() + rewards.numel()};
}

/// A model of the family, saved as others would have it and read again: the same rewards.
void checkFamily(const std::string& family) {
    std::size_t met = 0;
    for (const auto& [name, config] : testing::familyConfigs()) {
        if (config.family != family) {
            continue;
        }
        ++met;
        const check::TemporaryFolder folder;
        const RewardModel model = testing::tinyModel(config);
        CHECK_OK(model.save(folder.path()));
        const auto loaded = RewardModel::load(folder.path());
        CHECK_OK(loaded);
        CHECK(rewardsOf(*loaded) == rewardsOf(model));
    }
    CHECK(met > 0);
}

/// The tiny model with `head` in place of its own, described as `architecture`.
void writeWithHead(const fs::path& folder, const std::vector<NamedTensor>& head, const Json& more) {
    const RewardModel model = testing::tinyModel();
    std::vector<NamedTensor> tensors;
    for (const auto& [name, tensor] : model.parameters()) {
        if (!name.starts_with("score")) {
            tensors.emplace_back(name, tensor);
        }
    }
    tensors.insert(tensors.end(), head.begin(), head.end());
    Json config = modelConfigToJson(model.config());
    config.update(more);
    CHECK_OK(writeJsonFile(folder / "config.json", config));
    CHECK_OK(saveTensors(folder / "model.safetensors", tensors));
}

at::Tensor ownHead() { return testing::tinyModel().parameters().back().second; }

void checkHeadApart() {
    const check::TemporaryFolder folder;
    writeWithHead(folder.path(), {{"v_head.summary.weight", ownHead()}, {"v_head.summary.bias", at::full({1}, 0.5)}},
                  {{"architectures", {"LlamaForCausalLM"}}});
    const auto loaded = RewardModel::load(folder.path());
    CHECK_OK(loaded);
    const auto plain = rewardsOf(testing::tinyModel());
    const auto found = rewardsOf(*loaded);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        CHECK_NEAR(found[i], plain[i] + 0.5F, 1e-5);
    }
}

void checkSeveralLabels() {
    const check::TemporaryFolder folder;
    writeWithHead(folder.path(), {{"score.weight", at::cat({ownHead() * 2.0, ownHead()})}},
                  {{"num_labels", 2}, {"id2label", {{"0", "helpful"}, {"1", "harmless"}}}});
    const auto unchosen = RewardModel::load(folder.path());
    CHECK(!unchosen && unchosen.error().message.find("harmless") != std::string::npos);
    LoadOptions options;
    options.label = "harmless";
    const auto loaded = RewardModel::load(folder.path(), options);
    CHECK_OK(loaded);
    CHECK(rewardsOf(*loaded) == rewardsOf(testing::tinyModel()));
}

void checkTokenizer(std::string_view id) {
    const auto tokenizer = Tokenizer::load(fixtureFolder(id));
    CHECK_OK(tokenizer);
    const std::string text = "Grüße, 世界!";
    const auto encoded = tokenizer->encode(text, false);
    CHECK_OK(encoded);
    CHECK(!encoded->ids.empty());
    CHECK_EQ(encoded->ranges.back().end, text.size());
    CHECK_EQ(tokenizer->decode(encoded->ids), text);
}

void checkTemplate() {
    const auto format = loadChatFormat(fixtureFolder("tokenizer-chat-template"));
    CHECK_OK(format);
    CHECK(!format->usedFallback);
}

/// What a row says is written comes back the same, in the layout it came in.
void checkWrittenAgain(const ImportedSae& imported, const check::SaeFixture& fixture, const fs::path& folder) {
    const auto written = exportSae(imported.sae, imported.layout, folder);
    CHECK_OK(written);
    const auto again = importSae(folder, fixture.options);
    CHECK_OK(again);
    CHECK(again->layout == imported.layout);
    CHECK(again->sae.config().activation == imported.sae.config().activation);
    CHECK(again->sae.config().input == imported.sae.config().input);
    const at::Tensor h = at::randn({30, check::fixtureWidth}, at::detail::createCPUGenerator(5));
    const SparseLatents before = imported.sae.encode(h);
    const SparseLatents after = again->sae.encode(h);
    CHECK(at::allclose(imported.sae.reconstruct(h, before), again->sae.reconstruct(h, after), 1e-4, 1e-4));
}

void checkSae(const std::string& id) {
    const check::TemporaryFolder folder;
    const auto fixtures = check::writeSaeFixtures(id, folder.path());
    CHECK(!fixtures.empty());
    for (const auto& fixture : fixtures) {
        const auto imported = importSae(fixture.path, fixture.options);
        CHECK_OK(imported);
        CHECK(imported->layout == fixture.layout);
        CHECK_EQ(imported->sae.config().layer, fixture.layer);
        checkWrittenAgain(*imported, fixture, folder.path() / ("again-" + fixture.variant));
    }
}

/// Everything that expected.json lists, and nothing else.
void checkPairs(std::string_view id) {
    const fs::path folder = fixtureFolder(id);
    const auto expected = readJsonFile(folder / "expected.json", 1u << 20);
    CHECK_OK(expected);
    PairReaderOptions options;
    if (const auto map = expected->find("map"); map != expected->end()) {
        const auto mapping = parsePairMapping(map->get<std::string>());
        CHECK_OK(mapping);
        options.mapping = *mapping;
    }
    const auto pairs = readAllPairs(folder / expected->at("file").get<std::string>(), options);
    if (id == "pairs-parquet" && !pairs) {  // as its row says: else a sentence tells how to convert the file
        CHECK(pairs.error().message.find("built without Apache Arrow") != std::string::npos);
        CHECK(pairs.error().hint.find("read_parquet") != std::string::npos);
        return;
    }
    CHECK_OK(pairs);
    CHECK_EQ(pairs->size(), expected->at("pairs").size());
    for (std::size_t i = 0; i < pairs->size(); ++i) {
        CHECK_EQ((*pairs)[i].id, expected->at("pairs")[i].at("id").get<std::string>());
        CHECK_EQ((*pairs)[i].chosen, expected->at("pairs")[i].at("chosen").get<std::string>());
        CHECK_EQ((*pairs)[i].rejected, expected->at("pairs")[i].at("rejected").get<std::string>());
    }
}

/// Layouts of pairs that are written come back equal.
void checkPairsAreWritten(PairOutput output, const char* file) {
    const check::TemporaryFolder folder;
    const auto pairs = readAllPairs(fixtureFolder("pairs-saferscope") / "pairs.jsonl");
    CHECK_OK(pairs);
    auto exporter = PairExporter::create(folder.path() / file, output);
    CHECK_OK(exporter);
    for (const PreferencePair& pair : *pairs) {
        CHECK_OK(exporter->write(pair));
    }
    CHECK_OK(exporter->commit());
    const auto again = readAllPairs(folder.path() / file);
    CHECK_OK(again);
    CHECK_EQ(again->size(), pairs->size());
    for (std::size_t i = 0; i < pairs->size(); ++i) {
        CHECK_EQ((*again)[i].chosen, (*pairs)[i].chosen);
        CHECK_EQ((*again)[i].rejected, (*pairs)[i].rejected);
        CHECK((*again)[i].prompt == (*pairs)[i].prompt);
    }
}

/// What expected.json lists for each file; the option that the row names is there.
void checkTexts() {
    const fs::path folder = fixtureFolder("texts");
    const auto expected = readJsonFile(folder / "expected.json", 1u << 20);
    CHECK_OK(expected);
    CHECK_EQ(expected->size(), 2u);
    for (const auto& [file, documents] : expected->items()) {
        auto reader = TextReader::open(folder / file);
        CHECK_OK(reader);
        for (const Json& document : documents) {
            const auto met = reader->next();
            CHECK_OK(met);
            CHECK(met->has_value());
            CHECK_EQ(**met, document.get<std::string>());
        }
        CHECK(!reader->next()->has_value());
    }
    CHECK(check::safer({"train-sae", "--help"}).out.find("--stage1-texts") != std::string::npos);
}

/// `safer export` knows it under the name that the list gives it.
void checkExportIsOffered(const AcceptedFormat& format) {
    const auto run = check::safer({"export", std::string(format.option), "--help"});
    CHECK_EQ(run.exitCode, 0);
    CHECK(run.out.find("--output") != std::string::npos);
}

}  // namespace

TEST(ids_are_unique_and_options_are_said_once) {
    std::set<std::string_view> ids;
    for (const AcceptedFormat& format : acceptedFormats()) {
        CHECK(ids.insert(format.id).second);
        CHECK(!format.name.empty() && !format.files.empty());
        CHECK(format.reads || format.writes);
        CHECK(format.id.starts_with(formatKindName(format.kind)) || format.kind == FormatKind::Output);
    }
    CHECK(ids.size() > 30);
}

TEST(every_row_is_kept) {
    const std::map<std::string_view, std::function<void()>> special = {{"model-head-apart", checkHeadApart},
                                                                       {"model-multi-label", checkSeveralLabels},
                                                                       {"tokenizer-chat-template", checkTemplate}};
    const std::map<std::string_view, std::pair<PairOutput, const char*>> written = {
        {"pairs-saferscope", {PairOutput::Saferscope, "a.jsonl"}},
        {"pairs-messages", {PairOutput::Messages, "b.jsonl"}},
        {"pairs-strings", {PairOutput::Strings, "c.jsonl"}},
        {"pairs-csv", {PairOutput::Csv, "d.csv"}}};
    for (const AcceptedFormat& format : acceptedFormats()) {
        const std::string id(format.id);
        try {
            if (const auto known = special.find(format.id); known != special.end()) {
                known->second();
                continue;
            }
            switch (format.kind) {
                case FormatKind::Model:
                    checkFamily(id.substr(id.find('-') + 1));
                    break;
                case FormatKind::Tokenizer:
                    checkTokenizer(format.id);
                    break;
                case FormatKind::Sae:
                    checkSae(id);
                    break;
                case FormatKind::Pairs:
                    checkPairs(format.id);
                    CHECK_EQ(format.writes, written.contains(format.id));
                    if (format.writes) {
                        checkPairsAreWritten(written.at(format.id).first, written.at(format.id).second);
                    }
                    break;
                case FormatKind::Texts:
                    checkTexts();
                    break;
                case FormatKind::Output:
                    checkExportIsOffered(format);
                    break;
            }
        } catch (const check::Failure& failure) {
            throw check::Failure(id + ": " + failure.what(), __FILE__, __LINE__);
        }
    }
}

TEST(every_layout_of_pairs_has_a_row) {
    std::set<std::string> offered;
    for (const AcceptedFormat& format : acceptedFormats()) {
        if (format.kind == FormatKind::Pairs) {
            offered.insert(std::string(format.option));
        }
    }
    for (const PairLayout layout : pairLayouts()) {
        if (layout == PairLayout::Auto || layout == PairLayout::Mapped) {
            continue;
        }
        const bool found = std::any_of(offered.begin(), offered.end(),
                                       [layout](const std::string& name) { return pairLayoutNamed(name) == layout; });
        if (!found) {
            throw check::Failure(std::string("no row offers the layout ") + pairLayoutName(layout), __FILE__, __LINE__);
        }
    }
}
