// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails when asked to: a library for LD_PRELOAD that counts the calls by which a program changes files
// below a folder and spoils the k-th of them. How to use it: failing_calls.md. It calls the kernel itself, so it needs
// nothing of libc that it stands in front of. What libc does inside itself is not seen: writes of C's stdio (our
// programs write files with file descriptors) and pages of a shared mapping.
#undef _FORTIFY_SOURCE
#include "tests/faults/failing_settings.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace failing;

namespace {

__attribute__((constructor)) void begin() { settings(); }

std::string pathOf(int fd) {
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    char target[PATH_MAX];
    const auto length = ::readlink(link, target, sizeof target);
    return length > 0 ? std::string(target, static_cast<std::size_t>(length)) : std::string();
}

std::string pathAt(int folder, const char* path) {
    if (path == nullptr) {
        return {};
    }
    const std::string text(path);
    const auto slash = text.rfind('/');
    const std::string name = slash == std::string::npos ? text : text.substr(slash + 1);
    std::string parent = slash == std::string::npos ? "." : text.substr(0, slash + 1);
    if (parent[0] != '/') {
        parent = (folder == AT_FDCWD ? std::string() : pathOf(folder) + "/") + parent;
    }
    return resolved(parent) + "/" + name;
}

bool isBelow(const std::string& path) {
    const auto& below = settings().below;
    return !below.empty() && path.compare(0, below.size(), below) == 0 &&
           (path.size() == below.size() || path[below.size()] == '/');
}

void killSelf() {
    ::syscall(SYS_kill, ::syscall(SYS_getpid), SIGKILL);
    for (;;) {
        ::pause();
    }
}

void note(std::uint64_t number, const char* call, const std::string& path, const std::string& second, bool spoilt) {
    if (settings().log < 0) {
        return;
    }
    std::string line = std::to_string(number) + "\t" + call + "\t" + path + "\t" + second;
    line += spoilt ? "\tspoilt\n" : "\t\n";
    ::syscall(SYS_write, settings().log, line.data(), line.size());
}

// What is to become of one call; None where it is to be left alone.
How fate(Kind kind, const char* call, const std::string& path, const std::string& second = {}) {
    const auto& now = settings();
    if ((now.kinds & kind) == 0 || (!isBelow(path) && (second.empty() || !isBelow(second)))) {
        return How::None;
    }
    if (!now.children && ::syscall(SYS_getpid) != now.pid) {
        return How::None;  // between fork and exec
    }
    const std::uint64_t number = now.count->fetch_add(1) + 1;
    bool spoilt = now.at > 0 && now.how != How::None && (now.rest ? number >= now.at : number == now.at);
    if (spoilt && !now.until.empty() && ::access(now.until.c_str(), F_OK) == 0) {
        spoilt = false;
    }
    note(number, call, path, second, spoilt);
    if (!spoilt) {
        return How::None;
    }
    if (now.how == How::Kill) {
        killSelf();
    }
    return now.how;
}

// After the call went through: the kill that comes right behind it.
template <typename Value>
Value done(How how, Value value) {
    if (how == How::KillAfter || how == How::KillHalf) {
        const int kept = errno;
        killSelf();
        errno = kept;
    }
    return value;
}

bool refuses(How how) {
    if (how == How::Eio || how == How::Enospc || how == How::Short) {
        errno = how == How::Eio ? EIO : ENOSPC;
        return true;
    }
    return false;
}

// A disk that fills up takes a part of the last write; the next one gets nothing (FAILING_REST=1).
bool halves(How how) { return how == How::Short || how == How::KillHalf; }

ssize_t written(int fd, const void* data, std::size_t size, off64_t offset, bool positioned) {
    const How how = fate(Write, positioned ? "pwrite" : "write", pathOf(fd));
    const bool half = halves(how) && size > 1;
    if (!half && refuses(how)) {
        return -1;
    }
    const std::size_t part = half ? size / 2 : size;
    return done(how, ssize_t(positioned ? ::syscall(SYS_pwrite64, fd, data, part, offset)
                                        : ::syscall(SYS_write, fd, data, part)));
}

int synced(int fd, long number, const char* call) {
    const How how = fate(Fsync, call, pathOf(fd));
    return refuses(how) ? -1 : done(how, int(::syscall(number, fd)));
}

int opened(int folder, const char* path, int flags, mode_t mode) {
    if ((flags & (O_CREAT | O_TRUNC)) == 0 && (flags & O_TMPFILE) != O_TMPFILE) {
        return int(::syscall(SYS_openat, folder, path, flags, mode));
    }
    const How how = fate(Create, "create", pathAt(folder, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_openat, folder, path, flags, mode)));
}

int renamed(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) {
    const How how = fate(Rename, "rename", pathAt(fromFolder, from), pathAt(toFolder, to));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags)));
}

int removed(int folder, const char* path, int flags) {
    const How how = fate(Unlink, "unlink", pathAt(folder, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_unlinkat, folder, path, flags)));
}

int linked(int fromFolder, const char* from, int toFolder, const char* to, int flags) {
    const How how = fate(Link, "link", pathAt(toFolder, to));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_linkat, fromFolder, from, toFolder, to, flags)));
}

int truncated(int fd, off64_t length) {
    const How how = fate(Truncate, "truncate", pathOf(fd));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_ftruncate, fd, length)));
}

int allocated(int fd, int mode, off64_t offset, off64_t length) {
    const How how = fate(Allocate, "allocate", pathOf(fd));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_fallocate, fd, mode, offset, length)));
}

ssize_t gathered(int fd, const iovec* parts, int count, off64_t offset, bool positioned) {
    const How how = fate(Write, positioned ? "pwritev" : "writev", pathOf(fd));
    if (halves(how) && count > 0 && parts[0].iov_len > 1) {
        return done(how,
                    ssize_t(positioned ? ::syscall(SYS_pwrite64, fd, parts[0].iov_base, parts[0].iov_len / 2, offset)
                                       : ::syscall(SYS_write, fd, parts[0].iov_base, parts[0].iov_len / 2)));
    }
    if (refuses(how)) {
        return -1;
    }
    return done(how, ssize_t(positioned ? ::syscall(SYS_pwritev, fd, parts, count, offset, 0)
                                        : ::syscall(SYS_writev, fd, parts, count)));
}

int temporary(char* pattern, int flags, const char* libcName) {
    const How how = fate(Create, "create", pathAt(AT_FDCWD, pattern));
    if (refuses(how)) {
        return -1;
    }
    const auto original = reinterpret_cast<int (*)(char*, int)>(::dlsym(RTLD_NEXT, libcName));
    return done(how, original(pattern, flags));
}

mode_t modeOf(int flags, va_list list) {
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? static_cast<mode_t>(va_arg(list, unsigned)) : 0;
}

}  // namespace

#define WITH_MODE(call)                      \
    va_list list;                            \
    va_start(list, flags);                   \
    const mode_t mode = modeOf(flags, list); \
    va_end(list);                            \
    return call

extern "C" {

ssize_t write(int fd, const void* data, std::size_t size) { return written(fd, data, size, 0, false); }
ssize_t pwrite(int fd, const void* data, std::size_t size, off_t offset) {
    return written(fd, data, size, offset, true);
}
ssize_t pwrite64(int fd, const void* data, std::size_t size, off64_t offset) {
    return written(fd, data, size, offset, true);
}
ssize_t writev(int fd, const iovec* parts, int count) { return gathered(fd, parts, count, 0, false); }
ssize_t pwritev(int fd, const iovec* parts, int count, off_t offset) {
    return gathered(fd, parts, count, offset, true);
}
ssize_t pwritev64(int fd, const iovec* parts, int count, off64_t offset) {
    return gathered(fd, parts, count, offset, true);
}

int fsync(int fd) { return synced(fd, SYS_fsync, "fsync"); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync, "fdatasync"); }
int msync(void* address, std::size_t length, int flags) {
    // The file behind a mapping is not known here: msync counts wherever it is, as FAILING_PATH itself.
    const How how = fate(Fsync, "msync", settings().below);
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_msync, address, length, flags)));
}

int rename(const char* from, const char* to) noexcept { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int fromFolder, const char* from, int toFolder, const char* to) noexcept {
    return renamed(fromFolder, from, toFolder, to, 0);
}
int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags) noexcept {
    return renamed(fromFolder, from, toFolder, to, flags);
}

int ftruncate(int fd, off_t length) noexcept { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) noexcept { return truncated(fd, length); }
int truncate(const char* path, off_t length) noexcept {
    const How how = fate(Truncate, "truncate", pathAt(AT_FDCWD, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_truncate, path, length)));
}
int fallocate(int fd, int mode, off_t offset, off_t length) { return allocated(fd, mode, offset, length); }
int fallocate64(int fd, int mode, off64_t offset, off64_t length) { return allocated(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return allocated(fd, 0, offset, length) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off64_t offset, off64_t length) {
    return allocated(fd, 0, offset, length) == 0 ? 0 : errno;
}

int unlink(const char* path) noexcept { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char* path, int flags) noexcept { return removed(folder, path, flags); }
int rmdir(const char* path) noexcept { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char* path) noexcept {
    struct stat status {};
    const bool folder = ::lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
    return removed(AT_FDCWD, path, folder ? AT_REMOVEDIR : 0);
}

int link(const char* from, const char* to) noexcept { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) noexcept {
    return linked(fromFolder, from, toFolder, to, flags);
}
int symlink(const char* target, const char* path) noexcept {
    const How how = fate(Link, "symlink", pathAt(AT_FDCWD, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_symlinkat, target, AT_FDCWD, path)));
}

int mkdir(const char* path, mode_t mode) noexcept {
    const How how = fate(Mkdir, "mkdir", pathAt(AT_FDCWD, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_mkdirat, AT_FDCWD, path, mode)));
}
int mkdirat(int folder, const char* path, mode_t mode) noexcept {
    const How how = fate(Mkdir, "mkdir", pathAt(folder, path));
    return refuses(how) ? -1 : done(how, int(::syscall(SYS_mkdirat, folder, path, mode)));
}
char* mkdtemp(char* pattern) noexcept {
    const How how = fate(Mkdir, "mkdir", pathAt(AT_FDCWD, pattern));
    if (refuses(how)) {
        return nullptr;
    }
    const auto original = reinterpret_cast<char* (*)(char*)>(::dlsym(RTLD_NEXT, "mkdtemp"));
    return done(how, original(pattern));
}

ssize_t sendfile(int out, int in, off_t* offset, std::size_t count) noexcept {
    const How how = fate(Copy, "sendfile", pathOf(out));
    return refuses(how) ? -1 : done(how, ssize_t(::syscall(SYS_sendfile, out, in, offset, count)));
}
ssize_t sendfile64(int out, int in, off64_t* offset, std::size_t count) noexcept {
    const How how = fate(Copy, "sendfile", pathOf(out));
    return refuses(how) ? -1 : done(how, ssize_t(::syscall(SYS_sendfile, out, in, offset, count)));
}
ssize_t copy_file_range(int in, off64_t* inOffset, int out, off64_t* outOffset, std::size_t count, unsigned flags) {
    const How how = fate(Copy, "copy_file_range", pathOf(out));
    return refuses(how)
               ? -1
               : done(how, ssize_t(::syscall(SYS_copy_file_range, in, inOffset, out, outOffset, count, flags)));
}

int close(int fd) {
    const How how = fate(Close, "close", pathOf(fd));
    const int closed = int(::syscall(SYS_close, fd));  // Linux closes it whatever it says
    return refuses(how) ? -1 : done(how, closed);
}

int open(const char* path, int flags, ...) { WITH_MODE(opened(AT_FDCWD, path, flags, mode)); }
int open64(const char* path, int flags, ...) { WITH_MODE(opened(AT_FDCWD, path, flags, mode)); }
int openat(int folder, const char* path, int flags, ...) { WITH_MODE(opened(folder, path, flags, mode)); }
int openat64(int folder, const char* path, int flags, ...) { WITH_MODE(opened(folder, path, flags, mode)); }
int creat(const char* path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char* path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
// What -D_FORTIFY_SOURCE makes of an open without a mode.
int __open_2(const char* path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char* path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char* path, int flags) { return opened(folder, path, flags, 0); }
int __openat64_2(int folder, const char* path, int flags) { return opened(folder, path, flags, 0); }

int mkstemp(char* pattern) { return temporary(pattern, 0, "mkostemp"); }
int mkstemp64(char* pattern) { return temporary(pattern, 0, "mkostemp64"); }
int mkostemp(char* pattern, int flags) { return temporary(pattern, flags, "mkostemp"); }
int mkostemp64(char* pattern, int flags) { return temporary(pattern, flags, "mkostemp64"); }

std::FILE* fopen(const char* path, const char* mode) {
    const bool changes = std::strpbrk(mode, "wax+") != nullptr;
    const How how = changes ? fate(Create, "create", pathAt(AT_FDCWD, path)) : How::None;
    if (refuses(how)) {
        return nullptr;
    }
    const auto original = reinterpret_cast<std::FILE* (*)(const char*, const char*)>(::dlsym(RTLD_NEXT, "fopen"));
    return done(how, original(path, mode));
}
std::FILE* fopen64(const char* path, const char* mode) { return fopen(path, mode); }

}  // extern "C"
