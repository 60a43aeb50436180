// SPDX-License-Identifier: GPL-3.0-or-later
#undef _FORTIFY_SOURCE
#include "tests/faults/failing_settings.h"

#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace failing {

namespace {

constexpr unsigned everything = 2047;
constexpr unsigned needsRoom = Write | Fsync | Rename | Link | Create | Mkdir | Copy | Allocate;

struct KindName {
    const char* name;
    Kind kind;
};
constexpr KindName kindNames[] = {{"write", Write},       {"fsync", Fsync},   {"rename", Rename},
                                  {"truncate", Truncate}, {"unlink", Unlink}, {"link", Link},
                                  {"create", Create},     {"mkdir", Mkdir},   {"copy", Copy},
                                  {"allocate", Allocate}, {"close", Close}};

std::atomic<std::uint64_t> ownCount{0};

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

How howNamed(const std::string& name) {
    const struct {
        const char* name;
        How how;
    } all[] = {{"kill", How::Kill}, {"killafter", How::KillAfter}, {"killhalf", How::KillHalf},
               {"eio", How::Eio},   {"enospc", How::Enospc},       {"short", How::Short}};
    for (const auto& known : all) {
        if (name == known.name) {
            return known.how;
        }
    }
    return How::None;
}

unsigned kindsNamed(const std::string& list, How how) {
    if (list.empty()) {
        switch (how) {
            case How::Enospc:
            case How::Short:
                return needsRoom;
            case How::Eio:
                return everything;
            default:
                return everything & ~Close;  // a kill before a close is a kill before the next call
        }
    }
    unsigned kinds = 0;
    for (const auto& known : kindNames) {
        if (("," + list + ",").find("," + std::string(known.name) + ",") != std::string::npos) {
            kinds |= known.kind;
        }
    }
    return kinds;
}

Settings readSettings() {
    Settings settings;
    if (const std::string path = variable("FAILING_PATH"); !path.empty()) {
        settings.below = resolved(path);
    }
    settings.until = variable("FAILING_UNTIL");
    settings.at = std::strtoull(variable("FAILING_AT").c_str(), nullptr, 10);
    settings.how = howNamed(variable("FAILING_HOW"));
    settings.rest = variable("FAILING_REST") == "1";
    settings.kinds = kindsNamed(variable("FAILING_CALLS"), settings.how);
    settings.children = variable("FAILING_CHILDREN") == "1";
    settings.count = &ownCount;
    settings.pid = ::syscall(SYS_getpid);
    // Mapped, so that the count outlives a kill, and so that a process and its children count together.
    if (const std::string file = variable("FAILING_COUNT_FILE"); !file.empty()) {
        const long fd = ::syscall(SYS_openat, AT_FDCWD, file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (fd >= 0) {
            ::syscall(SYS_ftruncate, fd, sizeof(std::uint64_t));
            void* page = ::mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, int(fd), 0);
            ::syscall(SYS_close, fd);
            if (page != MAP_FAILED) {
                settings.count = static_cast<std::atomic<std::uint64_t>*>(page);
            }
        }
    }
    if (const std::string file = variable("FAILING_LOG"); !file.empty()) {
        settings.log =
            int(::syscall(SYS_openat, AT_FDCWD, file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    }
    if (!settings.children) {
        ::unsetenv("LD_PRELOAD");
    }
    return settings;
}

}  // namespace

std::string resolved(const std::string& path) {
    char buffer[PATH_MAX];
    return ::realpath(path.c_str(), buffer) != nullptr ? std::string(buffer) : path;
}

const Settings& settings() {
    static const Settings* const once = new Settings(readSettings());  // never destroyed: used until the very end
    return *once;
}

}  // namespace failing
