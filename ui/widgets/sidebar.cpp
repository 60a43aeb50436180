// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sidebar.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QSvgRenderer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int leastWidth = 200;
constexpr int narrowWidth = 64;
constexpr int markSize = 28;

/// A page's button, painted by itself: the style sheet cannot place an icon at the left of a wide tool button.
class PageButton : public QToolButton {
public:
    explicit PageButton(QWidget* parent) : QToolButton(parent) { setToolButtonStyle(Qt::ToolButtonTextBesideIcon); }
    QSize sizeHint() const override {
        const int words =
            QFontMetrics(strongFont()).horizontalAdvance(text()) + 1;  // as they are on the page that shows
        return {textBegin() + words + spacing(2), minimumSizeHint().height()};
    }
    QSize minimumSizeHint() const override {
        return {iconSide + 2 * spacing(2), QFontMetrics(bodyFont()).height() + spacing(4)};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Theme& theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isEnabled() && (isChecked() || underMouse())) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? theme.selection : mixColors(theme.surface, theme.text, 0.055));
            painter.drawRoundedRect(area, smallCornerRadius, smallCornerRadius);
        }
        if (hasFocus()) {
            paintFocusRing(painter, area);
        }
        // Of a window from left to right.
        const QRect iconArea(spacing(3), (height() - iconSide) / 2, iconSide, iconSide);
        const QIcon::Mode mode = isEnabled() ? QIcon::Normal : QIcon::Disabled;
        icon().paint(&painter, QStyle::visualRect(layoutDirection(), rect(), iconArea), Qt::AlignCenter, mode,
                     isChecked() && isEnabled() ? QIcon::On : QIcon::Off);
        painter.setFont(isChecked() ? strongFont() : bodyFont());
        painter.setPen(isEnabled() ? theme.text : mixColors(theme.surface, theme.mutedText, 0.6));
        if (width() < narrowWidth) {
            return;  // icons alone
        }
        const QRect textArea = rect().adjusted(textBegin(), 0, -spacing(2), 0);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), textArea), Qt::AlignVCenter | Qt::AlignLeft,
                         text());
    }

private:
    static constexpr int iconSide = 20;
    static int textBegin() { return spacing(3) + iconSide + spacing(3); }
};

}  // namespace

Sidebar::Sidebar(QWidget* parent) : QFrame(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing(3), spacing(5), spacing(3), spacing(4));
    layout->setSpacing(spacing(1));
    auto* brand = new QHBoxLayout;
    brand->setContentsMargins(spacing(2), 0, 0, 0);
    brand->setSpacing(spacing(3));
    m_mark = new QLabel(this);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_name = new Label(QStringLiteral("Saferscope"), TextRole::Heading);
    words->addWidget(m_name);
    m_workspace = new ElidedLabel({}, TextRole::Small, TextTone::Muted, Qt::ElideMiddle);
    words->addWidget(m_workspace);
    brand->addWidget(m_mark, 0, Qt::AlignTop);
    brand->addLayout(words, 1);
    layout->addLayout(brand);
    layout->addSpacing(spacing(5));
    m_pages = new QVBoxLayout;
    m_pages->setSpacing(spacing(1));
    layout->addLayout(m_pages);
    layout->addStretch(1);
    m_footnote = new Label({}, TextRole::Small, TextTone::Muted);
    m_footnote->setWordWrap(true);
    m_footnote->setContentsMargins(spacing(2), 0, 0, 0);
    m_footnote->hide();
    layout->addWidget(m_footnote);
    m_group = new QButtonGroup(this);
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::pageChosen);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &Sidebar::restyle);
    restyle();
}

void Sidebar::addPage(const QString& title, const QString& iconName, const QString& shortcut) {
    auto* button = new PageButton(this);
    button->setText(title);
    button->setAccessibleName(title);
    button->setToolTip(plainToolTip(QStringLiteral("%1 (%2)").arg(title, shortcut)));
    button->setCheckable(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_group->addButton(button, static_cast<int>(m_icons.size()));
    m_icons.push_back(iconName);
    m_pages->addWidget(button);
    restyle();
}

void Sidebar::setCurrent(int page) {
    if (QAbstractButton* chosen = m_group->button(page)) {
        chosen->setChecked(true);
        // Who is on the sidebar stays at the page that is shown, however it was reached.
        const QWidget* focused = focusWidget();
        if (focused != nullptr && focused != chosen && focused->hasFocus() && focused->parentWidget() == this) {
            chosen->setFocus(Qt::OtherFocusReason);
        }
    }
}

void Sidebar::setWorkspaceName(const QString& name) {
    m_workspace->setText(name);
    m_workspace->setVisible(!name.isEmpty());
}

void Sidebar::setNarrow(bool narrow) {
    m_narrow = narrow;
    fitWidth();
    m_name->setVisible(!narrow);
    m_workspace->setVisible(!narrow && !m_workspace->text().isEmpty());
    m_footnote->setVisible(!narrow && !m_footnote->text().isEmpty());
}

/// Titles in larger type and longer languages are to be read whole.
void Sidebar::fitWidth() {
    int needed = spacing(2) + markSize + spacing(3) + m_name->sizeHint().width();
    for (const QAbstractButton* button : m_group->buttons()) {
        needed = std::max(needed, button->sizeHint().width());
    }
    setFixedWidth(m_narrow ? narrowWidth : std::max(leastWidth, needed + 2 * spacing(3)));
}

void Sidebar::setFootnote(const QString& text) {
    m_footnote->setText(text);
    m_footnote->setVisible(!text.isEmpty());
}

void Sidebar::setPagesEnabled(bool enabled) {
    for (QAbstractButton* one : m_group->buttons()) {
        one->setEnabled(enabled);
    }
}

QToolButton* Sidebar::button(int page) const { return qobject_cast<QToolButton*>(m_group->button(page)); }

void Sidebar::restyle() {
    const qreal ratio = devicePixelRatioF();
    m_mark->setPixmap(iconPixmap(QStringLiteral("saferscope"), currentTheme().accent, markSize, ratio));
    for (std::size_t i = 0; i < m_icons.size(); ++i) {
        m_group->button(static_cast<int>(i))->setIcon(themedIcon(m_icons[i]));
    }
    fitWidth();
    update();
}

void Sidebar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.border);
}

}  // namespace saferscope
