// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/archive_zip.h"
#include "core/tensor/tensor_archive.h"
#include "tests/support/check.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

/// Archives spelled byte by byte, for tests.
namespace saferscope::check {

using Entries = std::vector<std::pair<std::string, std::string>>;

inline std::string littleEndian(std::uint64_t value, int width) {
    std::string text;
    for (int i = 0; i < width; ++i) {
        text.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
    }
    return text;
}

inline std::string fileContents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeBytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string zipBytes(const Entries& entries, std::uint64_t zip64From = 0xffffffff) {
    std::vector<ZipSource> sources;
    for (const auto& [name, data] : entries) {
        sources.push_back({name, {std::as_bytes(std::span(data))}});
    }
    std::string bytes;
    const ZipSink sink = [&bytes](std::span<const std::byte> piece) -> Status {
        bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        return {};
    };
    CHECK_OK(writeZip(sources, sink, zip64From));
    return bytes;
}

inline std::string torchBytes(const std::string& pickle, const std::vector<std::string>& storages = {}) {
    Entries entries{{"archive/data.pkl", pickle}, {"archive/version", "3\n"}};
    for (std::size_t i = 0; i < storages.size(); ++i) {
        entries.emplace_back("archive/data/" + std::to_string(i), storages[i]);
    }
    return zipBytes(entries);
}

inline Result<TensorArchive> openBytes(const std::string& bytes) {
    const TemporaryFolder folder;  // the mapping outlives the name
    writeBytes(folder.path() / "x.pt", bytes);
    return TensorArchive::open(folder.path() / "x.pt");
}

/// The message and the hint that a file is refused with.
inline std::string refusal(const std::string& bytes) {
    const auto archive = openBytes(bytes);
    CHECK(!archive);
    CHECK(archive.error().code == ErrorCode::InvalidInput);
    CHECK(archive.error().message.find("x.pt") != std::string::npos);
    CHECK(!archive.error().hint.empty());
    CHECK(archive.error().message.size() < 800);  // hostile names are cut
    return archive.error().message + '\n' + archive.error().hint;
}

/// Fails with the whole message where it lacks the word.
inline void checkRefused(const std::string& bytes, const std::string& word) {
    const std::string message = refusal(bytes);
    if (message.find(word) == std::string::npos) {
        throw Failure("\"" + word + "\" is not in: " + message, __FILE__, __LINE__);
    }
}

template <class T>
std::vector<T> elementsOf(const TensorView* view) {
    CHECK(view != nullptr);
    std::vector<T> values(static_cast<std::size_t>(view->elements()));
    CHECK_EQ(values.size() * sizeof(T), view->data.size());
    if (!values.empty()) {
        std::memcpy(values.data(), view->data.data(), view->data.size());
    }
    return values;
}

/// Bytes of numbers, as they lie in a file.
template <class T>
std::string bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

inline TensorView viewOf(const std::string& name, DType dtype, std::vector<std::int64_t> shape,
                         const std::string& bytes) {
    return {name, dtype, std::move(shape), std::as_bytes(std::span(bytes))};
}

// --- pickles ---
namespace pickle {
inline std::string text(const std::string& value) { return "X" + littleEndian(value.size(), 4) + value; }
inline std::string integer(std::int64_t value) {
    return std::string("\x8a\x08", 2) + littleEndian(static_cast<std::uint64_t>(value), 8);
}
inline std::string tuple(const std::vector<std::int64_t>& values) {
    std::string all = "(";
    for (const std::int64_t value : values) {
        all += integer(value);
    }
    return all + "t";
}
inline std::string storage(const std::string& type, const std::string& key, std::int64_t elements) {
    return "(" + text("storage") + "ctorch\n" + type + "\n" + text(key) + text("cpu") + integer(elements) + "tQ";
}
inline std::string tensor(const std::string& storageId, std::int64_t offset, const std::vector<std::int64_t>& shape,
                          const std::vector<std::int64_t>& strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(" + storageId + integer(offset) + tuple(shape) + tuple(strides) +
           "\x89" + "ccollections\nOrderedDict\n)RtR";
}
/// A plain dictionary of one member.
inline std::string file(const std::string& value, const std::string& name = "a") {
    return "\x80\x02}(" + text(name) + value + "u.";
}
}  // namespace pickle

}  // namespace saferscope::check
