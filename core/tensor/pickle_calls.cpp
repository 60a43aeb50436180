// SPDX-License-Identifier: GPL-3.0-or-later
// What calls in a pickle stand for: torch/_utils.py and torch/serialization.py (zip format), read for their meaning
// only.
#include "core/tensor/pickle_machine.h"

namespace saferscope {

/// A call: function and arguments on the stack. What it would give is put in their place.
Status PickleMachine::reduce() {
    const std::uint32_t tupleOfArguments = pop();
    const std::uint32_t function = pop();
    if (!is(tupleOfArguments, PickleKind::Tuple)) {
        return damaged();
    }
    if (!is(function, PickleKind::Global)) {
        return refuse("its pickle calls something that is no function of torch");
    }
    if (node(tupleOfArguments).items.size() > 7) {  // the most that any of them takes; a copy of it is made
        return refuse("its pickle calls a function of torch in a way that torch.save() does not");
    }
    const std::vector<std::uint32_t> arguments = node(tupleOfArguments).items;
    switch (node(function).global) {
        case PickleGlobal::OrderedDict:
            if (arguments.empty()) {
                PickleNode made;
                made.kind = PickleKind::Dict;
                made.ordered = true;
                return pushNew(std::move(made));
            }
            break;
        case PickleGlobal::RebuildTensor:
            return rebuildTensor(arguments);
        case PickleGlobal::RebuildParameter:  // (data, requires_grad, hooks)
            if (arguments.size() == 3 && is(arguments[0], PickleKind::Tensor) && is(arguments[1], PickleKind::Bool) &&
                is(arguments[2], PickleKind::Dict) && node(arguments[2]).items.empty()) {
                return push(arguments[0]);
            }
            break;
        case PickleGlobal::Size:
            if (arguments.size() == 1 && is(arguments[0], PickleKind::Tuple)) {
                return push(arguments[0]);
            }
            break;
        case PickleGlobal::Device:
            if (!arguments.empty() && is(arguments[0], PickleKind::Text)) {
                return push(arguments[0]);
            }
            break;
        default:
            break;
    }
    return refuse("its pickle calls a function of torch in a way that torch.save() does not");
}

/// (storage, offset, shape, strides, requires_grad, hooks[, metadata])
Status PickleMachine::rebuildTensor(const std::vector<std::uint32_t>& arguments) {
    const bool sound = (arguments.size() == 6 || arguments.size() == 7) && is(arguments[0], PickleKind::Storage) &&
                       is(arguments[1], PickleKind::Int) && is(arguments[2], PickleKind::Tuple) &&
                       is(arguments[3], PickleKind::Tuple) && is(arguments[4], PickleKind::Bool) &&
                       is(arguments[5], PickleKind::Dict) && node(arguments[5]).items.empty();
    if (!sound) {
        return refuse("its pickle spells a tensor in a way that torch.save() does not");
    }
    // Lazily negated or conjugated numbers.
    if (arguments.size() == 7 && !(is(arguments[6], PickleKind::None) ||
                                   (is(arguments[6], PickleKind::Dict) && node(arguments[6]).items.empty()))) {
        return refuse("one of its tensors is stored with a pending operation; save tensor.resolve_neg().contiguous()");
    }
    PickleNode made;
    made.kind = PickleKind::Tensor;
    made.items = {arguments[0], arguments[1], arguments[2], arguments[3]};
    return pushNew(std::move(made));
}

/// Sets attributes of an object. A state dict carries the version numbers of its modules so (_metadata); they say
/// nothing about the tensors.
Status PickleMachine::build() {
    const std::uint32_t state = pop();
    const std::uint32_t object = pop();
    if (!is(object, PickleKind::Dict) || !node(object).ordered || !is(state, PickleKind::Dict)) {
        return refuse("its pickle sets attributes of an object");
    }
    const std::vector<std::uint32_t>& items = node(state).items;
    if (items.size() != 2 || !is(items[0], PickleKind::Text) || node(items[0]).text != "_metadata") {
        return refuse("its pickle sets an attribute other than _metadata");
    }
    return push(object);
}

/// ("storage", class, key, location, elements)
Status PickleMachine::persistent() {
    const std::uint32_t id = pop();
    if (!is(id, PickleKind::Tuple) || node(id).items.size() != 5) {
        return refuse("its pickle names a storage in a way that torch.save() does not");
    }
    const std::vector<std::uint32_t>& items = node(id).items;
    const bool sound = is(items[0], PickleKind::Text) && node(items[0]).text == "storage" &&
                       is(items[1], PickleKind::Global) && node(items[1]).global == PickleGlobal::StorageClass &&
                       is(items[2], PickleKind::Text) && is(items[3], PickleKind::Text) &&
                       is(items[4], PickleKind::Int) && node(items[4]).number >= 0;
    if (!sound) {
        return refuse("its pickle names a storage in a way that torch.save() does not");
    }
    PickleNode made;
    made.kind = PickleKind::Storage;
    made.dtype = node(items[1]).dtype;
    made.text = node(items[2]).text;
    made.number = node(items[4]).number;
    return pushNew(std::move(made));
}

}  // namespace saferscope
