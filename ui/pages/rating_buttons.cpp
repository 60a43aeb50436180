// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_buttons.h"

#include "ui/pages/rating_inline_edit.h"
#include "ui/pages/rating_words.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/undo_button.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

/// One score: its digit as big as its key, what it stands for, and small marks of those who gave it.
class RatingButtons::ScoreButton final : public QAbstractButton {
public:
    ScoreButton(int score, QWidget* parent) : QAbstractButton(parent), m_score(score) {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setText(QString::number(score));
        setToolTip(plainToolTip(scoreTitle(score) + QStringLiteral(". ") + scoreMeaning(score)));
        describe();
    }
    void setMarks(QStringList marks) {
        if (marks != m_marks) {
            m_marks = std::move(marks);
            describe();
            update();
        }
    }
    QSize sizeHint() const override {
        return {300, QFontMetrics(strongFont()).height() + QFontMetrics(smallFont()).height() + 12};
    }
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    /// A score is given anew each time: clicking the standing one again is a rating too, not its end.
    void nextCheckState() override {}

    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool on = isChecked();
        const bool lively = isEnabled() && (underMouse() || isDown());
        painter.setPen(QPen(on ? theme.accent : theme.strongBorder, on ? 1.4 : 1));
        painter.setBrush(on ? theme.selection : lively ? mixColors(theme.surface, theme.text, 0.045) : theme.surface);
        painter.drawRoundedRect(area, smallCornerRadius, smallCornerRadius);

        if (hasFocus()) {
            paintFocusRing(painter, QRectF(rect()));
        }
        const qreal side = area.height() - 12;
        const QRectF cap(area.left() + 6, area.top() + 6, side, side);
        painter.setPen(on ? QPen(theme.accent) : QPen(theme.strongBorder));
        painter.setBrush(on ? theme.accent : theme.raised);
        painter.drawRoundedRect(cap, smallCornerRadius - 1, smallCornerRadius - 1);
        painter.setPen(on ? theme.accentText : theme.text);
        painter.setFont(headingFont());
        painter.drawText(cap, Qt::AlignCenter, text());

        const QFontMetrics strong(strongFont());
        const QFontMetrics small(smallFont());
        QRectF line(cap.right() + 12, area.top() + 5, area.right() - cap.right() - 20, strong.height());
        line.setRight(line.right() - drawMarks(painter, line));
        painter.setPen(isEnabled() ? theme.text : theme.mutedText);
        painter.setFont(strongFont());
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                         strong.elidedText(scoreTitle(m_score), Qt::ElideRight, static_cast<int>(line.width())));
        const QRectF below(line.left(), line.bottom(), area.right() - line.left() - 8, small.height() + 2);
        painter.setPen(theme.mutedText);
        painter.setFont(smallFont());
        painter.drawText(below, Qt::AlignVCenter | Qt::AlignLeft,
                         small.elidedText(scoreMeaning(m_score), Qt::ElideRight, static_cast<int>(below.width())));
    }

private:
    void describe() {
        QString name = QStringLiteral("%1, %2").arg(text(), scoreTitle(m_score));
        setAccessibleName(name);
        setAccessibleDescription(
            m_marks.isEmpty()
                ? scoreMeaning(m_score)
                : RatingButtons::tr("%1. Given by %2").arg(scoreMeaning(m_score), m_marks.join(QStringLiteral(", "))));
    }

    /// Marks from the right end of the line; returns the width they take.
    qreal drawMarks(QPainter& painter, const QRectF& line) const {
        const Theme& theme = currentTheme();
        const QFontMetrics metrics(smallFont());
        painter.setFont(smallFont());
        qreal right = line.right();
        const qreal most = line.width() * 0.6;
        for (const QString& mark : m_marks) {
            const QString shown = metrics.elidedText(cellText(mark), Qt::ElideRight, 90);
            const qreal width = metrics.horizontalAdvance(shown) + 12;
            if (line.right() - (right - width) > most) {
                break;
            }
            const QRectF chip(right - width, line.center().y() - metrics.height() / 2.0, width, metrics.height());
            painter.setPen(theme.strongBorder);
            painter.setBrush(theme.sunken);
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
            painter.setPen(theme.text);
            painter.drawText(chip, Qt::AlignCenter, shown);
            right -= width + 4;
        }
        return m_marks.isEmpty() ? 0 : line.right() - right + 4;
    }

    const int m_score;
    QStringList m_marks;
};

RatingButtons::RatingButtons(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1) + 2);
    for (int score = 5; score >= 1; --score) {
        auto* button = new ScoreButton(score, this);
        m_scores[static_cast<std::size_t>(score - 1)] = button;
        layout->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, score] { Q_EMIT scored(score); });
    }
    layout->addSpacing(spacing(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(1));
    auto* skip = addAction(tr("Skip"), tr("Pass over this feature for now (S or Space)"));
    m_flag = addAction(tr("Flag"), tr("Mark this feature for another look, or take the mark away (F)"));
    m_flag->setCheckable(true);
    auto* comment = addAction(tr("Comment"), tr("Write a comment (C)"));
    auto* undo = addAction(tr("Undo"), tr("Take back what you did last (U, Backspace or Ctrl+Z)"));
    marksUndo(undo);
    for (QPushButton* button : m_actions) {
        row->addWidget(button, 1);
    }
    layout->addLayout(row);
    m_comment = new InlineEdit(tr("Comment"), tr("Comment. Enter saves, Esc leaves"), this);
    m_comment->hide();
    layout->addWidget(m_comment);
    connect(skip, &QPushButton::clicked, this, &RatingButtons::skipRequested);
    connect(m_flag, &QPushButton::clicked, this, &RatingButtons::flagRequested);
    connect(comment, &QPushButton::clicked, this, &RatingButtons::commentRequested);
    connect(undo, &QPushButton::clicked, this, &RatingButtons::undoRequested);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &RatingButtons::renewSizes);
    renewSizes();
}

QPushButton* RatingButtons::addAction(const QString& text, const QString& help) {
    auto* button = new QPushButton(text, this);
    button->setToolTip(plainToolTip(help));
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoDefault(false);
    button->setProperty("role", QStringLiteral("quiet"));
    m_actions.push_back(button);
    return button;
}

void RatingButtons::renewSizes() {
    for (ScoreButton* button : m_scores) {
        button->updateGeometry();
        button->update();
    }
    const QFontMetrics metrics(bodyFont());
    for (QPushButton* button : m_actions) {
        const QString longest = button == m_flag ? tr("Flagged") : button->text();
        button->setMinimumWidth(metrics.horizontalAdvance(longest) + spacing(4) + spacing(1));
    }
}

QAbstractButton* RatingButtons::scoreButton(int score) const {
    return score >= 1 && score <= 5 ? m_scores[static_cast<std::size_t>(score - 1)] : nullptr;
}

void RatingButtons::showCard(const CardState& card) {
    for (int score = 1; score <= 5; ++score) {
        QStringList marks;
        if (card.judgeScore == score) {
            marks.append(isWordListJudge(card.judge) ? tr("word lists") : tr("LLM"));
        }
        for (const OtherScore& other : card.others) {
            if (other.score == score) {
                marks.append(other.who);
            }
        }
        ScoreButton* button = m_scores[static_cast<std::size_t>(score - 1)];
        button->setMarks(std::move(marks));
        button->setChecked(card.mine == score);
    }
    m_flag->setChecked(card.flagged);
    m_flag->setText(card.flagged ? tr("Flagged") : tr("Flag"));
}

void RatingButtons::startComment() {
    m_comment->show();
    m_comment->setFocus(Qt::OtherFocusReason);
}

void RatingButtons::closeComment() {
    m_comment->clear();
    m_comment->hide();
}

}  // namespace saferscope
