// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/data/preference_pair.h"
#include "core/storage/database.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace saferscope {

/// Pairs on their way into a workspace. They are collected in a temporary table of this connection, which locks nothing
/// for others however long reading the source takes, and then copied into the table `pair`.
/// One at a time per Database, which must outlive it; while it collects, no Transaction can begin on that Database.
class PairStaging {
public:
    static Result<PairStaging> create(Database& database);
    PairStaging(PairStaging&&) noexcept;
    PairStaging& operator=(PairStaging&&) = delete;
    ~PairStaging();

    Status add(const PreferencePair& pair);
    std::uint64_t size() const;

    /// Ends collecting; transactions can begin again.
    Status close();
    /// After close(): copies all pairs, in order, positions from 0. `progress` hears how many are done and returns
    /// false to stop (ErrorCode::Interrupted; the transaction is then to be dropped).
    Status moveTo(Transaction& transaction, DatasetId dataset, const std::function<bool(std::uint64_t)>& progress = {});
    /// The same in turns, each in a transaction of its own: copies pairs from position `from` on until `enough` time
    /// has passed, and returns the position of the next one; size() when that was all.
    Result<std::uint64_t> moveSome(Transaction& transaction, DatasetId dataset, std::uint64_t from,
                                   std::chrono::milliseconds enough);

private:
    struct Impl;
    explicit PairStaging(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
