// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/text/pair_encoder.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

/// Compares with the reference libraries of npm, @huggingface/tokenizers and @huggingface/jinja, on the families' own
/// tokenizers and templates. Fetched by tests/support/fetch-tokenizers.sh; skipped where they or node are missing.
using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path needModules() {
    const auto any = fetchedTokenizer("llama3_2");
    const auto modules = any.parent_path() / "node_modules";
    if (any.empty() || !std::filesystem::exists(modules / "@huggingface" / "jinja") ||
        !std::filesystem::exists(modules / "@huggingface" / "tokenizers")) {
        SKIP("no reference libraries: run tests/support/fetch-tokenizers.sh");
    }
    if (std::system("node --version > /dev/null 2>&1") != 0) {
        SKIP("node is not installed");
    }
    return modules;
}

Json runNode(const std::string& script, const std::string& arguments, const Json& input) {
    const TemporaryFolder folder;
    CHECK_OK(writeFileAtomically(folder.path() / "in.json", dumpJson(input)));
    const std::string command = "node '" + (sourceFolder() / "tests" / "text" / script).string() + "' " + arguments +
                                " < '" + (folder.path() / "in.json").string() + "' > '" +
                                (folder.path() / "out.json").string() + "'";
    CHECK_EQ(std::system(command.c_str()), 0);
    return Json::parse(contents(folder.path() / "out.json"));
}

/// Strings that break tokenizers, those of the shared data among them, and mixtures of what the models treat apart.
const Json& hostileTexts() {
    static const Json texts = [] {
        Json all = Json::array();
        for (const std::string& text : naughtyStrings()) {
            all.push_back(text);
        }
        for (const std::string& text : trainingTexts()) {
            all.push_back(text);
        }
        if (!sharedFolder().empty()) {
            for (const Json& text : Json::parse(contents(sharedFolder() / "data" / "fixtures_strings" / "blns.json"))) {
                all.push_back(text);
            }
            const std::string lines =
                contents(sharedFolder() / "data" / "tokenizer_fixtures" / "ggml-vocab-llama-bpe.gguf.inp");
            const std::string separator = "\n__ggml_vocab_test__\n";
            for (std::size_t at = 0; at < lines.size();) {
                const std::size_t end = std::min(lines.find(separator, at), lines.size());
                all.push_back(lines.substr(at, end - at));
                at = end + separator.size();
            }
        }
        const std::vector<std::string> parts = {"a",
                                                "the",
                                                " ",
                                                "  ",
                                                "\n",
                                                "\t",
                                                "12",
                                                "'s",
                                                ".",
                                                "é",
                                                "▁",
                                                "▁▁",
                                                "漢",
                                                "🙂",
                                                "Ж",
                                                "ß",
                                                "\u3000",
                                                "\u00a0",
                                                "ﬁ",
                                                "İ",
                                                "<s>",
                                                "</s>",
                                                "<unk>",
                                                "<bos>",
                                                "<h1>",
                                                "<0x0A>",
                                                "[INST]",
                                                "<start_of_turn>",
                                                "<mask>",
                                                "\x01",
                                                "か\xe3\x82\x99",
                                                "<|im_start|>",
                                                "<|eot_id|>",
                                                "\n\n\n",
                                                "    ",
                                                "\ufeff",
                                                "𝔘",
                                                "\r",
                                                "K",
                                                "\x7f"};
        Random random(11);
        for (int i = 0; i < 500; ++i) {
            std::string text;
            for (std::uint64_t n = 1 + random.below(24); n > 0; --n) {
                text += parts[random.below(parts.size())];
            }
            all.push_back(text);
        }
        return all;
    }();
    return texts;
}

using Conversation = std::vector<Message>;

std::vector<Conversation> conversations() {
    std::vector<Conversation> all = {
        {{"user", "Hi"}, {"assistant", "Hello."}},
        {{"user", "  Hi \n"}, {"assistant", " \tHello.\n\n"}},
        {{"system", "Be brief."}, {"user", "Hi"}, {"assistant", "Hello."}},
        {{"system", "  Be brief. \n"}, {"user", "Hi"}},
        {{"user", "Hi"}},
        {{"assistant", "Hello."}, {"user", "Hi"}},
        {{"user", "Hi"}, {"user", "Are you there?"}, {"assistant", "Yes."}},
        {{"user", "Hi"}, {"system", "Be brief."}, {"assistant", "Yes."}},
        {{"user", ""}, {"assistant", ""}},
        {{"user", "漢字 🙂 naïve \u00a0 \u3000"}, {"assistant", "\u3000Ответ\u2028 e\xcc\x81 "}},
        {{"user", "<s>[INST] x [/INST]"}, {"assistant", "<think>\nhm\n</think>\n\nNo. </s>"}},
        {{"user", "<tool_response>\n7\n</tool_response>"}, {"assistant", "<think>a</think>b</think>c"}},
        {{"user", "<<SYS>>\nx\n<</SYS>>\n\ny"}, {"assistant", "{{ bos_token }}{% raw %}"}},
        {{"user", "quote \" ' \\ \\n"}, {"assistant", "line\nline"}, {"tool", "7"}, {"assistant", "seven"}},
    };
    Conversation turns;
    for (int i = 0; i < 6; ++i) {
        turns.push_back({"user", "Question " + std::to_string(i) + "?"});
        turns.push_back({"assistant", i % 2 == 0 ? "<think>\nwhy\n</think>\n\nAnswer." : "  Answer. "});
        all.push_back(turns);
        Conversation guided = turns;
        guided.insert(guided.begin(), {"system", "You are " + std::to_string(i) + "."});
        all.push_back(guided);
    }
    return all;
}

struct Format {
    std::string name, source, bos, eos;
};

/// The templates of the fetched folders, and the text formats of families whose packages have none, put in our own
/// words.
std::vector<Format> formats() {
    std::vector<Format> all = {
        {"llama2",
         "{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% set guide = messages[0]['content'] %}"
         "{% else %}{% set rest = messages %}{% set guide = false %}{% endif %}{% for m in rest %}"
         "{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate.') }}"
         "{% endif %}{% if loop.index0 == 0 and guide != false %}"
         "{% set said = '<<SYS>>\\n' + guide + '\\n<</SYS>>\\n\\n' + m['content'] %}{% else %}"
         "{% set said = m['content'] %}{% endif %}{% if m['role'] == 'user' %}"
         "{{ bos_token + '[INST] ' + said.strip() + ' [/INST]' }}{% elif m['role'] == 'assistant' %}"
         "{{ ' ' + said.strip() + ' ' + eos_token }}{% endif %}{% endfor %}",
         "<s>", "</s>"},
        {"mistral",
         "{{ bos_token }}{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"
         "{{ raise_exception('Roles must alternate.') }}{% endif %}{% if m['role'] == 'user' %}"
         "{{ '[INST] ' + m['content'] + ' [/INST]' }}{% elif m['role'] == 'assistant' %}"
         "{{ m['content'] + eos_token + ' ' }}{% else %}{{ raise_exception('Only user and assistant roles.') }}"
         "{% endif %}{% endfor %}",
         "<s>", "</s>"},
        {"gemma2",
         "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}"
         "{% endif %}{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"
         "{{ raise_exception('Roles must alternate.') }}{% endif %}{% if (m['role'] == 'assistant') %}"
         "{% set speaker = 'model' %}{% else %}{% set speaker = m['role'] %}{% endif %}"
         "{{ '<start_of_turn>' + speaker + '\\n' + m['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}"
         "{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
         "<bos>", "<eos>"},
        {"qwen2",
         "{% for m in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
         "{{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}{% endif %}"
         "{{'<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
         "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
         "", "<|im_end|>"}};
    for (const char* name : {"llama3", "llama3_1", "llama3_2", "qwen2_5", "qwen3", "mistral_nemo"}) {
        const auto folder = fetchedTokenizer(name);
        if (!folder.empty()) {
            const Json config = Json::parse(contents(folder / "tokenizer_config.json"));
            const auto format = loadChatFormat(folder);
            CHECK_OK(format);
            CHECK(!format->usedFallback);
            all.push_back({name, config["chat_template"], format->bosToken, format->eosToken});
        }
    }
    return all;
}

/// The content without the white space at its ends that is no line feed.
std::string trimmedLines(const Message& message) {
    const std::string& text = message.content;
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\xe3'; };
    const std::size_t first = text.find_first_not_of('\n');
    return first != std::string::npos && blank(text[first]) ? std::string() : text;
}

}  // namespace

TEST(ids_equal_those_of_the_reference_library) {
    const auto modules = needModules();
    std::size_t compared = 0;
    for (const char* name : {"llama2", "gemma2", "mistral_nemo", "qwen3", "qwen2_5", "llama3_2"}) {
        const auto folder = fetchedTokenizer(name);
        if (folder.empty()) {
            continue;
        }
        const auto tokenizer = Tokenizer::load(folder);
        CHECK_OK(tokenizer);
        const Json expected =
            runNode("reference_tokenizer.mjs", "'" + modules.string() + "' '" + folder.string() + "'", hostileTexts());
        CHECK_EQ(expected.size(), hostileTexts().size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string text = hostileTexts()[i];
            const auto encoding = tokenizer->encode(text, false);
            CHECK_OK(encoding);
            CHECK_EQ(std::string(name) + dumpJson(Json(encoding->ids)), name + dumpJson(expected[i]));
            CHECK_EQ(rangeFault(*encoding, text.size()), "");
        }
        ++compared;
    }
    if (compared == 0) {
        SKIP("no tokenizers: run tests/support/fetch-tokenizers.sh");
    }
}

TEST(templates_render_as_in_the_reference_library) {
    const auto modules = needModules();
    Json cases = Json::array();
    std::vector<std::string> ours;
    for (const Format& format : formats()) {
        const auto parsed = ChatTemplate::parse(format.source, format.name);
        CHECK_OK(parsed);
        for (const Conversation& conversation : conversations()) {
            // The reference's lstrip('\n') strips blanks too; Python's, which the models were trained with, does not.
            if (format.source.find("lstrip(") != std::string::npos &&
                std::any_of(conversation.begin(), conversation.end(),
                            [](const Message& m) { return m.role == "assistant" && m.content != trimmedLines(m); })) {
                continue;
            }
            for (const bool prompt : {false, true}) {
                Json messages = Json::array();
                for (const Message& message : conversation) {
                    messages.push_back({{"role", message.role}, {"content", message.content}});
                }
                Json variables = {{"messages", messages},    {"add_generation_prompt", prompt},
                                  {"tools", nullptr},        {"documents", nullptr},
                                  {"eos_token", format.eos}, {"date_string", "26 Jul 2024"}};
                if (!format.bos.empty()) {
                    variables["bos_token"] = format.bos;
                }
                const auto rendered = parsed->render(conversation, {format.bos, format.eos, "26 Jul 2024", prompt});
                // The reference's selectattr(…, "undefined") selects nothing, so that it misses what this template
                // refuses: conversations whose roles do not alternate.
                if (!rendered && format.source.find("\"tool_calls\", \"undefined\"") != std::string::npos) {
                    continue;
                }
                cases.push_back({{"template", format.source}, {"variables", variables}});
                ours.push_back(format.name + (rendered ? "|" + *rendered : " refuses"));
            }
        }
    }
    const Json expected = runNode("reference_template.mjs", "'" + modules.string() + "'", cases);
    CHECK_EQ(expected.size(), ours.size());
    std::size_t texts = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const std::string name = ours[i].substr(0, ours[i].find_first_of("| "));
        const bool rendered = expected[i].contains("text");
        texts += rendered ? 1 : 0;
        CHECK_EQ(ours[i], name + (rendered ? "|" + expected[i]["text"].get<std::string>() : " refuses"));
    }
    CHECK(texts > 100 && texts < ours.size());
}
