// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_weights.h"

#include "core/tensor/safetensors_header.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <fstream>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool isFloat(DType dtype) {
    return dtype == DType::F32 || dtype == DType::F16 || dtype == DType::BF16 || dtype == DType::F64;
}

/// safetensors begin with the length of a JSON object, eight bytes, and the object.
bool looksLikeSafetensors(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    char bytes[9] = {};
    return file.read(bytes, sizeof bytes) && bytes[8] == '{';
}

}  // namespace

SaeWeights::SaeWeights(fs::path path, File file)
    : m_path(std::move(path)), m_file(std::make_shared<const File>(std::move(file))) {}

Result<SaeWeights> SaeWeights::open(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return fail(ErrorCode::NotFound, "There is no SAE at " + path.string() + ".");
    }
    if (!fs::is_regular_file(path, error)) {  // to look into a FIFO is to wait for its writer
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    if (looksLikeSafetensors(path) || path.extension() == ".safetensors") {
        auto file = SafetensorsFile::open(path);
        if (!file) {
            return failure(file);
        }
        return SaeWeights(path, std::move(*file));
    }
    auto archive = TensorArchive::open(path);
    if (!archive) {
        return failure(archive);
    }
    return SaeWeights(path, std::move(*archive));
}

bool SaeWeights::isArchive(TensorArchive::Kind kind) const {
    const auto* archive = std::get_if<TensorArchive>(m_file.get());
    return archive != nullptr && archive->kind() == kind;
}

const TensorView* SaeWeights::find(const std::string& name) const {
    return std::visit([&](const auto& file) { return file.find(name); }, *m_file);
}

const std::vector<TensorView>& SaeWeights::tensors() const {
    return std::visit([](const auto& file) -> const std::vector<TensorView>& { return file.tensors(); }, *m_file);
}

bool SaeWeights::hasValue(const std::string& name) const {
    const auto* archive = std::get_if<TensorArchive>(m_file.get());
    return archive != nullptr && archive->values().contains(name);
}

Result<at::Tensor> SaeWeights::floats(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const TensorView* view = find(name);
    if (view == nullptr) {
        return fail(ErrorCode::InvalidInput, where() + " has no tensor \"" + name + "\".",
                    "The file is not complete, or it is laid out in another way: name the layout (--layout).");
    }
    if (view->shape != shape) {
        return fail(ErrorCode::InvalidInput, where() + ": \"" + name + "\" has shape " + shapeText(view->shape) +
                                                 " where " + shapeText(shape) + " is needed.");
    }
    if (!isFloat(view->dtype)) {
        return fail(ErrorCode::InvalidInput, where() + ": \"" + name + "\" holds " + dtypeName(view->dtype) +
                                                 " where floating-point numbers are needed.");
    }
    auto tensor = loadTensor(*view, at::kFloat, at::kCPU);
    if (!tensor) {
        return tensor;
    }
    if (!at::isfinite(*tensor).all().item<bool>()) {
        return fail(ErrorCode::InvalidInput, where() + ": \"" + name + "\" holds NaN or infinite values.",
                    "The file is damaged or its training diverged; use an earlier checkpoint.");
    }
    return tensor;
}

Result<at::Tensor> SaeWeights::transposed(const std::string& name, const std::vector<std::int64_t>& shape) const {
    auto tensor = floats(name, shape);
    if (!tensor) {
        return tensor;
    }
    return tensor->t().contiguous();
}

Result<std::pair<std::int64_t, std::int64_t>> SaeWeights::matrixShape(const std::string& name) const {
    const TensorView* view = find(name);
    if (view == nullptr || view->shape.size() != 2 || view->shape[0] < 1 || view->shape[1] < 1) {
        return fail(ErrorCode::InvalidInput, where() + " has no two-dimensional tensor \"" + name + "\".",
                    "The file is not complete, or it is laid out in another way: name the layout (--layout).");
    }
    return std::pair(view->shape[0], view->shape[1]);
}

Result<std::optional<double>> SaeWeights::number(const std::string& name) const {
    const auto wrong = [&] { return fail(ErrorCode::InvalidInput, where() + ": \"" + name + "\" is not one number."); };
    if (const auto* archive = std::get_if<TensorArchive>(m_file.get())) {
        const auto value = archive->values().find(name);
        if (value != archive->values().end()) {
            if (const auto* integer = std::get_if<std::int64_t>(&value->second)) {
                return static_cast<double>(*integer);
            }
            if (const auto* real = std::get_if<double>(&value->second); real != nullptr && std::isfinite(*real)) {
                return *real;
            }
            return wrong();
        }
    }
    const TensorView* view = find(name);
    if (view == nullptr) {
        return std::nullopt;
    }
    if (view->elements() != 1) {
        return wrong();
    }
    const auto tensor = loadTensor(*view, at::kDouble, at::kCPU);
    if (!tensor) {
        return failure(tensor);
    }
    const double value = tensor->reshape({1}).item<double>();
    if (!std::isfinite(value)) {
        return wrong();
    }
    return value;
}

Result<std::optional<std::int64_t>> SaeWeights::integer(const std::string& name) const {
    const auto value = number(name);
    if (!value) {
        return failure(value);
    }
    if (!*value) {
        return std::nullopt;
    }
    if (std::trunc(**value) != **value || std::abs(**value) > 1e15) {
        return fail(ErrorCode::InvalidInput, where() + ": \"" + name + "\" is not a whole number.");
    }
    return static_cast<std::int64_t>(**value);
}

std::optional<std::string> SaeWeights::text(const std::string& name) const {
    if (const auto* archive = std::get_if<TensorArchive>(m_file.get())) {
        const auto value = archive->values().find(name);
        if (value != archive->values().end()) {
            if (const auto* text = std::get_if<std::string>(&value->second)) {
                return *text;
            }
        }
    }
    return std::nullopt;
}

Status SaeWeights::allow(std::initializer_list<const char*> names, const std::string& what) const {
    for (const TensorView& view : tensors()) {
        if (std::none_of(names.begin(), names.end(), [&](const char* name) { return view.name == name; })) {
            return fail(ErrorCode::InvalidInput,
                        where() + " holds a tensor " + quotedName(view.name) + ", which " + what + " does not have.",
                        "It was written by another version or variant; leaving the tensor out would change what is "
                        "computed.");
        }
    }
    return {};
}

}  // namespace saferscope
