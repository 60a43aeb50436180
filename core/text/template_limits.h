// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// A chat template is code from a stranger. These bounds make every template end, soon and without filling memory or
/// the stack; the templates in use stay a thousandfold below them.
namespace saferscope::jinja {

namespace limits {
constexpr std::size_t sourceBytes = 1u << 20;
constexpr int parseDepth = 100;       ///< nested tags and brackets
constexpr int expressionDepth = 200;  ///< height of one expression's tree
constexpr int evaluationDepth = 400;  ///< nodes being evaluated at a time, macros included
constexpr int macroDepth = 8;
constexpr std::size_t nameBytes = 200;
constexpr std::size_t names = 64;  ///< of one call, macro, or assignment
constexpr std::int64_t rangeLength = 100'000;
constexpr std::uint64_t steps = 4'000'000;        ///< plus one per byte of the conversation
constexpr std::uint64_t outputBytes = 16u << 20;  ///< plus the size of the conversation, fourfold
constexpr std::uint64_t workBytes = 64u << 20;    ///< bytes of text and list slots made on the way, plus 32 x the input
}  // namespace limits

/// What one render may still use. Each function throws TemplateError when its bound is passed.
class Budget {
public:
    explicit Budget(std::uint64_t inputBytes)
        : m_steps(limits::steps + inputBytes),
          m_output(limits::outputBytes + 4 * inputBytes),
          m_work(limits::workBytes + 32 * inputBytes) {}

    void step(std::uint64_t count = 1);
    void output(std::uint64_t bytes);
    /// Call before making something this large, so that nothing larger than the bound is ever made.
    void work(std::uint64_t bytes);
    void enter();
    void leave() { --m_depth; }
    void enterMacro();
    void leaveMacro() { --m_macros; }

private:
    std::uint64_t m_steps;
    std::uint64_t m_output;
    std::uint64_t m_work;
    int m_depth = 0;
    int m_macros = 0;
};

}  // namespace saferscope::jinja
