// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"
#include "core/tensor/tensor_archive.h"

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace saferscope {

/// The weights of somebody's SAE in a file, whatever the container: safetensors, torch.save() or NumPy. Untrusted: each
/// tensor is checked for its shape, its type and its values when it is asked for. Tensors come as float32 on the CPU.
class SaeWeights {
public:
    /// The container is told by the first bytes, never by the name.
    static Result<SaeWeights> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    std::string where() const { return m_path.string(); }
    bool isTorch() const { return isArchive(TensorArchive::Kind::Torch); }
    bool isNumpy() const { return isArchive(TensorArchive::Kind::NumpyArchive); }
    bool has(const std::string& name) const { return find(name) != nullptr; }
    bool hasValue(const std::string& name) const;

    /// A float tensor of this shape, or which one is missing, misshapen, of another type or not finite.
    Result<at::Tensor> floats(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// The same, transposed and contiguous.
    Result<at::Tensor> transposed(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// Rows and columns of a matrix that has both.
    Result<std::pair<std::int64_t, std::int64_t>> matrixShape(const std::string& name) const;
    /// A plain value or a tensor of one element; nothing when it is absent.
    Result<std::optional<double>> number(const std::string& name) const;
    Result<std::optional<std::int64_t>> integer(const std::string& name) const;
    std::optional<std::string> text(const std::string& name) const;

    /// Refuses a tensor that is none of these: it would take part in the result, and nobody here knows how.
    Status allow(std::initializer_list<const char*> names, const std::string& what) const;

private:
    using File = std::variant<SafetensorsFile, TensorArchive>;
    SaeWeights(std::filesystem::path path, File file);

    bool isArchive(TensorArchive::Kind kind) const;
    const TensorView* find(const std::string& name) const;
    const std::vector<TensorView>& tensors() const;

    std::filesystem::path m_path;
    std::shared_ptr<const File> m_file;
};

}  // namespace saferscope
