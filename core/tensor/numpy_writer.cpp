// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_check.h"
#include "core/tensor/archive_contents.h"
#include "core/tensor/safetensors_header.h"

#include <set>

namespace saferscope {

namespace {

const char* descrOf(DType dtype) {
    switch (dtype) {
        case DType::F64:
            return "<f8";
        case DType::F32:
            return "<f4";
        case DType::F16:
            return "<f2";
        case DType::BF16:
            return nullptr;
        case DType::I64:
            return "<i8";
        case DType::I32:
            return "<i4";
        case DType::I16:
            return "<i2";
        case DType::I8:
            return "|i1";
        case DType::U8:
            return "|u1";
        case DType::Bool:
            return "|b1";
    }
    return nullptr;
}

/// Version 1.0, padded so that the data starts at a multiple of 64 bytes, as numpy.save() does.
std::string npyHeader(const TensorView& tensor) {
    std::string text = std::string("{'descr': '") + descrOf(tensor.dtype) + "', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        text += (i > 0 ? " " : "") + std::to_string(tensor.shape[i]);
        text += i + 1 < tensor.shape.size() || i == 0 ? "," : "";
    }
    text += "), }";
    constexpr std::size_t prefix = 10;
    text.append(63 - (prefix + text.size()) % 64, ' ');
    text += '\n';
    std::string header(npyMagic);
    header += '\x01';
    header += '\0';
    header += static_cast<char>(text.size() & 0xff);
    header += static_cast<char>(text.size() >> 8);
    return header + text;
}

}  // namespace

Status writeNumpyArchive(const std::filesystem::path& path, const std::vector<TensorView>& tensors) {
    std::set<std::string> names;
    std::vector<std::string> headers;
    headers.reserve(tensors.size());  // spans point into them
    std::vector<ZipSource> sources;
    for (const TensorView& tensor : tensors) {
        const auto refuse = [&](const char* why) {
            return fail(ErrorCode::Failed,
                        "Cannot write array " + quotedName(tensor.name) + " to " + path.string() + ": " + why + ".");
        };
        const auto size = tensorBytes(tensor.shape, tensor.dtype);
        if (!size || *size != tensor.data.size() || tensor.shape.size() > mostArchiveRank) {
            return refuse("its bytes do not match its shape");
        }
        if (!isValidUtf8(tensor.name) || tensor.name.empty() || tensor.name.size() > 4000 ||
            tensor.name.find('\0') != std::string::npos || !names.insert(tensor.name).second) {
            return refuse("the name is not allowed or there twice");
        }
        if (descrOf(tensor.dtype) == nullptr) {
            return refuse("NumPy has no bfloat16; write it as float32");
        }
        headers.push_back(npyHeader(tensor));
        sources.push_back({tensor.name + ".npy", {std::as_bytes(std::span(headers.back())), tensor.data}});
    }
    return writeZipArchive(path, sources);
}

}  // namespace saferscope
