// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <QString>
#include <filesystem>
#include <memory>

class QWidget;

namespace saferscope::check {

/// A small index over made-up chats, for tests and pictures of the window: prompts, polite and less polite answers, a
/// chat template's markers, and latents of which some have a meaning:
struct Planted {
    static constexpr std::uint32_t apology = 3;      ///< ends of sentences with "sorry"; chosen answers
    static constexpr std::uint32_t refusal = 17;     ///< "can't help"; chosen answers
    static constexpr std::uint32_t warning = 42;     ///< "danger", "risk", "harm"; chosen answers
    static constexpr std::uint32_t steps = 58;       ///< "First", "Then"; rejected answers of harmful prompts
    static constexpr std::uint32_t eagerness = 101;  ///< "Sure", "Absolutely"; rejected answers
    static constexpr std::uint32_t dead = 5;         ///< never fires
};

struct SyntheticOptions {
    std::uint32_t pairs = 240;
    std::uint32_t features = 512;
    std::uint64_t seed = 1;
};

/// Cuts text as a byte-level tokenizer would: words with their space, pieces of long words, markers whole.
IndexedSegment tokenizeForTest(const std::string& text, bool response);

IndexedPair syntheticPair(std::uint32_t number, const SyntheticOptions& options);

/// Writes an index into `folder` and opens it; ends the test program with the Error's sentence when that fails.
std::shared_ptr<const FeatureIndex> makeSyntheticIndex(const std::filesystem::path& folder,
                                                       const SyntheticOptions& options = {});

/// Writes a picture of the widget to the folder that SAFERSCOPE_SCREENSHOTS names; does nothing without it.
void saveShot(QWidget& widget, const QString& name);

}  // namespace saferscope::check
