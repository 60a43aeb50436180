// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/torch_errors.h"

#include <new>
#include <string_view>
#include <system_error>

namespace saferscope {

Error torchError(const std::exception& exception, const std::string& doing) {
    const std::string_view text = exception.what();
    // The CPU allocator has no type for it, CUDA's has one since 1.13, and cuBLAS reports a status.
    for (const char* sign :
         {"not enough memory", "can't allocate memory", "out of memory", "Cannot allocate memory", "ALLOC_FAILED"}) {
        if (text.find(sign) != std::string_view::npos) {
            return {ErrorCode::OutOfMemory, doing + ": memory ran out.",
                    "Use a smaller batch, a shorter maximal length, or a device with more memory."};
        }
    }
    const auto* system = dynamic_cast<const std::system_error*>(&exception);
    if (system != nullptr && system->code() == std::errc::resource_unavailable_try_again) {
        return {ErrorCode::OutOfMemory, doing + ": memory ran out, no more threads can be started.",
                "Close other programs, or set OMP_NUM_THREADS to fewer threads."};
    }
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
        return {ErrorCode::OutOfMemory, doing + ": memory ran out.", "Close other programs or use a smaller batch."};
    }
    return {ErrorCode::Failed, doing + ": " + std::string(text.substr(0, text.find('\n'))), {}};
}

}  // namespace saferscope
