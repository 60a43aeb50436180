// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace {

constexpr const char* sweepFormat = "saferscope-sweep";
constexpr int sweepVersion = 1;

/// Ids become folders below the workspace, hashes files.
bool isFolderName(const std::string& id) {
    return id.size() <= 200 && !id.starts_with('.') && id.find('/') == std::string::npos &&
           id.find('\0') == std::string::npos;
}

bool isHash(const std::string& text) {
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// Takes the members of an object one by one; remembers the first complaint, and at the end which were left over.
class MemberReader {
public:
    MemberReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {
        if (!json.is_object()) {
            m_status = fail(ErrorCode::InvalidInput, m_where + " is not a JSON object.");
        }
    }

    template <class T>
    void take(const char* key, T& member) {
        m_known.insert(key);
        if (!m_status) {
            return;
        }
        if constexpr (std::is_same_v<T, std::uint64_t> || std::is_same_v<T, std::uint32_t>) {
            const auto found = m_json.find(key);
            const bool fits = found != m_json.end() && found->is_number_unsigned() &&
                              found->template get<std::uint64_t>() <= std::numeric_limits<T>::max();
            if (!fits) {  // -1 would wrap around
                complain(key, found == m_json.end() ? "is missing" : "is not a whole number that fits");
                return;
            }
            member = found->template get<T>();
        } else {
            auto value = jsonMember<T>(m_json, key, m_where);
            if (!value) {
                m_status = failure(value);
                return;
            }
            member = std::move(*value);
        }
    }

    /// A name that `parse` turns into a member.
    template <class T, class Parse>
    void takeName(const char* key, T& member, Parse parse) {
        std::string name;
        take(key, name);
        if (!m_status) {
            return;
        }
        auto parsed = parse(name);
        if (!parsed) {
            complain(key, "is \"" + name + "\", which is unknown");
            return;
        }
        member = *parsed;
    }

    void complain(const std::string& key, const std::string& what) {
        if (m_status) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"" + key + "\" " + what + ".");
        }
    }

    Status finish() {
        if (m_status) {
            for (const auto& [key, value] : m_json.items()) {
                if (!m_known.contains(key)) {
                    complain(key, "is not known here");
                }
            }
        }
        return m_status;
    }

private:
    const Json& m_json;
    const std::string m_where;
    Status m_status;
    std::set<std::string> m_known;
};

Result<CellKind> cellKindFromName(const std::string& name) {
    for (const CellKind kind : {CellKind::Baseline, CellKind::Reference, CellKind::Changed}) {
        if (name == cellKindName(kind)) {
            return kind;
        }
    }
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is no kind of cell.");
}

Json cellJson(const SweepCell& cell) {
    return {{"kind", cellKindName(cell.kind)},
            {"strategy", strategyName(cell.strategy)},
            {"ratio", cell.ratio},
            {"seed", cell.seed},
            {"changed", cell.changed},
            {"plan", cell.planHash},
            {"train_key", cell.trainKey},
            {"train_run", cell.trainRun},
            {"evaluate_run", cell.evaluateRun},
            {"reused", cell.reused}};
}

Result<SweepCell> cellFromJson(const Json& json, const std::string& where) {
    SweepCell cell;
    MemberReader reader(json, where);
    reader.takeName("kind", cell.kind, cellKindFromName);
    reader.takeName("strategy", cell.strategy, strategyFromName);
    reader.take("ratio", cell.ratio);
    reader.take("seed", cell.seed);
    reader.take("changed", cell.changed);
    reader.take("plan", cell.planHash);
    reader.take("train_key", cell.trainKey);
    reader.take("train_run", cell.trainRun);
    reader.take("evaluate_run", cell.evaluateRun);
    reader.take("reused", cell.reused);
    if (!cell.planHash.empty() && !isHash(cell.planHash)) {
        reader.complain("plan", "is no hash");
    }
    for (const auto& [key, id] :
         {std::pair{"train_run", &cell.trainRun}, std::pair{"evaluate_run", &cell.evaluateRun}}) {
        if (!isFolderName(*id)) {
            reader.complain(key, "is no name of a run");
        }
    }
    if (auto read = reader.finish(); !read) {
        return failure(read);
    }
    return cell;
}

}  // namespace

Json toJson(const SweepSpec& spec) {
    Json strategies = Json::array();
    for (const Strategy strategy : spec.strategies) {
        strategies.push_back(strategyName(strategy));
    }
    return {{"id", spec.id},
            {"title", spec.title},
            {"created_at", spec.createdAt},
            {"code_version", spec.codeVersion},
            {"mode", experimentModeName(spec.mode)},
            {"strategies", std::move(strategies)},
            {"ratios", spec.ratios},
            {"seeds", spec.seeds},
            {"dataset", spec.dataset},
            {"dataset_hash", spec.datasetHash},
            {"reference", spec.reference},
            {"reference_hash", spec.referenceHash},
            {"index", spec.index},
            {"index_hash", spec.indexHash},
            {"scope", spec.scope},
            {"feature_set", spec.featureSet},
            {"rule", spec.rule},
            {"features", spec.features},
            {"measure", spec.measure},
            {"confirmed_set", spec.confirmedSet},
            {"rubric", spec.rubric},
            {"base_model", spec.baseModel},
            {"base_model_hash", spec.baseModelHash},
            {"training_config", spec.trainingConfig},
            {"evaluation", spec.evaluation},
            {"evaluation_hash", spec.evaluationHash},
            {"suite", spec.suite},
            {"max_tokens", spec.maxTokens},
            {"date_string", spec.dateString},
            {"device", spec.device},
            {"launcher", spec.launcher},
            {"keep_models", spec.keepModels}};
}

Result<SweepSpec> sweepSpecFromJson(const Json& json, const std::string& where) {
    SweepSpec spec;
    std::vector<std::string> strategies;
    Json seeds;
    MemberReader reader(json, where);
    reader.take("id", spec.id);
    reader.take("title", spec.title);
    reader.take("created_at", spec.createdAt);
    reader.take("code_version", spec.codeVersion);
    reader.takeName("mode", spec.mode, experimentModeFromName);
    reader.take("strategies", strategies);
    reader.take("ratios", spec.ratios);
    reader.take("seeds", seeds);
    reader.take("dataset", spec.dataset);
    reader.take("dataset_hash", spec.datasetHash);
    reader.take("reference", spec.reference);
    reader.take("reference_hash", spec.referenceHash);
    reader.take("index", spec.index);
    reader.take("index_hash", spec.indexHash);
    reader.take("scope", spec.scope);
    reader.take("feature_set", spec.featureSet);
    reader.take("rule", spec.rule);
    reader.take("features", spec.features);
    reader.take("measure", spec.measure);
    reader.take("confirmed_set", spec.confirmedSet);
    reader.take("rubric", spec.rubric);
    reader.take("base_model", spec.baseModel);
    reader.take("base_model_hash", spec.baseModelHash);
    reader.take("training_config", spec.trainingConfig);
    reader.take("evaluation", spec.evaluation);
    reader.take("evaluation_hash", spec.evaluationHash);
    reader.take("suite", spec.suite);
    reader.take("max_tokens", spec.maxTokens);
    reader.take("date_string", spec.dateString);
    reader.take("device", spec.device);
    reader.take("launcher", spec.launcher);
    reader.take("keep_models", spec.keepModels);
    for (const auto& name : strategies) {
        if (const auto strategy = strategyFromName(name)) {
            spec.strategies.push_back(*strategy);
        } else {
            reader.complain("strategies", "names \"" + name + "\", which is unknown");
        }
    }
    for (const Json& seed : seeds) {
        if (seed.is_number_unsigned()) {
            spec.seeds.push_back(seed.get<std::uint64_t>());
        } else {
            reader.complain("seeds", "is not a list of whole numbers");
        }
    }
    if (!isFolderName(spec.id)) {
        reader.complain("id", "is no name of a folder");
    }
    Status status = reader.finish();
    if (status) {
        status = checkSweepSpec(spec);
        if (!status) {
            status = fail(ErrorCode::InvalidInput, where + ": " + status.error().message, status.error().hint);
        }
    }
    if (!status) {
        return failure(status);
    }
    return spec;
}

Json toJson(const Sweep& sweep) {
    Json cells = Json::array();
    for (const SweepCell& cell : sweep.cells) {
        cells.push_back(cellJson(cell));
    }
    return {
        {"format", sweepFormat}, {"version", sweepVersion}, {"spec", toJson(sweep.spec)}, {"cells", std::move(cells)}};
}

Result<Sweep> sweepFromJson(const Json& json, const std::string& where) {
    const auto format = jsonMemberOr<std::string>(json, "format", {}, where);
    const auto version = jsonMemberOr<int>(json, "version", 0, where);
    if (!format || *format != sweepFormat || !version || *version < 1) {
        return fail(ErrorCode::InvalidInput, where + " is not a sweep.");
    }
    if (*version > sweepVersion) {
        return fail(ErrorCode::InvalidInput, where + " was made by a newer Saferscope.", "Use that one.");
    }
    const auto specJson = jsonMember<Json>(json, "spec", where);
    const auto cells = jsonMember<Json>(json, "cells", where);
    if (!specJson || !cells || !cells->is_array()) {
        return fail(ErrorCode::InvalidInput, where + " lacks its spec or its cells.");
    }
    Sweep sweep;
    auto spec = sweepSpecFromJson(*specJson, where);
    if (!spec) {
        return failure(spec);
    }
    sweep.spec = std::move(*spec);
    for (const Json& one : *cells) {
        auto cell = cellFromJson(one, where + ", cell " + std::to_string(sweep.cells.size() + 1));
        if (!cell) {
            return failure(cell);
        }
        sweep.cells.push_back(std::move(*cell));
    }
    // The cells follow from the spec; anything else would be a table with the wrong headings.
    const auto expected = expandSweep(sweep.spec);
    const auto same = [](const SweepCell& a, const SweepCell& b) {
        return a.kind == b.kind && a.seed == b.seed &&
               (a.kind != CellKind::Changed || (a.strategy == b.strategy && a.ratio == b.ratio));
    };
    if (!std::ranges::equal(sweep.cells, expected, same)) {
        return fail(ErrorCode::InvalidInput, where + ": its cells are not those of its spec.");
    }
    return sweep;
}

}  // namespace saferscope
