// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/heat_text.h"

#include "core/base/text_check.h"
#include "core/report/html_text.h"
#include "core/report/report_language.h"
#include "core/report/report_numbers.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

std::size_t characterCount(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        at += std::max<std::size_t>(1, utf8SequenceLength(text.substr(at, 4)));
    }
    return count;
}

/// What a run of letters is written as where texts are masked.
class BarWriter {
public:
    BarWriter(HtmlWriter& html, bool on) : m_html(html), m_on(on) {}

    /// `text` with these attributes, or bars with them; one of them is the class.
    void write(const std::string& text, const std::string& look, const std::string& title) {
        if (!m_on) {
            if (look.empty()) {
                m_html.text(text);
            } else if (title.empty()) {
                m_html.element("span", text, {{"class", look}});
            } else {
                m_html.element("span", text, {{"class", look}, {"title", title}});
            }
            return;
        }
        const std::string name = look.empty() ? "bar" : "bar " + look;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length =
                std::max<std::size_t>(1, utf8SequenceLength(std::string_view(text).substr(at, 4)));
            const char c = text[at];
            at += length;
            if (c == ' ' || c == '\t' || c == '\n') {
                flush(name, title);
                m_html.text(c == '\n' ? "\n" : " ");
                m_unbroken = 0;
                continue;
            }
            // Scripts without spaces, and what is one long word, still need places where a line may end.
            if (m_unbroken == longestBar) {
                flush(name, title);
                m_html.text(" ");
                m_unbroken = 0;
            }
            ++m_pending;
            ++m_unbroken;
        }
        flush(name, title);
    }

private:
    static constexpr std::size_t longestBar = 14;

    void flush(const std::string& name, const std::string& title) {
        if (m_pending == 0) {
            return;
        }
        // Rounded up: the exact lengths of the words of a sentence can give it away.
        std::string spaces;
        for (std::size_t i = 0; i < m_pending + m_pending % 2; ++i) {
            spaces += "\u00a0";
        }
        m_pending = 0;
        title.empty() ? m_html.element("span", spaces, {{"class", name}})
                      : m_html.element("span", spaces, {{"class", name}, {"title", title}});
    }

    HtmlWriter& m_html;
    const bool m_on;
    std::size_t m_pending = 0;   ///< characters of the bar that is growing
    std::size_t m_unbroken = 0;  ///< characters since the last place where a line may end
};

}  // namespace

std::vector<HeatPiece> heatPieces(std::string_view text, const std::vector<TokenInfo>& tokens,
                                  const std::vector<float>& values, TokenScope scope, std::size_t first,
                                  std::size_t last, std::size_t peak) {
    std::vector<HeatPiece> pieces;
    last = std::min({last, tokens.size(), values.size()});
    if (first >= last) {
        return pieces;
    }
    std::size_t at = characterStart(text, std::min<std::size_t>(tokens[first].begin, text.size()));
    for (std::size_t i = first; i < last; ++i) {
        const TokenInfo& token = tokens[i];
        const bool counts = scope == TokenScope::AllTokens || token.sentenceEnd;
        const float value = counts && std::isfinite(values[i]) ? values[i] : 0.0f;
        const bool isPeak = i == peak;
        const std::size_t begin = characterStart(text, std::clamp<std::size_t>(token.begin, at, text.size()));
        std::size_t end = std::clamp<std::size_t>(token.end, at, text.size());
        if (const std::size_t start = characterStart(text, end); start < end) {
            end = std::min(text.size(), start + std::max<std::size_t>(1, utf8SequenceLength(text.substr(start, 4))));
        }
        if (begin > at) {  // text between tokens belongs to none
            pieces.push_back({text.substr(at, begin - at)});
            at = begin;
        }
        if (end > at) {
            pieces.push_back({text.substr(at, end - at), value, isPeak});
            at = end;
        } else if (!pieces.empty() && (std::abs(value) > std::abs(pieces.back().value) || isPeak)) {
            // The rest of a character that the token before has begun.
            pieces.back().value = std::abs(value) > std::abs(pieces.back().value) ? value : pieces.back().value;
            pieces.back().peak = pieces.back().peak || isPeak;
        }
    }
    return pieces;
}

bool keepNearPeak(std::vector<HeatPiece>& pieces, std::size_t before) {
    const auto peak = std::ranges::find(pieces, true, &HeatPiece::peak);
    if (peak == pieces.end()) {
        return false;
    }
    auto first = peak;
    std::size_t room = before;
    while (first != pieces.begin()) {
        const std::size_t count = characterCount(std::prev(first)->text);
        if (count > room) {
            break;
        }
        room -= count;
        --first;
    }
    const bool cut = first != pieces.begin();
    pieces.erase(pieces.begin(), first);
    return cut;
}

bool writeHeat(HtmlWriter& html, const std::vector<HeatPiece>& pieces, float maximum, bool diverging,
               std::size_t characters, bool bars) {
    BarWriter out(html, bars);
    for (const HeatPiece& piece : pieces) {
        const std::size_t count = characterCount(piece.text);
        const bool cut = count > characters;
        const std::string shown = cut ? cutText(piece.text, characters) : std::string(piece.text);
        const bool coloured = piece.value != 0.0f && maximum > 0.0f && (diverging || piece.value > 0.0f);
        if (coloured) {
            const double share = std::min(1.0, std::abs(static_cast<double>(piece.value)) / maximum);
            const int step = std::clamp(static_cast<int>(std::ceil(8.0 * share)), 1, 8);
            const char* map = !diverging ? "h" : piece.value > 0.0f ? "p" : "n";
            out.write(shown, map + std::to_string(step) + (piece.peak ? " peak" : ""),
                      diverging ? signedText(piece.value, 2) : numberText(piece.value, 2));
        } else {
            out.write(shown, piece.peak ? "peak" : "", "");
        }
        if (cut) {
            return true;
        }
        characters -= count;
    }
    return false;
}

void writeHeatLegend(HtmlWriter& html, bool diverging, bool paper) {
    html.open("p", {{"class", "legend"}});
    const auto patches = [&](const char* map, bool falling) {
        for (int step = 1; step <= 8; ++step) {
            html.element("i", "",
                         {{"class", map + std::to_string(falling ? 9 - step : step)}, {"aria-hidden", "true"}});
        }
    };
    if (diverging) {
        html.text(tr("speaks for rejected") + " ");
        patches("n", true);
        patches("p", false);
        html.text(" " + tr("speaks for chosen."));
    } else {
        html.text(tr("silent") + " ");
        patches("h", false);
        html.text(" " + tr("the feature's maximum."));
    }
    if (!paper) {
        html.text(sentenceGap() + tr("Point at a token for its value."));
    }
    html.close();
}

}  // namespace saferscope
