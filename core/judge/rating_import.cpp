// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/rating_import.h"

#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/data/record_splitter.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t maxFileBytes = 256u << 20;
constexpr std::uint64_t maxLineBytes = 1u << 20;
constexpr std::uint64_t maxExplanationFileBytes = 256u << 10;
constexpr std::size_t maxEntries = 200'000;
constexpr std::size_t maxIssues = 1000;

// The file's time with milliseconds, as events write it.
std::string timeOf(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    double seconds = secondsSinceEpoch();
    if (!error) {
        const auto system = std::chrono::file_clock::to_sys(time);
        seconds = std::min(seconds, std::max(0.0, std::chrono::duration<double>(system.time_since_epoch()).count()));
    }
    std::string text = utcTimestamp(seconds);
    char milliseconds[8];
    std::snprintf(milliseconds, sizeof milliseconds, ".%03d",
                  static_cast<int>((seconds - static_cast<double>(static_cast<std::int64_t>(seconds))) * 1000.0));
    text.insert(text.size() - 1, milliseconds);
    return text;
}

class Importer {
public:
    explicit Importer(const RatingImportRequest& request) : m_request(request) {}

    void refuse(const std::string& where, const std::string& why) {
        ++m_result.refused;
        if (m_result.issues.size() < maxIssues) {
            m_result.issues.push_back(where + ": " + why + ".");
        }
    }

    std::optional<FeatureId> feature(std::string_view text, const std::string& where) {
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) {
            refuse(where, "it does not name a feature by its number");
            return std::nullopt;
        }
        if (number >= m_request.features) {
            refuse(where, "it names feature " + std::to_string(number) + ", but the SAE has " +
                              std::to_string(m_request.features));
            return std::nullopt;
        }
        return FeatureId(number);
    }

    void rating(FeatureId feature, std::optional<int> score, std::string text, const std::string& where) {
        RatingEvent event;
        event.action = score ? RatingAction::Rate : RatingAction::Unrated;
        event.score = score;
        event.text = score || !text.empty() ? std::move(text) : "The file holds no score for this feature.";
        add(feature, std::move(event), where);
    }

    void label(FeatureId feature, const std::string& text, const std::string& where) {
        const auto first = text.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) {
            refuse(where, "it holds no explanation");
            return;
        }
        RatingEvent event;
        event.action = m_request.labelled.contains(feature) ? RatingAction::Comment : RatingAction::Label;
        event.text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
        add(feature, std::move(event), where);
    }

    void setSource(const fs::path& file, const std::string& form) {
        m_source = file.filename().string();
        m_time = timeOf(file);
        m_result.form = form;
    }
    bool full() const { return m_result.events.size() >= maxEntries; }
    RatingImport take() { return std::move(m_result); }

private:
    void add(FeatureId feature, RatingEvent event, const std::string& where) {
        event.createdAt = m_time;
        event.saeHash = m_request.saeHash;
        event.feature = feature;
        event.rater = m_request.rater;
        event.raterKind = RaterKind::Judge;
        event.details = {{"judge", "file"}, {"source", m_source}, {"form", m_result.form}};
        event.id = std::string(32, '0');
        event.id = sha256Hex(ratingLine(event)).substr(0, 32);
        if (auto checked = checkRatingEvent(event, where); !checked) {
            ++m_result.refused;
            if (m_result.issues.size() < maxIssues) {
                m_result.issues.push_back(checked.error().message);
            }
            return;
        }
        m_result.events.push_back(std::move(event));
    }

    const RatingImportRequest& m_request;
    RatingImport m_result;
    std::string m_source;
    std::string m_time;
};

Status importSafer(Importer& importer, const fs::path& file, const Json& json) {
    importer.setSource(file, "SAFER");
    for (const auto& [key, entry] : json.at("results").items()) {
        const std::string where = file.filename().string() + ", result \"" + key.substr(0, 40) + "\"";
        const auto feature = importer.feature(key, where);
        if (!feature || importer.full()) {
            continue;
        }
        if (!entry.is_object()) {
            importer.refuse(where, "it is not an object");
            continue;
        }
        const auto score = entry.find("score");
        const auto explanation = entry.find("explanation");
        const bool isNull = score == entry.end() || score->is_null();
        const bool valid = isNull || (score->is_number_integer() && *score >= 1 && *score <= 5);
        const bool text = explanation == entry.end() || explanation->is_null() || explanation->is_string();
        if (!valid || !text) {
            importer.refuse(where, valid ? "it has an explanation that is no text"
                                         : "it has a score that is not a whole number between 1 and 5");
            continue;
        }
        importer.rating(*feature, isNull ? std::nullopt : std::optional(score->get<int>()),
                        explanation != entry.end() && explanation->is_string() ? explanation->get<std::string>() : "",
                        where);
    }
    return {};
}

Status importNeuronpedia(Importer& importer, const fs::path& file) {
    importer.setSource(file, "Neuronpedia");
    auto records = RecordSplitter::open(file, maxLineBytes, maxFileBytes);
    if (!records) {
        return failure(records);
    }
    while (!importer.full()) {
        const auto record = records->next();
        if (!record) {
            return failure(record);
        }
        if (!*record) {
            break;
        }
        const std::string where = file.filename().string() + ", line " + std::to_string((*record)->line);
        if (!(*record)->problem.empty()) {
            importer.refuse(where, "it cannot be read: " + (*record)->problem);
            continue;
        }
        const auto json = parseJson((*record)->text, where);
        if (!json || !json->is_object()) {
            importer.refuse(where, "it is not a JSON object");
            continue;
        }
        const auto index = json->find("index");
        const auto description = json->find("description");
        if (index == json->end() || (!index->is_string() && !index->is_number_unsigned()) ||
            description == json->end() || !description->is_string()) {
            importer.refuse(where, "it has no \"index\" and \"description\"");
            continue;
        }
        const std::string number =
            index->is_string() ? index->get<std::string>() : std::to_string(index->get<std::uint64_t>());
        if (const auto feature = importer.feature(number, where)) {
            importer.label(*feature, description->get<std::string>(), where);
        }
    }
    return {};
}

struct DelphiFile {
    fs::path path;
    std::string hook;
    std::string number;
};

// "layers.12_latent34.txt"
std::optional<DelphiFile> delphiFile(const fs::path& path) {
    const std::string name = path.filename().string();
    const auto at = name.rfind("_latent");
    if (at == std::string::npos || !name.ends_with(".txt") || name.size() <= at + 7 + 4) {
        return std::nullopt;
    }
    return DelphiFile{path, name.substr(0, at), name.substr(at + 7, name.size() - at - 7 - 4)};
}

Status importDelphi(Importer& importer, std::vector<DelphiFile> files) {
    const bool oneHook =
        std::ranges::all_of(files, [&](const DelphiFile& file) { return file.hook == files.front().hook; });
    if (!oneHook) {
        return fail(ErrorCode::InvalidInput, "The folder holds explanations of several layers.",
                    "Move those of the SAE's layer into a folder of their own.");
    }
    std::ranges::sort(files, {}, &DelphiFile::path);
    for (const auto& file : files) {
        importer.setSource(file.path, "delphi");
        const std::string where = file.path.filename().string();
        const auto feature = importer.feature(file.number, where);
        if (!feature || importer.full()) {
            continue;
        }
        const auto json = readJsonFile(file.path, maxExplanationFileBytes);
        if (!json || !json->is_string()) {
            importer.refuse(where, json ? "it is not a JSON string" : "it cannot be read: " + json.error().message);
            continue;
        }
        importer.label(*feature, json->get<std::string>(), where);
    }
    return {};
}

Status importFolder(Importer& importer, const fs::path& folder) {
    std::vector<DelphiFile> delphi;
    std::vector<fs::path> batches;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (!it->is_regular_file(ignored) || it->is_symlink(ignored) || delphi.size() + batches.size() >= maxEntries) {
            continue;
        }
        const std::string name = it->path().filename().string();
        if (auto file = delphiFile(it->path())) {
            delphi.push_back(std::move(*file));
        } else if (name.starts_with("batch-") && (name.ends_with(".jsonl") || name.ends_with(".jsonl.gz"))) {
            batches.push_back(it->path());
        }
    }
    if (!delphi.empty()) {
        return importDelphi(importer, std::move(delphi));
    }
    std::ranges::sort(batches);
    for (const auto& batch : batches) {
        if (auto done = importNeuronpedia(importer, batch); !done) {
            return done;
        }
    }
    // delphi's results, Neuronpedia's sources and `safer export delphi` have them one level below.
    if (batches.empty() && folder.filename() != "explanations" && fs::is_directory(folder / "explanations", error)) {
        return importFolder(importer, folder / "explanations");
    }
    if (batches.empty()) {
        return fail(ErrorCode::InvalidInput, folder.string() + " holds no explanations.",
                    "It wants files like layers.12_latent34.txt (delphi) or batch-0.jsonl.gz (Neuronpedia).");
    }
    return {};
}

}  // namespace

Result<RatingImport> importRatings(const RatingImportRequest& request) {
    std::error_code error;
    const auto status = fs::status(request.path, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "There is no file " + request.path.string() + ".");
    }
    Importer importer(request);
    Status done;
    const std::string name = request.path.filename().string();
    if (fs::is_directory(status)) {
        done = importFolder(importer, request.path);
    } else if (name.ends_with(".jsonl") || name.ends_with(".gz")) {
        done = importNeuronpedia(importer, request.path);
    } else {
        const auto json = readJsonFile(request.path, maxFileBytes);
        if (!json) {
            return failure(json);
        }
        const auto results = json->is_object() ? json->find("results") : json->end();
        if (!json->is_object() || results == json->end() || !results->is_object()) {
            return fail(ErrorCode::InvalidInput, request.path.string() + " holds no ratings that can be read.",
                        "It wants SAFER's interpret.json, delphi's folder of explanations, or Neuronpedia's "
                        "batch-N.jsonl.gz.");
        }
        done = importSafer(importer, request.path, *json);
    }
    if (!done) {
        return failure(done);
    }
    return importer.take();
}

}  // namespace saferscope
