// SPDX-License-Identifier: GPL-3.0-or-later
// What libFuzzer calls: the one target that the program was linked with.
#include "tests/fuzz/fuzz_target.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>

/// With SAFERSCOPE_FUZZ_SEEDS=FOLDER the target's sound inputs are written there first.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    using namespace saferscope::fuzz;
    const char* const folder = std::getenv("SAFERSCOPE_FUZZ_SEEDS");
    if (folder == nullptr) {
        return 0;
    }
    std::size_t number = 0;
    for (const std::string& seed : targets().front().seeds()) {
        const auto path = std::filesystem::path(folder) / ("seed-" + std::to_string(number++));
        std::ofstream(path, std::ios::binary).write(seed.data(), static_cast<std::streamsize>(seed.size()));
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace saferscope::fuzz;
    static_cast<void>(scratchFolder());
    try {
        targets().front().run({reinterpret_cast<const char*>(data), size});
    } catch (const Broken& broken) {
        std::fprintf(stderr, "BROKEN %s\n", broken.what());
        std::abort();
    }
    return 0;
}
