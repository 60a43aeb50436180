// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/translations/sentence_finder.h"

#include <filesystem>
#include <string>

namespace saferscope::sentences {

/// From the root of the sources.
inline constexpr const char* coreSentencesFile = "translations/core_sentences.h";

/// Gives the finder every source whose English the window may show, and the others for what they explain.
void addSources(SentenceFinder& finder, const std::filesystem::path& root);
/// The text of that file as it should be for the sources below `root`.
std::string coreSentences(const std::filesystem::path& root);

}  // namespace saferscope::sentences
