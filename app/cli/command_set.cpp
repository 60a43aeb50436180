// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_set.h"

namespace saferscope::cli {

CLI::App* CommandSet::add(const std::string& name, const std::string& description, const std::string& examples) {
    CLI::App* command = m_program.add_subcommand(name, description);
    command->footer("Example:\n" + examples);
    return command;
}

CLI::App* CommandSet::addBelow(CLI::App* parent, const std::string& name, const std::string& description) {
    CLI::App* command = parent->add_subcommand(name, description);
    command->fallthrough();  // options of the parent may stand behind the sub-command
    return command;
}

void CommandSet::onRun(CLI::App* command, Action action) {
    command->final_callback([this, action = std::move(action)] {
        if (!m_chosen) {  // of a command and its sub-command, the inner one speaks first
            m_chosen = action;
        }
    });
}

Status CommandSet::run() const {
    if (!m_chosen) {
        return fail(ErrorCode::Usage, "No command was given.", "`safer --help` lists them.");
    }
    return m_chosen();
}

void addWorkspaceOption(CLI::App* command, CommonOptions& options, bool required) {
    auto* option = command->add_option("-w,--workspace", options.workspace, "Workspace folder")
                       ->envname("SAFERSCOPE_WORKSPACE")
                       ->type_name("DIR");
    option->required(required);
}

void addDeviceOption(CLI::App* command, CommonOptions& options) {
    command->add_option("--device", options.device, "cpu, cuda or cuda:N")->type_name("NAME")->capture_default_str();
}

void addSeedOption(CLI::App* command, CommonOptions& options) {
    command->add_option("--seed", options.seed, "Seed of everything random")->type_name("N")->capture_default_str();
}

void addJsonOption(CLI::App* command, CommonOptions& options) {
    command->add_flag("--json", options.json, "Machine-readable results on standard output");
    command->add_flag("-q,--quiet", options.quiet, "No progress on standard error");
}

void addDryRunOption(CLI::App* command, CommonOptions& options) {
    command->add_flag("--dry-run", options.dryRun, "Check everything and say what would be done, but do nothing");
}

std::filesystem::path absolutePath(const std::filesystem::path& path) {
    std::error_code error;
    auto result = std::filesystem::absolute(path, error).lexically_normal();
    if (!result.has_filename() && result.has_parent_path()) {
        result = result.parent_path();  // "models/" and "models" are the same folder
    }
    return error ? path : result;
}

}  // namespace saferscope::cli
