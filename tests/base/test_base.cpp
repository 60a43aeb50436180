// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/half.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/mapped_file.h"
#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/base/text_check.h"
#include "tests/support/check.h"

#include <array>
#include <bit>
#include <fstream>
#include <limits>
#include <set>
#include <sys/stat.h>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t filesIn(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST(atomic_file_replaces_whole_or_not_at_all) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.txt";
    CHECK_OK(writeFileAtomically(path, "first"));
    {
        auto abandoned = AtomicFile::create(path);
        CHECK_OK(abandoned);
        CHECK_OK(abandoned->append("second"));
    }
    CHECK_EQ(contents(path), "first");
    CHECK_EQ(filesIn(folder.path()), 1u);
    CHECK_OK(writeFileAtomically(path, "third"));
    CHECK_EQ(contents(path), "third");
    CHECK(!writeFileAtomically(folder.path() / "none" / "b.txt", "x"));
}

TEST(commit_folder_replaces_the_older_one) {
    const TemporaryFolder folder;
    for (const char* text : {"old", "new"}) {
        std::filesystem::create_directories(folder.path() / "tmp" / "inner");
        CHECK_OK(writeFileAtomically(folder.path() / "tmp" / "inner" / "f", text));
        CHECK_OK(commitFolder(folder.path() / "tmp", folder.path() / "final"));
        CHECK_EQ(contents(folder.path() / "final" / "inner" / "f"), text);
    }
    CHECK_EQ(filesIn(folder.path()), 1u);
}

TEST(mapped_file_refuses_a_fifo_without_blocking) {
    const TemporaryFolder folder;
    const auto fifo = folder.path() / "fifo";
    CHECK_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    CHECK(!MappedFile::open(fifo));
    CHECK(!MappedFile::open(folder.path()));
    CHECK(!readJsonFile(fifo));
    CHECK_OK(writeFileAtomically(folder.path() / "empty", ""));
    const auto empty = MappedFile::open(folder.path() / "empty");
    CHECK_OK(empty);
    CHECK(empty->bytes().empty());
}

TEST(sha256_matches_the_standard_examples) {  // FIPS 180-4
    CHECK_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const TemporaryFolder folder;
    CHECK_OK(writeFileAtomically(folder.path() / "f", "abc"));
    CHECK_EQ(*sha256File(folder.path() / "f"), sha256Hex("abc"));
}

TEST(json_refuses_deep_nesting_and_names_the_place) {
    CHECK(!parseJson(std::string(100000, '['), "deep"));
    CHECK(!parseJson(std::string(70, '[') + std::string(70, ']'), "deep"));
    CHECK_OK(parseJson(std::string(60, '[') + std::string(60, ']'), "flat"));
    const auto broken = parseJson("{\"a\": }", "line 3 of x.jsonl");
    CHECK(!broken);
    CHECK(broken.error().message.find("line 3 of x.jsonl") != std::string::npos);
    const Json object = Json::parse(R"({"n": "text"})");
    CHECK(!jsonMember<int>(object, "n", "config.json"));
    CHECK(!jsonMember<int>(object, "absent", "config.json"));
    CHECK_EQ(*jsonMemberOr<int>(object, "absent", 7, "config.json"), 7);
    CHECK_EQ(dumpJson(Json("\xff")), "\"\xef\xbf\xbd\"");
}

TEST(json_whole_numbers_are_neither_cut_nor_wrapped) {
    const Json object = Json::parse(R"({"half": 5.5, "as_float": 32.0, "huge": 1e300, "wide": 4294967301, "minus": -1,
        "most": 18446744073709551615, "least": -9223372036854775808, "beyond": 9007199254740994.0, "yes": true,
        "list": [1, 2.0, 3], "bad_list": [1, 2.5], "map": {"a": 7}, "bad_map": {"a": -7}, "text": "5"})");
    const auto taken = [&]<class T>(const char* key, T expected) {
        const auto number = jsonMember<T>(object, key, "config.json");
        CHECK_OK(number);
        CHECK_EQ(*number, expected);
    };
    const auto refused = [&]<class T>(const char* key, T) { CHECK(!jsonMember<T>(object, key, "config.json")); };
    taken("as_float", std::int32_t{32});
    taken("most", std::numeric_limits<std::uint64_t>::max());
    taken("least", std::numeric_limits<std::int64_t>::min());
    taken("wide", std::int64_t{4294967301});
    taken("minus", std::int8_t{-1});
    taken("half", 5.5);
    taken("list", std::vector<std::int64_t>{1, 2, 3});
    taken("map", std::map<std::string, std::uint64_t>{{"a", 7}});
    for (const char* key : {"half", "huge", "wide", "most", "least", "beyond", "yes", "text", "list", "map"}) {
        refused(key, std::int32_t{});
        refused(key, std::uint32_t{});
    }
    refused("most", std::int64_t{});
    refused("minus", std::uint64_t{});
    refused("beyond", std::int64_t{});
    for (const char* key : {"bad_list", "map", "half"}) {
        refused(key, std::vector<std::int64_t>{});
    }
    for (const char* key : {"bad_map", "list", "half"}) {
        refused(key, std::map<std::string, std::uint64_t>{});
    }
    CHECK_EQ(jsonMember<std::uint8_t>(object, "half", "config.json").error().message,
             "config.json: \"half\" should be a whole number from 0 to 255.");
    CHECK_EQ(jsonMember<int>(object, "text", "config.json").error().message,
             "config.json: \"text\" has the wrong type.");
    // null is an absent member for the one with a default, and a wrong type for the other
    CHECK_EQ(*jsonMemberOr<int>(Json{{"n", nullptr}}, "n", 7, "config.json"), 7);
    CHECK(!jsonMember<int>(Json{{"n", nullptr}}, "n", "config.json"));
}

TEST(half_round_trips_every_value) {
    for (std::uint32_t bits = 0; bits < 0x10000u; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = halfToFloat(half);
        if (std::isnan(value)) {
            CHECK(std::isnan(halfToFloat(floatToHalf(value))));
        } else {
            CHECK_EQ(floatToHalf(value), half);
        }
    }
    CHECK_EQ(floatToHalf(65519.0f), 0x7bffu);
    CHECK_EQ(floatToHalf(65520.0f), 0x7c00u);
    CHECK_EQ(floatToHalf(1.0f + 1.0f / 2048), 0x3c00u);  // tie to even
    CHECK_EQ(floatToHalf(1.0f + 3.0f / 2048), 0x3c02u);
}

TEST(bfloat16_rounds_to_nearest_even) {
    CHECK_EQ(floatToBfloat16(1.0f), 0x3f80u);
    CHECK_EQ(floatToBfloat16(std::bit_cast<float>(0x3f808000u)), 0x3f80u);
    CHECK_EQ(floatToBfloat16(std::bit_cast<float>(0x3f818000u)), 0x3f82u);
    CHECK(std::isnan(bfloat16ToFloat(floatToBfloat16(std::numeric_limits<float>::quiet_NaN()))));
}

TEST(random_is_fair_and_restorable) {
    Random random(7);
    std::array<int, 6> counts{};
    double sum = 0.0;
    double squares = 0.0;
    constexpr int draws = 60000;
    for (int i = 0; i < draws; ++i) {
        ++counts[random.below(6)];
        const double normal = random.normal();
        sum += normal;
        squares += normal * normal;
    }
    for (const int count : counts) {
        CHECK_NEAR(count, draws / 6, 400);
    }
    CHECK_NEAR(sum / draws, 0.0, 0.02);
    CHECK_NEAR(squares / draws, 1.0, 0.03);
    const std::string state = random.state();
    const auto next = random.next();
    CHECK(random.restore(state));
    CHECK_EQ(random.next(), next);
    CHECK(!random.restore("nonsense"));
    std::array<int, 5> values{0, 1, 2, 3, 4};
    random.shuffle(std::span<int>(values));
    CHECK_EQ(std::set<int>(values.begin(), values.end()).size(), 5u);
}

TEST(utf8_is_checked_and_mended) {
    for (const char* good : {"", "plain", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\xa6\x99"}) {
        CHECK(isValidUtf8(good));
        CHECK_EQ(toValidUtf8(good), good);
    }
    for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xe2\x82", "\xff"}) {
        CHECK(!isValidUtf8(bad));
        CHECK(isValidUtf8(toValidUtf8(bad)));
    }
    CHECK_EQ(toValidUtf8("a\xffz"), "a\xef\xbf\xbdz");
}

TEST(progress_reports_first_and_last) {
    std::vector<Progress> seen;
    ProgressMeter meter("Reading", 1000, [&](const Progress& progress) { seen.push_back(progress); });
    for (int i = 0; i < 1000; ++i) {
        meter.advance();
    }
    meter.finish();
    CHECK_EQ(seen.front().done, 0u);
    CHECK_EQ(seen.back().done, 1000u);
    CHECK(seen.size() < 50u);  // throttled
}

TEST(timestamps_are_utc) {
    CHECK_EQ(utcTimestamp(0.0), "1970-01-01T00:00:00Z");
    CHECK(timeOrderedName() != timeOrderedName() || timeOrderedName() != timeOrderedName());
}
