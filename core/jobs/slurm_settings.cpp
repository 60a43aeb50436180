// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_settings.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t maxSettingsBytes = 1u << 20;
constexpr std::size_t maxWord = 4096;
constexpr std::size_t maxWords = 200;

bool isControl(char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; }

bool only(const std::string& text, std::string_view beside) {
    return std::ranges::all_of(text, [beside](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               beside.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

// What the launcher itself says, or what would keep it from hearing of its jobs.
bool isOurs(const std::string& option) {
    static constexpr std::array<std::string_view, 25> ours = {"--array",
                                                              "--dependency",
                                                              "--job-name",
                                                              "--output",
                                                              "--error",
                                                              "--input",
                                                              "--chdir",
                                                              "--wrap",
                                                              "--parsable",
                                                              "--signal",
                                                              "--quiet",
                                                              "--requeue",
                                                              "--wait",
                                                              "--no-requeue",
                                                              "--open-mode",
                                                              "--test-only",
                                                              "--partition",
                                                              "--time",
                                                              "--account",
                                                              "--qos",
                                                              "--gres",
                                                              "--mem",
                                                              "--kill-on-invalid-dep",
                                                              "--clusters",
                                                              "--cpus-per-task"};
    const std::string name = option.substr(0, option.find('='));
    // Slurm takes abbreviations too: "--arr=1".
    return std::ranges::any_of(
        ours, [&name](std::string_view one) { return one == name || (name.size() >= 5 && one.starts_with(name)); });
}

Status refuse(const std::string& what, const std::string& hint = {}) {
    return fail(ErrorCode::InvalidInput, "Slurm settings: " + what, hint);
}

Status checkWords(const std::vector<std::string>& words, const char* what) {
    if (words.size() > maxWords) {
        return refuse(std::string("there are more than ") + std::to_string(maxWords) + " " + what + ".");
    }
    for (const auto& word : words) {
        if (word.size() > maxWord || std::ranges::any_of(word, isControl)) {
            return refuse(std::string(what) + " may not hold line breaks or other control characters.");
        }
    }
    return {};
}

bool isTime(const std::string& text) {
    // "90", "90:00", "1:30:00", "1-0", "1-12", "1-12:30", "1-12:30:00", and what sbatch calls no limit.
    if (text == "UNLIMITED" || text == "INFINITE") {
        return true;
    }
    const auto colons = std::ranges::count(text, ':');
    bool digitBefore = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (!digitBefore || (c != ':' && c != '-'))) {
            return false;
        }
        digitBefore = digit;
    }
    const bool dayFirst = text.find('-') == std::string::npos || text.find('-') < text.find(':');
    return digitBefore && colons <= 2 && dayFirst && std::ranges::count(text, '-') <= 1;
}

bool isMemory(const std::string& text) {
    const auto unit = text.find_first_not_of("0123456789");
    return unit != 0 &&
           (unit == std::string::npos ||
            (unit + 1 == text.size() && std::string_view("KMGT").find(text[unit]) != std::string_view::npos));
}

template <class T>
void take(const Json& json, const char* key, T& member, const std::string& where, Status& status) {
    auto value = jsonMemberOr<T>(json, key, member, where);
    if (value) {
        member = std::move(*value);
    } else if (status) {
        status = failure(value);
    }
}

}  // namespace

Status checkSlurmSettings(const SlurmSettings& settings) {
    const std::pair<const char*, const std::string*> names[] = {
        {"partition", &settings.partition}, {"account", &settings.account}, {"qos", &settings.qos}};
    for (const auto& [what, name] : names) {
        if (!only(*name, "_.+-,:/@") || name->starts_with('-') || name->size() > 200) {
            return refuse("\"" + *name + "\" cannot be a " + what + ".",
                          "Use the name as `sinfo` or sacctmgr shows it.");
        }
    }
    if (!only(settings.gres, "_.:,/=-()") || settings.gres.starts_with('-')) {
        return refuse("\"" + settings.gres + "\" cannot be a gres.", "Write it as Slurm does: gpu:1 or gpu:a100:2.");
    }
    if (settings.gpus > 64 || settings.cpus > 4096) {
        return refuse("no run can use " + std::to_string(settings.gpus) + " GPUs or " + std::to_string(settings.cpus) +
                      " CPUs.");
    }
    if (!settings.memory.empty() && !isMemory(settings.memory)) {
        return refuse("\"" + settings.memory + "\" is not an amount of memory.", "Write it like 48G or 64000M.");
    }
    if (!settings.time.empty() && !isTime(settings.time)) {
        return refuse("\"" + settings.time + "\" is not a time limit.", "Write minutes, HH:MM:SS or D-HH:MM:SS.");
    }
    if (settings.warnSeconds < 10 || settings.warnSeconds > 65535) {
        return refuse("the warning before the time limit has to be between 10 and 65535 seconds.");
    }
    if (settings.graceSeconds > 86400) {
        return refuse("the grace time of a cancelled run may be one day at most.");
    }
    if (auto checked = checkWords(settings.prefix, "words of the command prefix"); !checked) {
        return checked;
    }
    if (auto checked = checkWords({settings.saferProgram, settings.programFolder}, "program paths"); !checked) {
        return checked;
    }
    if (!settings.prefix.empty() && settings.prefix.front().empty()) {
        return refuse("the command prefix starts with an empty word.");
    }
    for (const auto& module : settings.modules) {
        if (module.empty() || module.starts_with('-') || !only(module, "_.+-/:@=") || module.size() > 200) {
            return refuse("\"" + module + "\" cannot be the name of a module.", "Use it as `module avail` shows it.");
        }
    }
    if (auto checked = checkWords(settings.extra, "further options"); !checked) {
        return checked;
    }
    for (const auto& option : settings.extra) {
        if (option.size() < 4 || !option.starts_with("--") || !only(option.substr(2, option.find('=') - 2), "-")) {
            return refuse("\"" + option + "\" is not an option of sbatch.", "Write each in full, as --name=value.");
        }
        if (isOurs(option)) {
            return refuse("\"" + option + "\" is set by Saferscope itself.", "Leave it out; see the other settings.");
        }
    }
    return {};
}

Json toJson(const SlurmSettings& settings) {
    return {{"format", "saferscope-slurm-settings"},
            {"version", 1U},
            {"partition", settings.partition},
            {"account", settings.account},
            {"qos", settings.qos},
            {"gpus", settings.gpus},
            {"gres", settings.gres},
            {"cpus", settings.cpus},
            {"memory", settings.memory},
            {"time", settings.time},
            {"max_parallel", settings.maxParallel},
            {"warn_seconds", settings.warnSeconds},
            {"grace_seconds", settings.graceSeconds},
            {"prefix", settings.prefix},
            {"safer_program", settings.saferProgram},
            {"modules", settings.modules},
            {"extra", settings.extra},
            {"program_folder", settings.programFolder}};
}

Result<SlurmSettings> slurmSettingsFromJson(const Json& json, const std::string& where) {
    SlurmSettings settings;
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    const Json known = toJson(settings);
    for (const auto& [key, value] : json.items()) {
        if (!known.contains(key)) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a Slurm setting.",
                        "Known are partition, account, qos, gpus, gres, cpus, memory, time, max_parallel, "
                        "warn_seconds, grace_seconds, prefix, safer_program, modules, extra and program_folder.");
        }
        // Negative numbers and fractions would be taken for something else.
        if (known[key].is_number() && !value.is_null() && !value.is_number_unsigned()) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a whole number from 0.");
        }
        if (value.is_number_unsigned() && value.get<std::uint64_t>() > 0xffffffffU) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is too large.");
        }
    }
    const auto format = jsonMemberOr<std::string>(json, "format", "saferscope-slurm-settings", where);
    const auto version = jsonMemberOr<std::uint32_t>(json, "version", 1, where);
    if (!format || !version || *format != "saferscope-slurm-settings" || *version != 1) {
        return fail(ErrorCode::InvalidInput, where + " is not a file of Slurm settings that this version knows.");
    }
    Status status;
    take(json, "partition", settings.partition, where, status);
    take(json, "account", settings.account, where, status);
    take(json, "qos", settings.qos, where, status);
    take(json, "gpus", settings.gpus, where, status);
    take(json, "gres", settings.gres, where, status);
    take(json, "cpus", settings.cpus, where, status);
    take(json, "memory", settings.memory, where, status);
    take(json, "time", settings.time, where, status);
    take(json, "max_parallel", settings.maxParallel, where, status);
    take(json, "warn_seconds", settings.warnSeconds, where, status);
    take(json, "grace_seconds", settings.graceSeconds, where, status);
    take(json, "prefix", settings.prefix, where, status);
    take(json, "safer_program", settings.saferProgram, where, status);
    take(json, "modules", settings.modules, where, status);
    take(json, "extra", settings.extra, where, status);
    take(json, "program_folder", settings.programFolder, where, status);
    if (status) {
        status = checkSlurmSettings(settings);
    }
    if (!status) {
        return failure(status);
    }
    return settings;
}

Result<SlurmSettings> readSlurmSettings(const fs::path& workspaceFolder) {
    const fs::path path = workspaceFolder / "slurm.json";
    std::error_code error;
    if (!fs::exists(path, error)) {
        return SlurmSettings();
    }
    const auto json = readJsonFile(path, maxSettingsBytes);
    return json ? slurmSettingsFromJson(*json, path.string()) : Result<SlurmSettings>(failure(json));
}

Status writeSlurmSettings(const fs::path& workspaceFolder, const SlurmSettings& settings) {
    if (auto checked = checkSlurmSettings(settings); !checked) {
        return checked;
    }
    return writeJsonFile(workspaceFolder / "slurm.json", toJson(settings));
}

std::string shellQuoted(const std::string& word) {
    if (!word.empty() && only(word, "_.,:/=@%+-")) {
        return word;
    }
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

std::string joinCommand(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : " ") + shellQuoted(word);
    }
    return text;
}

Result<std::vector<std::string>> splitCommand(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && quote != '\'') {
            if (++i == text.size()) {
                return fail(ErrorCode::InvalidInput, "The command \"" + text + "\" ends in a backslash.");
            }
            // Within "…" a shell's backslash only takes these; before others it stays.
            if (quote == '"' && std::string_view("\"\\$`").find(text[i]) == std::string_view::npos) {
                word += c;
            }
            word += text[i];
            inWord = true;
        } else if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (inWord) {
                words.push_back(std::exchange(word, {}));
            }
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0) {
        return fail(ErrorCode::InvalidInput, "A quotation mark in the command \"" + text + "\" has no other half.");
    }
    if (inWord) {
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace saferscope
