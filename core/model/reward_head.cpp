// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reward_head.h"

#include "core/tensor/safetensors_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace saferscope {

namespace {

constexpr std::array<std::string_view, 6> headNames = {"score",       "v_head",          "value_head",
                                                       "reward_head", "regression_head", "classifier"};

/// What wrappers put before the names of everything they hold (TRL's value-head models).
std::string_view withoutWrapper(std::string_view name) {
    constexpr std::string_view wrapper = "pretrained_model.";
    return name.starts_with(wrapper) ? name.substr(wrapper.size()) : name;
}

std::string_view firstPart(std::string_view name) { return name.substr(0, name.find('.')); }

bool isHeadName(std::string_view name) {
    return std::find(headNames.begin(), headNames.end(), name) != headNames.end();
}

/// One linear map: "score", or "v_head.summary" as TRL nests it. In a head's own file the outer name may be left out.
bool isLinearHead(std::string_view module, bool ownFile) {
    if (isHeadName(module) || (ownFile && (module.empty() || module == "summary"))) {
        return true;
    }
    const std::size_t dot = module.find('.');
    return dot != std::string_view::npos && isHeadName(module.substr(0, dot)) && module.substr(dot + 1) == "summary";
}

struct Candidate {
    std::string module;
    RewardHead head;
};

struct Search {
    std::vector<Candidate> found;
    std::vector<std::string> layered;  ///< parts of heads that are more than one linear map
    std::vector<std::string> gates;
    bool languageHead = false;
};

void look(const CheckpointFiles::File& file, bool ownFile, Search& search) {
    std::vector<const TensorView*> biases;
    for (const TensorView* view : file.tensors) {
        const std::string_view name = withoutWrapper(view->name);
        const std::size_t dot = name.rfind('.');
        const std::string_view module = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
        const std::string_view leaf = dot == std::string_view::npos ? name : name.substr(dot + 1);
        const bool linear = isLinearHead(module, ownFile);
        if (linear && leaf == "weight") {
            search.found.push_back({std::string(module), {view, nullptr, file.name}});
        } else if (linear && leaf == "bias") {
            biases.push_back(view);
        } else if (isHeadName(firstPart(name)) || ownFile) {
            search.layered.push_back(view->name);
        } else if (name.starts_with("gating") || name.starts_with("regression_layer")) {
            search.gates.push_back(view->name);
        }
        search.languageHead = search.languageHead || name == "lm_head.weight";
    }
    for (const TensorView* bias : biases) {
        const std::string_view name = withoutWrapper(bias->name);
        const std::string module(name.substr(0, name.size() >= 5 ? name.size() - 5 : 0));  // ".bias" or "bias"
        for (Candidate& candidate : search.found) {
            if (candidate.head.file == file.name && candidate.module == module) {
                candidate.head.bias = bias;
            }
        }
    }
}

bool sameNumbers(const TensorView* a, const TensorView* b) {
    if (a == nullptr || b == nullptr) {
        return a == b;
    }
    return a->dtype == b->dtype && a->shape == b->shape && std::equal(a->data.begin(), a->data.end(), b->data.begin());
}

std::string names(const std::vector<std::string>& all) {
    std::string text;
    for (std::size_t i = 0; i < all.size() && i < 4; ++i) {
        text += (i == 0 ? "" : ", ") + quotedName(all[i]);
    }
    return text + (all.size() > 4 ? ", …" : "");
}

Status refuse(const CheckpointFiles& files, const ModelConfig& config, const Search& search, bool mayLack) {
    if (!search.gates.empty()) {
        return fail(ErrorCode::InvalidInput,
                    files.describe() + " weighs several heads by a gate (" + names(search.gates) +
                        "), as ArmoRM does; that is not supported.",
                    "Choose a reward model with one linear head.");
    }
    const bool ownClass = isClassifier(config);
    const bool hasScore = std::any_of(search.found.begin(), search.found.end(),
                                      [](const Candidate& one) { return one.module == "score"; });
    if (!search.layered.empty() && !(ownClass && hasScore)) {
        return fail(ErrorCode::InvalidInput,
                    files.describe() + " has a reward head of more than one linear map (" + names(search.layered) +
                        "); that is not supported.",
                    "Choose a reward model with one linear head.");
    }
    if (search.found.empty() && ownClass) {
        return fail(ErrorCode::InvalidInput,
                    files.describe() + " has no reward head: the tensor score.weight is missing.",
                    "Fetch the model again; its files are incomplete or do not belong to this config.json.");
    }
    if (search.found.empty() && !mayLack) {
        return fail(
            ErrorCode::InvalidInput,
            files.describe() +
                " has no reward head: the tensor score.weight is missing, and so are v_head, value_head, reward_head, "
                "regression_head and classifier.",
            search.languageHead
                ? "This is a language model, not a reward model; train a reward model from it first: `safer train-rm "
                  "--model`. Models that read the reward off a row of lm_head (Nemotron) are not supported."
                : "This is a language model, not a reward model; train a reward model from it first: `safer train-rm "
                  "--model`.");
    }
    return {};
}

bool isNumber(const std::string& text, std::int64_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace

Result<RewardHead> findRewardHead(const CheckpointFiles& files, const ModelConfig& config, bool mayLack) {
    Search search;
    for (const CheckpointFiles::File& file : files.files()) {
        look(file, false, search);
    }
    for (const CheckpointFiles::File& file : files.headFiles()) {
        look(file, true, search);
    }
    if (auto possible = refuse(files, config, search, mayLack); !possible) {
        return failure(possible);
    }
    if (search.found.empty()) {
        return RewardHead();
    }
    std::vector<Candidate>& found = search.found;
    if (isClassifier(config)) {
        // Hugging Face's class reads score.weight; other heads in the files are not its.
        const auto score =
            std::find_if(found.begin(), found.end(), [](const Candidate& one) { return one.module == "score"; });
        if (score != found.end()) {
            std::swap(*score, found.front());
            found.resize(1);
        }
    }
    for (const Candidate& other : found) {
        if (!sameNumbers(other.head.weight, found.front().head.weight) ||
            !sameNumbers(other.head.bias, found.front().head.bias)) {
            return fail(ErrorCode::InvalidInput,
                        files.describe() + " has several reward heads: " + quotedName(found.front().head.weight->name) +
                            " in " + found.front().head.file + " and " + quotedName(other.head.weight->name) + " in " +
                            other.head.file + ".",
                        "Remove the one that is not meant; which of them gives the reward would be a guess.");
        }
    }
    const RewardHead& head = found.front().head;
    const std::vector<std::int64_t>& shape = head.weight->shape;
    const bool sound = shape.size() == 2 && shape[0] >= 1 && shape[0] <= 1'000'000;
    const bool biasSound =
        head.bias == nullptr || !sound || head.bias->shape == std::vector<std::int64_t>{shape.front()};
    if (!sound || !biasSound) {
        return fail(ErrorCode::InvalidInput,
                    "The reward head " + quotedName((sound ? head.bias : head.weight)->name) + " in " + head.file +
                        " is no linear map: its weight has " + std::to_string(shape.size()) +
                        " dimensions, or its bias does not belong to it.",
                    "The weight is a matrix [labels, width], the bias one number for each label.");
    }
    return head;
}

std::string labelList(const ModelConfig& config, std::int64_t labels) {
    std::string text;
    for (std::int64_t label = 0; label < std::min<std::int64_t>(labels, 20); ++label) {
        text += (label == 0 ? "" : ", ") + std::to_string(label) + " " + quotedName(labelName(config, label));
    }
    return text + (labels > 20 ? ", …" : "");
}

Result<std::int64_t> chooseLabel(const ModelConfig& config, std::int64_t labels,
                                 const std::optional<std::string>& wanted) {
    if (!wanted) {
        if (labels == 1) {
            return 0;
        }
        return fail(ErrorCode::InvalidInput,
                    "The model has " + std::to_string(labels) +
                        " labels, and none is chosen as the reward: " + labelList(config, labels) + ".",
                    "Choose one by name or number with --label.");
    }
    std::int64_t chosen = -1;
    std::int64_t matches = 0;
    for (std::int64_t label = 0; label < labels; ++label) {
        if (labelName(config, label) == *wanted) {
            chosen = label;
            ++matches;
        }
    }
    if (matches > 1) {
        return fail(ErrorCode::InvalidInput, "The model has several labels called " + quotedName(*wanted) + ".",
                    "Choose one by its number, counted from 0.");
    }
    if (matches == 0 && (!isNumber(*wanted, chosen) || chosen < 0 || chosen >= labels)) {
        return fail(ErrorCode::InvalidInput,
                    "The model has no label " + quotedName(*wanted) + "; it has " + labelList(config, labels) + ".",
                    "Choose one by name or number with --label.");
    }
    return chosen;
}

}  // namespace saferscope
