// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"
#include "core/engine/engine.h"

#include <QWidget>

class QSplitter;

namespace saferscope {

class ElidedLabel;
class HeatmapView;
class Label;
class TextEdit;

/// One answer: where it is written, and under it the same text as the model reads it.
class AnswerBox : public QWidget {
    Q_OBJECT

public:
    /// Chosen is answer A, Rejected is answer B.
    explicit AnswerBox(Side side, QWidget* parent = nullptr);
    TextEdit* editor() const { return m_edit; }
    HeatmapView* view() const { return m_view; }
    QSplitter* splitter() const { return m_splitter; }
    Segment segment() const { return m_side == Side::Chosen ? Segment::Chosen : Segment::Rejected; }
    QString text() const;
    void setReward(double reward);
    void setNoReward();
    /// The facts in the caption: how many tokens, whether the model reads all of it.
    void setFacts(const QString& facts, const QString& help, bool warn = false);
    QString rewardText() const;
    QString factsText() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitCaption();

    const Side m_side;
    Label* m_title = nullptr;
    Label* m_rewardWord = nullptr;
    Label* m_reward = nullptr;
    ElidedLabel* m_facts = nullptr;
    TextEdit* m_edit = nullptr;
    HeatmapView* m_view = nullptr;
    QSplitter* m_splitter = nullptr;
};

}  // namespace saferscope
