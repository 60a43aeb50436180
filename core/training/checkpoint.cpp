// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/checkpoint.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cstdio>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* tensorsName = "tensors.safetensors";
constexpr const char* stateName = "state.json";
constexpr const char* markerName = "COMPLETE";
constexpr const char* formatName = "saferscope-checkpoint";
constexpr std::int64_t formatVersion = 1;
constexpr const char* temporaryPrefix = ".writing-";

std::string folderName(const std::string& prefix, std::uint64_t step) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%08llu", static_cast<unsigned long long>(step));
    return prefix + digits;
}

std::optional<std::uint64_t> stepOf(const std::string& name, const std::string& prefix) {
    const std::string digits = name.starts_with(prefix) ? name.substr(prefix.size()) : "";
    if (digits.empty() || digits.size() > 18 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    return std::stoull(digits);
}

/// Folders of that prefix, the newest first.
std::vector<std::pair<std::uint64_t, fs::path>> listed(const fs::path& root, const std::string& prefix) {
    std::vector<std::pair<std::uint64_t, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
        if (const auto step = stepOf(it->path().filename().string(), prefix)) {
            found.emplace_back(*step, it->path());
        }
    }
    std::sort(found.rbegin(), found.rend());
    return found;
}

Json sizesOf(const fs::path& folder) {
    Json sizes = Json::object();
    for (const char* name : {tensorsName, stateName}) {
        std::error_code error;
        const auto size = fs::file_size(folder / name, error);
        sizes[name] = error ? std::uint64_t{0} : static_cast<std::uint64_t>(size);
    }
    return sizes;
}

bool isComplete(const fs::path& folder) {
    const auto marker = readJsonFile(folder / markerName, 1u << 16);
    return marker && *marker == sizesOf(folder);
}

Status allFinite(const Checkpoint& checkpoint) {
    for (const auto& [name, tensor] : checkpoint.tensors) {
        if (tensor.is_floating_point() && !at::isfinite(tensor).all().item<bool>()) {
            return fail(ErrorCode::Failed,
                        "Step " + std::to_string(checkpoint.step) + " is not saved: \"" + name +
                            "\" holds NaN or infinite values.",
                        "Lower the learning rate and start again from the last checkpoint.");
        }
    }
    return {};
}

}  // namespace

CheckpointFolder::CheckpointFolder(fs::path root, std::string kind, std::string fingerprint)
    : m_root(std::move(root)), m_kind(std::move(kind)), m_fingerprint(std::move(fingerprint)) {}

Status CheckpointFolder::open() {
    std::error_code error;
    fs::create_directories(m_root, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create the folder " + m_root.string() + ": " + error.message() + ".",
                    "Check that you may write there and that the disk is not full.");
    }
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator it(m_root, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename().string().starts_with(temporaryPrefix)) {
            leftovers.push_back(it->path());
        }
    }
    for (const auto& path : leftovers) {
        fs::remove_all(path, error);
    }
    return {};
}

Result<fs::path> CheckpointFolder::write(const Checkpoint& checkpoint) { return writeAs("step-", checkpoint, 2); }

Result<fs::path> CheckpointFolder::writeBest(const Checkpoint& checkpoint) { return writeAs("best-", checkpoint, 1); }

Result<fs::path> CheckpointFolder::writeAs(const std::string& prefix, const Checkpoint& checkpoint, std::size_t keep) {
    if (auto finite = allFinite(checkpoint); !finite) {
        return failure(finite);
    }
    const fs::path target = m_root / folderName(prefix, checkpoint.step);
    const fs::path temporary = m_root / (temporaryPrefix + target.filename().string());
    std::error_code error;
    fs::remove_all(temporary, error);
    fs::create_directory(temporary, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create the folder " + temporary.string() + ": " + error.message() + ".",
                    "Free some disk space and check that you may write there; earlier checkpoints are untouched.");
    }
    const Json state{{"format", formatName},         {"version", formatVersion}, {"kind", m_kind},
                     {"fingerprint", m_fingerprint}, {"step", checkpoint.step},  {"state", checkpoint.state}};
    Status status = saveTensors(temporary / tensorsName, checkpoint.tensors, {{"format", "pt"}});
    if (status) {
        status = writeJsonFile(temporary / stateName, state);
    }
    if (status) {
        status = writeJsonFile(temporary / markerName, sizesOf(temporary));
    }
    if (status) {
        status = commitFolder(temporary, target);
    }
    if (!status) {
        fs::remove_all(temporary, error);
        return failure(status);
    }
    const auto present = listed(m_root, prefix);
    std::size_t complete = 0;
    for (const auto& [step, path] : present) {
        if (complete >= keep || step > checkpoint.step) {  // a later step is of a run that was started anew
            fs::remove_all(path, error);
        } else if (isComplete(path)) {
            ++complete;
        }
    }
    return target;
}

// InvalidInput: it is whole but of another run. Failed: it cannot be used at all.
Result<Checkpoint> CheckpointFolder::read(const fs::path& path) const {
    const auto json = readJsonFile(path / stateName, 64u << 20);
    if (!json) {
        return fail(ErrorCode::Failed, json.error().message);
    }
    const std::string where = (path / stateName).string();
    const auto format = jsonMember<std::string>(*json, "format", where);
    const auto version = jsonMember<std::int64_t>(*json, "version", where);
    const auto kind = jsonMember<std::string>(*json, "kind", where);
    const auto fingerprint = jsonMember<std::string>(*json, "fingerprint", where);
    const auto step = jsonMember<std::uint64_t>(*json, "step", where);
    if (!format || !version || !kind || !fingerprint || !step || *format != formatName || *version != formatVersion ||
        !json->contains("state")) {
        return fail(ErrorCode::Failed, where + " is not a checkpoint this program knows.");
    }
    if (*kind != m_kind || *fingerprint != m_fingerprint) {
        return fail(ErrorCode::InvalidInput, path.string() + " belongs to a run with other settings, data or model.",
                    "Start this run in a new folder, or repeat the settings the checkpoint was made with.");
    }
    auto tensors = loadTensors(path / tensorsName);
    if (!tensors) {
        return fail(ErrorCode::Failed, tensors.error().message);
    }
    Checkpoint checkpoint{*step, (*json)["state"], std::move(*tensors), path};
    if (auto finite = allFinite(checkpoint); !finite) {
        return failure(finite);
    }
    return checkpoint;
}

Result<std::optional<Checkpoint>> CheckpointFolder::newestOf(const std::string& prefix) const {
    for (const auto& [step, path] : listed(m_root, prefix)) {
        if (!isComplete(path)) {
            log::warn("Checkpoint {} is incomplete and passed over.", path.string());
            continue;
        }
        auto checkpoint = read(path);
        if (checkpoint) {
            return std::optional<Checkpoint>(std::move(*checkpoint));
        }
        if (checkpoint.error().code == ErrorCode::InvalidInput) {
            return failure(checkpoint);  // of another run
        }
        log::warn("Checkpoint {} is passed over: {}", path.string(), checkpoint.error().message);
    }
    return std::optional<Checkpoint>();
}

Result<std::optional<Checkpoint>> CheckpointFolder::newest() const { return newestOf("step-"); }

Result<std::optional<Checkpoint>> CheckpointFolder::best() const { return newestOf("best-"); }

std::string CheckpointFolder::lastFinite() const {
    for (const auto& [step, path] : listed(m_root, "step-")) {
        if (isComplete(path)) {
            return "The last finite checkpoint is " + path.string() + ".";
        }
    }
    return "There is no checkpoint yet.";
}

}  // namespace saferscope
