// SPDX-License-Identifier: GPL-3.0-or-later
// PyTorch and NumPy themselves as the other side: they read what we write, we read what they write.
#include "core/base/json.h"
#include "tests/tensor/archive_files.h"

#include <cstdlib>

using namespace saferscope;
using namespace saferscope::check;

namespace {

const char* const python = "/usr/bin/python3";

bool pythonHas(const std::string& module) {
    return std::system((std::string(python) + " -c 'import " + module + "' 2>/dev/null").c_str()) == 0;
}

/// Runs tests/tensor/archive_interop.py; what it finds wrong it prints.
void runScript(const std::string& command, const std::filesystem::path& folder) {
    const std::string script = (sourceFolder() / "tests" / "tensor" / "archive_interop.py").string();
    const std::string line = std::string(python) + " '" + script + "' " + command + " '" + folder.string() + "'";
    CHECK_EQ(std::system(line.c_str()), 0);
}

double elementAt(const TensorView& view, std::size_t i) {
    const std::byte* const at = view.data.data() + i * dtypeSize(view.dtype);
    const auto as = [at]<class T>(T value) {
        std::memcpy(&value, at, sizeof value);
        return static_cast<double>(value);
    };
    switch (view.dtype) {
        case DType::F64:
            return as(double{});
        case DType::F32:
            return as(float{});
        case DType::I64:
            return as(std::int64_t{});
        case DType::I32:
            return as(std::int32_t{});
        case DType::I16:
            return as(std::int16_t{});
        case DType::I8:
            return as(std::int8_t{});
        case DType::U8:
        case DType::Bool:
            return as(std::uint8_t{});
        case DType::F16:
        case DType::BF16:
            return as(std::uint16_t{});  // the script hands over their bits as well
    }
    return 0;
}

/// `folder`/expected.json: {file: {"tensors": {path: [dtype, shape, values]}, "values": {path: value}}}.
void checkAgainst(const std::filesystem::path& folder, std::size_t least) {
    const auto expected = readJsonFile(folder / "expected.json");
    CHECK_OK(expected);
    CHECK(expected->size() >= least);
    for (const auto& [name, file] : expected->items()) {
        const auto archive = TensorArchive::open(folder / name);
        if (!archive) {
            throw Failure(name + ": " + archive.error().message, __FILE__, __LINE__);
        }
        CHECK_EQ(archive->tensors().size(), file["tensors"].size());
        for (const auto& [path, tensor] : file["tensors"].items()) {
            const TensorView* const view = archive->find(path);
            if (view == nullptr) {
                throw Failure(name + " lacks " + path, __FILE__, __LINE__);
            }
            CHECK_EQ(std::string(dtypeName(view->dtype)), tensor[0].get<std::string>());
            CHECK(view->shape == tensor[1].get<std::vector<std::int64_t>>());
            CHECK_EQ(static_cast<std::size_t>(view->elements()), tensor[2].size());
            for (std::size_t i = 0; i < tensor[2].size(); ++i) {
                CHECK_EQ(elementAt(*view, i), tensor[2][i].get<double>());
            }
        }
        CHECK_EQ(archive->values().size(), file["values"].size());
        for (const auto& [path, value] : file["values"].items()) {
            CHECK(archive->values().contains(path));
            std::visit([&value = value](const auto& read) { CHECK(Json(read) == value); }, archive->values().at(path));
        }
    }
}

}  // namespace

TEST(torch_reads_what_we_write) {
    if (!pythonHas("torch")) {
        SKIP("there is no Python with torch");
    }
    const TemporaryFolder folder;
    const std::string data = bytesOf(std::vector<double>{1, 2, 3, 4.5, -5, 0.1});
    const std::string flags("\1\0\1", 3);
    const std::string nothing;
    const std::vector<TensorView> tensors{
        viewOf("F64", DType::F64, {2, 3}, data),     viewOf("F32", DType::F32, {3, 4}, data),
        viewOf("F16", DType::F16, {24}, data),       viewOf("BF16", DType::BF16, {2, 3, 4}, data),
        viewOf("I64", DType::I64, {6, 1}, data),     viewOf("I32", DType::I32, {12}, data),
        viewOf("I16", DType::I16, {2, 12}, data),    viewOf("I8", DType::I8, {48}, data),
        viewOf("U8", DType::U8, {4, 12}, data),      viewOf("BOOL", DType::Bool, {3}, flags),
        viewOf("empty", DType::F32, {0, 3}, nothing)};
    CHECK_OK(writeTorchArchive(folder.path() / "ours.pt", tensors,
                               {{"k", std::int64_t{1} << 40}, {"name", std::string("TopK ü")}, {"b", true}}));
    CHECK_OK(writeTorchArchive(folder.path() / "reals.pt", {}, {{"f", 0.1}}));
    writeBytes(folder.path() / "data.bin", data);
    runScript("read-torch", folder.path());
}

TEST(numpy_reads_what_we_write) {
    if (!pythonHas("numpy")) {
        SKIP("there is no Python with NumPy");
    }
    const TemporaryFolder folder;
    const std::string data = bytesOf(std::vector<double>{1, 2, 3, 4.5, -5, 0.1});
    const std::string nothing;
    const std::vector<TensorView> tensors{
        viewOf("F64", DType::F64, {2, 3}, data),  viewOf("F32", DType::F32, {3, 4}, data),
        viewOf("F16", DType::F16, {24}, data),    viewOf("I64", DType::I64, {6, 1}, data),
        viewOf("I32", DType::I32, {12}, data),    viewOf("I16", DType::I16, {2, 3, 4}, data),
        viewOf("I8", DType::I8, {48}, data),      viewOf("U8", DType::U8, {4, 12}, data),
        viewOf("empty", DType::F32, {0}, nothing)};
    CHECK_OK(writeNumpyArchive(folder.path() / "ours.npz", tensors));
    // The same with the headers of files beyond 4 GB.
    CHECK_OK(writeZipArchive(folder.path() / "zip64.zip",
                             {{"a.bin", {std::as_bytes(std::span(data))}}, {"b.bin", {std::as_bytes(std::span(data))}}},
                             0));
    writeBytes(folder.path() / "data.bin", data);
    runScript("read-numpy", folder.path());
}

TEST(we_read_what_torch_writes) {
    if (!pythonHas("torch")) {
        SKIP("there is no Python with torch");
    }
    const TemporaryFolder folder;
    runScript("write-torch", folder.path());
    checkAgainst(folder.path(), 12);
}

TEST(we_read_what_numpy_writes) {
    if (!pythonHas("numpy")) {
        SKIP("there is no Python with NumPy");
    }
    const TemporaryFolder folder;
    runScript("write-numpy", folder.path());
    checkAgainst(folder.path(), 6);
}

TEST(what_torch_writes_beyond_weights_is_refused) {
    if (!pythonHas("torch")) {
        SKIP("there is no Python with torch");
    }
    const TemporaryFolder folder;
    runScript("write-refused", folder.path());
    const auto expected = readJsonFile(folder.path() / "expected.json");
    CHECK_OK(expected);
    CHECK(expected->size() >= 8);
    for (const auto& [name, word] : expected->items()) {
        const auto archive = TensorArchive::open(folder.path() / name);
        CHECK(!archive);
        if (archive.error().message.find(word.get<std::string>()) == std::string::npos) {
            throw Failure(name + " was refused with: " + archive.error().message, __FILE__, __LINE__);
        }
    }
    CHECK(!std::filesystem::exists(folder.path() / "owned"));
}
