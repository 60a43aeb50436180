// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_index.h"
#include "core/features/index_layout.h"

#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

namespace saferscope {

namespace {

constexpr const char* scopeNames[] = {"sentence_ends", "all_tokens"};

template <class T>
Json perScope(const std::array<T, 2>& values) {
    return Json{{scopeNames[0], values[0]}, {scopeNames[1], values[1]}};
}

/// Reads members into a manifest and keeps the first complaint.
class Reader {
public:
    Reader(const Json& json, const std::string& where) : m_json(json), m_where(where) {}

    void text(const char* key, std::string& out) { take(jsonMemberOr<std::string>(m_json, key, {}, m_where), out); }

    template <class T>
    void count(const Json& object, const char* key, T& out) {
        const auto it = object.is_object() ? object.find(key) : object.end();
        if (!object.is_object() || it == object.end() || !it->is_number_unsigned() ||
            it->template get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) {
            complain(key, "a count");
            return;
        }
        out = static_cast<T>(it->template get<std::uint64_t>());
    }
    template <class T>
    void count(const char* key, T& out) {
        count(m_json, key, out);
    }

    void integer(const char* key, std::int64_t& out) {
        const auto it = m_json.find(key);
        if (it == m_json.end() || !it->is_number_integer()) {
            complain(key, "a whole number");
            return;
        }
        out = it->get<std::int64_t>();
    }

    void number(const Json& object, const char* key, double& out) {
        const auto it = object.is_object() ? object.find(key) : object.end();
        if (!object.is_object() || it == object.end() || !it->is_number() ||
            !std::isfinite(it->template get<double>())) {
            complain(key, "a number");
            return;
        }
        out = it->template get<double>();
    }
    void number(const char* key, double& out) { number(m_json, key, out); }

    void numbers(const char* key, std::array<double, 2>& out) { numbers(m_json, key, out); }
    void numbers(const Json& holder, const char* key, std::array<double, 2>& out) {
        const Json object = holder.is_object() ? holder.value(key, Json()) : Json();
        for (std::size_t scope = 0; scope < 2; ++scope) {
            number(object, scopeNames[scope], out[scope]);
        }
    }
    void counts(const char* key, std::array<std::uint64_t, 2>& out) {
        const Json object = m_json.value(key, Json());
        for (std::size_t scope = 0; scope < 2; ++scope) {
            count(object, scopeNames[scope], out[scope]);
        }
    }

    void subsets(const char* key, std::vector<IndexSubset>& out) {
        const auto list = m_json.find(key);
        if (list == m_json.end() || !list->is_array() || list->size() > layout::maximumSubsets) {
            complain(key, "a list of subsets");
            return;
        }
        for (const Json& entry : *list) {
            IndexSubset subset;
            take(jsonMember<std::string>(entry, "name", m_where), subset.name);
            count(entry, "pairs", subset.pairs);
            count(entry, "merged", subset.merged);
            numbers(entry, "constant", subset.constant);
            numbers(entry, "constant_normalised", subset.constantNormalised);
            out.push_back(std::move(subset));
        }
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    template <class T>
    void take(Result<T> value, T& out) {
        if (value) {
            out = std::move(*value);
        } else if (!m_error) {
            m_error = value.error();
        }
    }
    void complain(const char* key, const char* what) {
        if (!m_error) {
            m_error = Error{ErrorCode::InvalidInput, m_where + ": \"" + key + "\" is missing or not " + what + ".",
                            "Build the index again."};
        }
    }

    const Json& m_json;
    const std::string& m_where;
    std::optional<Error> m_error;
};

tl::unexpected<Error> refusedVersion(std::uint32_t version, const std::string& where) {
    const bool older = version < layout::version;
    return fail(ErrorCode::InvalidInput,
                where + " has index format version " + std::to_string(version) + ", which " +
                    (older ? "an older" : "a newer") + " version of this program wrote; this one reads version " +
                    std::to_string(layout::version) + ".",
                older ? "Build the index again: `safer index`, or a new index job in the window."
                      : "Update this program, or build the index again with it.");
}

}  // namespace

std::string layout::shardName(std::size_t shard) {
    char name[32];
    std::snprintf(name, sizeof(name), "shard-%05zu.bin", shard);
    return name;
}

Json toJson(const IndexManifest& manifest) {
    Json subsets = Json::array();
    for (const IndexSubset& subset : manifest.subsets) {
        subsets.push_back({{"name", subset.name},
                           {"pairs", subset.pairs},
                           {"merged", subset.merged},
                           {"constant", perScope(subset.constant)},
                           {"constant_normalised", perScope(subset.constantNormalised)}});
    }
    return Json{
        {"format", "saferscope-index"},
        {"version", manifest.version},
        {"model_hash", manifest.modelHash},
        {"sae_hash", manifest.saeHash},
        {"dataset_hash", manifest.datasetHash},
        {"dataset_name", manifest.datasetName},
        {"date_string", manifest.dateString},
        {"dtype", manifest.dtype},
        {"created_at", manifest.createdAt},
        {"code_version", manifest.codeVersion},
        {"layer", manifest.layer},
        {"k", manifest.k},
        {"features", manifest.features},
        {"pairs", manifest.pairs},
        {"latents", manifest.latents},
        {"positions", perScope(manifest.positions)},
        {"fvu", perScope(manifest.fvu)},
        {"l0", perScope(manifest.l0)},
        {"dead_fraction", perScope(manifest.deadFraction)},
        {"accuracy", manifest.accuracy},
        {"accuracy_reconstructed", manifest.accuracyReconstructed},
        {"reward_correlation", manifest.rewardCorrelation},
        {"subsets", std::move(subsets)},
    };
}

Result<IndexManifest> indexManifestFromJson(const Json& json, const std::string& where) {
    const auto format = jsonMember<std::string>(json, "format", where);
    if (!format || *format != "saferscope-index") {
        return fail(ErrorCode::InvalidInput, where + " does not describe a feature index.",
                    "Give the folder that holds index.json of an index built by this program.");
    }
    IndexManifest manifest;
    Reader reader(json, where);
    reader.count("version", manifest.version);
    if (!reader.error() && manifest.version != layout::version) {
        return refusedVersion(manifest.version, where);
    }
    reader.text("model_hash", manifest.modelHash);
    reader.text("sae_hash", manifest.saeHash);
    reader.text("dataset_hash", manifest.datasetHash);
    reader.text("dataset_name", manifest.datasetName);
    reader.text("date_string", manifest.dateString);
    reader.text("dtype", manifest.dtype);
    reader.text("created_at", manifest.createdAt);
    reader.text("code_version", manifest.codeVersion);
    reader.integer("layer", manifest.layer);
    reader.integer("k", manifest.k);
    reader.count("features", manifest.features);
    reader.count("pairs", manifest.pairs);
    reader.count("latents", manifest.latents);
    reader.counts("positions", manifest.positions);
    reader.numbers("fvu", manifest.fvu);
    reader.numbers("l0", manifest.l0);
    reader.numbers("dead_fraction", manifest.deadFraction);
    reader.number("accuracy", manifest.accuracy);
    reader.number("accuracy_reconstructed", manifest.accuracyReconstructed);
    reader.number("reward_correlation", manifest.rewardCorrelation);
    reader.subsets("subsets", manifest.subsets);
    if (reader.error()) {
        return tl::unexpected<Error>(*reader.error());
    }
    if (manifest.features == 0 || manifest.features > layout::maximumFeatures) {
        return fail(ErrorCode::InvalidInput,
                    where + ": " + std::to_string(manifest.features) + " features are outside what an index can hold.");
    }
    std::uint64_t pairs = 0;
    for (const IndexSubset& subset : manifest.subsets) {
        pairs += subset.pairs;
    }
    if (pairs != manifest.pairs) {
        return fail(ErrorCode::InvalidInput,
                    where + ": the subsets hold " + std::to_string(pairs) + " pairs, not " +
                        std::to_string(manifest.pairs) + ".",
                    "Build the index again.");
    }
    return manifest;
}

bool isIndexOfOlderFormat(const std::filesystem::path& folder) {
    const auto json = readJsonFile(folder / layout::manifestName, layout::largestManifest);
    if (!json || jsonMember<std::string>(*json, "format", {}).value_or("") != "saferscope-index") {
        return false;
    }
    const auto version = jsonMember<std::uint32_t>(*json, "version", {});
    return version && *version < layout::version;
}

}  // namespace saferscope
