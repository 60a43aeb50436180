// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_answer.h"

#include "core/base/log.h"
#include "core/jobs/slurm_program.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <sys/stat.h>

namespace saferscope {

namespace {

constexpr std::uint64_t maxAnswerBytes = 64u << 20;
constexpr std::size_t maxTask = 4'000'000;  // MaxArraySize can be no larger
constexpr std::size_t maxField = 200;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<std::size_t> number(std::string_view text, std::size_t most) {
    std::size_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || text.empty() || value > most) {
        return std::nullopt;
    }
    return value;
}

bool isPlain(std::string_view text) {
    return text.size() <= maxField && std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c >= 127; });
}

template <class T>
bool contains(std::span<const T> all, std::string_view one) {
    return std::ranges::any_of(all, [one](const T& other) { return other == one; });
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ",") + word;
    }
    return text;
}

}  // namespace

bool isOpenSlurmState(const std::string& state) {
    static constexpr std::array<std::string_view, 11> closed = {"COMPLETED", "FAILED",        "CANCELLED", "TIMEOUT",
                                                                "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "PREEMPTED",
                                                                "DEADLINE",  "REVOKED",       ""};
    return !std::ranges::any_of(closed, [&state](std::string_view one) { return one == state; });
}

bool isRunningSlurmState(const std::string& state) {
    return isOpenSlurmState(state) && state != "PENDING" && !state.starts_with("REQUEUE") && state != "CONFIGURING" &&
           state != "SPECIAL_EXIT" && state != "RESV_DEL_HOLD";
}

std::vector<std::string> squeueCommand(const SlurmSettings& settings, std::span<const std::string> users,
                                       std::span<const std::string> jobNames) {
    return {slurmProgram(settings.programFolder, "squeue"),
            "--noheader",
            "--array",
            "--states=all",
            "--user=" + joined(users),
            "--name=" + joined(jobNames),
            "--format=%j|%u|%F|%K|%T|%r|%N"};
}

SlurmJobs parseSqueue(std::string_view text, std::span<const std::string> users,
                      std::span<const std::string> jobNames) {
    SlurmJobs jobs;
    for (const auto line : split(text, '\n')) {
        const auto fields = split(line, '|');
        if (fields.size() != 7 || !contains(jobNames, fields[0]) || !contains(users, fields[1]) ||
            !std::ranges::all_of(fields, isPlain)) {
            continue;
        }
        const auto job = number(fields[2], 0xffffffffU);
        const auto task = number(fields[3], maxTask);
        if (!job || !task || fields[4].empty()) {
            continue;
        }
        SlurmJob& known = jobs[std::string(fields[0])];
        known.number = fields[2];
        known.tasks[*task] = {std::string(fields[4]), std::string(fields[5]), std::string(fields[6]), 0.0};
    }
    return jobs;
}

std::map<std::string, std::string> parseSacct(std::string_view text) {
    std::map<std::string, std::string> states;
    for (const auto line : split(text, '\n')) {
        const auto fields = split(line, '|');
        if (fields.size() < 2 || !std::ranges::all_of(fields, isPlain)) {
            continue;
        }
        const auto parts = split(fields[0], '_');
        if (parts.size() == 2 && number(parts[0], 0xffffffffU) && number(parts[1], maxTask)) {
            // "CANCELLED by 1000"
            states[std::string(fields[0])] = fields[1].substr(0, fields[1].find(' '));
        }
    }
    return states;
}

Json toJson(const SlurmAnswer& answer) {
    Json jobs = Json::object();
    for (const auto& [name, job] : answer.jobs) {
        Json tasks = Json::array();
        for (const auto& [task, said] : job.tasks) {
            tasks.push_back({task, said.state, said.reason, said.node, said.endedSeenAt});
        }
        jobs[name] = {{"job", job.number}, {"tasks", std::move(tasks)}};
    }
    return {{"format", "saferscope-slurm-answer"}, {"version", 1U},         {"asked_at", answer.askedAt},
            {"tried_at", answer.triedAt},          {"error", answer.error}, {"jobs", std::move(jobs)}};
}

Result<SlurmAnswer> slurmAnswerFromJson(const Json& json, const std::string& where) {
    const auto asked = jsonMember<double>(json, "asked_at", where);
    const auto tried = jsonMember<double>(json, "tried_at", where);
    const auto error = jsonMember<std::string>(json, "error", where);
    const auto jobs = jsonMember<Json>(json, "jobs", where);
    if (!asked || !tried || !error || !jobs || !jobs->is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not an answer of Slurm's.");
    }
    SlurmAnswer answer{*asked, *tried, *error, {}};
    try {
        for (const auto& [name, job] : jobs->items()) {
            SlurmJob known{job.at("job").get<std::string>(), {}};
            for (const auto& task : job.at("tasks")) {
                const auto number = jsonWhole<std::size_t>(task.at(0));
                if (!number) {
                    return fail(ErrorCode::InvalidInput, where + " is damaged.");
                }
                known.tasks[*number] = {task.at(1).get<std::string>(), task.at(2).get<std::string>(),
                                        task.at(3).get<std::string>(), task.at(4).get<double>()};
            }
            answer.jobs.emplace(name, std::move(known));
        }
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::InvalidInput, where + " is damaged.");
    }
    return answer;
}

std::shared_ptr<const SlurmAnswer> lastSlurmAnswer(const SlurmPaths& paths) {
    struct Memo {
        struct timespec changed {};
        ino_t inode = 0;
        std::shared_ptr<const SlurmAnswer> answer;
    };
    static std::mutex mutex;
    static std::map<std::string, Memo> memos;
    static const auto nothing = std::make_shared<const SlurmAnswer>();
    const std::string path = paths.answer().string();
    struct stat now {};
    if (::stat(path.c_str(), &now) != 0) {
        return nothing;
    }
    const std::lock_guard lock(mutex);
    Memo& memo = memos[path];
    // Every answer is a file of its own, renamed into place.
    if (memo.answer == nullptr || memo.inode != now.st_ino || memo.changed.tv_sec != now.st_mtim.tv_sec ||
        memo.changed.tv_nsec != now.st_mtim.tv_nsec) {
        const auto json = readJsonFile(path, maxAnswerBytes);
        auto answer = json ? slurmAnswerFromJson(*json, path) : Result<SlurmAnswer>(failure(json));
        if (!answer) {
            log::warn("{}", answer.error().message);
        }
        memo = {now.st_mtim, now.st_ino, answer ? std::make_shared<const SlurmAnswer>(std::move(*answer)) : nothing};
    }
    return memo.answer;
}

}  // namespace saferscope
