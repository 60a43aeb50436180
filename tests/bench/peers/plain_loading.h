// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/torch_io.h"

#include <filesystem>
#include <vector>

namespace saferscope::peers {

/// Loading as it is done without mapping: the header is parsed, then each tensor's bytes are read from the file into a
/// new tensor with read(). Mirrors what `safetensors`' load_file does on a plain file object and what a model takes
/// over with load_state_dict(assign=True), so there is no second copy. Ends the program when the file cannot be read.
std::vector<NamedTensor> readPlainly(const std::filesystem::path& file);

}  // namespace saferscope::peers
