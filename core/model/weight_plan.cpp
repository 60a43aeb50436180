// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weight_plan.h"

#include "core/model/decoder_weights.h"
#include "core/tensor/safetensors_header.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace saferscope {

namespace {

constexpr std::string_view modelPrefix = "model.";
constexpr std::string_view anchor = "embed_tokens.weight";

class Planner {
public:
    Planner(const CheckpointFiles& files, const ModelConfig& config, std::vector<Error>& problems)
        : m_files(files), m_problems(problems), m_before(problems.size()) {
        m_plan.config = config;
    }

    WeightPlan make(const std::optional<std::string>& label, bool mayLackHead) {
        findPrefix();
        // Shapes on the meta device, which holds no numbers: a hostile config.json cannot ask for memory that the files
        // do not back.
        const auto wanted = DecoderWeights::allocate(m_plan.config, {c10::kMeta, at::kFloat, false, {}});
        for (const auto& [name, tensor] : wanted->named()) {
            if (!name.starts_with("score.")) {
                take(name, tensor.sizes());
            }
        }
        findHead(label, mayLackHead);
        if (m_headFound) {
            takeHead("score.weight", m_plan.head.weight);
            takeHead("score.bias", m_plan.head.bias);
        }
        judgeExtras();
        return std::move(m_plan);
    }

private:
    void refuse(const std::string& message, const std::string& hint) {
        m_problems.push_back({ErrorCode::InvalidInput, message, hint});
    }

    /// Names come as "model.layers…" (classes with a head), "layers…" (the bare model), or wrapped by TRL.
    void findPrefix() {
        m_plan.prefix = modelPrefix;
        std::vector<std::string> prefixes;
        for (const std::string& name : m_files.names()) {
            if (name == anchor || name.ends_with("." + std::string(anchor))) {
                prefixes.push_back(name.substr(0, name.size() - anchor.size()));
            }
        }
        constexpr std::array known = {"model.", "", "pretrained_model.model.", "pretrained_model."};
        const bool sound = prefixes.size() == 1 && std::find(known.begin(), known.end(), prefixes[0]) != known.end();
        if (sound) {
            m_plan.prefix = prefixes.front();
        } else if (!prefixes.empty()) {
            refuse(m_files.describe() + " holds its embeddings under " +
                       quotedName(prefixes.front() + std::string(anchor)) +
                       (prefixes.size() > 1 ? " and " + quotedName(prefixes[1] + std::string(anchor)) : "") +
                       ", where no supported layout has them.",
                   "Save the decoder and its reward head alone, as XForSequenceClassification.");
        }
    }

    std::string stored(const std::string& name) const { return m_plan.prefix + name.substr(modelPrefix.size()); }

    void take(const std::string& name, at::IntArrayRef shape) {
        const CheckpointFiles::Found found = m_files.find(stored(name));
        if (found.view == nullptr) {
            refuse("Tensor " + stored(name) + " is missing from " + found.file + " (" + m_files.describe() + ").",
                   "Fetch the model again; its files are incomplete or do not belong to this config.json.");
            return;
        }
        check(*found.view, found.file, shape);
        m_plan.views[name] = *found.view;
    }

    void check(const TensorView& view, const std::string& file, at::IntArrayRef shape) {
        if (at::IntArrayRef(view.shape) != shape) {
            refuse("Tensor " + quotedPlain(view.name) + " in " + file + " has shape " + shapeText(view.shape) +
                       "; config.json asks for " + shapeText(shape) + " (" + m_files.describe() + ").",
                   "config.json and the weights do not belong together; fetch the model again.");
        }
        if (view.dtype != DType::F32 && view.dtype != DType::BF16 && view.dtype != DType::F16 &&
            view.dtype != DType::F64) {
            refuse("Tensor " + quotedPlain(view.name) + " in " + file + " has the dtype " + dtypeName(view.dtype) +
                       "; only floating-point weights are supported.",
                   "Quantised models cannot be read; fetch the original one.");
        }
    }

    /// Our own names as they are; anything else as untrusted text.
    static std::string quotedPlain(const std::string& name) {
        const std::string quoted = quotedName(name);
        return quoted == "\"" + name + "\"" ? name : quoted;
    }

    void findHead(const std::optional<std::string>& label, bool mayLack) {
        const auto head = findRewardHead(m_files, m_plan.config, mayLack);
        if (!head) {
            m_problems.push_back(head.error());
            m_plan.config.labels = 1;
            return;
        }
        if (head->weight == nullptr) {
            m_plan.config.labels = 1;
            m_plan.config.labelNames.clear();
            m_plan.remarks.emplace_back("A language model without a reward head: training puts a fresh one on it.");
            return;
        }
        m_headFound = true;
        m_plan.head = *head;
        m_plan.labels = head->labels();
        ModelConfig& config = m_plan.config;
        const std::int64_t width = head->weight->shape[1];
        // id2label of a language model is the library's default and says nothing about a head put on later.
        const bool stated = config.labelsStated && isClassifier(config);
        if (width != config.hiddenSize || (stated && m_plan.labels != config.labels)) {
            check(*head->weight, head->file, {stated ? config.labels : m_plan.labels, config.hiddenSize});
        } else {
            check(*head->weight, head->file, {m_plan.labels, width});  // its dtype
        }
        if (head->bias != nullptr) {
            check(*head->bias, head->file, {m_plan.labels});
            config.headBias = true;
        }
        if (static_cast<std::int64_t>(config.labelNames.size()) != m_plan.labels) {
            config.labelNames.clear();
        }
        if (const auto chosen = chooseLabel(config, m_plan.labels, label)) {
            m_plan.label = *chosen;
        } else {
            m_problems.push_back(chosen.error());
        }
        if (!config.labelNames.empty()) {
            config.labelNames = {labelName(config, m_plan.label)};
        }
        config.labels = 1;
        remarkOnHead(label.has_value());
    }

    void remarkOnHead(bool chosen) {
        const RewardHead& head = m_plan.head;
        if (m_plan.labels > 1 && chosen) {
            m_plan.remarks.push_back("The reward is label " + std::to_string(m_plan.label) + " of " +
                                     std::to_string(m_plan.labels) + ".");
        }
        if (head.bias != nullptr && isClassifier(m_plan.config)) {
            m_plan.warnings.push_back(
                "The head's bias counts in the reward; Hugging Face's own class leaves it out, which "
                "moves all rewards by one number.");
        }
        if (!isClassifier(m_plan.config)) {
            m_plan.remarks.push_back("The reward head is " + quotedName(head.weight->name) + " in " + head.file +
                                     ", read after the last norm at the last token.");
        }
    }

    /// The chosen row of the head; checked when it was found.
    void takeHead(const std::string& name, const TensorView* whole) {
        if (whole == nullptr) {
            return;
        }
        const std::size_t row = whole->data.size() / static_cast<std::size_t>(m_plan.labels);
        TensorView view = *whole;
        view.shape.front() = 1;
        view.data = whole->data.subspan(static_cast<std::size_t>(m_plan.label) * row, row);
        m_plan.views[name] = std::move(view);
    }

    /// Tensors inside the blocks that this family does not have would change what it computes: nobody may leave them
    /// out in silence. The same goes for everything beside the decoder where a class is not the library's own.
    void judgeExtras() {
        std::set<std::string_view> used;
        for (const auto& [name, view] : m_plan.views) {
            used.insert(view.name);
        }
        std::vector<std::string> inside;
        std::vector<std::string> beside;
        for (const std::string& name : m_files.names()) {
            if (used.contains(name) || name.ends_with("lm_head.weight") || name.ends_with("rotary_emb.inv_freq") ||
                (m_headFound && (name == m_plan.head.weight->name ||
                                 (m_plan.head.bias != nullptr && name == m_plan.head.bias->name)))) {
                continue;
            }
            (name.starts_with(m_plan.prefix + "layers.") ? inside : beside).push_back(name);
        }
        const bool missing = m_problems.size() > m_before;  // then the extras are what is missing, under other names
        if (!inside.empty() && !missing) {
            refuse(m_files.describe() + " holds " + std::to_string(inside.size()) +
                       " tensors inside its blocks that a " + m_plan.config.family +
                       " model as config.json describes it does not have, first " + quotedName(inside.front()) + ".",
                   "Leaving them out would compute another model; check \"model_type\", \"attention_bias\" and "
                   "\"num_hidden_layers\".");
        }
        const std::string& named = m_plan.config.architecture;
        const bool ownClass =
            isClassifier(m_plan.config) || named.ends_with("ForCausalLM") || named.ends_with("Model") || named.empty();
        if (!beside.empty() && !ownClass && !missing) {
            refuse(m_files.describe() + " holds " + quotedName(beside.front()) + ", and what its class " +
                       quotedName(named) + " does with it is not known.",
                   "Save the model as XForSequenceClassification with the linear head alone.");
        } else if (!beside.empty()) {
            m_plan.warnings.push_back("The files hold " + std::to_string(beside.size()) +
                                      " tensors that are not used, first " + quotedName(beside.front()) + ".");
        }
    }

    const CheckpointFiles& m_files;
    std::vector<Error>& m_problems;
    const std::size_t m_before;
    WeightPlan m_plan;
    bool m_headFound = false;
};

}  // namespace

WeightPlan planWeights(const CheckpointFiles& files, const ModelConfig& config, const std::optional<std::string>& label,
                       std::vector<Error>& problems, bool mayLackHead) {
    return Planner(files, config, problems).make(label, mayLackHead);
}

}  // namespace saferscope
