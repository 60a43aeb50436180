// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_file.h"
#include "core/storage/rating_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/rating_merge.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// Ids and times where the caller left them empty; times rise from `newest`, so that an undo comes after what it undoes.
void complete(RatingEvent& event, std::string& newest) {
    if (event.id.empty()) {
        event.id = newRatingId();
    }
    if (event.createdAt.empty()) {
        event.createdAt = ratingTimestamp(newest);
        newest = event.createdAt;
    }
}

tl::unexpected<Error> idInUse(const std::string& sentence) {
    return fail(ErrorCode::InvalidInput, sentence, "Leave the id empty, and a new one is made.");
}

RatingLog orLoggedDamage(RatingLog log, const fs::path& workspace) {
    if (!log.damaged.empty()) {
        log::error("{} ratings in {} are damaged and left out, first {}.", log.damaged.size(), workspace.string(),
                   log.damaged.front());
    }
    return log;
}

}  // namespace

Result<RatingEvent> Workspace::appendRating(RatingEvent event) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    auto newest = newestRatingTime(m_impl->database);
    if (!newest) {
        return failure(newest);
    }
    complete(event, *newest);
    const auto inserted = insertRating(*transaction, event);
    if (!inserted) {
        return failure(inserted);
    }
    if (*inserted == RatingInsert::Conflict) {
        return idInUse("The id " + event.id + " means another event in this workspace.");
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return event;
}

Result<RatingMerge> Workspace::mergeRatings(const std::vector<RatingEvent>& events) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    auto newest = newestRatingTime(m_impl->database);
    if (!newest) {
        return failure(newest);
    }
    std::vector<RatingEvent> completed = events;
    for (auto& event : completed) {
        complete(event, *newest);
    }
    auto merge = mergeInto(*transaction, completed);
    if (!merge) {
        return failure(merge);
    }
    if (!merge->refused.empty()) {
        return idInUse(merge->refused.front());
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return merge;
}

Result<RatingMerge> Workspace::mergeRatingsFile(const fs::path& path) {
    auto file = readRatingFile(path);
    if (!file) {
        return failure(file);
    }
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    auto merge = mergeInto(*transaction, file->events);
    if (!merge) {
        return failure(merge);
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    merge->refused.insert(merge->refused.begin(), file->problems.begin(), file->problems.end());
    merge->refusedCount += file->problemCount;
    return merge;
}

Status Workspace::exportRatings(const fs::path& file) const {
    auto events = ratings();
    if (!events) {
        return failure(events);
    }
    return writeRatingFile(file, std::move(*events));
}

Result<std::vector<RatingEvent>> Workspace::ratings(const std::string& saeHash) const {
    auto log = readRatings(m_impl->database, saeHash);
    if (!log) {
        return failure(log);
    }
    return orLoggedDamage(std::move(*log), m_impl->folder).events;
}

std::vector<std::string> Workspace::damagedRatings() const {
    return m_impl->orEmpty(readRatings(m_impl->database, {})).damaged;
}

std::vector<std::string> Workspace::raters() const {
    auto names = m_impl->orEmpty(readRaters(m_impl->database));
    for (auto& name : m_impl->orEmpty(readRatersOfLog(m_impl->database))) {
        const bool plain = checkRaterName(name, {}).has_value();  // a damaged row's may not be
        if (plain && std::ranges::find(names, name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

Status Workspace::addRater(const std::string& name) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    if (auto added = saferscope::addRater(*transaction, name); !added) {
        return added;
    }
    return transaction->commit();
}

std::vector<FeatureSet> Workspace::featureSets() const { return m_impl->orEmpty(readFeatureSets(m_impl->database)); }

Result<FeatureSet> Workspace::featureSet(const std::string& name) const {
    auto sets = readFeatureSets(m_impl->database);
    if (!sets) {
        return failure(sets);
    }
    for (auto& set : *sets) {
        if (set.name == name) {
            return std::move(set);
        }
    }
    return fail(ErrorCode::NotFound, "The workspace has no feature set \"" + name + "\".",
                "`safer sets list` names those it has.");
}

Status Workspace::saveFeatureSet(const FeatureSet& set, bool replace) {
    if (!isPlainName(set.name)) {
        return fail(ErrorCode::Usage, "\"" + set.name + "\" cannot be the name of a feature set.",
                    "Take a short name without slashes and without a leading dot.");
    }
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    if (!replace) {
        const auto known = hasFeatureSet(m_impl->database, set.name);
        if (!known) {
            return failure(known);
        }
        if (*known) {
            return fail(ErrorCode::InvalidInput, "There is a feature set \"" + set.name + "\" already.",
                        "Take another name, or remove that set first.");
        }
    }
    if (auto put = putFeatureSet(*transaction, set); !put) {
        return put;
    }
    return transaction->commit();
}

Status Workspace::removeFeatureSet(const std::string& name) {
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto removed = deleteFeatureSet(*transaction, name);
    if (!removed) {
        return failure(removed);
    }
    if (!*removed) {
        return fail(ErrorCode::NotFound, "The workspace has no feature set \"" + name + "\".",
                    "`safer sets list` names those it has.");
    }
    return transaction->commit();
}

}  // namespace saferscope
