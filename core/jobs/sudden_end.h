// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>

namespace saferscope {

/// Hears of ends that no catch clause sees: a library that calls exit() in the middle of the work (libgomp does so when
/// it gets no thread, OpenBLAS when it gets no memory), and std::terminate(), which an exception in somebody's thread
/// leads to. `last` is then called once, on the thread that ends the process and with the reason as an Error
/// (OutOfMemory where threads or memory are used up, with the MemoryAdvice of the work that was going on as its hint);
/// the process ends with the code it returns, without running destructors of static objects. Signals such as SIGSEGV
/// are not heard. May be nested, the innermost one hears; make and destroy it on one thread.
class SuddenEnd {
public:
    explicit SuddenEnd(std::function<int(const Error&)> last);
    ~SuddenEnd();
    SuddenEnd(const SuddenEnd&) = delete;
    SuddenEnd& operator=(const SuddenEnd&) = delete;

private:
    std::function<int(const Error&)> m_outer;
};

}  // namespace saferscope
