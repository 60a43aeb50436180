// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"
#include "core/data/preference_pair.h"

namespace saferscope {

/// One line of our own layout (PairLayout::Saferscope), without the newline.
std::string pairToJsonLine(const PreferencePair& pair);

/// Writes a JSONL file that appears whole or not at all.
class PairWriter {
public:
    static Result<PairWriter> create(const std::filesystem::path& path);
    Status write(const PreferencePair& pair);
    Status commit();

private:
    explicit PairWriter(AtomicFile file);
    AtomicFile m_file;
};

}  // namespace saferscope
