// SPDX-License-Identifier: GPL-3.0-or-later
// What no widget of the window may do, looked for in the sources: a page that nobody opens in a test keeps it too.
#include "tests/support/check.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <vector>

using saferscope::check::sourceFolder;

namespace {

struct Rule {
    const char* what;
    std::regex pattern;
    const char* allowedIn;  ///< parts of paths, with | between, or empty
};

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
        {"message boxes guess whether their text is markup; use the message bar or a dialog of Labels",
         std::regex("\\bQ(MessageBox|ErrorMessage|ProgressDialog)\\b(?! *\\{)"), "theme_style.cpp"},
        {"text browsers fetch what a text names", std::regex("\\bQTextBrowser\\b"), "ui/help/"},
        {"markup is for our own pages only", std::regex("\\b(setHtml|insertHtml|appendHtml|setMarkdown)\\("),
         "ui/help/|ui/guide/key_table"},
        {"labels show plain text", std::regex("Qt::(RichText|AutoText|MarkdownText)"), ""},
        {"a QLabel may hold a picture; text needs a Label",
         std::regex("new QLabel\\((?!this\\)|card\\)|form\\)|dialog\\)|middle\\))"), ""},
        {"links in labels open whatever a text names", std::regex("setOpenExternalLinks\\((?!false)|linkActivated"),
         ""},
        {"a text is made short before it is elided, which lays all of it out; use cellText()",
         std::regex("elidedText\\((?!\\s*((saferscope::)?cellText\\(|score(Title|Meaning)\\(|line\\(\\)|m_excerpt\\.|"
                    "text\\.left\\(longest))"),
         ""},
        {"addresses out of data are not opened", std::regex("openUrl\\((?!QUrl::fromLocalFile|url\\))"), ""},
    };
    return all;
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The argument list that begins at `at`, up to its closing bracket.
std::string argumentsAt(const std::string& text, std::size_t at) {
    int depth = 1;
    bool quoted = false;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (text[i] == '"' && text[i - 1] != '\\') {
            quoted = !quoted;
        }
        depth += quoted ? 0 : text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0) {
            return text.substr(at, i - at);
        }
    }
    return text.substr(at);
}

/// A tool tip is a literal of ours without anything put into it, or it went through plainToolTip(), or it is escaped,
/// or it is what the widget showed before.
bool isSafeTip(const std::string& arguments) {
    if (arguments.find("plainToolTip(") != std::string::npos ||
        arguments.find("toHtmlEscaped()") != std::string::npos || arguments.find("toolTip()") != std::string::npos ||
        arguments.find("ToolTipRole)") != std::string::npos || arguments == "{}" || arguments == "QString()" ||
        arguments == "m_tipBefore") {
        return true;
    }
    return arguments.find("tr(\"") != std::string::npos && arguments.find(".arg(") == std::string::npos;
}

bool isAllowed(const Rule& rule, const std::string& name) {
    const std::string all = rule.allowedIn;
    for (std::size_t from = 0; !all.empty() && from <= all.size();) {
        const std::size_t end = std::min(all.find('|', from), all.size());
        if (name.find(all.substr(from, end - from)) != std::string::npos) {
            return true;
        }
        from = end + 1;
    }
    return false;
}

void check(const std::string& text, const std::string& name, std::vector<std::string>& faults) {
    for (const Rule& rule : rules()) {
        std::smatch found;
        if (!isAllowed(rule, name) && std::regex_search(text, found, rule.pattern)) {
            faults.push_back(name + ": " + found.str() + ": " + rule.what);
        }
    }
    static const std::regex tips("(setToolTip|setStatusTip|setWhatsThis|QToolTip::showText)\\(");
    for (std::sregex_iterator at(text.begin(), text.end(), tips), end; at != end; ++at) {
        const std::string arguments = argumentsAt(text, static_cast<std::size_t>(at->position() + at->length()));
        if (!isSafeTip(arguments) && arguments.find("arg(plain)") == std::string::npos) {
            faults.push_back(name + ": " + at->str() + arguments + ": tool tips guess; use plainToolTip()");
        }
    }
}

}  // namespace

TEST(no_source_of_the_window_shows_text_that_guesses) {
    std::vector<std::string> faults;
    int files = 0;
    for (const char* folder : {"ui", "app/gui"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(sourceFolder() / folder)) {
            if (entry.path().extension() == ".cpp") {
                ++files;
                check(contents(entry.path()), std::filesystem::relative(entry.path(), sourceFolder()).string(), faults);
            }
        }
    }
    for (const std::string& fault : faults) {
        std::cerr << fault << '\n';
    }
    CHECK(files > 150);
    CHECK_EQ(faults.size(), 0u);
}

TEST(the_rules_find_what_they_are_for) {
    const char* bad[] = {"QMessageBox::warning(this, a, b);",
                         "auto* label = new QLabel(text);",
                         "auto* label = new QLabel(tr(\"x\"));",
                         "edit->setHtml(text);",
                         "label->setTextFormat(Qt::RichText);",
                         "button->setToolTip(name);",
                         "button->setToolTip(tr(\"Take %1 (a\").arg(name));",
                         "QToolTip::showText(place, text, this);",
                         "metrics.elidedText(name, Qt::ElideRight, 9);",
                         "QDesktopServices::openUrl(QUrl(text));"};
    for (const char* text : bad) {
        std::vector<std::string> faults;
        check(text, "ui/pages/x.cpp", faults);
        CHECK_EQ(faults.size(), 1u);
    }
    std::vector<std::string> none;
    check("button->setToolTip(tr(\"Take (it) away\")); x->setToolTip(plainToolTip(name)); new QLabel(card);",
          "ui/pages/x.cpp", none);
    CHECK(none.empty());
}
