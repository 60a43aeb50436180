// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_settings.h"

#include "app/cli/output.h"
#include "app/cli/slurm_command.h"
#include "app/cli/workspace_run.h"

#include <optional>

namespace saferscope::cli {

namespace {

using Words = std::vector<std::string>;

/// What was named on the command line; the rest of the settings stays as it is.
struct Changes {
    std::optional<std::string> partition;
    std::optional<std::string> account;
    std::optional<std::string> qos;
    std::optional<std::uint32_t> gpus;
    std::optional<std::string> gres;
    std::optional<std::uint32_t> cpus;
    std::optional<std::string> memory;
    std::optional<std::string> time;
    std::optional<std::uint32_t> maxParallel;
    std::optional<std::uint32_t> warnSeconds;
    std::optional<std::uint32_t> graceSeconds;
    std::optional<std::string> prefix;
    std::optional<std::string> saferProgram;
    Words modules;
    Words extra;
    std::optional<std::string> programFolder;
    bool reset = false;
    CLI::App* command = nullptr;  ///< knows whether an option was given at all
};

template <class T>
void take(const std::optional<T>& given, T& member) {
    if (given) {
        member = *given;
    }
}

// A list is replaced as a whole; one empty word empties it.
void takeList(const Changes& changes, const char* option, const Words& given, Words& member) {
    if (changes.command->count(option) > 0) {
        member = given.size() == 1 && given.front().empty() ? Words() : given;
    }
}

Result<SlurmSettings> changed(SlurmSettings settings, const Changes& changes) {
    if (changes.reset) {
        settings = {};
    }
    take(changes.partition, settings.partition);
    take(changes.account, settings.account);
    take(changes.qos, settings.qos);
    take(changes.gpus, settings.gpus);
    take(changes.gres, settings.gres);
    take(changes.cpus, settings.cpus);
    take(changes.memory, settings.memory);
    take(changes.time, settings.time);
    take(changes.maxParallel, settings.maxParallel);
    take(changes.warnSeconds, settings.warnSeconds);
    take(changes.graceSeconds, settings.graceSeconds);
    take(changes.saferProgram, settings.saferProgram);
    take(changes.programFolder, settings.programFolder);
    takeList(changes, "--module", changes.modules, settings.modules);
    takeList(changes, "--extra", changes.extra, settings.extra);
    if (changes.prefix) {
        auto words = splitCommand(*changes.prefix);
        if (!words) {
            return failure(words);
        }
        settings.prefix = std::move(*words);
    }
    return settings;
}

void print(const SlurmSettings& settings, bool json) {
    if (json) {
        printJson(OrderedJson::parse(dumpJson(toJson(settings))));
        return;
    }
    const auto text = [](const std::string& value) {
        return value.empty() ? std::string("(as the cluster says)") : printable(value);
    };
    const auto count = [&text](std::uint32_t value) { return text(value == 0 ? "" : std::to_string(value)); };
    const auto path = [](const std::string& value, const char* otherwise) {
        return value.empty() ? std::string(otherwise) : printable(value);
    };
    printTable({{"setting", "value"},
                {"partition", text(settings.partition)},
                {"account", text(settings.account)},
                {"qos", text(settings.qos)},
                {"gpus", settings.gres.empty() ? std::to_string(settings.gpus) : printable(settings.gres)},
                {"cpus", count(settings.cpus)},
                {"memory", text(settings.memory)},
                {"time limit", text(settings.time)},
                {"runs at once", settings.maxParallel == 0 ? "no limit" : std::to_string(settings.maxParallel)},
                {"warned", std::to_string(settings.warnSeconds) + " s before the time limit"},
                {"grace when cancelled", std::to_string(settings.graceSeconds) + " s"},
                {"command prefix", path(joinCommand(settings.prefix), "none")},
                {"safer on the nodes", path(settings.saferProgram, "this program's own path")},
                {"modules", path(joinCommand(settings.modules), "none")},
                {"further options", path(joinCommand(settings.extra), "none")},
                {"Slurm's commands", path(settings.programFolder, "found in PATH")}});
}

Status run(const CommonOptions& common, const Changes& changes) {
    if (common.workspace.empty()) {
        return fail(ErrorCode::Usage, "The settings belong to a workspace.", "Name it with --workspace DIR.");
    }
    const auto workspace = openWorkspace(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto& folder = (*workspace)->folder();
    // An unreadable file can be replaced, but only when that is said.
    auto before = changes.reset ? Result<SlurmSettings>(SlurmSettings()) : readSlurmSettings(folder);
    if (!before) {
        return fail(before.error().code, before.error().message,
                    before.error().hint + (before.error().hint.empty() ? "" : " ") +
                        "`safer slurm settings --reset` starts again from the defaults.");
    }
    const auto after = changed(*before, changes);
    if (!after) {
        return failure(after);
    }
    if (changes.reset || *after != *before) {
        if (auto checked = checkSlurmSettings(*after); !checked) {
            return checked;
        }
        if (auto written = writeSlurmSettings(folder, *after); !written) {
            return written;
        }
    }
    print(*after, common.json);
    return {};
}

}  // namespace

void addSlurmSettings(CommandSet& commands, CLI::App* slurm, const std::shared_ptr<CommonOptions>& common) {
    auto* command = commands.addBelow(slurm, "settings", "Show or change how runs of a workspace are handed to Slurm");
    const auto changes = std::make_shared<Changes>();
    changes->command = command;
    command->add_option("--partition", changes->partition, "Partition; \"\" leaves it to the cluster, as for the rest");
    command->add_option("--account", changes->account, "Account that pays");
    command->add_option("--qos", changes->qos, "Quality of service");
    command->add_option("--gpus", changes->gpus, "GPUs for each run; 0 asks for none");
    command->add_option("--gres", changes->gres, "Instead of --gpus, as Slurm writes it: gpu:a100:1");
    command->add_option("--cpus", changes->cpus, "CPU cores for each run; 0 = as the cluster says");
    command->add_option("--memory", changes->memory, "Memory for each run: 48G");
    command->add_option("--time", changes->time, "Time limit: minutes, HH:MM:SS or D-HH:MM:SS; a longer run goes on");
    command->add_option("--max-parallel", changes->maxParallel, "Runs of one array at once; 0 = no limit");
    command->add_option("--warn", changes->warnSeconds, "Seconds before the limit at which a checkpoint is written");
    command->add_option("--grace", changes->graceSeconds, "Seconds a cancelled run may take for its checkpoint");
    command->add_option("--prefix", changes->prefix, "Words before the program: \"apptainer exec --nv image.sif\"");
    command->add_option("--program", changes->saferProgram, "`safer` as the nodes (or the container) find it");
    // Own limits on what one option takes: else a list would swallow the next words of the line.
    command->add_option("--module", changes->modules, "Module to load first; may be given again")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--extra", changes->extra, "Further option of sbatch, as --extra=--name=value; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--slurm-folder", changes->programFolder, "Folder of sbatch, squeue, …; \"\" = PATH");
    command->add_flag("--reset", changes->reset, "Start from the defaults");
    commands.onRun(command, [common, changes] { return run(*common, *changes); });
}

}  // namespace saferscope::cli
