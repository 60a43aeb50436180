// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/text_windows.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/text_documents.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <set>

using namespace saferscope;
using namespace saferscope::testing;
namespace fs = std::filesystem;

namespace {

Result<TextWindows> read(const TextWindowOptions& options) {
    return readTextWindows(byteLevelTokenizer(), options, {}, {});
}

std::vector<std::int32_t> idsOf(const std::string& text) { return byteLevelTokenizer().encode(text, true)->ids; }

}  // namespace

// The property: documents of all files by turns, each cut into as few windows as hold it, and nothing of it lost.
TEST(windows_put_together_are_the_documents) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const check::TemporaryFolder folder;
        const auto first = documents(40, 120, seed);
        const auto second = documents(15, 120, seed + 10);
        const std::string alone = documents(1, 200, seed + 20, 150).front();
        TextWindowOptions options;
        options.files = {writeLines(folder.path() / "first.jsonl", first), folder.path() / "alone.txt",
                         writeLines(folder.path() / "second.jsonl", second)};
        std::ofstream(options.files[1]) << alone;
        options.windowTokens = 32;
        std::vector<std::string> turns = {first[0], alone, second[0]};
        for (std::size_t i = 1; i < first.size(); ++i) {
            turns.push_back(first[i]);
            if (i < second.size()) {
                turns.push_back(second[i]);
            }
        }
        const auto texts = read(options);
        CHECK_OK(texts);
        std::size_t window = 0;
        std::int64_t tokens = 0;
        std::uint64_t tooShort = 0;
        for (const std::string& text : turns) {
            const auto expected = idsOf(text);
            if (expected.size() < 16) {
                ++tooShort;
                continue;
            }
            std::vector<std::int32_t> met;
            for (std::size_t part = 0; part < (expected.size() + 31) / 32; ++part, ++window) {
                CHECK(window < texts->windows.size());
                const TrainingPair& pair = texts->windows[window];
                CHECK(pair.tokens.chosen.empty() && pair.tokens.rejected.empty() && pair.sentenceEnd.empty());
                CHECK(pair.tokens.prompt.size() >= 16 && pair.tokens.prompt.size() <= 32);
                met.insert(met.end(), pair.tokens.prompt.begin(), pair.tokens.prompt.end());
            }
            CHECK(met == expected);
            CHECK_EQ(met.front(), *byteLevelTokenizer().idOf("<|begin|>"));
            tokens += static_cast<std::int64_t>(met.size());
        }
        CHECK_EQ(window, texts->windows.size());
        CHECK_EQ(texts->tokens, tokens);
        CHECK(tooShort > 0);
        CHECK_EQ(texts->tooShort, tooShort);
        CHECK_EQ(texts->documents + texts->tooShort, turns.size());
    }
}

TEST(reading_ends_when_there_is_enough_and_has_seen_every_file) {
    const check::TemporaryFolder folder;
    TextWindowOptions options;
    std::vector<std::vector<std::string>> contents;
    for (std::uint64_t file = 0; file < 3; ++file) {
        contents.push_back(documents(2000, 60, 30 + file, 20));
        options.files.push_back(writeLines(folder.path() / (std::to_string(file) + ".jsonl"), contents.back()));
    }
    options.wantedTokens = 1600;
    const auto some = read(options);
    CHECK_OK(some);
    CHECK(some->tokens >= 1800 && some->tokens < 1800 + 1000);
    std::set<std::size_t> seen;
    for (std::size_t file = 0; file < contents.size(); ++file) {
        for (const std::string& text : contents[file]) {
            const auto ids = idsOf(text);
            for (const TrainingPair& window : some->windows) {
                if (window.tokens.prompt == ids) {
                    seen.insert(file);
                }
            }
            if (seen.contains(file)) {
                break;
            }
        }
    }
    CHECK_EQ(seen.size(), 3u);
    // What comes after is not read: bytes that are no record do not matter there, and do where all is read.
    std::ofstream(options.files[0], std::ios::app) << "{broken\n";
    const auto again = read(options);
    CHECK_OK(again);
    CHECK_EQ(again->fingerprint, some->fingerprint);
    options.wantedTokens = 0;
    const auto all = read(options);
    CHECK(!all && all.error().message.find("ine 2001") != std::string::npos);
    options.skipBad = true;
    const auto skipped = read(options);
    CHECK_OK(skipped);
    CHECK_EQ(skipped->skipped, std::uint64_t{1});
    CHECK(skipped->firstSkipped.find("ine 2001") != std::string::npos);
    CHECK_EQ(skipped->documents, std::uint64_t{6000});
}

TEST(the_fingerprint_tells_windows_apart_and_threads_do_not_matter) {
    const check::TemporaryFolder folder;
    TextWindowOptions options;
    auto texts = documents(300, 80, 5);
    options.files = {writeLines(folder.path() / "a.jsonl", texts)};
    std::set<std::string> met;
    for (const int threads : {1, 3}) {
        at::set_num_threads(threads);
        const auto windows = read(options);
        CHECK_OK(windows);
        met.insert(windows->fingerprint);
    }
    at::set_num_threads(2);
    CHECK_EQ(met.size(), 1u);
    options.windowTokens = 64;
    met.insert(read(options)->fingerprint);
    options.windowTokens = 512;
    options.wantedTokens = 100;
    met.insert(read(options)->fingerprint);
    options.wantedTokens = 0;
    texts[299] = documents(1, 80, 99, 60).front();
    writeLines(options.files[0], texts);
    met.insert(read(options)->fingerprint);
    CHECK_EQ(met.size(), 4u);
}

TEST(what_cannot_be_read_is_named) {
    const check::TemporaryFolder folder;
    const auto refused = [](const TextWindowOptions& options, ErrorCode code, const std::string& part) {
        const auto texts = read(options);
        CHECK(!texts);
        if (texts.error().code != code || texts.error().message.find(part) == std::string::npos) {
            throw check::Failure(texts.error().message, __FILE__, __LINE__);
        }
    };
    TextWindowOptions options;
    refused(options, ErrorCode::InvalidInput, "no texts");
    options.files = {writeLines(folder.path() / "a.jsonl", documents(20, 80, 5)), folder.path() / "gone.jsonl"};
    refused(options, ErrorCode::NotFound, "gone.jsonl");
    options.files[1] = folder.path() / "sub" / ".." / "a.jsonl";
    refused(options, ErrorCode::InvalidInput, "twice");
    options.files.pop_back();
    options.windowTokens = 31;
    refused(options, ErrorCode::InvalidInput, "window");
    options.windowTokens = 512;
    options.member = "content";
    refused(options, ErrorCode::InvalidInput, "has no text \"content\"");
    options.skipBad = true;
    refused(options, ErrorCode::InvalidInput, "at least 16 tokens");
    options = {};
    for (int file = 0; file <= 256; ++file) {
        options.files.push_back(folder.path() / (std::to_string(file) + ".jsonl"));
    }
    refused(options, ErrorCode::InvalidInput, "257 files");
    for (fs::path& file : options.files) {
        file.replace_extension(".txt");  // closed at once: as many as there are
        std::ofstream(file) << std::string(40, 'a') + " word and word and word and word";
    }
    CHECK_EQ(read(options)->documents, std::uint64_t{257});
}

TEST(a_stop_interrupts_and_progress_reaches_its_end) {
    const check::TemporaryFolder folder;
    TextWindowOptions options;
    options.files = {writeLines(folder.path() / "a.jsonl", documents(600, 80, 5))};
    std::stop_source stop;
    Progress last;
    const auto whole =
        readTextWindows(byteLevelTokenizer(), options, [&](const Progress& progress) { last = progress; }, {});
    CHECK_OK(whole);
    CHECK_EQ(last.done, fs::file_size(options.files[0]));
    CHECK_EQ(last.total, last.done);
    stop.request_stop();
    const auto stopped = readTextWindows(byteLevelTokenizer(), options, {}, stop.get_token());
    CHECK(!stopped && stopped.error().code == ErrorCode::Interrupted);
}

// A prompt alone is computed as a sequence without anything before it, whatever shares its batch.
TEST(a_window_has_the_activations_of_a_plain_sequence) {
    const at::NoGradGuard noGradients;
    const RewardModel model = RewardModel::random(trainingConfig(), 3);
    Random random(4);
    std::vector<TrainingPair> windows;
    std::vector<TrainingPair> answers;
    for (const std::uint64_t length : {17, 40, 39, 64}) {
        TrainingPair pair = plantedPair(random, length);
        TrainingPair window;
        window.tokens.prompt = pair.tokens.prompt;
        windows.push_back(window);
        TrainingPair answer;
        answer.tokens.chosen = pair.tokens.prompt;
        answers.push_back(answer);
    }
    const std::vector<std::uint32_t> all = {0, 1, 2, 3};
    const at::Tensor together = model.forward(packTrainingPairs(windows, all, c10::kCPU), {1, true}).hidden;
    std::int64_t row = 0;
    for (const std::uint32_t one : all) {
        const std::vector<std::uint32_t> which = {one};
        const at::Tensor alone = model.forward(packTrainingPairs(answers, which, c10::kCPU), {1, true}).hidden;
        CHECK_EQ(alone.size(0), windows[one].tokens.total());
        CHECK(at::allclose(together.narrow(0, row, alone.size(0)), alone, 1e-5, 1e-5));
        row += alone.size(0);
    }
    CHECK_EQ(row, together.size(0));
}
