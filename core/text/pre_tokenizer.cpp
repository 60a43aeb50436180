// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/pre_tokenizer.h"

#include "core/base/text_check.h"

#include <algorithm>

namespace saferscope {

namespace {

/// What ByteLevel splits by when `use_regex` is set: GPT-2's pattern.
constexpr const char* gpt2Pattern = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
constexpr std::size_t maxSteps = 16;

struct Stretch {
    Span span;
    bool match = false;
};

/// Matches and the text between them, in order, empty ones included.
std::vector<Stretch> stretches(const std::vector<Span>& matches, std::size_t size, bool invert) {
    std::vector<Stretch> all;
    all.reserve(matches.size() * 2 + 1);
    std::uint32_t done = 0;
    for (const Span& match : matches) {
        if (match.begin != done) {
            all.push_back({{done, match.begin}, invert});
        }
        all.push_back({match, !invert});
        done = match.end;
    }
    if (done != size) {
        all.push_back({{done, static_cast<std::uint32_t>(size)}, invert});
    }
    return all;
}

}  // namespace

Result<PreTokenizer> PreTokenizer::fromJson(const Json& value, const std::string& where) {
    PreTokenizer result;
    if (const auto status = result.add(value, where); !status) {
        return failure(status);
    }
    return result;
}

Status PreTokenizer::add(const Json& value, const std::string& where) {
    if (value.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(value, "type", where + ": the pre-tokenizer");
    if (!type) {
        return failure(type);
    }
    if (m_steps.size() >= maxSteps) {
        return fail(ErrorCode::InvalidInput, where + ": the pre-tokenizer has more than 16 steps.");
    }
    if (*type == "Sequence") {
        const auto it = value.find("pretokenizers");
        if (it == value.end() || !it->is_array()) {
            return fail(ErrorCode::InvalidInput, where + ": a pre-tokenizer \"Sequence\" has no list of steps.");
        }
        for (const Json& step : *it) {
            if (const auto status = add(step, where); !status) {
                return status;
            }
        }
        return {};
    }
    if (m_byteLevel || !m_metaspace.empty()) {
        return fail(ErrorCode::InvalidInput, where + ": the pre-tokenizer goes on after " +
                                                 (m_byteLevel ? "ByteLevel" : "Metaspace") + " with \"" + *type +
                                                 "\".");
    }
    Result<Step> step = Step{};
    if (*type == "Split") {
        step = splitStep(value, where);
    } else if (*type == "ByteLevel") {
        step = byteLevelStep(value, where);
        m_byteLevel = true;
    } else if (*type == "Metaspace") {
        step = metaspaceStep(value, where);
    } else if (*type == "Digits") {
        const auto individual =
            jsonMemberOr<bool>(value, "individual_digits", false, where + ": pre-tokenizer \"Digits\"");
        if (!individual) {
            return failure(individual);
        }
        auto regex = Regex::compile(*individual ? R"(\p{N})" : R"(\p{N}+)", where);
        if (!regex) {
            return failure(regex);
        }
        step->regex = std::move(*regex);
    } else {
        return fail(ErrorCode::InvalidInput, where + ": the pre-tokenizer \"" + *type + "\" is not supported.",
                    "ByteLevel, Split, Digits, Metaspace and sequences of them are read.");
    }
    if (!step) {
        return failure(step);
    }
    m_steps.push_back(std::move(*step));
    return {};
}

Result<PreTokenizer::Step> PreTokenizer::splitStep(const Json& value, const std::string& where) {
    const std::string name = where + ": pre-tokenizer \"Split\"";
    const auto behaviour = jsonMember<std::string>(value, "behavior", name);
    const auto invert = jsonMemberOr<bool>(value, "invert", false, name);
    if (!behaviour || !invert) {
        return behaviour ? failure(invert) : failure(behaviour);
    }
    Step step;
    step.invert = *invert;
    if (*behaviour == "Isolated") {
        step.behaviour = Behaviour::Isolated;
    } else if (*behaviour == "MergedWithPrevious") {
        step.behaviour = Behaviour::MergedWithPrevious;
    } else if (*behaviour == "MergedWithNext") {
        step.behaviour = Behaviour::MergedWithNext;
    } else if (*behaviour == "Contiguous") {
        step.behaviour = Behaviour::Contiguous;
    } else {
        return fail(ErrorCode::InvalidInput, name + " with the behaviour \"" + *behaviour + "\" is not supported.");
    }
    const auto pattern = value.find("pattern");
    const bool isRegex = pattern != value.end() && pattern->is_object() && pattern->contains("Regex");
    if (pattern == value.end() || !pattern->is_object() || (!isRegex && !pattern->contains("String"))) {
        return fail(ErrorCode::InvalidInput, name + " has neither a \"Regex\" nor a \"String\" pattern.");
    }
    const auto text = jsonMember<std::string>(*pattern, isRegex ? "Regex" : "String", name);
    if (!text) {
        return failure(text);
    }
    auto regex = isRegex ? Regex::compile(*text, name) : Regex::literal(*text, name);
    if (!regex) {
        return failure(regex);
    }
    step.regex = std::move(*regex);
    return step;
}

Result<PreTokenizer::Step> PreTokenizer::byteLevelStep(const Json& value, const std::string& where) {
    const std::string name = where + ": pre-tokenizer \"ByteLevel\"";
    const auto prefix = jsonMemberOr<bool>(value, "add_prefix_space", true, name);
    const auto useRegex = jsonMemberOr<bool>(value, "use_regex", true, name);
    if (!prefix || !useRegex) {
        return prefix ? failure(useRegex) : failure(prefix);
    }
    Step step;
    step.prefixSpace = *prefix;
    if (*useRegex) {
        auto regex = Regex::compile(gpt2Pattern, name);
        if (!regex) {
            return failure(regex);
        }
        step.regex = std::move(*regex);
    }
    return step;
}

Result<PreTokenizer::Step> PreTokenizer::metaspaceStep(const Json& value, const std::string& where) {
    const std::string name = where + ": pre-tokenizer \"Metaspace\"";
    const auto replacement = jsonMemberOr<std::string>(value, "replacement", "\u2581", name);
    const auto scheme = jsonMemberOr<std::string>(value, "prepend_scheme", "", name);
    const auto prefix = jsonMemberOr<bool>(value, "add_prefix_space", true, name);
    const auto cut = jsonMemberOr<bool>(value, "split", true, name);
    if (!replacement || !scheme || !prefix || !cut) {
        return !replacement ? failure(replacement)
               : !scheme    ? failure(scheme)
               : !prefix    ? failure(prefix)
                            : failure(cut);
    }
    if (utf8SequenceLength(*replacement) != replacement->size() || replacement->empty() || *replacement == " ") {
        return fail(ErrorCode::InvalidInput, name + " replaces spaces by something that is not one other character.");
    }
    Step step;
    if (*scheme == "always" || *scheme == "first") {
        step.prefixSpace = true;
        step.firstOnly = *scheme == "first";
    } else if (scheme->empty()) {  // files from before there were schemes
        step.prefixSpace = *prefix;
    } else if (*scheme != "never") {
        return fail(ErrorCode::InvalidInput, name + ": the \"prepend_scheme\" \"" + *scheme + "\" is not known.");
    }
    if (*cut) {  // every space begins a piece, however it was spelled
        auto regex = Regex::literalAny(*replacement, " ", name);
        if (!regex) {
            return failure(regex);
        }
        step.regex = std::move(*regex);
        step.behaviour = Behaviour::MergedWithNext;
    }
    m_metaspace = *replacement;
    return step;
}

Status PreTokenizer::split(std::string_view text, bool first, const SearchTime& time,
                           std::vector<Piece>& pieces) const {
    pieces.clear();
    if (text.empty()) {
        return {};
    }
    pieces.push_back({0, static_cast<std::uint32_t>(text.size()), false});
    std::vector<Piece> next;
    for (const Step& step : m_steps) {
        next.clear();
        if (const auto status = apply(step, text, first, time, pieces, next); !status) {
            return status;
        }
        pieces.swap(next);
    }
    return {};
}

Status PreTokenizer::apply(const Step& step, std::string_view text, bool first, const SearchTime& time,
                           const std::vector<Piece>& from, std::vector<Piece>& to) const {
    std::vector<Span> matches;
    std::string spaced;
    for (const Piece& piece : from) {
        std::string_view part = text.substr(piece.begin, piece.end - piece.begin);
        const bool space = step.prefixSpace && part.front() != ' ' &&
                           (!step.firstOnly || (first && piece.begin == 0)) &&
                           (m_metaspace.empty() || !part.starts_with(m_metaspace));
        if (!step.regex) {
            to.push_back({piece.begin, piece.end, space});
            continue;
        }
        if (space) {
            spaced.assign(1, ' ').append(part);
            part = spaced;
        }
        if (const auto status = step.regex->findAll(part, time, matches); !status) {
            return status;
        }
        // In `part` an added space is byte 0; it belongs to the first piece and to no byte of the text.
        const std::uint32_t shift = space ? 1 : 0;
        const auto emit = [&](std::uint32_t begin, std::uint32_t end) {
            if (begin < end) {
                to.push_back(
                    {piece.begin + begin - std::min(begin, shift), piece.begin + end - shift, space && begin == 0});
            }
        };
        std::vector<Stretch> all = stretches(matches, part.size(), step.invert);
        if (step.behaviour == Behaviour::Isolated) {
            for (const Stretch& stretch : all) {
                emit(stretch.span.begin, stretch.span.end);
            }
            continue;
        }
        std::vector<Span> joined;
        bool previousMatch = false;
        const bool backwards = step.behaviour == Behaviour::MergedWithNext;
        if (backwards) {
            std::reverse(all.begin(), all.end());
        }
        for (const Stretch& stretch : all) {
            const bool join = step.behaviour == Behaviour::Contiguous ? stretch.match == previousMatch
                                                                      : stretch.match && !previousMatch;
            if (join && !joined.empty()) {
                (backwards ? joined.back().begin : joined.back().end) =
                    backwards ? stretch.span.begin : stretch.span.end;
            } else {
                joined.push_back(stretch.span);
            }
            previousMatch = stretch.match;
        }
        if (backwards) {
            std::reverse(joined.begin(), joined.end());
        }
        for (const Span& span : joined) {
            emit(span.begin, span.end);
        }
    }
    return {};
}

}  // namespace saferscope
