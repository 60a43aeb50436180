// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_numbers.h"

#include "core/report/report_language.h"

#include <array>
#include <charconv>
#include <cmath>

namespace saferscope {
namespace {

constexpr const char* dash = "–";
constexpr const char* minus = "−";

std::string digitsOf(double magnitude, int decimals) {
    // Beyond this a fixed spelling is a line of zeros that nobody reads.
    const auto format = magnitude >= 1e15 ? std::chars_format::scientific : std::chars_format::fixed;
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), magnitude, format, decimals);
    if (error != std::errc()) {
        return dash;
    }
    std::string digits(text.data(), end);
    if (const auto point = digits.find('.'); point != std::string::npos) {
        digits.replace(point, 1, reportLanguage().decimalPoint);
    }
    return digits;
}

bool roundsToZero(double value, int decimals) { return std::abs(value) < 0.5 * std::pow(10.0, -decimals); }

}  // namespace

std::string numberText(double value, int decimals) {
    if (!std::isfinite(value)) {
        return dash;
    }
    const bool negative = value < 0.0 && !roundsToZero(value, decimals);
    return (negative ? minus : "") + digitsOf(std::abs(value), decimals);
}

std::string signedText(double value, int decimals) {
    const bool positive = std::isfinite(value) && value > 0.0 && !roundsToZero(value, decimals);
    return (positive ? "+" : "") + numberText(value, decimals);
}

std::string percentText(double share, int decimals) {
    return std::isfinite(share) ? tr("%1 %", {numberText(100.0 * share, decimals)}) : dash;
}

std::string pointsText(double difference) { return signedText(100.0 * difference, 1); }

std::string countText(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t i = text.size(); i > 3;) {
        i -= 3;
        text.insert(i, reportLanguage().groupSeparator);
    }
    return text;
}

std::string intervalText(Interval interval, int decimals) {
    return tr("%1 to %2", {numberText(interval.low, decimals), numberText(interval.high, decimals)});
}

std::string percentIntervalText(Interval interval, int decimals) {
    return tr("%1 to %2", {percentText(interval.low, decimals), percentText(interval.high, decimals)});
}

std::string probabilityText(double p) { return p < 0.001 ? "< " + numberText(0.001, 3) : numberText(p, 3); }

std::string shortHash(const std::string& hash) { return hash.empty() ? tr("not known") : hash.substr(0, 12); }

std::string dateText(const std::string& utc) {
    const bool plain = utc.size() >= 20 && utc[4] == '-' && utc[10] == 'T' && utc[13] == ':' && utc.ends_with('Z');
    return plain ? utc.substr(0, 10) + " " + utc.substr(11, 5) + " UTC" : utc;
}

std::string plainNumber(double value) {
    if (!std::isfinite(value)) {
        return {};
    }
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

}  // namespace saferscope
