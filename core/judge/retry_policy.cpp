// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/retry_policy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace saferscope {

namespace {

const std::string* headerOf(const HttpResponse& response, const char* name) {
    const auto it = response.headers.find(name);
    return it == response.headers.end() || it->second.empty() ? nullptr : &it->second;
}

std::optional<double> plainNumber(const std::string& text) {
    if (text.size() > 32 || text.find_first_not_of("0123456789.") != std::string::npos) {
        return std::nullopt;
    }
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end != nullptr && *end == '\0' && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// "Wed, 21 Oct 2015 07:28:00 GMT"; month names are spelled out here because strptime() asks the locale.
std::optional<double> httpDate(const std::string& text) {
    static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    char month[4] = {};
    if (std::sscanf(text.c_str(), "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT", &parts.tm_mday, month,
                    &parts.tm_year, &parts.tm_hour, &parts.tm_min, &parts.tm_sec) != 6) {
        return std::nullopt;
    }
    const auto known = std::ranges::find_if(months, [&](const char* name) { return std::strcmp(name, month) == 0; });
    if (known == months.end() || parts.tm_year < 1970) {
        return std::nullopt;
    }
    parts.tm_mon = static_cast<int>(known - months.begin());
    parts.tm_year -= 1900;
    return static_cast<double>(::timegm(&parts));
}

}  // namespace

bool shouldRetry(const HttpResponse& response) {
    if (const auto* said = headerOf(response, "x-should-retry");
        said != nullptr && (*said == "true" || *said == "false")) {
        return *said == "true";
    }
    return response.status == 408 || response.status == 409 || response.status == 429 || response.status >= 500;
}

std::optional<double> askedPause(const HttpResponse& response, double nowSinceEpoch) {
    if (const auto* text = headerOf(response, "retry-after-ms")) {
        if (const auto milliseconds = plainNumber(*text)) {
            return *milliseconds / 1000.0;
        }
    }
    if (const auto* text = headerOf(response, "retry-after")) {
        if (const auto seconds = plainNumber(*text)) {
            return seconds;
        }
        if (const auto date = httpDate(*text)) {
            return std::max(0.0, *date - nowSinceEpoch);
        }
    }
    return std::nullopt;
}

double backoffSeconds(std::uint32_t retriesSoFar, double random) {
    const double full =
        std::min(8.0, 0.5 * std::ldexp(1.0, static_cast<int>(std::min<std::uint32_t>(retriesSoFar, 10))));
    return full * (1.0 - 0.25 * random);
}

}  // namespace saferscope
