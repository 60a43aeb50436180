// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/exit_code.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <new>
#include <string_view>
#include <system_error>

namespace saferscope {

namespace {

constexpr const char* memoryHint =
    "Use smaller batches (fewer tokens or pairs per batch), a smaller model, or close other programs, and run it "
    "again.";

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

// libtorch's texts: "[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried …",
// "DefaultCPUAllocator: not enough memory: …", "CUDA out of memory. Tried to allocate …", "CUBLAS_STATUS_ALLOC_FAILED".
bool speaksOfMemory(std::string_view text) {
    static constexpr std::array<std::string_view, 5> signs = {
        "out of memory", "can't allocate memory", "not enough memory", "cannot allocate memory", "alloc_failed"};
    const std::string lower = lowerCase(text);
    return std::ranges::any_of(signs,
                               [&lower](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

std::string firstSentence(std::string_view text) {
    if (text.starts_with("[enforce fail at ")) {
        const auto end = text.find("] . ");
        if (end != std::string_view::npos) {
            text.remove_prefix(end + 4);
        }
    }
    text = text.substr(0, text.find("\nException raised from"));
    text = text.substr(0, text.find('\n'));
    text = text.substr(0, 500);
    while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) != 0)) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

}  // namespace

int exitCodeOf(ErrorCode code) {
    switch (code) {
        case ErrorCode::Failed:
        case ErrorCode::Io:
            return exit_code::failed;
        case ErrorCode::Usage:
            return exit_code::usage;
        case ErrorCode::InvalidInput:
        case ErrorCode::NotFound:
            return exit_code::inputRefused;
        case ErrorCode::Interrupted:
            return exit_code::interrupted;
        case ErrorCode::OutOfMemory:
            return exit_code::outOfMemory;
    }
    return exit_code::failed;
}

Error withMemoryCode(Error error) {
    const bool ours = error.code == ErrorCode::Io || error.code == ErrorCode::Failed;
    if (ours && error.message.find(std::strerror(ENOMEM)) != std::string::npos) {
        error.code = ErrorCode::OutOfMemory;
        error.hint = memoryHint;
    }
    return error;
}

Error errorFromException(const std::exception& exception) {
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
        return {ErrorCode::OutOfMemory, "Memory ran out.", memoryHint};
    }
    // What a thread that cannot be started says: its stack is memory too, and the system counts processes.
    const auto* system = dynamic_cast<const std::system_error*>(&exception);
    if (system != nullptr && (system->code() == std::errc::resource_unavailable_try_again ||
                              system->code() == std::errc::not_enough_memory)) {
        return {ErrorCode::OutOfMemory, "Memory ran out: no more threads can be started.",
                "Close other programs, allow this one more memory or more processes, or set OMP_NUM_THREADS to fewer "
                "threads, and run it again."};
    }
    const std::string_view text = exception.what();
    std::string sentence = firstSentence(text);
    if (speaksOfMemory(text)) {
        return {ErrorCode::OutOfMemory, "Memory ran out: " + sentence, memoryHint};
    }
    return {ErrorCode::Failed, "An unexpected fault stopped the work: " + sentence,
            "This is a fault of the program, not of your data; the message above belongs in a bug report."};
}

}  // namespace saferscope
