// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/storage/rating_store.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

// SQLite notices about a third of single flipped bits in its pages; every rating that one of them changes or hides has
// to be noticed by us, or the whole file refused.
TEST(no_flipped_bit_changes_a_rating_unnoticed) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    Random random(99);
    auto log = randomLog(random, 150);
    {
        auto database = Database::create(path);
        CHECK_OK(database);
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        for (const auto& event : log) {
            CHECK_OK(insertRating(*transaction, event));
        }
        CHECK_OK(transaction->commit());
    }
    std::ranges::sort(log, ratingBefore);
    const std::string good = contents(path);
    const int flips = faults::times(250, 1500);
    int refused = 0;
    int named = 0;
    int harmless = 0;
    for (int flip = 0; flip < flips; ++flip) {
        std::string bytes = good;
        const auto place = static_cast<std::size_t>(random.below(bytes.size()));
        bytes[place] = static_cast<char>(bytes[place] ^ (1 << random.below(8)));
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        std::filesystem::remove(folder.path() / "workspace.db-journal");
        const auto database = Database::open(path);
        const auto read = database ? readRatings(*database, {}) : failure(database);
        if (!read) {
            ++refused;
        } else if (!read->damaged.empty()) {
            ++named;
            CHECK(std::ranges::includes(log, read->events, ratingBefore));
            for (const auto& event : read->events) {  // and what is given out is true
                CHECK(*std::ranges::lower_bound(log, event, ratingBefore) == event);
            }
        } else {
            ++harmless;
            if (!(read->events == log)) {
                throw Failure("the flip at byte " + std::to_string(place) + " went unnoticed", __FILE__, __LINE__);
            }
        }
    }
    CHECK(named > flips / 30);
    CHECK(refused > 0);
    faults::report({6, "one bit of a database of ratings flipped", flips, 0, 0,
                    std::to_string(named) + " named by whoever reads the ratings, " + std::to_string(refused) +
                        " files refused, " + std::to_string(harmless) + " without effect on a rating"});
}
