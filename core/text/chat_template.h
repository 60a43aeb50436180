// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preference_pair.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// What a template can see besides the messages.
struct TemplateVariables {
    std::string bosToken;
    std::string eosToken;
    std::string dateString = "26 Jul 2024";  ///< fixed per workspace: a reward must not move with the calendar
    bool addGenerationPrompt = false;
};

/// A chat template in the subset of Jinja that real templates use, run by a bounded interpreter: limits on steps,
/// depth and output, no attribute access beyond the message data, no recursion, no calls to anything but the listed
/// filters and functions. A template is untrusted code. Immutable; render() may run on any thread.
class ChatTemplate {
public:
    static Result<ChatTemplate> parse(std::string_view source, const std::string& where);
    ChatTemplate(ChatTemplate&&) noexcept;
    ChatTemplate& operator=(ChatTemplate&&) noexcept;
    ~ChatTemplate();

    Result<std::string> render(const std::vector<Message>& messages, const TemplateVariables& variables) const;

private:
    struct Impl;
    explicit ChatTemplate(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> m_impl;
};

/// tokenizer_config.json: the template (a string, or the entry named "default" of a list) and the BOS/EOS spellings.
/// A folder without a template gets the plain fallback "role: content\n" and says so through `usedFallback`.
struct ChatFormat {
    ChatTemplate chatTemplate;
    std::string bosToken;
    std::string eosToken;
    bool usedFallback = false;
};
Result<ChatFormat> loadChatFormat(const std::filesystem::path& modelFolder);

}  // namespace saferscope
