// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <utility>

namespace saferscope {
namespace {

constexpr int headerHeight = 30;  // of a combo box: titles stand at one height with and without controls beside them

}  // namespace

Card::Card(const QString& title, const QString& iconName, QWidget* parent) : QFrame(parent), m_iconName(iconName) {
    setProperty("role", QStringLiteral("card"));
    m_body = new QVBoxLayout(this);
    m_body->setContentsMargins(spacing(5), spacing(4), spacing(5), spacing(4));
    m_body->setSpacing(spacing(2));
    if (title.isEmpty()) {
        return;
    }
    m_header = new QHBoxLayout;
    m_header->setSpacing(spacing(2));
    if (!iconName.isEmpty()) {
        m_icon = new QLabel(this);
        m_header->addWidget(m_icon);
        renewIcon();
        connect(&ThemeManager::instance(), &ThemeManager::changed, this, &Card::renewIcon);
    }
    m_title = new Label(title, TextRole::Heading);
    m_header->addWidget(m_title);
    m_header->addStretch(1);
    m_header->addStrut(headerHeight);
    m_body->addLayout(m_header);
}

void Card::setTitle(const QString& title) {
    if (m_title != nullptr) {
        m_title->setText(title);
    }
}

void Card::shortenTitle() {
    if (m_title != nullptr) {
        auto* title = new ElidedLabel(m_title->text(), TextRole::Heading, TextTone::Normal, Qt::ElideRight, this);
        title->setMinimumWidth(1);  // what stands beside it is there to be used
        m_header->replaceWidget(m_title, title);
        delete std::exchange(m_title, title);
    }
}

void Card::renewIcon() { m_icon->setPixmap(iconPixmap(m_iconName, currentTheme().accent, 20, devicePixelRatioF())); }

QFrame* makeLine(Qt::Orientation orientation, QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setProperty("role", QStringLiteral("line"));
    if (orientation == Qt::Horizontal) {
        line->setFixedHeight(1);
    } else {
        line->setFixedWidth(1);
    }
    return line;
}

}  // namespace saferscope
