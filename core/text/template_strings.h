// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Python's string functions over UTF-8: characters are code points, white space and case are Unicode's.
namespace saferscope::jinja {

bool isAscii(std::string_view text);

/// Position of `what` at or after `from`, npos when there is none. Linear in any case: std::string::find takes the
/// product of both lengths on texts made for it.
std::size_t findText(std::string_view text, std::string_view what, std::size_t from = 0);
std::size_t findLastText(std::string_view text, std::string_view what);

/// A text addressed by code point. Refers to the text it was made from.
class CodePoints {
public:
    explicit CodePoints(std::string_view text);
    std::size_t size() const { return m_ascii ? m_text.size() : m_starts.size() - 1; }
    std::string_view range(std::size_t begin, std::size_t end) const;

private:
    std::string_view m_text;
    bool m_ascii;
    std::vector<std::uint32_t> m_starts;  ///< of every code point, and the end; unused for ASCII
};

enum class Ends { Both, Left, Right };
/// Without `characters`, white space goes (str.strip()).
std::string_view strip(std::string_view text, Ends ends, const std::optional<std::string>& characters = std::nullopt);

std::string upperCase(std::string_view text);
std::string lowerCase(std::string_view text);
std::string titleCase(std::string_view text);   ///< str.title(): a word is a run of letters
std::string titleWords(std::string_view text);  ///< the filter: a word ends at white space, - ( { [ <
std::string capitalized(std::string_view text);

/// `limit` < 0: no limit. Without a separator, at runs of white space.
std::vector<std::string> splitText(std::string_view text, const std::optional<std::string>& separator,
                                   std::int64_t limit);
std::vector<std::string> splitTextFromRight(std::string_view text, const std::string& separator, std::int64_t limit);
std::vector<std::string> splitLines(std::string_view text);

/// Size of the result of replaceText, so that it can be refused before it is made.
std::size_t countReplacements(std::string_view text, std::string_view what, std::int64_t limit);
std::string replaceText(std::string_view text, std::string_view what, std::string_view with, std::int64_t limit);

}  // namespace saferscope::jinja
