// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"
#include "core/tensor/file_pages.h"
#include "tests/support/check.h"

#include <fstream>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr std::size_t megabyte = 1 << 20;

void writeBytes(const std::filesystem::path& path, std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<char>(i * 31 % 251);
    }
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Megabytes of files in this process's memory.
double residentFileMegabytes() {
    std::ifstream status("/proc/self/statm");
    double size = 0;
    double resident = 0;
    double shared = 0;
    status >> size >> resident >> shared;
    return shared * static_cast<double>(::sysconf(_SC_PAGESIZE)) / static_cast<double>(megabyte);
}

std::size_t sum(std::span<const std::byte> bytes) {
    std::size_t total = 0;
    for (const std::byte byte : bytes) {
        total += std::to_integer<std::size_t>(byte);
    }
    return total;
}

}  // namespace

TEST(dropped_pages_leave_memory_and_come_back_with_their_contents) {
    const TemporaryFolder folder;
    writeBytes(folder.path() / "f", 48 * megabyte + 123);
    const auto file = MappedFile::open(folder.path() / "f");
    CHECK_OK(file);
    const double before = residentFileMegabytes();
    const std::size_t total = sum(file->bytes());
    CHECK(residentFileMegabytes() - before > 40.0);
    dropFilePages(file->bytes());
    CHECK(residentFileMegabytes() - before < 8.0);
    CHECK_EQ(sum(file->bytes()), total);
    prefetchFilePages(file->bytes());
    CHECK_EQ(sum(file->bytes()), total);
}

TEST(changed_pages_are_never_dropped) {
    const TemporaryFolder folder;
    writeBytes(folder.path() / "f", 4 * megabyte);
    const auto file = MappedFile::open(folder.path() / "f");
    CHECK_OK(file);
    const auto part = file->bytes().subspan(1000, 3 * megabyte);
    CHECK(allowPrivateWrites(part));
    auto* bytes = const_cast<std::byte*>(part.data());
    std::vector<std::size_t> changed;
    for (std::size_t at = 7; at < part.size(); at += 40000) {
        changed.push_back(at);
        bytes[at] = std::byte{255};  // no byte of the file is 255
    }
    const std::size_t total = sum(part);
    dropFilePages(file->bytes());
    CHECK_EQ(sum(part), total);
    for (const std::size_t at : changed) {
        CHECK(part[at] == std::byte{255});
    }
    const auto again = MappedFile::open(folder.path() / "f");
    CHECK_OK(again);
    CHECK_EQ(
        sum(again->bytes().subspan(1000, 3 * megabyte)) + changed.size() * 255, total + [&] {
            std::size_t old = 0;
            for (const std::size_t at : changed) {
                old += std::to_integer<std::size_t>(again->bytes()[1000 + at]);
            }
            return old;
        }());
}

TEST(other_memory_is_left_alone) {
    std::vector<std::byte> own(3 * megabyte, std::byte{5});
    dropFilePages(own);
    prefetchFilePages(own);
    CHECK_EQ(sum(own), 15 * megabyte);
    void* shared = ::mmap(nullptr, megabyte, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED);
    const std::span<std::byte> bytes(static_cast<std::byte*>(shared), megabyte);
    std::fill(bytes.begin(), bytes.end(), std::byte{3});
    dropFilePages(bytes);
    CHECK_EQ(sum(bytes), 3 * megabyte);
    ::munmap(shared, megabyte);
    dropFilePages({});
    prefetchFilePages({});
    CHECK(allowPrivateWrites({}));
}
