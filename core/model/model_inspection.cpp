// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_inspection.h"

#include "core/base/folder_file.h"
#include "core/data/content_hash.h"
#include "core/model/checkpoint_files.h"
#include "core/model/config_reader.h"
#include "core/model/weight_plan.h"
#include "core/tensor/torch_errors.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

std::string numberText(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

/// "0, 2, 4" or "20 to 27".
std::string blockList(const ModelConfig& config) {
    std::vector<std::int64_t> blocks;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        if (config.windowOf(layer) > 0) {
            blocks.push_back(layer);
        }
    }
    const auto count = static_cast<std::int64_t>(blocks.size());
    if (count == config.layers) {
        return "all blocks";
    }
    if (count > 2 && blocks.back() - blocks.front() == count - 1) {
        return "blocks " + std::to_string(blocks.front()) + " to " + std::to_string(blocks.back());
    }
    std::string text = "blocks ";
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 8); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(blocks[static_cast<std::size_t>(i)]);
    }
    return text + (count > 8 ? ", …" : "");
}

void warnAboutTokens(const ModelConfig& config, std::vector<std::string>& warnings) {
    if (config.padTokenId < 0) {
        warnings.push_back(
            "config.json names no padding token. Rewards here need none; tools that pad a batch read this model's "
            "rewards at the wrong token, or refuse.");
    } else if (config.padTokenId == config.eosTokenId) {
        warnings.push_back(
            "The padding token is the end-of-text token. Rewards here are read at the last token of a text; tools that "
            "look for the first padding token read them one token earlier.");
    }
    if (config.eosTokenId < 0) {
        warnings.push_back("config.json names no end-of-text token.");
    }
}

void lookAtText(const fs::path& folder, std::vector<std::string>& warnings, std::vector<Error>& problems) {
    std::error_code error;
    if (!fs::exists(folder / "tokenizer.json", error) && !fs::exists(folder / "tokenizer.model", error)) {
        problems.push_back({ErrorCode::NotFound, folder.string() + " has no tokenizer.json.",
                            "Fetch the tokenizer's files from the model's page into the folder."});
    }
    bool chatTemplate = fs::exists(folder / "chat_template.jinja", error);
    if (const auto config = readJsonFile(folder / "tokenizer_config.json", largestTokenizerConfig);
        config && config->is_object()) {
        const auto found = config->find("chat_template");
        chatTemplate = chatTemplate || (found != config->end() && !found->is_null());
    }
    if (!chatTemplate) {
        warnings.push_back("The model has no chat template; conversations are written plainly as \"role: content\".");
    }
}

void lookAtFiles(const CheckpointFiles& files, ModelInspection& found) {
    for (const auto& list : {files.files(), files.headFiles()}) {
        for (const CheckpointFiles::File& file : list) {
            found.files.push_back({file.name, file.bytes, file.tensors.size()});
            found.bytesOnDisk += file.bytes;
        }
    }
}

void lookAtPlan(const WeightPlan& plan, ModelInspection& found) {
    for (const auto& [name, view] : plan.views) {
        const auto numbers = static_cast<std::uint64_t>(view.elements());
        found.dtypes[dtypeName(view.dtype)] += numbers;
        found.parameters += numbers;
        found.storedBytes += view.data.size();
    }
    if (plan.head.weight != nullptr) {
        found.head = plan.head.weight->name;
        found.headFile = plan.head.file;
        found.headBias = plan.head.bias != nullptr;
        found.labels = plan.labels;
    }
    found.remarks.insert(found.remarks.end(), plan.remarks.begin(), plan.remarks.end());
    found.warnings.insert(found.warnings.end(), plan.warnings.begin(), plan.warnings.end());
    if (found.dtypes.size() > 1) {
        found.remarks.push_back("Weights are stored in several dtypes; they are converted to one when loaded.");
    }
    // Which dtype a run computes in by itself follows config.json.
    const auto most = std::max_element(found.dtypes.begin(), found.dtypes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const std::map<std::string, std::string> spelled = {
        {"F32", "float32"}, {"F16", "float16"}, {"BF16", "bfloat16"}, {"F64", "float64"}};
    const auto name = most == found.dtypes.end() ? spelled.end() : spelled.find(most->first);
    if (name != spelled.end() && name->second != plan.config.dtype) {
        found.warnings.push_back("config.json gives the dtype as " + plan.config.dtype +
                                 ", but most weights are stored as " + name->second + ".");
    }
}

}  // namespace

std::vector<std::string> describeConfig(const ModelConfig& config) {
    std::vector<std::string> lines;
    lines.push_back(std::to_string(config.heads) + " query heads of " + std::to_string(config.headDim) + " over " +
                    std::to_string(config.kvHeads) + " key/value heads; feed-forward width " +
                    std::to_string(config.intermediateSize));
    std::string rope = "RoPE theta " + numberText(config.ropeTheta);
    if (config.ropeScaling) {
        rope += ", scaled as Llama 3 by " + numberText(config.ropeScaling->factor) + " beyond " +
                std::to_string(config.ropeScaling->originalMaxPositions) + " tokens";
    } else if (config.ropeLinearFactor != 1.0) {
        rope += ", all positions divided by " + numberText(config.ropeLinearFactor);
    }
    lines.push_back(rope + "; texts of up to " + std::to_string(config.maxPositions) + " tokens");
    if (config.slidingWindow > 0) {
        lines.push_back("sliding window: in " + blockList(config) + " a token sees the last " +
                        std::to_string(config.slidingWindow) + " tokens");
    }
    std::string extras;
    const auto add = [&extras](bool present, const std::string& what) {
        if (present) {
            extras += (extras.empty() ? "" : ", ") + what;
        }
    };
    add(config.queryKeyValueBias, "biases on query, key and value");
    add(config.outputBias, "a bias on attention's output");
    add(config.mlpBias, "biases in the feed-forward layers");
    add(config.queryKeyNorm, "norms on query and key heads");
    add(config.scoreSoftcap > 0.0, "attention scores capped at " + numberText(config.scoreSoftcap));
    add(config.sandwichNorms, "norms after attention and feed-forward");
    add(config.onePlusNorms, "norms times 1 + weight");
    add(config.scaledEmbeddings, "embeddings times the root of the width");
    add(config.activation == Activation::GeluTanh, "GELU (tanh form)");
    if (!extras.empty()) {
        lines.push_back(extras);
    }
    return lines;
}

ModelInspection inspectModel(const fs::path& folder, const std::optional<std::string>& label, bool toTrainFrom) {
    ModelInspection found;
    const fs::path path = folder / "config.json";
    std::error_code error;
    if (!fs::exists(path, error)) {
        found.problems.push_back(loadModelConfig(folder).error());
        return found;
    }
    if (auto checked = checkFolderFiles(folder, contentFileNames(folder)); !checked) {
        found.problems.push_back(checked.error());
        return found;
    }
    const auto json = readJsonFile(path, largestModelConfig);
    if (!json) {
        found.problems.push_back(json.error());
        return found;
    }
    ModelConfig config = readModelConfig(*json, path.string(), found.problems);
    const bool sound = found.problems.empty();
    const auto files = CheckpointFiles::open(folder);
    if (!files) {
        found.problems.push_back(files.error());
    } else {
        lookAtFiles(*files, found);
        // With sizes that are wrong every shape would be wrong too: that says nothing new.
        if (sound) {
            const auto planned = guardTorch("Examining " + folder.string(), [&]() -> Status {
                const WeightPlan plan = planWeights(*files, config, label, found.problems, toTrainFrom);
                lookAtPlan(plan, found);
                return {};
            });
            if (!planned) {
                found.problems.push_back(planned.error());
            }
        }
    }
    // As chooseLabel() takes them.
    if (static_cast<std::int64_t>(config.labelNames.size()) != found.labels) {
        config.labelNames.clear();
    }
    for (std::int64_t index = 0; index < std::min<std::int64_t>(found.labels, 1000); ++index) {
        found.labelNames.push_back(labelName(config, index));
    }
    warnAboutTokens(config, found.warnings);
    lookAtText(folder, found.warnings, found.problems);
    found.config = std::move(config);
    return found;
}

}  // namespace saferscope
