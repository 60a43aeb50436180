// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/evaluation_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

Result<std::vector<EvaluationRow>> readEvaluations(const Database& database) {
    return guarded(database, "read the evaluations", [&]() -> Result<std::vector<EvaluationRow>> {
        std::vector<EvaluationRow> rows;
        SQLite::Statement query(database.handle(),
                                "SELECT run_id, model_name, model_hash, dataset_name, dataset_hash, created_at, result "
                                "FROM evaluation ORDER BY id DESC");
        while (query.executeStep()) {
            EvaluationRow row;
            row.runId = query.getColumn(0).getString();
            row.modelName = query.getColumn(1).getString();
            row.modelHash = query.getColumn(2).getString();
            row.datasetName = query.getColumn(3).getString();
            row.datasetHash = query.getColumn(4).getString();
            row.createdAt = query.getColumn(5).getString();
            auto result = parseJson(query.getColumn(6).getString(), "the evaluation of " + row.modelName);
            if (!result) {
                return failure(result);
            }
            row.result = std::move(*result);
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

Status addEvaluation(Transaction& transaction, const EvaluationRow& row) {
    return guarded(transaction.database(), "record the evaluation", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT", "evaluation"));
        insert.bind(1, row.runId);
        insert.bind(2, row.modelName);
        insert.bind(3, row.modelHash);
        insert.bind(4, row.datasetName);
        insert.bind(5, row.datasetHash);
        insert.bind(6, row.createdAt);
        insert.bind(7, dumpJson(row.result));
        insert.exec();
        return {};
    });
}

}  // namespace saferscope
