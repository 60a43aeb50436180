// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/exports/event_file.h"
#include "tests/exports/event_reader.h"
#include "tests/support/check.h"

#include <cmath>
#include <limits>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string writeEvents(const std::filesystem::path& path) {
    auto file = EventFile::create(path, 1.5);
    CHECK_OK(file);
    const std::vector<std::pair<std::string, double>> values = {{"a", 1.0}};
    CHECK_OK(file->scalars(2.0, 300, values));
    CHECK_OK(file->commit());
    return contentsOf(path);
}

}  // namespace

// RFC 3720, appendix B.4, and the check value of the CRC catalogue.
TEST(crc32c_has_the_published_values) {
    std::string rising;
    std::string falling;
    for (int i = 0; i < 32; ++i) {
        rising += static_cast<char>(i);
        falling += static_cast<char>(31 - i);
    }
    CHECK_EQ(crc32c(std::string(32, '\0')), 0x8a9136aau);
    CHECK_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43u);
    CHECK_EQ(crc32c(rising), 0x46dd794eu);
    CHECK_EQ(crc32c(falling), 0x113fdb5cu);
    CHECK_EQ(crc32c("123456789"), 0xe3069283u);
    CHECK_EQ(crc32c(""), 0u);
    // ((crc >> 15) | (crc << 17)) + a282ead8, by hand.
    CHECK_EQ(maskedCrc32c(std::string(32, '\0')), ((0x8a9136aau >> 15) | (0x8a9136aau << 17)) + 0xa282ead8u);
}

// Worked out by hand from the two .proto files and the record layout.
TEST(an_event_file_has_the_bytes_of_the_format) {
    const TemporaryFolder folder;
    const std::string bytes = writeEvents(folder.path() / "events.out.tfevents.1.x");
    const std::string version(
        "\x09\x00\x00\x00\x00\x00\x00\xf8\x3f\x1a\x0d"
        "brain.Event:2",
        24);
    const std::string scalar(
        "\x09\x00\x00\x00\x00\x00\x00\x00\x40"  // wall_time 2.0
        "\x10\xac\x02"                          // step 300
        "\x2a\x0a"                              // summary, 10 bytes
        "\x0a\x08"                              // value, 8 bytes
        "\x0a\x01"
        "a"                     // tag
        "\x15\x00\x00\x80\x3f"  // simple_value 1.0f
        ,
        24);
    CHECK_EQ(bytes.size(), 2 * (12 + 24 + 4));
    CHECK_EQ(bytes.substr(0, 8), std::string("\x18\0\0\0\0\0\0\0", 8));
    CHECK_EQ(bytes.substr(12, 24), version);
    CHECK_EQ(bytes.substr(40 + 12, 24), scalar);
}

TEST(what_was_written_is_read_back) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.2.x";
    Random random(5);
    std::vector<ReadEvent> written;
    auto file = EventFile::create(path, 10.0);
    CHECK_OK(file);
    for (int i = 0; i < 3000; ++i) {
        ReadEvent event;
        event.wallTime = 1.7e9 + random.uniform() * 1e6;
        event.step = random.next() >> (random.below(63) + 1);
        for (std::uint64_t tag = random.below(4); tag < 4; ++tag) {
            event.values.emplace_back("tag/" + std::to_string(tag),
                                      random.normal() * std::pow(10.0, random.normal() * 8));
        }
        CHECK_OK(file->scalars(event.wallTime, event.step, event.values));
        written.push_back(event);
    }
    CHECK_OK(file->commit());
    const auto read = readEventFile(contentsOf(path));
    CHECK_EQ(read.size(), written.size() + 1);
    CHECK_EQ(read[0].fileVersion, std::string("brain.Event:2"));
    CHECK_EQ(read[0].wallTime, 10.0);
    for (std::size_t i = 0; i < written.size(); ++i) {
        CHECK_EQ(read[i + 1].wallTime, written[i].wallTime);
        CHECK_EQ(read[i + 1].step, written[i].step);
        CHECK_EQ(read[i + 1].values.size(), written[i].values.size());
        for (std::size_t v = 0; v < written[i].values.size(); ++v) {
            CHECK_EQ(read[i + 1].values[v].first, written[i].values[v].first);
            CHECK_EQ(read[i + 1].values[v].second,
                     static_cast<double>(static_cast<float>(written[i].values[v].second)));
        }
    }
}

TEST(values_that_are_not_finite_stay_what_they_are) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.3.x";
    auto file = EventFile::create(path, 0.0);
    CHECK_OK(file);
    const std::vector<std::pair<std::string, double>> values = {{"nan", std::numeric_limits<double>::quiet_NaN()},
                                                                {"inf", std::numeric_limits<double>::infinity()}};
    CHECK_OK(file->scalars(0.0, 0, values));
    CHECK_OK(file->commit());
    const auto read = readEventFile(contentsOf(path));
    CHECK(std::isnan(read.at(1).values.at(0).second));
    CHECK(std::isinf(read.at(1).values.at(1).second));
}

TEST(the_reader_of_these_tests_sees_every_changed_byte) {
    const TemporaryFolder folder;
    const std::string bytes = writeEvents(folder.path() / "events.out.tfevents.4.x");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string damaged = bytes;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        bool seen = false;
        try {
            readEventFile(damaged);
        } catch (const Failure&) {
            seen = true;
        }
        CHECK(seen);
    }
}
