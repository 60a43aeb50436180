// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pair_lists.h"

#include "core/base/atomic_file.h"
#include "core/data/pair_writer.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr const char* documentKind = "pair-list";
constexpr const char* formatName = "saferscope-pair-list";

Json pairJson(const PreferencePair& pair) {
    Json prompt = Json::array();
    for (const Message& message : pair.prompt) {
        prompt.push_back({{"role", message.role}, {"content", message.content}});
    }
    return {{"id", pair.id},         {"subset", pair.subset},     {"split", pair.split}, {"prompt", prompt},
            {"chosen", pair.chosen}, {"rejected", pair.rejected}, {"meta", pair.meta}};
}

Result<PreferencePair> pairFromJson(const Json& json, const std::string& where) {
    PreferencePair pair;
    struct Text {
        const char* key;
        std::string* to;
    };
    for (const Text& text : {Text{"id", &pair.id}, Text{"chosen", &pair.chosen}, Text{"rejected", &pair.rejected}}) {
        auto value = jsonMember<std::string>(json, text.key, where);
        if (!value) {
            return failure(value);
        }
        *text.to = std::move(*value);
    }
    for (const Text& text : {Text{"subset", &pair.subset}, Text{"split", &pair.split}, Text{"meta", &pair.meta}}) {
        auto value = jsonMemberOr<std::string>(json, text.key, *text.to, where);
        if (!value) {
            return failure(value);
        }
        *text.to = std::move(*value);
    }
    const auto prompt = json.find("prompt");
    if (prompt == json.end() || !prompt->is_array()) {
        return fail(ErrorCode::InvalidInput, where + " has no prompt.");
    }
    for (const Json& turn : *prompt) {
        auto role = jsonMember<std::string>(turn, "role", where);
        auto content = jsonMember<std::string>(turn, "content", where);
        if (!role || !content) {
            return failure(role ? content : role);
        }
        pair.prompt.push_back({std::move(*role), std::move(*content)});
    }
    return pair;
}

}  // namespace

Json toJson(const PairList& list) {
    Json pairs = Json::array();
    for (const PreferencePair& pair : list.pairs) {
        pairs.push_back(pairJson(pair));
    }
    return {{"format", formatName}, {"version", 1}, {"pairs", std::move(pairs)}};
}

Result<PairList> pairListFromJson(const Json& body, const std::string& name) {
    const std::string where = "The pair list \"" + name + "\"";
    const auto format = jsonMember<std::string>(body, "format", where);
    const auto version = jsonMember<int>(body, "version", where);
    if (!format || !version || *format != formatName || *version != 1) {
        return fail(ErrorCode::InvalidInput, where + " is not in a format that this program knows.",
                    "It may come from a newer Saferscope.");
    }
    const auto pairs = body.find("pairs");
    if (pairs == body.end() || !pairs->is_array()) {
        return fail(ErrorCode::InvalidInput, where + " has no pairs.");
    }
    PairList list;
    list.name = name;
    for (const Json& one : *pairs) {
        auto pair = pairFromJson(one, where + ", pair " + std::to_string(list.pairs.size() + 1));
        if (!pair) {
            return failure(pair);
        }
        list.pairs.push_back(std::move(*pair));
    }
    return list;
}

std::vector<std::string> pairListNames(const Workspace& workspace) {
    std::vector<std::string> names;
    for (const WorkspaceDocument& document : workspace.documents(documentKind)) {
        names.push_back(document.name);
    }
    return names;
}

Result<PairList> pairList(const Workspace& workspace, const std::string& name) {
    const auto document = workspace.document(documentKind, name);
    if (!document) {
        return failure(document);
    }
    auto list = pairListFromJson(document->body, name);
    if (list) {
        list->createdAt = document->createdAt;
    }
    return list;
}

Status savePairList(Workspace& workspace, const PairList& list, bool replace) {
    return workspace.saveDocument({documentKind, list.name, list.createdAt, toJson(list)}, replace);
}

Status removePairList(Workspace& workspace, const std::string& name) {
    return workspace.removeDocument(documentKind, name);
}

Status exportPairList(const PairList& list, const std::filesystem::path& file) {
    std::string text;
    for (const PreferencePair& pair : list.pairs) {
        text += pairToJsonLine(pair);
        if (text.empty() || text.back() != '\n') {
            text += '\n';
        }
    }
    return writeFileAtomically(file, text);
}

std::string freshPairId(const PairList& list) {
    for (std::size_t number = list.pairs.size() + 1;; ++number) {
        std::string digits = std::to_string(number);
        digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
        std::string id = "playground-" + digits;
        if (std::none_of(list.pairs.begin(), list.pairs.end(), [&](const auto& pair) { return pair.id == id; })) {
            return id;
        }
    }
}

}  // namespace saferscope
