// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace saferscope {

/// A number, flag or text that lies beside the tensors of an archive.
using ArchiveValue = std::variant<std::int64_t, double, bool, std::string>;

/// Tensors and plain values of a file that is not safetensors: what torch.save() writes (.pt, .pth, .bin since PyTorch
/// 1.6) and NumPy's .npz and .npy. Untrusted: a torch file is a pickle, a program that Python would run. Here it is
/// read by an interpreter that knows dictionaries, lists, tuples, texts, numbers and torch's own way to spell a tensor,
/// and nothing else; any other instruction, class or function is refused by name, and nothing is ever executed.
/// Members are found by their path, levels joined by '.' ("trainer.k", "encoder.weight"), list elements by number.
/// Torch-free. Immutable; views live as long as the archive. Blocks on the disk.
class TensorArchive {
public:
    /// Told apart by the first bytes, never by the name.
    static Result<TensorArchive> open(const std::filesystem::path& path);
    TensorArchive(TensorArchive&&) noexcept;
    TensorArchive& operator=(TensorArchive&&) noexcept;
    ~TensorArchive();

    enum class Kind { Torch, NumpyArchive, NumpyArray };
    Kind kind() const;
    /// Row-major, whatever the strides in the file; by path, in the order of the file. A .npy has one, named "".
    const std::vector<TensorView>& tensors() const;
    const TensorView* find(const std::string& path) const;  ///< nullptr when absent
    const std::map<std::string, ArchiveValue>& values() const;

private:
    struct Impl;
    explicit TensorArchive(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

using ArchiveGroup = std::map<std::string, ArchiveValue>;

/// A state dict as torch.save() writes one, that torch.load(weights_only=True) reads: an OrderedDict of tensors and
/// `values` under flat names, and dictionaries of values under the names of `groups`. Real numbers among the values
/// need a torch of 2.0 or later for that. Atomic.
Status writeTorchArchive(const std::filesystem::path& path, const std::vector<TensorView>& tensors,
                         const ArchiveGroup& values = {}, const std::map<std::string, ArchiveGroup>& groups = {});

/// An .npz as numpy.savez() writes it, uncompressed. BF16 is refused: NumPy has no such type. Atomic.
Status writeNumpyArchive(const std::filesystem::path& path, const std::vector<TensorView>& tensors);

}  // namespace saferscope
