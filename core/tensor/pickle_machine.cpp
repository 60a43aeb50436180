// SPDX-License-Identifier: GPL-3.0-or-later
// The instructions are those of Python's Lib/pickletools.py, read for their meaning only.
#include "core/tensor/pickle_machine.h"

#include "core/base/text_check.h"

#include <array>
#include <bit>

namespace saferscope {

namespace {

std::string hexadecimal(unsigned char value) {
    constexpr std::string_view digits = "0123456789abcdef";
    return {'0', 'x', digits[value >> 4], digits[value & 15]};
}

}  // namespace

Status PickleMachine::text(int width, PickleKind kind) {
    std::uint64_t length = 0;
    std::span<const std::byte> bytes;
    if (!take(width, length) || !take(static_cast<std::size_t>(length), bytes)) {
        return damaged();
    }
    PickleNode made;
    made.kind = kind;
    made.text = {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    if (kind == PickleKind::Text && !isValidUtf8(made.text)) {
        return refuse("one of its texts is not valid UTF-8");
    }
    return pushNew(std::move(made));
}

Status PickleMachine::longInteger(std::size_t width) {
    std::span<const std::byte> bytes;
    if (!take(width, bytes)) {
        return damaged();
    }
    if (width > 8) {
        return refuse("it has a whole number of more than 64 bits");
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    if (width > 0 && width < 8 && (value >> (8 * width - 1)) != 0) {  // two's complement
        value |= ~std::uint64_t{0} << (8 * width);
    }
    return pushNumber(PickleKind::Int, static_cast<std::int64_t>(value));
}

Status PickleMachine::tuple(std::vector<std::uint32_t> items) {
    PickleNode made;
    made.kind = PickleKind::Tuple;
    made.items = std::move(items);
    return pushNew(std::move(made));
}

/// SETITEM(S) and APPEND(S) on the container on top.
Status PickleMachine::extend(PickleKind kind, const std::vector<std::uint32_t>& items) {
    const std::uint32_t container = pop();
    if (!is(container, kind) || (kind == PickleKind::Dict && items.size() % 2 != 0)) {
        return damaged();
    }
    std::vector<std::uint32_t>& held = m_document.nodes[container].items;
    held.insert(held.end(), items.begin(), items.end());
    return push(container);
}

Status PickleMachine::remember(std::uint64_t index) {
    if (index >= mostNodes) {
        return refuse("its pickle remembers too many values");
    }
    const std::uint32_t top = pop();
    if (top == none) {
        return damaged();
    }
    if (index >= m_memo.size()) {
        // Python numbers them one by one, so the size is no more than what was read already, unless somebody is
        // playing.
        m_memo.resize(static_cast<std::size_t>(index) + 1, none);
    }
    m_memo[static_cast<std::size_t>(index)] = top;
    return push(top);
}

Status PickleMachine::recall(std::uint64_t index) {
    if (index >= m_memo.size() || m_memo[static_cast<std::size_t>(index)] == none) {
        return damaged();
    }
    return push(m_memo[static_cast<std::size_t>(index)]);
}

Status PickleMachine::global(std::string_view module, std::string_view name) {
    const KnownGlobal* const known = findPickleGlobal(module, name);
    if (known == nullptr) {
        return refusePickleGlobal(module, name, m_where);
    }
    PickleNode made;
    made.kind = known->global == PickleGlobal::DtypeName ? PickleKind::Text : PickleKind::Global;
    made.global = known->global;
    made.text = known->text;
    made.dtype = known->dtype;
    return pushNew(std::move(made));
}

Status PickleMachine::globalByLines() {
    std::array<std::string_view, 2> lines;
    for (std::string_view& line : lines) {
        const std::string_view rest(reinterpret_cast<const char*>(m_bytes.data()) + m_at, m_bytes.size() - m_at);
        const std::size_t length = rest.find('\n');
        if (length == std::string_view::npos) {
            return damaged();
        }
        line = rest.substr(0, length);
        m_at += length + 1;
    }
    return global(lines[0], lines[1]);
}

Status PickleMachine::step(unsigned char code) {
    std::uint64_t value = 0;
    std::vector<std::uint32_t> items;
    PickleNode made;
    switch (code) {
        case 0x80:  // PROTO
            return take(1, value) && value >= 2 && value <= 5 ? Status{} : damaged();
        case 0x95:  // FRAME
            return take(8, value) && value <= m_bytes.size() - m_at ? Status{} : damaged();
        case '.':  // STOP
            m_stopped = true;
            return {};
        case '(':  // MARK
            if (m_marks.size() == mostMarks) {
                return refuse("its pickle is nested too deeply");
            }
            m_marks.push_back(m_stack.size());
            return {};
        case 'N':
            return pushNew(std::move(made));
        case 0x88:  // NEWTRUE, NEWFALSE
        case 0x89:
            return pushNumber(PickleKind::Bool, code == 0x88 ? 1 : 0);
        case 'K':  // BININT1, BININT2
        case 'M':
            return take(code == 'K' ? 1 : 2, value) ? pushNumber(PickleKind::Int, static_cast<std::int64_t>(value))
                                                    : damaged();
        case 'J':  // BININT, signed
            return take(4, value) ? pushNumber(PickleKind::Int, static_cast<std::int32_t>(value)) : damaged();
        case 0x8a:  // LONG1
            return take(1, value) ? longInteger(static_cast<std::size_t>(value)) : damaged();
        case 'G': {  // BINFLOAT, big-endian
            if (!take(8, value)) {
                return damaged();
            }
            made.kind = PickleKind::Float;
            made.real = std::bit_cast<double>(__builtin_bswap64(value));
            return pushNew(std::move(made));
        }
        case 0x8c:  // SHORT_BINUNICODE, BINUNICODE, BINUNICODE8
            return text(1, PickleKind::Text);
        case 'X':
            return text(4, PickleKind::Text);
        case 0x8d:
            return text(8, PickleKind::Text);
        case 'C':  // SHORT_BINBYTES, BINBYTES
            return text(1, PickleKind::Bytes);
        case 'B':
            return text(4, PickleKind::Bytes);
        case ')':
            return tuple({});
        case 't':
            return popToMark(items) ? tuple(std::move(items)) : damaged();
        case 0x85:  // TUPLE1 to TUPLE3
        case 0x86:
        case 0x87:
            items.resize(code - 0x84u);
            for (std::size_t i = items.size(); i-- > 0;) {
                items[i] = pop();
                if (items[i] == none) {
                    return damaged();
                }
            }
            return tuple(std::move(items));
        case ']':
        case '}':
            made.kind = code == ']' ? PickleKind::List : PickleKind::Dict;
            return pushNew(std::move(made));
        case 'a':
            items = {pop()};
            return items[0] != none ? extend(PickleKind::List, items) : damaged();
        case 'e':
            return popToMark(items) ? extend(PickleKind::List, items) : damaged();
        case 's': {
            const std::uint32_t held = pop();
            const std::uint32_t key = pop();
            return held != none && key != none ? extend(PickleKind::Dict, {key, held}) : damaged();
        }
        case 'u':
            return popToMark(items) ? extend(PickleKind::Dict, items) : damaged();
        case 'c':
            return globalByLines();
        case 0x93: {  // STACK_GLOBAL
            const std::uint32_t name = pop();
            const std::uint32_t module = pop();
            return is(name, PickleKind::Text) && is(module, PickleKind::Text)
                       ? global(node(module).text, node(name).text)
                       : damaged();
        }
        case 'R':
            return reduce();
        case 'b':
            return build();
        case 'Q':
            return persistent();
        case 'q':  // BINPUT, LONG_BINPUT, MEMOIZE
        case 'r':
            return take(code == 'q' ? 1 : 4, value) ? remember(value) : damaged();
        case 0x94:
            return remember(m_memo.size());
        case 'h':  // BINGET, LONG_BINGET
        case 'j':
            return take(code == 'h' ? 1 : 4, value) ? recall(value) : damaged();
        case 0x81:  // NEWOBJ, NEWOBJ_EX, INST, OBJ, EXT1 to EXT4
        case 0x92:
        case 'i':
        case 'o':
        case 0x82:
        case 0x83:
        case 0x84:
            return refuse("its pickle makes objects of a class (instruction " + hexadecimal(code) +
                          "), which is never done here");
        default:
            return refuse("its pickle has the instruction " + hexadecimal(code) + ", which torch.save() does not use");
    }
}

Result<PickleDocument> PickleMachine::run() {
    if (m_bytes.size() > mostBytes) {
        return refuse("its pickle is larger than " + std::to_string(mostBytes >> 20) + " MiB");
    }
    if (m_bytes.empty() || m_bytes[0] != std::byte{0x80}) {
        return refuse("its pickle is of protocol 0 or 1, or none at all");
    }
    for (std::size_t steps = 0; !m_stopped; ++steps) {
        if (m_at == m_bytes.size()) {
            return damaged();
        }
        if (steps == mostSteps) {
            return refuse("its pickle has too many instructions");
        }
        if (auto done = step(static_cast<unsigned char>(m_bytes[m_at++])); !done) {
            return failure(done);
        }
    }
    if (m_stack.size() != 1 || !m_marks.empty() || m_at != m_bytes.size()) {
        return damaged();
    }
    m_document.root = m_stack.front();
    return std::move(m_document);
}

Result<PickleDocument> readPickle(std::span<const std::byte> pickle, const std::string& where) {
    return PickleMachine(pickle, where).run();
}

}  // namespace saferscope
