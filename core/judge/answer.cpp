// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/answer.h"

#include "core/base/json.h"
#include "core/base/text_check.h"

#include <algorithm>
#include <vector>

namespace saferscope {

namespace {

constexpr std::size_t maxAnswerBytes = 256u << 10;
constexpr std::size_t maxExplanationBytes = 4000;

ParsedAnswer unrated(std::string reason) { return {{}, {}, std::move(reason)}; }

std::string_view trimmed(std::string_view text, std::string_view set = " \t\r\n") {
    const auto first = text.find_first_not_of(set);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(set) - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    return result;
}

std::string shortened(std::string_view text) {
    std::string valid = toValidUtf8(trimmed(text));
    std::erase(valid, '\0');
    if (valid.size() > maxExplanationBytes) {
        std::size_t end = maxExplanationBytes;
        while (end > 0 && (static_cast<unsigned char>(valid[end]) & 0xc0) == 0x80) {
            --end;
        }
        valid.resize(end);
    }
    return valid;
}

ParsedAnswer rated(int score, std::string_view explanation) {
    ParsedAnswer answer;
    answer.explanation = shortened(explanation);
    if (answer.explanation.empty()) {
        return unrated("The explanation is missing.");
    }
    answer.score = score;
    return answer;
}

// Members of the outermost object, repeated ones too: a parser that keeps the last of two scores would hide the first.
class MemberCounter : public nlohmann::json_sax<Json> {
public:
    int scores = 0;
    int explanations = 0;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return ++m_depth < 64; }
    bool end_object() override { return --m_depth >= 0; }
    bool start_array(std::size_t) override { return ++m_depth < 64; }
    bool end_array() override { return --m_depth >= 0; }
    bool key(string_t& name) override {
        const std::string plain = lower(name);
        scores += m_depth == 1 && (plain == "score" || plain == "rating") ? 1 : 0;
        explanations += m_depth == 1 && plain == "explanation" ? 1 : 0;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    int m_depth = 0;
};

ParsedAnswer parseObject(std::string_view text) {
    MemberCounter members;
    const auto json = parseJson(text, "The answer");
    if (!json || !json->is_object() || !Json::sax_parse(text, &members)) {
        return unrated("The answer is not one JSON object.");
    }
    if (members.scores > 1 || members.explanations > 1) {
        return unrated("The answer holds two scores or two explanations.");
    }
    const auto score = json->find("score");
    const auto explanation = json->find("explanation");
    if (score == json->end()) {
        return unrated("The answer has no score.");
    }
    if (!score->is_number_integer()) {
        return unrated("The score is not a whole number.");
    }
    const auto value = score->is_number_unsigned()
                           ? static_cast<std::int64_t>(std::min<std::uint64_t>(score->get<std::uint64_t>(), 1'000'000))
                           : score->get<std::int64_t>();
    if (value < 1 || value > 5) {
        return unrated("The score is not between 1 and 5.");
    }
    if (explanation == json->end() || !explanation->is_string()) {
        return unrated("The explanation is missing.");
    }
    return rated(static_cast<int>(value), explanation->get_ref<const std::string&>());
}

// The text behind `label:` when a line begins with it, list marks and emphasis aside.
std::optional<std::string_view> labelled(std::string_view line, std::string_view label) {
    const auto start = line.find_first_not_of(" \t*_#>-`");
    if (start == std::string_view::npos || lower(line.substr(start, label.size())) != label) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(start + label.size());
    rest = rest.substr(std::min(rest.find_first_not_of(" \t*_`"), rest.size()));
    if (!rest.starts_with(':')) {
        return std::nullopt;
    }
    return trimmed(rest.substr(1), " \t\r*_`");
}

// "4", "4/5", "4." and nothing else.
std::optional<int> plainScore(std::string_view text) {
    text = trimmed(text, " \t\r*_`[]\"");
    if (text.ends_with("/5")) {
        text.remove_suffix(2);
    }
    if (text.ends_with('.')) {
        text.remove_suffix(1);
    }
    text = trimmed(text);
    if (text.size() != 1 || text[0] < '1' || text[0] > '5') {
        return std::nullopt;
    }
    return text[0] - '0';
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

ParsedAnswer parseLines(std::string_view text) {
    std::optional<int> score;
    std::optional<std::string_view> explanation;
    for (const std::string_view line : linesOf(text)) {
        if (const auto value = labelled(line, "score")) {
            const auto number = plainScore(*value);
            if (!number) {
                return unrated("The score is not one whole number between 1 and 5.");
            }
            if (score && *score != *number) {
                return unrated("The answer holds two scores that differ.");
            }
            score = number;
        } else if (!explanation && labelled(line, "explanation")) {
            const auto lineAt = static_cast<std::size_t>(line.data() - text.data());
            explanation = text.substr(lineAt + line.find(':') + 1);
        }
    }
    if (!score) {
        return unrated("The answer has neither a JSON object nor a line \"Score: N\".");
    }
    if (!explanation) {
        return unrated("The explanation is missing.");
    }
    // An explanation goes on over the following lines, up to a score that stands below it.
    std::string_view body = *explanation;
    for (const std::string_view line : linesOf(body)) {
        if (labelled(line, "score")) {
            body = body.substr(0, static_cast<std::size_t>(line.data() - body.data()));
            break;
        }
    }
    return rated(*score, body);
}

}  // namespace

ParsedAnswer parseAnswer(std::string_view answer) {
    if (answer.size() > maxAnswerBytes) {
        return unrated("The answer is longer than any answer needs to be.");
    }
    std::string_view text = trimmed(answer);
    // Some local models print what they think before they answer.
    if (const auto end = text.find("</think>"); text.starts_with("<think>") && end != std::string_view::npos) {
        text = trimmed(text.substr(end + 8));
    }
    if (text.empty()) {
        return unrated("The answer is empty.");
    }
    if (text.starts_with('{')) {
        return parseObject(text);
    }
    const auto open = text.find("```");
    if (open == std::string_view::npos) {
        return parseLines(text);
    }
    const auto bodyAt = text.find('\n', open);
    const auto close = bodyAt == std::string_view::npos ? bodyAt : text.find("```", bodyAt);
    if (close == std::string_view::npos || text.find("```", close + 3) != std::string_view::npos) {
        return unrated("The answer holds several code blocks, or half of one.");
    }
    const std::string_view block = trimmed(text.substr(bodyAt, close - bodyAt));
    ParsedAnswer inside = block.starts_with('{') ? parseObject(block) : parseLines(block);
    for (const std::string_view part : {text.substr(0, open), text.substr(close + 3)}) {
        for (const std::string_view line : linesOf(part)) {
            const auto value = labelled(line, "score");
            if (value && inside.score && plainScore(*value) != inside.score) {
                return unrated("The answer holds two scores that differ.");
            }
        }
    }
    return inside;
}

}  // namespace saferscope
