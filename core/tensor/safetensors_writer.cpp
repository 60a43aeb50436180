// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/tensor/safetensors.h"
#include "core/tensor/safetensors_header.h"

#include <set>

namespace saferscope {

namespace {

Result<std::string> headerText(const std::vector<TensorView>& tensors,
                               const std::map<std::string, std::string>& metadata, const std::string& where) {
    std::string text = "{";
    if (!metadata.empty()) {
        text += "\"__metadata__\":" + dumpJson(Json(metadata));
    }
    std::set<std::string_view> names;
    std::uint64_t offset = 0;
    for (const TensorView& tensor : tensors) {
        const auto refuse = [&](const char* why) {
            return fail(ErrorCode::Failed,
                        "Cannot write tensor " + quotedName(tensor.name) + " to " + where + ": " + why + ".");
        };
        if (!isValidUtf8(tensor.name) || tensor.name == "__metadata__") {
            return refuse("the name is not allowed");
        }
        if (!names.insert(tensor.name).second) {
            return refuse("the name is there twice");
        }
        const auto size = tensorBytes(tensor.shape, tensor.dtype);
        if (!size || *size != tensor.data.size()) {
            return refuse("its bytes do not match its shape");
        }
        text += text.size() > 1 ? "," : "";
        text += dumpJson(Json(tensor.name)) + ":{\"dtype\":\"" + dtypeName(tensor.dtype) +
                "\",\"shape\":" + dumpJson(Json(tensor.shape)) + ",\"data_offsets\":[" + std::to_string(offset) + "," +
                std::to_string(offset + *size) + "]}";
        offset += *size;
    }
    text += "}";
    text.append((8 - text.size() % 8) % 8, ' ');  // so that the buffer starts 8-byte aligned
    if (text.size() > maxSafetensorsHeader) {
        return fail(ErrorCode::Failed, "The header of " + where + " would be larger than the format allows.");
    }
    return text;
}

}  // namespace

Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorView>& tensors,
                        const std::map<std::string, std::string>& metadata) {
    const auto header = headerText(tensors, metadata, path.string());
    if (!header) {
        return failure(header);
    }
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    std::string prefix(8, '\0');
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        prefix[i] = static_cast<char>((static_cast<std::uint64_t>(header->size()) >> (8 * i)) & 0xff);
    }
    if (auto written = file->append(prefix + *header); !written) {
        return written;
    }
    for (const TensorView& tensor : tensors) {
        if (auto written = file->append(tensor.data); !written) {
            return written;
        }
    }
    return file->commit();
}

}  // namespace saferscope
