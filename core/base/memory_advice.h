// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saferscope {

/// What to change where memory runs out in the work of this scope, for whoever has to say so without hearing from the
/// work itself: a library that gets no memory may call exit() (OpenBLAS does), and no catch clause sees that.
/// Scopes nest, also over threads; the one that began last counts. Safe to use on any thread.
class MemoryAdvice {
public:
    /// `hint` is a sentence or two, as an Error's hint.
    explicit MemoryAdvice(std::string hint);
    ~MemoryAdvice();
    MemoryAdvice(const MemoryAdvice&) = delete;
    MemoryAdvice& operator=(const MemoryAdvice&) = delete;

    /// The hint of the scope that began last, or an empty text where there is none.
    static std::string current();

private:
    const std::string m_hint;
};

}  // namespace saferscope
