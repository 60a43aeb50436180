// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/torch_io.h"

#include "core/tensor/file_pages.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cstring>
#include <optional>

namespace saferscope {

at::ScalarType scalarType(DType dtype) {
    switch (dtype) {
        case DType::F64:
            return at::kDouble;
        case DType::F32:
            return at::kFloat;
        case DType::F16:
            return at::kHalf;
        case DType::BF16:
            return at::kBFloat16;
        case DType::I64:
            return at::kLong;
        case DType::I32:
            return at::kInt;
        case DType::I16:
            return at::kShort;
        case DType::I8:
            return at::kChar;
        case DType::U8:
            return at::kByte;
        case DType::Bool:
            return at::kBool;
    }
    return at::kFloat;
}

namespace {

std::optional<DType> storedType(at::ScalarType type) {
    for (const DType dtype : {DType::F64, DType::F32, DType::F16, DType::BF16, DType::I64, DType::I32, DType::I16,
                              DType::I8, DType::U8, DType::Bool}) {
        if (scalarType(dtype) == type) {
            return dtype;
        }
    }
    return std::nullopt;
}

bool isAligned(const TensorView& view) {
    return reinterpret_cast<std::uintptr_t>(view.data.data()) % dtypeSize(view.dtype) == 0;
}

/// Throws what libtorch throws.
at::Tensor overMappedBytes(const TensorView& view) {
    const auto options = at::TensorOptions().dtype(scalarType(view.dtype));
    if (view.data.empty()) {
        return at::empty(view.shape, options);
    }
    return at::from_blob(const_cast<std::byte*>(view.data.data()), view.shape, options);
}

/// Typed reads of unaligned memory are undefined; bytes may be copied from anywhere.
at::Tensor alignedBytes(const TensorView& view) {
    if (isAligned(view)) {
        return overMappedBytes(view);
    }
    at::Tensor copy = at::empty(view.shape, at::TensorOptions().dtype(scalarType(view.dtype)));
    if (!view.data.empty()) {  // what is empty may have no address
        std::memcpy(copy.data_ptr(), view.data.data(), view.data.size());
    }
    return copy;
}

}  // namespace

Result<at::Tensor> mapTensor(const TensorView& view) {
    return guardTorch("Mapping tensor " + view.name, [&]() -> Result<at::Tensor> { return overMappedBytes(view); });
}

Result<at::Tensor> loadTensor(const TensorView& view, at::ScalarType dtype, c10::Device device) {
    return guardTorch("Loading tensor " + view.name, [&]() -> Result<at::Tensor> {
        return alignedBytes(view).to(device, dtype, /*non_blocking=*/false, /*copy=*/true);
    });
}

Status copyTensor(const TensorView& view, const at::Tensor& target) {
    return guardTorch("Loading tensor " + view.name, [&]() -> Status {
        const at::NoGradGuard noGradients;
        constexpr std::int64_t blockBytes = 16 << 20;
        const std::int64_t rows = view.shape.empty() || view.data.empty() ? 1 : view.shape.front();
        const auto rowBytes = static_cast<std::int64_t>(view.data.size()) / rows;
        if (rows == 1 || rowBytes == 0) {
            target.copy_(alignedBytes(view));
            dropFilePages(view.data);
            return {};
        }
        const std::int64_t step = std::max<std::int64_t>(1, blockBytes / rowBytes);
        prefetchFilePages(view.data.first(static_cast<std::size_t>(std::min(rows, step) * rowBytes)));
        for (std::int64_t begin = 0; begin < rows; begin += step) {
            TensorView block = view;
            block.shape.front() = std::min(step, rows - begin);
            block.data = view.data.subspan(static_cast<std::size_t>(begin * rowBytes),
                                           static_cast<std::size_t>(block.shape.front() * rowBytes));
            // The disk works on the next block while this one is converted.
            const auto end = static_cast<std::size_t>((begin + block.shape.front()) * rowBytes);
            prefetchFilePages(
                view.data.subspan(end, std::min(view.data.size() - end, static_cast<std::size_t>(step * rowBytes))));
            target.narrow(0, begin, block.shape.front()).copy_(alignedBytes(block));
            dropFilePages(block.data);
        }
        return {};
    });
}

Status saveTensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                   const std::map<std::string, std::string>& metadata) {
    return guardTorch("Saving " + path.string(), [&]() -> Status {
        std::vector<at::Tensor> kept;  // holds the bytes that the views point at
        std::vector<TensorView> views;
        for (const auto& [name, tensor] : tensors) {
            const auto dtype = storedType(tensor.scalar_type());
            if (!dtype) {
                return fail(ErrorCode::Failed, "Cannot write tensor \"" + name + "\" to " + path.string() +
                                                   ": safetensors has no type for " +
                                                   c10::toString(tensor.scalar_type()) + ".");
            }
            kept.push_back(tensor.detach().to(c10::kCPU).contiguous());
            const at::Tensor& stored = kept.back();
            views.push_back({name,
                             *dtype,
                             stored.sizes().vec(),
                             {static_cast<const std::byte*>(stored.data_ptr()), stored.nbytes()}});
        }
        return writeSafetensors(path, views, metadata);
    });
}

Result<std::vector<NamedTensor>> loadTensors(const std::filesystem::path& path) {
    const auto file = SafetensorsFile::open(path);
    if (!file) {
        return failure(file);
    }
    std::vector<NamedTensor> tensors;
    for (const TensorView& view : file->tensors()) {
        auto tensor = loadTensor(view, scalarType(view.dtype), c10::kCPU);
        if (!tensor) {
            return failure(tensor);
        }
        tensors.emplace_back(view.name, std::move(*tensor));
    }
    return tensors;
}

}  // namespace saferscope
