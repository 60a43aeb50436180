// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/text/bpe_trainer.h"
#include "core/text/chat_template.h"
#include "tests/support/check.h"

#include <thread>

using namespace saferscope;
using namespace saferscope::check;

namespace {

Result<std::string> render(const std::string& source, const std::vector<Message>& messages,
                           TemplateVariables variables = {}) {
    const auto parsed = ChatTemplate::parse(source, "test");
    return parsed ? parsed->render(messages, variables) : Result<std::string>(failure(parsed));
}

const std::vector<Message> conversation = {{"user", " Hi "}, {"assistant", "Hello."}};

}  // namespace

TEST(the_language_agrees_with_jinja) {
    const auto fixture = readJsonFile(sourceFolder() / "tests/fixtures/text/template_language.json");
    CHECK_OK(fixture);
    std::vector<Message> messages;
    for (const Json& message : (*fixture)["messages"]) {
        messages.push_back({message["role"], message["content"]});
    }
    std::size_t compared = 0;
    for (const Json& row : (*fixture)["cases"]) {
        const std::string source = row["template"];
        const auto rendered = render(source, messages, {"<s>", "</s>", "26 Jul 2024", false});
        if (row.contains("fails")) {
            CHECK_EQ(source + (rendered ? " is taken" : " is refused"), source + " is refused");
        } else {
            CHECK_OK(rendered);
            CHECK_EQ(source + " -> " + *rendered, source + " -> " + row["expected"].get<std::string>());
        }
        ++compared;
    }
    CHECK(compared > 140);
}

TEST(well_known_formats_render_as_documented) {
    const char* const chatml =
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + "
        "'\\n'}}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
    CHECK_EQ(*render(chatml, conversation),
             "<|im_start|>user\n Hi <|im_end|>\n<|im_start|>assistant\nHello.<|im_end|>\n");
    CHECK_EQ(*render(chatml, {{"user", "a"}}, {"", "", "", true}),
             "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n");

    const char* const mistral =
        "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}"
        "{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% if message['role'] == 'user' %}"
        "{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}"
        "{{ message['content'] + eos_token}}{% endif %}{% endfor %}";
    CHECK_EQ(*render(mistral, conversation, {"<s>", "</s>"}), "<s>[INST]  Hi  [/INST]Hello.</s>");
    const auto refused = render(mistral, {{"assistant", "x"}}, {"<s>", "</s>"});
    CHECK(!refused && refused.error().message.find("Conversation roles must alternate") != std::string::npos);

    const char* const thinking =
        "{%- set ns = namespace(last=-1) %}\n{%- for m in messages %}\n{%- if m.role == 'user' %}\n{%- set ns.last = "
        "loop.index0 %}\n"
        "{%- endif %}\n{%- endfor %}\n{%- for m in messages %}\n{%- set content = m.content %}\n{%- if '</think>' in "
        "content %}\n"
        "{%- set content = content.split('</think>')[-1].lstrip('\\n') %}\n{%- endif %}\n{{- m.role ~ ':' }}\n"
        "{%- if loop.index0 > ns.last %}\n{{- '<think>\\n\\n</think>\\n\\n' }}\n{%- endif %}\n{{- content ~ '\\n' "
        "}}\n{%- endfor %}";
    CHECK_EQ(*render(thinking, {{"user", "q"}, {"assistant", "<think>x</think>\n\nans"}}),
             "user:q\nassistant:<think>\n\n</think>\n\nans\n");
}

TEST(errors_name_the_template_and_the_line) {
    const auto parse = render("a\nb\n{% if %}", conversation);
    CHECK(!parse && parse.error().message.find("test, line 3") != std::string::npos);
    const auto run = render("a\n{% for m in messages %}\n\n{{ m.nothing.more }}\n{% endfor %}", conversation);
    CHECK(!run && run.error().message.find("test, line 4") != std::string::npos);
    CHECK(run.error().message.find("'nothing' is undefined") != std::string::npos);
    CHECK(run.error().code == ErrorCode::InvalidInput && !run.error().hint.empty());
    const auto tag = render("{% include 'x' %}", conversation);
    CHECK(!tag && tag.error().message.find("include") != std::string::npos);
    CHECK(!render("\xff", conversation));
}

TEST(absent_tokens_are_undefined_and_the_date_is_fixed) {
    CHECK_EQ(*render("{{ bos_token is defined }}{{ eos_token is defined }}", conversation), "FalseFalse");
    CHECK_EQ(
        *render("{{ bos_token }}{{ date_string }}{{ strftime_now('%Y') }}", conversation, {"<s>", "", "1 Jan 2000"}),
        "<s>1 Jan 20001 Jan 2000");
}

TEST(ill_formed_content_renders_as_replacement_characters) {
    CHECK_EQ(*render("{{ messages[0].content | length }}", {{"user", "a\xff"}}), "2");
}

TEST(one_template_serves_many_threads) {
    const auto parsed = ChatTemplate::parse(
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{% for m2 in messages %}{{ m(m2.content) }}{% endfor %}", "t");
    CHECK_OK(parsed);
    std::vector<int> wrong(4, 0);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                const std::string own(20, static_cast<char>('a' + t));
                for (int i = 0; i < 300; ++i) {
                    const auto rendered = parsed->render({{"user", own}}, {});
                    wrong[static_cast<std::size_t>(t)] += !rendered || *rendered != "<" + own + ">" ? 1 : 0;
                }
            });
        }
    }
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST(chat_formats_are_found_where_folders_keep_them) {
    const TemporaryFolder folder;
    const auto config = folder.path() / "tokenizer_config.json";
    const auto bare = loadChatFormat(folder.path());
    CHECK_OK(bare);
    CHECK(bare->usedFallback && bare->bosToken.empty());
    CHECK_EQ(*bare->chatTemplate.render(conversation, {}), "user:  Hi \nassistant: Hello.\n");

    CHECK_OK(writeFileAtomically(config, R"({"bos_token": {"content": "<s>"}, "eos_token": null, "chat_template":
        [{"name": "tool_use", "template": "x"}, {"name": "default", "template": "{{ bos_token }}y"}]})"));
    const auto listed = loadChatFormat(folder.path());
    CHECK_OK(listed);
    CHECK(!listed->usedFallback && listed->bosToken == "<s>" && listed->eosToken.empty());
    CHECK_EQ(*listed->chatTemplate.render(conversation, {listed->bosToken, {}}), "<s>y");

    CHECK_OK(writeFileAtomically(folder.path() / "chat_template.jinja", "z"));
    CHECK_EQ(*loadChatFormat(folder.path())->chatTemplate.render(conversation, {}), "z");
    std::filesystem::remove(folder.path() / "chat_template.jinja");
    for (const char* bad :
         {"{", "[]", R"({"chat_template": 5})", R"({"chat_template": [{"name": "rag", "template": "x"}]})",
          R"({"chat_template": [1]})", R"({"chat_template": "{% if %}"})"}) {
        CHECK_OK(writeFileAtomically(config, bad));
        CHECK(!loadChatFormat(folder.path()));
    }
    CHECK_OK(writeFileAtomically(config, llamaStyleTokenizerConfig()));
    const auto llama = loadChatFormat(folder.path());
    CHECK_OK(llama);
    CHECK_EQ(*llama->chatTemplate.render(conversation, {llama->bosToken, llama->eosToken}),
             "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
             "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>");
}

TEST(named_templates_and_files_of_their_own) {
    const TemporaryFolder folder;
    const auto rendered = [&](const std::string& name = "default") {
        const auto format = loadChatFormat(folder.path(), name);
        CHECK_OK(format);
        return *format->chatTemplate.render(conversation, {});
    };
    CHECK_OK(writeFileAtomically(folder.path() / "chat_template.json", R"({"chat_template": "processor"})"));
    CHECK_EQ(rendered(), "processor");
    CHECK_OK(
        writeFileAtomically(folder.path() / "tokenizer_config.json", R"({"truncation_side": "right", "chat_template":
        [{"name": "rag", "template": "r"}, {"name": "default", "template": "d"}]})"));
    CHECK_EQ(rendered(), "d");
    CHECK_EQ(rendered("rag"), "r");
    const auto format = loadChatFormat(folder.path());
    CHECK(format->templateNames == (std::vector<std::string>{"default", "rag"}));
    CHECK_EQ(format->truncationSide, "right");
    const auto missing = loadChatFormat(folder.path(), "tools");
    CHECK(!missing && missing.error().hint.find("\"rag\"") != std::string::npos);
    CHECK_OK(writeFileAtomically(folder.path() / "chat_template.jinja", "file"));
    std::filesystem::create_directory(folder.path() / "additional_chat_templates");
    CHECK_OK(writeFileAtomically(folder.path() / "additional_chat_templates" / "tools.jinja", "t"));
    CHECK_EQ(rendered(), "file");
    CHECK_EQ(rendered("tools"), "t");
    CHECK(!loadChatFormat(folder.path(), "rag"));  // files take the place of the whole list
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer_config.json", R"({"truncation_side": "up"})"));
    CHECK(!loadChatFormat(folder.path()));
}

TEST(a_refused_system_message_comes_with_what_to_do) {
    const std::string source =
        "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}"
        "{% endif %}";
    const auto refused = render(source, {{"system", "Be safe."}, {"user", "Hi"}});
    CHECK(!refused && refused.error().message.find("System role not supported") != std::string::npos);
    CHECK(refused.error().hint.find("first user message") != std::string::npos);
    CHECK_OK(render(source, {{"user", "Hi"}}));
}
