// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_report.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saferscope {

namespace {

std::string fixedText(double value, int digits) {
    std::array<char, 64> text{};
    // A rounded zero has no sign.
    const double shown = std::abs(value) < 0.5 * std::pow(10.0, -digits) ? 0.0 : value;
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), shown, std::chars_format::fixed, digits);
    return error == std::errc() ? std::string(text.data(), end) : std::string("?");
}

/// Two digits of what is uncertain, and at least two decimals.
int decimals(const Interval& ci) {
    const double width = ci.high - ci.low;
    return std::isfinite(width) && width > 0.0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(width))), 2, 6)
                                               : 2;
}

std::string percent(double share) { return fixedText(100.0 * share, 1) + " %"; }
std::string pText(double p) { return p < 0.001 ? "p < 0.001" : "p = " + fixedText(p, 3); }
bool known(const Interval& ci) { return std::isfinite(ci.low) && std::isfinite(ci.high); }
bool excludesZero(const Interval& ci) { return known(ci) && (ci.low > 0.0 || ci.high < 0.0); }
std::string pairsOf(const std::string& section) { return section == "all" ? "all pairs" : section + " pairs"; }

std::string ciText(const Interval& ci, double sign) {
    const Interval shown = sign < 0.0 ? Interval{-ci.high, -ci.low} : ci;
    const int digits = decimals(ci);
    return "(95 % CI " + fixedText(shown.low, digits) + " to " + fixedText(shown.high, digits) + ")";
}

std::string setText(const CausalReport& report) {
    std::string text =
        report.set.size() == 1 ? "the feature" : "the " + std::to_string(report.set.size()) + " features";
    return report.setName.empty() ? text : text + " of \"" + report.setName + "\"";
}

/// "; 199 of 200 sets … lower it less (one-sided p = 0.010)".
std::string standingText(const CausalReport& report, const SectionEffect& effect) {
    for (const ControlKind kind : {ControlKind::Density, ControlKind::Random}) {
        const auto standing = controlStanding(report, kind, effect.name);
        if (!standing) {
            continue;
        }
        const std::string controls = kind == ControlKind::Density ? " sets of features that fire about as often "
                                                                  : " sets of features drawn at random ";
        return std::string(standing->p > 0.05 ? "; that is not clearly beyond the controls: " : "; ") +
               std::to_string(standing->controls - standing->beyond) + " of " + std::to_string(standing->controls) +
               controls + (effect.margin < 0.0 ? "lower" : "raise") + " it less (one-sided " + pText(standing->p) + ")";
    }
    return {};
}

std::string sectionSentence(const CausalReport& report, const SectionEffect& effect) {
    const std::string pairs = pairsOf(effect.name);
    if (effect.changed == 0) {
        return pairs + ": none of the features fires in them, nothing changes.";
    }
    if (!known(effect.marginCi)) {
        return pairs + ": a single pair, whose margin changes by " + fixedText(effect.margin, 3) +
               "; one pair says nothing about others.";
    }
    if (!excludesZero(effect.marginCi)) {
        return pairs + ": the margin changes by " + fixedText(effect.margin, decimals(effect.marginCi)) + " " +
               ciText(effect.marginCi, 1.0) + ": no change beyond chance in " + std::to_string(effect.pairs) +
               " pairs.";
    }
    const double sign = effect.margin < 0.0 ? -1.0 : 1.0;
    return "Ablating " + setText(report) + (sign < 0.0 ? " lowers" : " raises") + " the margin of " + pairs + " by " +
           fixedText(std::abs(effect.margin), decimals(effect.marginCi)) + " " + ciText(effect.marginCi, sign) +
           standingText(report, effect) + ".";
}

std::string accuracySentence(const SectionEffect& effect) {
    const auto test = mcNemar(effect.verdicts.gained, effect.verdicts.lost);
    const std::string pairs = pairsOf(effect.name);
    return "In " + pairs + " the better answer wins " + percent(effect.accuracyAfter) + " instead of " +
           percent(effect.accuracyBefore) + " of the time: " + std::to_string(effect.verdicts.lost) +
           (effect.verdicts.lost == 1 ? " pair lost, " : " pairs lost, ") + std::to_string(effect.verdicts.gained) +
           " gained (McNemar " + pText(test.exact) + (test.exact > 0.05 ? ", no change beyond chance)." : ").");
}

/// How far the change keeps to one section.
std::string targetSentence(const ArmResult& set) {
    const SectionEffect* most = nullptr;
    for (const SectionEffect& section : set.sections) {
        if (section.name != "all" && known(section.marginCi) &&
            (most == nullptr || std::abs(section.margin) > std::abs(most->margin))) {
            most = &section;
        }
    }
    if (most == nullptr || !excludesZero(most->marginCi)) {
        return {};
    }
    double bound = 0.0;
    double surely = std::abs(most->margin);  // what every other section is moved by at least, the same way
    std::size_t others = 0;
    for (const SectionEffect& section : set.sections) {
        if (section.name != "all" && &section != most && known(section.marginCi)) {
            bound = std::max({bound, std::abs(section.marginCi.low), std::abs(section.marginCi.high)});
            surely = std::min(surely, most->margin < 0.0 ? -section.marginCi.high : section.marginCi.low);
            ++others;
        }
    }
    if (others == 0) {
        return {};
    }
    const std::string pairs = pairsOf(most->name);
    // Half is where it cannot be called a set for one section any more; the numbers are there for other opinions.
    if (surely >= 0.5 * std::abs(most->margin)) {
        return "This is not a targeted set: " + pairs + " change most, but " +
               (others == 1 ? "the other section's margin moves" : "the margins of all others measured move") +
               " the same way by at least " + fixedText(surely, 2) + " (the 95 % bound nearest to 0), " +
               percent(surely / std::abs(most->margin)) + " of that.";
    }
    return "Most changed: " + pairs + ". " +
           (others == 1 ? "The other section's margin changes" : "The margins of the other sections change") +
           " by at most " + fixedText(bound, 2) + " (the widest 95 % bound), " +
           percent(bound / std::abs(most->margin)) + " of that.";
}

std::string keptSentence(const ArmResult& arm, const std::string& start) {
    const SectionEffect& all = arm.sections.front();
    return start + " the better answer wins " + percent(all.accuracyAfter) + " instead of " +
           percent(all.accuracyBefore) + " of the time, and rewards correlate " + fixedText(all.rewardCorrelation, 3) +
           " with the model's own.";
}

/// Doses are in the plan's order, which rises.
std::string doseSentence(const CausalReport& report) {
    std::vector<const ArmResult*> doses;
    for (const ArmResult& arm : report.arms) {
        if (arm.kind == ArmKind::Dose && !arm.sections.empty()) {
            doses.push_back(&arm);
        }
    }
    if (doses.size() < 2) {
        return {};
    }
    std::stable_sort(doses.begin(), doses.end(),
                     [](const ArmResult* a, const ArmResult* b) { return a->dose < b->dose; });
    const auto margin = [](const ArmResult* arm) { return arm->sections.front().margin; };
    bool rises = true;
    bool falls = true;
    for (std::size_t i = 1; i < doses.size(); ++i) {
        rises = rises && margin(doses[i]) > margin(doses[i - 1]);
        falls = falls && margin(doses[i]) < margin(doses[i - 1]);
    }
    return "Scaled from " + fixedText(doses.front()->dose, 2) + " to " + fixedText(doses.back()->dose, 2) +
           " times, the set changes the mean margin of all pairs by " + fixedText(margin(doses.front()), 2) + " to " +
           fixedText(margin(doses.back()), 2) +
           (rises   ? ": the more, the higher."
            : falls ? ": the more, the lower."
                    : ": not in one direction over all doses.");
}

std::string attributionSentence(const AttributionComparison& comparison) {
    if (comparison.rows.size() < 4) {
        return "Too few features were measured one by one to compare the linear guess with what ablating does.";
    }
    const std::string method = comparison.method == "gradient" ? "activation times gradient" : "integrated gradients";
    std::string text = "The linear guess (" + method + ") and the measured effect of " +
                       std::to_string(comparison.rows.size()) + " features: Pearson " +
                       fixedText(comparison.pearson, 2) + " " + ciText(comparison.pearsonCi, 1.0) + ", Spearman " +
                       fixedText(comparison.spearman, 2) + " " + ciText(comparison.spearmanCi, 1.0) +
                       ", the sign right for " + percent(comparison.signAgreement) + "; ";
    if (comparison.pearsonCi.low > 0.7 && comparison.spearmanCi.low > 0.7) {
        return text + "here the guess ranks features much as ablating them does.";
    }
    if (excludesZero(comparison.spearmanCi) && comparison.spearman > 0.0) {
        return text + "the guess is a hint; trust what was measured.";
    }
    return text +
           "the guess does not tell what ablating does, as was published for some reward models: trust what was "
           "measured.";
}

}  // namespace

std::vector<std::string> readingOf(const CausalReport& report) {
    std::vector<std::string> sentences;
    const auto add = [&sentences](std::string text) {
        if (!text.empty()) {
            text.front() =
                text.front() >= 'a' && text.front() <= 'z' ? static_cast<char>(text.front() - 'a' + 'A') : text.front();
            sentences.push_back(std::move(text));
        }
    };
    if (const ArmResult* set = findArm(report, ArmKind::Set)) {
        for (const SectionEffect& section : set->sections) {
            if (set->sections.size() > 1 && &section == &set->sections[1]) {
                add(targetSentence(*set));  // before the details: whether it is about one section at all
            }
            add(sectionSentence(report, section));
            if (section.verdicts.gained + section.verdicts.lost > 0) {
                add(accuracySentence(section));
            }
        }
    }
    const auto ofAll = [&report](ArmKind kind) {
        const ArmResult* arm = findArm(report, kind);
        return arm != nullptr && !arm->sections.empty() ? arm : nullptr;
    };
    if (const ArmResult* only = ofAll(ArmKind::Only)) {
        add(keptSentence(*only, "With every other feature ablated (what the SAE does not rebuild is kept)"));
    }
    if (const ArmResult* reconstruction = ofAll(ArmKind::Reconstruction)) {
        add(keptSentence(*reconstruction, "With the SAE's reconstruction in place of the model's stream"));
    }
    add(doseSentence(report));
    if (report.attribution) {
        add(attributionSentence(*report.attribution));
    }
    return sentences;
}

}  // namespace saferscope
