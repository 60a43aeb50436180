// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/text_reader.h"
#include "tests/data/pair_files.h"
#include "tests/support/gzip.h"

#include <stop_token>

#ifdef SAFERSCOPE_HAVE_ZSTD
#include <zstd.h>
#endif

using namespace saferscope;
using check::TemporaryFolder;
using check::writeFile;

namespace {

/// All documents, or the first error.
Result<std::vector<std::string>> readAll(const std::filesystem::path& path, TextReaderOptions options = {}) {
    auto reader = TextReader::open(path, std::move(options));
    if (!reader) {
        return failure(reader);
    }
    std::vector<std::string> documents;
    while (true) {
        auto document = reader->next();
        if (!document) {
            return failure(document);
        }
        if (!*document) {
            CHECK_EQ(reader->bytesRead(), reader->bytesTotal());
            return documents;
        }
        documents.push_back(std::move(**document));
    }
}

std::filesystem::path fileOf(const TemporaryFolder& folder, const std::string& name, const std::string& bytes) {
    writeFile(folder.path() / name, bytes);
    return folder.path() / name;
}

bool says(const Error& error, const std::string& part) { return error.message.find(part) != std::string::npos; }

const std::vector<std::string> twoTexts = {"Grüße, 世界!\nA second line.", "b"};
const std::string twoLines = "{\"text\":\"Grüße, 世界!\\nA second line.\",\"id\":1}\n\n{\"url\":\"x\",\"text\":\"b\"}";

}  // namespace

TEST(texts_of_every_form_are_the_same) {
    const TemporaryFolder folder;
    std::vector<std::filesystem::path> files = {
        fileOf(folder, "lines.jsonl", twoLines), fileOf(folder, "mark.jsonl", "\xef\xbb\xbf" + twoLines + "\r\n"),
        fileOf(folder, "lines.jsonl.gz", check::gzipped(twoLines)),
        fileOf(folder, "array.json", "[\"Grüße, 世界!\\nA second line.\", {\"text\":\"b\"}]"),
        fileOf(folder, "table.csv", "text,id\n\"Grüße, 世界!\nA second line.\",1\nb,2\n")};
#ifdef SAFERSCOPE_HAVE_ZSTD
    std::string packed(ZSTD_compressBound(twoLines.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), twoLines.data(), twoLines.size(), 3));
    files.push_back(fileOf(folder, "lines.jsonl.zst", packed));
#endif
    for (const auto& file : files) {
        const auto documents = readAll(file);
        CHECK_OK(documents);
        if (*documents != twoTexts) {
            throw check::Failure(file.string() + " reads otherwise", __FILE__, __LINE__);
        }
    }
    const auto renamed = fileOf(folder, "content.jsonl", "{\"content\":\"b\",\"text\":\"not this\"}\n");
    CHECK(*readAll(renamed, {.member = "content"}) == std::vector<std::string>{"b"});
}

TEST(a_txt_file_is_one_document) {
    const TemporaryFolder folder;
    const std::string text = "{\"text\": \"no record here\"}\n\n,;\t\"lines\n";
    CHECK(*readAll(fileOf(folder, "a.txt", text)) == std::vector<std::string>{text});
    CHECK(*readAll(fileOf(folder, "b.TXT", "\xef\xbb\xbf" + text)) == std::vector<std::string>{text});
    CHECK(*readAll(fileOf(folder, "c.txt.gz", check::gzipped(text))) == std::vector<std::string>{text});
    std::string large;  // of several chunks of the source
    for (int i = 0; i < 100000; ++i) {
        large += "line " + std::to_string(i) + "\n";
    }
    CHECK(*readAll(fileOf(folder, "d.txt", large)) == std::vector<std::string>{large});
}

TEST(bad_records_are_named_or_left_out) {
    const TemporaryFolder folder;
    const std::string good = "{\"text\":\"good\"}\n";
    struct Bad {
        std::string line;
        std::string says;
    };
    for (const Bad& bad :
         std::vector<Bad>{{"{broken", "line 3"},
                          {"{\"id\": 3}", "has no text \"text\""},
                          {"{\"text\": 3}", "has no text \"text\""},
                          {"{\"text\": null}", "has no text \"text\""},
                          {"[\"text\"]", "has no text \"text\""},
                          {"{\"text\":\"\xc3(\"}", "line 3"},
                          {"{\"text\":\"\\ud800\"}", "line 3"},
                          {"{\"text\":\"" + std::string(5000, 'x') + "\"}", "longer than 4000 bytes"}}) {
        const auto file = fileOf(folder, "bad.jsonl", good + good + bad.line + "\n" + good);
        const auto refused = readAll(file, {.maxBytes = 4000});
        CHECK(!refused);
        CHECK(refused.error().code == ErrorCode::InvalidInput);
        const std::string sentence = refused.error().message;
        if (sentence.find("ine 3") == std::string::npos || sentence.find(file.string()) == std::string::npos ||
            sentence.find(bad.says.substr(1)) == std::string::npos || !sentence.ends_with('.') ||
            sentence.find("..") != std::string::npos) {
            throw check::Failure(sentence, __FILE__, __LINE__);
        }
        auto reader = TextReader::open(file, {.skipBad = true, .maxBytes = 4000});
        CHECK_OK(reader);
        for (int i = 0; i < 3; ++i) {
            CHECK_EQ(**reader->next(), std::string("good"));
        }
        CHECK(!reader->next()->has_value());
        CHECK_EQ(reader->skipped(), std::uint64_t{1});
        CHECK_EQ(reader->firstSkipped(), sentence);
    }
    const auto array = readAll(fileOf(folder, "bad.json", "[\"a\", 3]"));
    CHECK(!array && says(array.error(), "Element 2 of "));
    const auto cut = readAll(fileOf(folder, "cut.json", "[\"a\", \"b\""));
    CHECK(!cut && says(cut.error(), "cut off"));
}

TEST(bad_txt_files_are_named_or_left_out) {
    const TemporaryFolder folder;
    for (const auto& [name, bytes, part] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"empty.txt", "", "is empty"},
             {"latin1.txt",
              "Gr\xfc\xdf"
              "e",
              "is not UTF-8"},
             {"utf16.txt",
              std::string("\xff\xfe"
                          "a\0",
                          4),
              "UTF-16"},
             {"huge.txt", std::string(4001, 'x'), "more than 4000 bytes"},
             {"huge.txt.gz", check::gzipped(std::string(4001, 'x')), "more than 4000 bytes"}}) {
        const auto file = fileOf(folder, name, bytes);
        const auto refused = readAll(file, {.maxBytes = 4000});
        CHECK(!refused && refused.error().code == ErrorCode::InvalidInput);
        CHECK(says(refused.error(), part) && says(refused.error(), file.string()));
        auto reader = TextReader::open(file, {.skipBad = true, .maxBytes = 4000});
        CHECK_OK(reader);
        CHECK(!reader->next()->has_value());
        CHECK_EQ(reader->skipped(), std::uint64_t{1});
    }
    CHECK_EQ(readAll(fileOf(folder, "just.txt", std::string(4000, 'x')), {.maxBytes = 4000})->size(), 1u);
}

TEST(files_that_cannot_be_read_are_errors_even_where_bad_records_are_left_out) {
    const TemporaryFolder folder;
    const TextReaderOptions skip{.skipBad = true};
    for (const char* name : {"gone.jsonl", "gone.txt"}) {
        const auto gone = readAll(folder.path() / name, skip);
        CHECK(!gone && gone.error().code == ErrorCode::NotFound);
    }
    const auto empty = readAll(fileOf(folder, "empty.jsonl", " \n\n"), skip);
    CHECK(!empty && says(empty.error(), "is empty"));
    CHECK(empty.error().hint.find("pair") == std::string::npos);  // that would be another kind of file
    const std::string packed = check::gzipped(twoLines);
    for (const char* name : {"cut.jsonl.gz", "cut.txt.gz"}) {
        const auto cut = readAll(fileOf(folder, name, packed.substr(0, packed.size() - 9)), skip);
        CHECK(!cut && says(cut.error(), "gzip"));
    }
    std::filesystem::create_directory(folder.path() / "folder.txt");
    CHECK(!readAll(folder.path() / "folder.txt", skip));
    const auto bomb = readAll(fileOf(folder, "bomb.jsonl.gz", check::gzipped(std::string(1u << 20, 'x'))),
                              {.skipBad = true, .maxTotalBytes = 1u << 19});
    CHECK(!bomb && says(bomb.error(), "decompresses to more"));
}

TEST(a_stop_request_ends_reading) {
    const TemporaryFolder folder;
    std::stop_source stop;
    auto reader = TextReader::open(fileOf(folder, "a.jsonl", twoLines), {.stop = stop.get_token()});
    CHECK_OK(reader);
    CHECK(reader->next()->has_value());
    stop.request_stop();
    const auto stopped = reader->next();
    CHECK(!stopped && stopped.error().code == ErrorCode::Interrupted);
}

TEST(the_name_of_a_files_content_changes_with_it) {
    const TemporaryFolder folder;
    const auto file = fileOf(folder, "a.txt", "one");
    const std::string one = *textFileHash(file);
    CHECK_EQ(one.size(), 64u);
    writeFile(file, "two");
    CHECK(*textFileHash(file) != one);
    writeFile(file, "one");
    CHECK_EQ(*textFileHash(file), one);
    CHECK(textFileHash(folder.path() / "gone.txt").error().code == ErrorCode::NotFound);
    CHECK(!textFileHash(folder.path()));

    // Beyond 1 GiB its beginning, its end and its size count. The file is a hole: it takes no room.
    const auto large = folder.path() / "large.jsonl";
    const auto put = [&](std::uint64_t at, const std::string& bytes) {
        std::fstream out(large, std::ios::binary | std::ios::in | std::ios::out);
        out.seekp(static_cast<std::streamoff>(at));
        out << bytes;
    };
    writeFile(large, "begin");
    const std::uint64_t size = (1ull << 30) + 17;
    std::filesystem::resize_file(large, size);
    const std::string whole = *textFileHash(large);
    CHECK(whole.starts_with("parts-") && whole.size() == 70);
    put(size - 1, "x");
    const std::string otherEnd = *textFileHash(large);
    CHECK(otherEnd != whole);
    put(3, "x");
    const std::string otherBegin = *textFileHash(large);
    CHECK(otherBegin != otherEnd);
    std::filesystem::resize_file(large, size + 1);
    CHECK(*textFileHash(large) != otherBegin);
}
