// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stage1_texts.h"

#include "app/cli/output.h"
#include "core/data/text_reader.h"

#include <algorithm>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

std::string inputName(const fs::path& file) { return "stage1 text " + file.string(); }

TextWindowOptions windowOptions(const TrainSaeParams& params, std::int64_t stage1Tokens) {
    return {params.stage1Texts, params.stage1TextMember, params.stage1SkipBad, params.stage1TextWindow,
            std::max<std::int64_t>(stage1Tokens, 0)};
}

Status checkFirstRecord(const fs::path& file, const std::string& member, bool skipBad) {
    auto reader = TextReader::open(file, {.member = member});
    if (!reader) {
        return failure(reader);
    }
    if (const auto first = reader->next(); !first && !skipBad) {
        return failure(first);
    }
    return {};
}

}  // namespace

void addStage1TextOptions(CLI::App* command, Stage1TextOptions& options) {
    command
        ->add_option(
            "--stage1-texts", options.files,
            "General texts for stage 1 instead of the pairs, as in the paper: JSON Lines, a JSON array, CSV or "
            "Parquet with a text in each record, or .txt files of one document each; also .gz and .zst. Several "
            "are read by turns. Documents shorter than 16 tokens are left out, longer ones than a window are "
            "split evenly. Reading ends once there are enough for --stage1-tokens")
        ->type_name("FILE")
        ->group("Training");
    command->add_option("--text-member", options.member, "Member or column of those records that holds the text")
        ->type_name("NAME")
        ->group("Training")
        ->capture_default_str();
    command->add_option("--text-window", options.window, "Tokens that are read with one another, at most")
        ->type_name("N")
        ->group("Training")
        ->check(CLI::Range(shortestTextWindow, longestTextWindow))
        ->capture_default_str();
}

Status requestStage1Texts(const Stage1TextOptions& options, bool skipBad, std::int64_t stage1Tokens, Json& params,
                          Json& inputs) {
    if (options.files.empty()) {
        return {};
    }
    if (stage1Tokens < 0) {
        return fail(ErrorCode::Usage, "--stage1-texts is given, and --stage1-tokens leaves stage 1 out.",
                    "Give one of them only.");
    }
    TrainSaeParams request;
    request.data = request.model = "/";  // theirs are set by others
    for (const std::string& file : options.files) {
        request.stage1Texts.push_back(absolutePath(file));
    }
    request.stage1TextMember = options.member;
    request.stage1TextWindow = options.window;
    request.stage1SkipBad = skipBad;
    if (const auto checked = checkTextWindowOptions(windowOptions(request, stage1Tokens)); !checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    for (const fs::path& file : request.stage1Texts) {
        if (auto usable = checkFirstRecord(file, options.member, skipBad); !usable) {
            return usable;
        }
        const auto hash = textFileHash(file);
        if (!hash) {
            return failure(hash);
        }
        inputs[inputName(file)] = *hash;
    }
    const Json written = toJson(request);
    for (const char* key : {"stage1_texts", "stage1_text_member", "stage1_text_window", "stage1_skip_bad"}) {
        params[key] = written.at(key);
    }
    return {};
}

std::string describeStage1Texts(const Stage1TextOptions& options, std::int64_t stage1Tokens) {
    std::string files;
    for (const std::string& file : options.files) {
        std::error_code error;
        const auto bytes = fs::file_size(file, error);
        files += (files.empty() ? "" : ", ") + printable(file) + " (" + grouped(error ? 0 : bytes) + " bytes)";
    }
    if (files.empty()) {
        return files;
    }
    const std::string until =
        stage1Tokens > 0 ? "until there are enough for " + grouped(static_cast<std::uint64_t>(stage1Tokens)) + " tokens"
                         : "all of it, once";
    return "Stage 1 would read " + files + ", " + until + ", in windows of at most " +
           grouped(static_cast<std::uint64_t>(options.window)) + " tokens; stage 2 the pairs.";
}

Result<std::vector<SaeTextFile>> checkStage1Texts(const TrainSaeParams& params, const Json& inputs) {
    std::vector<SaeTextFile> files;
    for (const fs::path& file : params.stage1Texts) {
        const auto hash = textFileHash(file);
        if (!hash) {
            return failure(hash);
        }
        const auto before = jsonMemberOr<std::string>(inputs, inputName(file).c_str(), *hash, "inputs of the run");
        if (!before) {
            return failure(before);
        }
        if (*before != *hash) {
            return fail(ErrorCode::InvalidInput, file.string() + " has changed since this run was made.",
                        "Put the file back as it was, or make a new run.");
        }
        files.push_back({file.filename().string(), *hash});
    }
    return files;
}

Result<TextWindows> readStage1Texts(const TrainSaeParams& params, std::int64_t stage1Tokens, const Tokenizer& tokenizer,
                                    TrainingObserver& observer, std::stop_token stop) {
    auto texts = readTextWindows(
        tokenizer, windowOptions(params, stage1Tokens),
        [&](const Progress& progress) { observer.onProgress(progress); }, std::move(stop));
    if (!texts) {
        return texts;
    }
    std::string told = "Stage 1 reads " + grouped(static_cast<std::uint64_t>(texts->tokens)) + " tokens of " +
                       grouped(texts->documents) + " documents.";
    if (texts->tooShort > 0) {
        told += " Documents shorter than " + std::to_string(shortestText) +
                " tokens, left out: " + grouped(texts->tooShort) + ".";
    }
    if (texts->skipped > 0) {
        told += " Bad records, left out: " + grouped(texts->skipped) + "; the first: " + texts->firstSkipped;
    }
    observer.onMessage(told);
    return texts;
}

}  // namespace saferscope::cli
