// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/completion_command.h"
#include "app/cli/environment.h"
#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "core/base/lost_pages.h"
#include "core/jobs/code_version.h"
#include "core/jobs/sudden_end.h"

namespace {

using namespace saferscope;
using namespace saferscope::cli;

int finish(const Status& status) {
    if (!status) {
        const Error error = withMemoryCode(status.error());
        if (!error.message.empty()) {
            printError(error);
        }
        return exitCodeOf(error.code);
    }
    if (auto written = finishOutput(); !written) {
        printError(written.error());
        return exit_code::failed;
    }
    return exit_code::ok;
}

int runProgram(int argc, char** argv) {
    CLI::App program("Saferscope without a window: see what reward models have learned.", "safer");
    program.set_version_flag("--version", std::string("safer ") + codeVersion());
    program.require_subcommand(0, 1);
    program.footer(
        "`safer COMMAND --help` explains a command.\n"
        "Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 input refused, 4 interrupted, 5 out of memory.");
    CommandSet commands(program);
    addDemoCommand(commands);
    addImportCommand(commands);
    addModelCommand(commands);
    addSaeCommand(commands);
    addFormatsCommand(commands);
    addTrainRmCommand(commands);
    addTrainSaeCommand(commands);
    addIndexCommand(commands);
    addFeaturesCommand(commands);
    addSetsCommand(commands);
    addMapCommand(commands);
    addProbeCommand(commands);
    addRatingsCommand(commands);
    addRateCommand(commands);
    addScoreCommand(commands);
    addPlanCommand(commands);
    addPoisonCommand(commands);
    addDenoiseCommand(commands);
    addAuditCommand(commands);
    addEvaluateCommand(commands);
    addSweepCommand(commands);
    addCausalCommand(commands);
    addSteerCommand(commands);
    addProfilesCommand(commands);
    addAttributeCommand(commands);
    addTokenizeCommand(commands);
    addRewardCommand(commands);
    addEncodeCommand(commands);
    addExportCommand(commands);
    addJobsCommand(commands);
    addSlurmCommand(commands);
    addQueueRunnerCommand(commands);
    addWorkerCommand(commands);
    addEngineCommand(commands);
    addWorkspaceCommand(commands);
    addDoctorCommand(commands);
    addCompletionCommand(commands);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
            program.exit(error);  // --help or --version: prints what was asked for
            return finish({});
        }
        const auto chosen = program.get_subcommands();
        if (chosen.empty() && argc > 1 && argv[1][0] != '-') {
            printError({ErrorCode::Usage, "There is no command \"" + std::string(argv[1]) + "\".",
                        "`safer --help` lists them."});
            return exit_code::usage;
        }
        const std::string help = chosen.empty() ? "safer --help" : "safer " + chosen.front()->get_name() + " --help";
        printError({ErrorCode::Usage, error.what(), "`" + help + "` explains the options."});
        return exit_code::usage;
    }
    return finish(commands.run());
}

}  // namespace

int main(int argc, char** argv) {
    prepareEnvironment(argc, argv);
    handleLostPages(LostPages::End);
    const SuddenEnd guard([](const Error& error) {
        printError(error);
        return exitCodeOf(error.code);
    });
    try {
        return runProgram(argc, argv);
    } catch (const std::exception& exception) {
        const Error error = errorFromException(exception);
        printError(error);
        return exitCodeOf(error.code);
    }
}
