// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace saferscope::cli {

/// What a manual page or a completion script needs of one option. Copied out of CLI11.
struct OptionEntry {
    std::vector<std::string> names;    ///< as typed: "-w", "--workspace"; of a positional one its name alone
    std::string value;                 ///< what stands behind it ("DIR"); empty for a flag
    std::vector<std::string> choices;  ///< the only values there are; empty when any may be given
    std::string initial;               ///< value when it is not given; may be empty
    std::string variable;              ///< environment variable that gives it, or empty
    std::string description;
    std::string group;  ///< heading in --help
    bool positional = false;
    bool required = false;
};

/// In the order of --help; those that --help hides are left out.
std::vector<OptionEntry> optionsOf(const CLI::App& command);

/// Sub-commands in the order of --help; those that --help hides are left out. Owned by `command`.
std::vector<const CLI::App*> subcommandsOf(const CLI::App& command);

}  // namespace saferscope::cli
