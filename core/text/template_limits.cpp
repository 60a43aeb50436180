// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_limits.h"

#include "core/text/template_value.h"

namespace saferscope::jinja {

namespace {

void take(std::uint64_t& left, std::uint64_t amount, const char* complaint) {
    if (amount > left) {
        throw TemplateError(complaint);
    }
    left -= amount;
}

}  // namespace

void Budget::step(std::uint64_t count) { take(m_steps, count, "it takes too many steps"); }
void Budget::output(std::uint64_t bytes) { take(m_output, bytes, "its output grows too large"); }
void Budget::work(std::uint64_t bytes) { take(m_work, bytes, "it makes too much text on the way"); }

void Budget::enter() {
    if (++m_depth > limits::evaluationDepth) {
        --m_depth;
        throw TemplateError("it is nested too deep");
    }
}

void Budget::enterMacro() {
    if (++m_macros > limits::macroDepth) {
        --m_macros;
        throw TemplateError("macros call each other too deep (recursion is not supported)");
    }
}

}  // namespace saferscope::jinja
