// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_card_state.h"

#include <QWidget>
#include <memory>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace saferscope {

class AnnotateContexts;
class ElidedLabel;
class FeatureHistogram;
class HeatLegend;
class InlineEdit;
class Label;
class RatingButtons;
class RatingHistory;
class RatingJudgePanel;

/// One feature to rate: what it is, where it fires, and on the right everything one can say of it. Takes the keyboard
/// focus itself; keys it does not know go up to the page.
class AnnotateCard : public QWidget {
    Q_OBJECT

public:
    explicit AnnotateCard(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    /// `place` is "3 of 256". Another feature than before closes nothing: open editors are the page's to settle.
    void showCard(const CardState& card, TokenScope scope, const QString& place);
    /// What was said changed, the feature did not.
    void renew(const CardState& card);
    const CardState& state() const { return m_card; }

    AnnotateContexts* contexts() const { return m_contexts; }
    RatingButtons* buttons() const { return m_buttons; }
    InlineEdit* labelEdit() const { return m_labelEdit; }
    void startLabel();
    void closeLabel();
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void labelRequested();

protected:
    /// Of the name (a double click edits it) and of the right half (it needs more or less room).
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeHead(QWidget* parent);
    QWidget* makeRight();
    void restyle();
    void arrange();  ///< what there is room for

    CardState m_card;
    std::shared_ptr<const FeatureIndex> m_index;
    QWidget* m_dot = nullptr;
    Label* m_title = nullptr;
    QStackedWidget* m_labelStack = nullptr;
    ElidedLabel* m_label = nullptr;
    InlineEdit* m_labelEdit = nullptr;
    QLabel* m_flag = nullptr;
    ElidedLabel* m_place = nullptr;
    Label* m_verdict = nullptr;
    Label* m_numbers = nullptr;
    FeatureHistogram* m_histogram = nullptr;
    QBoxLayout* m_contextHead = nullptr;
    HeatLegend* m_legend = nullptr;
    AnnotateContexts* m_contexts = nullptr;
    QScrollArea* m_right = nullptr;
    int m_leastRight = 0;  ///< what the right half needs
    RatingButtons* m_buttons = nullptr;
    RatingJudgePanel* m_judge = nullptr;
    RatingHistory* m_history = nullptr;
};

}  // namespace saferscope
