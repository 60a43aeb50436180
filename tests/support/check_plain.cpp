// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "tests/support/check_registry.h"

#include <cstdio>
#include <cstring>

// The runner of builds without Qt: every case, or those whose name is given; exit code 1 when one failed.
int main(int argc, char** argv) {
    using namespace saferscope::check;
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (const auto& test : cases()) {
        bool wanted = argc < 2;
        for (int i = 1; i < argc; ++i) {
            wanted = wanted || test.name == argv[i];
        }
        if (!wanted) {
            continue;
        }
        try {
            test.body();
            ++passed;
        } catch (const Skip& skip) {
            ++skipped;
            std::printf("SKIP   %s: %s\n", test.name.c_str(), skip.what());
        } catch (const Failure& failure) {
            ++failed;
            std::printf("FAIL   %s: %s\n   %s:%d\n", test.name.c_str(), failure.what(), failure.file, failure.line);
        } catch (const std::exception& error) {
            ++failed;
            std::printf("FAIL   %s: unexpected exception: %s\n", test.name.c_str(), error.what());
        }
    }
    std::printf("Totals: %d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return failed == 0 ? 0 : 1;
}
