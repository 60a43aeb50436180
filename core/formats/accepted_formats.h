// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace saferscope {

enum class FormatKind { Model, Tokenizer, Sae, Pairs, Texts, Output };

/// A row of the one list of everything that is read and written: the help page and `safer formats` show it, and a test
/// walks it with a fixture for each row, so that neither can promise what does not work.
struct AcceptedFormat {
    FormatKind kind;
    std::string_view id;     ///< stable, unique: "pairs-pku-saferlhf"; also the name of its fixture
    std::string_view name;   ///< as its community calls it
    std::string_view files;  ///< what lies on the disk
    std::string_view notes;  ///< limits and assumptions, a sentence or two; may be empty
    bool reads = true;
    bool writes = false;
    std::string_view option = {};  ///< what --layout or `safer export` calls it; empty = found by itself
};

/// In the order people look for them.
std::span<const AcceptedFormat> acceptedFormats();
std::string_view formatKindName(FormatKind kind);  ///< "model", "tokenizer", "sae", "pairs", "texts", "output"

}  // namespace saferscope
