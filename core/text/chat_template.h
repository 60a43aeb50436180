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

/// The template of a model folder and the BOS/EOS spellings of its tokenizer_config.json. The template is that of
/// chat_template.jinja, or additional_chat_templates/NAME.jinja for another name than "default"; else `chat_template`
/// of tokenizer_config.json (a text, or a list of named ones); else chat_template.json. A folder without a template
/// gets the plain fallback "role: content\n" and says so through `usedFallback`.
struct ChatFormat {
    ChatTemplate chatTemplate;
    std::string bosToken;
    std::string eosToken;
    bool usedFallback = false;
    std::vector<std::string> templateNames = {};  ///< all that the folder has, sorted
    /// "left", "right" or "" of tokenizer_config.json, to be shown: our encoder does as EncodingOptions says.
    std::string truncationSide = {};
};
Result<ChatFormat> loadChatFormat(const std::filesystem::path& modelFolder, const std::string& name = "default");

}  // namespace saferscope
