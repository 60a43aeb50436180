// SPDX-License-Identifier: GPL-3.0-or-later
// torch.save() files: what they say, and everything that is refused in them.
#include "tests/tensor/archive_files.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

const std::vector<float> sixFloats{1, 2, 3, 4, 5, 6};

std::string floatTensor(std::int64_t offset, const std::vector<std::int64_t>& shape,
                        const std::vector<std::int64_t>& strides, std::int64_t elements = 6) {
    return pickle::tensor(pickle::storage("FloatStorage", "0", elements), offset, shape, strides);
}

std::string oneTensor(const std::string& tensor) { return torchBytes(pickle::file(tensor), {bytesOf(sixFloats)}); }

}  // namespace

TEST(reads_the_authors_golden_file) {
    const auto path = sharedFolder() / "goldens" / "saes" / "safer" / "stage2.pt";
    if (!std::filesystem::exists(path)) {
        SKIP("the shared goldens are not here");
    }
    const auto archive = TensorArchive::open(path);
    CHECK_OK(archive);
    CHECK(archive->kind() == TensorArchive::Kind::Torch);
    CHECK_EQ(archive->tensors().size(), 4u);
    CHECK_EQ(archive->tensors()[0].name, "pre_bias");
    CHECK(archive->find("encoder.weight")->shape == (std::vector<std::int64_t>{256, 64}));
    CHECK(archive->find("decoder.weight")->shape == (std::vector<std::int64_t>{64, 256}));
    // Views, not copies: they lie one behind the other in the mapping, as in the file.
    CHECK(archive->find("decoder.weight")->data.data() - archive->find("encoder.weight")->data.data() == 65600);
}

TEST(strided_tensors_become_row_major) {
    const auto plain = openBytes(oneTensor(floatTensor(0, {2, 3}, {3, 1})));
    CHECK_OK(plain);
    CHECK(elementsOf<float>(plain->find("a")) == sixFloats);
    const auto transposed = openBytes(oneTensor(floatTensor(0, {3, 2}, {1, 3})));
    CHECK_OK(transposed);
    CHECK(elementsOf<float>(transposed->find("a")) == (std::vector<float>{1, 4, 2, 5, 3, 6}));
    const auto every = openBytes(oneTensor(floatTensor(1, {3}, {2})));
    CHECK_OK(every);
    CHECK(elementsOf<float>(every->find("a")) == (std::vector<float>{2, 4, 6}));
    const auto expanded = openBytes(oneTensor(floatTensor(2, {2, 2, 2}, {0, 1, 0})));
    CHECK_OK(expanded);
    CHECK(elementsOf<float>(expanded->find("a")) == (std::vector<float>{3, 3, 4, 4, 3, 3, 4, 4}));
    const auto scalar = openBytes(oneTensor(floatTensor(5, {}, {})));
    CHECK_OK(scalar);
    CHECK(elementsOf<float>(scalar->find("a")) == std::vector<float>{6});
    const auto empty = openBytes(oneTensor(floatTensor(6, {0, 7}, {7, 1})));
    CHECK_OK(empty);
    CHECK(empty->find("a")->shape == (std::vector<std::int64_t>{0, 7}));
    // A dimension of one has no stride to speak of.
    CHECK_OK(openBytes(oneTensor(floatTensor(0, {1, 6}, {std::int64_t{1} << 60, 1}))));
}

TEST(large_transposed_tensors_are_copied_tile_by_tile) {
    constexpr std::int64_t rows = 131;
    constexpr std::int64_t columns = 77;
    std::vector<std::int16_t> values(2 * rows * columns);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::int16_t>(i);
    }
    const auto archive =
        openBytes(torchBytes(pickle::file(pickle::tensor(pickle::storage("ShortStorage", "0", 2 * rows * columns), 0,
                                                         {2, columns, rows}, {rows * columns, 1, columns})),
                             {bytesOf(values)}));
    CHECK_OK(archive);
    const auto read = elementsOf<std::int16_t>(archive->find("a"));
    for (std::int64_t i = 0; i < 2; ++i) {
        for (std::int64_t column = 0; column < columns; ++column) {
            for (std::int64_t row = 0; row < rows; ++row) {
                CHECK_EQ(read[static_cast<std::size_t>((i * columns + column) * rows + row)],
                         static_cast<std::int16_t>(i * rows * columns + row * columns + column));
            }
        }
    }
}

TEST(tensors_that_reach_past_their_data_are_refused) {
    for (const auto& tensor :
         {floatTensor(0, {7}, {1}), floatTensor(1, {6}, {1}), floatTensor(-1, {2}, {1}), floatTensor(0, {2, 3}, {4, 1}),
          floatTensor(std::int64_t{1} << 62, {1}, {1}), floatTensor(0, {2}, {std::int64_t{1} << 62}),
          floatTensor(0, {3, 3}, {std::int64_t{1} << 61, std::int64_t{1} << 61}), floatTensor(0, {2, 3}, {1}),
          floatTensor(INT64_MAX, {2}, {INT64_MAX})}) {
        checkRefused(oneTensor(tensor), "reaches past");
    }
    checkRefused(oneTensor(floatTensor(0, {-1}, {1})), "impossible");
    checkRefused(oneTensor(floatTensor(5, {2}, {-1})), "impossible");
    checkRefused(oneTensor(floatTensor(0, std::vector<std::int64_t>(17, 1), std::vector<std::int64_t>(17, 1))),
                 "impossible");
    checkRefused(oneTensor(floatTensor(0, {2, 3}, {3, 1}, 7)), "were announced");
    checkRefused(oneTensor(floatTensor(0, {2, 3}, {3, 1}, -1)), "storage");
    checkRefused(torchBytes(pickle::file(floatTensor(0, {6}, {1}))), "is missing");
    // A few bytes that ask for 4 TB, and a shape whose product wraps around.
    checkRefused(oneTensor(floatTensor(0, {1 << 20, 1 << 20}, {0, 0})), "unpack");
    checkRefused(oneTensor(floatTensor(0, {std::int64_t{1} << 32, std::int64_t{1} << 32}, {0, 0})), "reaches past");
}

TEST(copies_are_bounded_together) {
    // Each copy is allowed, a thousand are not: 64 MiB and sixteen times the file.
    std::string members;
    for (int i = 0; i < 1000; ++i) {
        members += pickle::text("t" + std::to_string(i)) + floatTensor(0, {1 << 18, 2}, {0, 1});
    }
    checkRefused(torchBytes("\x80\x02}(" + members + "u.", {bytesOf(sixFloats)}), "unpack");
}

TEST(members_are_found_by_their_path) {
    const std::string inner = "}(" + pickle::text("k") + pickle::integer(-7) + pickle::text("list") + "](" +
                              pickle::text("x") + "\x88" + "N" + "\x89" + "e" + "u";
    const std::string real = std::string("G\x3f\xf8\x00\x00\x00\x00\x00\x00", 9);  // 1.5, big-endian
    const auto archive = openBytes(torchBytes(
        "\x80\x02}(" + pickle::text("trainer") + inner + pickle::text("real") + real + "K" + "\x05" +
            pickle::text("five") + pickle::text("w") + floatTensor(0, {6}, {1}) + pickle::text("dtype") +
            "ctorch\nbfloat16\n" + pickle::text("size") + "ctorch\nSize\n(" + pickle::tuple({3, 4}) + "tR" + "u.",
        {bytesOf(sixFloats)}));
    CHECK_OK(archive);
    const auto& values = archive->values();
    CHECK(values.at("trainer.k") == ArchiveValue(std::int64_t{-7}));
    CHECK(values.at("trainer.list.0") == ArchiveValue(std::string("x")));
    CHECK(values.at("trainer.list.1") == ArchiveValue(true));
    CHECK(!values.contains("trainer.list.2"));  // None is nothing
    CHECK(values.at("trainer.list.3") == ArchiveValue(false));
    CHECK(values.at("real") == ArchiveValue(1.5));
    CHECK(values.at("5") == ArchiveValue(std::string("five")));
    CHECK(values.at("dtype") == ArchiveValue(std::string("torch.bfloat16")));
    CHECK(values.at("size.1") == ArchiveValue(std::int64_t{4}));
    CHECK(archive->find("w") != nullptr);
    CHECK(archive->find("trainer.k") == nullptr);
    const auto bare = openBytes(torchBytes("\x80\x02" + floatTensor(0, {6}, {1}) + ".", {bytesOf(sixFloats)}));
    CHECK_OK(bare);
    CHECK(bare->find("") != nullptr);
}

TEST(two_members_of_one_path_are_refused) {
    const std::string one = pickle::integer(1);
    checkRefused(torchBytes("\x80\x02}(" + pickle::text("a") + one + pickle::text("a") + one + "u."), "two of its");
    checkRefused(torchBytes("\x80\x02}(" + pickle::text("a.b") + one + pickle::text("a") + "}(" + pickle::text("b") +
                            one + "uu."),
                 "two of its");
    checkRefused(torchBytes("\x80\x02}(" + pickle::text("1") + one + "K\x01" + one + "u."), "two of its");
}

TEST(surroundings_of_the_pickle_are_checked) {
    const std::string sound = pickle::file(pickle::integer(1));
    CHECK_OK(openBytes(zipBytes({{"x/data.pkl", sound}, {"x/version", "3\n"}, {"x/byteorder", "little"}})));
    CHECK_OK(openBytes(zipBytes({{"x/data.pkl", sound}, {"x/version", "10"}, {"x/.data/serialization_id", "1"}})));
    checkRefused(zipBytes({{"x/data.pkl", sound}}), "no version");
    for (const char* version : {"", "0", "11", "-1", "3.0", "x", "3 "}) {
        checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", version}}), "version");
    }
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", std::string(65, '1')}}), "too long");
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", "3"}, {"x/byteorder", "big"}}), "byte order");
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", "3"}, {"y/data/0", "1"}}), "outside");
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"y/data.pkl", sound}, {"x/version", "3"}}), "neither");
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", "3"}, {"x/constants.pkl", sound}}), "TorchScript");
    checkRefused(zipBytes({{"x/data.pkl", sound}, {"x/version", "3"}, {"x/code/__torch__.py", "."}}), "torch.jit");
    checkRefused(zipBytes({{"readme.txt", "hello"}}), "neither");
    checkRefused(zipBytes({}), "neither");
}

TEST(what_is_no_archive_is_named) {
    checkRefused("", "neither a torch file");
    checkRefused("hello", "neither a torch file");
    checkRefused(std::string("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.", 21),
                 "before PyTorch 1.6");
    checkRefused("\x80\x04\x95", "bare Python pickle");
    checkRefused("version https://git-lfs.github.com/spec/v1\noid", "git lfs pull");
    checkRefused(littleEndian(2, 8) + "{}", "safetensors");
    const TemporaryFolder folder;
    const auto missing = TensorArchive::open(folder.path() / "none.pt");
    CHECK(!missing && missing.error().code == ErrorCode::NotFound);
    CHECK(!TensorArchive::open(folder.path()));
}

TEST(what_is_written_is_read_back) {
    const TemporaryFolder folder;
    const std::string eight = bytesOf(std::vector<double>{1.5, -2.0, 1e300, 0.0});
    const std::string first = eight.substr(0, 8);
    const std::string flags("\1\0", 2);
    const std::string nothing;
    const std::vector<TensorView> sound{viewOf("f64", DType::F64, {4}, eight),
                                        viewOf("f32", DType::F32, {2, 4}, eight),
                                        viewOf("f16", DType::F16, {16}, eight),
                                        viewOf("bf16", DType::BF16, {4, 2, 2}, eight),
                                        viewOf("i64", DType::I64, {2, 2}, eight),
                                        viewOf("i32", DType::I32, {8, 1}, eight),
                                        viewOf("i16", DType::I16, {1, 16}, eight),
                                        viewOf("i8", DType::I8, {32}, eight),
                                        viewOf("u8", DType::U8, {32}, eight),
                                        viewOf("scalar", DType::I64, {}, first),
                                        viewOf("empty.weight", DType::F32, {0, 3}, nothing),
                                        viewOf("bool", DType::Bool, {2}, flags)};
    const std::map<std::string, ArchiveValue> values{{"activation", std::string("TopK")},
                                                     {"k", std::int64_t{32}},
                                                     {"large", std::int64_t{-5'000'000'000}},
                                                     {"scale", 0.1},
                                                     {"tied", false},
                                                     {"umlaut", std::string("ü")}};
    CHECK_OK(writeTorchArchive(folder.path() / "a.pt", sound, values));
    auto opened = TensorArchive::open(folder.path() / "a.pt");
    CHECK_OK(opened);
    const TensorArchive archive = std::move(*opened);  // views outlive the move
    CHECK(archive.values() == values);
    CHECK_EQ(archive.tensors().size(), sound.size());
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const TensorView& read = archive.tensors()[i];
        CHECK_EQ(read.name, sound[i].name);
        CHECK(read.dtype == sound[i].dtype);
        CHECK(read.shape == sound[i].shape);
        CHECK(std::equal(read.data.begin(), read.data.end(), sound[i].data.begin(), sound[i].data.end()));
    }
    // The same contents are the same bytes.
    CHECK_OK(writeTorchArchive(folder.path() / "b.pt", sound, values));
    CHECK(fileContents(folder.path() / "a.pt") == fileContents(folder.path() / "b.pt"));
    CHECK(!writeTorchArchive(folder.path() / "c.pt", {sound[0], sound[0]}));
    CHECK(!writeTorchArchive(folder.path() / "c.pt", {sound[0]}, {{"f64", true}}));
    CHECK(!writeTorchArchive(folder.path() / "c.pt", {{"short", DType::F32, {3}, sound[0].data}}));
    CHECK(!std::filesystem::exists(folder.path() / "c.pt"));
}
