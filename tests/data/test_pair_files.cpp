// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/pair_files.h"
#include "tests/support/gzip.h"

#include <sys/stat.h>

using namespace saferscope;
using check::readOut;
using check::TemporaryFolder;
using check::writeFile;

namespace {

const std::string one = R"({"prompt":"p","chosen":"a","rejected":"b"})"
                        "\n";

std::string manyLines(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += R"({"id":"n)" + std::to_string(i * 7919) + R"(","prompt":"p","chosen":"a","rejected":"b"})" + "\n";
    }
    return text;
}

Error openError(const std::filesystem::path& path, PairReaderOptions options = {}) {
    const auto reader = PairReader::open(path, options);
    CHECK(!reader);
    CHECK(!reader.error().message.empty());
    return reader.error();
}

// The error that reading to the end meets; fails when there is none.
Error readError(const std::filesystem::path& path, PairReaderOptions options = {}) {
    auto reader = PairReader::open(path, options);
    if (!reader) {
        return reader.error();
    }
    while (true) {
        const auto pair = reader->next();
        if (!pair) {
            CHECK_EQ(reader->next().error().message, pair.error().message);  // it says so again
            return pair.error();
        }
        CHECK(pair->has_value());
    }
}

}  // namespace

TEST(gzip_reads_like_the_plain_file) {
    const TemporaryFolder folder;
    const std::string text = manyLines(20000);
    writeFile(folder.path() / "plain.jsonl", text);
    writeFile(folder.path() / "small.jsonl.gz", check::gzipped(text));
    // Several members and zero padding, as `cat a.gz b.gz` and tapes make them.
    writeFile(folder.path() / "members.jsonl.gz",
              check::gzipped(text.substr(0, 700)) + check::gzipped(text.substr(700)) + std::string(512, '\0'));
    const auto plain = readOut(folder.path() / "plain.jsonl");
    CHECK_EQ(plain.pairs.size(), 20000u);
    CHECK(readOut(folder.path() / "small.jsonl.gz").pairs == plain.pairs);
    CHECK(readOut(folder.path() / "members.jsonl.gz").pairs == plain.pairs);
    writeFile(folder.path() / "array.json.gz", check::gzipped("[" + one + "," + one + "]"));
    CHECK_EQ(readOut(folder.path() / "array.json.gz").pairs.size(), 2u);
}

TEST(corrupt_and_cut_off_gzip_fail_the_file) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.jsonl.gz";
    const std::string whole = check::gzipped(manyLines(3000));
    for (const std::size_t keep : {std::size_t{3}, std::size_t{12}, whole.size() / 2, whole.size() - 1}) {
        writeFile(path, whole.substr(0, keep));
        const auto error = readError(path);
        CHECK(error.code == ErrorCode::InvalidInput);
        CHECK(error.message.find("ends too early") != std::string::npos);
    }
    std::string flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 0x10);
    writeFile(path, flipped);
    CHECK(readError(path).message.find("not a whole gzip file") != std::string::npos);
    writeFile(path, whole + "rubbish");
    CHECK(readError(path).code == ErrorCode::InvalidInput);
}

TEST(a_zip_bomb_stops_at_the_cap) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "bomb.jsonl.gz";
    const std::string bomb = check::gzipped(one + std::string(200u << 20, 'x'));
    CHECK(bomb.size() < (1u << 20));
    writeFile(path, bomb);
    PairReaderOptions options;
    options.maxTotalBytes = 10u << 20;
    const auto error = readError(path, options);
    CHECK(error.code == ErrorCode::InvalidInput);
    CHECK(error.message.find("more than 10485760 bytes") != std::string::npos);
    // Below the cap the same file is one pair and one line too long, which never was in memory.
    const auto read = readOut(path, {.maxLineBytes = 1u << 20});
    CHECK_EQ(read.pairs.size(), 1u);
    CHECK(read.issues.at(0).reason.find("longer than 1 MiB") != std::string::npos);
}

TEST(files_that_cannot_be_read_say_why) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.jsonl";
    CHECK(openError(path).code == ErrorCode::NotFound);
    CHECK(openError(folder.path()).message.find("not a regular file") != std::string::npos);
    CHECK_EQ(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
    CHECK(openError(folder.path() / "fifo").message.find("not a regular file") != std::string::npos);
    CHECK(openError("/dev/zero").message.find("not a regular file") != std::string::npos);
    for (const char* empty : {"", "\n\n", "\xef\xbb\xbf", "  \t\r\n"}) {
        writeFile(path, empty);
        const auto error = openError(path);
        CHECK(error.code == ErrorCode::InvalidInput);
        CHECK(error.message.find("is empty") != std::string::npos);
    }
    writeFile(folder.path() / "empty.json", "[ ]");
    CHECK(openError(folder.path() / "empty.json").message.find("holds no records") != std::string::npos);
    writeFile(path, std::string_view("\xff\xfe{\0}\0", 6));
    CHECK(openError(path).message.find("UTF-16") != std::string::npos);
    writeFile(path, "\n\nnot json\nat all\n");
    CHECK(openError(path).message.find("record 3") != std::string::npos);
}

TEST(issues_are_counted_past_the_thousand_kept) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.jsonl";
    std::string text = one;
    for (int i = 0; i < 2500; ++i) {
        text += "{}\n";
    }
    writeFile(path, text);
    auto reader = PairReader::open(path);
    CHECK_OK(reader);
    CHECK(reader->next()->has_value());
    CHECK(!reader->next()->has_value());
    CHECK_EQ(reader->issueCount(), 2500u);
    CHECK_EQ(reader->issues().size(), 1000u);
    CHECK_EQ(reader->records(), 2501u);
}
