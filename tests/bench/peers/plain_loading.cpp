// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/plain_loading.h"

#include "core/tensor/safetensors_header.h"
#include "tests/bench/stop.h"

#include <ATen/ATen.h>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace saferscope::peers {

namespace {

void readWhole(int file, void* into, std::uint64_t bytes, std::uint64_t offset) {
    auto* at = static_cast<char*>(into);
    while (bytes > 0) {
        const ssize_t got = ::pread(file, at, bytes, static_cast<off_t>(offset));
        if (got <= 0) {
            bench::stop("the model file ended early");
        }
        at += got;
        bytes -= static_cast<std::uint64_t>(got);
        offset += static_cast<std::uint64_t>(got);
    }
}

}  // namespace

std::vector<NamedTensor> readPlainly(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        bench::stop("cannot open " + path.string());
    }
    std::uint64_t size = 0;
    readWhole(file, &size, sizeof size, 0);
    std::string text(size, '\0');
    readWhole(file, text.data(), size, sizeof size);
    const auto header = parseSafetensorsHeader(text, path.string());
    if (!header) {
        bench::stop(header.error().message);
    }
    std::vector<NamedTensor> tensors;
    for (const SafetensorsEntry& entry : header->entries) {
        at::Tensor tensor = at::empty(entry.shape, at::TensorOptions().dtype(scalarType(entry.dtype)));
        readWhole(file, tensor.data_ptr(), entry.end - entry.begin, sizeof size + text.size() + entry.begin);
        tensors.emplace_back(entry.name, std::move(tensor));
    }
    ::close(file);
    return tensors;
}

}  // namespace saferscope::peers
