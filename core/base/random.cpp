// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <cmath>
#include <numbers>
#include <sstream>

namespace saferscope {

std::uint64_t Random::below(std::uint64_t bound) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = next();
    while (value >= limit) {
        value = next();
    }
    return value % bound;
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double Random::normal() {
    // Box-Muller; the second value is thrown away so that the state is the engine alone.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::string Random::state() const {
    std::ostringstream text;
    text << m_engine;
    return text.str();
}

bool Random::restore(const std::string& state) {
    std::istringstream text(state);
    std::mt19937_64 engine;
    if (!(text >> engine)) {
        return false;
    }
    m_engine = engine;
    return true;
}

}  // namespace saferscope
