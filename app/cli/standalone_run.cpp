// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/standalone_run.h"

#include "app/cli/output.h"
#include "app/cli/run_follow.h"
#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/data/pair_writer.h"
#include "core/jobs/launcher.h"

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

// How much is computed at a time decides the memory it takes, not the result: a run that ran out of memory goes on with
// smaller steps.
Json essential(Json params) {
    const auto config = params.find("config");
    if (config != params.end() && config->is_object()) {
        config->erase("micro_batch_tokens");
        config->erase("gradient_checkpointing");
    }
    return params;
}

bool sameSettings(const RunSpec& left, const RunSpec& right) {
    return left.kind == right.kind && left.device == right.device && left.seed == right.seed &&
           essential(left.params) == essential(right.params);
}

// The first input that is not what it was; empty where all are.
std::string changedInput(const RunSpec& earlier, const RunSpec& now) {
    for (const auto& [name, hash] : now.inputs.items()) {
        const auto before = earlier.inputs.find(name);
        if (before == earlier.inputs.end() || *before != hash) {
            return name;
        }
    }
    for (const auto& [name, hash] : earlier.inputs.items()) {
        if (!now.inputs.contains(name)) {
            return name;
        }
    }
    return {};
}

// Whether an attempt that failed has left something to go on from: hours of work on a disk that was full for a minute.
bool hasCheckpoint(const fs::path& folder) {
    std::error_code error;
    const fs::path checkpoints = RunPaths(folder).checkpoints() / "training";
    for (fs::directory_iterator it(checkpoints, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename().string().starts_with("step-")) {
            return true;
        }
    }
    return fs::exists(RunPaths(folder).output().string() + ".partial/state.json", error);  // shards of an index
}

bool isEmptyFolder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error) && fs::is_empty(path, error);
}

// The run folder to work in: the one an interrupted command has left, or a new one.
Result<fs::path> prepareFolder(RunSpec spec, const fs::path& folder, bool restart) {
    std::error_code error;
    // Only what is a run of ours is thrown away, whatever the name.
    if (restart && readRunSpec(folder) && readRunState(folder) != RunState::Running) {
        fs::remove_all(folder, error);
    }
    if (!fs::exists(folder, error)) {
        spec.id = folder.filename().string();
        return createRunFolder(folder.parent_path(), spec);
    }
    const auto earlier = readRunSpec(folder);
    if (!earlier) {
        return fail(ErrorCode::InvalidInput, folder.string() + " is in the way: it is not a run of this program.",
                    "Move it away, or choose another --output.");
    }
    if (!sameSettings(*earlier, spec)) {
        return fail(ErrorCode::InvalidInput, "An unfinished run with other settings lies in " + folder.string() + ".",
                    "Give the same options to resume it, or --restart to throw it away.");
    }
    if (const std::string changed = changedInput(*earlier, spec); !changed.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "The unfinished run in " + folder.string() + " began with another content of its input \"" +
                        changed + "\".",
                    "Put the content back to resume it, or give --restart to throw it away.");
    }
    if (earlier->params != spec.params) {
        RunSpec changed = *earlier;
        changed.params = spec.params;
        if (auto written = writeJsonFile(RunPaths(folder).spec(), toJson(changed)); !written) {
            return failure(written);
        }
    }
    return folder;
}

Status copyPairs(const PairFileOptions& data, const fs::path& target) {
    auto reader = PairReader::open(data.file, *readerOptions(data));
    if (!reader) {
        return failure(reader);
    }
    auto writer = PairWriter::create(target);
    if (!writer) {
        return failure(writer);
    }
    for (;;) {
        const auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!pair->has_value()) {
            return writer->commit();
        }
        if (auto written = writer->write(**pair); !written) {
            return written;
        }
    }
}

}  // namespace

void addStandaloneOptions(CLI::App* command, StandaloneOptions& options) {
    command->add_option("-o,--output", options.output, "Folder to make, without a workspace; --data is then a file")
        ->type_name("DIR");
    command->add_flag("--restart", options.restart,
                      "With --output: throw an interrupted run away instead of resuming it");
}

Result<RunResult> runStandalone(RunSpec spec, const PairFileOptions& data, const StandaloneOptions& options,
                                const CommonOptions& common) {
    const fs::path output = absolutePath(options.output);
    std::error_code error;
    if (fs::exists(output, error) && !isEmptyFolder(output)) {
        return fail(ErrorCode::InvalidInput, output.string() + " exists already.",
                    "Choose another --output, or move it away.");
    }
    const auto checked = checkPairFile(data);
    if (!checked) {
        return failure(checked);
    }
    const auto hash = sha256File(data.file);
    if (!hash) {
        return failure(hash);
    }
    const fs::path runPath = output.string() + ".run";
    const fs::path dataPath = runPath / "data.jsonl";
    spec.params["data"] = dataPath.string();
    spec.params["dataset_name"] = fs::path(data.file).filename().string();
    spec.inputs["dataset"] = *hash;
    if (const auto reading = describeReading(data); !reading.empty()) {
        spec.inputs["dataset_read_with"] = reading;  // other pairs of the same file are other work
    }
    if (common.dryRun) {
        printNote("Nothing was started: the request is in order.");
        return RunResult{RunState::Finished, {}, {}, 0, {}, Json::object()};
    }
    const auto folder = prepareFolder(std::move(spec), runPath, options.restart);
    if (!folder) {
        return failure(folder);
    }
    if (!fs::exists(dataPath, error)) {
        if (auto copied = copyPairs(data, dataPath); !copied) {
            fs::remove_all(*folder, error);
            return failure(copied);
        }
    }
    ProgressDisplay display(common.quiet);
    const std::string resume = "The same command resumes it.";
    // Finished but not put in place: an earlier command was killed at the last step.
    auto result = readRunState(*folder) == RunState::Finished ? followRun(*folder, display, resume)
                                                              : startAndFollow(*folder, display, resume);
    if (!result) {
        const RunState state = readRunState(*folder);
        if (state == RunState::Failed && !hasCheckpoint(*folder)) {
            fs::remove_all(*folder, error);
        } else if (state == RunState::Failed) {
            Error kept = result.error();
            kept.hint += std::string(kept.hint.empty() ? "" : " ") + "What is done is kept in " + folder->string() +
                         ": the same command goes on from there, --restart throws it away.";
            return tl::unexpected<Error>(std::move(kept));
        }
        return failure(result);
    }
    if (auto placed = commitFolder(RunPaths(*folder).output(), output); !placed) {
        return failure(placed);
    }
    fs::remove_all(*folder, error);
    return result;
}

Status executeStandalone(const RunSpec& spec, const PairFileOptions& data, const StandaloneOptions& options,
                         const CommonOptions& common,
                         const std::function<std::vector<std::string>(const RunResult&)>& describe) {
    const auto result = runStandalone(spec, data, options, common);
    if (!result) {
        return failure(result);
    }
    if (common.dryRun) {
        return {};
    }
    const std::string output = absolutePath(options.output).string();
    if (common.json) {
        printJson({{"state", runStateName(result->state)},
                   {"output", output},
                   {"values", OrderedJson::parse(dumpJson(result->values))}});
        return {};
    }
    for (const auto& line : describe(*result)) {
        printText(line);
    }
    printText("Written to " + output);
    return {};
}

}  // namespace saferscope::cli
