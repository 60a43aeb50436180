// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/json_slice.h"
#include "core/data/layout_records.h"
#include "core/data/mapped_members.h"
#include "core/data/mapping_doubt.h"
#include "core/data/pair_mapping.h"
#include "core/data/record_splitter.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>

namespace saferscope {

namespace {

constexpr std::uint64_t maxRecordBytes = 16u << 20;
constexpr std::uint64_t maxTotalBytes = 64ull << 30;
constexpr std::size_t maxColumns = 200;
constexpr std::size_t maxExamples = 3;
constexpr std::size_t maxExampleBytes = 300;
constexpr std::size_t maxLevels = 6;
constexpr std::size_t maxListElements = 4;

std::string cutText(std::string text) {
    if (text.size() <= maxExampleBytes) {
        return text;
    }
    std::size_t end = maxExampleBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    text.resize(end);
    return text;
}

std::string kindOf(const Json& value) {
    switch (value.type()) {
        case Json::value_t::string:
            return value.get_ref<const std::string&>().empty() ? "empty" : "text";
        case Json::value_t::boolean:
            return "flag";
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
        case Json::value_t::number_float:
            return "number";
        case Json::value_t::array:
            return value.empty() ? "empty" : parts::isMessageList(value) ? "messages" : "list";
        case Json::value_t::object:
            return value.empty() ? "empty" : "object";
        default:
            return "empty";
    }
}

class Columns {
public:
    void add(const std::string& path, const Json& value, std::size_t level) {
        FileColumn* column = at(path);
        if (column == nullptr) {
            return;
        }
        const std::string kind = kindOf(value);
        if (kind != "empty") {
            if (column->kind == "empty") {
                column->kind = kind;
            } else if (column->kind != kind) {
                column->kind = "text";  // different things under one name: no promise
            }
            ++column->filled;
            if (column->examples.size() < maxExamples) {
                column->examples.push_back(cutText(value.is_string() ? value.get<std::string>() : dumpJson(value)));
            }
        }
        addBelow(path, value, level);
    }

    std::vector<FileColumn> take() { return std::move(m_columns); }

private:
    FileColumn* at(const std::string& path) {
        if (const auto it = m_places.find(path); it != m_places.end()) {
            return &m_columns[it->second];
        }
        if (m_columns.size() >= maxColumns) {
            return nullptr;
        }
        m_places.emplace(path, m_columns.size());
        m_columns.push_back({path, "empty", 0, {}});
        return &m_columns.back();
    }

    void addBelow(const std::string& path, const Json& value, std::size_t level) {
        if (level >= maxLevels || parts::isMessageList(value)) {
            return;
        }
        if (value.is_object()) {
            for (const auto& [key, member] : value.items()) {
                add(path + "." + key, member, level + 1);
            }
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < std::min(value.size(), maxListElements); ++i) {
                add(path + "." + std::to_string(i), value[i], level + 1);
            }
        }
    }

    std::vector<FileColumn> m_columns;
    std::map<std::string, std::size_t> m_places;
};

std::string lastName(std::string path) {
    if (const auto dot = path.rfind('.'); dot != std::string::npos) {
        path.erase(0, dot + 1);
    }
    std::ranges::transform(path, path.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' || c == ' ' ? '_' : c;
    });
    return path;
}

using Names = std::span<const std::string_view>;

constexpr auto spoken = std::to_array<std::string_view>({"text", "messages"});
constexpr auto plain = std::to_array<std::string_view>({"text", "number"});
constexpr auto textOnly = std::to_array<std::string_view>({"text"});
constexpr auto verdict = std::to_array<std::string_view>({"text", "number", "flag"});

// In order of how sure they are.
constexpr auto promptNames = std::to_array<std::string_view>(
    {"prompt", "question", "instruction", "input", "query", "context", "conversation", "conversations"});
constexpr auto chosenNames =
    std::to_array<std::string_view>({"chosen", "chosen_response", "preferred", "preferred_response", "best", "better",
                                     "winner_response", "response_chosen", "good", "accepted", "positive"});
constexpr auto rejectedNames =
    std::to_array<std::string_view>({"rejected", "rejected_response", "dispreferred", "dispreferred_response", "worst",
                                     "worse", "loser_response", "response_rejected", "bad", "negative"});
constexpr auto preferredNames = std::to_array<std::string_view>(
    {"preferred", "preference", "winner", "label", "better", "choice", "better_response_id"});
constexpr auto systemNames = std::to_array<std::string_view>({"system", "system_prompt", "system_message"});
constexpr auto idNames = std::to_array<std::string_view>({"id", "uid", "uuid", "prompt_id", "pair_id", "question_id"});
constexpr auto subsetNames = std::to_array<std::string_view>({"subset", "category", "source", "domain", "topic"});
constexpr auto splitNames = std::to_array<std::string_view>({"split"});

// The columns of a fitting kind that have one of the names, in the order of the names.
std::vector<std::string> columnsNamed(const std::vector<FileColumn>& columns, Names names, Names kinds) {
    std::vector<std::string> found;
    for (const auto name : names) {
        for (const auto& column : columns) {
            if (lastName(column.path) == name && std::ranges::find(kinds, column.kind) != kinds.end()) {
                found.push_back(column.path);
            }
        }
    }
    return found;
}

std::string columnNamed(const std::vector<FileColumn>& columns, Names names, Names kinds) {
    auto found = columnsNamed(columns, names, kinds);
    return found.empty() ? std::string() : std::move(found.front());
}

PairMapping guessMapping(const std::vector<FileColumn>& columns) {
    PairMapping guess;
    guess.prompt = columnNamed(columns, promptNames, spoken);
    guess.chosen = columnNamed(columns, chosenNames, spoken);
    guess.rejected = columnNamed(columns, rejectedNames, spoken);
    if (guess.chosen.empty() || guess.rejected.empty()) {
        static constexpr std::pair<std::string_view, std::string_view> two[] = {
            {"response_a", "response_b"}, {"answer_a", "answer_b"},         {"output_a", "output_b"},
            {"response_0", "response_1"}, {"response_1", "response_2"},     {"response1", "response2"},
            {"answer_0", "answer_1"},     {"answer_1", "answer_2"},         {"answer1", "answer2"},
            {"output_1", "output_2"},     {"completion_a", "completion_b"},
        };
        guess.chosen.clear();
        guess.rejected.clear();
        for (const auto& [first, second] : two) {
            const auto a = columnNamed(columns, {&first, 1}, spoken);
            const auto b = columnNamed(columns, {&second, 1}, spoken);
            if (!a.empty() && !b.empty()) {
                guess.chosen = a;
                guess.rejected = b;
                guess.preferred = columnNamed(columns, preferredNames, verdict);
                break;
            }
        }
    }
    guess.system = columnNamed(columns, systemNames, textOnly);
    guess.id = columnNamed(columns, idNames, plain);
    guess.subset = columnNamed(columns, subsetNames, textOnly);
    guess.split = columnNamed(columns, splitNames, textOnly);
    return guess;
}

}  // namespace

Result<FilePreview> previewFile(const std::filesystem::path& path, std::size_t records) {
    auto splitter = RecordSplitter::open(path, maxRecordBytes, maxTotalBytes);
    if (!splitter) {
        return failure(splitter);
    }
    FilePreview preview;
    Columns columns;
    while (preview.records < records) {
        const auto raw = splitter->next();
        if (!raw) {
            return failure(raw);
        }
        if (!*raw) {
            break;
        }
        ++preview.records;
        const auto record = (*raw)->problem.empty() ? parseJson((*raw)->text, "a record") : Result<Json>(Json());
        if (!record || !record->is_object()) {
            ++preview.broken;
            continue;
        }
        // In the order of the text where it can be had: parsed objects sort their members.
        for (const auto& key : topLevelKeys((*raw)->text)) {
            if (const auto it = record->find(key); it != record->end()) {
                columns.add(key, *it, 1);
            }
        }
    }
    preview.columns = columns.take();
    preview.guess = guessMapping(preview.columns);
    return preview;
}

std::string doubtOfGuess(const FilePreview& preview) {
    const PairMapping& guess = preview.guess;
    const auto& columns = preview.columns;
    if (guess.prompt.empty()) {
        return "No column's name says that it is the prompt.";
    }
    if (guess.chosen.empty() || guess.rejected.empty()) {
        return "No columns' names say that they are the two answers.";
    }
    const bool named = columnNamed(columns, chosenNames, spoken) == guess.chosen &&
                       columnNamed(columns, rejectedNames, spoken) == guess.rejected;
    if (!named && guess.preferred.empty()) {
        return "Nothing says which of \"" + guess.chosen + "\" and \"" + guess.rejected + "\" is the better answer.";
    }
    const auto several = [&](Names names, Names kinds) { return columnsNamed(columns, names, kinds); };
    for (const auto& found : {several(promptNames, spoken), named ? several(chosenNames, spoken) : several({}, {}),
                              named ? several(rejectedNames, spoken) : several(preferredNames, verdict)}) {
        if (found.size() > 1) {
            return "It may be \"" + found[0] + "\" or \"" + found[1] + "\": both names would do.";
        }
    }
    return {};
}

}  // namespace saferscope
