// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stat_card.h"

#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace saferscope {

StatCard::StatCard(const QString& name, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_name = new Label(name, TextRole::Small, TextTone::Muted);
    m_value = new Label(QStringLiteral("–"), TextRole::Number);
    m_remark = new Label({}, TextRole::Small, TextTone::Muted);
    m_remark->setWordWrap(true);
    layout->addWidget(m_name);
    layout->addWidget(m_value);
    layout->addWidget(m_remark);
    m_remark->hide();
}

void StatCard::setValue(const QString& value, const QString& remark) {
    m_value->setText(value);
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    setAccessibleName(QStringLiteral("%1: %2").arg(m_name->text(), value));
    setAccessibleDescription(remark);
    setPictureRole(this, QAccessible::Grouping, value);
}

QString StatCard::value() const { return m_value->text(); }

}  // namespace saferscope
