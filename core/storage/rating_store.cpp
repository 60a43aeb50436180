// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rating_store.h"

#include "core/storage/rating_row.h"
#include "core/storage/sqlite_guard.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace {

const std::string columns = std::string("SELECT ") + ratingColumns + " FROM rating_event";

constexpr std::size_t maxDamagedNamed = 1000;  // a flipped bit can make a position of many digits

struct Row {
    RatingEvent event;
    std::string id;  ///< as the row spells it, damaged or not
    std::int64_t position = 0;
    std::int64_t copy = 0;
    bool intact = false;
};

// A flipped bit may have turned any column into anything, and SQLite does not notice: whatever cannot be read as what
// it should be counts as damaged, and so does whatever reads well but has another hash.
Row rowFrom(SQLite::Statement& query) {
    Row row;
    RatingEvent& event = row.event;
    event.id = row.id = query.getColumn(0).getString();
    event.createdAt = query.getColumn(1).getString();
    event.saeHash = query.getColumn(2).getString();
    const std::int64_t feature = query.getColumn(3).getInt64();
    event.feature = FeatureId(static_cast<std::uint32_t>(feature));
    event.rater = query.getColumn(4).getString();
    const auto kind = raterKindFromName(query.getColumn(5).getString());
    const auto action = ratingActionFromName(query.getColumn(6).getString());
    if (!query.getColumn(7).isNull()) {
        event.score = query.getColumn(7).getInt();
    }
    event.text = query.getColumn(8).getString();
    event.target = query.getColumn(9).getString();
    const int blind = query.getColumn(10).getInt();
    event.blind = blind == 1;
    auto details = parseJson(query.getColumn(11).getString(), "details");
    row.position = query.getColumn(13).getInt64();
    row.copy = query.getColumn(14).getInt64();
    if (!kind || !action || !details || feature != event.feature.value() || (blind != 0 && blind != 1)) {
        return row;
    }
    event.raterKind = *kind;
    event.action = *action;
    event.details = std::move(*details);
    row.intact = checkRatingEvent(event, {}) && ratingHash(event) == query.getColumn(12).getString();
    return row;
}

std::string nameOf(const Row& row) {
    const bool plain = row.id.size() == 32 && row.id.find_first_not_of("0123456789abcdef") == std::string::npos;
    return plain ? "event " + row.id : "row " + std::to_string(row.position);
}

void bindEvent(SQLite::Statement& insert, const RatingEvent& event, std::int64_t copy) {
    insert.bind(1, event.id);
    insert.bind(2, event.createdAt);
    insert.bind(3, event.saeHash);
    insert.bind(4, static_cast<std::int64_t>(event.feature.value()));
    insert.bind(5, event.rater);
    insert.bind(6, raterKindName(event.raterKind));
    insert.bind(7, ratingActionName(event.action));
    if (event.score) {
        insert.bind(8, *event.score);
    } else {
        insert.bind(8);
    }
    insert.bind(9, event.text);
    insert.bind(10, event.target);
    insert.bind(11, event.blind ? 1 : 0);
    insert.bind(12, dumpJson(event.details));
    insert.bind(13, ratingHash(event));
    insert.bind(14, copy);
}

}  // namespace

std::optional<RatingEvent> intactRatingOf(SQLite::Statement& query) {
    Row row = rowFrom(query);
    return row.intact ? std::optional(std::move(row.event)) : std::nullopt;
}

std::string ratingNameOf(SQLite::Statement& query) { return nameOf(rowFrom(query)); }

Result<RatingLog> readRatings(const Database& database, const std::string& saeHash) {
    return guarded(database, "read the ratings", [&]() -> Result<RatingLog> {
        RatingLog log;
        std::vector<Row> damaged;
        std::set<std::string> intact;
        std::int64_t expected = 1;
        // By the table itself and not by an index, whose own damage could hide a row.
        SQLite::Statement query(database.handle(), columns + " NOT INDEXED ORDER BY position");
        while (query.executeStep()) {
            Row row = rowFrom(query);
            for (; expected < row.position && log.damaged.size() < maxDamagedNamed; ++expected) {
                log.damaged.push_back("row " + std::to_string(expected));
            }
            expected = row.position + 1;
            if (!row.intact) {
                damaged.push_back(std::move(row));
            } else if (intact.insert(row.event.id).second && (saeHash.empty() || row.event.saeHash == saeHash)) {
                log.events.push_back(std::move(row.event));
            }
        }
        // A damaged page can end the table early. The index by time lies on other pages and knows how many there were.
        const std::int64_t known = database.handle()
                                       .execAndGet("SELECT count(*) FROM rating_event INDEXED BY rating_event_by_time")
                                       .getInt64();
        for (; expected <= known && log.damaged.size() < maxDamagedNamed; ++expected) {
            log.damaged.push_back("row " + std::to_string(expected));
        }
        for (const auto& row : damaged) {
            if (!intact.contains(row.id)) {
                log.damaged.push_back(nameOf(row));
            }
        }
        std::ranges::sort(log.events, ratingBefore);
        return log;
    });
}

Result<std::vector<RatingEvent>> readRatingsAfter(const Database& database, std::int64_t& position, int most) {
    return guarded(database, "read the ratings", [&]() -> Result<std::vector<RatingEvent>> {
        std::vector<RatingEvent> events;
        SQLite::Statement query(database.handle(),
                                columns + " NOT INDEXED WHERE position > ? ORDER BY position LIMIT ?");
        query.bind(1, position);
        query.bind(2, most);
        std::int64_t last = position;
        while (query.executeStep()) {
            Row row = rowFrom(query);
            last = row.position;
            if (row.intact) {
                events.push_back(std::move(row.event));
            }
        }
        position = last;
        return events;
    });
}

Result<std::string> newestRatingTime(const Database& database) {
    return guarded(database, "read the ratings", [&]() -> Result<std::string> {
        SQLite::Statement query(database.handle(), "SELECT max(created_at) FROM rating_event WHERE created_at < ?");
        query.bind(1, ratingTimeEnd);  // a damaged time must not push all others
        const bool found = query.executeStep() && !query.getColumn(0).isNull();
        return found ? query.getColumn(0).getString() : std::string();
    });
}

Result<std::vector<std::string>> readRatersOfLog(const Database& database) {
    return guarded(database, "read the raters", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        SQLite::Statement query(database.handle(),
                                "SELECT DISTINCT rater FROM rating_event WHERE kind = 'human' ORDER BY rater");
        while (query.executeStep()) {
            names.push_back(query.getColumn(0).getString());
        }
        return names;
    });
}

Result<RatingInsert> insertRating(Transaction& transaction, const RatingEvent& event) {
    const Database& database = transaction.database();
    if (auto checked = checkRatingEvent(event, "The rating event " + event.id); !checked) {
        return failure(checked);
    }
    return guarded(database, "save a rating", [&]() -> Result<RatingInsert> {
        std::int64_t copy = 0;
        SQLite::Statement query(database.handle(), columns + " WHERE id = ?");
        query.bind(1, event.id);
        while (query.executeStep()) {
            const Row row = rowFrom(query);
            if (row.intact) {
                // By the line and not by ==: details that spell a number differently are the same event.
                return ratingLine(row.event) == ratingLine(event) ? RatingInsert::Known : RatingInsert::Conflict;
            }
            copy = std::max(copy, row.copy + 1);
        }
        SQLite::Statement insert(
            database.handle(),
            "INSERT INTO rating_event (id, created_at, sae_hash, feature, rater, kind, action, score, text, target, "
            "blind, details, hash, copy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        bindEvent(insert, event, copy);
        insert.exec();
        return RatingInsert::Added;
    });
}

Result<std::map<std::string, RatingSource>> readRatingSources(const Database& database) {
    using Sources = std::map<std::string, RatingSource>;
    return guarded(database, "read the rating runs", [&]() -> Result<Sources> {
        Sources sources;
        SQLite::Statement query(database.handle(), "SELECT run_id, bytes, modified_ns FROM rating_source");
        while (query.executeStep()) {
            sources[query.getColumn(0).getString()] = {query.getColumn(1).getInt64(), query.getColumn(2).getInt64()};
        }
        return sources;
    });
}

}  // namespace saferscope
