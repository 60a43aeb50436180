// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/rm_bench.h"

namespace saferscope {

namespace {

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

}  // namespace saferscope
