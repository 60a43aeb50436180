// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace saferscope::cli {

/// What most commands share. A command adds the options that make sense for it.
struct CommonOptions {
    std::string workspace;
    std::string device = "cpu";
    std::uint64_t seed = 1;
    bool json = false;
    bool dryRun = false;
    bool quiet = false;
};

/// The commands of `safer`. Each lives in a file of its own and adds itself (commands.h); the chosen one runs after the
/// whole command line has been read.
class CommandSet {
public:
    using Action = std::function<Status()>;

    explicit CommandSet(CLI::App& program) : m_program(program) {}

    /// `examples` are shown below the options.
    CLI::App* add(const std::string& name, const std::string& description, const std::string& examples);
    CLI::App* addBelow(CLI::App* parent, const std::string& name, const std::string& description);
    void onRun(CLI::App* command, Action action);

    /// Runs the command that was given.
    Status run() const;

private:
    CLI::App& m_program;
    Action m_chosen;
};

void addWorkspaceOption(CLI::App* command, CommonOptions& options, bool required);
void addDeviceOption(CLI::App* command, CommonOptions& options);
void addSeedOption(CLI::App* command, CommonOptions& options);
void addJsonOption(CLI::App* command, CommonOptions& options);  ///< --json and --quiet
void addDryRunOption(CLI::App* command, CommonOptions& options);

/// Absolute, without "." and "..": runs store such paths.
std::filesystem::path absolutePath(const std::filesystem::path& path);

}  // namespace saferscope::cli
