// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/pair_texts.h"

#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/pair_answer_column.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::array<Segment, 3> segments = {Segment::Prompt, Segment::Chosen, Segment::Rejected};
constexpr int stackedBelow = 540;  ///< width under which the answers stand one above the other

bool holds(const std::vector<FeatureId>& features, FeatureId feature) {
    return std::find(features.begin(), features.end(), feature) != features.end();
}

}  // namespace

PairTexts::PairTexts(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_switch = new SegmentedSwitch(
        tr("Colours show"), {tr("Change"), tr("Running reward"), tr("Activation"), tr("Attribution")},
        {tr("What the changes do to the reward if the text stopped at the token: after minus before"),
         tr("The reward if the text stopped at the token, without any change"),
         tr("How strongly the feature in hand fires"),
         tr("Activation times gradient: a linear guess of what the feature adds to the margin")},
        this);
    auto* line = new QHBoxLayout;
    line->addWidget(m_switch);
    line->addStretch(1);
    layout->addLayout(line);
    m_legend = new HeatLegend(this);
    layout->addWidget(m_legend);
    for (const Segment segment : segments) {
        auto* column = new PairAnswerColumn(segment, this);
        m_columns[static_cast<std::size_t>(segment)] = column;
        HeatmapView* view = column->view();
        view->setSpecialVisible(false);
        connect(view, &HeatmapView::tokenClicked, this, &PairTexts::tokenClicked);
    }
    auto* prompt = m_columns[0];
    prompt->caption()->insertWidget(0, new Label(tr("Prompt"), TextRole::Strong, TextTone::Normal, prompt));
    prompt->view()->setFitsContents(true, 110);
    prompt->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    layout->addWidget(prompt);
    auto* holder = new QWidget(this);
    m_answers = new QBoxLayout(QBoxLayout::LeftToRight, holder);
    m_answers->setContentsMargins(0, 0, 0, 0);
    m_answers->setSpacing(spacing(3));
    m_answers->addWidget(m_columns[1], 1);
    m_answers->addWidget(m_columns[2], 1);
    layout->addWidget(holder, 1);
    connect(m_switch, &SegmentedSwitch::picked, this, &PairTexts::colourPicked);
}

HeatmapView* PairTexts::view(Segment segment) const { return m_columns[static_cast<std::size_t>(segment)]->view(); }

void PairTexts::clear() {
    m_shown = 0;
    for (const Segment segment : segments) {
        view(segment)->clear();
    }
}

void PairTexts::showPair(const PairLab& lab) {
    const EnginePair* pair = lab.read();
    if (pair == nullptr) {
        return;
    }
    if (pair->handle != m_shown) {
        m_shown = pair->handle;
        m_full = 0.0f;
        const QString names[] = {tr("Prompt"), tr("Chosen answer"), tr("Rejected answer")};
        for (const Segment segment : segments) {
            const auto at = static_cast<std::size_t>(segment);
            const IndexedSegment& text = pair->pair.segments[at];
            view(segment)->setSegment(segment, names[at], text.text, text.tokens);
        }
    }
    showEffect(lab);
}

std::array<std::vector<float>, 3> PairTexts::values(const PairLab& lab) const {
    std::array<std::vector<float>, 3> found;
    for (std::size_t s = 0; s < 3; ++s) {
        const IndexedSegment& segment = lab.read()->pair.segments[s];
        std::vector<float>& of = found[s];
        of.assign(segment.tokens.size(), 0.0f);
        const std::vector<float>& before = lab.read()->running[s];
        if (m_colour == Colour::Running) {
            std::copy_n(before.begin(), std::min(before.size(), of.size()), of.begin());
        } else if (m_colour == Colour::Change && lab.effect() != nullptr) {
            const std::vector<float>& after = lab.effect()->running[s];
            for (std::size_t i = 0; i < std::min({of.size(), before.size(), after.size()}); ++i) {
                of[i] = after[i] - before[i];
            }
        } else if (m_colour == Colour::Activation) {
            for (std::size_t i = 0; i < std::min(of.size(), segment.latents.size()); ++i) {
                for (const LatentEntry& latent : segment.latents[i]) {
                    of[i] += m_features.empty() || holds(m_features, latent.feature) ? latent.value : 0.0f;
                }
            }
        } else if (m_colour == Colour::Attribution && lab.attribution() != nullptr) {
            for (const EngineAttribution::Entry& entry : lab.attribution()->entries[s]) {
                if (entry.token < of.size() && (m_features.empty() || holds(m_features, entry.feature))) {
                    of[entry.token] += entry.value;
                }
            }
        }
    }
    return found;
}

float PairTexts::scaleEnd(const std::array<std::vector<float>, 3>& values) const {
    float end = 0.0f;
    for (const auto& segment : values) {
        for (const float value : segment) {
            end = std::isfinite(value) ? std::max(end, std::abs(value)) : end;
        }
    }
    if (m_colour != Colour::Change || end == 0.0f) {
        return end;
    }
    // Round ends, or every move of the slider would look the same.
    return std::exp2(std::ceil(std::log2(end)));
}

void PairTexts::showEffect(const PairLab& lab) {
    if (lab.read() == nullptr || lab.read()->handle != m_shown) {
        return;
    }
    auto shown = values(lab);
    m_full = scaleEnd(shown);
    const HeatKind kind = m_colour == Colour::Activation ? HeatKind::Sequential : HeatKind::Diverging;
    QString quantity = tr("Change of the reward if the text stopped here");
    QString worth = tr("Change of the reward");
    if (m_colour == Colour::Running) {
        quantity = tr("Reward if the text stopped here, before");
        worth = tr("Reward so far");
    } else if (m_colour == Colour::Activation) {
        quantity = m_features.empty() ? tr("Everything that fires") : m_name;
        worth = tr("Activation");
    } else if (m_colour == Colour::Attribution) {
        quantity = lab.attribution() == nullptr ? tr("Attribution is being computed")
                   : m_features.empty()         ? tr("Attribution of all features to the margin")
                                                : tr("Attribution to the margin: %1").arg(m_name);
        worth = tr("Attribution in units of the reward:");
    }
    for (const Segment segment : segments) {
        const auto at = static_cast<std::size_t>(segment);
        view(segment)->setQuantity(worth);
        view(segment)->setValues(std::move(shown[at]), kind, m_full, TokenScope::AllTokens);
        view(segment)->setDifferences(lab.effect() != nullptr ? lab.effect()->changed[at]
                                                              : std::vector<std::uint8_t>());
    }
    // What is a reward is no activation: the warning about tokens the SAE was not trained at does not apply.
    const bool reward = m_colour == Colour::Change || m_colour == Colour::Running;
    m_legend->setScale(kind, m_full, TokenScope::AllTokens, quantity, reward ? tr("Read at every token") : QString());
    if (lab.effect() != nullptr) {
        const RewardPair& after = lab.effect()->after;
        const auto& pair = lab.read()->pair;
        m_columns[1]->setFacts(static_cast<float>(after.chosen), after.margin() > 0.0, pair.segments[1].tokens.size(),
                               0);
        m_columns[2]->setFacts(static_cast<float>(after.rejected), after.margin() < 0.0, pair.segments[2].tokens.size(),
                               0);
    }
}

void PairTexts::setFeatures(const PairLab& lab, std::vector<FeatureId> features, const QString& name) {
    if (m_features == features && m_name == name) {
        return;
    }
    m_features = std::move(features);
    m_name = name;
    if (m_colour == Colour::Activation || m_colour == Colour::Attribution) {
        showEffect(lab);
    }
}

void PairTexts::setColour(const PairLab& lab, Colour colour) {
    m_colour = colour;
    m_switch->setCurrent(static_cast<int>(colour));
    showEffect(lab);
}

void PairTexts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_answers->setDirection(width() < stackedBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

}  // namespace saferscope
