// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// A row of the table `document`: a named text of a kind. What it says is not looked at here.
struct DocumentRow {
    std::string kind;
    std::string name;
    std::string createdAt;
    std::string content;
};

/// Newest first, ties by name.
Result<std::vector<DocumentRow>> readDocuments(const Database& database, const std::string& kind);
Result<std::optional<DocumentRow>> findDocument(const Database& database, const std::string& kind,
                                                const std::string& name);
Status putDocument(Transaction& transaction, const DocumentRow& row);  ///< replaces one of the same kind and name
/// False when there is none of that name. A name in use fails.
Result<bool> renameDocument(Transaction& transaction, const std::string& kind, const std::string& name,
                            const std::string& newName);
Result<bool> deleteDocument(Transaction& transaction, const std::string& kind, const std::string& name);

}  // namespace saferscope
