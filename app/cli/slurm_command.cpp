// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/slurm_command.h"

#include "app/cli/commands.h"
#include "app/cli/jobs_command.h"
#include "app/cli/output.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/job_params.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_queue.h"

#include <memory>

namespace saferscope::cli {

namespace {

using Ids = std::vector<std::string>;

Result<SlurmSettings> settingsOf(const CommonOptions& common) {
    return common.workspace.empty() ? Result<SlurmSettings>(SlurmSettings())
                                    : readSlurmSettings(absolutePath(common.workspace));
}

Status checkIt(const CommonOptions& common) {
    const auto settings = settingsOf(common);
    if (!settings) {
        return failure(settings);
    }
    const auto found = checkSlurm(*settings);
    if (!found) {
        return failure(found);
    }
    if (common.json) {
        printJson({{"version", found->version},
                   {"partitions", found->partitions},
                   {"accounting", found->accounting},
                   {"settings", OrderedJson::parse(dumpJson(toJson(*settings)))}});
        return {};
    }
    printText(printable(found->version) + " answers.");
    for (const auto& partition : found->partitions) {
        printText("  partition " + printable(partition));
    }
    printText(found->accounting ? "It keeps accounts (sacct)." : "It keeps no accounts; the run folders tell enough.");
    return {};
}

// A run waits for the one whose model it evaluates, where that is submitted with it or has yet to finish.
std::string neededRun(const Workspace& workspace, const Workspace::RunEntry& run) {
    if (run.spec.kind != JobKind::Evaluate) {
        return {};
    }
    const auto params = evaluateParamsFromJson(run.spec.params);
    const bool ours = params && params->modelRun.parent_path() == workspace.runsFolder();
    return ours ? params->modelRun.filename().string() : std::string();
}

Status submit(const CommonOptions& common, const Ids& ids) {
    if (common.workspace.empty()) {
        return fail(ErrorCode::Usage, "Runs are those of a workspace.", "Name it with --workspace DIR.");
    }
    const auto settings = settingsOf(common);
    if (!settings) {
        return failure(settings);
    }
    const auto workspace = openWorkspace(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    std::vector<SlurmRun> runs;
    for (const auto& id : ids) {
        const auto run = chooseRun(**workspace, id);
        if (!run) {
            return failure(run);
        }
        runs.push_back({run->spec.id, neededRun(**workspace, *run)});
    }
    const auto done = submitToSlurm((*workspace)->runsFolder(), runs, *settings);
    if (!done) {
        return failure(done);
    }
    for (const auto& warning : done->warnings) {
        printNote("Warning: " + warning);
    }
    if (common.json) {
        printJson({{"submission", done->name}, {"jobs", done->jobs}, {"runs", done->runs}, {"skipped", done->skipped}});
    } else {
        std::string jobs;
        for (const auto& job : done->jobs) {
            jobs += (jobs.empty() ? "" : ", ") + job;
        }
        printText(done->runs == 0 ? "Nothing to hand to Slurm: all of it has finished or is there already."
                                  : std::to_string(done->runs) + (done->runs == 1 ? " run" : " runs") +
                                        " handed to Slurm: job " + jobs + ".");
    }
    return {};
}

}  // namespace

void addSlurmCommand(CommandSet& commands) {
    const auto common = std::make_shared<CommonOptions>();
    auto* command = commands.add("slurm", "Hand runs to a Slurm cluster",
                                 "  safer slurm check\n"
                                 "  safer slurm settings --partition gpu --gpus 1 --time 8:00:00 --workspace ws\n"
                                 "  safer sweep start --launcher slurm --workspace ws --mode poison\n"
                                 "  safer slurm submit 20260726-0930 --workspace ws\n"
                                 "  safer jobs --workspace ws");
    addWorkspaceOption(command, *common, false);
    addJsonOption(command, *common);
    command->require_subcommand(1, 1);
    auto* check = commands.addBelow(command, "check", "Whether Slurm is here and answers, and its partitions");
    addSlurmSettings(commands, command, common);
    auto* submitting = commands.addBelow(command, "submit", "Hand runs to Slurm, or hand them over again");
    const auto ids = std::make_shared<Ids>();
    submitting->add_option("ID", *ids, "Ids of runs, or their beginnings")->required();
    commands.onRun(check, [common] { return checkIt(*common); });
    commands.onRun(submitting, [common, ids] { return submit(*common, *ids); });
}

}  // namespace saferscope::cli
