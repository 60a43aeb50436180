// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/text/alignment.h"
#include "core/text/nfc.h"
#include "core/text/regex.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// A text after the steps of a normalizer, with the way back through each of them.
class NormalizedText {
public:
    /// The text as it is now; views stay good until the next rewrite. `source` has to outlive this.
    void start(std::string_view source);
    std::string_view text() const { return m_layers.empty() ? m_source : std::string_view(m_layers.back().text); }
    /// The rewriting step writes the new text and what it changed; nothing is kept when nothing changed.
    void push(std::string text, Alignment alignment);
    /// Maps positions of text() to positions of the source, in place. They must not decrease; neither do the results.
    void toSource(std::vector<std::uint32_t>& positions, std::size_t first) const;

private:
    struct Layer {
        std::string text;
        Alignment alignment;  // from this layer to the one before
    };
    std::string_view m_source;
    std::vector<Layer> m_layers;
};

/// The `normalizer` of a tokenizer.json: what is done to a stretch of text between added tokens before it is split.
/// Immutable after loading.
class Normalizer {
public:
    static Result<Normalizer> fromJson(const Json& value, const std::string& where);
    bool empty() const { return m_steps.empty(); }
    /// `text` is valid UTF-8 and outlives `result`. Fails where a pattern gives up or the text grows out of bounds.
    Status apply(std::string_view text, const SearchTime& time, NormalizedText& result) const;

private:
    enum class Kind { Form, Replace, Prepend, Lowercase, Strip, StripAccents };
    struct Step {
        Kind kind = Kind::Form;
        UnicodeForm form = UnicodeForm::Nfc;
        std::string pattern = {};
        std::optional<Regex> regex = {};  ///< in place of `pattern`
        std::string content = {};
        bool left = false, right = false;
    };

    Status add(const Json& value, const std::string& where);
    static Result<Step> replaceStep(const Json& value, const std::string& where);
    Status replace(const Step& step, std::uint64_t maxBytes, const SearchTime& time, NormalizedText& result) const;

    std::vector<Step> m_steps;
    std::string m_where;
};

}  // namespace saferscope
