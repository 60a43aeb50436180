// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/file_pages.h"
#include "core/tensor/torch_errors.h"
#include "core/tensor/torch_io.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace {

using Owner = std::shared_ptr<const void>;

/// Deleter of the storage of every mapped tensor, and the mark by which one is known.
void releaseOwner(void* context) { delete static_cast<Owner*>(context); }

at::Tensor tensorOver(std::byte* data, at::IntArrayRef shape, at::ScalarType dtype, const Owner& owner) {
    std::int64_t elements = 1;
    for (const std::int64_t size : shape) {
        elements *= size;
    }
    const std::size_t bytes = static_cast<std::size_t>(elements) * c10::elementSize(dtype);
    c10::DataPtr pointer(data, new Owner(owner), &releaseOwner, c10::Device(c10::kCPU));
    const c10::Storage storage(c10::Storage::use_byte_size_t(), bytes, std::move(pointer), nullptr, false);
    return at::empty({0}, at::TensorOptions().dtype(dtype)).set_(storage, 0, shape, {});
}

std::span<const std::byte> bytesOf(const at::Tensor& tensor) {
    return {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
}

}  // namespace

Result<at::Tensor> mapTensor(const TensorView& view, std::shared_ptr<const void> owner) {
    return guardTorch("Mapping tensor " + view.name, [&]() -> Result<at::Tensor> {
        const at::ScalarType dtype = scalarType(view.dtype);
        if (view.data.empty()) {
            return at::empty(view.shape, at::TensorOptions().dtype(dtype));
        }
        if (reinterpret_cast<std::uintptr_t>(view.data.data()) % dtypeSize(view.dtype) != 0) {
            return fail(ErrorCode::InvalidInput, "Tensor " + view.name + " is not aligned in its file.");
        }
        if (!allowPrivateWrites(view.data)) {
            return fail(ErrorCode::Io, "The system does not allow private changes to tensor " + view.name + ".");
        }
        return tensorOver(const_cast<std::byte*>(view.data.data()), view.shape, dtype, owner);
    });
}

bool isMapped(const at::Tensor& tensor) {
    return tensor.defined() && tensor.has_storage() && tensor.storage().data_ptr().get_deleter() == &releaseOwner;
}

at::Tensor mappedTogether(const std::vector<at::Tensor>& parts) {
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const at::Tensor& part = parts[i];
        if (!isMapped(part) || part.dim() != 2 || !part.is_contiguous() ||
            part.scalar_type() != parts[0].scalar_type() || part.size(1) != parts[0].size(1)) {
            return {};
        }
        if (i > 0 && bytesOf(parts[i - 1]).data() + bytesOf(parts[i - 1]).size() != bytesOf(part).data()) {
            return {};
        }
        rows += part.size(0);
    }
    if (parts.empty()) {
        return {};
    }
    // Two files may happen to be mapped side by side, so all the owners are kept.
    auto owners = std::make_shared<std::vector<Owner>>();
    for (const at::Tensor& part : parts) {
        owners->push_back(*static_cast<const Owner*>(part.storage().data_ptr().get_context()));
    }
    return tensorOver(static_cast<std::byte*>(parts[0].data_ptr()), {rows, parts[0].size(1)}, parts[0].scalar_type(),
                      owners);
}

void dropMappedPages(const at::Tensor& tensor) {
    if (isMapped(tensor) && tensor.is_contiguous()) {
        dropFilePages(bytesOf(tensor));
    }
}

void prefetchMappedPages(const at::Tensor& tensor) {
    if (isMapped(tensor) && tensor.is_contiguous()) {
        prefetchFilePages(bytesOf(tensor));
    }
}

}  // namespace saferscope
