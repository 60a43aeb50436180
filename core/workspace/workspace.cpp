// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/storage/evaluation_store.h"
#include "core/storage/settings_store.h"
#include "core/workspace/workspace_check.h"
#include "core/workspace/workspace_impl.h"
#include "core/workspace/workspace_watch.h"

#include <charconv>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* databaseName = "workspace.db";
constexpr const char* subfolders[] = {"runs", "datasets", "models", "saes", "indexes"};

Status makeSubfolders(const fs::path& folder) {
    for (const char* name : subfolders) {
        std::error_code error;
        fs::create_directories(folder / name, error);
        if (error) {
            return fail(ErrorCode::Io,
                        "Cannot make the folder " + (folder / name).string() + ": " + error.message() + ".",
                        "Choose a folder that you may write to.");
        }
    }
    return {};
}

fs::path absolutePath(const fs::path& path) {
    std::error_code error;
    auto absolute = fs::weakly_canonical(fs::absolute(path, error), error);
    return error ? path : absolute;
}

// A warning and no refusal: all that is intact can be used. Ratings are checked whenever they are read.
void warnOfDamage(const Database& database, const fs::path& folder) {
    const auto sentences = damageSeenOnOpening(database);
    if (!sentences.empty()) {
        log::warn("The workspace {} is damaged in {} places, first: {} `safer workspace verify` names them all.",
                  folder.string(), sentences.size(), sentences.front());
    }
}

bool isMeasure(const std::string& name) { return name == "contrast" || name == "normalised" || name == "effect"; }

template <class Number>
Number numberOr(const std::map<std::string, std::string>& settings, const char* key, Number fallback) {
    const auto it = settings.find(key);
    Number value{};
    if (it == settings.end()) {
        return fallback;
    }
    const char* end = it->second.data() + it->second.size();
    const auto parsed = std::from_chars(it->second.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end ? value : fallback;
}

}  // namespace

Workspace::Workspace(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Workspace::~Workspace() = default;

bool Workspace::isWorkspace(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / databaseName, error);
}

Result<std::unique_ptr<Workspace>> Workspace::create(const fs::path& path) {
    const fs::path folder = absolutePath(path);
    if (isWorkspace(folder)) {
        return fail(ErrorCode::InvalidInput, folder.string() + " is a workspace already.", "Open it instead.");
    }
    if (auto made = makeSubfolders(folder); !made) {
        return failure(made);
    }
    // The database comes last: a folder without it is no workspace, so a creation cut short leaves none.
    auto database = Database::create(folder / databaseName);
    if (!database) {
        return failure(database);
    }
    return std::unique_ptr<Workspace>(new Workspace(std::make_unique<Impl>(folder, std::move(*database))));
}

Result<std::unique_ptr<Workspace>> Workspace::open(const fs::path& path) {
    const fs::path folder = absolutePath(path);
    if (!isWorkspace(folder)) {
        return fail(ErrorCode::NotFound, folder.string() + " is not a workspace: it has no workspace.db.",
                    "Choose a folder that Saferscope made, or create a workspace there.");
    }
    auto database = Database::open(folder / databaseName);
    if (!database) {
        return failure(database);
    }
    // Empty folders get lost in archives and synchronised drives. One that may only be read is looked at without them.
    if (auto made = makeSubfolders(folder); !made && !whyReadOnly(folder)) {
        return failure(made);
    }
    warnOfDamage(*database, folder);
    return std::unique_ptr<Workspace>(new Workspace(std::make_unique<Impl>(folder, std::move(*database))));
}

const fs::path& Workspace::folder() const { return m_impl->folder; }
fs::path Workspace::runsFolder() const { return m_impl->folder / "runs"; }

WorkspaceSettings Workspace::settings() const {
    const auto stored = m_impl->orEmpty(readSettings(m_impl->database));
    WorkspaceSettings settings;
    if (const auto it = stored.find("date_string"); it != stored.end()) {
        settings.dateString = it->second;
    }
    settings.maxTokens = numberOr(stored, "max_tokens", settings.maxTokens);
    settings.keptFeatures = numberOr(stored, "kept_features", settings.keptFeatures);
    settings.candidateFeatures = numberOr(stored, "candidate_features", settings.candidateFeatures);
    if (const auto it = stored.find("contrast_measure"); it != stored.end() && isMeasure(it->second)) {
        settings.contrastMeasure = it->second;
    }
    if (const auto it = stored.find("judge"); it != stored.end()) {
        settings.judge = it->second;
    }
    if (const auto it = stored.find("sweep_training"); it != stored.end()) {
        const auto training = parseJson(it->second, "the settings");  // bounded in depth: anybody may have written it
        settings.sweepTraining = training && training->is_object() ? *training : Json::object();
    }
    return settings;
}

Status Workspace::setSettings(const WorkspaceSettings& settings) {
    if (settings.maxTokens < 2 || settings.keptFeatures == 0) {
        return fail(ErrorCode::Usage, "A pair needs at least 2 tokens and a score at least 1 feature.");
    }
    if (settings.candidateFeatures == 0 || !isMeasure(settings.contrastMeasure)) {
        return fail(
            ErrorCode::Usage,
            "Ratings need at least 1 candidate feature and a measure of strength: \"contrast\", \"normalised\" or "
            "\"effect\".");
    }
    if (auto named = settings.judge.empty() ? Status() : checkRaterName(settings.judge, "The judge"); !named) {
        return named;
    }
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    const std::pair<const char*, std::string> values[] = {
        {"date_string", settings.dateString},
        {"max_tokens", std::to_string(settings.maxTokens)},
        {"kept_features", std::to_string(settings.keptFeatures)},
        {"candidate_features", std::to_string(settings.candidateFeatures)},
        {"contrast_measure", settings.contrastMeasure},
        {"judge", settings.judge},
        {"sweep_training", dumpJson(settings.sweepTraining)}};
    for (const auto& [key, value] : values) {
        if (auto written = writeSetting(*transaction, key, value); !written) {
            return written;
        }
    }
    return transaction->commit();
}

std::vector<EvaluationRecord> Workspace::evaluations() const {
    std::vector<EvaluationRecord> records;
    for (auto& row : m_impl->orEmpty(readEvaluations(m_impl->database))) {
        records.push_back({std::move(row.modelName), std::move(row.modelHash), std::move(row.datasetName),
                           std::move(row.datasetHash), std::move(row.createdAt), std::move(row.result)});
    }
    return records;
}

Result<std::shared_ptr<const FeatureIndex>> Workspace::openNewestIndex() const {
    const auto newest = newestArtifact(ArtifactKind::Index);
    if (!newest) {
        return fail(ErrorCode::NotFound, "The workspace " + m_impl->folder.string() + " has no feature index yet.",
                    "Build one: `safer index`, or the feature index card of the Overview page.");
    }
    return FeatureIndex::open(newest->path);
}

}  // namespace saferscope
