// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labelled_texts.h"

#include "core/base/json.h"
#include "core/data/pair_record.h"
#include "core/data/record_splitter.h"

#include <optional>

namespace saferscope::cli {

namespace {

constexpr std::uint64_t maxRowBytes = 16u << 20;
constexpr std::uint64_t maxFileBytes = 8ull << 30;
constexpr std::size_t maxLabels = 256;
// An answer is compared with nothing; the encoder wants a second one all the same, and two of the same are refused.
constexpr const char* placeholder = "-";

const Json* memberOf(const Json& row, const char* name, const char* otherName) {
    auto it = row.find(name);
    it = it == row.end() ? row.find(otherName) : it;
    return it == row.end() ? nullptr : &*it;
}

std::optional<std::string> answerText(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_array() && value.size() == 1 && value[0].is_object() && value[0].contains("content") &&
        value[0]["content"].is_string()) {
        return value[0]["content"].get<std::string>();
    }
    return std::nullopt;
}

using RowLabels = std::map<std::string, bool>;

Result<RowLabels> rowLabels(const Json& row, const std::vector<std::string>& fields, const std::string& where) {
    RowLabels labels;
    const Json* given = memberOf(row, "propositions", "labels");
    if (given != nullptr && !given->is_object()) {
        return fail(ErrorCode::InvalidInput, where + ": the labels are not an object of true and false.");
    }
    const Json none = Json::object();
    for (const auto& [name, value] : (given != nullptr ? *given : none).items()) {
        if (!value.is_boolean()) {
            return fail(ErrorCode::InvalidInput, where + ": the label \"" + name + "\" is neither true nor false.");
        }
        labels[name] = value.get<bool>();
    }
    for (const auto& field : fields) {
        const auto it = row.find(field);
        if (it == row.end() || !it->is_string()) {
            return fail(ErrorCode::InvalidInput, where + " has no text \"" + field + "\".");
        }
        labels[field + "=" + it->get<std::string>()] = true;
    }
    if (labels.empty()) {
        return fail(ErrorCode::InvalidInput, where + " has no labels.",
                    "Give them as \"labels\": {\"refusal\": true, …}, or name a member with --field.");
    }
    return labels;
}

bool isWildGuardRow(const Json& row) {
    return row.is_object() && row.contains("response_harm_label") && row.contains("prompt") &&
           !row.contains("labels") && !row.contains("propositions");
}

// False: the row has no answer, or not every label of it.
bool addWildGuardLabels(const Json& row, Json& labels) {
    const auto response = row.find("response");
    if (response == row.end() || !response->is_string() || response->get_ref<const std::string&>().empty()) {
        return false;
    }
    labels = Json::object();
    for (const char* field : {"response_harm_label", "response_refusal_label", "prompt_harm_label"}) {
        const auto value = row.find(field);
        if (value == row.end() || !value->is_string() || value->get_ref<const std::string&>().empty()) {
            return false;
        }
        labels[field + ("=" + value->get<std::string>())] = true;
    }
    if (const auto adversarial = row.find("adversarial"); adversarial != row.end() && adversarial->is_boolean()) {
        labels["adversarial"] = adversarial->get<bool>();
    }
    return true;
}

Result<PreferencePair> rowText(Json& row, const std::string& where, std::uint64_t number) {
    const Json* prompt = memberOf(row, "prompt", "instruction");
    const Json* answer = memberOf(row, "completion", "response");
    const auto text = answer != nullptr ? answerText(*answer) : std::nullopt;
    if (prompt == nullptr || !text || text->empty() || *text == placeholder) {
        return fail(ErrorCode::InvalidInput, where + " has no prompt or no answer.",
                    "A row needs \"prompt\" and \"completion\" (or \"response\"), each a text or messages.");
    }
    Json record = {{"prompt", *prompt}, {"chosen", *text}, {"rejected", placeholder}};
    auto pair = pairFromRecord(std::move(record), {}, PairLayout::Strings, "");
    if (!pair) {
        return fail(ErrorCode::InvalidInput, where + ": " + pair.error() + ".");
    }
    pair->id = std::to_string(number);
    return std::move(*pair);
}

}  // namespace

Result<LabelledTexts> readLabelledTexts(const std::filesystem::path& file, const std::vector<std::string>& fields) {
    auto splitter = RecordSplitter::open(file, maxRowBytes, maxFileBytes);
    if (!splitter) {
        return failure(splitter);
    }
    LabelledTexts result;
    while (true) {
        auto raw = splitter->next();
        if (!raw) {
            return failure(raw);
        }
        if (!*raw) {
            break;
        }
        const std::string where = "line " + std::to_string((*raw)->line) + " of " + file.filename().string();
        if (!(*raw)->problem.empty()) {
            return fail(ErrorCode::InvalidInput, where + ": " + (*raw)->problem + ".");
        }
        auto row = parseJson((*raw)->text, where);
        if (!row || !row->is_object()) {
            return row ? fail(ErrorCode::InvalidInput, where + " is not a JSON object.") : failure(row);
        }
        if (isWildGuardRow(*row)) {
            Json labels;
            if (!addWildGuardLabels(*row, labels)) {
                ++result.leftOut;
                continue;
            }
            (*row)["labels"] = std::move(labels);
        }
        const auto labels = rowLabels(*row, fields, where);
        auto text = rowText(*row, where, result.texts.size());
        if (!labels || !text) {
            return labels ? failure(text) : failure(labels);
        }
        for (const auto& [name, has] : *labels) {
            auto& flags = result.labels[name];
            flags.resize(result.texts.size(), 0);
            flags.push_back(has ? 1 : 0);
        }
        if (result.labels.size() > maxLabels) {
            return fail(ErrorCode::InvalidInput,
                        file.string() + " has more than " + std::to_string(maxLabels) + " labels.",
                        "Name fewer members with --field.");
        }
        result.texts.push_back(std::move(*text));
    }
    if (result.texts.empty()) {
        return fail(ErrorCode::InvalidInput, result.leftOut == 0
                                                 ? file.string() + " has no rows."
                                                 : "Not one of the " + std::to_string(result.leftOut) + " rows of " +
                                                       file.string() + " has an answer and all its labels.");
    }
    for (auto& [name, flags] : result.labels) {
        flags.resize(result.texts.size(), 0);
    }
    return result;
}

}  // namespace saferscope::cli
