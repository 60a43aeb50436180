// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"
#include "core/engine/frame_values.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::uint64_t mostDoses = 10000;

Json toJson(const PreferencePair& pair) {
    Json prompt = Json::array();
    for (const Message& message : pair.prompt) {
        prompt.push_back({{"role", message.role}, {"content", message.content}});
    }
    return {{"id", pair.id},         {"subset", pair.subset}, {"split", pair.split},      {"prompt", std::move(prompt)},
            {"chosen", pair.chosen}, {"meta", pair.meta},     {"rejected", pair.rejected}};
}

void readPair(FrameFields& fields, PreferencePair& pair) {
    const Json* json = fields.member("pair");
    if (json == nullptr) {
        return;
    }
    FrameFields inner(*json, fields.budget(), fields.where() + ", pair");
    inner.read("id", pair.id);
    inner.read("subset", pair.subset);
    inner.read("split", pair.split);
    inner.read("chosen", pair.chosen);
    inner.read("rejected", pair.rejected);
    inner.read("meta", pair.meta);
    if (const Json* prompt = inner.member("prompt"); prompt != nullptr) {
        if (!prompt->is_array()) {
            inner.refuse("\"prompt\" is not a list.");
        } else {
            for (const Json& item : *prompt) {
                FrameFields message(item, fields.budget(), inner.where() + ", message");
                Message read;
                message.read("role", read.role);
                message.read("content", read.content);
                inner.take(message);
                pair.prompt.push_back(std::move(read));
            }
        }
    }
    fields.take(inner);
}

/// A number that is not finite becomes null in JSON, which would be read as "left out".
bool holdsNull(const Json& json) {
    return json.is_null() || (json.is_structured() && std::any_of(json.begin(), json.end(), holdsNull));
}

void readIntervention(FrameFields& fields, Intervention& intervention) {
    if (const Json* json = fields.member("intervention"); json != nullptr) {
        if (holdsNull(*json)) {
            fields.refuse("\"intervention\" holds a number that is not finite.");
            return;
        }
        takeResult(fields, interventionFromJson(*json, fields.where() + ", intervention"), intervention);
    }
}

void readPath(FrameFields& fields, const char* key, std::filesystem::path& path) {
    std::string bytes;
    fields.readBytes(key, bytes);
    if (bytes.find('\0') != std::string::npos) {
        fields.refuse("\"" + std::string(key) + "\" is no path.");
    }
    path = bytes;
}

/// One overload of write() and read() per question; `kind` is the word that names it.
struct QuestionWriter {
    Json& json;
    FrameArrays arrays;

    void operator()(const EngineOpen& open) {
        json["ask"] = "open";
        json["model"] = arrays.put(open.model.string());
        json["sae"] = arrays.put(open.sae.string());
        json["date"] = open.dateString;
        json["max_tokens"] = open.maxTokens;
        json["device"] = open.device;
    }
    void operator()(const EngineRead& read) {
        json["ask"] = "read";
        json["pair"] = toJson(read.pair);
    }
    void operator()(const EngineChange& change) {
        json["ask"] = "change";
        json["handle"] = change.handle;
        json["intervention"] = toJson(change.intervention);
    }
    void operator()(const EngineDose& dose) {
        json["ask"] = "dose";
        json["handle"] = dose.handle;
        json["intervention"] = toJson(dose.intervention);
        json["doses"] = arrays.put(dose.doses);
    }
    void operator()(const EngineAttribute& attribute) {
        json["ask"] = "attribute";
        json["handle"] = attribute.handle;
        json["method"] = attribute.method;
        json["target"] = attribute.target;
        json["steps"] = attribute.steps;
        json["positions"] = positionText(attribute.positions);
    }
    void operator()(const EngineSurvey& survey) {
        json["ask"] = "survey";
        json["data"] = arrays.put(survey.data.string());
        json["max_pairs"] = survey.maxPairs;
        json["intervention"] = toJson(survey.intervention);
        json["suite"] = survey.suite;
    }
    void operator()(const EngineCancel&) { json["ask"] = "cancel"; }
};

EngineOpen readOpen(FrameFields& fields) {
    EngineOpen open;
    readPath(fields, "model", open.model);
    readPath(fields, "sae", open.sae);
    fields.read("date", open.dateString);
    fields.read("max_tokens", open.maxTokens);
    fields.read("device", open.device);
    if (open.maxTokens < 2) {
        fields.refuse("\"max_tokens\" is below 2.");
    }
    return open;
}

EngineDose readDose(FrameFields& fields) {
    EngineDose dose;
    fields.read("handle", dose.handle);
    readIntervention(fields, dose.intervention);
    fields.readArray("doses", dose.doses);
    if (dose.doses.size() > mostDoses) {
        fields.refuse("more than " + std::to_string(mostDoses) + " doses.");
    }
    return dose;
}

EngineAttribute readAttribute(FrameFields& fields) {
    EngineAttribute attribute;
    std::string positions;
    fields.read("handle", attribute.handle);
    fields.read("method", attribute.method);
    fields.read("target", attribute.target);
    fields.read("steps", attribute.steps);
    fields.read("positions", positions);
    takeResult(fields, positionsFromText(positions), attribute.positions);
    if (attribute.steps < 1 || attribute.steps > 4096) {
        fields.refuse("\"steps\" is not between 1 and 4096.");
    }
    return attribute;
}

EngineQuestion readQuestion(FrameFields& fields, const std::string& kind) {
    if (kind == "open") {
        return readOpen(fields);
    }
    if (kind == "read") {
        EngineRead read;
        readPair(fields, read.pair);
        return read;
    }
    if (kind == "change") {
        EngineChange change;
        fields.read("handle", change.handle);
        readIntervention(fields, change.intervention);
        return change;
    }
    if (kind == "dose") {
        return readDose(fields);
    }
    if (kind == "attribute") {
        return readAttribute(fields);
    }
    if (kind == "survey") {
        EngineSurvey survey;
        readPath(fields, "data", survey.data);
        fields.read("max_pairs", survey.maxPairs);
        readIntervention(fields, survey.intervention);
        fields.read("suite", survey.suite);
        return survey;
    }
    if (kind != "cancel") {
        fields.refuse("this engine does not know what is asked.");
    }
    return EngineCancel{};
}

}  // namespace

EngineFrame encodeRequest(const EngineRequest& request) {
    EngineFrame frame;
    Json json = {{"id", request.id}, {"lane", request.lane}};
    std::visit(QuestionWriter{json, FrameArrays(frame.binary)}, request.question);
    frame.json = dumpJson(json);
    return frame;
}

Result<EngineRequest> decodeRequest(const EngineFrame& frame) {
    const std::string where = "a question to the engine";
    const auto json = parseJson(frame.json, where);
    if (!json) {
        return failure(json);
    }
    FrameBudget budget{frame.binary, frame.binary.size()};
    FrameFields fields(*json, budget, where);
    EngineRequest request;
    std::string kind;
    fields.read("id", request.id);
    fields.read("lane", request.lane);
    fields.read("ask", kind);
    request.question = readQuestion(fields, kind);
    if (!fields.ok()) {
        return tl::unexpected(fields.error());
    }
    return request;
}

}  // namespace saferscope
