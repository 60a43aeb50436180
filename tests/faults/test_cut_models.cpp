// SPDX-License-Identifier: GPL-3.0-or-later
// Number 11, first half: every file of a model, of an SAE in each layout and of an index, cut short. Each is opened and
// used; a cut file is named in a sentence, or was cut where nothing was lost.
#include "core/features/feature_index.h"
#include "core/model/model_inspection.h"
#include "tests/faults/refusal_sentence.h"
#include "tests/features/index_fixture.h"
#include "tests/model/tiny_model.h"
#include "tests/sae/sae_fixtures.h"
#include "tests/support/fault_report.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string contentsOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Each multiple of 4 KiB, `between` places spread over the file, and one byte off its end.
std::vector<std::size_t> cutsOf(std::size_t size, std::size_t between) {
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < size; at += 4096) {
        cuts.push_back(at);
    }
    for (std::size_t i = 1; i < between; ++i) {
        cuts.push_back(size * i / between);
    }
    if (size > 0) {
        cuts.push_back(size - 1);
    }
    return cuts;
}

struct Outcome {
    long tried = 0;
    long read = 0;
};

/// Cuts every file below `folder` at every place. `use` opens and uses the whole and gives the sentence it is refused
/// with, or nothing. What is read although it was cut has to be the same as the whole: `read` tells how often.
Outcome cutEverything(const fs::path& folder, const std::function<std::string()>& use) {
    Outcome outcome;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    CHECK_EQ(use(), "");
    for (const fs::path& file : files) {
        const std::string whole = contentsOf(file);
        for (const std::size_t cut : cutsOf(whole.size(), static_cast<std::size_t>(times(16, 64)))) {
            writeFile(file, whole.substr(0, cut));
            const std::string sentence = use();
            ++outcome.tried;
            outcome.read += sentence.empty() ? 1 : 0;
            // A configuration may end in white space; anything else that is read must have lost nothing.
            if (sentence.empty() && whole.find_first_not_of(" \n", cut) != std::string::npos) {
                throw check::Failure(file.string() + " cut at " + std::to_string(cut) + " was read", __FILE__,
                                     __LINE__);
            }
            if (!sentence.empty() && sentence.find(file.parent_path().string()) == std::string::npos) {
                throw check::Failure(file.string() + " is not named in: " + sentence, __FILE__, __LINE__);
            }
            const std::string fault = sentence.empty() ? "" : faultOfSentence(sentence + "\n");
            if (!fault.empty()) {
                throw check::Failure(fault + ": " + sentence, __FILE__, __LINE__);
            }
        }
        writeFile(file, whole);
    }
    CHECK_EQ(use(), "");
    return outcome;
}

}  // namespace

TEST(a_model_that_was_cut_short_is_refused_by_name) {
    const TemporaryFolder folder;
    CHECK_OK(testing::tinyModel().save(folder.path()));
    const Outcome outcome = cutEverything(folder.path(), [&]() -> std::string {
        for (const bool mapped : {false, true}) {
            LoadOptions options;
            options.mapped = mapped;
            const auto model = RewardModel::load(folder.path(), options);
            if (!model) {
                return model.error().message;
            }
            for (const auto& [name, tensor] : model->parameters()) {
                CHECK(at::isfinite(tensor).all().item<bool>());
            }
        }
        return "";
    });
    report({11, "a model's files cut at each 4 KiB and at places between", outcome.tried, 0, 0,
            "refused with the file's name; " + std::to_string(outcome.read) + " had lost white space only"});
}

TEST(an_sae_that_was_cut_short_is_refused_by_name) {
    Outcome all;
    for (const std::string& id : check::saeFixtureIds()) {
        const TemporaryFolder folder;
        const auto fixtures = check::writeSaeFixtures(id, folder.path());
        for (const check::SaeFixture& fixture : fixtures) {
            if (!fullCounts() && &fixture != &fixtures.front()) {
                break;
            }
            const fs::path place = fs::is_directory(fixture.path) ? fixture.path : fixture.path.parent_path();
            if (!fs::is_directory(fixture.path) && fixtures.size() > 1 && fixtures[0].path.parent_path() == place &&
                fixtures[1].path.parent_path() == place) {
                continue;  // several variants side by side: the file alone says which is meant
            }
            const Outcome outcome = cutEverything(place, [&]() -> std::string {
                const auto imported = importSae(fixture.path, fixture.options);
                return imported ? std::string() : imported.error().message;
            });
            all.tried += outcome.tried;
            all.read += outcome.read;
        }
    }
    CHECK(all.tried > 100);
    report({11, "the files of SAEs in every layout cut at each 4 KiB and at places between", all.tried, 0, 0,
            "refused with the file's name; " + std::to_string(all.read) + " had lost white space only"});
}

TEST(an_index_that_was_cut_short_is_refused_by_name) {
    const TemporaryFolder folder;
    fixture::RandomPairsOptions options;
    options.pairs = 60;
    options.features = 64;
    fixture::writeIndex(folder.path() / "index", fixture::randomPairs(options), fixture::manifestFor(64), 32);
    const Outcome outcome = cutEverything(folder.path() / "index", [&]() -> std::string {
        const auto index = FeatureIndex::open(folder.path() / "index");
        return index ? std::string() : index.error().message;
    });
    report({11, "an index's files cut at each 4 KiB and at places between", outcome.tried, 0, 0,
            "refused with the file's name; " + std::to_string(outcome.read) + " had lost white space only"});
}

TEST(a_model_is_examined_within_bounds_of_libtorch) {
    // Configurations that ask for more than the files hold: no memory may be asked for that they do not back.
    const TemporaryFolder folder;
    CHECK_OK(testing::tinyModel().save(folder.path()));
    const auto sound = readJsonFile(folder.path() / "config.json");
    CHECK_OK(sound);
    long tried = 0;
    const std::vector<std::string> keys{"hidden_size",         "intermediate_size",   "num_hidden_layers",
                                        "num_attention_heads", "num_key_value_heads", "head_dim",
                                        "vocab_size",          "num_labels"};
    for (const std::string& key : keys) {
        for (const char* value : {"2147483648", "1000000000", "131072", "1024", "-1", "0", "5.5", "1e300", "true",
                                  "\"8\"", "[8]", "18446744073709551615", "9223372036854775808"}) {
            Json changed = *sound;
            changed[key] = Json::parse(value);
            CHECK_OK(writeJsonFile(folder.path() / "config.json", changed));
            const auto model = RewardModel::load(folder.path());
            CHECK(!model);
            const ModelInspection found = inspectModel(folder.path(), {});
            CHECK(!found.problems.empty());
            CHECK(found.problems.front().message.find(folder.path().string()) != std::string::npos);
            ++tried;
        }
        for (const char* text : {"1e400", "NaN", "Infinity", "-"}) {
            std::string changed = dumpJson(*sound);
            const auto at = changed.find("\"" + key + "\":") + key.size() + 3;
            changed.replace(at, changed.find_first_of(",}", at) - at, text);
            writeFile(folder.path() / "config.json", changed);
            const auto model = RewardModel::load(folder.path());
            CHECK(!model && model.error().message.find("config.json") != std::string::npos);
            ++tried;
        }
    }
    report({9, "config.json with sizes that are absurd, negative, broken or no numbers", tried, 0, 0,
            "refused; nothing was allocated for them"});
}

TEST(an_sae_of_absurd_sizes_is_refused) {
    const TemporaryFolder folder;
    long tried = 0;
    for (const char* id : {"sae-saferscope", "sae-saelens", "sae-sparsify", "sae-dictionary-learning"}) {
        const TemporaryFolder made;
        for (const check::SaeFixture& fixture : check::writeSaeFixtures(id, made.path())) {
            for (const char* name : {"sae_config.json", "cfg.json", "config.json"}) {
                const auto path = fixture.path / name;
                if (!fs::exists(path)) {
                    continue;
                }
                const auto sound = readJsonFile(path);
                CHECK_OK(sound);
                Json& holder = const_cast<Json&>(*sound).contains("trainer") ? const_cast<Json&>(*sound)["trainer"]
                                                                             : const_cast<Json&>(*sound);
                for (const char* key : {"input_size", "latents", "k", "layer", "d_in", "d_sae", "num_latents",
                                        "activation_dim", "dict_size"}) {
                    if (!holder.contains(key)) {
                        continue;
                    }
                    const Json before = holder[key];
                    for (const char* value :
                         {"2147483649", "1e300", "-2", "5.5", "\"8\"", "[8]", "true", "18446744073709551615"}) {
                        holder[key] = Json::parse(value);
                        CHECK_OK(writeJsonFile(path, *sound));
                        const auto imported = importSae(fixture.path, fixture.options);
                        // Batch top-k keeps a mean number of latents, which may have a fraction.
                        const bool mean = fixture.variant.find("batchtopk") != std::string::npos;
                        if (imported && mean && std::string(key) == "k" && std::string(value) == "5.5") {
                            continue;
                        }
                        if (imported) {
                            throw check::Failure(
                                std::string(id) + " " + fixture.variant + ": " + key + " = " + value + " was read",
                                __FILE__, __LINE__);
                        }
                        CHECK(faultOfSentence(imported.error().message + "\n").empty());
                        ++tried;
                    }
                    holder[key] = before;
                }
                CHECK_OK(writeJsonFile(path, *sound));
                CHECK_OK(importSae(fixture.path, fixture.options));
            }
        }
    }
    CHECK(tried > 50);
    report({9, "SAE configurations with sizes that are absurd, negative, fractions or no numbers", tried, 0, 0,
            "refused with the member's name"});
}
