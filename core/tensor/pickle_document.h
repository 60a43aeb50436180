// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/safetensors.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

enum class PickleKind : std::uint8_t {
    None,
    Bool,
    Int,
    Float,
    Text,
    Bytes,
    Tuple,
    List,
    Dict,
    Global,
    Storage,
    Tensor
};

/// The names a pickle may ask for. Everything else is refused by name.
enum class PickleGlobal : std::uint8_t {
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    Size,
    Device,
    StorageClass,  ///< torch.FloatStorage and its kin
    DtypeName,     ///< torch.float32 and its kin: a text
};

/// A value of a pickle, by number in its document. Values may be shared and, in a hostile file, contain themselves.
struct PickleNode {
    PickleKind kind = PickleKind::None;
    PickleGlobal global = PickleGlobal::OrderedDict;
    bool ordered = false;             ///< Dict: an OrderedDict
    DType dtype = DType::F32;         ///< StorageClass, Storage
    std::int64_t number = 0;          ///< Bool, Int; Storage: elements
    double real = 0.0;                ///< Float
    std::string_view text;            ///< Text, Bytes, DtypeName; Storage: its key
    std::vector<std::uint32_t> items; /**< Tuple, List; Dict: key, value, key, …; Tensor: storage, offset, shape,
                                           strides */
};

/// What a pickle says, without anything being run. Texts point into the pickle's bytes.
struct PickleDocument {
    std::vector<PickleNode> nodes;
    std::uint32_t root = 0;
};

/// Reads a pickle of protocol 2 to 5 as torch.save() writes one. A pickle is a program for a stack machine; this
/// machine has the instructions that build plain values, and of those that call something only the calls that torch
/// makes to spell a tensor, which are noted down, not made. Steps, values and bytes are bounded; no recursion. `where`
/// names the file in messages. `pickle` must outlive the document.
Result<PickleDocument> readPickle(std::span<const std::byte> pickle, const std::string& where);

/// "builtins", "eval" -> nothing.
struct KnownGlobal {
    std::string_view module;
    std::string_view name;
    PickleGlobal global;
    std::string_view text = {};  ///< DtypeName: as it is shown
    DType dtype = DType::F32;
};
const KnownGlobal* findPickleGlobal(std::string_view module, std::string_view name);

/// The sentence for a name that is not known.
tl::unexpected<Error> refusePickleGlobal(std::string_view module, std::string_view name, const std::string& where);

}  // namespace saferscope
