// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/nfc.h"
#include "core/text/unicode_class.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <utf8proc.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

/// utf8proc's own whole-text normalization: slow on hostile text, but an independent path.
std::string reference(const std::string& text) {
    utf8proc_uint8_t* result = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    CHECK(length >= 0);
    std::string made(reinterpret_cast<const char*>(result), static_cast<std::size_t>(length));
    free(result);
    return made;
}

}  // namespace

TEST(nfc_equals_whole_text_normalization) {
    Random random(11);
    std::size_t changed = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (std::uint64_t n = random.below(24); n > 0; --n) {
            // Code points from where composition happens: Latin, Greek, marks, Indic, Hangul, kana, the astral ones.
            const std::pair<char32_t, char32_t> blocks[] = {
                {0x41, 0x7a},     {0xc0, 0x24f},    {0x300, 0x36f},     {0x370, 0x3ff},     {0x900, 0xdff},
                {0x1026, 0x102f}, {0x1100, 0x11ff}, {0x1e00, 0x1fff},   {0x2100, 0x214f},   {0x3040, 0x30ff},
                {0xac00, 0xac80}, {0xf900, 0xfaff}, {0x11080, 0x110c0}, {0x11340, 0x11360}, {0x1d150, 0x1d1c0}};
            const auto& [low, high] = blocks[random.below(std::size(blocks))];
            appendUtf8(text, low + static_cast<char32_t>(random.below(high - low + 1)));
        }
        Alignment alignment;
        const std::string ours = normalizeNfc(text, alignment);
        CHECK_EQ(ours, reference(text));
        CHECK_EQ(alignment.identical(), ours == text);
        changed += ours == text ? 0 : 1;
        std::vector<std::uint32_t> positions(ours.size() + 1);
        for (std::uint32_t p = 0; p < positions.size(); ++p) {
            positions[p] = p;
        }
        alignment.toSource(text, positions);
        CHECK(positions.front() == 0 || ours.empty());
        CHECK_EQ(positions.back(), text.size());
        for (std::size_t p = 1; p < positions.size(); ++p) {
            CHECK(positions[p - 1] <= positions[p]);
        }
    }
    CHECK(changed > 1000);
}

TEST(every_single_character_normalizes_as_in_the_library) {
    for (char32_t c = 1; c < 0x30000; ++c) {
        if (c >= 0xd800 && c <= 0xdfff) {
            continue;
        }
        std::string text = "a";
        appendUtf8(text, c);
        Alignment alignment;
        CHECK_EQ(normalizeNfc(text, alignment), reference(text));
    }
}
