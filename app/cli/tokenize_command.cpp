// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct TokenizeOptions {
    CommonOptions common;
    ModelOptions model;
    PairFileOptions pairs;
    std::string texts;
};

std::string joined(const std::vector<std::int32_t>& ids) {
    std::string text;
    for (const auto id : ids) {
        text += (text.empty() ? "" : " ") + std::to_string(id);
    }
    return text;
}

Status tokenizePairs(const TokenizeOptions& options) {
    const auto encoder = openEncoder(options.model);
    if (!encoder) {
        return failure(encoder);
    }
    if (const auto checked = checkPairFile(options.pairs); !checked) {
        return failure(checked);
    }
    auto reader = PairReader::open(options.pairs.file, *readerOptions(options.pairs));
    if (!reader) {
        return failure(reader);
    }
    for (;;) {
        const auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!pair->has_value()) {
            return {};
        }
        const auto encoded = encoder->encode(**pair);
        if (!encoded) {
            return fail(encoded.error().code, "Pair " + (*pair)->id + ": " + encoded.error().message,
                        encoded.error().hint);
        }
        if (options.common.json) {
            printJson(
                {{"id", (*pair)->id}, {"chosen_ids", encoded->chosen.ids}, {"rejected_ids", encoded->rejected.ids}});
        } else {
            printText(printable((*pair)->id) + " chosen:   " + joined(encoded->chosen.ids));
            printText(printable((*pair)->id) + " rejected: " + joined(encoded->rejected.ids));
        }
    }
}

// A JSON array of strings, or of objects with a "text".
Result<std::vector<std::string>> readTexts(const std::string& file) {
    const auto json = readJsonFile(file);
    if (!json) {
        return failure(json);
    }
    std::vector<std::string> texts;
    const std::string hint = "Give a JSON array of strings, or of objects with a \"text\".";
    if (!json->is_array()) {
        return fail(ErrorCode::InvalidInput, file + " is not a JSON array.", hint);
    }
    for (const auto& entry : *json) {
        const bool wrapped = entry.is_object() && entry.contains("text") && entry["text"].is_string();
        if (!wrapped && !entry.is_string()) {
            return fail(ErrorCode::InvalidInput,
                        "Element " + std::to_string(texts.size() + 1) + " of " + file + " is no text.", hint);
        }
        texts.push_back(wrapped ? entry["text"].get<std::string>() : entry.get<std::string>());
    }
    return texts;
}

Status tokenizeTexts(const TokenizeOptions& options) {
    const auto texts = readTexts(options.texts);
    if (!texts) {
        return failure(texts);
    }
    const auto tokenizer = Tokenizer::load(options.model.model);
    if (!tokenizer) {
        return failure(tokenizer);
    }
    for (const auto& text : *texts) {
        const auto encoding = tokenizer->encode(text, false);
        if (!encoding) {
            return failure(encoding);
        }
        if (options.common.json) {
            printJson({{"ids", encoding->ids}});
        } else {
            printText(joined(encoding->ids));
        }
    }
    return {};
}

}  // namespace

void addTokenizeCommand(CommandSet& commands) {
    const auto options = std::make_shared<TokenizeOptions>();
    auto* command = commands.add("tokenize", "Token ids of pairs (as the model reads them) or of plain texts",
                                 "  safer tokenize --model models/rm --data pairs.jsonl --json\n"
                                 "  safer tokenize --model models/rm --texts texts.json --json");
    command
        ->add_option("--model", options->model.model,
                     "Model folder, or a tokenizer.json or tokenizer.model for --texts")
        ->type_name("DIR")
        ->required();
    addPairFileOptions(command, options->pairs, false);
    command->add_option("--texts", options->texts, "JSON array of texts; no special tokens are added")
        ->type_name("FILE");
    addEncodingOptions(command, options->model);
    addJsonOption(command, options->common);
    commands.onRun(command, [options]() -> Status {
        if (options->pairs.file.empty() == options->texts.empty()) {
            return fail(ErrorCode::Usage, "tokenize needs either --data or --texts.",
                        "`safer tokenize --help` shows examples.");
        }
        return options->texts.empty() ? tokenizePairs(*options) : tokenizeTexts(*options);
    });
}

}  // namespace saferscope::cli
