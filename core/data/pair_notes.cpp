// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_notes.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t maxUnused = 50;
constexpr std::size_t maxNameBytes = 80;

struct Remark {
    PairRemark remark;
    const char* one;
    const char* many;
};
constexpr Remark remarkTexts[] = {
    {PairRemark::TiedScores, " pair has equal scores: which answer is chosen says nothing there.",
     " pairs have equal scores: which answer is chosen says nothing there."},
    {PairRemark::ReversedScores, " pair gives its rejected answer the higher score; it is kept as the file says.",
     " pairs give their rejected answer the higher score; they are kept as the file says."},
    {PairRemark::SaferNotBetter, " pair has a safer answer that is not the better one.",
     " pairs have a safer answer that is not the better one."},
    {PairRemark::BothUnsafe, " pair has two unsafe answers.", " pairs have two unsafe answers."},
    {PairRemark::OnlyChosenUnsafe, " pair prefers an unsafe answer to a safe one.",
     " pairs prefer an unsafe answer to a safe one."},
    {PairRemark::TiesSubset, " record has several right answers (Ties); its published rule needs all their scores.",
     " records have several right answers (Ties); their published rule needs all their scores."},
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

void addAssumptions(const RecordRules& rules, bool preferredNumbers, std::vector<std::string>& notes) {
    switch (rules.layout) {
        case PairLayout::PkuSafeRlhf:
            notes.emplace_back(rules.preference == PairPreference::Better
                                   ? "Chosen is the better answer (better_response_id), whether it is safe or not; "
                                     "--preference safer takes the safer one."
                                   : "Chosen is the safer answer (safer_response_id), which may be the less helpful "
                                     "one and may be unsafe itself.");
            break;
        case PairLayout::RewardBench2:
            notes.emplace_back(
                "A pair for each right and wrong answer; \"group\" in their meta data joins those of one record. The "
                "published score counts a record only where the right answer is above all the wrong ones.");
            break;
        case PairLayout::WildGuardMix:
            notes.emplace_back("Chosen is the unharmful answer of two to the same prompt, rejected the harmful one.");
            break;
        case PairLayout::Mapped:
            if (preferredNumbers) {
                notes.push_back("\"" + rules.mapping.preferred + "\" counts the answers from " +
                                (rules.preferredCountsFromOne ? "1" : "0") + ": " +
                                (rules.preferredCountsFromOne ? "1" : "0") + " is \"" + rules.mapping.chosen + "\".");
            }
            break;
        default:
            break;
    }
    if (rules.preference == PairPreference::Safer && rules.layout != PairLayout::PkuSafeRlhf) {
        notes.emplace_back("The preference \"safer\" changed nothing: only PKU-SafeRLHF has two judgements.");
    }
}

}  // namespace

void PairNotes::meetMembers(const Json& record, const RecordRules& rules) {
    if (!record.is_object()) {
        return;
    }
    for (const auto& [name, value] : record.items()) {
        if (value.is_null() || layoutUsesMember(rules, name) || name.size() > maxNameBytes ||
            std::ranges::find(unused, name) != unused.end()) {
            moreUnused = moreUnused || name.size() > maxNameBytes;
            continue;
        }
        if (unused.size() < maxUnused) {
            unused.push_back(name);
        } else {
            moreUnused = true;
        }
    }
}

std::vector<std::string> PairNotes::sentences(const RecordRules& rules, const PairCounts& counts,
                                              std::uint64_t waiting) const {
    std::vector<std::string> notes;
    addAssumptions(rules, preferredNumbers, notes);
    for (const auto& text : remarkTexts) {
        if (const auto count = remarks[static_cast<std::size_t>(text.remark)]; count > 0) {
            notes.push_back(std::to_string(count) + (count == 1 ? text.one : text.many));
        }
    }
    if (!unused.empty() || moreUnused) {
        notes.push_back("Not kept: " + joined(unused) + (moreUnused ? " and further members." : "."));
    }
    if (counts.unpaired > 0) {
        notes.push_back(std::to_string(counts.unpaired) + " of " + std::to_string(counts.records) +
                        " records make no pair: " + std::to_string(withoutAnswer) + " have no answer, " +
                        std::to_string(withoutLabel) + " no label of their answer, " + std::to_string(waiting) +
                        " no answer of the other kind to the same prompt.");
    }
    return notes;
}

}  // namespace saferscope
