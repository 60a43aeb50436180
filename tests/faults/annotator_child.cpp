// SPDX-License-Identifier: GPL-3.0-or-later
// Rates without end and says on standard output what is on the disk: the child of test_rating_kill.cpp.
#include "core/workspace/workspace.h"

#include <cstdio>
#include <unistd.h>

using namespace saferscope;

int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    const auto workspace = Workspace::open(argv[1]);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", workspace.error().message.c_str());
        return 1;
    }
    for (std::uint32_t number = 0;; ++number) {
        RatingEvent event;
        event.saeHash = "sae";
        event.feature = FeatureId(number);
        event.rater = argv[2];
        event.score = 1 + static_cast<int>(number % 5);
        event.text = "number " + std::to_string(number);
        const auto written = (*workspace)->appendRating(event);
        if (!written) {
            std::fprintf(stderr, "%s\n", written.error().message.c_str());
            return 1;
        }
        const std::string line = written->id + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
            return 1;
        }
    }
}
