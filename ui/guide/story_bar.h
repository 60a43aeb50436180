// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/guide/story.h"

#include <QFrame>

class QPushButton;

namespace saferscope {

class Label;

/// The strip below the pages while somebody presents: one sentence of the story, where one is in it, back and forward.
class StoryBar : public QFrame {
    Q_OBJECT

public:
    explicit StoryBar(QWidget* parent = nullptr);
    /// Begins at its first step.
    void setStory(Story story);
    /// While the workspace is being read.
    void showReading();
    void go(int steps);
    int step() const { return m_step; }
    const Story& story() const { return m_story; }
    QString sentence() const;
    QPushButton* nextButton() const { return m_next; }
    QPushButton* backButton() const { return m_back; }
    QPushButton* revealButton() const { return m_reveal; }

Q_SIGNALS:
    void stepShown(const saferscope::StoryStep& step);
    void revealRequested(bool reveal);
    void ended();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show(int step);

    Story m_story;
    int m_step = 0;
    Label* m_title = nullptr;
    Label* m_sentence = nullptr;
    Label* m_progress = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
    QPushButton* m_reveal = nullptr;
};

}  // namespace saferscope
