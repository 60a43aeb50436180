// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/completion_scripts.h"

#include "app/cli/command_tree.h"

#include <functional>
#include <sstream>
#include <vector>

namespace saferscope::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : between) + word;
    }
    return out;
}

std::vector<std::string> namesOf(const std::vector<const CLI::App*>& commands) {
    std::vector<std::string> names;
    for (const CLI::App* command : commands) {
        names.push_back(command->get_name());
    }
    return names;
}

/// Options of a command as one types them behind it: a sub-command takes its parents', too.
std::vector<OptionEntry> optionsBehind(const CLI::App& command, const CLI::App& program) {
    std::vector<OptionEntry> all = optionsOf(command);
    const CLI::App* parent = command.get_parent();
    if (parent != nullptr && parent != &program && command.get_fallthrough()) {
        for (OptionEntry& one : optionsOf(*parent)) {
            if (!one.positional && one.names.back() != "--help") {
                all.push_back(std::move(one));
            }
        }
    }
    return all;
}

using Visit = std::function<void(const CLI::App& command, const std::string& path)>;

/// The program with the path "", then "jobs", "jobs list", …
void visitCommands(const CLI::App& command, const std::string& path, const Visit& visit) {
    visit(command, path);
    for (const CLI::App* below : subcommandsOf(command)) {
        visitCommands(*below, path.empty() ? below->get_name() : path + " " + below->get_name(), visit);
    }
}

/// Inside single quotes of bash and zsh.
std::string singleQuoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

std::string bashScript(const CLI::App& program) {
    std::ostringstream known, words, options, values, choices;
    visitCommands(program, "", [&](const CLI::App& command, const std::string& path) {
        const auto below = namesOf(subcommandsOf(command));
        std::vector<std::string> patterns;
        for (const std::string& name : below) {
            patterns.push_back("'" + path + "/" + name + "'");
        }
        if (!patterns.empty()) {
            known << "      " << joined(patterns, " | ") << ") path=${path:+$path }$word ;;\n";
            words << "      '" << path << "') words='" << joined(below, " ") << "' ;;\n";
        }
        std::vector<std::string> names, taking;
        for (const OptionEntry& option : optionsBehind(command, program)) {
            if (option.positional) {
                if (!option.choices.empty()) {
                    words << "      '" << path << "') words='" << joined(option.choices, " ") << "' ;;\n";
                }
                continue;
            }
            names.insert(names.end(), option.names.begin(), option.names.end());
            for (const std::string& name : option.names) {
                const std::string pattern = "'" + path + " " + name + "'";
                if (!option.value.empty()) {
                    taking.push_back(pattern);
                }
                if (!option.choices.empty()) {
                    choices << "      " << pattern << ") words='" << joined(option.choices, " ") << "' ;;\n";
                }
            }
        }
        if (!taking.empty()) {
            values << "    " << joined(taking, " | ") << ") return 0 ;;\n";
        }
        options << "      '" << path << "') words='" << joined(names, " ") << "' ;;\n";
    });
    std::ostringstream out;
    out << "# bash completion of safer, written by `safer completion bash`\n"
           "_safer_takes_value() {\n"
           "  case \"$1\" in\n"
        << values.str()
        << "  esac\n"
           "  return 1\n"
           "}\n"
           "_safer() {\n"
           "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= words= word i\n"
           "  COMPREPLY=()\n"
           "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
           "    _safer_takes_value \"$path ${COMP_WORDS[i-1]}\" && continue\n"
           "    word=${COMP_WORDS[i]}\n"
           "    case \"$path/$word\" in\n"
        << known.str()
        << "    esac\n"
           "  done\n"
           "  # With nothing to choose from, -o default offers files.\n"
           "  if _safer_takes_value \"$path $prev\"; then\n"
           "    case \"$path $prev\" in\n"
        << choices.str()
        << "    esac\n"
           "  elif [[ $cur == -* ]]; then\n"
           "    case \"$path\" in\n"
        << options.str()
        << "    esac\n"
           "  else\n"
           "    case \"$path\" in\n"
        << words.str()
        << "    esac\n"
           "  fi\n"
           "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
           "}\n"
           "complete -o default -F _safer safer\n";
    return out.str();
}

/// A description inside [] of _arguments, or behind the colon of _describe.
std::string zshText(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string zshFunction(const std::string& path) {
    std::string name = "_safer";
    for (const char c : path.empty() ? path : " " + path) {
        name += c == ' ' || c == '-' ? '_' : c;
    }
    return name;
}

std::string zshScript(const CLI::App& program) {
    std::ostringstream out;
    out << "#compdef safer\n# zsh completion of safer, written by `safer completion zsh`\n";
    visitCommands(program, "", [&](const CLI::App& command, const std::string& path) {
        out << zshFunction(path)
            << "() {\n  local context state state_descr line\n  typeset -A opt_args\n  _arguments -C";
        for (const OptionEntry& option : optionsBehind(command, program)) {
            const std::string values = option.choices.empty() ? "_files" : "(" + joined(option.choices, " ") + ")";
            if (option.positional) {
                out << " \\\n    " << singleQuoted(":" + zshText(option.names.front()) + ":" + values);
                continue;
            }
            for (const std::string& name : option.names) {
                std::string one = "*" + name + "[" + zshText(option.description) + "]";
                if (!option.value.empty()) {
                    one += ":" + zshText(option.value) + ":" + values;
                }
                out << " \\\n    " << singleQuoted(one);
            }
        }
        const auto below = subcommandsOf(command);
        if (below.empty()) {
            out << " \\\n    '*:file:_files'\n}\n";
            return;
        }
        out << " \\\n    '1:command:->command' \\\n    '*::rest:->rest'\n  case $state in\n    command)\n      local "
               "-a commands=(\n";
        for (const CLI::App* one : below) {
            out << "        " << singleQuoted(one->get_name() + ":" + zshText(one->get_description())) << "\n";
        }
        out << "      )\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n";
        for (const CLI::App* one : below) {
            const std::string whole = path.empty() ? one->get_name() : path + " " + one->get_name();
            out << "        " << one->get_name() << ") " << zshFunction(whole) << " ;;\n";
        }
        out << "      esac ;;\n  esac\n}\n";
    });
    out << "_safer \"$@\"\n";
    return out.str();
}

std::string fishQuoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "'";
}

std::string fishScript(const CLI::App& program) {
    std::ostringstream out;
    out << "# fish completion of safer, written by `safer completion fish`\n";
    visitCommands(program, "", [&](const CLI::App& command, const std::string& path) {
        const auto below = subcommandsOf(command);
        std::string seen = path.empty() ? "__fish_use_subcommand" : "";
        for (const CLI::App* step = &command; step != &program && step != nullptr; step = step->get_parent()) {
            seen = "__fish_seen_subcommand_from " + step->get_name() + (seen.empty() ? "" : "; and " + seen);
        }
        const std::string inner =
            path.empty() ? seen : seen + "; and not __fish_seen_subcommand_from " + joined(namesOf(below), " ");
        for (const CLI::App* one : below) {
            out << "complete -c safer -n " << fishQuoted(inner) << " -f -a " << one->get_name() << " -d "
                << fishQuoted(one->get_description()) << "\n";
        }
        for (const OptionEntry& option : optionsOf(command)) {
            if (option.positional) {
                if (!option.choices.empty()) {
                    out << "complete -c safer -n " << fishQuoted(seen) << " -f -a "
                        << fishQuoted(joined(option.choices, " ")) << "\n";
                }
                continue;
            }
            out << "complete -c safer -n " << fishQuoted(seen);
            for (const std::string& name : option.names) {
                out << (name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1));
            }
            if (!option.choices.empty()) {
                out << " -x -a " << fishQuoted(joined(option.choices, " "));
            } else if (!option.value.empty()) {
                out << " -r -F";
            }
            out << " -d " << fishQuoted(option.description) << "\n";
        }
    });
    return out.str();
}

}  // namespace

std::string completionScript(const CLI::App& program, const std::string& shell) {
    if (shell == "bash") {
        return bashScript(program);
    }
    if (shell == "zsh") {
        return zshScript(program);
    }
    return shell == "fish" ? fishScript(program) : std::string();
}

}  // namespace saferscope::cli
