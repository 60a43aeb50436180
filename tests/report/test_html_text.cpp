// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/base/text_check.h"
#include "core/report/html_text.h"
#include "core/report/html_writer.h"
#include "core/report/report_numbers.h"
#include "tests/support/check.h"

using namespace saferscope;

TEST(texts_cannot_become_markup) {
    CHECK_EQ(escapeHtml("<script>alert('x')</script>"), std::string("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    CHECK_EQ(escapeHtml("\" onmouseover=\"a&b"), std::string("&quot; onmouseover=&quot;a&amp;b"));
    CHECK_EQ(escapeHtml("a\nb\tc"), std::string("a\nb\tc"));
    CHECK_EQ(escapeHtml("naïve 漢字 🙂 שלום"), std::string("naïve 漢字 🙂 שלום"));
}

TEST(characters_that_act_become_characters_that_are_seen) {
    CHECK_EQ(escapeHtml(std::string_view("a\0b", 3)), std::string("a\u2400b"));
    CHECK_EQ(escapeHtml("\x1b[31m\x7f\r"), std::string("\u241b[31m\u2421\u240d"));
    CHECK_EQ(escapeHtml("\u202Egpj.exe"), std::string("\u2329202E\u232Agpj.exe"));
    CHECK_EQ(escapeHtml("\u2066\uFEFF"), std::string("\u23292066\u232A\u2329FEFF\u232A"));
    // A lone surrogate, an overlong "<", a cut sequence, a byte that begins nothing, and what XML forbids.
    CHECK_EQ(escapeHtml("\xED\xA0\x80"), std::string("\uFFFD\uFFFD\uFFFD"));
    CHECK_EQ(escapeHtml("\xC0\xBC"), std::string("\uFFFD\uFFFD"));
    CHECK_EQ(escapeHtml("a\xE6\xBC"), std::string("a\uFFFD\uFFFD"));
    CHECK_EQ(escapeHtml("\xFF<"), std::string("\uFFFD&lt;"));
    CHECK_EQ(escapeHtml("\xEF\xBF\xBE\xEF\xBF\xBF"), std::string("\uFFFD\uFFFD"));
}

TEST(random_bytes_give_clean_text) {
    Random random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        for (std::uint64_t i = random.below(40); i > 0; --i) {
            bytes += static_cast<char>(random.below(256));
        }
        const std::string clean = escapeHtml(bytes);
        CHECK(isValidUtf8(clean));
        for (const unsigned char c : clean) {
            CHECK(c != '<' && c != '>' && c != '"' && c != '\'' && c != 0x7f);
            CHECK(c >= 0x20 || c == '\n' || c == '\t');
        }
    }
}

TEST(texts_are_cut_between_characters) {
    CHECK_EQ(cutText("abc", 3), std::string("abc"));
    CHECK_EQ(cutText("abcd", 3), std::string("abc…"));
    CHECK_EQ(cutText("漢字漢字", 2), std::string("漢字…"));
    CHECK_EQ(cutText("\xFF\xFF\xFF", 2), std::string("\xFF\xFF…"));
    CHECK_EQ(cutText("", 0), std::string());
}

TEST(the_start_of_a_character_is_found_from_any_of_its_bytes) {
    const std::string text = "aß漢🙂";
    for (const auto& [at, start] : {std::pair{0, 0}, {1, 1}, {2, 1}, {3, 3}, {4, 3}, {5, 3}, {6, 6}, {7, 6}, {9, 6}}) {
        CHECK_EQ(characterStart(text, static_cast<std::size_t>(at)), static_cast<std::size_t>(start));
    }
    CHECK_EQ(characterStart(text, 10), std::size_t{10});
    CHECK_EQ(characterStart(text, 99), std::size_t{10});
    CHECK_EQ(characterStart("\x80\x80\x80\x80\x80", 4), std::size_t{4});
}

TEST(elements_are_closed_in_order_and_attributes_are_quoted) {
    HtmlWriter html;
    html.open("p", {{"class", "a\"b\n"}});
    html.element("b", "<x>");
    html.single("br");
    html.text("&");
    html.close();
    html.close();  // nothing is open any more
    CHECK_EQ(html.markup(), std::string("<p class=\"a&quot;b&#10;\"><b>&lt;x&gt;</b><br/>&amp;</p>\n"));
}

TEST(numbers_are_written_for_people) {
    CHECK_EQ(numberText(-0.0004, 3), std::string("0.000"));
    CHECK_EQ(signedText(0.0004, 3), std::string("0.000"));
    CHECK_EQ(signedText(1.5, 2), std::string("+1.50"));
    CHECK_EQ(signedText(-1.5, 2), std::string("−1.50"));
    CHECK_EQ(numberText(std::nan("")), std::string("–"));
    CHECK_EQ(percentText(0.95333), std::string("95.3 %"));
    CHECK_EQ(countText(1234567), std::string("1,234,567"));
    CHECK_EQ(countText(999), std::string("999"));
    CHECK_EQ(plainNumber(0.1), std::string("0.1"));
    CHECK_EQ(plainNumber(std::nan("")), std::string());
    CHECK_EQ(probabilityText(0.0001), std::string("< 0.001"));
}
