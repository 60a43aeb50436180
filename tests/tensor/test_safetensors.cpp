// SPDX-License-Identifier: GPL-3.0-or-later
// The reader against honest, damaged and hostile files; the writer against the reader.
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/tensor/safetensors.h"
#include "tests/support/check.h"
#include "tests/support/sanitizers.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

std::string lengthPrefix(std::uint64_t length) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes;
}

std::string fileOf(const std::string& header, const std::string& buffer = {}) {
    return lengthPrefix(header.size()) + header + buffer;
}

Result<SafetensorsFile> openBytes(const std::string& bytes) {
    const TemporaryFolder folder;  // the mapping outlives the name
    std::ofstream(folder.path() / "x.safetensors", std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
    return SafetensorsFile::open(folder.path() / "x.safetensors");
}

/// The message a file is refused with.
std::string refusal(const std::string& bytes) {
    const auto file = openBytes(bytes);
    CHECK(!file);
    CHECK(file.error().code == ErrorCode::InvalidInput);
    CHECK(file.error().message.find("x.safetensors") != std::string::npos);
    CHECK(!file.error().hint.empty());
    CHECK(file.error().message.size() < 600);  // hostile names are cut
    return file.error().message;
}

bool mentions(const std::string& message, const char* word) { return message.find(word) != std::string::npos; }

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TensorView viewOf(const std::string& name, DType dtype, std::vector<std::int64_t> shape, const std::string& bytes) {
    return {name, dtype, std::move(shape), std::as_bytes(std::span(bytes))};
}

}  // namespace

TEST(reads_what_the_format_describes) {
    const auto file = openBytes(fileOf(R"({"b":{"dtype":"F32","shape":[2,1],"data_offsets":[2,10]},)"
                                       R"("__metadata__":{"format":"pt","é":"\u00fc"},)"
                                       R"("a":{"data_offsets":[0,2],"shape":[],"dtype":"BF16"},)"
                                       R"("none":{"dtype":"I64","shape":[0,5],"data_offsets":[10,10]}}   )",
                                       "abcdefghij"));
    CHECK_OK(file);
    CHECK_EQ(file->tensors().size(), 3u);
    CHECK_EQ(file->tensors()[0].name, "a");  // in the order of the buffer
    const TensorView* b = file->find("b");
    CHECK(b != nullptr);
    CHECK(b->dtype == DType::F32);
    CHECK(b->shape == (std::vector<std::int64_t>{2, 1}));
    CHECK_EQ(std::string(reinterpret_cast<const char*>(b->data.data()), b->data.size()), "cdefghij");
    CHECK_EQ(file->find("a")->elements(), 1);
    CHECK_EQ(file->find("none")->elements(), 0);
    CHECK(file->find("c") == nullptr);
    CHECK_EQ(file->metadata().at("format"), "pt");
    CHECK_EQ(file->metadata().at("é"), "ü");
    CHECK_OK(openBytes(fileOf("{}")));
}

TEST(views_stay_valid_when_the_file_object_moves) {
    auto file = openBytes(fileOf(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}})", "xyz"));
    CHECK_OK(file);
    const SafetensorsFile moved = std::move(*file);
    CHECK_EQ(static_cast<char>(moved.find("a")->data[2]), 'z');
}

TEST(faulty_files_are_refused_with_the_reason) {
    const std::string one = R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}})";
    CHECK_OK(openBytes(fileOf(one, "1234")));
    CHECK(mentions(refusal(""), "0 bytes"));
    CHECK(mentions(refusal("1234567"), "7 bytes"));
    CHECK(mentions(refusal(lengthPrefix(0)), "start with {"));
    CHECK(mentions(refusal(lengthPrefix(one.size() + 9) + one + "1234"), "claims"));
    CHECK(mentions(refusal(lengthPrefix(~std::uint64_t{0}) + one), "claims"));
    CHECK(mentions(refusal(lengthPrefix(std::uint64_t{1} << 63) + one), "claims"));
    CHECK(mentions(refusal(lengthPrefix(100'000'001) + one), "100000000"));
    CHECK(mentions(refusal(fileOf(" " + one, "1234")), "start with {"));
    CHECK(mentions(refusal(fileOf("\xef\xbb\xbf" + one, "1234")), "start with {"));
    CHECK(mentions(refusal(fileOf("[]")), "start with {"));
    CHECK(mentions(refusal(fileOf(one + "x", "1234")), "not valid JSON"));
    CHECK(mentions(refusal(fileOf(one + std::string(1, '\0') + "x", "1234")), "NUL"));
    CHECK(mentions(refusal(fileOf(one.substr(0, one.size() - 1), "1234")), "not valid JSON"));
    CHECK(mentions(refusal(fileOf("{\"a\xff\":1}")), "not valid JSON"));
    CHECK(mentions(refusal(fileOf(one, "123")), "ends at byte 4"));
    CHECK(mentions(refusal(fileOf(one, "12345")), "cover 4 of 5"));
}

TEST(faulty_entries_are_refused_with_the_tensor) {
    const auto entry = [](const std::string& members) { return fileOf(R"({"a":{)" + members + "}}", "1234"); };
    CHECK(mentions(refusal(entry(R"("dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4])")), "F8_E4M3"));
    CHECK(mentions(refusal(entry(R"("dtype":"f32","shape":[1],"data_offsets":[0,4])")), "f32"));
    CHECK(mentions(refusal(entry(R"("dtype":3,"shape":[1],"data_offsets":[0,4])")), "\"a\""));
    CHECK(mentions(refusal(entry(R"("shape":[1],"data_offsets":[0,4])")), "lacks"));
    CHECK(mentions(refusal(entry(R"("dtype":"F32","data_offsets":[0,4])")), "lacks"));
    CHECK(mentions(refusal(entry(R"("dtype":"F32","shape":[1])")), "lacks"));
    CHECK(mentions(refusal(entry(R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"dtype":"F32")")), "twice"));
    CHECK(mentions(refusal(entry(R"("dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1)")), "more"));
    for (const char* shape : {"[-1]", "[1.0]", "[true]", "[\"1\"]", "[null]", "[[1]]", "{}", "1", "[1e0]"}) {
        CHECK(mentions(refusal(entry(R"("dtype":"F32","data_offsets":[0,4],"shape":)" + std::string(shape))), "\"a\""));
    }
    for (const char* offsets :
         {"[]", "[0]", "[0,4,4]", "[-0.5,4]", "[0,-4]", "\"0,4\"", "[0,\"4\"]", "[4,0]", "[0,2]", "[0,8]", "[1,5]",
          "[0,18446744073709551615]", "[18446744073709551612,0]", "[0,99999999999999999999999]"}) {
        CHECK(mentions(refusal(entry(R"("dtype":"F32","shape":[1],"data_offsets":)" + std::string(offsets))), "\"a\""));
    }
    // 2^62 * 4 and (2^33)^2 wrap around to a small number; so does a product that ends in zero.
    for (const char* shape : {"[4611686018427387905]", "[8589934592,8589934592]", "[9223372036854775807,2]",
                              "[18446744073709551615]", "[8589934592,8589934592,0]", "[3]", "[1,1,2]"}) {
        CHECK(mentions(refusal(entry(R"("dtype":"F32","data_offsets":[0,4],"shape":)" + std::string(shape))), "\"a\""));
    }
    CHECK(mentions(refusal(entry(R"("dtype":"U8","data_offsets":[0,4],"shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4])")),
                   "dimensions"));
}

TEST(faulty_layouts_are_refused) {
    const auto two = [](const std::string& first, const std::string& second) {
        return fileOf(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":)" + first +
                          R"(},"b":{"dtype":"U8","shape":[2],"data_offsets":)" + second + "}}",
                      "1234");
    };
    CHECK_OK(openBytes(two("[2,4]", "[0,2]")));
    CHECK(mentions(refusal(two("[0,2]", "[0,2]")), "overlap"));
    CHECK(mentions(refusal(two("[0,2]", "[1,3]")), "overlap"));
    CHECK(mentions(refusal(fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                                  R"("b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}})",
                                  "1234")),
                   "gap"));
    const std::string same = R"("a":{"dtype":"U8","shape":[2],"data_offsets":)";
    CHECK(mentions(refusal(fileOf("{" + same + "[0,2]}," + same + "[2,4]}}", "1234")), "twice"));
    // A zero-sized tensor must still lie where tensors meet.
    CHECK(mentions(refusal(fileOf(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                                  R"("z":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}})",
                                  "1234")),
                   "\"z\""));
}

TEST(metadata_is_text_only) {
    for (const char* metadata : {"3", "[]", "null", "\"x\"", R"({"a":1})", R"({"a":null})", R"({"a":{}})",
                                 R"({"a":["b"]})", R"({"a":"b","a":"b"})"}) {
        refusal(fileOf(R"({"__metadata__":)" + std::string(metadata) + "}"));
    }
    CHECK(mentions(refusal(fileOf(R"({"__metadata__":{},"__metadata__":{}})")), "twice"));
    for (const char* top : {R"({"a":1})", R"({"a":null})", R"({"a":[]})", R"({"a":"x"})", R"({"a":true})"}) {
        refusal(fileOf(top));
    }
}

TEST(hostile_headers_take_memory_in_proportion) {
    // A name of 20 MB, a shape of 10 million ones, brackets 10 million deep: each refused, none of them kept.
    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);
    refusal(fileOf("{\"" + std::string(20'000'000, 'n') + "\":1}"));
    std::string ones = "1";
    for (int i = 0; i < 10'000'000; ++i) {
        ones += ",1";
    }
    CHECK(mentions(refusal(fileOf(R"({"a":{"dtype":"U8","shape":[)" + ones + R"(],"data_offsets":[0,1]}})", "1")),
                   "dimensions"));
    refusal(fileOf("{\"a\":" + std::string(10'000'000, '[')));
    refusal(fileOf("{\"a\":" + std::string(10'000'000, '{')));
    std::string entries = "{\"__metadata__\":{\"\":\"\"";
    for (int i = 0; i < 200'000; ++i) {
        entries += ",\"" + std::to_string(i) + "\":\"\"";
    }
    CHECK(mentions(refusal(fileOf(entries + "}}")), "metadata entries"));
    entries = "{\"\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    for (int i = 0; i < 1'000'000; ++i) {
        entries += ",\"" + std::to_string(i) + "\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    }
    CHECK(mentions(refusal(fileOf(entries + "}")), "tensors"));
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    CHECK(!check::memoryIsOurs ||
          after.ru_maxrss - before.ru_maxrss < 400'000);  // KiB; the texts themselves are most of it
}

TEST(every_cut_and_random_damage_is_survived) {
    const std::string whole =
        fileOf(R"({"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
               R"("b":{"dtype":"I16","shape":[1,2],"data_offsets":[8,12]}})",
               "abcdefghijkl");
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.safetensors";
    const auto put = [&path](const std::string& bytes) {
        std::filesystem::remove(path);  // some file systems flush a file that is truncated and written again
        std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), std::streamsize(bytes.size()));
    };
    for (std::size_t size = 0; size < whole.size(); ++size) {
        put(whole.substr(0, size));
        CHECK(!SafetensorsFile::open(path));
    }
    Random random(1);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = whole;
        for (std::uint64_t hits = 1 + random.below(3); hits > 0; --hits) {
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        }
        put(bytes);
        if (const auto file = SafetensorsFile::open(path)) {  // whatever is accepted is consistent
            std::size_t covered = 0;
            for (const TensorView& view : file->tensors()) {
                CHECK_EQ(static_cast<std::size_t>(view.elements()) * dtypeSize(view.dtype), view.data.size());
                covered += view.data.size();
            }
            CHECK_EQ(covered, 12u);
        }
    }
}

TEST(only_regular_files_are_opened) {
    const TemporaryFolder folder;
    CHECK_EQ(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
    CHECK(!SafetensorsFile::open(folder.path() / "fifo"));
    CHECK(!SafetensorsFile::open(folder.path()));
    CHECK(SafetensorsFile::open(folder.path() / "none").error().code == ErrorCode::NotFound);
    CHECK(!SafetensorsFile::open("/dev/zero"));
}

TEST(what_is_written_is_read_back) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.safetensors";
    const std::string words = "0123456789abcdef";
    const std::string half = "hi";
    const std::vector<TensorView> tensors = {viewOf("z \"quoted\" ü\n", DType::F64, {2, 1}, words),
                                             viewOf("empty", DType::F32, {0, 3}, ""),
                                             viewOf("a", DType::F16, {}, half)};
    CHECK_OK(writeSafetensors(path, tensors, {{"format", "pt"}, {"quote\"", "ü"}}));
    const std::string bytes = contents(path);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    CHECK_EQ(length % 8, 0u);
    const auto file = SafetensorsFile::open(path);
    CHECK_OK(file);
    CHECK_EQ(file->tensors().size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK_EQ(file->tensors()[i].name, tensors[i].name);
        CHECK(file->tensors()[i].dtype == tensors[i].dtype);
        CHECK(file->tensors()[i].shape == tensors[i].shape);
        CHECK(std::ranges::equal(file->tensors()[i].data, tensors[i].data));
    }
    CHECK_EQ(file->metadata().at("quote\""), "ü");
    CHECK_OK(writeSafetensors(path, {}));
    CHECK_OK(SafetensorsFile::open(path));
}

TEST(what_would_not_be_readable_is_not_written) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "x.safetensors";
    CHECK_OK(writeFileAtomically(path, "before"));
    const std::string four = "1234";
    CHECK(!writeSafetensors(path, {viewOf("a", DType::F32, {2}, four)}));
    CHECK(!writeSafetensors(path, {viewOf("a", DType::F32, {-1}, four)}));
    CHECK(!writeSafetensors(path, {viewOf("a", DType::F32, {1}, four), viewOf("a", DType::F32, {1}, four)}));
    CHECK(!writeSafetensors(path, {viewOf("__metadata__", DType::F32, {1}, four)}));
    CHECK(!writeSafetensors(path, {viewOf("\xff", DType::F32, {1}, four)}));
    CHECK(!writeSafetensors(folder.path() / "none" / "x", {viewOf("a", DType::F32, {1}, four)}));
    CHECK_EQ(contents(path), "before");
    CHECK_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}
