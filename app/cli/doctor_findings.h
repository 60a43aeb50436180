// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace saferscope::cli {

/// What was found, as people read it and as --json prints it. Problems make the command fail, warnings do not.
struct Findings {
    OrderedJson json = OrderedJson::object();
    std::vector<std::string> lines;
    std::vector<std::string> warnings;
    std::vector<Error> problems;
};

struct ModelExamination {
    std::string folder;
    std::string label;  ///< of several; empty: none chosen
    bool load = false;  ///< read the weights as well
    bool base = false;  ///< to train from: a language model without a reward head will do
};

/// Looks into a model folder: configuration, headers of the weights, tokenizer, template.
void examineModel(const ModelExamination& wanted, Findings& findings);

}  // namespace saferscope::cli
