// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_file.h"

#include "core/base/atomic_file.h"
#include "core/data/record_splitter.h"

#include <algorithm>
#include <fstream>

namespace saferscope {

namespace {

constexpr std::uint64_t maxLineBytes = 1u << 20;  // the longest event, escaped, has a quarter of that
constexpr std::uint64_t maxFileBytes = 512u << 20;
constexpr std::size_t maxProblems = 1000;

bool endsInNewline(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    char last = '\n';
    return file.seekg(-1, std::ios::end) && file.get(last) && last == '\n';
}

}  // namespace

Result<RatingFile> readRatingFile(const std::filesystem::path& path, bool tornEnd) {
    auto splitter = RecordSplitter::open(path, maxLineBytes, maxFileBytes);
    if (!splitter) {
        return failure(splitter);
    }
    const std::string name = path.filename().string();
    const bool mayBeTorn = tornEnd && !endsInNewline(path);
    RatingFile file;
    std::string lastProblem;
    const auto addLastProblem = [&] {
        if (!lastProblem.empty()) {
            ++file.problemCount;
            if (file.problems.size() < maxProblems) {
                file.problems.push_back(lastProblem);
            }
            lastProblem.clear();
        }
    };
    for (;;) {
        auto record = splitter->next();
        if (!record) {
            return failure(record);
        }
        if (!record->has_value()) {
            break;
        }
        addLastProblem();
        const std::string where = "Line " + std::to_string((*record)->line) + " of " + name;
        if (!(*record)->problem.empty()) {
            lastProblem = where + ": " + (*record)->problem + ".";
            continue;
        }
        auto event = ratingFromLine((*record)->text, where);
        if (event) {
            file.events.push_back(std::move(*event));
        } else {
            lastProblem = event.error().message;
        }
    }
    file.torn = mayBeTorn && !lastProblem.empty();
    if (!file.torn) {
        addLastProblem();
    }
    return file;
}

Status writeRatingFile(const std::filesystem::path& path, std::vector<RatingEvent> events) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    std::ranges::sort(events, ratingBefore);
    for (const auto& event : events) {
        if (auto written = file->append(ratingLine(event) + '\n'); !written) {
            return written;
        }
    }
    return file->commit();
}

std::vector<RatingEvent> mergedRatings(std::vector<RatingEvent> events, std::vector<std::string>& conflicts) {
    std::ranges::sort(events, [](const RatingEvent& a, const RatingEvent& b) {
        return a.id != b.id ? a.id < b.id : ratingLine(a) < ratingLine(b);
    });
    const auto same = std::ranges::unique(events);
    events.erase(same.begin(), same.end());
    std::vector<RatingEvent> merged;
    for (auto& event : events) {
        if (merged.empty() || merged.back().id != event.id) {
            merged.push_back(std::move(event));
        } else {
            conflicts.push_back("The id " + event.id + " means two different events (of " + merged.back().rater +
                                " and " + event.rater + "); one was left out.");
        }
    }
    std::ranges::sort(merged, ratingBefore);
    return merged;
}

}  // namespace saferscope
