// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/causal/pair_lab.h"

#include <QWidget>
#include <array>

class QBoxLayout;

namespace saferscope {

class HeatLegend;
class HeatmapView;
class PairAnswerColumn;
class SegmentedSwitch;

/// The prompt and both answers, each token coloured by what the changes do to it.
class PairTexts : public QWidget {
    Q_OBJECT

public:
    enum class Colour {
        Change,       ///< running reward after minus before
        Running,      ///< running reward before
        Activation,   ///< of the feature in hand
        Attribution,  ///< of the feature in hand, or of all together, to the margin
    };

    explicit PairTexts(QWidget* parent = nullptr);
    /// The lab's pair, effect and attribution; call after each of its signals.
    void showPair(const PairLab& lab);
    void showEffect(const PairLab& lab);
    void clear();
    /// Features whose activation and attribution are shown: of the change in hand; empty = all.
    void setFeatures(const PairLab& lab, std::vector<FeatureId> features, const QString& name);
    Colour colour() const { return m_colour; }
    void setColour(const PairLab& lab, Colour colour);
    SegmentedSwitch* colours() const { return m_switch; }
    HeatmapView* view(Segment segment) const;
    HeatLegend* legend() const { return m_legend; }

Q_SIGNALS:
    void colourPicked(int colour);
    void tokenClicked(saferscope::Segment segment, int token);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    std::array<std::vector<float>, 3> values(const PairLab& lab) const;
    float scaleEnd(const std::array<std::vector<float>, 3>& values) const;

    Colour m_colour = Colour::Change;
    std::vector<FeatureId> m_features;
    QString m_name;
    std::uint64_t m_shown = 0;  ///< handle of the pair whose texts are laid out
    float m_full = 0.0f;        ///< end of the colour scale
    SegmentedSwitch* m_switch = nullptr;
    HeatLegend* m_legend = nullptr;
    QBoxLayout* m_answers = nullptr;
    std::array<PairAnswerColumn*, 3> m_columns{};
};

}  // namespace saferscope
