// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/rating_merge.h"

#include "core/base/clock.h"
#include "core/data/rating_book.h"
#include "core/data/rating_file.h"
#include "core/judge/judge_settings.h"
#include "core/storage/rating_store.h"

#include <map>
#include <sys/stat.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t maxSentences = 1000;
constexpr std::size_t maxConflictsNamed = 100;

void refuse(RatingMerge& merge, std::string sentence) {
    ++merge.refusedCount;
    if (merge.refused.size() < maxSentences) {
        merge.refused.push_back(std::move(sentence));
    }
}

std::string scoresInWords(const FeatureOpinions& opinions) {
    std::string words;
    for (const auto& [rater, rating] : opinions.humans) {
        words += (words.empty() ? "" : ", ") + rater + " " + std::to_string(rating.score);
    }
    return words;
}

// Features that people agreed on, or that one person had rated, before `added` came.
std::vector<std::string> newConflicts(const std::vector<RatingEvent>& log, const std::set<std::string>& added) {
    struct Books {
        RatingBook before, after;
    };
    std::map<std::string, std::set<FeatureId>> touched;
    for (const auto& event : log) {
        if (added.contains(event.id)) {
            touched[event.saeHash].insert(event.feature);
        }
    }
    std::map<std::string, std::vector<RatingEvent>> before;
    std::map<std::string, std::vector<RatingEvent>> after;
    for (const auto& event : log) {
        const auto sae = touched.find(event.saeHash);
        if (sae == touched.end() || !sae->second.contains(event.feature)) {
            continue;
        }
        after[event.saeHash].push_back(event);
        if (!added.contains(event.id)) {
            before[event.saeHash].push_back(event);
        }
    }
    std::vector<std::string> conflicts;
    for (auto& [sae, features] : touched) {
        const RatingBook old(std::move(before[sae]));
        const RatingBook now(std::move(after[sae]));
        for (const auto feature : features) {
            if (now.of(feature).disputed() && !old.of(feature).disputed() && conflicts.size() < maxConflictsNamed) {
                conflicts.push_back("Feature " + std::to_string(feature.value()) +
                                    (touched.size() > 1 ? " of the SAE " + sae.substr(0, 8) : "") + ": " +
                                    scoresInWords(now.of(feature)) + ".");
            }
        }
    }
    return conflicts;
}

std::optional<RatingSource> sourceOf(const fs::path& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    return RatingSource{info.st_size,
                        static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec};
}

// What a run may bring: a folder made by somebody else must not speak for a person.
Result<std::vector<RatingEvent>> judgeEvents(const fs::path& path) {
    auto file = readRatingFile(path, true);
    if (!file) {
        return failure(file);
    }
    std::vector<RatingEvent> events;
    for (auto& event : file->events) {
        if (event.raterKind == RaterKind::Judge) {
            events.push_back(std::move(event));
        } else {
            ++file->problemCount;
        }
    }
    if (file->problemCount > 0) {
        log::warn("{} lines of {} were left out: they are damaged or no judge's.", file->problemCount, path.string());
    }
    return events;
}

Status mergeRunFile(Transaction& transaction, const std::vector<RatingEvent>& events, const std::string& runId,
                    const RatingSource& source, bool& changed) {
    const auto merged = mergeInto(transaction, events);
    if (!merged) {
        return failure(merged);
    }
    for (const auto& sentence : merged->refused) {
        log::warn("Of the run {}: {}", runId, sentence);
    }
    changed = merged->added > 0;
    return putRatingSource(transaction, runId, source);
}

}  // namespace

Result<RatingMerge> mergeInto(Transaction& transaction, const std::vector<RatingEvent>& events) {
    RatingMerge merge;
    std::set<std::string> added;
    bool people = false;
    for (const auto& event : events) {
        const auto inserted = insertRating(transaction, event);
        if (!inserted) {
            return failure(inserted);
        }
        if (*inserted == RatingInsert::Known) {
            ++merge.known;
        } else if (*inserted == RatingInsert::Conflict) {
            refuse(merge, "The event " + event.id + " of " + event.rater + " on feature " +
                              std::to_string(event.feature.value()) + " is another event in this workspace.");
        } else {
            ++merge.added;
            added.insert(event.id);
            people = people || event.raterKind == RaterKind::Human;
        }
    }
    if (people) {
        const auto log = readRatings(transaction.database(), {});
        if (!log) {
            return failure(log);
        }
        merge.newConflicts = newConflicts(log->events, added);
    }
    return merge;
}

Result<bool> adoptRatingRun(Database& database, const fs::path& runFolder, const std::string& runId, bool finished) {
    const fs::path path = runFolder / runRatingsName;
    // Looked at before it is read: what a worker appends meanwhile makes it differ at the next call.
    const auto source = sourceOf(path);
    const auto merged = readRatingSources(database);
    if (!merged) {
        return failure(merged);
    }
    const auto last = merged->find(runId);
    const bool unread = source && (last == merged->end() || last->second != *source);
    if (!unread && !finished) {
        return false;
    }
    auto events = unread && source->bytes > 0 ? judgeEvents(path) : Result<std::vector<RatingEvent>>{};
    if (!events) {
        return failure(events);
    }
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto adoptions = readAdoptions(database);
    if (!adoptions) {
        return failure(adoptions);
    }
    if (adoptions->contains(runId)) {
        return false;
    }
    bool changed = false;
    Status written = unread ? mergeRunFile(*transaction, *events, runId, *source, changed) : Status();
    if (written && finished) {
        const bool anything = source && source->bytes > 0;
        written = putAdoption(
            *transaction,
            {runId, "ratings", {}, anything ? AdoptionState::Done : AdoptionState::Nothing, utcTimestamp()});
    }
    if (written) {
        written = transaction->commit();
    }
    if (!written) {
        return failure(written);
    }
    return changed || finished;
}

}  // namespace saferscope
