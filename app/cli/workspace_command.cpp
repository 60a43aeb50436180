// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/workspace_backup.h"
#include "core/workspace/workspace_check.h"
#include "core/workspace/workspace_repair.h"

#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t findingsShown = 50;

struct CareOptions {
    CommonOptions common;
    std::string target;
    std::string backup;
    bool withArtifacts = false;
    bool full = false;
};

Result<std::filesystem::path> workspaceFolder(const CareOptions& options) {
    if (options.common.workspace.empty()) {
        return fail(ErrorCode::Usage, "Which workspace?", "Name it: --workspace DIR, or set SAFERSCOPE_WORKSPACE.");
    }
    return absolutePath(options.common.workspace);
}

OrderedJson backupJson(const std::filesystem::path& place, const BackupManifest& manifest) {
    std::uint64_t bytes = 0;
    for (const auto& file : manifest.files) {
        bytes += file.bytes;
    }
    OrderedJson counts = OrderedJson::object();
    for (const auto& [kind, count] : manifest.counts) {
        counts[kind] = count;
    }
    return {{"path", place.string()},
            {"files", manifest.files.size()},
            {"bytes", bytes},
            {"created_at", manifest.createdAt},
            {"schema_version", manifest.schemaVersion},
            {"with_artifacts", manifest.withArtifacts},
            {"counts", std::move(counts)},
            {"left_out", OrderedJson::parse(dumpJson(manifest.leftOut))},
            {"problems", manifest.problems}};
}

std::string countOf(const BackupManifest& manifest, const char* kind) {
    const auto it = manifest.counts.find(kind);
    return grouped(it == manifest.counts.end() ? 0 : it->second);
}

void tell(const CareOptions& options, const std::string& verb, const std::filesystem::path& place,
          const BackupManifest& manifest) {
    for (const auto& problem : manifest.problems) {
        printNote("Warning: damaged when it was backed up: " + printable(problem));
    }
    if (options.common.json) {
        printJson(backupJson(place, manifest));
        return;
    }
    printText(verb + " " + printable(place.string()) + ": " + countOf(manifest, "ratings") + " ratings, " +
              countOf(manifest, "pairs") + " pairs in " + countOf(manifest, "datasets") + " data sets, " +
              grouped(manifest.files.size()) + " files.");
    if (!manifest.leftOut.empty()) {
        printText("Not in it, by name and hash only: " + grouped(manifest.leftOut.size()) +
                  " models, SAEs and indexes" +
                  (manifest.withArtifacts ? " outside the workspace." : " (--with-artifacts)."));
    }
}

Status runBackup(const CareOptions& options) {
    const auto folder = workspaceFolder(options);
    if (!folder) {
        return failure(folder);
    }
    const StopSignals stopSignals;
    ProgressDisplay display(options.common.quiet);
    const auto target = absolutePath(options.target);
    const auto made =
        backupWorkspace({*folder, target, options.withArtifacts}, display.callback(), stopSignals.token());
    display.clear();
    if (!made) {
        return failure(made);
    }
    tell(options, "Backed up to", target, *made);
    return {};
}

Status runRestore(const CareOptions& options) {
    const StopSignals stopSignals;
    ProgressDisplay display(options.common.quiet);
    const auto target = absolutePath(options.target);
    const auto restored =
        restoreWorkspace(absolutePath(options.backup), target, display.callback(), stopSignals.token());
    display.clear();
    if (!restored) {
        return failure(restored);
    }
    tell(options, "Restored", target, *restored);
    return {};
}

void printFindings(const std::vector<CheckFinding>& findings) {
    std::size_t shown = 0;
    for (const auto& finding : findings) {
        if (++shown > findingsShown) {
            printText("… and " + grouped(findings.size() - findingsShown) + " more (--json names them).");
            return;
        }
        printText(std::string(severityName(finding.severity)) + ": " + printable(finding.what));
        printText("    in " + printable(finding.where));
        if (!finding.hint.empty()) {
            printText("    " + printable(finding.hint));
        }
    }
}

Status runVerify(const CareOptions& options) {
    const auto folder = workspaceFolder(options);
    if (!folder) {
        return failure(folder);
    }
    const StopSignals stopSignals;
    ProgressDisplay display(options.common.quiet);
    const auto check = checkWorkspace(*folder, options.full, display.callback(), stopSignals.token());
    display.clear();
    if (!check) {
        return failure(check);
    }
    if (options.common.json) {
        printJson(toJson(*check));
    } else {
        printFindings(check->findings);
        std::string counts;
        for (const auto& [kind, count] : check->checked) {
            counts += (counts.empty() ? "" : ", ") + grouped(count) + " " + kind;
        }
        printText((check->ok() ? "No damage found. " : "The workspace is damaged. ") + std::string("Checked: ") +
                  (counts.empty() ? "nothing" : counts) + " in " + number(check->seconds, 2) + " s" +
                  (options.full ? "." : "; --full reads everything."));
    }
    return check->ok() ? Status() : alreadyReported(exit_code::failed);
}

void tellRepair(const CareOptions& options, const WorkspaceRepair& repair) {
    if (!repair.replaced) {
        printText("The database is not damaged; it stays as it is.");
    } else {
        std::string kept;
        for (const auto& [table, rows] : repair.salvage.kept) {
            kept += (kept.empty() ? "" : ", ") + grouped(rows) + " of " + table;
        }
        printText(std::string(options.common.dryRun ? "A repair would keep: " : "Kept: ") +
                  (kept.empty() ? "nothing" : kept) + ".");
        printText("Lost: " + grouped(repair.salvage.lostCount) + (repair.salvage.lostCount > 0 ? ":" : "."));
        std::size_t shown = 0;
        for (const auto& name : repair.salvage.lost) {
            if (++shown > findingsShown) {
                printText("    … (--json names them all)");
                break;
            }
            printText("    " + printable(name));
        }
        if (repair.healedRatings > 0) {
            printText("Brought back " + grouped(repair.healedRatings) + " ratings from runs and the backup.");
        }
        if (!repair.keptAs.empty()) {
            printText("The database as it was: " + printable(repair.keptAs.string()));
        }
    }
    for (const auto* notes : {&repair.salvage.notes, &repair.notes}) {
        for (const auto& note : *notes) {
            printText("note: " + printable(note));
        }
    }
    printFindings(repair.left);
}

Status runRepair(const CareOptions& options) {
    const auto folder = workspaceFolder(options);
    if (!folder) {
        return failure(folder);
    }
    const StopSignals stopSignals;
    ProgressDisplay display(options.common.quiet);
    RepairRequest request{*folder, std::nullopt, options.common.dryRun};
    if (!options.backup.empty()) {
        request.from = absolutePath(options.backup);
    }
    const auto repair = repairWorkspace(request, display.callback(), stopSignals.token());
    display.clear();
    if (!repair) {
        return failure(repair);
    }
    if (options.common.json) {
        printJson(toJson(*repair));
    } else {
        tellRepair(options, *repair);
    }
    return {};
}

}  // namespace

void addWorkspaceCommand(CommandSet& commands) {
    const auto options = std::make_shared<CareOptions>();
    auto* command = commands.add("workspace", "Back up, restore, verify and repair a workspace",
                                 "  safer workspace backup --workspace ws /media/usb/ws-monday\n"
                                 "  safer workspace restore /media/usb/ws-monday ws-again\n"
                                 "  safer workspace verify --workspace ws --full\n"
                                 "  safer workspace repair --workspace ws --from /media/usb/ws-monday");
    addWorkspaceOption(command, options->common, false);
    addJsonOption(command, options->common);
    command->require_subcommand(1);

    auto* backup = commands.addBelow(command, "backup", "Copy it, while others use it, to a folder of its own");
    backup->add_option("TARGET", options->target, "Folder to make; nothing is overwritten")->required();
    backup->add_flag("--with-artifacts", options->withArtifacts,
                     "Models, SAEs, indexes and checkpoints too, not only their names and hashes");
    commands.onRun(backup, [options] { return runBackup(*options); });

    auto* restore = commands.addBelow(command, "restore", "Make a workspace of a backup");
    restore->add_option("BACKUP", options->backup, "Folder that backup made")->required();
    restore->add_option("FOLDER", options->target, "New or empty folder")->required();
    commands.onRun(restore, [options] { return runRestore(*options); });

    auto* verify = commands.addBelow(command, "verify", "Look for damage; exit code 1 when there is any");
    verify->add_flag("--full", options->full, "Read every byte against its hash");
    commands.onRun(verify, [options] { return runVerify(*options); });

    auto* repair =
        commands.addBelow(command, "repair", "Save what can be read of a damaged database; keeps the old one");
    repair->add_option("--from", options->backup, "Backup that lost ratings and records come back from")
        ->type_name("BACKUP");
    addDryRunOption(repair, options->common);
    commands.onRun(repair, [options] { return runRepair(*options); });
}

}  // namespace saferscope::cli
