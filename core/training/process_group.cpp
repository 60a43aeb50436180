// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/process_group.h"

#include "core/base/hash.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cstring>

namespace saferscope {

namespace {

class SingleProcess : public ProcessGroup {
public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    Status sum(at::Tensor) override { return {}; }
    Status broadcast(at::Tensor) override { return {}; }
    c10::Device device() const override { return c10::kCPU; }
};

at::Tensor tensorOf(const std::vector<double>& numbers) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(numbers.size())}, at::kDouble);
    std::copy(numbers.begin(), numbers.end(), tensor.data_ptr<double>());
    return tensor;
}

}  // namespace

std::unique_ptr<ProcessGroup> ProcessGroup::single() { return std::make_unique<SingleProcess>(); }

Status ProcessGroup::sumInBuckets(const std::vector<at::Tensor>& tensors, std::int64_t bucketBytes) {
    if (alone() || tensors.empty()) {
        return {};
    }
    const at::NoGradGuard noGradients;
    const auto type = tensors.front().scalar_type();
    const std::int64_t perBucket =
        std::max<std::int64_t>(1, bucketBytes / static_cast<std::int64_t>(tensors.front().element_size()));
    std::int64_t total = 0;
    for (const at::Tensor& tensor : tensors) {
        total += tensor.numel();
    }
    const at::Tensor bucket = at::empty({std::min(total, perBucket)}, at::TensorOptions(type).device(device()));
    // A tensor may end in one bucket and go on in the next: the bucket is a window that slides over all of them.
    struct Piece {
        at::Tensor flat;
        at::Tensor original;  ///< where `flat` is a copy of something that is not contiguous
    };
    std::vector<Piece> pieces;
    std::int64_t filled = 0;
    const auto flush = [&]() -> Status {
        if (auto summed = sum(bucket.narrow(0, 0, filled)); !summed) {
            return summed;
        }
        std::int64_t at = 0;
        for (const Piece& piece : pieces) {
            at::Tensor(piece.flat).copy_(bucket.narrow(0, at, piece.flat.numel()));
            at += piece.flat.numel();
        }
        pieces.clear();
        filled = 0;
        return {};
    };
    std::vector<Piece> copies;
    for (const at::Tensor& tensor : tensors) {
        const bool direct = tensor.is_contiguous();
        const at::Tensor flat = direct ? tensor.view({-1}) : tensor.contiguous().view({-1});
        if (!direct) {
            copies.push_back({flat, tensor});
        }
        for (std::int64_t begin = 0; begin < flat.numel();) {
            const std::int64_t count = std::min(flat.numel() - begin, perBucket - filled);
            const at::Tensor part = flat.narrow(0, begin, count);
            bucket.narrow(0, filled, count).copy_(part);
            pieces.push_back({part, {}});
            filled += count;
            begin += count;
            if (filled == perBucket) {
                if (auto done = flush(); !done) {
                    return done;
                }
            }
        }
    }
    if (filled > 0) {
        if (auto done = flush(); !done) {
            return done;
        }
    }
    for (const Piece& copy : copies) {
        at::Tensor(copy.original).copy_(copy.flat.view(copy.original.sizes()));
    }
    return {};
}

Status ProcessGroup::broadcastAll(const std::vector<at::Tensor>& tensors) {
    if (alone()) {
        return {};
    }
    const at::NoGradGuard noGradients;
    for (const at::Tensor& tensor : tensors) {
        // As bytes: not every backend knows every type, and nothing is computed here.
        const at::Tensor flat = tensor.detach().contiguous().view({-1}).to(device());
        const at::Tensor bytes = flat.view(at::kByte);
        if (auto sent = broadcast(bytes); !sent) {
            return sent;
        }
        if (!leads() && flat.data_ptr() != tensor.data_ptr()) {
            at::Tensor(tensor).copy_(flat.view(tensor.sizes()));
        }
    }
    return {};
}

Status ProcessGroup::sumNumbers(std::vector<double>& numbers) {
    if (alone()) {
        return {};
    }
    at::Tensor tensor = tensorOf(numbers).to(device());
    if (auto summed = sum(tensor); !summed) {
        return summed;
    }
    tensor = tensor.to(at::kCPU);
    const double* values = tensor.data_ptr<double>();
    std::copy(values, values + numbers.size(), numbers.begin());
    return {};
}

Status ProcessGroup::broadcastNumber(double& number) {
    const at::Tensor tensor = tensorOf({number});
    if (auto sent = broadcastAll({tensor}); !sent) {
        return sent;
    }
    number = tensor.data_ptr<double>()[0];
    return {};
}

Status ProcessGroup::broadcastText(std::string& text) {
    auto size = static_cast<double>(text.size());
    if (auto sent = broadcastNumber(size); !sent) {
        return sent;
    }
    text.resize(static_cast<std::size_t>(size));
    const at::Tensor bytes = at::empty({static_cast<std::int64_t>(text.size())}, at::kByte);
    if (text.empty()) {
        return {};
    }
    std::memcpy(bytes.data_ptr(), text.data(), text.size());
    if (auto sent = broadcastAll({bytes}); !sent) {
        return sent;
    }
    std::memcpy(text.data(), bytes.data_ptr(), text.size());
    return {};
}

Status ProcessGroup::agree(const std::string& text, const std::string& what) {
    if (alone()) {
        return {};
    }
    const std::string own = sha256Hex(text);
    std::string first = own;
    if (auto sent = broadcastText(first); !sent) {
        return sent;
    }
    std::vector<double> differs(static_cast<std::size_t>(size()), 0.0);
    differs[static_cast<std::size_t>(rank())] = own == first ? 0.0 : 1.0;
    if (auto summed = sumNumbers(differs); !summed) {
        return summed;
    }
    for (std::size_t other = 0; other < differs.size(); ++other) {
        if (differs[other] != 0.0) {
            return fail(ErrorCode::InvalidInput,
                        "Rank " + std::to_string(other) + " has other " + what + " than rank 0.",
                        "Every rank has to read the same run folder, data and model, with the same program.");
        }
    }
    return {};
}

}  // namespace saferscope
