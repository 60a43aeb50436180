// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// What a report is written in. core knows no translations: whoever has them hands them in. The default is English.
struct ReportLanguage {
    std::string tag = "en";  ///< BCP 47, the page's own `lang`
    std::string decimalPoint = ".";
    std::string groupSeparator = ",";  ///< between thousands
    std::string sentenceGap = " ";     ///< between sentences; nothing in Chinese
    /// A text of the report with its places %1, %2 …, in the form for `count` where it has one ("%1 pairs"). Empty: the
    /// text itself.
    std::function<std::string(const char* english, std::optional<std::uint64_t> count)> translate = {};
    /// A sentence or name that another part of core made, its parts filled in (errors, notes, names of strategies).
    /// Empty: as it is.
    std::function<std::string(const std::string& english)> sentence = {};
};

/// The calling thread's language for the functions below and for report_numbers.h, until it is destroyed: a report is
/// written by one thread, and nearly every line of it asks. May be nested.
class ReportLanguageScope {
public:
    explicit ReportLanguageScope(const ReportLanguage& language);  ///< which must outlive it
    ~ReportLanguageScope();
    ReportLanguageScope(const ReportLanguageScope&) = delete;
    ReportLanguageScope& operator=(const ReportLanguageScope&) = delete;

private:
    const ReportLanguage* m_outer;
};
/// The calling thread's; English outside of every scope.
const ReportLanguage& reportLanguage();

/// A text of the report in its language, %1 … %9 replaced by `parts` (which are not looked at again). `english` is a
/// literal at the place of the call: translations/update finds it there and nowhere else. Whole sentences, never glued
/// ones: other languages put their parts in another order.
std::string tr(const char* english, const std::vector<std::string>& parts = {});
/// The same for texts that depend on a number: `one` for exactly 1, in English; %1 is the count as countText() writes
/// it, `parts` begin with %2. `many` is what translations are found by.
std::string trn(std::uint64_t count, const char* one, const char* many, const std::vector<std::string>& parts = {});
/// What stands between two whole sentences.
const std::string& sentenceGap();
/// What another part of core says, in the report's language.
std::string fromCore(const std::string& english);

}  // namespace saferscope
