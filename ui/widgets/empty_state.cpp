// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace saferscope {

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& sentence,
                       const QString& buttonText, QWidget* parent)
    : QWidget(parent), m_iconName(iconName) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(6), spacing(6), spacing(6), spacing(6));
    layout->setSpacing(spacing(2));
    m_icon = new QLabel(this);
    m_icon->setAlignment(Qt::AlignCenter);
    m_title = new Label(title, TextRole::Heading);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_sentence = new Label(sentence, TextRole::Body, TextTone::Muted);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(460);
    m_sentence->setMinimumWidth(240);
    m_button = new QPushButton(buttonText, this);
    m_button->setProperty("role", QStringLiteral("primary"));
    // A name for screen readers also while it is hidden and has no text.
    m_button->setAccessibleName(buttonText.isEmpty() ? tr("No action") : buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    layout->addStretch(1);
    layout->addWidget(m_icon);
    layout->addSpacing(spacing(1));
    layout->addWidget(m_title);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 4);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addSpacing(spacing(2));
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &EmptyState::renewIcon);
    renewIcon();
}

void EmptyState::setText(const QString& title, const QString& sentence) {
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void EmptyState::setButtonText(const QString& text) {
    m_button->setText(text);
    m_button->setAccessibleName(text.isEmpty() ? tr("No action") : text);
    m_button->setVisible(!text.isEmpty());
}

void EmptyState::renewIcon() {
    const Theme& theme = currentTheme();
    m_icon->setPixmap(iconPixmap(m_iconName, mixColors(theme.window, theme.mutedText, 0.7), 40, devicePixelRatioF()));
}

}  // namespace saferscope
