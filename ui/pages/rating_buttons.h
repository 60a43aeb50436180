// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/rating_card_state.h"

#include <QWidget>
#include <array>

class QAbstractButton;
class QPushButton;

namespace saferscope {

class InlineEdit;

/// The five scores with their rubric, who gave which, and the other things one can do with a card.
class RatingButtons : public QWidget {
    Q_OBJECT

public:
    explicit RatingButtons(QWidget* parent = nullptr);
    void showCard(const CardState& card);
    QAbstractButton* scoreButton(int score) const;

    /// Opens the line for a comment and puts the cursor into it.
    void startComment();
    void closeComment();
    InlineEdit* commentEdit() const { return m_comment; }

Q_SIGNALS:
    void scored(int score);
    void skipRequested();
    void flagRequested();
    void commentRequested();
    void undoRequested();

private:
    class ScoreButton;
    QPushButton* addAction(const QString& text, const QString& help);
    void renewSizes();

    std::array<ScoreButton*, 5> m_scores{};
    std::vector<QPushButton*> m_actions;
    QPushButton* m_flag = nullptr;
    InlineEdit* m_comment = nullptr;
};

}  // namespace saferscope
