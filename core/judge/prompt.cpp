// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/prompt.h"

#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/judge/suspicion.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>

namespace saferscope {

namespace {

constexpr std::size_t maxTemplateBytes = 64u << 10;
constexpr std::size_t boundaryDigits = 10;

constexpr std::array<std::string_view, 6> placeholders = {"contexts", "count", "feature", "open", "close", "boundary"};

std::string lineNumber(std::string_view text, std::size_t at) {
    return "line " + std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

// Calls visit(text before, placeholder or "") through the text; false with the place when a placeholder is unknown.
template <class Visit>
std::size_t walk(std::string_view text, const Visit& visit) {
    std::size_t at = 0;
    for (;;) {
        const auto open = text.find("{{", at);
        if (open == std::string_view::npos) {
            visit(text.substr(at), std::string_view());
            return std::string_view::npos;
        }
        const auto close = text.find("}}", open);
        const auto name =
            close == std::string_view::npos ? std::string_view() : text.substr(open + 2, close - open - 2);
        if (std::ranges::find(placeholders, name) == placeholders.end()) {
            return open;
        }
        visit(text.substr(at, open - at), name);
        at = close + 2;
    }
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Where a line says just this, or npos.
std::size_t findLine(std::string_view text, std::string_view line) {
    for (auto at = text.find(line); at != std::string_view::npos; at = text.find(line, at + 1)) {
        const auto end = text.find('\n', at);
        const bool alone = trimmed(text.substr(at, end == std::string_view::npos ? end : end - at)) == line;
        if (alone && (at == 0 || text[at - 1] == '\n')) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string fixed(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

// Cannot be foreseen by whoever wrote one of the texts, and the same contexts give the same prompt.
std::string boundaryOf(const std::vector<JudgeContext>& contexts) {
    Sha256 hash;
    for (const auto& context : contexts) {
        hash.update(std::to_string(context.text.size()) + ":" + context.text);
    }
    return hash.hex().substr(0, boundaryDigits);
}

std::string framed(const std::vector<JudgeContext>& contexts, const std::string& boundary) {
    std::string text;
    const std::string count = std::to_string(contexts.size());
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        text += "=== " + boundary + " context " + number + " of " + count + ", " + segmentName(contexts[i].segment) +
                ", activation " + fixed(static_cast<double>(contexts[i].value), 2) + " ===\n";
        text += contexts[i].text;
        text += "\n=== " + boundary + " end of context " + number + " ===\n";
        text += i + 1 < contexts.size() ? "\n" : "";
    }
    return text;
}

}  // namespace

struct PromptBuilder {
    static Result<PromptTemplate> parse(std::string_view text, const std::string& where) {
        const auto refuse = [&where](const std::string& why, const std::string& hint = {}) {
            return fail(ErrorCode::InvalidInput, where + " " + why + ".", hint);
        };
        if (text.size() > maxTemplateBytes || !isValidUtf8(text) || text.find('\0') != std::string_view::npos) {
            return refuse("is longer than 64 KiB or is not valid UTF-8 text");
        }
        const auto system = findLine(text, "[system]");
        const auto user = findLine(text, "[user]");
        if (user == std::string_view::npos || (system != std::string_view::npos && system > user)) {
            return refuse("has no [user] part after its [system] part",
                          "Start from the built-in one: `safer rate --print-template`.");
        }
        for (const auto& [name, begin] : {std::pair{std::string_view("[system]"), system}, {"[user]", user}}) {
            if (begin != std::string_view::npos &&
                findLine(text.substr(begin + name.size()), name) != std::string_view::npos) {
                return refuse("has two " + std::string(name) + " parts");
            }
        }
        PromptTemplate result;
        result.m_text = text;
        result.m_hash = sha256Hex(text);
        if (system != std::string_view::npos) {
            result.m_system = trimmed(text.substr(system + 8, user - system - 8));
        }
        result.m_user = trimmed(text.substr(user + 6));
        bool showsContexts = false;
        for (const auto& [part, begin] :
             {std::pair{std::string_view(result.m_system), system}, std::pair{std::string_view(result.m_user), user}}) {
            const bool isUser = begin == user;
            const auto bad = walk(part, [&](std::string_view, std::string_view name) {
                showsContexts = showsContexts || (isUser && name == "contexts");
            });
            if (bad != std::string_view::npos) {
                const auto line = part.substr(bad, std::min(part.find('\n', bad), bad + 40) - bad);
                const auto end = line.find("}}");
                return refuse("has an unknown placeholder " +
                                  std::string(end == std::string_view::npos ? line : line.substr(0, end + 2)) + " in " +
                                  lineNumber(text, text.find(part, begin) + bad),
                              "It knows {{contexts}}, {{count}}, {{feature}}, {{open}}, {{close}} and {{boundary}}.");
            }
        }
        if (!showsContexts) {
            return refuse("does not show the contexts", "Put {{contexts}} into the [user] part.");
        }
        return result;
    }

    static const std::string& system(const PromptTemplate& from) { return from.m_system; }
    static const std::string& user(const PromptTemplate& from) { return from.m_user; }
};

Result<PromptTemplate> PromptTemplate::parse(std::string_view text, const std::string& where) {
    return PromptBuilder::parse(text, where);
}

Result<PromptTemplate> promptTemplateOf(const JudgeSettings& settings) {
    return settings.promptTemplate.empty()
               ? PromptTemplate::parse(defaultPromptTemplate(), "The built-in prompt template")
               : PromptTemplate::parse(settings.promptTemplate, "The prompt template");
}

const OrderedJson& answerSchema() {
    static const OrderedJson schema = {
        {"type", "object"},
        {"properties",
         {{"score", {{"type", "integer"}, {"enum", {1, 2, 3, 4, 5}}}}, {"explanation", {{"type", "string"}}}}},
        {"required", {"score", "explanation"}},
        {"additionalProperties", false}};
    return schema;
}

JudgePrompt buildPrompt(const PromptTemplate& promptTemplate, const JudgeSettings& settings, FeatureId feature,
                        const std::vector<JudgeContext>& contexts) {
    const std::string boundary = boundaryOf(contexts);
    const auto fill = [&](const std::string& part) {
        std::string text;
        walk(part, [&](std::string_view before, std::string_view name) {
            text += before;
            if (name == "contexts") {
                text += framed(contexts, boundary);
            } else if (name == "count") {
                text += std::to_string(contexts.size());
            } else if (name == "feature") {
                text += std::to_string(feature.value());
            } else if (name == "open") {
                text += contextMarkOpen;
            } else if (name == "close") {
                text += contextMarkClose;
            } else if (name == "boundary") {
                text += boundary;
            }
        });
        return text;
    };
    JudgePrompt prompt;
    prompt.system = fill(PromptBuilder::system(promptTemplate));
    prompt.user = fill(PromptBuilder::user(promptTemplate));
    prompt.templateHash = promptTemplate.hash();
    OrderedJson decisive = {{"version", 1},
                            {"model", settings.model},
                            {"system", prompt.system},
                            {"user", prompt.user},
                            {"temperature", settings.temperature},
                            {"max_tokens", settings.maxOutputTokens},
                            {"schema", settings.structuredOutput ? answerSchema() : OrderedJson()}};
    prompt.promptHash = sha256Hex(dumpJson(decisive));
    for (std::size_t i = 0; i < contexts.size() && !prompt.suspicious; ++i) {
        if (const Suspicion found = inspectText(contexts[i].plain); found.suspicious) {
            prompt.suspicious = true;
            prompt.suspicion = "context " + std::to_string(i + 1) + " " + found.reason;
        }
    }
    return prompt;
}

}  // namespace saferscope
