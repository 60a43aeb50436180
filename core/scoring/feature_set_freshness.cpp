// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/feature_set_builder.h"

#include <map>

namespace saferscope {

namespace {

std::string textOf(const Json& provenance, const char* key) {
    const auto it = provenance.find(key);
    return it != provenance.end() && it->is_string() ? it->get<std::string>() : std::string();
}

/// What differs from when the set was made, in words; whether it matters is another question.
std::vector<std::string> changesSince(const FeatureSet& set, const IndexIdentity& index, const RatingBook& book,
                                      const std::string& judge) {
    std::vector<std::string> changes;
    if (set.indexHash != index.indexHash) {
        changes.emplace_back("it was made from another index");
    }
    if (set.rule.empty()) {
        return changes;  // made by hand: ratings have no part in it
    }
    if (textOf(set.provenance, "ratings") != book.digest()) {
        const auto before = set.provenance.find("rating_events");
        const std::size_t known =
            before != set.provenance.end() && before->is_number_unsigned() ? before->get<std::size_t>() : 0;
        const std::size_t more = book.eventCount() > known ? book.eventCount() - known : 0;
        changes.push_back(more == 0   ? "the rating log is another one"
                          : more == 1 ? "1 rating event came since"
                                      : std::to_string(more) + " rating events came since");
    }
    const std::string now = book.mainJudge(judge);
    if (const std::string then = textOf(set.provenance, "judge"); then != now) {
        changes.push_back("\"llm\" meant " + (then.empty() ? "nobody" : "\"" + then + "\"") + " and means " +
                          (now.empty() ? "nobody" : "\"" + now + "\"") + " now");
    }
    return changes;
}

std::string joined(const std::vector<std::string>& parts, const char* between, const char* last) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? last : between) + parts[i];
    }
    return text;
}

std::string sentence(std::string text) {
    if (!text.empty()) {
        text.front() =
            text.front() >= 'a' && text.front() <= 'z' ? static_cast<char>(text.front() - 'a' + 'A') : text.front();
        text += '.';
    }
    return text;
}

}  // namespace

FeatureSetFreshness checkFeatureSet(const FeatureSet& set, const IndexIdentity& index,
                                    const std::vector<FeatureContrast>& contrasts, const RatingBook& book,
                                    const std::string& judge) {
    FeatureSetFreshness result;
    const auto now = refreshFeatureSet(set, index, contrasts, book, judge);
    if (!now) {
        return {false, now.error().message, {}, {}, {}};
    }
    std::map<FeatureId, double> saved;
    for (const FeatureSet::Member& member : set.members) {
        saved.emplace(member.feature, member.contrast);
    }
    for (const FeatureSet::Member& member : now->members) {
        const auto before = saved.find(member.feature);
        if (before == saved.end()) {
            result.added.push_back(member.feature);
        } else {
            if ((before->second > 0.0) != (member.contrast > 0.0) ||
                (before->second < 0.0) != (member.contrast < 0.0)) {
                result.turned.push_back(member.feature);
            }
            saved.erase(before);
        }
    }
    for (const auto& [feature, contrast] : saved) {
        result.dropped.push_back(feature);
    }
    std::vector<std::string> effects;
    if (!result.added.empty()) {
        effects.push_back("add " + std::to_string(result.added.size()) +
                          (result.added.size() == 1 ? " feature" : " features"));
    }
    if (!result.dropped.empty()) {
        effects.push_back("drop " + std::to_string(result.dropped.size()) +
                          (result.dropped.size() == 1 ? " feature" : " features"));
    }
    if (!result.turned.empty()) {
        effects.push_back("change the side of " + std::to_string(result.turned.size()) +
                          (result.turned.size() == 1 ? " feature" : " features"));
    }
    result.fresh = effects.empty();
    const std::string causes = joined(changesSince(set, index, book, judge), "; ", "; ");
    const std::string maker = set.rule.empty() ? "making it again" : "its rule";
    const std::string effect = result.fresh ? (causes.empty() ? "" : maker + " still gives the same features")
                                            : maker + " would now " + joined(effects, ", ", " and ");
    result.reason = sentence(causes + (causes.empty() || effect.empty() ? "" : "; ") + effect);
    return result;
}

}  // namespace saferscope
