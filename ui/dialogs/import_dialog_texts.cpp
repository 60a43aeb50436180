// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

namespace saferscope {

QString layoutText(PairLayout layout) {
    switch (layout) {
        case PairLayout::Auto:
            return ImportDialog::tr("Detect automatically");
        case PairLayout::Saferscope:
            return ImportDialog::tr("Saferscope (prompt turns, chosen, rejected)");
        case PairLayout::HhStrings:
            return ImportDialog::tr("Anthropic HH transcripts");
        case PairLayout::Messages:
            return ImportDialog::tr("Message lists (Hugging Face, TRL)");
        case PairLayout::Strings:
            return ImportDialog::tr("Plain strings");
        case PairLayout::ShareGpt:
            return ImportDialog::tr("ShareGPT (LLaMA-Factory)");
        case PairLayout::PkuSafeRlhf:
            return ImportDialog::tr("PKU-SafeRLHF (response_0, response_1)");
        case PairLayout::UltraFeedback:
            return ImportDialog::tr("UltraFeedback binarized");
        case PairLayout::RewardBench:
            return ImportDialog::tr("RewardBench");
        case PairLayout::RewardBench2:
            return ImportDialog::tr("RewardBench 2 (one right, several wrong)");
        case PairLayout::RmBench:
            return ImportDialog::tr("RM-Bench (three styles, nine pairs)");
        case PairLayout::LlmBar:
            return ImportDialog::tr("LLMBar (output_1, output_2, label)");
        case PairLayout::Nemo:
            return ImportDialog::tr("NeMo");
        case PairLayout::WildGuardMix:
            return ImportDialog::tr("WildGuardMix (single answers with labels)");
        case PairLayout::Mapped:
            return ImportDialog::tr("Columns mapped by hand");
    }
    return {};
}

}  // namespace saferscope
