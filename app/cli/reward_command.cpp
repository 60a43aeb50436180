// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"
#include "app/cli/progress_display.h"
#include "core/jobs/stop_signals.h"

#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 1024;  // sorted by length within a chunk, printed in file order after it

struct RewardOptions {
    CommonOptions common;
    ModelOptions model;
    PairFileOptions pairs;
};

void printReward(const PreferencePair& pair, const EncodedPair& encoded, const PairReward& reward, bool json) {
    if (json) {
        printJson({{"id", pair.id},
                   {"chosen", reward.chosen},
                   {"rejected", reward.rejected},
                   {"margin", reward.chosen - reward.rejected},
                   {"chosen_tokens", encoded.chosen.ids.size()},
                   {"rejected_tokens", encoded.rejected.ids.size()}});
        return;
    }
    char text[128];
    std::snprintf(text, sizeof text, "%10.4f %10.4f %10.4f  ", reward.chosen, reward.rejected,
                  reward.chosen - reward.rejected);
    printText(text + printable(pair.id));
}

Status runReward(const RewardOptions& options) {
    ModelOptions modelOptions = options.model;
    modelOptions.device = options.common.device;
    const auto session = openModel(modelOptions);
    if (!session) {
        return failure(session);
    }
    const auto total = checkPairFile(options.pairs);
    if (!total) {
        return failure(total);
    }
    auto reader = PairReader::open(options.pairs.file, *readerOptions(options.pairs));
    if (!reader) {
        return failure(reader);
    }
    const StopSignals signals;
    ProgressDisplay display(options.common.quiet);
    ProgressMeter meter("Rewards", *total, display.callback());
    if (!options.common.json) {
        printText("    chosen   rejected     margin  id");
    }
    for (bool more = true; more;) {
        std::vector<PreferencePair> pairs;
        while (more && pairs.size() < pairsPerChunk) {
            auto pair = reader->next();
            if (!pair) {
                return failure(pair);
            }
            more = pair->has_value();
            if (more) {
                pairs.push_back(std::move(**pair));
            }
        }
        const auto encoded = encodePairs(session->encoder, pairs);
        if (!encoded) {
            return failure(encoded);
        }
        const auto rewards = rewardPairs(
            session->model, *encoded, pairs, options.model.batchTokens,
            [&meter](std::size_t done) { meter.advance(done); }, signals.token());
        if (!rewards) {
            return failure(rewards);
        }
        display.clear();
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            printReward(pairs[i], (*encoded)[i], (*rewards)[i], options.common.json);
        }
    }
    meter.finish();
    return {};
}

}  // namespace

void addRewardCommand(CommandSet& commands) {
    const auto options = std::make_shared<RewardOptions>();
    auto* command = commands.add("reward", "Rewards of both answers of every pair, in the order of the file",
                                 "  safer reward --model models/rm --data pairs.jsonl --json");
    command->add_option("--model", options->model.model, "Model folder")->type_name("DIR")->required();
    addPairFileOptions(command, options->pairs, true);
    addEncodingOptions(command, options->model);
    addForwardOptions(command, options->model);
    addDeviceOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return runReward(*options); });
}

}  // namespace saferscope::cli
