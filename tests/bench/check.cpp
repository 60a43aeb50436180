// SPDX-License-Identifier: GPL-3.0-or-later
// bench_check RECORDED.jsonl NEW.jsonl: warns about rows that are more than 15 % worse than recorded. A warning is no
// failure (exit 0): one noisy run proves nothing. Files that cannot be read are (exit 2).
#include "tests/bench/compare_rows.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace saferscope::bench;
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s RECORDED.jsonl NEW.jsonl\n", argv[0]);
        return 2;
    }
    const auto recorded = readRows(argv[1]);
    const auto fresh = readRows(argv[2]);
    for (const auto* rows : {&recorded, &fresh}) {
        if (!*rows) {
            std::fprintf(stderr, "%s\n", rows->error().message.c_str());
            return 2;
        }
    }
    std::fputs(report(compareRows(*recorded, *fresh)).c_str(), stdout);
    return 0;
}
