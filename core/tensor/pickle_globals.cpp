// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/pickle_document.h"
#include "core/tensor/safetensors_header.h"

#include <array>

namespace saferscope {

namespace {

using enum PickleGlobal;

constexpr std::array knownGlobals = std::to_array<KnownGlobal>({
    {"collections", "OrderedDict", OrderedDict},
    {"torch._utils", "_rebuild_tensor_v2", RebuildTensor},
    {"torch._utils", "_rebuild_parameter", RebuildParameter},
    {"torch", "Size", Size},
    {"torch", "device", Device},
    {"torch", "DoubleStorage", StorageClass, {}, DType::F64},
    {"torch", "FloatStorage", StorageClass, {}, DType::F32},
    {"torch", "HalfStorage", StorageClass, {}, DType::F16},
    {"torch", "BFloat16Storage", StorageClass, {}, DType::BF16},
    {"torch", "LongStorage", StorageClass, {}, DType::I64},
    {"torch", "IntStorage", StorageClass, {}, DType::I32},
    {"torch", "ShortStorage", StorageClass, {}, DType::I16},
    {"torch", "CharStorage", StorageClass, {}, DType::I8},
    {"torch", "ByteStorage", StorageClass, {}, DType::U8},
    {"torch", "BoolStorage", StorageClass, {}, DType::Bool},
    {"torch", "float64", DtypeName, "torch.float64"},
    {"torch", "float32", DtypeName, "torch.float32"},
    {"torch", "float16", DtypeName, "torch.float16"},
    {"torch", "bfloat16", DtypeName, "torch.bfloat16"},
    {"torch", "int64", DtypeName, "torch.int64"},
    {"torch", "int32", DtypeName, "torch.int32"},
    {"torch", "int16", DtypeName, "torch.int16"},
    {"torch", "int8", DtypeName, "torch.int8"},
    {"torch", "uint8", DtypeName, "torch.uint8"},
    {"torch", "bool", DtypeName, "torch.bool"},
});

}  // namespace

const KnownGlobal* findPickleGlobal(std::string_view module, std::string_view name) {
    for (const KnownGlobal& known : knownGlobals) {
        if (known.module == module && known.name == name) {
            return &known;
        }
    }
    return nullptr;
}

tl::unexpected<Error> refusePickleGlobal(std::string_view module, std::string_view name, const std::string& where) {
    const std::string asked = quotedName(std::string(module) + "." + std::string(name));
    // Tensors of a kind that we do not have: harmless, but nothing to read.
    if (module.starts_with("torch") && (name.ends_with("Storage") || name.starts_with("_rebuild"))) {
        return fail(ErrorCode::InvalidInput, where + " holds a tensor of a kind that is not read here (" + asked + ").",
                    "Plain tensors of whole numbers, booleans and real numbers of 16 to 64 bits are. In Python, "
                    "convert it with .to(torch.float32) or .dequantize() and save it again.");
    }
    return fail(ErrorCode::InvalidInput,
                where + " is refused: it asks Python for " + asked +
                    ", and only tensors, numbers, texts and lists of them are read. Nothing of it was run.",
                "If you trust where it comes from, load it in Python and save only its weights: "
                "torch.save(model.state_dict(), \"weights.pt\").");
}

}  // namespace saferscope
