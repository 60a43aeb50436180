// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_export.h"

#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/data/hh_transcript.h"
#include "core/data/json_slice.h"
#include "core/data/pair_writer.h"
#include "core/data/record_parts.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr const char* messagesCan = "Message lists (messages) can hold it.";

// Two levels less than is read: it is written inside of others.
bool isMetaData(const std::string& text) { return jsonDepth(text) <= 62 && isJsonObject(text); }

bool isPlainUserTurn(const PreferencePair& pair) { return pair.prompt.size() == 1 && pair.prompt[0].role == "user"; }

// The prompt as one text that comes back equal, or nothing.
std::optional<std::string> promptText(const std::vector<Message>& prompt) {
    std::string text;
    if (prompt.size() == 1 && prompt[0].role == "user") {
        text = prompt[0].content;
    } else {
        for (const auto& turn : prompt) {
            if (turn.role == "system" && &turn == &prompt.front()) {
                text += turn.content;
            } else {
                text += (turn.role == "user" ? "\n\nHuman: " : "\n\nAssistant: ") + turn.content;
            }
        }
        text += "\n\nAssistant:";
    }
    return parts::promptFromText(text) == prompt ? std::optional(std::move(text)) : std::nullopt;
}

std::string messageList(const std::vector<Message>& messages) {
    std::string list = "[";
    for (const auto& message : messages) {
        list += list.size() > 1 ? ",{\"role\":" : "{\"role\":";
        appendJsonString(list, message.role);
        list += ",\"content\":";
        appendJsonString(list, message.content);
        list += '}';
    }
    return list + ']';
}

bool readsAsMessages(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (text[first] != '[' && text[first] != '{') || jsonDepth(text) > 62) {
        return false;
    }
    const auto value = Json::parse(text, nullptr, false);
    return parts::isMessageList(value) || parts::isMessage(value);
}

std::string csvCell(const std::string& text) {
    // Quoted even where it need not be: an empty text is then told from nothing, and "NA" or "1" from what a reader
    // might take them for.
    std::string cell = "\"";
    for (const char c : text) {
        cell += c == '"' ? "\"\"" : std::string(1, c);
    }
    return cell + '"';
}

void appendRest(std::string& line, const PreferencePair& pair) {
    line += ",\"meta\":" + (pair.meta == "{}" ? pair.meta : withoutJsonSpace(pair.meta));
    line += ",\"split\":";
    appendJsonString(line, pair.split);
    line += "}\n";
}

std::string beginLine(const PreferencePair& pair) {
    std::string line = "{\"id\":";
    appendJsonString(line, pair.id);
    line += ",\"subset\":";
    appendJsonString(line, pair.subset);
    return line;
}

tl::unexpected<Error> refusePair(const PreferencePair& pair, const std::string& why, const char* hint = "") {
    return fail(ErrorCode::InvalidInput, "Pair " + pair.id + " cannot be written: " + why + ".", hint);
}

Result<std::string> stringsLine(const PreferencePair& pair) {
    const auto prompt = promptText(pair.prompt);
    if (!prompt) {
        return refusePair(pair, "its prompt is not the same again after it was one text", messagesCan);
    }
    // Two whole transcripts would be taken for Anthropic's own files.
    if (looksLikeHhTranscript(pair.chosen) && looksLikeHhTranscript(pair.rejected)) {
        return refusePair(pair, "both its answers look like transcripts", messagesCan);
    }
    std::string line = beginLine(pair) + ",\"prompt\":";
    appendJsonString(line, *prompt);
    line += ",\"chosen\":";
    appendJsonString(line, pair.chosen);
    line += ",\"rejected\":";
    appendJsonString(line, pair.rejected);
    appendRest(line, pair);
    return line;
}

std::string messagesLine(const PreferencePair& pair) {
    std::string line = beginLine(pair) + ",\"prompt\":" + messageList(pair.prompt);
    line += ",\"chosen\":" + messageList({{"assistant", pair.chosen}});
    line += ",\"rejected\":" + messageList({{"assistant", pair.rejected}});
    appendRest(line, pair);
    return line;
}

Result<std::string> csvLine(const PreferencePair& pair) {
    if (readsAsMessages(pair.chosen) || readsAsMessages(pair.rejected)) {
        return refusePair(pair, "an answer is itself a message list, which a cell could not be told from", messagesCan);
    }
    if (looksLikeHhTranscript(pair.chosen) && looksLikeHhTranscript(pair.rejected)) {
        return refusePair(pair, "both its answers look like transcripts", messagesCan);
    }
    const bool plain = isPlainUserTurn(pair) && promptText(pair.prompt) && !readsAsMessages(pair.prompt[0].content);
    std::string line;
    for (const auto& cell :
         {pair.id, pair.subset, pair.split, plain ? pair.prompt[0].content : messageList(pair.prompt), pair.chosen,
          pair.rejected, pair.meta == "{}" ? pair.meta : withoutJsonSpace(pair.meta)}) {
        line += (line.empty() ? "" : ",") + csvCell(cell);
    }
    return line + '\n';
}

bool isWhollyUtf8(const PreferencePair& pair) {
    return isValidUtf8(pair.id) && isValidUtf8(pair.subset) && isValidUtf8(pair.split) && isValidUtf8(pair.chosen) &&
           isValidUtf8(pair.rejected) && std::ranges::all_of(pair.prompt, [](const Message& turn) {
               return isValidUtf8(turn.role) && isValidUtf8(turn.content);
           });
}

}  // namespace

const char* pairOutputName(PairOutput output) {
    switch (output) {
        case PairOutput::Saferscope:
            return "saferscope";
        case PairOutput::Messages:
            return "messages";
        case PairOutput::Strings:
            return "strings";
        case PairOutput::Csv:
            return "csv";
    }
    return "saferscope";
}

const char* pairOutputExtension(PairOutput output) { return output == PairOutput::Csv ? ".csv" : ".jsonl"; }

PairExporter::PairExporter(AtomicFile file, PairOutput output) : m_file(std::move(file)), m_output(output) {}

Result<PairExporter> PairExporter::create(const std::filesystem::path& path, PairOutput output) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    PairExporter exporter(std::move(*file), output);
    if (output == PairOutput::Csv) {
        if (auto written = exporter.m_file.append(std::string_view("id,subset,split,prompt,chosen,rejected,meta\n"));
            !written) {
            return failure(written);
        }
    }
    return exporter;
}

Status PairExporter::write(const PreferencePair& pair) {
    if (!isWhollyUtf8(pair)) {
        return refusePair(pair, "it holds text that is not UTF-8");
    }
    if (pair.id.empty() || pair.prompt.empty() || pair.chosen == pair.rejected) {
        return refusePair(pair, "it lacks an id or a prompt, or both its answers are the same");
    }
    if (pair.meta != "{}" && !isMetaData(pair.meta)) {
        return refusePair(pair, "its meta data is not a JSON object");
    }
    Result<std::string> line = std::string();
    switch (m_output) {
        case PairOutput::Saferscope:
            line = pairToJsonLine(pair) + '\n';
            break;
        case PairOutput::Messages:
            line = messagesLine(pair);
            break;
        case PairOutput::Strings:
            line = stringsLine(pair);
            break;
        case PairOutput::Csv:
            line = csvLine(pair);
            break;
    }
    return line ? m_file.append(std::string_view(*line)) : Status(failure(line));
}

Status PairExporter::commit() { return m_file.commit(); }

}  // namespace saferscope
