// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/chat_template.h"

#include "core/base/text_check.h"
#include "core/text/template_evaluator.h"
#include "core/text/template_parser.h"

#include <algorithm>
#include <new>

namespace saferscope {

struct ChatTemplate::Impl {
    std::string where;
    jinja::Block block;
};

namespace {

constexpr const char* checkHint = "Check the template, or the roles and order of the messages it is given.";

tl::unexpected<Error> templateFailure(const std::string& where, int line, const std::string& what,
                                      const std::string& hint = checkHint) {
    // What it quotes of the template or the conversation was cut anywhere.
    return fail(
        ErrorCode::InvalidInput,
        where + ", line " + std::to_string(line > 0 ? line : 1) + " of the chat template: " + toValidUtf8(what) + ".",
        hint);
}

/// What to do where a template refuses a conversation: Gemma's and Mistral's take no system message, and most want user
/// and assistant in turns.
std::string refusalHint(const std::vector<Message>& messages) {
    const bool system =
        std::any_of(messages.begin(), messages.end(), [](const Message& m) { return m.role == "system"; });
    return system ? "This model was trained without system messages: put that text at the beginning of the first user "
                    "message, or place a template that takes it into the model's folder as chat_template.jinja."
                  : checkHint;
}

std::string validText(const std::string& text) { return isValidUtf8(text) ? text : toValidUtf8(text); }

}  // namespace

ChatTemplate::ChatTemplate(std::unique_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
ChatTemplate::ChatTemplate(ChatTemplate&&) noexcept = default;
ChatTemplate& ChatTemplate::operator=(ChatTemplate&&) noexcept = default;
ChatTemplate::~ChatTemplate() = default;

Result<ChatTemplate> ChatTemplate::parse(std::string_view source, const std::string& where) {
    auto impl = std::make_unique<Impl>();
    impl->where = where;
    if (!isValidUtf8(source)) {
        return fail(ErrorCode::InvalidInput, where + ": the chat template is not UTF-8.");
    }
    try {
        impl->block = jinja::parseTemplate(source);
    } catch (const jinja::TemplateError& error) {
        return templateFailure(where, error.line, error.what());
    }
    return ChatTemplate(std::move(impl));
}

Result<std::string> ChatTemplate::render(const std::vector<Message>& messages,
                                         const TemplateVariables& variables) const {
    using jinja::Value;
    std::uint64_t inputBytes = 0;
    std::vector<Value> list;
    list.reserve(messages.size());
    for (const Message& message : messages) {
        inputBytes += message.role.size() + message.content.size() + 64;
        list.push_back(
            Value::dict({{"role", Value(validText(message.role))}, {"content", Value(validText(message.content))}}));
    }
    jinja::Variables globals;
    globals.emplace_back("messages", Value::list(std::move(list)));
    globals.emplace_back("add_generation_prompt", Value(variables.addGenerationPrompt));
    globals.emplace_back("tools", Value());
    globals.emplace_back("documents", Value());
    globals.emplace_back("date_string", Value(variables.dateString));
    // A spelling that the tokenizer does not have is undefined in templates, not an empty string.
    if (!variables.bosToken.empty()) {
        globals.emplace_back("bos_token", Value(variables.bosToken));
    }
    if (!variables.eosToken.empty()) {
        globals.emplace_back("eos_token", Value(variables.eosToken));
    }
    jinja::Budget budget(inputBytes);
    jinja::Evaluator evaluator(budget, std::move(globals), variables.dateString);
    try {
        return evaluator.render(m_impl->block);
    } catch (const jinja::TemplateError& error) {
        return templateFailure(m_impl->where, error.line > 0 ? error.line : evaluator.line(), error.what(),
                               refusalHint(messages));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, m_impl->where + ": the chat template ran out of memory.");
    }
}

}  // namespace saferscope
