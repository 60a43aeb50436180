// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_submission.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/jobs/run_state.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t maxBatchBytes = 64u << 20;
constexpr std::uint64_t maxNoteBytes = 1u << 16;
constexpr auto lockPatience = std::chrono::seconds(90);

bool isRunName(const std::string& id) {
    return !id.empty() && !id.starts_with('.') && id.find('/') == std::string::npos &&
           id.find('\0') == std::string::npos;
}

// Names of submissions and jobs become paths and words of Slurm's command lines.
bool isSafeName(const std::string& name) {
    return !name.empty() && name.size() < 200 && !name.starts_with('.') && !name.starts_with('-') &&
           std::ranges::all_of(name, [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                      c == '_';
           });
}

bool isUser(const std::string& name) {
    return !name.empty() && !name.starts_with('-') &&
           std::ranges::none_of(name, [](unsigned char c) { return c <= ' ' || c == ',' || c == 127; });
}

}  // namespace

std::string SlurmNote::taskText() const { return std::to_string(task); }

Json toJson(const SlurmBatch& batch) {
    Json arrays = Json::array();
    for (const auto& array : batch.arrays) {
        arrays.push_back({{"job_name", array.job}, {"runs", array.runs}});
    }
    return {{"format", "saferscope-slurm-submission"},
            {"version", 1U},
            {"name", batch.name},
            {"created_at", batch.createdAt},
            {"user", batch.user},
            {"settings", toJson(batch.settings)},
            {"arrays", std::move(arrays)}};
}

Result<SlurmBatch> slurmBatchFromJson(const Json& json, const std::string& where) {
    const auto format = jsonMember<std::string>(json, "format", where);
    const auto version = jsonMember<std::uint32_t>(json, "version", where);
    const auto name = jsonMember<std::string>(json, "name", where);
    const auto created = jsonMemberOr<std::string>(json, "created_at", "", where);
    const auto user = jsonMember<std::string>(json, "user", where);
    const auto settings = jsonMember<Json>(json, "settings", where);
    const auto arrays = jsonMember<Json>(json, "arrays", where);
    if (!format || *format != "saferscope-slurm-submission" || !version || *version != 1 || !name || !created ||
        !user || !settings || !arrays || !arrays->is_array() || !isSafeName(*name) || !isUser(*user)) {
        return fail(ErrorCode::InvalidInput, where + " is not a submission to Slurm that this version knows.");
    }
    SlurmBatch batch{*name, *created, *user, {}, {}};
    auto checked = slurmSettingsFromJson(*settings, where);
    if (!checked) {
        return failure(checked);
    }
    batch.settings = std::move(*checked);
    for (const auto& one : *arrays) {
        auto job = jsonMember<std::string>(one, "job_name", where);
        auto runs = jsonMember<std::vector<std::string>>(one, "runs", where);
        const bool fine = job && runs && isSafeName(*job) &&
                          std::ranges::all_of(*runs, [](const std::string& id) { return id.empty() || isRunName(id); });
        if (!fine) {
            return fail(ErrorCode::InvalidInput, where + " names a run or a job that cannot be one.");
        }
        batch.arrays.push_back({std::move(*job), std::move(*runs)});
    }
    return batch;
}

Result<SlurmBatch> readSlurmBatch(const SlurmPaths& paths, const std::string& name) {
    const auto path = paths.submissionFile(name);
    const auto json = readJsonFile(path, maxBatchBytes);
    if (!json) {
        return failure(json);
    }
    auto batch = slurmBatchFromJson(*json, path.string());
    if (batch && batch->name != name) {
        return fail(ErrorCode::InvalidInput, path.string() + " belongs to another submission.");
    }
    return batch;
}

std::vector<SlurmBatch> openSlurmBatches(const SlurmPaths& paths) {
    std::vector<SlurmBatch> batches;
    std::error_code error;
    for (fs::directory_iterator it(paths.root, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        std::error_code ignored;
        if (!isSafeName(name) || !fs::exists(paths.submissionFile(name), ignored) ||
            fs::exists(paths.done(name), ignored)) {
            continue;
        }
        if (auto batch = readSlurmBatch(paths, name)) {
            batches.push_back(std::move(*batch));
        } else {
            log::warn("Leaving out a submission to Slurm: {}", batch.error().message);
        }
    }
    std::ranges::sort(batches, {}, &SlurmBatch::name);
    return batches;
}

std::string slurmProgramFolder(const SlurmPaths& paths, const std::string& submitted) {
    const fs::path workspace = paths.runs.parent_path();
    std::error_code error;
    if (!fs::exists(workspace / "slurm.json", error)) {
        return submitted;
    }
    const auto settings = readSlurmSettings(workspace);
    return settings ? settings->programFolder : submitted;
}

std::optional<SlurmNote> readSlurmNote(const fs::path& runFolder) {
    const fs::path path = runFolder / "slurm.json";
    std::error_code error;
    if (!fs::exists(path, error)) {
        return std::nullopt;
    }
    const auto json = readJsonFile(path, maxNoteBytes);
    if (!json) {
        return std::nullopt;
    }
    const auto where = path.string();
    const auto submission = jsonMember<std::string>(*json, "submission", where);
    const auto array = jsonMember<std::uint32_t>(*json, "array", where);
    const auto task = jsonMember<std::uint32_t>(*json, "task", where);
    const auto after = jsonMemberOr<std::string>(*json, "after", "", where);
    const auto asked = jsonMemberOr<double>(*json, "stop_asked_at", 0.0, where);
    if (!submission || !array || !task || !after || !asked || !isSafeName(*submission) ||
        (!after->empty() && !isRunName(*after))) {
        log::warn("{} cannot be read; what Slurm says of that run is not known.", where);
        return std::nullopt;
    }
    return SlurmNote{*submission, *array, *task, *after, *asked};
}

Status writeSlurmNote(const fs::path& runFolder, const SlurmNote& note) {
    return writeJsonFile(runFolder / "slurm.json", {{"format", "saferscope-slurm-run"},
                                                    {"version", 1U},
                                                    {"submission", note.submission},
                                                    {"array", note.array},
                                                    {"task", note.task},
                                                    {"after", note.after},
                                                    {"stop_asked_at", note.stopAskedAt}});
}

Status removeSlurmNote(const fs::path& runFolder) {
    std::error_code error;
    fs::remove(runFolder / "slurm.json", error);
    if (error) {
        return fail(ErrorCode::Io,
                    "Cannot remove " + (runFolder / "slurm.json").string() + ": " + error.message() + ".");
    }
    return {};
}

std::string readSlurmJob(const SlurmPaths& paths, const std::string& submission, std::size_t array) {
    const fs::path path = paths.job(submission, array);
    std::error_code error;
    if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > 64) {  // not a FIFO, not a line without end
        return "";
    }
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const bool number = !line.empty() && line.size() < 20 && line.find_first_not_of("0123456789") == std::string::npos;
    return number ? line : "";
}

Status writeSlurmJob(const SlurmPaths& paths, const std::string& submission, std::size_t array,
                     const std::string& job) {
    return writeFileAtomically(paths.job(submission, array), job + "\n");
}

SlurmLock::SlurmLock(SlurmLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

SlurmLock::~SlurmLock() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<std::optional<SlurmLock>> SlurmLock::acquire(const SlurmPaths& paths, bool wait) {
    std::error_code error;
    fs::create_directories(paths.root, error);
    const int fd = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + paths.lock().string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the folder of the runs.");
    }
    SlurmLock lock(fd);
    const auto deadline = std::chrono::steady_clock::now() + lockPatience;
    for (;;) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            return std::optional<SlurmLock>(std::move(lock));
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::Io, "Cannot lock " + paths.lock().string() + ": " + std::strerror(errno) + ".");
        }
        if (!wait) {
            return std::optional<SlurmLock>();
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            return fail(ErrorCode::Failed, "Another program has been talking to Slurm for these runs for too long.",
                        "Wait for it to end, then try again.");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace saferscope
