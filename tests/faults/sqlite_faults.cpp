// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/sqlite_faults.h"

#include <csignal>
#include <cstring>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saferscope::faults {

namespace {

SqliteFault wanted;
int calls = 0;
bool writeRefused = false;
bool flushFirst = false;
sqlite3_vfs* real = nullptr;
sqlite3_vfs shim;

struct File {
    sqlite3_file base;
    sqlite3_file* inner;  // follows in the same memory
};
sqlite3_io_methods methods;

sqlite3_file* innerOf(sqlite3_file* file) { return reinterpret_cast<File*>(file)->inner; }

// SQLITE_OK, or what the call has to answer instead.
int beforeCall() {
    ++calls;
    if (wanted.kind == SqliteFault::Kind::Kill && calls == wanted.at) {
        ::kill(::getpid(), SIGKILL);
    }
    return wanted.kind == SqliteFault::Kind::Full && calls >= wanted.at ? SQLITE_FULL : SQLITE_OK;
}

int faultyWrite(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    if (const int answer = beforeCall(); answer != SQLITE_OK) {
        writeRefused = true;
        return answer;
    }
    auto* inner = innerOf(file);
    if (wanted.kind == SqliteFault::Kind::Torn && calls == wanted.at) {
        inner->pMethods->xWrite(inner, bytes, count / 2, offset);
        ::kill(::getpid(), SIGKILL);
    }
    return inner->pMethods->xWrite(inner, bytes, count, offset);
}

int faultySync(sqlite3_file* file, int flags) {
    const int answer = beforeCall();  // some file systems find out only now
    flushFirst = flushFirst || (answer != SQLITE_OK && !writeRefused);
    return answer != SQLITE_OK ? answer : innerOf(file)->pMethods->xSync(innerOf(file), flags);
}

int faultyTruncate(sqlite3_file* file, sqlite3_int64 size) {
    beforeCall();
    return innerOf(file)->pMethods->xTruncate(innerOf(file), size);
}

int faultyDelete(sqlite3_vfs* /*vfs*/, const char* name, int flush) {
    beforeCall();
    return real->xDelete(real, name, flush);
}

int faultyOpen(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto* own = reinterpret_cast<File*>(file);
    own->inner = reinterpret_cast<sqlite3_file*>(own + 1);
    own->base.pMethods = nullptr;
    const int code = real->xOpen(real, name, own->inner, flags, outFlags);
    if (own->inner->pMethods != nullptr) {
        own->base.pMethods = &methods;
    }
    return code;
}

void fillMethods() {
    methods.iVersion = 1;
    methods.xClose = [](sqlite3_file* f) { return innerOf(f)->pMethods->xClose(innerOf(f)); };
    methods.xRead = [](sqlite3_file* f, void* bytes, int count, sqlite3_int64 at) {
        return innerOf(f)->pMethods->xRead(innerOf(f), bytes, count, at);
    };
    methods.xWrite = faultyWrite;
    methods.xTruncate = faultyTruncate;
    methods.xSync = faultySync;
    methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        return innerOf(f)->pMethods->xFileSize(innerOf(f), size);
    };
    methods.xLock = [](sqlite3_file* f, int lock) { return innerOf(f)->pMethods->xLock(innerOf(f), lock); };
    methods.xUnlock = [](sqlite3_file* f, int lock) { return innerOf(f)->pMethods->xUnlock(innerOf(f), lock); };
    methods.xCheckReservedLock = [](sqlite3_file* f, int* held) {
        return innerOf(f)->pMethods->xCheckReservedLock(innerOf(f), held);
    };
    methods.xFileControl = [](sqlite3_file* f, int what, void* argument) {
        return innerOf(f)->pMethods->xFileControl(innerOf(f), what, argument);
    };
    methods.xSectorSize = [](sqlite3_file* f) { return innerOf(f)->pMethods->xSectorSize(innerOf(f)); };
    methods.xDeviceCharacteristics = [](sqlite3_file* f) {
        return innerOf(f)->pMethods->xDeviceCharacteristics(innerOf(f));
    };
}

}  // namespace

void installSqliteFault(const SqliteFault& fault) {
    wanted = fault;
    calls = 0;
    writeRefused = false;
    flushFirst = false;
    fillMethods();
    real = sqlite3_vfs_find(nullptr);
    shim = *real;
    shim.zName = "faulty";
    shim.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    shim.xOpen = faultyOpen;
    shim.xDelete = faultyDelete;
    sqlite3_vfs_register(&shim, 1);
}

int sqliteCalls() { return calls; }
bool flushFailedFirst() { return flushFirst; }

int inChild(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace saferscope::faults
