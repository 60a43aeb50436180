// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <string>
#include <vector>

namespace saferscope {

/// Stand around the activated token in a context's text. Text that holds them itself is shown with a space between, so
/// that they mark one place and nothing else.
inline constexpr const char* contextMarkOpen = "<<";
inline constexpr const char* contextMarkClose = ">>";

/// A place where a feature fires, as a judge reads it: valid UTF-8 without control characters (newlines and tabs stay),
/// invisible or direction-changing characters, and without anything that a chat server would take for a marker of its
/// template ("<|eot_id|>" reads "[eot_id]").
struct JudgeContext {
    PairIndex pair;
    Segment segment = Segment::Prompt;
    float value = 0.0f;
    std::string text;             ///< with the activated token marked
    std::string plain;            ///< the same without marks and with invisible characters: what suspicion.h reads
    std::string activated;        ///< the activated token alone
    std::size_t activatedAt = 0;  ///< byte of `plain` where it begins
};
const char* segmentName(Segment segment);  ///< "prompt", "chosen", "rejected"

struct JudgeContextOptions {
    std::uint32_t contexts = 10;  ///< at most
    std::uint32_t tokens = 128;   ///< length of one, three quarters of it before the activated token
};

/// The feature's strongest contexts, largest value first, one per pair. An answer that begins less than that many
/// tokens before the activated one is preceded by the end of its prompt. Reads the index; about 50 µs per context.
std::vector<JudgeContext> judgeContexts(const FeatureIndex& index, FeatureId feature, TokenScope scope,
                                        const JudgeContextOptions& options);

/// One such context. Empty texts when the place does not exist.
JudgeContext judgeContextAt(const FeatureIndex& index, const ContextRef& place, std::uint32_t tokens);

/// Any text as a judge may read it: what is said of JudgeContext, without marks. Template markers come out as "< |…|
/// >".
std::string shownText(std::string_view text);

}  // namespace saferscope
