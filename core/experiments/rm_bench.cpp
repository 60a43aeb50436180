// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/rm_bench.h"

#include <fstream>

namespace saferscope {

namespace {

constexpr std::uint64_t maxFileBytes = 256u << 20;

std::optional<std::size_t> styleAt(const Json& meta, const char* key) {
    const auto it = meta.find(key);
    if (it == meta.end() || !it->is_number_integer()) {
        return std::nullopt;
    }
    const auto style = it->get<std::int64_t>();
    return style >= 0 && style < static_cast<std::int64_t>(rmBenchStyles)
               ? std::optional(static_cast<std::size_t>(style))
               : std::nullopt;
}

bool isStyleDigit(char digit) { return digit >= '0' && digit < static_cast<char>('0' + rmBenchStyles); }

bool isThreeTexts(const Json& record, const char* key) {
    const auto it = record.find(key);
    return it != record.end() && it->is_array() && it->size() == rmBenchStyles && (*it)[0].is_string() &&
           (*it)[1].is_string() && (*it)[2].is_string();
}

bool looksLikeItem(const Json& record) {
    return record.is_object() && record.contains("prompt") && isThreeTexts(record, "chosen") &&
           isThreeTexts(record, "rejected");
}

bool isJsonLines(const std::filesystem::path& file) { return file.extension() == ".jsonl"; }

}  // namespace

const char* difficultyName(Difficulty difficulty) {
    switch (difficulty) {
        case Difficulty::Easy:
            return "easy";
        case Difficulty::Normal:
            return "normal";
        case Difficulty::Hard:
            break;
    }
    return "hard";
}

Difficulty difficultyOf(std::size_t cell) {
    const std::size_t chosen = cell / rmBenchStyles;
    const std::size_t rejected = cell % rmBenchStyles;
    return chosen > rejected ? Difficulty::Easy : chosen == rejected ? Difficulty::Normal : Difficulty::Hard;
}

std::optional<StyleCell> styleCell(std::string_view id, const std::string& metaJson) {
    std::optional<StyleCell> fromId;
    if (id.size() > 3 && id[id.size() - 3] == '_' && isStyleDigit(id[id.size() - 2]) && isStyleDigit(id.back())) {
        fromId = StyleCell{std::string(id.substr(0, id.size() - 3)), static_cast<std::size_t>(id[id.size() - 2] - '0'),
                           static_cast<std::size_t>(id.back() - '0')};
    }
    const auto meta =
        metaJson.find("style_chosen") == std::string::npos ? Result<Json>(Json::object()) : parseJson(metaJson, "meta");
    if (!meta || !meta->is_object()) {
        return fromId;
    }
    const auto chosen = styleAt(*meta, "style_chosen");
    const auto rejected = styleAt(*meta, "style_rejected");
    if (!chosen || !rejected) {
        return fromId;
    }
    StyleCell cell{std::string(id), *chosen, *rejected};
    const auto item = meta->find("item");
    if (item != meta->end() && item->is_string()) {
        cell.item = item->get<std::string>();
    } else if (fromId && fromId->chosen == *chosen && fromId->rejected == *rejected) {
        cell.item = fromId->item;
    }
    return cell;
}

Result<std::vector<PreferencePair>> expandRmBenchItem(const Json& record, const std::string& where) {
    if (!looksLikeItem(record)) {
        return fail(ErrorCode::InvalidInput,
                    where + " is not an item of RM-Bench: \"prompt\", three \"chosen\" and three \"rejected\" texts.",
                    "Give the file as RM-Bench publishes it.");
    }
    auto prompt = jsonMember<std::string>(record, "prompt", where);
    if (!prompt) {
        return failure(prompt);
    }
    auto subset = jsonMemberOr<std::string>(record, record.contains("subset") ? "subset" : "domain", {}, where);
    if (!subset) {
        return failure(subset);
    }
    const auto it = record.find("id");
    if (it == record.end() || !(it->is_string() || it->is_number_integer())) {
        return fail(ErrorCode::InvalidInput, where + " has no \"id\".", "Give the file as RM-Bench publishes it.");
    }
    const std::string id = it->is_string() ? it->get<std::string>() : std::to_string(it->get<std::int64_t>());
    std::vector<PreferencePair> pairs;
    for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
        const std::size_t chosen = cell / rmBenchStyles;
        const std::size_t rejected = cell % rmBenchStyles;
        PreferencePair pair;
        // Ids are unique per subset only in what is published.
        const std::string item = *subset + "/" + id;
        pair.id = item + "_" + std::to_string(chosen) + std::to_string(rejected);
        pair.subset = *subset;
        pair.split = "eval";
        pair.prompt = {{"user", *prompt}};
        pair.chosen = record.at("chosen")[chosen].get<std::string>();
        pair.rejected = record.at("rejected")[rejected].get<std::string>();
        pair.meta = dumpJson(Json{{"item", item}, {"style_chosen", chosen}, {"style_rejected", rejected}});
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

bool isRmBenchFile(const std::filesystem::path& file) {
    if (isJsonLines(file)) {
        std::ifstream stream(file, std::ios::binary);
        std::string line;
        if (!std::getline(stream, line) || line.size() > maxFileBytes) {
            return false;
        }
        const auto record = parseJson(line, "line 1");
        return record && looksLikeItem(*record);
    }
    if (file.extension() != ".json") {
        return false;
    }
    const auto list = readJsonFile(file, maxFileBytes);
    return list && list->is_array() && !list->empty() && looksLikeItem(list->front());
}

Result<std::vector<PreferencePair>> readRmBenchFile(const std::filesystem::path& file) {
    std::vector<PreferencePair> pairs;
    const auto add = [&](const Json& record, const std::string& where) -> Status {
        auto nine = expandRmBenchItem(record, where);
        if (!nine) {
            return failure(nine);
        }
        std::move(nine->begin(), nine->end(), std::back_inserter(pairs));
        return {};
    };
    if (!isJsonLines(file)) {
        const auto list = readJsonFile(file, maxFileBytes);
        if (!list) {
            return failure(list);
        }
        if (!list->is_array()) {
            return fail(ErrorCode::InvalidInput, file.string() + " is not a list.",
                        "Give the file as RM-Bench publishes it.");
        }
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (auto added = add((*list)[i], "Element " + std::to_string(i + 1) + " of " + file.string()); !added) {
                return failure(added);
            }
        }
        return pairs;
    }
    std::ifstream stream(file, std::ios::binary);
    std::uint64_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        const std::string where = "Line " + std::to_string(number) + " of " + file.string();
        const auto record = parseJson(line, where);
        if (!record) {
            return failure(record);
        }
        if (auto added = add(*record, where); !added) {
            return failure(added);
        }
    }
    return pairs;
}

}  // namespace saferscope
