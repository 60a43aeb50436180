// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace saferscope::bench {

/// Ends the program with a sentence: a benchmark that cannot do its work has no figures to show.
[[noreturn]] inline void stop(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

template <class T>
T orStop(Result<T> result) {
    if (!result) {
        stop(result.error().message);
    }
    return std::move(*result);
}

}  // namespace saferscope::bench
