// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_tree.h"

namespace saferscope::cli {
namespace {

/// CLI11 shows choices as part of the type: "TEXT:{auto,float32}". They are taken out of it.
std::vector<std::string> takeChoices(std::string& type) {
    const auto open = type.find('{');
    const auto close = type.rfind('}');
    if (open == std::string::npos || close == std::string::npos || close < open) {
        return {};
    }
    std::vector<std::string> choices(1);
    for (const char c : type.substr(open + 1, close - open - 1)) {
        if (c == ',') {
            choices.emplace_back();
        } else {
            choices.back() += c;
        }
    }
    type.erase(open > 0 && type[open - 1] == ':' ? open - 1 : open,
               close + 1 - (open > 0 && type[open - 1] == ':' ? open - 1 : open));
    return choices;
}

}  // namespace

std::vector<OptionEntry> optionsOf(const CLI::App& command) {
    std::vector<OptionEntry> entries;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_group().empty()) {
            continue;
        }
        OptionEntry entry;
        entry.positional = !option->nonpositional();
        if (entry.positional) {
            entry.names.push_back(option->get_name(true));
        }
        for (const std::string& name : option->get_snames()) {
            entry.names.push_back("-" + name);
        }
        for (const std::string& name : option->get_lnames()) {
            entry.names.push_back("--" + name);
        }
        if (option->get_expected_max() > 0) {
            entry.value = option->get_type_name();
            entry.choices = takeChoices(entry.value);
            if (entry.value.empty()) {
                entry.value = "VALUE";
            }
        }
        entry.initial = option->get_default_str();
        entry.variable = option->get_envname();
        entry.description = option->get_description();
        entry.group = option->get_group();
        entry.required = option->get_required();
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<const CLI::App*> subcommandsOf(const CLI::App& command) {
    std::vector<const CLI::App*> shown;
    for (const CLI::App* one : command.get_subcommands([](const CLI::App*) { return true; })) {
        if (!one->get_group().empty()) {
            shown.push_back(one);
        }
    }
    return shown;
}

}  // namespace saferscope::cli
