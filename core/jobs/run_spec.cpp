// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_spec.h"

#include <array>
#include <utility>

namespace saferscope {

namespace {

constexpr std::uint32_t supportedVersion = 1;

constexpr std::array<std::pair<JobKind, const char*>, 7> kindNames = {{
    {JobKind::TrainRewardModel, "train-rm"},
    {JobKind::TrainSae, "train-sae"},
    {JobKind::BuildIndex, "index"},
    {JobKind::Evaluate, "evaluate"},
    {JobKind::RateFeatures, "rate"},
    {JobKind::Causal, "causal"},
    {JobKind::FeatureMap, "map"},
}};

template <class T>
Status readMember(const Json& json, const char* key, T& member, const std::string& where) {
    auto value = jsonMemberOr<T>(json, key, member, where);
    if (!value) {
        return failure(value);
    }
    member = std::move(*value);
    return {};
}

}  // namespace

const char* jobKindName(JobKind kind) {
    for (const auto& [known, name] : kindNames) {
        if (known == kind) {
            return name;
        }
    }
    return "unknown";
}

Result<JobKind> jobKindFromName(const std::string& name) {
    for (const auto& [kind, known] : kindNames) {
        if (name == known) {
            return kind;
        }
    }
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is not a kind of job this version knows.",
                "It knows train-rm, train-sae, index, evaluate, rate, causal and map.");
}

Json toJson(const RunSpec& spec) {
    return {{"version", spec.version},
            {"id", spec.id},
            {"kind", jobKindName(spec.kind)},
            {"title", spec.title},
            {"created_at", spec.createdAt},
            {"code_version", spec.codeVersion},
            {"device", spec.device},
            {"seed", spec.seed},
            {"sweep", spec.sweep},
            {"params", spec.params},
            {"inputs", spec.inputs}};
}

Result<RunSpec> runSpecFromJson(const Json& json, const std::string& where) {
    RunSpec spec;
    auto version = jsonMember<std::uint32_t>(json, "version", where);
    if (!version) {
        return failure(version);
    }
    if (*version == 0 || *version > supportedVersion) {
        return fail(ErrorCode::InvalidInput,
                    where + " has version " + std::to_string(*version) + "; this program reads version 1.",
                    "It was made by a newer Saferscope: use that one to run it.");
    }
    spec.version = *version;
    auto id = jsonMember<std::string>(json, "id", where);
    auto kindName = jsonMember<std::string>(json, "kind", where);
    if (!id || !kindName) {
        return id ? failure(kindName) : failure(id);
    }
    spec.id = std::move(*id);
    auto kind = jobKindFromName(*kindName);
    if (!kind) {
        return fail(kind.error().code, where + ": " + kind.error().message, kind.error().hint);
    }
    spec.kind = *kind;
    for (const auto& [key, member] : {std::pair{"title", &spec.title}, std::pair{"created_at", &spec.createdAt},
                                      std::pair{"code_version", &spec.codeVersion}, std::pair{"device", &spec.device},
                                      std::pair{"sweep", &spec.sweep}}) {
        if (auto read = readMember(json, key, *member, where); !read) {
            return failure(read);
        }
    }
    if (auto read = readMember(json, "seed", spec.seed, where); !read) {
        return failure(read);
    }
    for (const auto& [key, member] : {std::pair{"params", &spec.params}, std::pair{"inputs", &spec.inputs}}) {
        if (auto read = readMember(json, key, *member, where); !read) {
            return failure(read);
        }
        if (!member->is_object()) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a JSON object.");
        }
    }
    return spec;
}

}  // namespace saferscope
