// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace saferscope {
namespace {

constexpr int mostTicks = 1000;  // against a range so wide that steps vanish in it

void addMultiples(std::vector<double>& ticks, Range range, double step) {
    const double first = std::ceil(range.low / step - 1e-9);
    const double last = std::floor(range.high / step + 1e-9);
    for (double i = first; i <= last && ticks.size() < mostTicks; i += 1.0) {
        ticks.push_back(i == 0.0 ? 0.0 : i * step);
    }
}

}  // namespace

Ticks linearTicks(Range range, int wanted) {
    Ticks ticks;
    if (!(range.size() > 0.0) || !std::isfinite(range.size())) {
        ticks.major.push_back(range.low);
        return ticks;
    }
    const double raw = range.size() / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10.0 * power;
    int parts = 5;
    for (const auto& [factor, minorParts] : {std::pair{1.0, 5}, std::pair{2.0, 4}, std::pair{5.0, 5}}) {
        if (raw <= factor * power * 1.0000001) {
            step = factor * power;
            parts = minorParts;
            break;
        }
    }
    addMultiples(ticks.major, range, step);
    std::vector<double> all;
    addMultiples(all, range, step / parts);
    std::copy_if(all.begin(), all.end(), std::back_inserter(ticks.minor),
                 [step](double tick) { return std::abs(tick / step - std::round(tick / step)) > 1e-6; });
    return ticks;
}

Ticks logTicks(Range range, int wanted) {
    Ticks ticks;
    if (!(range.low > 0.0) || !(range.high > range.low) || !std::isfinite(range.high)) {
        ticks.major.push_back(range.low);
        return ticks;
    }
    const int first = static_cast<int>(std::floor(std::log10(range.low)));
    const int last = static_cast<int>(std::ceil(std::log10(range.high)));
    const double decades = std::log10(range.high) - std::log10(range.low);
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
    const auto inside = [&](double tick) { return tick >= range.low * (1 - 1e-9) && tick <= range.high * (1 + 1e-9); };
    for (int exponent = first; exponent <= last; ++exponent) {
        const double power = std::pow(10.0, exponent);
        for (int factor = 1; factor <= 9; ++factor) {
            const double tick = factor * power;
            if (!inside(tick)) {
                continue;
            }
            const bool decade = factor == 1 && ((exponent % every) + every) % every == 0;
            const bool between = decades < 2.0 && (factor == 2 || factor == 5);
            if (decade || between) {
                ticks.major.push_back(tick);
            } else if (every == 1 || factor == 1) {
                ticks.minor.push_back(tick);
            }
        }
    }
    if (ticks.major.size() < 2) {
        // Less than a factor of two or so: round numbers serve better than powers.
        return linearTicks(range, wanted);
    }
    return ticks;
}

std::string shortNumber(double value, int significant) {
    if (std::isnan(value)) {
        return "–";
    }
    if (std::isinf(value)) {
        return value > 0 ? "∞" : "−∞";
    }
    std::array<char, 64> buffer{};
    const double magnitude = std::abs(value);
    if (magnitude != 0.0 && (magnitude < 1e-4 || magnitude >= 1e7)) {
        std::snprintf(buffer.data(), buffer.size(), "%.*e", std::max(0, significant - 1), value);
        std::string text = buffer.data();
        // "1.500e-07" -> "1.5e-7"
        const std::size_t e = text.find('e');
        std::string mantissa = text.substr(0, e);
        if (mantissa.find('.') != std::string::npos) {
            mantissa.erase(mantissa.find_last_not_of('0') + 1);
            if (mantissa.back() == '.') {
                mantissa.pop_back();
            }
        }
        return mantissa + "e" + std::to_string(std::atoi(text.c_str() + e + 1));
    }
    const int digits = magnitude >= 1.0 ? static_cast<int>(std::floor(std::log10(magnitude))) + 1 : 1;
    if (digits > significant) {
        std::snprintf(buffer.data(), buffer.size(), "%.0f", value);
    } else {
        std::snprintf(buffer.data(), buffer.size(), "%.*g", significant, value);
    }
    return buffer.data();
}

}  // namespace saferscope
