// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_values.h"

#include <QWidget>

class QHBoxLayout;

namespace saferscope {

class HeatmapView;
class Label;

/// One answer: which side it is, its reward, and its heat map.
class PairAnswerColumn : public QWidget {
    Q_OBJECT

public:
    explicit PairAnswerColumn(Segment side, QWidget* parent = nullptr);
    HeatmapView* view() const { return m_view; }
    /// `preferred`: the model gives this side the higher reward.
    void setFacts(float reward, bool preferred, std::size_t tokens, std::size_t sentenceEnds);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Segment m_side;
    Label* m_name = nullptr;
    Label* m_reward = nullptr;
    Label* m_facts = nullptr;
    HeatmapView* m_view = nullptr;
};

}  // namespace saferscope
