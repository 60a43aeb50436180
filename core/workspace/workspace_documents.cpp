// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/storage/document_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/workspace_impl.h"

namespace saferscope {

namespace {

Result<WorkspaceDocument> documentFrom(const DocumentRow& row) {
    auto body = parseJson(row.content, "\"" + row.name + "\" (" + row.kind + ")");
    if (!body) {
        return failure(body);
    }
    return WorkspaceDocument{row.kind, row.name, row.createdAt, std::move(*body)};
}

Error noSuchDocument(const std::string& name) {
    return {ErrorCode::NotFound, "The workspace keeps nothing called \"" + name + "\" of this kind.", {}};
}

// A name that is taken or no name at all.
Status checkNewName(const Database& database, const std::string& kind, const std::string& name) {
    if (!isPlainName(name)) {
        return fail(ErrorCode::Usage, "\"" + name + "\" cannot be a name.",
                    "Take a short name without slashes and without a leading dot.");
    }
    const auto known = findDocument(database, kind, name);
    if (!known) {
        return failure(known);
    }
    if (*known) {
        return fail(ErrorCode::InvalidInput, "There is something called \"" + name + "\" already.",
                    "Take another name, or remove that one first.");
    }
    return {};
}

}  // namespace

std::vector<WorkspaceDocument> Workspace::documents(const std::string& kind) const {
    std::vector<WorkspaceDocument> documents;
    for (const DocumentRow& row : m_impl->orEmpty(readDocuments(m_impl->database, kind))) {
        auto document = documentFrom(row);
        if (!document) {
            log::error("Leaving out what cannot be read: {}", document.error().message);
            continue;
        }
        documents.push_back(std::move(*document));
    }
    return documents;
}

Result<WorkspaceDocument> Workspace::document(const std::string& kind, const std::string& name) const {
    const auto row = findDocument(m_impl->database, kind, name);
    if (!row) {
        return failure(row);
    }
    if (!*row) {
        return tl::unexpected<Error>(noSuchDocument(name));
    }
    return documentFrom(**row);
}

Status Workspace::saveDocument(const WorkspaceDocument& document, bool replace) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    if (replace && !isPlainName(document.name)) {
        return checkNewName(m_impl->database, document.kind, document.name);
    }
    if (!replace) {
        if (auto checked = checkNewName(m_impl->database, document.kind, document.name); !checked) {
            return checked;
        }
    }
    const std::string created = document.createdAt.empty() ? utcTimestamp() : document.createdAt;
    if (auto put = putDocument(*transaction, {document.kind, document.name, created, dumpJson(document.body)}); !put) {
        return put;
    }
    return transaction->commit();
}

Status Workspace::renameDocument(const std::string& kind, const std::string& name, const std::string& newName) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    if (auto checked = checkNewName(m_impl->database, kind, newName); !checked) {
        return checked;
    }
    const auto renamed = saferscope::renameDocument(*transaction, kind, name, newName);
    if (!renamed) {
        return failure(renamed);
    }
    if (!*renamed) {
        return tl::unexpected<Error>(noSuchDocument(name));
    }
    return transaction->commit();
}

Status Workspace::removeDocument(const std::string& kind, const std::string& name) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto removed = deleteDocument(*transaction, kind, name);
    if (!removed) {
        return failure(removed);
    }
    if (!*removed) {
        return tl::unexpected<Error>(noSuchDocument(name));
    }
    return transaction->commit();
}

}  // namespace saferscope
