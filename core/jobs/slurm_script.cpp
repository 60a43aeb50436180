// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_script.h"

#include "core/jobs/slurm_program.h"

namespace saferscope {

namespace {

// Everything in it is the shell's own, nothing of a path or a setting: those come in as variables before it.
constexpr const char* body = R"(
run=
number=0
while IFS= read -r -d '' folder; do
  if [ "$number" -eq "$SLURM_ARRAY_TASK_ID" ]; then
    run=$folder
    break
  fi
  number=$((number + 1))
done <"$tasks"
if [ -z "$run" ] || [ ! -d "$run" ]; then
  echo "There is no run folder for task $SLURM_ARRAY_TASK_ID on this node: do the nodes see the workspace?" >&2
  exit 3
fi
# The number of this job, should whoever submitted it have been killed before noting it.
printf '%s\n' "$SLURM_ARRAY_JOB_ID" >"$job_file.$SLURM_ARRAY_TASK_ID" && mv -f "$job_file.$SLURM_ARRAY_TASK_ID" "$job_file"

exec >>"$run/log.txt" 2>&1
rm -f "$run/slurm.exit"
: >"$run/slurm.started"
worker=
limit=
signalled=
trap 'signalled=1; limit=1; [ -z "$worker" ] || kill -TERM "$worker" 2>/dev/null' USR1
trap 'signalled=1; limit=; [ -z "$worker" ] || kill -TERM "$worker" 2>/dev/null' TERM
leave() {
  printf '%s\n' "$1" >"$run/slurm.exit.new" && mv -f "$run/slurm.exit.new" "$run/slurm.exit"
  exit "$1"
}
load_modules

export OMP_WAIT_POLICY=passive
unset OPENBLAS_CORETYPE SAFERSCOPE_LOCK_FD
start_worker &
worker=$!
[ -z "$signalled" ] || kill -TERM "$worker"
code=127
while :; do
  signalled=
  wait "$worker"
  now=$?
  [ "$now" -eq 127 ] || code=$now
  [ -n "$signalled" ] || break
done

# Told to write a checkpoint because the time limit was near: it goes on when Slurm gives it time again. Not without a
# new checkpoint, or a limit that is too short would keep it starting over and over.
if [ -n "$limit" ] && [ "$code" -eq 4 ] && [ "$run/checkpoints" -nt "$run/slurm.started" ] &&
  [ "${SLURM_RESTART_COUNT:-0}" -lt 1000 ]; then
  trap '' TERM USR1
  mv -f "$run/result.json" "$run/result.json.limit"
  mv -f "$run/worker.json" "$run/worker.json.limit"
  if scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"; then
    sleep 300 # ended by Slurm, which puts the job back
  fi
  mv -f "$run/worker.json.limit" "$run/worker.json"
  mv -f "$run/result.json.limit" "$run/result.json"
fi
leave "$code"
)";

}  // namespace

std::vector<std::string> sbatchOptions(const SlurmSettings& settings) {
    std::vector<std::string> options;
    const auto add = [&options](const char* name, const std::string& value) {
        if (!value.empty()) {
            options.push_back(std::string(name) + "=" + value);
        }
    };
    add("--partition", settings.partition);
    add("--account", settings.account);
    add("--qos", settings.qos);
    add("--gres", !settings.gres.empty() ? settings.gres
                  : settings.gpus > 0    ? "gpu:" + std::to_string(settings.gpus)
                                         : "");
    add("--cpus-per-task", settings.cpus > 0 ? std::to_string(settings.cpus) : "");
    add("--mem", settings.memory);
    add("--time", settings.time);
    options.insert(options.end(), settings.extra.begin(), settings.extra.end());
    return options;
}

std::string arraySpec(const SlurmArray& array, std::uint32_t maxParallel) {
    std::string spec;
    for (std::size_t first = 0; first < array.runs.size(); ++first) {
        if (array.runs[first].empty()) {
            continue;
        }
        std::size_t last = first;
        while (last + 1 < array.runs.size() && !array.runs[last + 1].empty()) {
            ++last;
        }
        spec += (spec.empty() ? "" : ",") + std::to_string(first);
        spec += last > first ? "-" + std::to_string(last) : "";
        first = last;
    }
    return maxParallel > 0 ? spec + "%" + std::to_string(maxParallel) : spec;
}

std::string slurmScript(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t array,
                        const std::string& program) {
    std::string script = "#!/bin/bash\n";
    script += "# Runs of Saferscope, one for each task of the array. The launcher repeats these lines on sbatch's\n";
    script += "# command line, so that nothing in the environment changes them, and adds --array and --dependency.\n";
    for (const auto& option : sbatchOptions(batch.settings)) {
        script += "#SBATCH " + shellQuoted(option) + "\n";
    }
    script += "\ntasks=" + shellQuoted(paths.tasks(batch.name, array).string());
    script += "\njob_file=" + shellQuoted(paths.job(batch.name, array).string());
    script += "\nload_modules() {\n";
    for (const auto& module : batch.settings.modules) {
        script += "  module load " + shellQuoted(module) + " || leave 1\n";
    }
    script += "  :\n}\nstart_worker() { exec ";
    auto words = batch.settings.prefix;
    words.insert(words.end(), {program, "worker"});
    script += joinCommand(words) + " \"$run\"; }\n";
    return script + body;
}

std::vector<std::string> sbatchCommand(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t array,
                                       const std::string& dependency) {
    const SlurmSettings& settings = batch.settings;
    // Slurm 22.05 cannot start a job whose folder holds a "%", a backslash or a line break: it puts the folder before
    // the name of the output file and looks for patterns in both. What the script says goes to the run's log.txt
    // anyway; only Slurm's own remarks are lost then.
    const std::string folder = paths.submission(batch.name).string();
    const bool plain = folder.find_first_of("%\\\n\r\t\"'") == std::string::npos;
    std::vector<std::string> command = {slurmProgram(settings.programFolder, "sbatch"),
                                        "--parsable",
                                        "--job-name=" + batch.arrays[array].job,
                                        "--array=" + arraySpec(batch.arrays[array], settings.maxParallel),
                                        "--chdir=" + (plain ? folder : "/"),
                                        plain ? "--output=slurm-%A_%a.txt" : "--output=/dev/null",
                                        "--open-mode=append",
                                        "--requeue",
                                        "--signal=B:USR1@" + std::to_string(settings.warnSeconds)};
    if (!dependency.empty()) {
        command.push_back("--dependency=" + dependency);
        // What waits for a run that failed would otherwise stand in the queue for ever.
        command.push_back("--kill-on-invalid-dep=yes");
    }
    const auto options = sbatchOptions(settings);
    command.insert(command.end(), options.begin(), options.end());
    command.push_back(paths.script(batch.name, array).string());
    return command;
}

}  // namespace saferscope
