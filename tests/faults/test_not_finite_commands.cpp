// SPDX-License-Identifier: GPL-3.0-or-later
// Number 16, through the real program: model files that hold a NaN or an infinity in one tensor.
#include "core/demo/demo_generator.h"
#include "core/jobs/run_state.h"
#include "core/tensor/torch_io.h"
#include "tests/cli/safer_process.h"
#include "tests/support/fault_report.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <limits>
#include <set>

using namespace saferscope;
using namespace saferscope::check;
using namespace saferscope::faults;
namespace fs = std::filesystem;

namespace {

struct Place {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    std::string pairs = (folder.path() / "pairs.jsonl").string();
    std::string model = (folder.path() / "rm").string();
    std::string sae = (folder.path() / "sae").string();
    std::string spoilt = (folder.path() / "spoilt").string();

    Place() {
        writePairs(pairs, generateDemoData({30, 1, 9}).train);
        std::vector<std::string> train = {"train-rm", "--output", model, "--data", pairs, "--quiet"};
        const auto tiny = tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        CHECK_EQ(safer(train).exitCode, 0);
        CHECK_EQ(safer({"train-sae", "--model", model, "--output", sae, "--data", pairs, "--layer", "1", "--latents",
                        "64", "--k", "4", "--quiet"})
                     .exitCode,
                 0);
        CHECK_EQ(safer({"import", pairs, "--workspace", workspace, "--name", "train", "--quiet"}).exitCode, 0);
        tensors = *loadTensors(fs::path(model) / "model.safetensors");
    }
    void spoil(std::size_t which, float value) const {
        fs::remove_all(spoilt);
        fs::copy(model, spoilt);
        auto changed = tensors;
        at::Tensor& tensor = changed[which].second;
        tensor = tensor.clone();
        // All of a column of the embeddings: a row would spoil only the pairs that have its token.
        if (changed[which].first == "model.embed_tokens.weight") {
            tensor.select(1, 0).fill_(value);
        } else {
            tensor.view({-1})[0].fill_(value);
        }
        CHECK_OK(saveTensors(fs::path(spoilt) / "model.safetensors", changed, {{"format", "pt"}}));
    }
    std::set<std::string> runs() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(fs::path(workspace) / "runs")) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }

    std::vector<NamedTensor> tensors;
};

bool saysWhat(const SaferOutput& said, const std::string& tensor) {
    return said.exitCode == 1 && said.err.find("finite") != std::string::npos &&
           said.err.find(tensor) != std::string::npos && said.err.find("terminate") == std::string::npos;
}

}  // namespace

TEST(every_command_refuses_a_model_that_holds_nan_and_names_the_tensor) {
    const Place place;
    Row row{16, "commands on a model with NaN or infinity in one tensor of its file", 0};
    const auto step = fullCounts() ? std::size_t{1} : place.tensors.size();
    for (std::size_t which = fullCounts() ? 0 : place.tensors.size() / 2; which < place.tensors.size(); which += step) {
        for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
            if (!fullCounts() && value > 0.0F) {
                continue;
            }
            place.spoil(which, value);
            const std::string& tensor = place.tensors[which].first;
            CHECK(saysWhat(safer({"reward", "--model", place.spoilt, "--data", place.pairs, "--quiet"}), tensor));
            // What an SAE reads lies below what may be spoilt above it.
            const auto encoded = safer(
                {"encode", "--model", place.spoilt, "--sae", place.sae, "--data", place.pairs, "--quiet", "--json"});
            CHECK(saysWhat(encoded, tensor) ||
                  (encoded.exitCode == 0 && encoded.out.find("null") == std::string::npos));
            const auto before = fs::exists(fs::path(place.workspace) / "runs") ? place.runs() : std::set<std::string>();
            const std::vector<std::string> onTrain = {"--workspace", place.workspace, "--data", "train",
                                                      "--model",     place.spoilt,    "--quiet"};
            for (std::vector<std::string> command : {std::vector<std::string>{"index", "--sae", place.sae},
                                                     std::vector<std::string>{"train-rm", "--epochs", "1"}}) {
                command.insert(command.end(), onTrain.begin(), onTrain.end());
                CHECK(saysWhat(safer(command), tensor));
                ++row.times;
            }
            for (const auto& id : place.runs()) {
                if (!before.contains(id)) {
                    const fs::path run = fs::path(place.workspace) / "runs" / id;
                    CHECK(readRunState(run) == RunState::Failed);
                    CHECK_EQ(readRunResult(run)->exitCode, 1);
                    CHECK(!fs::exists(RunPaths(run).output()));
                }
            }
            row.times += 2;
        }
    }
    report(row);
}

TEST(an_sae_file_with_nan_is_refused) {
    const Place place;
    auto tensors = *loadTensors(fs::path(place.sae) / "sae.safetensors");
    Row row{16, "SAE file with NaN in one tensor", 0};
    for (auto& [name, tensor] : tensors) {
        const at::Tensor before = tensor;
        tensor = tensor.clone();
        tensor.view({-1})[0].fill_(std::numeric_limits<float>::quiet_NaN());
        CHECK_OK(saveTensors(fs::path(place.sae) / "sae.safetensors", tensors, {{"format", "pt"}}));
        tensor = before;
        const auto said =
            safer({"encode", "--model", place.model, "--sae", place.sae, "--data", place.pairs, "--quiet"});
        CHECK_EQ(said.exitCode, 3);
        CHECK(said.err.find(name) != std::string::npos);
        ++row.times;
    }
    report(row);
}
