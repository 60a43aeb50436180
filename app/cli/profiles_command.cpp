// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/profiles_command.h"

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/steering_use.h"
#include "app/cli/workspace_run.h"
#include "core/causal/steering_fold.h"
#include "core/workspace/steering_profiles.h"

#include <ATen/ATen.h>
#include <memory>

namespace saferscope::cli {

Result<ProfileFeatures> profileFeatures(const Workspace& workspace, const ProfilesOptions& options) {
    ProfileFeatures found;
    std::string saeHash;
    for (const std::uint32_t feature : options.features) {
        found.features.emplace_back(feature);
    }
    if (!options.set.empty()) {
        const auto set = workspace.featureSet(options.set);
        if (!set) {
            return failure(set);
        }
        saeHash = set->saeHash;
        for (const FeatureSet::Member& member : set->members) {
            found.features.push_back(member.feature);
        }
    }
    auto sae = chooseSae(workspace, options.sae, saeHash);
    if (!sae) {
        return failure(sae);
    }
    if (!saeHash.empty() && sae->contentHash != saeHash) {
        return fail(ErrorCode::InvalidInput,
                    "The set \"" + options.set + "\" holds features of another SAE than " + sae->name + ".",
                    "Leave --sae out, or choose a set of that SAE.");
    }
    found.sae = std::move(*sae);
    return found;
}

OrderedJson profileJson(const SteeringProfile& profile) {
    const Status folds = foldability(profile);
    OrderedJson json = OrderedJson::parse(dumpJson(toJson(profile)));
    json["what"] = describeIntervention(profile.intervention);
    json["foldable"] = folds.has_value();
    if (!folds) {
        json["why_not"] = folds.error().message;
    }
    return json;
}

namespace {

Status listProfiles(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto profiles = steeringProfiles(**workspace);
    if (options.common.json) {
        for (const SteeringProfile& profile : profiles) {
            OrderedJson json = profileJson(profile);
            json.erase("intervention");
            printJson(json);
        }
        return {};
    }
    if (profiles.empty()) {
        printText("No steering profiles yet. Make one: safer profiles save NAME --set SET --value 0.5 --workspace W");
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"name", "layer", "made", "foldable", "what it does"}};
    for (const SteeringProfile& profile : profiles) {
        rows.push_back({printable(profile.name), std::to_string(profile.layer), profile.createdAt,
                        foldability(profile) ? "yes" : "no", printable(describeIntervention(profile.intervention))});
    }
    printTable(rows);
    return {};
}

Status showProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto profile = steeringProfile(**workspace, options.name);
    if (!profile) {
        return failure(profile);
    }
    if (options.common.json) {
        printJson(profileJson(*profile));
        return {};
    }
    printText(printable(profile->name + ", layer " + std::to_string(profile->layer) + ", made " + profile->createdAt));
    if (!profile->note.empty()) {
        printText(printable(profile->note));
    }
    std::vector<std::vector<std::string>> rows = {{"feature", "operation", "value"}};
    for (const FeatureChange& change : profile->intervention.changes) {
        rows.push_back({std::to_string(change.feature.value()), featureOperationName(change.operation),
                        change.operation == FeatureOperation::Ablate ? "" : number(change.value)});
    }
    for (const AddedDirection& direction : profile->intervention.directions) {
        rows.push_back({printable("direction " + direction.name), "add", number(direction.coefficient)});
    }
    printTable(rows);
    printText("Where: " + positionText(profile->intervention.positions));
    const Status folds = foldability(*profile);
    printText(folds ? "Can be folded into a model's weights: safer profiles fold."
                    : "Cannot be folded into weights. " + folds.error().message + " " + folds.error().hint);
    return {};
}

Result<Intervention> interventionOf(const ProfilesOptions& options, const std::vector<FeatureId>& features,
                                    const Sae& sae) {
    const auto positions = positionsFromText(options.positions);
    const auto operation = featureOperationFromName(options.operation);
    if (!positions || !operation) {
        return positions ? failure(operation) : failure(positions);
    }
    if (!options.directionOf) {
        if (features.empty()) {
            return fail(ErrorCode::Usage, "The profile names nothing to change.",
                        "Give --set, --feature or --direction-of.");
        }
        if (*operation != FeatureOperation::Ablate && !options.value) {
            return fail(ErrorCode::Usage, "It is not said by how much the features are changed.", "Give --value.");
        }
        return changeAll(features, *operation, options.value.value_or(0.0), *positions);
    }
    if (!features.empty()) {
        return fail(ErrorCode::Usage, "A profile is made of features or of a direction here, not of both.",
                    "Leave --set and --feature out, or --direction-of.");
    }
    if (*options.directionOf >= static_cast<std::uint64_t>(sae.config().latents)) {
        return fail(ErrorCode::InvalidInput, "The SAE has no feature " + std::to_string(*options.directionOf) +
                                                 "; it has " + std::to_string(sae.config().latents) + ".");
    }
    const at::Tensor row = sae.decoder.select(0, *options.directionOf).to(at::kCPU, at::kFloat).contiguous();
    Intervention intervention;
    intervention.positions = *positions;
    intervention.directions.push_back({"feature " + std::to_string(*options.directionOf),
                                       {row.data_ptr<float>(), row.data_ptr<float>() + row.numel()},
                                       options.coefficient});
    return intervention;
}

Status saveProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto chosen = profileFeatures(**workspace, options);
    if (!chosen) {
        return failure(chosen);
    }
    const auto sae = Sae::load(chosen->sae.path);
    if (!sae) {
        return failure(sae);
    }
    auto intervention = interventionOf(options, chosen->features, *sae);
    if (!intervention) {
        return failure(intervention);
    }
    if (auto sound = checkIntervention(*intervention, sae->config().latents, sae->config().inputSize); !sound) {
        return sound;
    }
    SteeringProfile profile;
    profile.name = options.name;
    profile.saeHash = chosen->sae.contentHash;
    profile.layer = sae->config().layer;
    profile.modelHash = sae->config().modelHash;
    if (!options.model.empty()) {
        const auto model = chooseArtifact(**workspace, ArtifactKind::Model, options.model);
        if (!model) {
            return failure(model);
        }
        profile.modelHash = model->contentHash;
    }
    profile.note = options.note;
    profile.intervention = std::move(*intervention);
    profile.provenance = {{"made_by", "hand"}, {"set", options.set}};
    if (!options.common.dryRun) {
        if (auto saved = saveSteeringProfile(**workspace, profile, options.replace); !saved) {
            return saved;
        }
    }
    if (options.common.json) {
        printJson(profileJson(profile));
    } else {
        printText(printable("\"" + profile.name + "\": " + describeIntervention(profile.intervention) + "." +
                            (options.common.dryRun ? " Nothing was saved (--dry-run)." : "")));
    }
    return {};
}

Status removeProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto known = steeringProfile(**workspace, options.name);
        !known && known.error().code == ErrorCode::NotFound) {
        return failure(known);
    }
    if (!options.common.dryRun) {
        if (auto removed = removeSteeringProfile(**workspace, options.name); !removed) {
            return removed;
        }
    }
    if (options.common.json) {
        printJson({{"name", options.name}, {"removed", !options.common.dryRun}});
    } else {
        printText(printable("\"" + options.name + "\"" +
                            (options.common.dryRun ? " would be removed (--dry-run)." : " is removed.")));
    }
    return {};
}

Status exportProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto profile = steeringProfile(**workspace, options.name);
    if (!profile) {
        return failure(profile);
    }
    return writeJsonFile(options.file, toJson(*profile));
}

Status importProfile(const ProfilesOptions& options) {
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    auto profile = readSteeringFile(options.file);
    if (!profile) {
        return failure(profile);
    }
    if (!options.name.empty()) {
        profile->name = options.name;
    }
    if (auto saved = saveSteeringProfile(**workspace, *profile, options.replace); !saved) {
        return saved;
    }
    if (options.common.json) {
        printJson(profileJson(*profile));
    } else {
        printText(printable("\"" + profile->name + "\" is in the workspace."));
    }
    return {};
}

void addFeatureOptions(CLI::App* command, ProfilesOptions& options) {
    command->add_option("--set", options.set, "A saved set of features (`safer sets`)")->type_name("NAME");
    command->add_option("--feature", options.features, "Features by number, separated by commas")
        ->delimiter(',')
        ->type_name("IDS");
    command->add_option("--sae", options.sae, "The SAE (default: the set's, else the newest)")->type_name("NAME|DIR");
    command
        ->add_option("--positions", options.positions,
                     "Tokens that are changed: all, response, sentence-ends, prompt, chosen, rejected, A:B")
        ->type_name("WHERE")
        ->capture_default_str();
    command->add_option("--note", options.note, "Your own words about it")->type_name("TEXT");
    command->add_flag("--replace", options.replace, "Take the place of a profile of that name");
}

void addFitOptions(CLI::App* command, ProfilesOptions& options) {
    command->add_option("--dataset,--data", options.dataset, "Trusted pairs: a data set of the workspace")
        ->required()
        ->type_name("NAME");
    command->add_flag("--all-features", options.allFeatures, "Every feature of the SAE, instead of --set and --feature")
        ->excludes("--set")
        ->excludes("--feature");
    command->add_option("--max-pairs", options.maxPairs, "Only the first N of them; 0 = all")->type_name("N");
    command->add_option("--epochs", options.fit.epochs, "Passes over them")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--learning-rate", options.fit.learningRate, "Adam")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--l1", options.fit.l1, "Weight of sum |factor - 1|: higher touches fewer features")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--lowest", options.fit.lowest, "Least factor")
        ->check(CLI::Range(-100.0, 1.0))
        ->capture_default_str();
    command->add_option("--highest", options.fit.highest, "Greatest factor")
        ->check(CLI::Range(1.0, 100.0))
        ->capture_default_str();
    command->add_option("--holdout", options.fit.holdout, "Share of the pairs that choose the epoch")
        ->check(CLI::Range(0.01, 0.9))
        ->capture_default_str();
}

}  // namespace

void addProfilesCommand(CommandSet& commands) {
    const auto options = std::make_shared<ProfilesOptions>();
    auto& common = options->common;
    auto* command = commands.add(
        "profiles", "Steering profiles: changes of features kept by name, to be applied to a reward model",
        "  safer profiles save calm --set safety --value 0.5 --workspace ws\n"
        "  safer profiles fit repaired --set safety --model rm --dataset trusted --workspace ws\n"
        "  safer evaluate --steer repaired --model rm --data eval --workspace ws\n"
        "  safer profiles save push --direction-of 17 --coefficient 2 --workspace ws\n"
        "  safer profiles fold push --model rm --output rm-folded --workspace ws\n\n"
        "Fit finds factors by gradient descent that make trusted pairs right; no weight of the model changes. Fold\n"
        "writes a profile into the weights of a copy, which is possible only where it adds the same vector at every\n"
        "token (--direction-of: the feature's decoder row, as it is, times --coefficient).");
    addWorkspaceOption(command, common, true);
    addJsonOption(command, common);
    command->require_subcommand(0, 1);
    auto* list = commands.addBelow(command, "list", "Every profile, newest first (as without a sub-command)");
    auto* show = commands.addBelow(command, "show", "What it changes, and whether weights can take it");
    auto* save = commands.addBelow(command, "save", "Make a profile by hand");
    auto* fit = commands.addBelow(command, "fit", "Find the factors that make trusted pairs right");
    auto* remove = commands.addBelow(command, "remove", "Remove a profile");
    auto* exported = commands.addBelow(command, "export", "Write a profile as a JSON file");
    auto* import = commands.addBelow(command, "import", "Take a profile from a JSON file");
    auto* fold = commands.addBelow(command, "fold", "Write a model with the profile in its weights");
    for (auto* below : {show, save, fit, remove, exported}) {
        below->add_option("NAME,--name", options->name, "Name of the profile")->required();
    }
    fold->add_option("NAME,--name", options->name, "Name of the profile, or its file")->required();
    for (auto* below : {save, fit, remove, fold}) {
        addDryRunOption(below, common);
    }
    for (auto* below : {save, fit}) {
        addFeatureOptions(below, *options);
    }
    for (auto* below : {save, fit, fold}) {
        below->add_option("--model", options->model, "Reward model: a folder, or a name in the workspace")
            ->type_name("NAME|DIR");
    }
    save->add_option("--op", options->operation, "What is done to the features")
        ->check(CLI::IsMember({"ablate", "scale", "clamp", "add"}))
        ->capture_default_str();
    save->add_option("--value", options->value, "Factor of scale, value of clamp and add")->type_name("X");
    save->add_option("--direction-of", options->directionOf,
                     "Instead of changing features: add this feature's decoder row at every token")
        ->type_name("ID");
    save->add_option("--coefficient", options->coefficient, "Of that direction")->type_name("C")->capture_default_str();
    addFitOptions(fit, *options);
    addDeviceOption(fit, common);
    addSeedOption(fit, common);
    exported->add_option("--output", options->file, "File to write")->required()->type_name("FILE");
    import->add_option("FILE", options->file, "File to read")->required()->type_name("FILE");
    import->add_option("--name", options->name, "Name it gets (default: its own)")->type_name("NAME");
    import->add_flag("--replace", options->replace, "Take the place of a profile of that name");
    fold->add_option("--output", options->output, "Folder to make")->required()->type_name("DIR");

    commands.onRun(list, [options] { return listProfiles(*options); });
    commands.onRun(show, [options] { return showProfile(*options); });
    commands.onRun(save, [options] { return saveProfile(*options); });
    commands.onRun(fit, [options] { return fitProfile(*options); });
    commands.onRun(remove, [options] { return removeProfile(*options); });
    commands.onRun(exported, [options] { return exportProfile(*options); });
    commands.onRun(import, [options] { return importProfile(*options); });
    commands.onRun(fold, [options] { return foldProfile(*options); });
    commands.onRun(command, [options] { return listProfiles(*options); });
}

}  // namespace saferscope::cli
