// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace saferscope::check {

/// What people read or hear of a report: texts between its tags, names for screen readers, tool tips. As they stand in
/// the markup, but for "&…;", which become spaces.
inline std::vector<std::string> readTexts(const std::string& page) {
    static const std::regex unread("<(style|script)>[^<]*</(style|script)>|<meta [^>]*>");
    static const std::regex piece("(?:aria-label|title)=\"([^\"]*)\"|>([^<]+)<");
    static const std::regex reference("&[a-z#0-9]+;");
    const std::string body = std::regex_replace(page, unread, "");
    std::vector<std::string> texts;
    for (auto at = std::sregex_iterator(body.begin(), body.end(), piece); at != std::sregex_iterator(); ++at) {
        texts.push_back(std::regex_replace((*at)[1].matched ? (*at)[1].str() : (*at)[2].str(), reference, " "));
    }
    return texts;
}

}  // namespace saferscope::check
