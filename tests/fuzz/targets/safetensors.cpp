// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of safetensors files. Input: the file. What is accepted lies inside it, is found by its name and comes
// back equal from our own writer.
#include "core/tensor/safetensors.h"

#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <set>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::string fileOf(std::string header, const std::string& data) {
    header.resize((header.size() + 7) / 8 * 8, ' ');
    std::string bytes;
    for (int i = 0; i < 8; ++i) {
        bytes += static_cast<char>((header.size() >> (8 * i)) & 0xff);
    }
    return bytes + header + data;
}

std::vector<std::string> seeds() {
    return {
        fileOf(R"({"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})", std::string(24, 'x')),
        fileOf(
            R"({"__metadata__":{"format":"pt","k":"v\u00e9\n"},"b":{"dtype":"BF16","shape":[],"data_offsets":[0,2]},)"
            R"("a.b":{"dtype":"U8","shape":[1,0,4],"data_offsets":[2,2]},"c":{"dtype":"BOOL","shape":[3],"data_offsets":[2,5]}})",
            "abcde"),
        fileOf(
            R"({"w":{"shape":[1],"data_offsets":[0,8],"dtype":"I64"},"v":{"dtype":"F64","data_offsets":[8,16],"shape":[1]},)"
            R"("h":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},"i":{"dtype":"I32","shape":[1],"data_offsets":[20,24]},)"
            R"("j":{"dtype":"I16","shape":[1,1],"data_offsets":[24,26]},"k":{"dtype":"I8","shape":[2],"data_offsets":[26,28]}})",
            std::string(28, '\x7f')),
        fileOf("{}", ""),
    };
}

/// A header whose length fits, whatever was inserted into it: else nearly every mutation ends at the first check.
std::string withFittingLength(std::string_view input) {
    const std::size_t split = input.find("}}");
    const std::size_t header = split == std::string_view::npos ? input.size() : split + 2;
    return fileOf(std::string(input.substr(0, header)), std::string(input.substr(header)));
}

void check(std::string_view bytes) {
    const auto file = SafetensorsFile::open(scratchFile("x.safetensors", bytes));
    if (!file) {
        MUST_BE_A_SENTENCE(file.error());
        return;
    }
    std::set<std::string> names;
    std::size_t covered = 0;
    for (const TensorView& tensor : file->tensors()) {
        MUST(names.insert(tensor.name).second);
        MUST(tensor.elements() >= 0);
        MUST_EQUAL(static_cast<std::size_t>(tensor.elements()) * dtypeSize(tensor.dtype), tensor.data.size());
        MUST(file->find(tensor.name) == &tensor);
        covered += tensor.data.size();
        MUST(std::count(tensor.data.begin(), tensor.data.end(), std::byte{1}) >= 0);  // touches every byte
    }
    MUST(covered < bytes.size());
    const auto copy = scratchFolder() / "copy.safetensors";
    const auto written = writeSafetensors(copy, file->tensors(), file->metadata());
    MUST(written.has_value());
    const auto again = SafetensorsFile::open(copy);
    MUST(again.has_value());
    MUST(again->metadata() == file->metadata());
    MUST_EQUAL(again->tensors().size(), file->tensors().size());
    for (const TensorView& tensor : file->tensors()) {
        const TensorView* const same = again->find(tensor.name);
        MUST(same != nullptr);
        MUST(same->dtype == tensor.dtype && same->shape == tensor.shape && std::ranges::equal(same->data, tensor.data));
    }
}

}  // namespace

FUZZ_TARGET(safetensors, seeds) {
    check(input);
    if (input.starts_with('{')) {
        check(withFittingLength(input));
    } else if (input.size() > 8 && input[8] == '{') {
        check(withFittingLength(input.substr(8)));
    }
}
