// SPDX-License-Identifier: GPL-3.0-or-later
// A report in a made-up language: whatever goes through the translation comes out in wide letters, so plain ones show
// what does not.
#include "core/jobs/code_version.h"
#include "core/report/report_language.h"
#include "core/report/report_numbers.h"
#include "tests/report/markup_check.h"
#include "tests/report/read_texts.h"
#include "tests/report/report_fixture.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <thread>

using namespace saferscope;
using check::FullWorkspace;
using check::reportOf;

namespace {

/// ASCII letters as U+FF21 … and U+FF41 …; "%1" and all else as they are.
std::string wide(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0) {
            out += c;
            continue;
        }
        out += "\xEF\xBD";
        if (std::isupper(static_cast<unsigned char>(c)) != 0) {
            out.back() = static_cast<char>(0xBC);
            out += static_cast<char>(0xA1 + (c - 'A'));
        } else {
            out += static_cast<char>(0x81 + (c - 'a'));
        }
    }
    return out;
}

ReportLanguage wideLanguage() {
    ReportLanguage language;
    language.tag = "qq";
    language.decimalPoint = ",";
    language.groupSeparator = "'";
    // As a translator writes the numbers that stand in a text.
    const auto said = [](const std::string& english) {
        static const std::regex point("([0-9])\\.([0-9])");
        return wide(std::regex_replace(english, point, "$1,$2"));
    };
    language.translate = [said](const char* english, std::optional<std::uint64_t>) { return said(english); };
    language.sentence = said;
    return language;
}

/// Texts of the data that are in the page, as readTexts() has them.
std::string dataTexts(const std::string& page) {
    std::string all;
    for (const auto& element : check::Markup(page).elements) {
        const auto look = element.attributes.find("class");
        if (look != element.attributes.end() && look->second.ends_with("data")) {
            all += element.text + "\n";
        }
    }
    static const std::regex escaped("[&<>\"']");
    return std::regex_replace(all, escaped, " ");
}

}  // namespace

TEST(every_text_of_a_report_can_be_translated) {
    // What the fixture can name is wide as well; these are the names that it cannot choose, marks that are no words,
    // and the titles of runs, which are stored.
    FullWorkspace made([](const std::string& where) { return wide(where); });
    static const std::regex names(
        "\\b(workspace|train|eval|eval-2|base|index|checked|[Cc]hat|[Ss]afety|borderline|gpt-4o|ann|ben|model|float32|"
        "cpu|UTC|"
        "Saferscope|demo_train_[0-9]+|[0-9a-f]{12})\\b");
    static const std::regex word("[A-Za-z]{2,}");
    HtmlReportOptions options;
    options.language = wideLanguage();
    for (const ReportTexts texts : {ReportTexts::Readable, ReportTexts::Masked, ReportTexts::LeftOut}) {
        for (const bool paper : {false, true}) {
            options.texts = texts;
            options.paper = paper;
            HtmlReportSummary summary;
            const std::string page = reportOf(made.workspace, options, &summary);
            CHECK(page.find("<html lang=\"qq\">") != std::string::npos);
            const std::string data = dataTexts(page);
            std::string problems;
            const auto look = [&](const std::string& text) {
                if (std::regex_search(std::regex_replace(text, names, ""), word) &&
                    data.find(text) == std::string::npos) {
                    problems += text + "\n";
                }
            };
            std::ranges::for_each(check::readTexts(page), look);
            std::ranges::for_each(summary.left, look);
            std::ranges::for_each(summary.parts, look);
            if (!problems.empty()) {
                throw check::Failure("not translated:\n" + problems, __FILE__, __LINE__);
            }
        }
    }
}

TEST(numbers_follow_the_language) {
    FullWorkspace made;
    HtmlReportOptions options;
    options.language = wideLanguage();
    options.texts = ReportTexts::Masked;
    const std::string page = reportOf(made.workspace, options);
    static const std::regex point("[0-9]\\.[0-9]");
    for (const std::string& text : check::readTexts(page)) {
        if (text.find(codeVersion()) == std::string::npos && std::regex_search(text, point)) {
            throw check::Failure("a point: " + text, __FILE__, __LINE__);
        }
    }
    // What is sorted by stays a number of programs.
    static const std::regex sorted("data-v=\"-?[0-9]+\\.[0-9]+");
    CHECK(std::regex_search(page, sorted));
}

TEST(texts_are_filled_once_and_counted) {
    CHECK_EQ(tr("%2 before %1", {"a", "%1"}), "%1 before a");
    CHECK_EQ(tr("100 % of %1 and %3", {"x"}), "100 % of x and %3");
    CHECK_EQ(trn(1, "%1 pair of %2", "%1 pairs of %2", {"x"}), "1 pair of x");
    CHECK_EQ(trn(1200, "%1 pair", "%1 pairs"), "1,200 pairs");
    ReportLanguage language;
    language.groupSeparator = ".";
    std::vector<std::optional<std::uint64_t>> counts;
    language.translate = [&](const char* english, std::optional<std::uint64_t> count) {
        counts.push_back(count);
        return std::string("<") + english + ">";
    };
    {
        const ReportLanguageScope scope(language);
        CHECK_EQ(trn(1, "%1 pair", "%1 pairs"), "<1 pairs>");  // which form it is, the translation knows
        CHECK_EQ(trn(1200, "%1 pair", "%1 pairs"), "<1.200 pairs>");
        CHECK_EQ(tr("now"), "<now>");
        CHECK_EQ(fromCore("note"), "note");
        std::string elsewhere;
        std::thread([&] { elsewhere = tr("now"); }).join();
        CHECK_EQ(elsewhere, "now");  // a thread's own
        const ReportLanguage english;
        const ReportLanguageScope inner(english);
        CHECK_EQ(tr("now"), "now");
    }
    CHECK_EQ(tr("now"), "now");
    CHECK(counts == (std::vector<std::optional<std::uint64_t>>{1, 1200, std::nullopt}));
}
