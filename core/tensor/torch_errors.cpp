// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/torch_errors.h"

#include <new>
#include <string_view>

namespace saferscope {

Error torchError(const std::exception& exception, const std::string& doing) {
    const std::string_view text = exception.what();
    // The CPU allocator has no type for it, CUDA's has one since 1.13, and cuBLAS reports a status.
    for (const char* sign : {"not enough memory", "can't allocate memory", "out of memory", "ALLOC_FAILED"}) {
        if (text.find(sign) != std::string_view::npos) {
            return {ErrorCode::OutOfMemory, doing + ": memory ran out.",
                    "Use a smaller batch, a shorter maximal length, or a device with more memory."};
        }
    }
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
        return {ErrorCode::OutOfMemory, doing + ": memory ran out.", "Close other programs or use a smaller batch."};
    }
    return {ErrorCode::Failed, doing + ": " + std::string(text.substr(0, text.find('\n'))), {}};
}

}  // namespace saferscope
