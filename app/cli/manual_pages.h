// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

namespace saferscope::cli {

/// One manual page in man(7) of `command`, whose sub-commands are sections of it. `name` is the whole command
/// ("safer jobs").
std::string manualPage(const CLI::App& command, const std::string& name, const std::string& version);

/// safer.1 and one safer-COMMAND.1 for each command, into `folder`, which is made. Fails where it cannot be written.
Status writeManualPages(const CLI::App& program, const std::string& version, const std::filesystem::path& folder);

}  // namespace saferscope::cli
