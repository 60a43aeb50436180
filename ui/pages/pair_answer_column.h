// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_values.h"

#include <QWidget>

class QHBoxLayout;

namespace saferscope {

class ElidedLabel;
class HeatmapView;
class Label;

/// One text of a pair: which it is, its reward (answers), and its heat map.
class PairAnswerColumn : public QWidget {
    Q_OBJECT

public:
    explicit PairAnswerColumn(Segment side, QWidget* parent = nullptr);
    HeatmapView* view() const { return m_view; }
    /// The row above the text; its first place is free for a control.
    QHBoxLayout* caption() const { return m_caption; }
    /// `preferred`: the model gives this side the higher reward.
    void setFacts(float reward, bool preferred, std::size_t tokens, std::size_t sentenceEnds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitCaption();

    const Segment m_side;
    Label* m_name = nullptr;
    QHBoxLayout* m_caption = nullptr;
    Label* m_rewardName = nullptr;
    Label* m_reward = nullptr;
    ElidedLabel* m_facts = nullptr;
    HeatmapView* m_view = nullptr;
};

}  // namespace saferscope
