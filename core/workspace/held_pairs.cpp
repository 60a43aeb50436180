// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/held_pairs.h"

#include <cctype>
#include <string_view>
#include <unordered_map>

namespace saferscope {

namespace {

constexpr std::string_view space = " \t\r\n\f\v";

std::string_view trimmedLeft(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    return text;
}

std::string_view trimmed(std::string_view text) {
    text = trimmedLeft(text);
    return text.substr(0, text.find_last_not_of(space) + 1);
}

/// What stands in a segment from its answer's first token on.
struct AnswerText {
    std::string_view text;
    /// The answer may begin so many bytes later: its first token may hold the template's last sign, as in ":Hello".
    std::size_t slack = 0;
    bool known = false;  ///< some token is the answer's
    bool cut = false;    ///< it begins the conversation: whatever came before, and maybe its own beginning, was cut off
};

/// All of the segment's text where no token says that it is the answer's.
AnswerText answerText(const FeatureIndex& index, PairIndex place, Segment segment) {
    const std::string_view text = index.segmentText(place, segment);
    for (SegmentReader reader = index.read(place, segment); reader.next();) {
        const TokenInfo& token = reader.token();
        if (!token.response || token.begin > token.end || token.end > text.size()) {
            continue;
        }
        const std::string_view own = trimmedLeft(text.substr(token.begin));
        std::size_t slack = 0;
        while (slack < token.end - token.begin && slack < own.size() &&
               std::ispunct(static_cast<unsigned char>(own[slack])) != 0) {
            ++slack;
        }
        // A cut conversation keeps its BOS at most.
        return {own, slack, true, reader.index() == 0 && index.pair(place).tokens[0] <= 1};
    }
    return {trimmedLeft(text), 0, false, false};
}

/// What follows the answer there; nothing where it does not stand there.
std::optional<std::string_view> after(const AnswerText& place, std::string_view answer) {
    const std::string_view text = place.text;
    for (std::size_t skip = 0; skip <= place.slack && skip <= text.size(); ++skip) {
        if (text.substr(skip).starts_with(answer)) {
            return trimmedLeft(text.substr(skip + answer.size()));
        }
    }
    constexpr std::size_t longest = 200;
    constexpr int tries = 16;  // more than once only where an answer repeats itself
    if (!place.cut || answer.size() <= longest) {
        return std::nullopt;
    }
    const std::string_view ending = answer.substr(answer.size() - longest);
    std::size_t at = text.rfind(ending);
    for (int i = 0; i < tries && at != std::string_view::npos; ++i) {
        if (answer.ends_with(text.substr(0, at + longest))) {
            return trimmedLeft(text.substr(at + longest));
        }
        at = at > 0 ? text.rfind(ending, at - 1) : std::string_view::npos;
    }
    return std::nullopt;
}

bool stand(const AnswerText& first, std::string_view firstAnswer, const AnswerText& second,
           std::string_view secondAnswer) {
    firstAnswer = trimmed(firstAnswer);
    secondAnswer = trimmed(secondAnswer);
    const auto left = after(first, firstAnswer);
    const auto right = left ? after(second, secondAnswer) : std::nullopt;
    if (!right) {
        return false;
    }
    // Where an answer is empty, the first token that counts as its own may lie behind the template's end mark, or there
    // is none, and the segment begins with the template's.
    const auto empty = [](const AnswerText& place, std::string_view rest, std::string_view other) {
        return other.ends_with(rest) || (!place.known && rest.ends_with(other));
    };
    return *left == *right || (firstAnswer.empty() && empty(first, *left, *right)) ||
           (secondAnswer.empty() && empty(second, *right, *left));
}

}  // namespace

Standing answersStand(const FeatureIndex& index, PairIndex place, const PreferencePair& pair) {
    const AnswerText chosen = answerText(index, place, Segment::Chosen);
    const AnswerText rejected = answerText(index, place, Segment::Rejected);
    return stand(chosen, pair.chosen, rejected, pair.rejected)   ? Standing::Straight
           : stand(chosen, pair.rejected, rejected, pair.chosen) ? Standing::Turned
                                                                 : Standing::Not;
}

Result<std::vector<FoundPair>> findHeldPairs(const FeatureIndex& index, const Dataset& dataset,
                                             std::span<const PreferencePair> pairs, const ProgressCallback& progress,
                                             const std::stop_token& stop) {
    const bool same = index.manifest().datasetHash == dataset.contentHash;
    std::unordered_map<std::string, PairIndex> places;
    places.reserve(index.pairCount());
    for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
        places.emplace(index.pair(PairIndex(i)).id, PairIndex(i));
    }
    std::vector<FoundPair> found(pairs.size());
    ProgressMeter meter("Finding the pairs in the index", pairs.size(), progress);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Finding the pairs in the index was stopped; nothing was changed.");
        }
        auto place = places.find(pairs[i].id);
        if (place == places.end()) {  // an index of several data sets prefixes their ids
            place = places.find(dataset.name + "/" + pairs[i].id);
        }
        if (place == places.end()) {
            found[i].because = "the index does not hold it";
        } else {
            const Standing standing = same ? Standing::Straight : answersStand(index, place->second, pairs[i]);
            if (standing == Standing::Not) {
                found[i].because = "the index holds other answers under its id";
            } else {
                found[i].held = HeldPair{place->second, standing == Standing::Turned};
            }
        }
        meter.advance();
    }
    meter.finish();
    return found;
}

}  // namespace saferscope
