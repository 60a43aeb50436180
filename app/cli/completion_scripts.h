// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace saferscope::cli {

/// A completion script for "bash", "zsh" or "fish" (anything else gives an empty text): commands, sub-commands, options
/// and their fixed choices; files elsewhere. It is complete in itself and never starts `program`.
std::string completionScript(const CLI::App& program, const std::string& shell);

}  // namespace saferscope::cli
