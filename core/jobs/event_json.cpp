// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/event.h"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace saferscope {

namespace {

constexpr std::array<std::pair<EventKind, const char*>, 6> kindNames = {{
    {EventKind::Started, "started"},
    {EventKind::Progress, "progress"},
    {EventKind::Metric, "metric"},
    {EventKind::Message, "message"},
    {EventKind::Checkpoint, "checkpoint"},
    {EventKind::Finished, "finished"},
}};

// JSON has no NaN and no infinities; they travel as null and come back as NaN.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

std::optional<double> readNumber(const Json& value) {
    if (value.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

bool readText(const Json& json, const char* key, std::string& member) {
    const auto it = json.find(key);
    if (it == json.end()) {
        return true;
    }
    if (!it->is_string()) {
        return false;
    }
    member = it->get<std::string>();
    return true;
}

bool readCount(const Json& json, const char* key, std::uint64_t& member) {
    const auto it = json.find(key);
    if (it == json.end()) {
        return true;
    }
    if (!it->is_number_unsigned()) {
        return false;
    }
    member = it->get<std::uint64_t>();
    return true;
}

bool readProgress(const Json& json, Progress& progress) {
    if (!readText(json, "stage", progress.stage) || !readCount(json, "done", progress.done) ||
        !readCount(json, "total", progress.total)) {
        return false;
    }
    if (const auto it = json.find("per_second"); it != json.end()) {
        const auto value = readNumber(*it);
        if (!value) {
            return false;
        }
        progress.perSecond = std::isfinite(*value) ? *value : 0.0;
    }
    if (const auto it = json.find("eta_seconds"); it != json.end() && !it->is_null()) {
        if (!it->is_number()) {
            return false;
        }
        progress.etaSeconds = it->get<double>();
    }
    return true;
}

bool readValues(const Json& json, std::map<std::string, double>& values) {
    const auto it = json.find("values");
    if (it == json.end()) {
        return true;
    }
    if (!it->is_object()) {
        return false;
    }
    for (const auto& [name, entry] : it->items()) {
        const auto value = readNumber(entry);
        if (!value) {
            return false;
        }
        values.emplace(name, *value);
    }
    return true;
}

}  // namespace

const char* eventKindName(EventKind kind) {
    for (const auto& [known, name] : kindNames) {
        if (known == kind) {
            return name;
        }
    }
    return "unknown";
}

Json toJson(const Event& event) {
    Json json = {{"event", eventKindName(event.kind)}, {"time", number(event.time)}};
    switch (event.kind) {
        case EventKind::Progress:
            json["stage"] = event.progress.stage;
            json["done"] = event.progress.done;
            json["total"] = event.progress.total;
            json["per_second"] = number(event.progress.perSecond);
            if (event.progress.etaSeconds) {
                json["eta_seconds"] = number(*event.progress.etaSeconds);
            }
            break;
        case EventKind::Metric: {
            json["step"] = event.step;
            Json values = Json::object();
            for (const auto& [name, value] : event.values) {
                values[name] = number(value);
            }
            json["values"] = std::move(values);
            break;
        }
        case EventKind::Checkpoint:
            json["step"] = event.step;
            json["text"] = event.text;
            break;
        case EventKind::Message:
        case EventKind::Finished:
            json["text"] = event.text;
            break;
        case EventKind::Started:
            break;
    }
    return json;
}

std::optional<Event> eventFromJson(const Json& json) {
    if (!json.is_object()) {
        return std::nullopt;
    }
    Event event;
    std::string kind;
    if (!readText(json, "event", kind)) {
        return std::nullopt;
    }
    bool known = false;
    for (const auto& [candidate, name] : kindNames) {
        if (kind == name) {
            event.kind = candidate;
            known = true;
        }
    }
    if (const auto it = json.find("time"); it != json.end() && it->is_number()) {
        event.time = it->get<double>();
    }
    if (!known || !readProgress(json, event.progress) || !readCount(json, "step", event.step) ||
        !readValues(json, event.values) || !readText(json, "text", event.text)) {
        return std::nullopt;
    }
    return event;
}

}  // namespace saferscope
