// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace saferscope {

/// A damaged database made readable: for the .cpp files of this folder. Its header is put right (all of it but the
/// version is known), and its list of tables is replaced by one with our tables at the places where they were found and
/// without indexes, triggers and constraints: what hides a row or refuses to be read is out of the way.
class SalvageSource {
public:
    /// `file` is changed. A file without any of our tables is an Error.
    static Result<SalvageSource> open(const std::filesystem::path& file);

    SQLite::Database& handle() { return *m_handle; }
    int version() const { return m_version; }
    bool has(const std::string& table) const;
    /// Tables of this version that could not be found.
    const std::vector<std::string>& missing() const { return m_missing; }

    using Visitor = std::function<void(SQLite::Statement&)>;
    /// Calls `visit` for every row that can be read, each once or more often, in no certain order; `expressions` are
    /// the selected columns. False when SQLite met damage on the way.
    bool visit(const std::string& table, const std::string& expressions, const Visitor& visit);

private:
    SalvageSource(std::unique_ptr<SQLite::Database> handle, int version, std::vector<std::string> missing)
        : m_handle(std::move(handle)), m_version(version), m_missing(std::move(missing)) {}
    bool visitByRow(const std::string& select, const Visitor& visit);
    bool visitByKey(const std::string& table, const std::string& select, const Visitor& visit);

    std::unique_ptr<SQLite::Database> m_handle;
    int m_version = 0;
    std::vector<std::string> m_missing;
};

}  // namespace saferscope
