// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/completion_command.h"

#include "app/cli/completion_scripts.h"
#include "app/cli/manual_pages.h"
#include "core/jobs/code_version.h"

#include <cstdio>
#include <memory>

namespace saferscope::cli {

void addCompletionCommand(CommandSet& commands) {
    auto shell = std::make_shared<std::string>();
    CLI::App* completion = commands.add("completion", "Completion of commands and options for your shell",
                                        "  safer completion bash > ~/.local/share/bash-completion/completions/safer\n"
                                        "  safer completion fish > ~/.config/fish/completions/safer.fish\n"
                                        "  safer completion zsh > \"${fpath[1]}/_safer\"");
    completion->add_option("SHELL", *shell, "Shell that reads the script")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    commands.onRun(completion, [completion, shell]() -> Status {
        const std::string script = completionScript(*completion->get_parent(), *shell);
        std::fwrite(script.data(), 1, script.size(), stdout);
        return {};
    });

    auto folder = std::make_shared<std::string>();
    CLI::App* manual = commands.add("manual", "Write the manual pages of these commands", "  safer manual build/man");
    manual->group("");
    manual->add_option("FOLDER", *folder, "Where to write them; it is made when it is not there")->required();
    commands.onRun(manual, [manual, folder]() -> Status {
        return writeManualPages(*manual->get_parent(), codeVersion(), *folder);
    });
}

}  // namespace saferscope::cli
