// SPDX-License-Identifier: GPL-3.0-or-later
// When nothing of a pair is coloured: what to show instead, and the sentence that says what to do.
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/visible_text.h"
#include "ui/pages/pair_detail.h"
#include "ui/widgets/labels.h"

#include <algorithm>

namespace saferscope {

namespace {

/// Whether a value of the segment would be seen: markers of the chat template are not, as the page opens.
bool seen(const HeatmapView& view, const std::vector<float>& values, TokenScope scope) {
    for (std::size_t i = 0; i < std::min(values.size(), view.tokens().size()); ++i) {
        const TokenInfo& token = view.tokens()[i];
        if (values[i] != 0.0f && inScope(token, scope) && !isSpecialToken(tokenText(view.text(), token))) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool PairDetail::coloursAnything(const HeatRequest& request, TokenScope scope) const {
    if (m_index == nullptr || !m_pair) {
        return false;
    }
    return std::any_of(segments.begin(), segments.end(), [&](Segment segment) {
        return seen(*view(segment), heatValues(*m_index, *m_pair, segment, request), scope);
    });
}

void PairDetail::leaveSilence() {
    if (m_index == nullptr || !m_pair || coloursAnything(m_request, m_scope)) {
        return;
    }
    for (const HeatMode mode : {HeatMode::KeptSet, HeatMode::Activity}) {
        HeatRequest other = m_request;
        other.mode = mode;
        if (coloursAnything(other, m_scope)) {
            setMode(mode);
            return;
        }
    }
}

QString PairDetail::whyNothingIsColoured() const {
    const bool ends = m_scope == TokenScope::SentenceEnds;
    const bool elsewhere = ends && coloursAnything(m_request, TokenScope::AllTokens);
    switch (m_request.mode) {
        case HeatMode::Feature: {
            if (!m_request.feature) {
                return tr(
                    "No feature is chosen. Select a token and then one of the features that fire there, or "
                    "press Kept set.");
            }
            const uint number = m_request.feature->value();
            if (elsewhere) {
                return tr("Feature %1 fires in this pair, but at no sentence end. All tokens shows where.").arg(number);
            }
            const bool known = number < m_index->featureCount();
            const FeatureSums sums = known ? m_index->sums(*m_request.feature, m_scope) : FeatureSums();
            if (sums.promptCount + sums.chosenCount + sums.rejectedCount == 0) {
                return tr("Feature %1 fires nowhere in these pairs. Choose another one on the Features page, or press "
                          "Kept set or Activity.")
                    .arg(number);
            }
            return tr("Feature %1 does not fire in this pair. Press Kept set or Activity to see what does, or J for "
                      "the next pair.")
                .arg(number);
        }
        case HeatMode::KeptSet:
            return elsewhere
                       ? tr("The kept features fire in this pair, but at no sentence end. All tokens shows where.")
                       : tr("None of the kept features fires in this pair. Press Activity to see what does.");
        case HeatMode::Activity:
            break;
    }
    return elsewhere ? tr("Nothing fires at the sentence ends of this pair. All tokens shows the rest of it.")
                     : tr("Nothing fires in this pair. J goes to the next one.");
}

void PairDetail::showSilence() {
    const bool silent = m_index != nullptr && m_pair && !coloursAnything(m_request, m_scope);
    m_silence->setText(silent ? whyNothingIsColoured() : QString());
    m_silence->setVisible(silent);
}

}  // namespace saferscope
