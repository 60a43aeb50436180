// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_language.h"

#include "core/report/report_numbers.h"

namespace saferscope {
namespace {

thread_local const ReportLanguage* current = nullptr;

const ReportLanguage& english() {
    static const ReportLanguage language;
    return language;
}

std::string translated(const char* text, std::optional<std::uint64_t> count) {
    const ReportLanguage& language = reportLanguage();
    return language.translate ? language.translate(text, count) : std::string(text);
}

std::string filled(const std::string& text, const std::vector<std::string>& parts) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool place = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        const auto part = place ? static_cast<std::size_t>(text[i + 1] - '1') : parts.size();
        if (part < parts.size()) {
            out += parts[part];
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

ReportLanguageScope::ReportLanguageScope(const ReportLanguage& language) : m_outer(current) { current = &language; }

ReportLanguageScope::~ReportLanguageScope() { current = m_outer; }

const ReportLanguage& reportLanguage() { return current != nullptr ? *current : english(); }

std::string tr(const char* english, const std::vector<std::string>& parts) {
    return filled(translated(english, std::nullopt), parts);
}

std::string trn(std::uint64_t count, const char* one, const char* many, const std::vector<std::string>& parts) {
    std::vector<std::string> all{countText(count)};
    all.insert(all.end(), parts.begin(), parts.end());
    const bool inEnglish = !reportLanguage().translate;
    return filled(inEnglish ? std::string(count == 1 ? one : many) : translated(many, count), all);
}

const std::string& sentenceGap() { return reportLanguage().sentenceGap; }

std::string fromCore(const std::string& english) {
    const ReportLanguage& language = reportLanguage();
    return language.sentence ? language.sentence(english) : english;
}

}  // namespace saferscope
