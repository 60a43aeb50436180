// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/verdict_file.h"

#include "core/base/atomic_file.h"
#include "core/data/record_splitter.h"

#include <cmath>
#include <unordered_set>

namespace saferscope {

namespace {

constexpr const char* formatName = "saferscope-verdicts";
constexpr std::size_t maxLineBytes = 1u << 20;
constexpr std::size_t maxPairs = 20'000'000;
constexpr std::uint64_t maxFileBytes = 8ull << 30;
constexpr std::size_t flushBytes = 1u << 20;

tl::unexpected<Error> notVerdicts(const std::string& where, const std::string& what) {
    return fail(ErrorCode::InvalidInput, where + " " + what,
                "Give a file of an earlier evaluation, or what `safer reward --json` printed.");
}

Result<ScoredPair> pairFromLine(const Json& line, const std::string& where) {
    ScoredPair pair;
    const Json* numbers[2] = {};
    if (line.is_array() && line.size() == 4 && line[0].is_string() && line[1].is_string()) {
        pair.id = line[0].get<std::string>();
        pair.subset = line[1].get<std::string>();
        numbers[0] = &line[2];
        numbers[1] = &line[3];
    } else if (line.is_object() && line.contains("id") && line["id"].is_string() && line.contains("chosen") &&
               line.contains("rejected")) {
        pair.id = line["id"].get<std::string>();
        numbers[0] = &line["chosen"];
        numbers[1] = &line["rejected"];
    } else {
        return notVerdicts(where, "is not the verdict of a pair.");
    }
    if (!numbers[0]->is_number() || !numbers[1]->is_number()) {
        return notVerdicts(where, "has no two rewards.");
    }
    pair.chosen = numbers[0]->get<double>();
    pair.rejected = numbers[1]->get<double>();
    if (!std::isfinite(pair.chosen) || !std::isfinite(pair.rejected)) {
        return notVerdicts(where, "has a reward that is not a finite number.");
    }
    return pair;
}

Result<std::uint64_t> readHeader(const Json& header, const std::string& where, VerdictFile& file) {
    const auto version = jsonMember<int>(header, "version", where);
    if (!version) {
        return failure(version);
    }
    if (*version != 1) {
        return fail(ErrorCode::InvalidInput, where + ": version " + std::to_string(*version) + " is not known.",
                    "Use a newer version of this program.");
    }
    auto pairs = jsonMember<std::uint64_t>(header, "pairs", where);
    if (!pairs) {
        return failure(pairs);
    }
    for (const auto& [key, member] : {std::pair<const char*, std::string*>{"model", &file.modelName},
                                      {"model_hash", &file.modelHash},
                                      {"dataset_name", &file.datasetName},
                                      {"dataset_hash", &file.datasetHash}}) {
        auto text = jsonMemberOr<std::string>(header, key, {}, where);
        if (!text) {
            return failure(text);
        }
        *member = std::move(*text);
    }
    if (const auto preset = header.find("preset"); preset != header.end() && preset->is_object()) {
        auto read = presetFromJson(*preset, where);
        if (!read) {
            return failure(read);
        }
        file.preset = std::move(*read);
    }
    return pairs;
}

}  // namespace

Status writeVerdicts(const std::filesystem::path& path, const VerdictFile& verdicts) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    Json header = {{"format", formatName},
                   {"version", 1},
                   {"pairs", verdicts.pairs.size()},
                   {"model", verdicts.modelName},
                   {"model_hash", verdicts.modelHash},
                   {"dataset_name", verdicts.datasetName},
                   {"dataset_hash", verdicts.datasetHash}};
    if (verdicts.preset) {
        header["preset"] = toJson(*verdicts.preset);
    }
    std::string text = dumpJson(header) + "\n";
    for (const auto& pair : verdicts.pairs) {
        text += dumpJson(Json::array({pair.id, pair.subset, pair.chosen, pair.rejected})) + "\n";
        if (text.size() >= flushBytes) {
            if (auto written = file->append(text); !written) {
                return written;
            }
            text.clear();
        }
    }
    if (auto written = file->append(text); !written) {
        return written;
    }
    return file->commit();
}

Result<VerdictFile> readVerdicts(const std::filesystem::path& path) {
    // Record by record: a line without end never lies in memory, and a FIFO or device is refused.
    auto lines = RecordSplitter::open(path, maxLineBytes, maxFileBytes);
    if (!lines) {
        return failure(lines);
    }
    if (lines->form() != RecordSplitter::Form::Lines) {
        return notVerdicts(path.string(), "is another kind of file.");
    }
    VerdictFile file;
    std::optional<std::uint64_t> expected;
    std::unordered_set<std::string> ids;
    for (bool first = true;; first = false) {
        const auto line = lines->next();
        if (!line) {
            return failure(line);
        }
        if (!*line) {
            break;
        }
        const std::string where = "Line " + std::to_string((*line)->line) + " of " + path.string();
        if (!(*line)->problem.empty()) {
            return notVerdicts(where, "cannot be read: " + (*line)->problem + ".");
        }
        const auto json = parseJson((*line)->text, where);
        if (!json) {
            return failure(json);
        }
        if (first && json->is_object() && json->contains("format")) {
            if ((*json)["format"] != formatName) {
                return notVerdicts(path.string(), "is another kind of file.");
            }
            const auto pairs = readHeader(*json, where, file);
            if (!pairs) {
                return failure(pairs);
            }
            expected = *pairs;
            continue;
        }
        auto pair = pairFromLine(*json, where);
        if (!pair) {
            return failure(pair);
        }
        if (!ids.insert(pair->id).second) {
            return notVerdicts(where, "repeats the id \"" + pair->id.substr(0, 200) + "\".");
        }
        file.pairs.push_back(std::move(*pair));
        if (file.pairs.size() > maxPairs) {
            return notVerdicts(path.string(), "has too many pairs.");
        }
    }
    if (expected && *expected != file.pairs.size()) {
        return notVerdicts(path.string(), "is damaged: it has " + std::to_string(file.pairs.size()) + " of " +
                                              std::to_string(*expected) + " pairs.");
    }
    if (file.pairs.empty()) {
        return notVerdicts(path.string(), "holds no verdict.");
    }
    return file;
}

}  // namespace saferscope
