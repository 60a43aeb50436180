// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_form.h"

#include "core/data/rating.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/pages/rating_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace saferscope {

namespace {

constexpr qsizetype mostProfiles = 6;
constexpr int formWidth = 460;

}  // namespace

RatingForm::RatingForm(QWidget* parent) : QWidget(parent) {
    auto* outer = new QHBoxLayout(this);
    auto* form = new QWidget(this);
    form->setMaximumWidth(formWidth);
    outer->addStretch(1);
    outer->addWidget(form, 4);
    outer->addStretch(1);
    auto* layout = new QVBoxLayout(form);
    layout->setSpacing(spacing(3));
    m_icon = new QLabel(form);
    m_icon->setAlignment(Qt::AlignCenter);
    auto* title = new Label(tr("Who is rating?"), TextRole::Heading, TextTone::Normal, form);
    title->setAlignment(Qt::AlignCenter);
    auto* sentence = new Label(tr("Every rating carries a name, so that several people can rate the same features and "
                                  "their agreement can be measured."),
                               TextRole::Body, TextTone::Muted, form);
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setWordWrap(true);
    m_edit = new InlineEdit(tr("Name of the rater"), tr("Name or initials"), form);
    m_edit->setMaxLength(static_cast<int>(maxRaterBytes));
    auto* start = new QPushButton(tr("Start rating"), form);
    start->setProperty("role", QStringLiteral("primary"));
    start->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    row->addWidget(m_edit, 1);
    row->addWidget(start);
    m_hint = new Label(QString(), TextRole::Small, TextTone::Muted, form);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_known = new QWidget(form);
    auto* known = new QVBoxLayout(m_known);
    known->setContentsMargins(0, spacing(2), 0, 0);
    known->setSpacing(spacing(2));
    auto* before = new Label(tr("Rated here before"), TextRole::Small, TextTone::Muted, m_known);
    before->setAlignment(Qt::AlignCenter);
    known->addWidget(before);
    m_profiles = new QHBoxLayout;
    m_profiles->setSpacing(spacing(2));
    known->addLayout(m_profiles);
    layout->addStretch(1);
    layout->addWidget(m_icon);
    layout->addWidget(title);
    layout->addWidget(sentence);
    layout->addSpacing(spacing(2));
    layout->addLayout(row);
    layout->addWidget(m_hint);
    layout->addWidget(m_known);
    layout->addStretch(1);
    m_known->hide();
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &InlineEdit::accepted, this, [this](const QString& name) {
        if (name.simplified().isEmpty()) {
            askForName();
        }
        Q_EMIT chosen(name);
    });
    connect(m_edit, &InlineEdit::textEdited, this, &RatingForm::resetHint);
    connect(m_edit, &InlineEdit::cancelled, this, &RatingForm::cancelled);
    connect(start, &QPushButton::clicked, this, [this] { Q_EMIT m_edit->accepted(m_edit->text()); });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &RatingForm::renewIcon);
    renewIcon();
    resetHint();
}

void RatingForm::resetHint() {
    m_hint->setText(tr("Type your name or initials and press Enter; then the first card comes, and 1 to 5 rate it."));
    m_hint->setTone(TextTone::Muted);
}

void RatingForm::askForName() {
    m_hint->setText(tr("A name comes first: type yours and press Enter. Keys rate once a card shows."));
    m_hint->setTone(TextTone::Warning);
    m_edit->setFocus(Qt::OtherFocusReason);
}

bool RatingForm::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const QString typed = static_cast<QKeyEvent*>(event)->text();
        const bool begins = m_edit->text().isEmpty() || m_edit->selectedText() == m_edit->text();
        if (begins && typed.size() == 1 && typed[0] >= u'1' && typed[0] <= u'5') {
            askForName();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RatingForm::setProfiles(const QStringList& names) {
    while (QLayoutItem* item = m_profiles->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();  // deleteLater: the click that brought us here may be one of theirs
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_profiles->addStretch(1);
    for (const QString& name : names.mid(0, mostProfiles)) {
        auto* button = new QPushButton(m_known);
        const QString shown = shownLine(name.toStdString(), 20);
        button->setText(QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
        button->setAccessibleName(tr("Rate as %1").arg(shown));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT chosen(name); });
        m_profiles->addWidget(button);
    }
    m_profiles->addStretch(1);
    m_known->setVisible(!names.isEmpty());
}

void RatingForm::setName(const QString& name) {
    m_edit->setText(name);
    m_edit->selectAll();
    resetHint();
}

void RatingForm::renewIcon() {
    const Theme& theme = currentTheme();
    m_icon->setPixmap(
        iconPixmap(QStringLiteral("annotate"), mixColors(theme.window, theme.mutedText, 0.7), 40, devicePixelRatioF()));
}

}  // namespace saferscope
