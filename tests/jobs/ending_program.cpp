// SPDX-License-Identifier: GPL-3.0-or-later
// A program that a library ends: exit() in the middle of the work, with memory or without. Says on standard output
// what SuddenEnd heard ("code|message|hint") and ends with 40.
#include "core/base/memory_advice.h"
#include "core/jobs/sudden_end.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <unistd.h>

using namespace saferscope;

namespace {

// Kept, as what a product works on is. `least` bytes may still be had in one piece afterwards.
void useUpMemory(std::size_t least) {
    for (std::size_t piece = std::size_t{64} << 20; piece > least; piece /= 2) {
        while (void* const got = std::malloc(piece)) {
            static_cast<volatile char*>(got)[0] = 1;
        }
    }
}

void say(const Error& error) {
    std::array<char, 512> line{};
    const int length = std::snprintf(line.data(), line.size(), "%d|%s|%s", static_cast<int>(error.code),
                                     error.message.c_str(), error.hint.c_str());
    static_cast<void>(::write(STDOUT_FILENO, line.data(), static_cast<std::size_t>(length)) == length);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string how = argc > 1 ? argv[1] : "";
    const SuddenEnd guard([](const Error& error) {
        say(error);
        return 40;
    });
    const std::optional<MemoryAdvice> outer(std::in_place, "Use less.");
    std::optional<MemoryAdvice> inner(std::in_place, "Half will do.");
    if (how == "little-memory-later") {
        inner.reset();
    }
    if (how.starts_with("little-memory")) {
        useUpMemory(std::size_t{512} << 10);
    } else if (how == "without-memory") {
        useUpMemory(32);
    }
    std::exit(1);
}
