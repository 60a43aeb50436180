// SPDX-License-Identifier: GPL-3.0-or-later
// Small languages that people type: rules of feature sets, positions, mappings, commands. Input: a byte for the
// language, then the text. What is understood is written plainly and understood the same.
#include "core/base/text_check.h"
#include "core/causal/intervention.h"
#include "core/data/pair_mapping.h"
#include "core/jobs/slurm_settings.h"
#include "core/scoring/feature_rule.h"
#include "tests/fuzz/fuzz_target.h"

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> all = {
        chosen(0, "llm = 4, 5 and (human >= 4 or unreviewed)"),
        chosen(0, "|contrast| > 0.1 and density < 5% not (flagged or dead)"),
        chosen(0, "any human = 5 and stable"),
        chosen(0, "all human \xe2\x89\xa5 4 abs(effect) != 2,3"),
        chosen(0, "5"),
        chosen(1, "prompt,response,-3:7"),
        chosen(1, "chosen, sentence-ends, :2"),
        chosen(2, "prompt=question,chosen=a\\,b,rejected=messages.0.content,preferred=x\\=y"),
        chosen(3, "apptainer exec --nv 'im age.sif' \"a\\\"b\" c\\ d"),
    };
    std::string words;
    for (const RuleWord& word : ruleWords()) {
        words += std::string(word.name) + (word.flag ? " or " : " > 0.5 or ");
    }
    all.push_back(chosen(0, words + "5"));
    return all;
}

void checkRule(std::string_view text) {
    const auto rule = FeatureRule::parse(text);
    if (!rule) {
        MUST(!rule.error().message.empty() && rule.error().position <= text.size());
        // In ill-formed text a stray byte stands for itself.
        MUST(rule.error().position == text.size() || !isValidUtf8(text) ||
             (static_cast<unsigned char>(text[rule.error().position]) & 0xc0) != 0x80);
        return;
    }
    const std::string plain = rule->text();
    const auto again = FeatureRule::parse(plain);
    MUST(again.has_value());
    MUST(*again == *rule);
    MUST_EQUAL(again->text(), plain);
    FeatureContrast contrast;
    contrast.contrast = 0.5;
    FeatureOpinions opinions;
    opinions.humans["Ada"].score = 4;
    opinions.judges["j"].score = 5;
    for (const bool rated : {false, true}) {
        const FeatureOpinions none;
        const RuleSubject subject{contrast, rated ? opinions : none, "j", rated};
        MUST(rule->evaluate(subject) == again->evaluate(subject));
    }
}

}  // namespace

FUZZ_TARGET(typed_words, seeds) {
    Input parts(input);
    const std::size_t language = parts.choice(4);
    const std::string text(parts.rest());
    if (language == 0) {
        checkRule(text);
    } else if (language == 1) {
        if (const auto positions = positionsFromText(text)) {
            const auto again = positionsFromText(positionText(*positions));
            MUST(again.has_value() && *again == *positions);
        } else {
            MUST_BE_A_SENTENCE(positions.error());
        }
    } else if (language == 2) {
        if (const auto mapping = parsePairMapping(text)) {
            const auto again = parsePairMapping(pairMappingText(*mapping));
            MUST(again.has_value() && *again == *mapping);
        } else {
            MUST_BE_A_SENTENCE(mapping.error());
        }
    } else if (const auto words = splitCommand(text)) {
        const auto again = splitCommand(joinCommand(*words));
        MUST(again.has_value() && *again == *words);
    } else {
        MUST_BE_A_SENTENCE(words.error());
    }
}
