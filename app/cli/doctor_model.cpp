// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/doctor_findings.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "core/model/model_inspection.h"
#include "core/training/memory_estimate.h"

namespace saferscope::cli {

namespace {

std::string joined(const std::vector<std::string>& texts, std::size_t most) {
    std::string all;
    for (std::size_t i = 0; i < texts.size() && i < most; ++i) {
        all += (i == 0 ? "" : ", ") + texts[i];
    }
    return all + (texts.size() > most ? ", …" : "");
}

void describeFiles(const ModelInspection& found, OrderedJson& json, Findings& findings) {
    json["files"] = OrderedJson::array();
    for (const ModelFile& file : found.files) {
        json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"tensors", file.tensors}});
    }
    json["bytes_on_disk"] = found.bytesOnDisk;
    if (!found.files.empty()) {
        const std::string count =
            found.files.size() == 1 ? found.files.front().name : std::to_string(found.files.size()) + " files";
        findings.lines.push_back("  weights: " + count + ", " + memoryText(found.bytesOnDisk));
    }
    if (found.parameters == 0) {
        return;
    }
    json["parameters"] = found.parameters;
    json["stored"] = OrderedJson::object();
    std::vector<std::string> dtypes;
    for (const auto& [name, numbers] : found.dtypes) {
        json["stored"][name] = numbers;
        dtypes.push_back(found.dtypes.size() == 1 ? name : grouped(numbers) + " as " + name);
    }
    json["memory_bytes"] = {{"float32", 4 * found.parameters}, {"bfloat16", 2 * found.parameters}};
    findings.lines.push_back("  " + grouped(found.parameters) + " parameters, stored as " + joined(dtypes, 4));
    findings.lines.push_back("  memory for the weights: " + memoryText(4 * found.parameters) + " in float32, " +
                             memoryText(2 * found.parameters) + " in bfloat16");
}

void describeHead(const ModelInspection& found, OrderedJson& json, Findings& findings) {
    if (found.labels == 0) {
        return;
    }
    json["head"] = {{"tensor", found.head}, {"file", found.headFile}, {"bias", found.headBias}};
    json["labels"] = found.labelNames;
    findings.lines.push_back(
        "  reward head: " + found.head + " in " + found.headFile + (found.headBias ? ", with a bias" : "") + "; " +
        (found.labels == 1 ? "one label" : std::to_string(found.labels) + " labels: " + joined(found.labelNames, 12)));
}

void describeNetwork(const ModelConfig& config, OrderedJson& json, Findings& findings) {
    json["family"] = config.family;
    json["architecture"] = config.architecture;
    json["layers"] = config.layers;
    json["hidden_size"] = config.hiddenSize;
    json["vocabulary_size"] = config.vocabularySize;
    json["dtype"] = config.dtype;
    json["tied_embeddings"] = config.tiedEmbeddings;
    json["max_positions"] = config.maxPositions;
    json["sliding_window"] = config.slidingWindow > 0 ? OrderedJson(config.slidingWindow) : OrderedJson();
    const auto idOrNull = [](std::int32_t id) { return id < 0 ? OrderedJson() : OrderedJson(id); };
    json["pad_token_id"] = idOrNull(config.padTokenId);
    json["eos_token_id"] = idOrNull(config.eosTokenId);
    json["details"] = describeConfig(config);
    findings.lines.push_back(
        "  " + config.family + " (" + config.architecture + "): " + std::to_string(config.layers) + " blocks, width " +
        std::to_string(config.hiddenSize) + ", " + grouped(static_cast<std::uint64_t>(config.vocabularySize)) +
        " tokens, " + (config.tiedEmbeddings ? "tied" : "untied") + " embeddings, config.json says " + config.dtype);
    for (const std::string& line : describeConfig(config)) {
        findings.lines.push_back("  " + line);
    }
}

void examineText(const ModelExamination& wanted, const ModelInspection& found, OrderedJson& json, Findings& findings) {
    ModelOptions options;
    options.model = wanted.folder;
    const auto encoder = openEncoder(options);
    if (!encoder) {
        findings.problems.push_back(encoder.error());
        return;
    }
    const auto vocabulary = static_cast<std::int64_t>(encoder->tokenizer().vocabularySize());
    json["tokenizer_size"] = vocabulary;
    json["chat_template"] = !encoder->format().usedFallback;
    findings.lines.push_back("  tokenizer: " + grouped(static_cast<std::uint64_t>(vocabulary)) + " tokens; " +
                             (encoder->format().usedFallback ? "no chat template" : "with a chat template"));
    const ChatFormat& format = encoder->format();
    json["chat_templates"] = format.templateNames;
    json["truncation_side"] = format.truncationSide;
    if (format.templateNames.size() > 1) {
        std::string names;
        for (const std::string& name : format.templateNames) {
            names += (names.empty() ? "" : ", ") + name;
        }
        findings.lines.push_back("  chat templates: " + names + "; \"default\" is used");
    }
    if (format.truncationSide == "right") {
        findings.warnings.push_back(
            "Its tokenizer cuts long texts on the right; here they lose tokens on the left, so that the answer stays. "
            "Commands that take --max-tokens also take --truncation-side right.");
    }
    if (found.config && found.problems.empty() && vocabulary > found.config->vocabularySize) {
        findings.problems.push_back({ErrorCode::InvalidInput,
                                     "The tokenizer of " + wanted.folder + " has " + std::to_string(vocabulary) +
                                         " tokens, but the model only " + std::to_string(found.config->vocabularySize) +
                                         ".",
                                     "Use the tokenizer.json that belongs to this model."});
    }
    if (const auto rendered = encoder->encodeConversation({{"user", "Hello"}}, "Hi."); !rendered) {
        findings.problems.push_back(rendered.error());
    }
}

void loadWeights(const ModelExamination& wanted, const std::optional<std::string>& label, OrderedJson& json,
                 Findings& findings) {
    LoadOptions options;
    options.label = label;
    if (wanted.base) {
        options.freshHeadSeed = 1;  // nobody looks at what it computes
    }
    if (const auto model = RewardModel::load(wanted.folder, options)) {
        json["loaded"] = true;
        findings.lines.push_back("  loaded: " + grouped(static_cast<std::uint64_t>(model->parameterCount())) +
                                 " parameters, complete");
    } else {
        findings.problems.push_back(model.error());
    }
}

}  // namespace

void examineModel(const ModelExamination& wanted, Findings& findings) {
    const std::optional<std::string> label =
        wanted.label.empty() ? std::nullopt : std::optional<std::string>(wanted.label);
    const ModelInspection found = inspectModel(wanted.folder, label, wanted.base);
    OrderedJson json = {{"path", wanted.folder}};
    findings.lines.push_back("Model " + wanted.folder);
    if (found.config && found.config->layers > 0) {
        describeNetwork(*found.config, json, findings);
    }
    describeFiles(found, json, findings);
    describeHead(found, json, findings);
    for (const std::string& remark : found.remarks) {
        findings.lines.push_back("  " + remark);
    }
    json["remarks"] = found.remarks;
    findings.warnings.insert(findings.warnings.end(), found.warnings.begin(), found.warnings.end());
    findings.problems.insert(findings.problems.end(), found.problems.begin(), found.problems.end());
    // The tokenizer says itself what is wrong with it, in more words than that a file is missing.
    if (found.config) {
        std::erase_if(findings.problems, [](const Error& error) {
            return error.message.find("has no tokenizer.json") != std::string::npos;
        });
        examineText(wanted, found, json, findings);
    }
    if (wanted.load && findings.problems.empty()) {
        loadWeights(wanted, label, json, findings);
    }
    findings.json["model"] = std::move(json);
}

}  // namespace saferscope::cli
