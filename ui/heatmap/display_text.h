// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/visible_text.h"

#include <QString>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saferscope {

/// Half-open byte range of a segment's UTF-8 text, as an index stores it. May be out of order or out of bounds: indexes
/// are files, and files can lie.
struct TokenBytes {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool sentenceEnd = false;  ///< a full stop or the like gets a little room, so that its colour is seen
};

/// A place in the display text. `fraction` is how far into the user-perceived character that starts at `character` the
/// place lies, in [0, 1): byte-level tokenizers cut inside characters, and each part gets its share of the picture.
struct TextPosition {
    int character = 0;
    float fraction = 0.0f;
    bool operator==(const TextPosition&) const = default;
};

struct CharRange {
    int begin = 0;
    int end = 0;
    bool operator==(const CharRange&) const = default;
};

struct DisplayToken {
    TextPosition begin;
    TextPosition end;
    bool special = false;  ///< belongs to the chat template (<|eot_id|>, a role's name): shown as a chip or hidden
    bool joined = false;   ///< goes on in the chip of the token before (a role of several tokens)
};

/// How a stretch of the display text is drawn apart from plain text.
enum class DisplayRole {
    Chip,    ///< a special token's name, or a role
    Marker,  ///< stands for something invisible: newline, tab, control character
    Stop,    ///< thin punctuation that ends a sentence
};
struct DisplayRun {
    CharRange range;
    DisplayRole role = DisplayRole::Marker;
};

struct DisplayOptions {
    /// Off, the chat template is folded: its markers and the newlines behind a header are hidden, the role stays as a
    /// chip in front of the message.
    bool showSpecial = true;
    bool compact = false;  ///< one paragraph: newlines become markers in the line
};

/// A segment's text as it can be laid out: nothing invisible, nothing that reorders its surroundings, and the place of
/// every token in it.
struct DisplayText {
    QString text;
    std::vector<DisplayToken> tokens;   ///< same order and count as the tokens given
    std::vector<CharRange> paragraphs;  ///< cover `text`; each ends with its newline marker
    std::vector<DisplayRun> runs;       ///< in order, not overlapping
};

/// Makes display text of UTF-8 bytes (ill-formed bytes become U+FFFD). Newlines become a marker and end a paragraph,
/// tabs and control characters become visible symbols, characters that steer direction become bracketed names, so that
/// text can neither hide nor reorder anything. Any ranges are accepted; those outside the text are cut to it.
DisplayText makeDisplayText(std::string_view utf8, std::span<const TokenBytes> tokens,
                            const DisplayOptions& options = {});

}  // namespace saferscope
