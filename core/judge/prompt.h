// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_context.h"
#include "core/judge/judge_settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Text of the built-in template; what `safer rate --print-template` shows and people edit. Its head explains the form.
std::string_view defaultPromptTemplate();

/// A template in one text file:
///
///     notes, not sent
///     [system]
///     who the judge is
///     [user]
///     {{count}} contexts, feature {{feature}}:
///     {{contexts}}
///
/// [system] may be missing, [user] and {{contexts}} may not. Placeholders: {{contexts}}, {{count}}, {{feature}},
/// {{open}} and {{close}} (the marks around the activated token), {{boundary}} (what every context's frame carries and
/// its text cannot guess). Any other {{…}} is refused. Filling in is one pass: contexts that hold "{{count}}" show it.
class PromptTemplate {
public:
    /// `where` names the text in the message. Refused with the line and the reason.
    static Result<PromptTemplate> parse(std::string_view text, const std::string& where);

    const std::string& text() const { return m_text; }
    const std::string& hash() const { return m_hash; }  ///< SHA-256 of text()

private:
    friend struct PromptBuilder;
    std::string m_text;
    std::string m_hash;
    std::string m_system;
    std::string m_user;
};

/// The settings' template, or the built-in one.
Result<PromptTemplate> promptTemplateOf(const JudgeSettings& settings);

/// One request's messages, and what is known of them.
struct JudgePrompt {
    std::string system;  ///< may be empty
    std::string user;
    std::string templateHash;
    /// SHA-256 of everything that determines the answer: messages, model, temperature, answer length, schema.
    std::string promptHash;
    bool suspicious = false;
    std::string suspicion;  ///< "context 3 orders a rating"
};
JudgePrompt buildPrompt(const PromptTemplate& promptTemplate, const JudgeSettings& settings, FeatureId feature,
                        const std::vector<JudgeContext>& contexts);

/// The JSON schema of an answer, as OpenAI's `response_format` carries it, in the order in which the judge writes.
const OrderedJson& answerSchema();

}  // namespace saferscope
