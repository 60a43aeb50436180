// SPDX-License-Identifier: GPL-3.0-or-later
// torch's and NumPy's archives: the zip container, the strict pickle reader, .npy headers. Input: a byte for what the
// rest is: a whole file, the pickle of a torch file whose zip is made around it (a checksum would end nearly every
// mutation), or one array of an .npz.
#include "core/tensor/archive_zip.h"
#include "core/tensor/tensor_archive.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/tensor/archive_files.h"

#include <algorithm>
#include <bit>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

constexpr std::size_t storageBytes = 96;

std::string zipOf(const check::Entries& entries) {
    std::vector<ZipSource> sources;
    for (const auto& [name, data] : entries) {
        sources.push_back({name, {std::as_bytes(std::span(data))}});
    }
    std::string bytes;
    const auto made = writeZip(sources, [&bytes](std::span<const std::byte> piece) -> Status {
        bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        return {};
    });
    MUST(made.has_value());
    return bytes;
}

std::string fileOf(std::size_t kind, std::string_view rest) {
    switch (kind) {
        case 1:
            return zipOf({{"archive/data.pkl", std::string(rest)},
                          {"archive/byteorder", "little"},
                          {"archive/data/0", std::string(storageBytes, 'd')},
                          {"archive/data/1", std::string("\1\0\1\0\1", 5)},
                          {"archive/version", "3\n"}});
        case 2:
            return zipOf({{"a.npy", std::string(rest)}});
        default:
            return std::string(rest);
    }
}

std::vector<std::string> seeds() {
    const std::string data(96, 'd');
    const std::string flags("\1\0\1\0\1", 5);
    const std::vector<TensorView> tensors = {check::viewOf("w", DType::F32, {4, 6}, data),
                                             check::viewOf("b", DType::Bool, {5}, flags)};
    const auto torchFile = scratchFolder() / "seed.pt";
    const auto numpyFile = scratchFolder() / "seed.npz";
    MUST(writeTorchArchive(torchFile, tensors, {{"k", std::int64_t{3}}, {"r", 0.5}, {"t", std::string("TopK")}},
                           {{"trainer", {{"steps", std::int64_t{1} << 40}}}})
             .has_value());
    MUST(writeNumpyArchive(numpyFile, tensors).has_value());
    const std::string torchBytes = contentsOf(torchFile);
    const auto zip = ZipArchive::open(std::as_bytes(std::span(torchBytes)), "seed");
    ArchiveMemory memory("seed", 1 << 20);
    const auto pickle = zip->contents(zip->entries().front(), memory);
    const auto header = [](const std::string& text) {
        return std::string("\x93NUMPY\x01\x00", 8) + check::littleEndian(text.size(), 2) + text;
    };
    using namespace check::pickle;
    return {
        chosen(0, torchBytes),
        chosen(0, contentsOf(numpyFile)),
        chosen(1, std::string(reinterpret_cast<const char*>(pickle->data()), pickle->size())),
        chosen(1, "\x80\x02" + std::string("ccollections\nOrderedDict\n)Rq\x01(") + text("w") +
                      tensor(storage("FloatStorage", "0", 24), 2, {3, 4}, {1, 5}) + text("b") +
                      tensor(storage("BoolStorage", "1", 5), 0, {5}, {1}) + text("k") + "K\x20" + text("l") +
                      "](K\x01" + "Neu."),
        chosen(1, file("]\x94(" + std::string("G?\xe0\0\0\0\0\0\0\x88\x89J\xff\xff\xff\xff\x8c\x01xe", 18), "n")),
        chosen(2, header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n") + std::string(24, 'x')),
        chosen(2, header("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 2), }\n") + std::string(8, 'y')),
        chosen(0, header("{'shape': (), 'fortran_order': False, 'descr': '|b1'}\n") + std::string(1, '\1')),
    };
}

bool equalValues(const ArchiveValue& a, const ArchiveValue& b) {
    const double* const x = std::get_if<double>(&a);
    const double* const y = std::get_if<double>(&b);
    return x != nullptr && y != nullptr ? std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y) : a == b;
}

void checkTensors(const TensorArchive& archive) {
    for (const TensorView& view : archive.tensors()) {
        MUST(view.elements() >= 0);
        MUST_EQUAL(static_cast<std::size_t>(view.elements()) * dtypeSize(view.dtype), view.data.size());
        MUST(archive.find(view.name) != nullptr);
        MUST(std::count(view.data.begin(), view.data.end(), std::byte{1}) >= 0);  // touches every byte
    }
}

bool sameTensors(const TensorArchive& archive, const TensorArchive& copy) {
    return std::ranges::equal(archive.tensors(), copy.tensors(), [](const TensorView& a, const TensorView& b) {
        return a.name == b.name && a.dtype == b.dtype && a.shape == b.shape && std::ranges::equal(a.data, b.data);
    });
}

void checkRoundTrip(const TensorArchive& archive) {
    std::uint64_t total = 0;
    for (const TensorView& view : archive.tensors()) {
        total += view.data.size();
    }
    if (total > (1u << 20)) {
        return;
    }
    const auto torchCopy = scratchFolder() / "copy.pt";
    if (writeTorchArchive(torchCopy, archive.tensors(), archive.values())) {
        const auto copy = TensorArchive::open(torchCopy);
        MUST(copy.has_value());
        MUST(sameTensors(archive, *copy));
        MUST(std::ranges::equal(archive.values(), copy->values(), [](const auto& a, const auto& b) {
            return a.first == b.first && equalValues(a.second, b.second);
        }));
    }
    const auto numpyCopy = scratchFolder() / "copy.npz";
    if (!archive.tensors().empty() && writeNumpyArchive(numpyCopy, archive.tensors())) {
        const auto copy = TensorArchive::open(numpyCopy);
        MUST(copy.has_value());
        MUST(sameTensors(archive, *copy));
    }
}

}  // namespace

FUZZ_TARGET(archives, seeds) {
    Input parts(input);
    const std::size_t kind = parts.choice(3);
    const auto archive = TensorArchive::open(scratchFile("x.pt", fileOf(kind, parts.rest())));
    if (!archive) {
        MUST_BE_A_SENTENCE(archive.error());
        return;
    }
    checkTensors(*archive);
    checkRoundTrip(*archive);
}
