// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_keep.h"

#include "ui/theme/theme.h"
#include "ui/widgets/write_permission.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace saferscope {

SurveyKeep::SurveyKeep(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    m_open = new QPushButton(tr("&Keep result…"), this);
    m_open->setAutoDefault(false);
    m_open->setToolTip(tr("Under a name, on the Kept tab, to compare and export it later"));
    needsWriting(m_open);
    m_line = new QWidget(this);
    auto* line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(spacing(2));
    m_name = new QLineEdit(m_line);
    m_name->setAccessibleName(tr("Name of the kept result"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setMaxLength(80);
    m_note = new QLineEdit(m_line);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note, in your own words (may stay empty)"));
    m_keep = new QPushButton(tr("Keep"), m_line);
    m_keep->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"), m_line);
    cancel->setAutoDefault(false);
    line->addWidget(m_name, 2);
    line->addWidget(m_note, 3);
    line->addWidget(m_keep);
    line->addWidget(cancel);
    row->addWidget(m_open, 1, Qt::AlignRight);
    row->addWidget(m_line, 1);
    const auto keep = [this] {
        const QString name = m_name->text().trimmed();
        if (!name.isEmpty()) {
            Q_EMIT keepRequested(name, m_note->text().trimmed());
        }
    };
    connect(m_open, &QPushButton::clicked, this, [this] { setOpen(true); });
    connect(cancel, &QPushButton::clicked, this, [this] { setOpen(false); });
    connect(m_keep, &QPushButton::clicked, this, keep);
    connect(m_name, &QLineEdit::returnPressed, this, keep);
    connect(m_note, &QLineEdit::returnPressed, this, keep);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_keep->setEnabled(!text.trimmed().isEmpty()); });
    m_line->hide();
}

void SurveyKeep::done() {
    m_note->clear();
    setOpen(false);
}

void SurveyKeep::setOpen(bool open) {
    m_line->setVisible(open);
    m_open->setVisible(!open);
    if (open) {
        m_name->setText(m_suggestion.left(m_name->maxLength()));
        m_keep->setEnabled(!m_name->text().trimmed().isEmpty());
        m_name->selectAll();
        m_name->setFocus();
    } else {
        m_open->setFocus();
    }
}

void SurveyKeep::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !m_line->isHidden()) {
        setOpen(false);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace saferscope
