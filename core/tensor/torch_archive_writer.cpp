// SPDX-License-Identifier: GPL-3.0-or-later
// A pickle of protocol 2 with only the instructions that torch's own restricted reader
// (torch/_weights_only_unpickler.py) knows, in torch's zip layout.
#include "core/base/text_check.h"
#include "core/tensor/archive_zip.h"
#include "core/tensor/safetensors_header.h"
#include "core/tensor/tensor_archive.h"

#include <bit>
#include <limits>
#include <set>

namespace saferscope {

namespace {

void put(std::string& pickle, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) {
        pickle.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
    }
}

void putText(std::string& pickle, const std::string& text) {
    pickle += 'X';
    put(pickle, text.size(), 4);
    pickle += text;
}

void putInteger(std::string& pickle, std::int64_t value) {
    if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max()) {
        pickle += 'J';
        put(pickle, static_cast<std::uint64_t>(value), 4);
    } else {
        pickle += '\x8a';
        pickle += '\x08';
        put(pickle, static_cast<std::uint64_t>(value), 8);
    }
}

const char* storageClass(DType dtype) {
    switch (dtype) {
        case DType::F64:
            return "DoubleStorage";
        case DType::F32:
            return "FloatStorage";
        case DType::F16:
            return "HalfStorage";
        case DType::BF16:
            return "BFloat16Storage";
        case DType::I64:
            return "LongStorage";
        case DType::I32:
            return "IntStorage";
        case DType::I16:
            return "ShortStorage";
        case DType::I8:
            return "CharStorage";
        case DType::U8:
            return "ByteStorage";
        case DType::Bool:
            return "BoolStorage";
    }
    return "FloatStorage";
}

constexpr std::string_view orderedDict = "ccollections\nOrderedDict\n)R";

void putTensor(std::string& pickle, const TensorView& tensor, std::size_t key) {
    pickle += "ctorch._utils\n_rebuild_tensor_v2\n((";
    putText(pickle, "storage");
    pickle += std::string("ctorch\n") + storageClass(tensor.dtype) + '\n';
    putText(pickle, std::to_string(key));
    putText(pickle, "cpu");
    putInteger(pickle, tensor.elements());
    pickle += "tQK";
    pickle += '\0';  // offset
    pickle += '(';
    for (const std::int64_t size : tensor.shape) {
        putInteger(pickle, size);
    }
    pickle += "t(";
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        std::int64_t stride = 1;
        for (std::size_t j = i + 1; j < tensor.shape.size(); ++j) {
            stride *= std::max<std::int64_t>(tensor.shape[j], 1);
        }
        putInteger(pickle, stride);
    }
    pickle += "t\x89";  // requires no gradient
    pickle += orderedDict;
    pickle += "tR";
}

void putValue(std::string& pickle, const ArchiveValue& value) {
    if (const auto* const flag = std::get_if<bool>(&value)) {
        pickle += *flag ? '\x88' : '\x89';
    } else if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        putInteger(pickle, *number);
    } else if (const auto* const real = std::get_if<double>(&value)) {
        pickle += 'G';
        put(pickle, __builtin_bswap64(std::bit_cast<std::uint64_t>(*real)), 8);
    } else {
        putText(pickle, std::get<std::string>(value));
    }
}

}  // namespace

Status writeTorchArchive(const std::filesystem::path& path, const std::vector<TensorView>& tensors,
                         const ArchiveGroup& values, const std::map<std::string, ArchiveGroup>& groups) {
    constexpr std::size_t longestText = 1u << 20;
    std::set<std::string> names;
    const auto refuse = [&path](const std::string& name, const char* why) {
        return fail(ErrorCode::Failed, "Cannot write " + quotedName(name) + " to " + path.string() + ": " + why + ".");
    };
    const auto putName = [&](std::string& pickle, const std::string& name, const std::string& member) -> Status {
        if (!isValidUtf8(name) || name.size() > longestText || !names.insert(member).second) {
            return refuse(name, "the name is there twice or no text");
        }
        putText(pickle, name);
        return {};
    };
    const auto putValues = [&](std::string& pickle, const ArchiveGroup& group, const std::string& prefix) -> Status {
        for (const auto& [name, value] : group) {
            const auto* const text = std::get_if<std::string>(&value);
            if (text != nullptr && (!isValidUtf8(*text) || text->size() > longestText)) {
                return refuse(name, "its text is too long or none");
            }
            if (auto put = putName(pickle, name, prefix + name); !put) {
                return put;
            }
            putValue(pickle, value);
        }
        return {};
    };
    std::string pickle = "\x80\x02";
    pickle += orderedDict;
    pickle += '(';
    std::size_t key = 0;
    for (const TensorView& tensor : tensors) {
        const auto size = tensorBytes(tensor.shape, tensor.dtype);
        if (!size || *size != tensor.data.size()) {
            return refuse(tensor.name, "its bytes do not match its shape");
        }
        if (auto put = putName(pickle, tensor.name, tensor.name); !put) {
            return put;
        }
        putTensor(pickle, tensor, key++);
    }
    if (auto put = putValues(pickle, values, ""); !put) {
        return put;
    }
    for (const auto& [name, group] : groups) {
        if (auto put = putName(pickle, name, name); !put) {
            return put;
        }
        pickle += "}(";
        if (auto put = putValues(pickle, group, name + '.'); !put) {
            return put;
        }
        pickle += 'u';
    }
    pickle += "u.";

    const std::string version = "3\n";
    const std::string order = "little";
    const auto bytesOf = [](const std::string& text) { return std::as_bytes(std::span(text)); };
    std::vector<ZipSource> sources{{"archive/data.pkl", {bytesOf(pickle)}}, {"archive/byteorder", {bytesOf(order)}}};
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        sources.push_back({"archive/data/" + std::to_string(i), {tensors[i].data}});
    }
    sources.push_back({"archive/version", {bytesOf(version)}});
    return writeZipArchive(path, sources);
}

}  // namespace saferscope
