// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_sections.h"
#include "app/cli/causal_session.h"
#include "app/cli/causal_tables.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "app/cli/workspace_run.h"
#include "core/causal/steering_profile.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/steering_profiles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 1024;  // as `safer reward` has them: the same batches, the same bits
constexpr std::uint64_t maxProfileBytes = 64u << 20;

struct SteerOptions {
    CausalInputs inputs;
    std::vector<std::uint32_t> features;
    std::string operation = "ablate";
    std::optional<double> value;
    std::string set;
    std::string profile;
    bool others = false;
    bool reconstruction = false;
    std::string direction;
    bool positionsGiven = false;
};

Result<std::vector<FeatureId>> namedFeatures(const SteerOptions& options, const std::string& saeHash) {
    std::vector<FeatureId> features;
    const auto add = [&features](FeatureId feature) {
        if (std::ranges::find(features, feature) == features.end()) {
            features.push_back(feature);
        }
    };
    for (const std::uint32_t feature : options.features) {
        add(FeatureId(feature));
    }
    if (options.set.empty()) {
        return features;
    }
    const auto workspace = openWorkspace(options.inputs.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto set = (*workspace)->featureSet(options.set);
    if (!set) {
        return failure(set);
    }
    if (set->saeHash != saeHash) {
        return fail(ErrorCode::InvalidInput, "The set \"" + options.set + "\" numbers features of another SAE.",
                    "Name the SAE the set was made for with --sae.");
    }
    for (const FeatureSet::Member& member : set->members) {
        add(member.feature);
    }
    return features;
}

Result<SteeringProfile> readProfile(const SteerOptions& options) {
    std::error_code error;
    if (std::filesystem::is_regular_file(options.profile, error)) {
        const auto json = readJsonFile(options.profile, maxProfileBytes);
        return json ? steeringProfileFromJson(*json, options.profile) : failure(json);
    }
    if (options.inputs.common.workspace.empty()) {
        return fail(ErrorCode::NotFound, "There is no file " + options.profile + ".",
                    "Name the workspace with --workspace to take a profile of that name from it.");
    }
    const auto workspace = openWorkspace(options.inputs.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    return steeringProfile(**workspace, options.profile);
}

Result<Intervention> profileIntervention(const SteerOptions& options, const std::string& saeHash) {
    auto profile = readProfile(options);
    if (!profile) {
        return failure(profile);
    }
    if (!profile->saeHash.empty() && profile->saeHash != saeHash) {
        return fail(ErrorCode::InvalidInput,
                    "The steering profile \"" + profile->name + "\" numbers features of another SAE.",
                    "Name the SAE it was made for with --sae.");
    }
    return std::move(profile->intervention);
}

Result<Intervention> interventionOf(const SteerOptions& options) {
    const auto positions = positionsFromText(options.inputs.positions);
    if (!positions) {
        return failure(positions);
    }
    const auto operation = featureOperationFromName(options.operation);
    if (!operation) {
        return failure(operation);
    }
    std::string saeHash;
    if (!options.set.empty() || !options.profile.empty()) {
        const auto hash = saeContentHash(options.inputs.sae);
        if (!hash) {
            return failure(hash);
        }
        saeHash = *hash;
    }
    Intervention intervention;
    if (!options.profile.empty()) {
        auto taken = profileIntervention(options, saeHash);
        if (!taken) {
            return failure(taken);
        }
        intervention = std::move(*taken);
    }
    const auto features = namedFeatures(options, saeHash);
    if (!features) {
        return failure(features);
    }
    if (!features->empty() && *operation != FeatureOperation::Ablate && !options.others && !options.value) {
        return fail(ErrorCode::Usage, "--op " + options.operation + " needs a value.", "Give it with --value V.");
    }
    for (const FeatureId feature : *features) {
        // With --others the named ones are what stays: scaled by 1 unless something else is asked for.
        const bool stays = options.others && !options.value;
        intervention.changes.push_back(
            {feature, stays ? FeatureOperation::Scale : *operation, stays ? 1.0 : options.value.value_or(0.0)});
    }
    intervention.ablateOthers = intervention.ablateOthers || options.others;
    intervention.dropError = intervention.dropError || options.reconstruction;
    if (!options.direction.empty()) {
        const auto json = readJsonFile(options.direction, maxProfileBytes);
        if (!json) {
            return failure(json);
        }
        auto direction = interventionFromJson({{"directions", Json::array({*json})}}, options.direction);
        if (!direction) {
            return failure(direction);
        }
        intervention.directions.push_back(std::move(direction->directions.front()));
    }
    if (options.profile.empty() || options.positionsGiven) {
        intervention.positions = *positions;
    }
    if (intervention.empty()) {
        return fail(ErrorCode::Usage, "Nothing to change was given.",
                    "Name features with --feature, a set with --set, a profile with --profile, or give "
                    "--reconstruction.");
    }
    return intervention;
}

struct Steered {
    std::vector<RewardPair> before;
    std::vector<RewardPair> after;
    std::vector<std::uint8_t> changed;
};

void printPair(const PreferencePair& pair, const RewardPair& before, const RewardPair& after, bool json) {
    if (json) {
        printJson({{"id", pair.id},
                   {"chosen_before", before.chosen},
                   {"rejected_before", before.rejected},
                   {"margin_before", before.margin()},
                   {"chosen_after", after.chosen},
                   {"rejected_after", after.rejected},
                   {"margin_after", after.margin()}});
        return;
    }
    char text[160];
    std::snprintf(text, sizeof text, "%10.4f %10.4f %10.4f %10.4f %10.4f  ", after.chosen - before.chosen,
                  after.rejected - before.rejected, before.margin(), after.margin(), after.margin() - before.margin());
    printText(text + printable(pair.id));
}

Status finite(const PreferencePair& pair, const RewardPair& before, const RewardPair& after) {
    if (!std::isfinite(before.chosen) || !std::isfinite(before.rejected)) {
        return fail(ErrorCode::Failed, "The reward of pair " + pair.id + " is not a finite number.",
                    "The model's weights may be damaged, or --dtype float32 is needed.");
    }
    if (!std::isfinite(after.chosen) || !std::isfinite(after.rejected)) {
        return fail(ErrorCode::Failed, "The changed reward of pair " + pair.id + " is not a finite number.",
                    "Take a smaller --value.");
    }
    return {};
}

Status steerAndPrint(const CausalSession& opened, const CausalModel& model, const Intervention& intervention,
                     const SteerOptions& options, Steered& steered) {
    const bool json = options.inputs.common.json;
    const StopSignals signals;
    ProgressDisplay display(options.inputs.common.quiet);
    ProgressMeter meter("Steering", opened.pairs.size(), display.callback());
    for (std::size_t first = 0; first < opened.pairs.size(); first += pairsPerChunk) {
        const std::size_t end = std::min(opened.pairs.size(), first + pairsPerChunk);
        const auto take = [&](const CapturedBatch& batch, const std::vector<PreparedPair>&) -> Status {
            std::vector<std::uint32_t> which;
            const auto rewards = model.rewards(batch, intervention, nullptr, &which);
            for (std::size_t i = 0; i < batch.members.size(); ++i) {
                const std::size_t pair = first + batch.members[i];
                steered.before[pair] = batch.rewards[i];
                steered.after[pair] = rewards[i];
                if (auto checked = finite(opened.pairs[pair], batch.rewards[i], rewards[i]); !checked) {
                    return checked;
                }
            }
            for (const std::uint32_t i : which) {
                steered.changed[first + batch.members[i]] = 1;
            }
            meter.advance(batch.members.size());
            return {};
        };
        if (auto done =
                captureRange(opened, model, first, end, options.inputs.model.batchTokens, take, signals.token());
            !done) {
            return done;
        }
        display.clear();
        for (std::size_t i = first; i < end; ++i) {
            printPair(opened.pairs[i], steered.before[i], steered.after[i], json);
        }
    }
    meter.finish();
    return {};
}

Status runSteer(const SteerOptions& options) {
    const auto intervention = interventionOf(options);
    if (!intervention) {
        return failure(intervention);
    }
    const auto opened = openCausalSession(options.inputs);
    if (!opened) {
        return failure(opened);
    }
    const SaeConfig& sae = opened->sae.config();
    if (auto checked = checkIntervention(*intervention, sae.latents, sae.inputSize); !checked) {
        return checked;
    }
    const auto model = opened->model();
    if (!model) {
        return failure(model);
    }
    const auto sections = causalSections(opened->pairs, "auto");
    if (!sections) {
        return failure(sections);
    }
    const bool json = options.inputs.common.json;
    if (!json) {
        printText(printable(describeIntervention(*intervention)));
        printText("  d chosen d rejected     margin      after     change  id");
    }
    const std::size_t count = opened->pairs.size();
    Steered steered{std::vector<RewardPair>(count), std::vector<RewardPair>(count), std::vector<std::uint8_t>(count)};
    if (auto done = steerAndPrint(*opened, *model, *intervention, options, steered); !done || json) {
        return done;
    }
    std::map<std::string, EffectSums> sums;
    EffectSums all;
    for (std::size_t i = 0; i < count; ++i) {
        all.add(steered.before[i], steered.after[i], steered.changed[i] != 0);
        sums[(*sections)[i]].add(steered.before[i], steered.after[i], steered.changed[i] != 0);
    }
    std::vector<SectionEffect> effects = {all.result("all")};
    for (const auto& [name, one] : sums) {
        if (sums.size() > 1) {
            effects.push_back(one.result(name));
        }
    }
    printText({});
    printTable(effectTable(effects));
    return {};
}

}  // namespace

void addSteerCommand(CommandSet& commands) {
    const auto options = std::make_shared<SteerOptions>();
    auto* command = commands.add(
        "steer", "Change features in the forward pass and see what the rewards become",
        "  safer steer --model models/rm --sae saes/sae --layer 12 --data pairs.jsonl --feature 17 --op ablate --json\n"
        "  safer steer --model models/rm --sae saes/sae --data pairs.jsonl --feature 17,402 --op scale --value 0.5\n"
        "  safer steer --model models/rm --sae saes/sae --data pairs.jsonl --set safety --workspace ws --others\n"
        "  safer steer --model models/rm --sae saes/sae --data pairs.jsonl --profile repair.json\n\n"
        "Operations on a feature's activation z: ablate makes it 0, scale V z, clamp V (also where it was silent), "
        "add\n"
        "z + V (the same). What the SAE does not rebuild is kept, so that changing nothing changes nothing.\n"
        "--json prints, per pair in the order of the file, {\"id\", \"chosen_before\", \"rejected_before\",\n"
        "\"margin_before\", \"chosen_after\", \"rejected_after\", \"margin_after\"}. For people the columns are the "
        "changes of\n"
        "both rewards, then the margin before, after, and its change; then means per section with 95 % intervals.");
    command->add_option("--feature", options->features, "Features to change, several with commas")
        ->delimiter(',')
        ->type_name("IDS");
    command->add_option("--op", options->operation, "What is done to them")
        ->check(CLI::IsMember({"ablate", "scale", "clamp", "add"}))
        ->capture_default_str();
    command->add_option("--value", options->value, "Of scale, clamp and add")->type_name("V");
    command->add_option("--set", options->set, "A saved set of features, with --workspace")->type_name("NAME");
    command->add_option("--profile", options->profile, "A steering profile: a file, or a name with --workspace")
        ->type_name("NAME|FILE");
    command->add_flag("--others", options->others,
                      "Ablate every feature that is not named: what is left of the rewards is the set's");
    command->add_flag("--reconstruction", options->reconstruction,
                      "Leave out what the SAE does not rebuild: how much of the model does it hold?");
    command
        ->add_option("--direction", options->direction,
                     "A vector added to the stream: {\"values\": [...], \"coefficient\": 1}")
        ->type_name("FILE");
    addWorkspaceOption(command, options->inputs.common, false);
    addCausalInputs(command, options->inputs);
    command->get_option("--positions")->each([options](const std::string&) { options->positionsGiven = true; });
    commands.onRun(command, [options] { return runSteer(*options); });
}

}  // namespace saferscope::cli
