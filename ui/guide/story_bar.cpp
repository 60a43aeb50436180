// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/story_bar.h"

#include "ui/theme/cover.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

namespace saferscope {

StoryBar::StoryBar(QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("story-bar"));
    setAccessibleName(tr("Guided walk"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(spacing(5), spacing(3), spacing(5), spacing(3));
    row->setSpacing(spacing(4));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_title = new Label({}, TextRole::Strong, TextTone::Normal, this);
    m_sentence = new Label({}, TextRole::Body, TextTone::Normal, this);
    m_sentence->setWordWrap(true);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    row->addLayout(words, 1);
    m_progress = new Label({}, TextRole::Small, TextTone::Muted, this);
    row->addWidget(m_progress);
    const auto button = [&](const QString& text, const QString& help) {
        auto* made = new QPushButton(text, this);
        made->setToolTip(plainToolTip(help));
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    m_reveal = button(tr("Show texts"), tr("Show or cover the texts of the data (F6)"));
    m_reveal->setCheckable(true);
    m_back = button(tr("Back"), tr("Left or Page Up"));
    m_next = button(tr("Next"), tr("Right or Page Down"));
    m_next->setProperty("role", QStringLiteral("primary"));
    QPushButton* end = button(tr("End"), tr("Esc"));
    connect(m_reveal, &QPushButton::clicked, this, &StoryBar::revealRequested);
    connect(&Cover::instance(), &Cover::changed, this,
            [this] { m_reveal->setChecked(Cover::instance().allRevealed()); });
    connect(m_back, &QPushButton::clicked, this, [this] { go(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(1); });
    connect(end, &QPushButton::clicked, this, &StoryBar::ended);
    QFrame::hide();
}

QString StoryBar::sentence() const { return m_sentence->text(); }

void StoryBar::showReading() {
    m_story = {};
    m_step = 0;
    m_title->setText(tr("Presentation"));
    m_sentence->setText(tr("Reading the workspace…"));
    m_progress->setText({});
    m_back->setEnabled(false);
    m_next->setEnabled(false);
}

void StoryBar::setStory(Story story) {
    m_story = std::move(story);
    show(0);
}

void StoryBar::go(int steps) {
    const int wanted = m_step + steps;
    if (wanted >= 0 && wanted < static_cast<int>(m_story.steps.size())) {
        show(wanted);
    }
}

void StoryBar::show(int step) {
    m_step = step;
    const StoryStep& now = m_story.steps[static_cast<std::size_t>(step)];
    const int count = static_cast<int>(m_story.steps.size());
    m_title->setText(now.title);
    m_sentence->setText(now.sentence);
    m_progress->setText(tr("%1 of %2").arg(step + 1).arg(count));
    m_back->setEnabled(step > 0);
    m_next->setEnabled(step + 1 < count);
    setAccessibleDescription(now.title + QStringLiteral(". ") + now.sentence);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT stepShown(now);
}

void StoryBar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme.border);
    const int count = static_cast<int>(m_story.steps.size());
    if (count > 0) {
        painter.fillRect(QRect(0, 0, width() * (m_step + 1) / count, 3), theme.accent);
    }
}

}  // namespace saferscope
