// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_reader.h"

#include <QWidget>
#include <vector>

class QTextEdit;
class QToolButton;

namespace saferscope {

class ElidedLabel;
class Label;

/// The first pairs of a file as they would be imported, one at a time: the prompt's turns, the two answers side by
/// side, and the records that would not be taken with the reasons. Texts are shown literally and in their own
/// direction.
class PairPreview : public QWidget {
    Q_OBJECT

public:
    explicit PairPreview(QWidget* parent = nullptr);
    void setPairs(std::vector<PreferencePair> pairs, const std::vector<PairIssue>& issues);
    void clear();
    int count() const { return static_cast<int>(m_pairs.size()); }
    int current() const { return m_current; }
    void showPair(int pair);
    QToolButton* previousButton() const { return m_previous; }
    QToolButton* nextButton() const { return m_next; }
    QTextEdit* promptText() const { return m_prompt; }
    QTextEdit* chosenText() const { return m_chosen; }
    QTextEdit* rejectedText() const { return m_rejected; }
    QTextEdit* issueText() const { return m_issues; }

private:
    void restyle();

    std::vector<PreferencePair> m_pairs;
    int m_current = 0;
    Label* m_place = nullptr;
    ElidedLabel* m_about = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QTextEdit* m_prompt = nullptr;
    QTextEdit* m_chosen = nullptr;
    QTextEdit* m_rejected = nullptr;
    Label* m_issuesTitle = nullptr;
    QTextEdit* m_issues = nullptr;
};

}  // namespace saferscope
