// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace_impl.h"

namespace saferscope {

/// Takes over what one finished run made. In order, each step in its own write transaction: a row "moving" with the
/// name chosen; output/ renamed to its place and the artifact recorded, "done". Killed anywhere, a second call (of any
/// process) goes on where the first ended. True when this call did it, false when it was done already or the run left
/// nothing.
class RunAdoption {
public:
    RunAdoption(const std::filesystem::path& workspace, Database& database, const FinishedRun& run);
    Result<bool> perform();

private:
    Result<std::optional<AdoptionRow>> known() const;
    Result<bool> recordEvaluationRun();
    Result<bool> settleRun(const char* kind);
    Result<bool> chooseName();
    Result<bool> moveAndRecord();
    Result<std::string> hashBeforeLocking() const;
    Status moveOutput(const std::filesystem::path& target) const;
    Status recordEvaluations(Transaction& transaction, const std::string& modelName, const std::string& modelHash);
    Status record(Transaction& transaction, const AdoptionRow& row, const std::filesystem::path& target);
    Result<bool> recordNothing(Transaction& transaction, const std::string& name);
    std::filesystem::path targetOf(const std::string& name) const;
    std::string input(const char* name) const;

    const std::filesystem::path m_workspace;
    Database& m_database;
    const FinishedRun& m_run;
    std::string m_filesHash;                   // where it has to be taken; else empty
    const std::optional<ArtifactKind> m_kind;  // nullopt: an evaluation or ratings: no folder to move
};

}  // namespace saferscope
