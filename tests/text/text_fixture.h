// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saferscope::check {

/// A few kilobytes of English, markup and other scripts to learn a small tokenizer from.
const std::vector<std::string>& trainingTexts();

/// tokenizer.json of a tokenizer learnt from them (600 tokens), as a value to vary.
const OrderedJson& smallTokenizerJson();
Tokenizer tokenizerFrom(const OrderedJson& json);  ///< fails the test when it is refused

/// Strings that break tokenizers: emoji with joiners, bidirectional and combining marks, control characters, spaces of
/// all kinds, spellings of special tokens, injection classics, and the empty string.
const std::vector<std::string>& naughtyStrings();
/// A random mixture of letters, digits, spaces, marks and ill-formed bytes (the last only if wanted).
std::string randomText(Random& random, std::size_t pieces, bool illFormed);

/// The slow definition of the encoding to compare with: byte pair encoding by trying every merge of the list in turn,
/// over pieces that a hand-written splitter for the Llama-3 pattern makes. ASCII text only.
std::vector<std::int32_t> referenceEncode(const OrderedJson& tokenizer, const std::string& text);
/// The merging alone, of one piece.
std::vector<std::int32_t> referenceMerge(const OrderedJson& tokenizer, const std::string& piece);

/// Empty when the encoding's ranges cover `size` bytes in order and without gaps; else what is wrong.
std::string rangeFault(const Encoding& encoding, std::size_t size);

/// Folder of a fetched tokenizer (tests/support/fetch-tokenizers.sh), empty when it is not there.
std::filesystem::path fetchedTokenizer(const std::string& name);
/// Runs body and tells the seconds of processor time it took: other programs on the machine do not count.
double seconds(const std::function<void()>& body);

}  // namespace saferscope::check
