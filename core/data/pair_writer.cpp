// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_writer.h"

#include "core/base/json.h"
#include "core/data/json_slice.h"

namespace saferscope {

std::string pairToJsonLine(const PreferencePair& pair) {
    std::string line;
    line.reserve(pair.chosen.size() + pair.rejected.size() + 512);
    const auto member = [&line](const char* key, const std::string& value) {
        line += key;
        appendJsonString(line, value);
    };
    member("{\"id\":", pair.id);
    member(",\"subset\":", pair.subset);
    line += ",\"prompt\":[";
    for (const auto& message : pair.prompt) {
        line += &message == &pair.prompt.front() ? "" : ",";
        member("{\"role\":", message.role);
        member(",\"content\":", message.content);
        line += '}';
    }
    line += ']';
    member(",\"chosen\":", pair.chosen);
    member(",\"rejected\":", pair.rejected);
    // What is not a JSON object would break the whole line; PairWriter refuses it, here it is left out.
    line += ",\"meta\":";
    line += pair.meta != "{}" && isJsonObject(pair.meta) ? withoutJsonSpace(pair.meta) : "{}";
    member(",\"split\":", pair.split);
    line += '}';
    return line;
}

PairWriter::PairWriter(AtomicFile file) : m_file(std::move(file)) {}

Result<PairWriter> PairWriter::create(const std::filesystem::path& path) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    return PairWriter(std::move(*file));
}

Status PairWriter::write(const PreferencePair& pair) {
    if (pair.meta != "{}" && !isJsonObject(pair.meta)) {
        return fail(ErrorCode::InvalidInput, "The meta data of pair " + pair.id + " is not a JSON object.");
    }
    return m_file.append(pairToJsonLine(pair) + '\n');
}

Status PairWriter::commit() { return m_file.commit(); }

}  // namespace saferscope
