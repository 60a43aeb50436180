// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_filter_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QLineEdit>
#include <QVBoxLayout>

namespace saferscope {

FeatureFilterLine::FeatureFilterLine(const QString& placeholder, const QString& help, Parse parse, QWidget* parent)
    : QWidget(parent), m_parse(std::move(parse)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    m_edit = new QLineEdit(this);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setClearButtonEnabled(true);
    m_edit->setMaxLength(2000);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setAccessibleDescription(help);
    m_edit->setToolTip(plainToolTip(help));
    QAction* icon = m_edit->addAction(themedIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    connect(&ThemeManager::instance(), &ThemeManager::changed, icon,
            [icon] { icon->setIcon(themedIcon(QStringLiteral("filter"))); });
    layout->addWidget(m_edit);
    m_note = new Label(QString(), TextRole::Small, TextTone::Muted, this);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    connect(m_edit, &QLineEdit::textChanged, this, &FeatureFilterLine::parseNow);
}

void FeatureFilterLine::parseNow() {
    const auto parsed = m_parse(m_edit->text());
    m_wrong = !parsed;
    if (parsed) {
        m_note->setTone(TextTone::Muted);
        m_note->setText(m_count);
        Q_EMIT filterChanged(*parsed);
    } else {
        m_note->setTone(TextTone::Error);
        m_note->setText(tr("At character %1: %2").arg(parsed.error().position + 1).arg(parsed.error().message));
    }
}

QString FeatureFilterLine::errorText() const { return m_wrong ? m_note->text() : QString(); }

void FeatureFilterLine::setText(const QString& text) { m_edit->setText(text); }

void FeatureFilterLine::setCount(const QString& text) {
    m_count = text;
    if (!m_wrong) {
        m_note->setText(text);
    }
}

}  // namespace saferscope
