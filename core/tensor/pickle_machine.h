// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/pickle_document.h"

namespace saferscope {

/// The stack machine behind readPickle(); one per pickle.
class PickleMachine {
public:
    PickleMachine(std::span<const std::byte> pickle, const std::string& where) : m_bytes(pickle), m_where(where) {}

    Result<PickleDocument> run();

private:
    static constexpr std::uint32_t none = 0xffffffff;
    // A tensor takes some 25 values, 40 instructions and 200 bytes, and a model that can be read has some 10,000
    // tensors. A value takes 80 bytes here and more with what it holds: the bounds keep the worst pickle below 150 MB.
    static constexpr std::size_t mostBytes = 32u << 20;
    static constexpr std::size_t mostSteps = 4'000'000;
    static constexpr std::size_t mostNodes = 500'000;
    static constexpr std::size_t mostStack = 1'000'000;
    static constexpr std::size_t mostMarks = 1'000;  ///< each is a level of nesting

    tl::unexpected<Error> refuse(const std::string& why) const {
        return fail(ErrorCode::InvalidInput, m_where + " has no readable list of tensors: " + why + ".",
                    "Fetch or save the file again; where it is sound, save its state_dict() with torch.save().");
    }
    tl::unexpected<Error> damaged() const { return refuse("its pickle is damaged"); }

    bool take(std::size_t count, std::span<const std::byte>& bytes) {
        if (m_bytes.size() - m_at < count) {
            return false;
        }
        bytes = m_bytes.subspan(m_at, count);
        m_at += count;
        return true;
    }
    /// An unsigned little-endian number of `width` bytes.
    bool take(int width, std::uint64_t& value) {
        std::span<const std::byte> bytes;
        if (!take(static_cast<std::size_t>(width), bytes)) {
            return false;
        }
        value = 0;
        for (int i = 0; i < width; ++i) {
            value |= static_cast<std::uint64_t>(bytes[static_cast<std::size_t>(i)]) << (8 * i);
        }
        return true;
    }

    Status push(std::uint32_t node) {
        if (m_stack.size() == mostStack) {
            return refuse("its pickle stacks too many values");
        }
        m_stack.push_back(node);
        return {};
    }
    Status pushNew(PickleNode node) {
        if (m_document.nodes.size() == mostNodes) {
            return refuse("its pickle has more than " + std::to_string(mostNodes) + " values");
        }
        m_document.nodes.push_back(std::move(node));
        return push(static_cast<std::uint32_t>(m_document.nodes.size() - 1));
    }
    Status pushNumber(PickleKind kind, std::int64_t number) {
        PickleNode node;
        node.kind = kind;
        node.number = number;
        return pushNew(std::move(node));
    }
    /// The top of the stack above the innermost mark, or none.
    std::uint32_t pop() {
        if (m_stack.size() == (m_marks.empty() ? 0 : m_marks.back())) {
            return none;
        }
        const std::uint32_t node = m_stack.back();
        m_stack.pop_back();
        return node;
    }
    bool popToMark(std::vector<std::uint32_t>& items) {
        if (m_marks.empty()) {
            return false;
        }
        items.assign(m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back()), m_stack.end());
        m_stack.resize(m_marks.back());
        m_marks.pop_back();
        return true;
    }
    const PickleNode& node(std::uint32_t index) const { return m_document.nodes[index]; }
    bool is(std::uint32_t index, PickleKind kind) const { return index != none && node(index).kind == kind; }

    Status text(int width, PickleKind kind);
    Status longInteger(std::size_t width);
    Status tuple(std::vector<std::uint32_t> items);
    Status extend(PickleKind kind, const std::vector<std::uint32_t>& items);
    Status remember(std::uint64_t index);
    Status recall(std::uint64_t index);
    Status global(std::string_view module, std::string_view name);
    Status globalByLines();
    Status reduce();
    Status rebuildTensor(const std::vector<std::uint32_t>& arguments);
    Status build();
    Status persistent();
    Status step(unsigned char code);

    std::span<const std::byte> m_bytes;
    const std::string& m_where;
    std::size_t m_at = 0;
    PickleDocument m_document;
    std::vector<std::uint32_t> m_stack;
    std::vector<std::size_t> m_marks;  ///< heights of the stack
    std::vector<std::uint32_t> m_memo;
    bool m_stopped = false;
};

}  // namespace saferscope
