// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace saferscope {

/// The processes that train one model together, seen from one of them: its rank, their number, and the sums they make.
/// Every rank calls the same functions in the same order, with tensors of the same shapes; a call blocks until all
/// ranks have made it. A rank that is gone, or that does not answer within the time limit, fails the call on all
/// others: nothing waits for ever. After a failure the group is of no more use. One thread.
class ProcessGroup {
public:
    virtual ~ProcessGroup() = default;
    ProcessGroup() = default;
    ProcessGroup(const ProcessGroup&) = delete;
    ProcessGroup& operator=(const ProcessGroup&) = delete;

    /// A process that trains alone: every call is done at once.
    static std::unique_ptr<ProcessGroup> single();

    virtual int rank() const = 0;
    virtual int size() const = 0;
    bool leads() const { return rank() == 0; }  ///< rank 0 owns the run folder: it alone writes
    bool alone() const { return size() == 1; }

    /// Adds a tensor up over all ranks, in place; all ranks hold the same bits afterwards. Contiguous, on the group's
    /// device.
    virtual Status sum(at::Tensor tensor) = 0;
    /// Rank 0's contents for everybody, in place. Contiguous, on the group's device.
    virtual Status broadcast(at::Tensor tensor) = 0;
    /// Where tensors must lie: the CPU with Gloo, a GPU with NCCL.
    virtual c10::Device device() const = 0;

    /// sum() of many tensors of one type, wherever they lie: they travel in flat buckets, because many small messages
    /// cost more than one large one.
    Status sumInBuckets(const std::vector<at::Tensor>& tensors, std::int64_t bucketBytes = 25 << 20);
    /// broadcast() of many tensors of any types, one by one.
    Status broadcastAll(const std::vector<at::Tensor>& tensors);
    /// Numbers added up over all ranks, the same on all.
    Status sumNumbers(std::vector<double>& numbers);
    /// Rank 0's number, the same bits on all ranks.
    Status broadcastNumber(double& number);
    /// Rank 0's text.
    Status broadcastText(std::string& text);
    /// Fails on every rank when one of them holds another text than rank 0. `what` follows "other": "Rank 1 has other
    /// data or settings than rank 0."
    Status agree(const std::string& text, const std::string& what);
};

}  // namespace saferscope
