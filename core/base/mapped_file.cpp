// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"

#include "core/base/lost_pages.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace saferscope {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    // Looked at first: opening a device may do something, and opening a FIFO wakes up whoever waits to write into it.
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    // O_NONBLOCK: should it have become a FIFO since, opening it must not wait for a writer.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        const auto code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
        return fail(code, "Cannot open " + path.string() + ": " + std::strerror(errno) + ".");
    }
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    MappedFile file;
    file.m_size = static_cast<std::size_t>(status.st_size);
    if (file.m_size > 0) {
        void* data = ::mmap(nullptr, file.m_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (data == MAP_FAILED) {
            const int error = errno;
            ::close(fd);
            file.m_size = 0;
            return fail(ErrorCode::Io, "Cannot map " + path.string() + ": " + std::strerror(error) + ".");
        }
        file.m_data = static_cast<const std::byte*>(data);
        watchMapping(file.bytes(), path.string());
    }
    ::close(fd);
    return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile() {
    if (m_data != nullptr) {
        forgetMapping(bytes());
        ::munmap(const_cast<std::byte*>(m_data), m_size);
    }
}

}  // namespace saferscope
