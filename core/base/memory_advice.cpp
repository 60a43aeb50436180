// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory_advice.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace saferscope {

namespace {

struct Scopes {
    std::mutex mutex;
    std::vector<const std::string*> hints;  // oldest first
};

// Never destroyed: it is asked while the process ends.
Scopes& scopes() {
    static auto* const all = new Scopes;
    return *all;
}

}  // namespace

MemoryAdvice::MemoryAdvice(std::string hint) : m_hint(std::move(hint)) {
    const std::lock_guard lock(scopes().mutex);
    scopes().hints.push_back(&m_hint);
}

MemoryAdvice::~MemoryAdvice() {
    const std::lock_guard lock(scopes().mutex);
    std::erase(scopes().hints, &m_hint);
}

std::string MemoryAdvice::current() {
    const std::lock_guard lock(scopes().mutex);
    return scopes().hints.empty() ? std::string() : *scopes().hints.back();
}

}  // namespace saferscope
