// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/safetensors.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <utility>

namespace saferscope {

/// libtorch's name of a stored dtype.
at::ScalarType scalarType(DType dtype);

/// A tensor over the mapped bytes, no copy: read-only in fact (a write would fault), valid while the file lives.
Result<at::Tensor> mapTensor(const TensorView& view);

/// The same for tensors that live longer than a call: the tensor, and every view of it, keeps `owner` (whatever holds
/// the mapping) alive, and its pages become writable. The mapping is private, so a change in place copies the pages it
/// touches into this process's memory and never reaches the file. The address is the file's: a multiple of the element
/// size, no more, which ATen, BLAS and oneDNN take. A view that is not so aligned, or whose pages the system refuses to
/// make writable (strict overcommit), is refused: copy it.
///
/// Nobody may shorten the file while the tensor lives: reading a page that is gone ends the process (SIGBUS), as does
/// a network drive that goes away. Saferscope itself replaces files by renaming, which leaves the old one readable.
Result<at::Tensor> mapTensor(const TensorView& view, std::shared_ptr<const void> owner);

/// A tensor from the other mapTensor() or a view of one.
bool isMapped(const at::Tensor& tensor);

/// One tensor over all the rows of mapped matrices of one width that lie end to end in their file, in this order.
/// Undefined when they do not, or when one of them is no mapped matrix.
at::Tensor mappedTogether(const std::vector<at::Tensor>& parts);

/// Takes a mapped tensor's pages out of this process's memory after they were read for the last time in a while. They
/// stay in the system's page cache as long as there is room, and come back at the next access. Pages that were changed
/// in place are kept. Nothing happens to other tensors, nor where the system does not tell which pages are changed.
/// Not while another thread writes to the tensor.
void dropMappedPages(const at::Tensor& tensor);

/// Asks the system to read a mapped tensor's pages from disk soon, without waiting for them.
void prefetchMappedPages(const at::Tensor& tensor);

/// Copies a view into `target` (same shape, any dtype and device, contiguous), block of rows by block of rows, dropping
/// the pages behind it: beside the target it needs some 32 MB, however large the tensor.
Status copyTensor(const TensorView& view, const at::Tensor& target);

/// A copy in ordinary memory with the wanted dtype on the wanted device.
Result<at::Tensor> loadTensor(const TensorView& view, at::ScalarType dtype, c10::Device device);

using NamedTensor = std::pair<std::string, at::Tensor>;

/// Writes tensors from any device; each is made contiguous on the CPU first.
Status saveTensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                   const std::map<std::string, std::string>& metadata = {});

/// Every tensor of a file, copied to the CPU.
Result<std::vector<NamedTensor>> loadTensors(const std::filesystem::path& path);

}  // namespace saferscope
