// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"
#include "core/data/preference_pair.h"

#include <filesystem>
#include <string>

namespace saferscope {

/// What others load pairs from.
enum class PairOutput {
    Saferscope,  ///< our own JSON Lines, everything kept (pair_writer.h)
    Messages,    ///< TRL's conversational form: prompt, chosen and rejected as lists of {role, content}
    Strings,     ///< TRL's standard form: prompt, chosen and rejected as texts
    Csv,         ///< id, subset, split, prompt, chosen, rejected, meta; RFC 4180 with \n as the line end
};
const char* pairOutputName(PairOutput output);       ///< "saferscope", "messages", "strings", "csv"
const char* pairOutputExtension(PairOutput output);  ///< ".jsonl" or ".csv"

/// Writes pairs one by one into a file that appears whole or not at all. id, subset, split and meta go along in every
/// form, so that PairReader gives back equal pairs; TRL and `datasets` pass columns they do not know over.
///
/// In Strings a prompt of one user turn is its text; one of several turns is an Anthropic HH transcript that ends in
/// "\n\nAssistant:", which PairReader takes apart again. A prompt that would not come back equal (roles that HH has
/// not, a turn that holds such a marker or begins or ends with white space) is refused with its pair's id rather than
/// written as something else: Messages can hold it. In Csv such prompts are a JSON message list in their cell. No cell
/// gets an apostrophe against spreadsheet formulas: the answers are training data and must be what they are. One
/// thread; blocks on the disk.
class PairExporter {
public:
    static Result<PairExporter> create(const std::filesystem::path& path, PairOutput output);
    /// Refused: text that is not UTF-8, meta that is no JSON object, a pair without id or prompt or of equal answers,
    /// and what is said above. Nothing of a refused pair is written; the caller may go on.
    Status write(const PreferencePair& pair);
    Status commit();

private:
    PairExporter(AtomicFile file, PairOutput output);
    AtomicFile m_file;
    PairOutput m_output;
};

}  // namespace saferscope
