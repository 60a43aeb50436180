// SPDX-License-Identifier: GPL-3.0-or-later
// numpy/lib/format.py describes the file: magic, version, length of the header, and a header that is the text of a
// Python dictionary with exactly the members descr, fortran_order and shape.
#include "core/tensor/archive_contents.h"
#include "core/tensor/archive_strides.h"
#include "core/tensor/safetensors_header.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace saferscope {

namespace {

constexpr std::size_t longestHeader = 10'000;  ///< numpy/lib/format.py, _MAX_HEADER_SIZE

struct NpyHeader {
    std::string descr;
    bool fortranOrder = false;
    std::vector<std::int64_t> shape;
};

/// The small part of Python that such a header is written in.
class HeaderText {
public:
    explicit HeaderText(std::string_view text) : m_text(text) {}

    std::optional<NpyHeader> read() {
        NpyHeader header;
        bool descr = false;
        bool order = false;
        bool shape = false;
        if (!take('{')) {
            return std::nullopt;
        }
        while (!take('}')) {
            const auto key = string();
            if (!key || !take(':')) {
                return std::nullopt;
            }
            if (*key == "descr" && !descr) {
                auto value = string();
                if (!value) {
                    return std::nullopt;
                }
                header.descr = std::move(*value);
                descr = true;
            } else if (*key == "fortran_order" && !order) {
                header.fortranOrder = word("True");
                order = header.fortranOrder || word("False");
            } else if (*key == "shape" && !shape) {
                shape = numbers(header.shape);
            } else {
                return std::nullopt;
            }
            if (!take(',') && !at('}')) {
                return std::nullopt;
            }
        }
        skipSpace();
        return descr && order && shape && m_text.empty() ? std::optional(std::move(header)) : std::nullopt;
    }

private:
    void skipSpace() {
        while (!m_text.empty() && (m_text.front() == ' ' || m_text.front() == '\n')) {
            m_text.remove_prefix(1);
        }
    }
    bool at(char letter) {
        skipSpace();
        return !m_text.empty() && m_text.front() == letter;
    }
    bool take(char letter) {
        const bool there = at(letter);
        m_text.remove_prefix(there ? 1 : 0);
        return there;
    }
    bool word(std::string_view expected) {
        skipSpace();
        const bool there = m_text.starts_with(expected);
        m_text.remove_prefix(there ? expected.size() : 0);
        return there;
    }
    std::optional<std::string> string() {
        const char quote = at('"') ? '"' : '\'';
        if (!take(quote)) {
            return std::nullopt;
        }
        const std::size_t end = m_text.find(quote);
        if (end == std::string_view::npos || m_text.substr(0, end).find('\\') != std::string_view::npos) {
            return std::nullopt;
        }
        std::string text(m_text.substr(0, end));
        m_text.remove_prefix(end + 1);
        return text;
    }
    bool numbers(std::vector<std::int64_t>& values) {
        if (!take('(')) {
            return false;
        }
        while (!take(')')) {
            std::int64_t value = 0;
            skipSpace();
            const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value);
            if (error != std::errc() || value < 0 || values.size() == mostArchiveRank) {
                return false;
            }
            m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
            values.push_back(value);
            if (!take(',') && !at(')')) {
                return false;
            }
        }
        return true;
    }

    std::string_view m_text;
};

struct DescrRow {
    std::string_view code;  ///< without the byte order
    DType dtype;
};
constexpr DescrRow descrs[] = {{"f8", DType::F64}, {"f4", DType::F32}, {"f2", DType::F16},
                               {"i8", DType::I64}, {"i4", DType::I32}, {"i2", DType::I16},
                               {"i1", DType::I8},  {"u1", DType::U8},  {"b1", DType::Bool}};

void swapBytes(std::span<std::byte> bytes, std::size_t width) {
    for (std::size_t i = 0; i < bytes.size(); i += width) {
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                     bytes.begin() + static_cast<std::ptrdiff_t>(i + width));
    }
}

}  // namespace

Status readNumpyArray(std::span<const std::byte> bytes, const std::string& name, const std::string& where,
                      ArchiveContents& contents) {
    const std::string what = where + (name.empty() ? "" : ", array " + quotedName(name) + ",");
    const auto refuse = [&what](const std::string& why) {
        return fail(ErrorCode::InvalidInput, what + " is not a sound NumPy array: " + why + ".",
                    "Fetch or save the file again; it may be cut short or damaged.");
    };
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.size() < 12 || !text.starts_with(npyMagic)) {
        return refuse("it does not start like one");
    }
    const auto byteAt = [&bytes](std::size_t at) { return static_cast<std::size_t>(bytes[at]); };
    const std::size_t major = byteAt(6);
    if (major < 1 || major > 3 || byteAt(7) != 0) {
        return refuse("its version " + std::to_string(major) + "." + std::to_string(byteAt(7)) + " is not known");
    }
    std::size_t start = 10;
    std::size_t length = byteAt(8) | byteAt(9) << 8;
    if (major > 1) {
        start = 12;
        length |= byteAt(10) << 16 | byteAt(11) << 24;
    }
    if (length > longestHeader || length > text.size() - start) {
        return refuse("its header claims " + std::to_string(length) + " bytes");
    }
    auto header = HeaderText(text.substr(start, length)).read();
    if (!header) {
        return refuse("its header is not what NumPy writes for a plain array (fields and records are not read)");
    }
    const std::string_view descr = header->descr;
    const DescrRow* const row = std::find_if(std::begin(descrs), std::end(descrs), [descr](const DescrRow& known) {
        return descr.size() == 3 && descr.substr(1) == known.code;
    });
    const bool known = row != std::end(descrs) &&
                       (descr[0] == '<' || descr[0] == '>' || (descr[0] == '|' && dtypeSize(row->dtype) == 1));
    if (!known) {
        const bool object = descr.find('O') != std::string_view::npos;
        return fail(
            ErrorCode::InvalidInput,
            what + " has elements of the type " + quotedName(descr) +
                (object ? ", which are Python objects in a pickle and never read." : ", which is not read here."),
            "Save it as plain numbers, e.g. array.astype(numpy.float32).");
    }
    const std::span<const std::byte> data = bytes.subspan(start + length);
    const auto size = tensorBytes(header->shape, row->dtype);
    if (!size || *size != data.size()) {
        return refuse("it has " + std::to_string(data.size()) + " bytes of data, which does not match its shape");
    }
    TensorView view;
    view.name = name;
    view.dtype = row->dtype;
    view.shape = std::move(header->shape);
    view.data = data;
    const std::size_t width = dtypeSize(row->dtype);
    std::vector<std::int64_t> strides(view.shape.size());
    std::int64_t stride = 1;
    for (std::size_t i = 0; i < strides.size(); ++i) {  // the first index runs fastest
        strides[i] = stride;
        stride *= view.shape[i];
    }
    const bool reorder = header->fortranOrder && !isRowMajor(view.shape, strides);
    const bool swap = descr[0] == '>' && width > 1;
    if (*size > 0 && (reorder || swap)) {
        const auto copy = contents.memory.allocate(*size);
        if (!copy) {
            return failure(copy);
        }
        if (reorder) {
            copyRowMajor(*copy, data, view.shape, strides, width);
        } else {
            std::memcpy(copy->data(), data.data(), data.size());
        }
        if (swap) {
            swapBytes(*copy, width);
        }
        view.data = *copy;
    }
    contents.tensors.push_back(std::move(view));
    return {};
}

Status readNumpyArchive(const ZipArchive& zip, const std::string& where, ArchiveContents& contents) {
    constexpr std::string_view suffix = ".npy";
    for (const ZipEntry& entry : zip.entries()) {
        const auto bytes = zip.contents(entry, contents.memory);
        if (!bytes) {
            return failure(bytes);
        }
        const std::string name = entry.name.substr(0, entry.name.size() - suffix.size());
        if (auto done = readNumpyArray(*bytes, name, where, contents); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace saferscope
