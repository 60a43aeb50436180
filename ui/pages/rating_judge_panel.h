// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_card_state.h"

#include <QWidget>

namespace saferscope {

class Label;

/// What the judge says of a feature: its score, its explanation as literal text, and whether to trust it. Says that it
/// is hidden while the rater has not rated, and never passes word lists off as a language model.
class RatingJudgePanel : public QWidget {
    Q_OBJECT

public:
    explicit RatingJudgePanel(QWidget* parent = nullptr);
    void showCard(const CardState& card);

private:
    Label* m_name = nullptr;
    Label* m_kind = nullptr;
    Label* m_score = nullptr;
    Label* m_word = nullptr;
    Label* m_suspicious = nullptr;
    Label* m_text = nullptr;
};

}  // namespace saferscope
