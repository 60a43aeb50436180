// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/manual_pages.h"

#include "app/cli/command_tree.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace saferscope::cli {
namespace {

/// Text as roff wants it: typed characters stay what they are, and no line is taken for a request.
std::string roff(const std::string& text) {
    std::string out;
    bool lineStart = true;
    for (const char c : text) {
        if (lineStart && (c == '.' || c == '\'')) {
            out += "\\&";
        }
        switch (c) {
            case '\\':
                out += "\\e";
                break;
            case '-':
                out += "\\-";
                break;
            case '~':
                out += "\\(ti";
                break;
            case '^':
                out += "\\(ha";
                break;
            case '`':
                out += "\\(ga";
                break;
            case '\'':
                out += "\\(aq";
                break;
            default:
                out += c;
        }
        lineStart = c == '\n';
    }
    return out;
}

/// An argument of a macro.
std::string quoted(const std::string& text) {
    std::string out;
    for (const char c : roff(text)) {
        if (c == '"') {
            out += "\\(dq";
        } else {
            out += c;
        }
    }
    return "\"" + out + "\"";
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::string dashed(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    return name;
}

void writeOption(std::ostream& out, const OptionEntry& option) {
    out << ".TP\n";
    for (std::size_t i = 0; i < option.names.size(); ++i) {
        out << (i > 0 ? ", " : "") << (option.positional ? "\\fI" : "\\fB") << roff(option.names[i]) << "\\fR";
    }
    if (!option.value.empty() && !option.positional) {
        out << " \\fI" << roff(option.value) << "\\fR";
    }
    out << "\n" << roff(option.description.empty() ? "See the description of the command." : option.description);
    const auto sentence = [&out](const std::string& text) { out << "\n.br\n" << roff(text); };
    if (!option.choices.empty()) {
        std::string list;
        for (const std::string& choice : option.choices) {
            list += (list.empty() ? "" : ", ") + choice;
        }
        sentence("One of: " + list + ".");
    }
    if (!option.initial.empty()) {
        sentence("Default: " + option.initial + ".");
    }
    if (!option.variable.empty()) {
        sentence("Environment: " + option.variable + ".");
    }
    if (option.required) {
        sentence("Has to be given.");
    }
    out << "\n";
}

void writeOptions(std::ostream& out, const CLI::App& command, const char* heading) {
    std::string group;
    bool first = true;
    for (const OptionEntry& option : optionsOf(command)) {
        if (first) {
            out << heading << " " << quoted(upper("Options")) << "\n";
            group = option.group;
            first = false;
        } else if (option.group != group && !option.positional) {
            group = option.group;
            out << ".PP\n" << roff(group) << ":\n";
        }
        writeOption(out, option);
    }
}

/// The footer is "Example:\n  line\n  line".
void writeFooter(std::ostream& out, const CLI::App& command, const char* heading) {
    std::string footer = command.get_footer();
    const std::string mark = "Example:\n";
    if (footer.empty()) {
        return;
    }
    const bool example = footer.rfind(mark, 0) == 0;
    out << heading << (example ? " \"EXAMPLES\"\n" : " \"NOTES\"\n") << ".nf\n"
        << roff(example ? footer.substr(mark.size()) : footer) << "\n.fi\n";
}

std::string usage(const CLI::App& command, const std::string& name) {
    std::string line = "\\fB" + roff(name) + "\\fR [\\fIOPTIONS\\fR]";
    for (const OptionEntry& option : optionsOf(command)) {
        if (option.positional) {
            line += " \\fI" + roff(option.names.front()) + "\\fR";
        }
    }
    if (!subcommandsOf(command).empty()) {
        line += command.get_require_subcommand_min() > 0 ? " \\fICOMMAND\\fR" : " [\\fICOMMAND\\fR]";
    }
    return line;
}

Status writePage(const std::filesystem::path& folder, const CLI::App& command, const std::string& name,
                 const std::string& version) {
    const auto path = folder / (dashed(name) + ".1");
    std::ofstream file(path, std::ios::binary);
    file << manualPage(command, name, version);
    file.close();
    if (!file) {
        return fail(ErrorCode::Io, "Cannot write " + path.string() + ".", "Is the folder writable, and is there room?");
    }
    return {};
}

}  // namespace

std::string manualPage(const CLI::App& command, const std::string& name, const std::string& version) {
    const bool whole = name.find(' ') == std::string::npos;
    std::ostringstream out;
    // Without a date: the same sources give the same bytes.
    out << ".TH " << quoted(upper(dashed(name))) << " 1 \"\" " << quoted("Saferscope " + version)
        << " \"User Commands\"\n"
        << ".SH NAME\n"
        << roff(dashed(name)) << " \\- " << roff(command.get_description()) << "\n"
        << ".SH SYNOPSIS\n"
        << usage(command, name) << "\n";
    writeOptions(out, command, ".SH");
    const auto below = subcommandsOf(command);
    if (!below.empty()) {
        out << ".SH COMMANDS\n";
    }
    for (const CLI::App* one : below) {
        if (whole) {
            out << ".TP\n\\fB" << roff(one->get_name()) << "\\fR\n"
                << roff(one->get_description()) << ".\n"
                << "See \\fB" << roff(dashed(name + " " + one->get_name())) << "\\fR(1).\n";
            continue;
        }
        out << ".SS " << quoted(name + " " + one->get_name()) << "\n"
            << roff(one->get_description()) << ".\n.PP\n"
            << usage(*one, name + " " + one->get_name()) << "\n";
        for (const OptionEntry& option : optionsOf(*one)) {
            if (option.names.back() != "--help") {  // said above
                writeOption(out, option);
            }
        }
    }
    writeFooter(out, command, ".SH");
    if (!whole) {
        out << ".SH \"EXIT STATUS\"\n0 ok, 1 failed, 2 wrong usage, 3 input refused, 4 interrupted, 5 out of memory.\n";
    }
    out << ".SH \"SEE ALSO\"\n";
    out << (whole ? "\\fBsaferscope\\fR(1)" : "\\fBsafer\\fR(1), \\fBsaferscope\\fR(1)") << "\n";
    return out.str();
}

Status writeManualPages(const CLI::App& program, const std::string& version, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot make " + folder.string() + ": " + error.message() + ".",
                    "Choose a folder that you may write to.");
    }
    const std::string& name = program.get_name();
    if (auto written = writePage(folder, program, name, version); !written) {
        return written;
    }
    for (const CLI::App* command : subcommandsOf(program)) {
        if (auto written = writePage(folder, *command, name + " " + command->get_name(), version); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace saferscope::cli
