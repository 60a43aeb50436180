// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_judge_panel.h"

#include "ui/pages/rating_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace saferscope {

namespace {

/// More than a judge says by itself; what is longer is in the tool tip, so that the column stays within reach of keys.
constexpr int mostCharacters = 800;

/// With places to break long runs without spaces at, so that they do not run out of the column.
QString breakable(const QString& text) {
    constexpr int longest = 30;
    QString out;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > longest && !c.isLowSurrogate()) {
            out += QChar(0x200B);
            run = 1;
        }
        out += c;
    }
    return out;
}

}  // namespace

RatingJudgePanel::RatingJudgePanel(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    m_name = new ElidedLabel(QString(), TextRole::Heading, TextTone::Normal, Qt::ElideRight, this);
    layout->addWidget(m_name);
    m_kind = new Label(tr("By word lists, no language model"), TextRole::Small, TextTone::Warning, this);
    m_kind->setWordWrap(true);
    layout->addWidget(m_kind);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_score = new Label(QString(), TextRole::Number, TextTone::Normal, this);
    m_word = new Label(QString(), TextRole::Body, TextTone::Muted, this);
    row->addWidget(m_score);
    row->addWidget(m_word, 1);
    layout->addLayout(row);
    m_suspicious = new Label(tr("Suspicious: the contexts look as if they were meant to steer the judge."),
                             TextRole::Small, TextTone::Warning, this);
    m_suspicious->setWordWrap(true);
    layout->addWidget(m_suspicious);
    m_text = new Label(QString(), TextRole::Body, TextTone::Normal, this);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // one long word must not widen the column
    layout->addWidget(m_text);
}

void RatingJudgePanel::showCard(const CardState& card) {
    const bool asked = !card.judge.empty();
    const bool wordLists = asked && isWordListJudge(card.judge);
    m_name->setText(!asked      ? tr("LLM")
                    : wordLists ? judgeTitle(card.judge)
                                : tr("LLM: %1").arg(judgeTitle(card.judge)));
    m_kind->setVisible(wordLists);
    const bool scored = !card.answersHidden && card.judgeScore.has_value();
    m_score->setVisible(scored);
    m_word->setVisible(scored);
    if (scored) {
        m_score->setText(QString::number(*card.judgeScore));
        m_word->setText(scoreTitle(*card.judgeScore));
    }
    m_suspicious->setVisible(scored && card.suspicious);
    QString text;
    if (!asked) {
        text = tr("No judge has rated features yet.");
    } else if (card.answersHidden) {
        text =
            tr("Hidden until you have rated with 1 to 5, so that its answer does not lead yours. Until then Enter has "
               "nothing to confirm; B, or taking away the tick at Blind above, shows it.");
    } else if (!card.judgeAsked) {
        text = tr("It has not rated this feature.");
    } else if (!scored) {
        text = tr("It gave no valid rating. %1").arg(card.judgeText);
    } else {
        text = card.judgeText.isEmpty() ? tr("It gave no explanation.") : card.judgeText;
    }
    const bool cut = text.size() > mostCharacters;
    m_text->setText(breakable(cut ? text.left(mostCharacters) + QChar(0x2026) : text));
    m_text->setToolTip(cut ? plainToolTip(text) : QString());
    const bool explained = scored && !card.judgeText.isEmpty();
    m_text->setTone(explained ? TextTone::Normal : TextTone::Muted);
}

}  // namespace saferscope
