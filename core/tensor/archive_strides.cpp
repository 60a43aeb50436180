// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/archive_strides.h"

#include <algorithm>
#include <cstring>

namespace saferscope {

namespace {

template <std::size_t width>
void copyElements(std::byte* target, const std::byte* source, std::vector<std::int64_t> shape,
                  std::vector<std::int64_t> strides) {
    while (shape.size() < 2) {
        shape.insert(shape.begin(), 1);
        strides.insert(strides.begin(), 0);
    }
    const std::int64_t rows = shape[shape.size() - 2];
    const std::int64_t columns = shape.back();
    const std::int64_t rowStride = strides[strides.size() - 2];
    const std::int64_t columnStride = strides.back();
    const std::size_t outer = shape.size() - 2;
    std::vector<std::int64_t> index(outer, 0);
    constexpr std::int64_t tile = 64;  // of a transposed matrix both sides then stay in the cache
    for (;;) {
        const std::byte* matrix = source;
        for (std::size_t i = 0; i < outer; ++i) {
            matrix += index[i] * strides[i] * static_cast<std::int64_t>(width);
        }
        for (std::int64_t row0 = 0; row0 < rows; row0 += tile) {
            for (std::int64_t column0 = 0; column0 < columns; column0 += tile) {
                const std::int64_t rowEnd = std::min(rows, row0 + tile);
                const std::int64_t columnEnd = std::min(columns, column0 + tile);
                for (std::int64_t row = row0; row < rowEnd; ++row) {
                    for (std::int64_t column = column0; column < columnEnd; ++column) {
                        std::memcpy(
                            target + (row * columns + column) * static_cast<std::int64_t>(width),
                            matrix + (row * rowStride + column * columnStride) * static_cast<std::int64_t>(width),
                            width);
                    }
                }
            }
        }
        target += rows * columns * static_cast<std::int64_t>(width);
        std::size_t axis = outer;
        while (axis > 0 && ++index[axis - 1] == shape[axis - 1]) {
            index[--axis] = 0;
        }
        if (axis == 0) {
            return;
        }
    }
}

}  // namespace

bool isRowMajor(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides) {
    std::int64_t due = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] == 0) {
            return true;
        }
        if (shape[i] != 1 && strides[i] != due) {
            return false;
        }
        due *= shape[i];
    }
    return true;
}

std::optional<std::uint64_t> strideReach(const std::vector<std::int64_t>& shape,
                                         const std::vector<std::int64_t>& strides) {
    std::uint64_t last = 0;
    bool empty = false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] < 0 || strides[i] < 0) {
            return std::nullopt;
        }
        std::uint64_t step = 0;
        empty = empty || shape[i] == 0;
        if (shape[i] > 1 && (__builtin_mul_overflow(static_cast<std::uint64_t>(shape[i] - 1),
                                                    static_cast<std::uint64_t>(strides[i]), &step) ||
                             __builtin_add_overflow(last, step, &last))) {
            return std::nullopt;
        }
    }
    if (last >= std::uint64_t{1} << 62) {
        return std::nullopt;
    }
    return empty ? 0 : last + 1;
}

void copyRowMajor(std::span<std::byte> target, std::span<const std::byte> source,
                  const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides,
                  std::size_t elementBytes) {
    if (target.empty()) {
        return;
    }
    switch (elementBytes) {
        case 1:
            return copyElements<1>(target.data(), source.data(), shape, strides);
        case 2:
            return copyElements<2>(target.data(), source.data(), shape, strides);
        case 4:
            return copyElements<4>(target.data(), source.data(), shape, strides);
        default:
            return copyElements<8>(target.data(), source.data(), shape, strides);
    }
}

}  // namespace saferscope
