// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files with bytes changed, cut out and doubled: whatever comes of it, it is read within its bounds or refused.
// Run with SAFERSCOPE_SANITIZE=address,undefined this looks at every byte that is touched.
#include "core/base/random.h"
#include "tests/tensor/archive_files.h"

#include <zlib.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

/// Touches every byte of what was read, so that a wrong span is seen.
std::uint64_t sumOf(const TensorArchive& archive) {
    std::uint64_t sum = 0;
    for (const TensorView& tensor : archive.tensors()) {
        CHECK_EQ(tensor.data.size(), static_cast<std::size_t>(tensor.elements()) * dtypeSize(tensor.dtype));
        for (const std::byte byte : tensor.data) {
            sum += static_cast<std::uint64_t>(byte);
        }
    }
    return sum + archive.values().size();
}

std::string mutated(std::string bytes, Random& random) {
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random.below(limit)); };
    const std::size_t changes = 1 + below(3);
    for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
        const std::size_t at = below(bytes.size());
        switch (below(6)) {
            case 0:
                bytes[at] = static_cast<char>(below(256));
                break;
            case 1:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 2:
                bytes[at] = below(2) == 0 ? '\xff' : '\0';
                break;
            case 3:
                bytes.erase(at, 1 + below(8));
                break;
            case 4:
                bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(16)));
                break;
            default:
                bytes.resize(below(4) == 0 ? at : bytes.size());
        }
    }
    return bytes;
}

std::string soundPickle() {
    return "\x80\x02" + std::string("ccollections\nOrderedDict\n)Rq\x01(") + pickle::text("w") +
           pickle::tensor(pickle::storage("FloatStorage", "0", 24), 2, {3, 4}, {1, 5}) + pickle::text("b") +
           pickle::tensor(pickle::storage("BoolStorage", "1", 5), 0, {5}, {1}) + pickle::text("k") + "K\x20" +
           pickle::text("l") + "](K\x01" + "Ne" + "u.";
}

}  // namespace

TEST(changed_files_are_read_or_refused) {
    const TemporaryFolder folder;
    const std::string data(96, 'd');
    const std::string flags("\1\0\1\0\1", 5);
    CHECK_OK(writeTorchArchive(folder.path() / "a.pt",
                               {viewOf("w", DType::F32, {4, 6}, data), viewOf("b", DType::Bool, {5}, flags)},
                               {{"k", std::int64_t{3}}, {"activation", std::string("TopK")}}));
    CHECK_OK(writeNumpyArchive(folder.path() / "a.npz",
                               {viewOf("w", DType::F32, {4, 6}, data), viewOf("b", DType::Bool, {5}, flags)}));
    Random random(20);
    int read = 0;
    for (const std::string& sound : {fileContents(folder.path() / "a.pt"), fileContents(folder.path() / "a.npz")}) {
        CHECK_OK(openBytes(sound));
        for (int i = 0; i < 1500; ++i) {
            const auto archive = openBytes(mutated(sound, random));
            read += archive ? 1 : 0;
            if (archive) {
                sumOf(*archive);
            } else {
                CHECK(!archive.error().message.empty() && !archive.error().hint.empty());
            }
        }
    }
    CHECK(read > 0);  // padding and dates carry nothing
}

TEST(changed_contents_of_sound_containers_are_read_or_refused) {
    // Checksums would catch most changes above; here they are made before the container is.
    const std::string data(96, 'd');
    const std::string sound = soundPickle();
    CHECK_OK(openBytes(torchBytes(sound, {data, std::string("\1\0\1\0\1", 5)})));
    const std::string header = "{'descr': '>f4', 'fortran_order': True, 'shape': (4, 6), }\n";
    const std::string array =
        "\x93NUMPY" + littleEndian(1, 1) + littleEndian(0, 1) + littleEndian(header.size(), 2) + header + data;
    Random random(21);
    int read = 0;
    for (int i = 0; i < 3000; ++i) {
        const auto archive = i % 3 == 0 ? openBytes(zipBytes({{"a.npy", mutated(array, random)}}))
                                        : openBytes(torchBytes(mutated(sound, random), {data, std::string(5, '\1')}));
        if (archive) {
            sumOf(*archive);
            ++read;
        }
    }
    CHECK(read > 100);
}
