// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"
#include "core/data/text_reader.h"

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

Status tokenizeTexts(const TokenizeOptions& options) {
    auto reader = TextReader::open(options.texts, {.skipBad = options.pairs.skipBad});
    if (!reader) {
        return failure(reader);
    }
    const auto tokenizer = Tokenizer::load(options.model.model);
    if (!tokenizer) {
        return failure(tokenizer);
    }
    for (;;) {
        const auto text = reader->next();
        if (!text) {
            return failure(text);
        }
        if (!text->has_value()) {
            return {};
        }
        const auto encoding = tokenizer->encode(**text, false);
        if (!encoding) {
            return failure(encoding);
        }
        if (options.common.json) {
            printJson({{"ids", encoding->ids}});
        } else {
            printText(joined(encoding->ids));
        }
    }
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
    command
        ->add_option(
            "--texts", options->texts,
            "JSON array or lines of texts (or objects with a \"text\"), or a .txt file; no special tokens are added")
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
