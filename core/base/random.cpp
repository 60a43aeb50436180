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

namespace {

double uniformOf(std::uint64_t number) { return static_cast<double>(number >> 11) * 0x1.0p-53; }

}  // namespace

double Random::uniform() { return uniformOf(next()); }

double Random::normalOf(std::uint64_t first, std::uint64_t second) {
    // Box-Muller; the second value is thrown away so that the state is the engine alone.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniformOf(first)));
    return radius * std::cos(2.0 * std::numbers::pi * uniformOf(second));
}

double Random::normal() {
    const std::uint64_t first = next();
    return normalOf(first, next());
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
