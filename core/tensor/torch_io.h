// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/safetensors.h"

#include <ATen/core/Tensor.h>
#include <utility>

namespace saferscope {

/// A tensor over the mapped bytes, no copy: read-only in fact (a write would fault), valid while the file lives.
Result<at::Tensor> mapTensor(const TensorView& view);

/// A copy in ordinary memory with the wanted dtype on the wanted device.
Result<at::Tensor> loadTensor(const TensorView& view, at::ScalarType dtype, c10::Device device);

using NamedTensor = std::pair<std::string, at::Tensor>;

/// Writes tensors from any device; each is made contiguous on the CPU first.
Status saveTensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                   const std::map<std::string, std::string>& metadata = {});

/// Every tensor of a file, copied to the CPU.
Result<std::vector<NamedTensor>> loadTensors(const std::filesystem::path& path);

}  // namespace saferscope
