// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/text/bpe_trainer.h"

namespace saferscope {

namespace {

constexpr const char* chatTemplate =
    "{{- bos_token }}\n"
    "{%- for message in messages %}\n"
    "    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}\n"
    "    {{- message['content'] | trim + '<|eot_id|>' }}\n"
    "{%- endfor %}\n"
    "{%- if add_generation_prompt %}\n"
    "    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}\n"
    "{%- endif %}\n";

}  // namespace

std::string llamaStyleTokenizerConfig() {
    OrderedJson config;
    config["bos_token"] = "<|begin_of_text|>";
    config["chat_template"] = chatTemplate;
    config["clean_up_tokenization_spaces"] = false;
    config["eos_token"] = "<|eot_id|>";
    config["model_input_names"] = {"input_ids", "attention_mask"};
    config["model_max_length"] = 4096;
    config["pad_token"] = "[PAD]";
    config["tokenizer_class"] = "PreTrainedTokenizerFast";
    return dumpJson(config, 2) + "\n";
}

}  // namespace saferscope
