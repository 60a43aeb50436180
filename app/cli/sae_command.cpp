// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "app/cli/sae_report.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/stop_signals.h"
#include "core/tensor/torch_errors.h"

#include <memory>
#include <numeric>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

struct SaeOptions {
    CommonOptions common;
    std::string path;
    std::string layout;
    std::optional<std::int64_t> k;
    std::optional<std::int64_t> layer;
    std::string name;
    std::string model;
    std::string dataset;
    std::uint64_t pairs = 64;
    bool unmeasured = false;
    std::string dtype = "float32";
};

Result<ImportedSae> readSae(const SaeOptions& options) {
    SaeImportOptions wanted;
    wanted.k = options.k;
    wanted.layer = options.layer;
    if (!options.layout.empty()) {
        wanted.layout = saeLayoutFromName(options.layout);
        if (!wanted.layout) {
            return fail(ErrorCode::Usage, "There is no SAE layout \"" + options.layout + "\".",
                        "`safer formats` lists them; without --layout it is found from the files.");
        }
    }
    return importSae(options.path, wanted);
}

Status inspect(const SaeOptions& options) {
    const auto imported = readSae(options);
    if (options.common.json) {
        // What is missing (k, the layer) is an answer here, not a failure of the command.
        printJson(imported ? saeJson(*imported) : refusedSaeJson(imported.error()));
        return imported ? Status{} : alreadyReported(exitCodeOf(imported.error().code));
    }
    if (!imported) {
        return failure(imported);
    }
    for (const std::string& line : saeLines(*imported)) {
        printText(printable(line));
    }
    return {};
}

/// What the SAE is measured on.
struct Subject {
    ModelSession session;
    std::vector<PreferencePair> pairs;
    std::string description;
};

/// The model and data named, or the newest; a sentence why not where the workspace lacks one of them.
Result<Subject> chooseSubject(const Workspace& workspace, const SaeOptions& options) {
    const auto model = chooseArtifact(workspace, ArtifactKind::Model, options.model);
    if (!model) {
        return failure(model);
    }
    auto datasets = workspace.datasets();
    if (!options.dataset.empty()) {
        auto chosen = workspace.dataset(options.dataset);
        if (!chosen) {
            return failure(chosen);
        }
        datasets = {std::move(*chosen)};
    }
    if (datasets.empty()) {
        return fail(ErrorCode::NotFound, "The workspace has no data set to measure the SAE on.",
                    "Import one first (safer import), or add the SAE unmeasured with --unmeasured.");
    }
    auto pairs = workspace.loadPairs(datasets.front());
    if (!pairs) {
        return failure(pairs);
    }
    pairs->resize(std::min<std::size_t>(pairs->size(), options.pairs));
    ModelOptions forward;
    forward.dtype = options.dtype;
    forward.model = model->path.string();
    forward.device = options.common.device;
    forward.dateString = workspace.settings().dateString;
    forward.maxTokens = workspace.settings().maxTokens;
    auto session = openModel(forward);
    if (!session) {
        return failure(session);
    }
    return Subject{std::move(*session), std::move(*pairs),
                   "the reward model \"" + model->name + "\" and the data set \"" + datasets.front().name + "\""};
}

std::string nameFromPath(const fs::path& path) {
    const fs::path tidy = path.has_filename() ? path : path.parent_path();
    std::error_code ignored;
    std::string name = fs::is_directory(tidy, ignored) ? tidy.filename().string() : tidy.stem().string();
    // "ae.pt" and "params.npz" say nothing; their folder does.
    if ((name == "ae" || name == "params" || name == "sae" || name == "sae_weights") && tidy.has_parent_path()) {
        name = fs::absolute(tidy).parent_path().filename().string();
    }
    return name;
}

/// The SAE over the subject's pairs, once it is known to fit the model.
Result<MeasuredSae> measure(const SaeOptions& options, const Workspace& workspace, const Sae& sae) {
    const auto subject = chooseSubject(workspace, options);
    if (!subject) {
        return failure(subject);
    }
    const RewardModel& model = subject->session.model;
    if (auto fits = checkSaeFits(sae.config(), model.config(), options.path,
                                 options.model.empty() ? "in the workspace" : options.model);
        !fits) {
        return failure(fits);
    }
    const StopSignals stops;
    ProgressDisplay display(options.common.quiet);
    return guardTorch("Measuring the SAE", [&]() -> Result<MeasuredSae> {
        const auto data = encodeTrainingData(subject->session.encoder, subject->pairs, 0.0, {}, stops.token());
        if (!data) {
            return failure(data);
        }
        std::vector<std::uint32_t> all(data->training.size());
        std::iota(all.begin(), all.end(), 0U);
        const auto quality = evaluateSae(sae, model, data->training, all, stops.token(), display.callback());
        display.clear();
        if (!quality) {
            return fail(ErrorCode::Interrupted, "Measuring the SAE was stopped; nothing was added.");
        }
        return MeasuredSae{*quality, all.size(), subject->description};
    });
}

Status add(const SaeOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    auto imported = readSae(options);
    if (!imported) {
        return failure(imported);
    }
    if (imported->sae.config().layer < 0) {
        return fail(ErrorCode::InvalidInput, options.path + " does not say which layer of the model it reads.",
                    "Give it with --layer N (0 = embeddings, i = output of block i).");
    }
    const std::string name = options.name.empty() ? nameFromPath(options.path) : options.name;
    const fs::path target = (*workspace)->folder() / "saes" / name;
    std::error_code error;
    if ((*workspace)->artifact(ArtifactKind::Sae, name) || fs::exists(target, error)) {
        return fail(ErrorCode::InvalidInput, "There is an SAE \"" + name + "\" already.",
                    "Choose another name with --name.");
    }
    std::optional<MeasuredSae> measured;
    if (!options.unmeasured) {
        auto found = measure(options, **workspace, imported->sae);
        if (!found) {
            return failure(found);
        }
        measured = std::move(*found);
    }
    fs::create_directories(target.parent_path(), error);
    if (auto saved = imported->sae.save(target); !saved) {
        return saved;
    }
    const auto artifact = (*workspace)->addReference(ArtifactKind::Sae, target, name);
    if (!artifact) {
        fs::remove_all(target, error);
        return failure(artifact);
    }
    reportAddedSae(name, *imported, measured, options.common.json);
    return {};
}

void addReadingOptions(CLI::App* command, SaeOptions& options) {
    command->add_option("PATH", options.path, "Folder or file of the SAE")->required();
    command->add_option("--layout", options.layout, "How it is stored (default: found from the files)")
        ->type_name("NAME");
    command->add_option("--k", options.k, "Latents kept per token, where the file does not say")->type_name("N");
    command->add_option("--layer", options.layer, "Residual stream it reads, where the file does not say")
        ->type_name("N");
    addJsonOption(command, options.common);
}

}  // namespace

void addSaeCommand(CommandSet& commands) {
    auto* group = commands.add("sae", "Look at a published SAE, and bring it into a workspace",
                               "  safer sae inspect stage2.pt --k 64 --layer 16\n"
                               "  safer sae add layers.10/ --workspace ws --model my-rm --dataset hh-train");
    group->require_subcommand(1);
    const auto looking = std::make_shared<SaeOptions>();
    auto* inspecting = commands.addBelow(group, "inspect", "What the files are, and what would be assumed");
    addReadingOptions(inspecting, *looking);
    commands.onRun(inspecting, [looking] { return inspect(*looking); });

    const auto adding = std::make_shared<SaeOptions>();
    auto* command = commands.addBelow(
        group, "add", "Bring it into a workspace in our own layout; L0 and FVU are measured on real activations");
    addReadingOptions(command, *adding);
    addWorkspaceOption(command, adding->common, true);
    command->add_option("--name", adding->name, "Name in the workspace (default: from the path)")->type_name("NAME");
    command
        ->add_option("--model", adding->model, "Reward model to measure on: a name or a folder (default: the newest)")
        ->type_name("NAME|DIR");
    command->add_option("--dataset", adding->dataset, "Data set to measure on (default: the newest)")
        ->type_name("NAME");
    command->add_option("--pairs", adding->pairs, "Measure on the first N pairs")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    command->add_flag("--unmeasured", adding->unmeasured, "Add it without a look at real activations");
    addDeviceOption(command, adding->common);
    addDtypeOption(command, adding->dtype);
    commands.onRun(command, [adding] { return add(*adding); });
}

}  // namespace saferscope::cli
