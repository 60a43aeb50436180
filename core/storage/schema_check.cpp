// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/schema_check.h"

#include "core/base/text_check.h"
#include "core/storage/migrations.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

#include <map>
#include <mutex>

namespace saferscope {

namespace {

constexpr std::size_t maxProblems = 20;

struct SchemaObject {
    std::string type;
    std::string table;
    std::string sql;
    bool operator==(const SchemaObject&) const = default;
};
using Schema = std::map<std::string, SchemaObject>;  // by name

// Versions of SQLite may space what ALTER TABLE writes differently.
std::string withoutSpace(const std::string& sql) {
    std::string text;
    for (const char byte : sql) {
        if (byte != ' ' && byte != '\n' && byte != '\t' && byte != '\r') {
            text += byte;
        }
    }
    return text;
}

Schema readSchema(SQLite::Database& handle) {
    Schema schema;
    SQLite::Statement query(handle, "SELECT name, type, tbl_name, sql FROM sqlite_master");
    while (query.executeStep()) {
        const std::string name = query.getColumn(0).getString();
        if (!name.starts_with("sqlite_")) {
            schema[name] = {query.getColumn(1).getString(), query.getColumn(2).getString(),
                            withoutSpace(query.getColumn(3).getString())};
        }
    }
    return schema;
}

const Schema& expectedSchema(int version) {
    static std::mutex mutex;
    static std::map<int, Schema> known;
    const std::scoped_lock lock(mutex);
    if (const auto it = known.find(version); it != known.end()) {
        return it->second;
    }
    SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    addRowHashFunction(memory);
    for (int step = 0; step < version; ++step) {
        memory.exec(migrationStep(step));
    }
    return known.emplace(version, readSchema(memory)).first->second;
}

}  // namespace

Result<std::vector<std::string>> schemaProblems(const Database& database, int version) {
    return guarded(database, "read the list of tables", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> problems;
        const auto add = [&problems](const std::string& phrase) {
            if (problems.size() < maxProblems) {
                problems.push_back(toValidUtf8(phrase.substr(0, 200)));
            }
        };
        const Schema found = readSchema(database.handle());
        const Schema& expected = expectedSchema(version);
        for (const auto& [name, object] : expected) {
            const auto it = found.find(name);
            if (it == found.end()) {
                add("the " + object.type + " \"" + name + "\" is missing");
            } else if (!(it->second == object)) {
                add("the " + object.type + " \"" + name + "\" is not as Saferscope makes it");
            }
        }
        for (const auto& [name, object] : found) {
            if (!expected.contains(name) && object.type != "table") {
                add("the " + object.type + " \"" + name + "\" is not one of Saferscope's");
            }
        }
        return problems;
    });
}

}  // namespace saferscope
