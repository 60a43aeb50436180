// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// How runs are handed to Slurm. What is left empty is left to the cluster. The command prefix and the modules are
/// carried out on the cluster under the name of whoever submits: settings are trusted as far as the workspace is.
struct SlurmSettings {
    std::string partition;
    std::string account;
    std::string qos;
    std::uint32_t gpus = 0;  ///< for each run; 0 asks for none
    std::string gres;        ///< instead of `gpus`, as Slurm writes it: "gpu:a100:1"
    std::uint32_t cpus = 0;  ///< for each run; 0 = as the cluster says
    std::string memory;      ///< for each run: "48G"
    std::string time;        ///< limit: minutes, "HH:MM:SS" or "D-HH:MM:SS"; a run that needs longer goes on afterwards
    std::uint32_t maxParallel = 0;     ///< runs of one array at once; 0 = no limit
    std::uint32_t warnSeconds = 120;   ///< so long before the limit a run is told to write a checkpoint
    std::uint32_t graceSeconds = 300;  ///< so long a cancelled run may take to write its checkpoint
    std::vector<std::string> prefix;   ///< words before the program: {"apptainer", "exec", "--nv", "image.sif"}
    std::string saferProgram;          ///< `safer` as the nodes (or the container) find it; empty: this program's path
    std::vector<std::string> modules;  ///< `module load` of each, before anything else
    std::vector<std::string> extra;    ///< further options, one each: "--exclude=node7"
    std::string programFolder;         ///< where sbatch, squeue, scancel, … lie; empty: PATH

    bool operator==(const SlurmSettings&) const = default;
};

/// Refuses in one sentence what cannot be written into a job script without changing its meaning.
Status checkSlurmSettings(const SlurmSettings& settings);

Json toJson(const SlurmSettings& settings);
/// Untrusted: checked, unknown members refused.
Result<SlurmSettings> slurmSettingsFromJson(const Json& json, const std::string& where);

/// WORKSPACE/slurm.json; the defaults where there is none. Any thread.
Result<SlurmSettings> readSlurmSettings(const std::filesystem::path& workspaceFolder);
Status writeSlurmSettings(const std::filesystem::path& workspaceFolder, const SlurmSettings& settings);

/// Words of a command line as people type it: blanks separate, '…' and "…" keep together, \ takes the next character as
/// it is. Nothing is expanded: $HOME stays "$HOME".
Result<std::vector<std::string>> splitCommand(const std::string& text);
/// The other way round: words that splitCommand(), and a POSIX shell, give back.
std::string joinCommand(const std::vector<std::string>& words);
/// One word as a POSIX shell reads it back, whatever it holds.
std::string shellQuoted(const std::string& word);

}  // namespace saferscope
