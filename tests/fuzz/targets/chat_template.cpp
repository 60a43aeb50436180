// SPDX-License-Identifier: GPL-3.0-or-later
// Chat templates of strangers. Input: the template up to a zero byte, then messages: role, zero byte, content, zero
// byte. A render ends within its bounds with valid text or a refusal, and says the same twice.
#include "core/text/chat_template.h"

#include "core/base/json.h"
#include "core/base/text_check.h"
#include "core/text/bpe_trainer.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::vector<std::string> seeds() {
    using namespace std::string_literals;
    const std::string talk = "\0system\0 Be kind. \0user\0H\u00e9llo \u4f60\u597d\0assistant\0 Fine,\n thanks 'x'\0"s;
    std::vector<std::string> all = {sourceFile("tests/fixtures/formats/tokenizer-chat-template/chat_template.jinja") +
                                    talk};
    const auto config = parseJson(llamaStyleTokenizerConfig(), "config");
    MUST(config.has_value());
    all.push_back(config->at("chat_template").get<std::string>() + talk);
    const auto language = parseJson(sourceFile("tests/fixtures/text/template_language.json"), "language");
    MUST(language.has_value());
    for (const Json& one : language->at("cases")) {
        all.push_back(one.at("template").get<std::string>() + talk);
    }
    all.push_back(
        "{% macro f(x, y=1) %}{{ x * y }}{% endmacro %}{% set ns = namespace(n=0) %}{% for m in messages recursive %}"
        "{% set ns.n = ns.n + 1 %}{{ f(m.role, 2) | upper }}{% if loop.last %}{{ ns.n }}{% break %}{% endif %}{% "
        "endfor %}" +
        talk);
    return all;
}

}  // namespace

FUZZ_TARGET(chat_template, seeds) {
    Input parts(input);
    const auto chat = ChatTemplate::parse(parts.upTo('\0'), "the template");
    if (!chat) {
        MUST_BE_A_SENTENCE(chat.error());
        return;
    }
    std::vector<Message> messages;
    std::size_t bytes = 0;
    while (messages.size() < 16) {
        const std::string role(parts.upTo('\0'));
        const std::string content(parts.upTo('\0'));
        if (role.empty() && content.empty()) {
            break;
        }
        bytes += role.size() + content.size();
        messages.push_back({role, content});
    }
    const TemplateVariables variables{"<s>", "", "26 Jul 2024", true};
    const auto text = chat->render(messages, variables);
    if (!text) {
        MUST_BE_A_SENTENCE(text.error());
        MUST(isValidUtf8(text.error().message));
    } else {
        MUST(isValidUtf8(*text));
        MUST(text->size() <= (16u << 20) + 8 * (bytes + 64 * messages.size()));
    }
    // Twice only where it is cheap: the bounds themselves are what the first render is for.
    if (text && text->size() < 10'000) {
        const auto again = chat->render(messages, variables);
        MUST(again.has_value() && *again == *text);
    }
}
