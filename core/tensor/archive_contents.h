// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/archive_zip.h"
#include "core/tensor/tensor_archive.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

constexpr std::size_t mostArchiveMembers = 100'000;
constexpr std::size_t mostArchiveRank = 16;

/// What an archive is found to hold. Bytes of tensors lie in the file or in `memory`.
struct ArchiveContents {
    ArchiveMemory memory;
    std::vector<TensorView> tensors;
    std::map<std::string, ArchiveValue> values;
};

/// torch's zip layout: {prefix}/data.pkl, {prefix}/data/{key}, {prefix}/version, {prefix}/byteorder
/// (torch/serialization.py, _save).
Status readTorchArchive(const ZipArchive& zip, const std::string& prefix, const std::string& where,
                        ArchiveContents& contents);

/// Every entry is NAME.npy (numpy/lib/npyio.py, savez).
Status readNumpyArchive(const ZipArchive& zip, const std::string& where, ArchiveContents& contents);

constexpr std::string_view npyMagic = "\x93NUMPY";
/// One array, header and all (numpy/lib/format.py), added under `name`.
Status readNumpyArray(std::span<const std::byte> bytes, const std::string& name, const std::string& where,
                      ArchiveContents& contents);

}  // namespace saferscope
