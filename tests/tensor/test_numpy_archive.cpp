// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tensor/archive_files.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string npy(const std::string& header, const std::string& data, int version = 1) {
    return "\x93NUMPY" + littleEndian(static_cast<std::uint64_t>(version), 1) + littleEndian(0, 1) +
           littleEndian(header.size(), version == 1 ? 2 : 4) + header + data;
}

std::string headerOf(const std::string& descr, const std::string& order, const std::string& shape) {
    return "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }          \n";
}

const std::string sixInts = bytesOf(std::vector<std::int16_t>{1, 2, 3, 4, 5, 6});

}  // namespace

TEST(numpy_arrays_are_read) {
    const auto plain = openBytes(npy(headerOf("<i2", "False", "(2, 3)"), sixInts));
    CHECK_OK(plain);
    CHECK(plain->kind() == TensorArchive::Kind::NumpyArray);
    CHECK_EQ(plain->tensors().size(), 1u);
    CHECK(plain->find("")->shape == (std::vector<std::int64_t>{2, 3}));
    CHECK(elementsOf<std::int16_t>(plain->find("")) == (std::vector<std::int16_t>{1, 2, 3, 4, 5, 6}));
    const auto fortran = openBytes(npy(headerOf("<i2", "True", "(2, 3)"), sixInts, 2));
    CHECK_OK(fortran);
    CHECK(elementsOf<std::int16_t>(fortran->find("")) == (std::vector<std::int16_t>{1, 3, 5, 2, 4, 6}));
    const auto big = openBytes(npy(headerOf(">i2", "False", "(6,)"), sixInts, 3));
    CHECK_OK(big);
    CHECK(elementsOf<std::int16_t>(big->find("")) == (std::vector<std::int16_t>{256, 512, 768, 1024, 1280, 1536}));
    const auto both = openBytes(npy(headerOf(">i2", "True", "(3, 2)"), sixInts));
    CHECK_OK(both);
    CHECK(elementsOf<std::int16_t>(both->find("")) == (std::vector<std::int16_t>{256, 1024, 512, 1280, 768, 1536}));
    CHECK_OK(openBytes(npy(headerOf("<f4", "False", "()"), "1234")));
    CHECK_OK(openBytes(npy(headerOf("<f4", "True", "(0, 5)"), "")));
    CHECK_OK(openBytes(npy("{\"shape\":(3),'fortran_order':False,'descr':'<f4'}", "123412341234")));
    for (const auto& [descr, dtype, size] :
         std::vector<std::tuple<std::string, DType, std::size_t>>{{"<f8", DType::F64, 8},
                                                                  {"<f4", DType::F32, 4},
                                                                  {"<f2", DType::F16, 2},
                                                                  {"<i8", DType::I64, 8},
                                                                  {"<i4", DType::I32, 4},
                                                                  {"<i2", DType::I16, 2},
                                                                  {"|i1", DType::I8, 1},
                                                                  {"|u1", DType::U8, 1},
                                                                  {"|b1", DType::Bool, 1}}) {
        const auto archive = openBytes(npy(headerOf(descr, "False", "(3,)"), std::string(3 * size, '\1')));
        CHECK_OK(archive);
        CHECK(archive->tensors()[0].dtype == dtype);
    }
}

TEST(faulty_numpy_arrays_are_refused) {
    const std::string good = headerOf("<i2", "False", "(2, 3)");
    checkRefused(npy(good, sixInts + "x"), "does not match its shape");
    checkRefused(npy(good, sixInts.substr(1)), "does not match its shape");
    checkRefused(npy(headerOf("<i2", "False", "(4611686018427387904, 4)"), ""), "does not match its shape");
    checkRefused(npy(good, sixInts, 4), "version 4.0");
    checkRefused("\x93NUMPY", "does not start");
    checkRefused(std::string("\x93NUMPY\x01\x00\xff\xff{}", 12), "header claims");
    checkRefused(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12), "header claims");
    checkRefused(npy(std::string(10'001, ' '), ""), "header claims");
    for (const char* descr : {"|O", "O", "|O8"}) {
        checkRefused(npy(headerOf(descr, "False", "(1,)"), "12345678"), "never read");
    }
    for (const char* descr : {"<u2", "<c8", "<U4", "|S3", "<V2", "=f4", "f4", "<f", "|f4", "<M8[ns]", "", "<f16"}) {
        checkRefused(npy(headerOf(descr, "False", "(1,)"), "1234"), "not read here");
    }
    for (const char* header :
         {"", "{}", "[]", "{'descr': '<i2'}", "{'descr': '<i2', 'fortran_order': False, 'shape': (6,), 'more': 1}",
          "{'descr': '<i2', 'descr': '<i2', 'fortran_order': False, 'shape': (6,)}",
          "{'descr': [('a', '<i2')], 'fortran_order': False, 'shape': (6,)}",
          "{'descr': '<i2', 'fortran_order': 0, 'shape': (6,)}", "{'descr': '<i2', 'fortran_order': False, 'shape': 6}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (-6,)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (6L,)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (6.0,)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (99999999999999999999,)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (6,)} x",
          "{'descr': '\\x3ci2', 'fortran_order': False, 'shape': (6,)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (__import__('os').getpid(),)}",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (6,)", "{'descr': '<i2",
          "{'descr': '<i2', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,6)}"}) {
        checkRefused(npy(header, sixInts), "header is not what");
    }
}

TEST(numpy_archives_are_read_and_written) {
    const TemporaryFolder folder;
    const std::string data = bytesOf(std::vector<float>{1, 2, 3, 4, 5, 6});
    const std::string nothing;
    const std::string flags("\1\0\1", 3);
    const std::vector<TensorView> tensors{
        viewOf("W_enc", DType::F32, {2, 3}, data), viewOf("b", DType::F64, {3}, data),
        viewOf("i", DType::I8, {24}, data),        viewOf("empty", DType::F32, {0}, nothing),
        viewOf("flags", DType::Bool, {3}, flags),  viewOf("deep", DType::F16, {1, 2, 3, 2}, data)};
    CHECK_OK(writeNumpyArchive(folder.path() / "a.npz", tensors));
    const auto archive = TensorArchive::open(folder.path() / "a.npz");
    CHECK_OK(archive);
    CHECK(archive->kind() == TensorArchive::Kind::NumpyArchive);
    CHECK_EQ(archive->tensors().size(), tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const TensorView& read = archive->tensors()[i];
        CHECK_EQ(read.name, tensors[i].name);
        CHECK(read.dtype == tensors[i].dtype && read.shape == tensors[i].shape);
        CHECK(std::equal(read.data.begin(), read.data.end(), tensors[i].data.begin(), tensors[i].data.end()));
    }
    const std::string twoBytes = "xy";
    const Status bfloat = writeNumpyArchive(folder.path() / "b.npz", {viewOf("w", DType::BF16, {1}, twoBytes)});
    CHECK(!bfloat && bfloat.error().message.find("bfloat16") != std::string::npos);
    CHECK(!writeNumpyArchive(folder.path() / "b.npz", {tensors[0], tensors[0]}));
    CHECK(!writeNumpyArchive(folder.path() / "b.npz", {viewOf("", DType::F32, {2, 3}, data)}));
    CHECK(!std::filesystem::exists(folder.path() / "b.npz"));

    checkRefused(zipBytes({{"a.npy", "nonsense"}}), "array \"a\"");
    checkRefused(zipBytes({{"a.npy", npy(headerOf("<f4", "False", "(1,)"), "1234")}, {"b.txt", ""}}), "neither");
}
