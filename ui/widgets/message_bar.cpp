// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int iconSize = 20;
// Some quote what a child process said. The rest can be copied: laying out a few thousand characters of a script that
// fonts have to be found for stops the window for a tenth of a second.
constexpr int longestMessage = 600;
constexpr int mostMessageLines = 8;
constexpr qsizetype longestCopy = 1'000'000;

QColor colorOf(MessageKind kind) {
    const Theme& theme = currentTheme();
    switch (kind) {
        case MessageKind::Success:
            return theme.ok;
        case MessageKind::Warning:
            return theme.warning;
        case MessageKind::Error:
            return theme.error;
        case MessageKind::Info:
            break;
    }
    return theme.accent;
}

QString iconOf(MessageKind kind) {
    switch (kind) {
        case MessageKind::Success:
            return QStringLiteral("ok");
        case MessageKind::Warning:
            return QStringLiteral("warning");
        case MessageKind::Error:
            return QStringLiteral("error");
        case MessageKind::Info:
            break;
    }
    return QStringLiteral("info");
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing(4), spacing(3), spacing(2), spacing(3));
    layout->setSpacing(spacing(3));
    m_icon = new QLabel(this);
    auto* text = new QVBoxLayout;
    text->setSpacing(2);
    text->setContentsMargins(0, std::max(0, (iconSize - QFontMetrics(strongFont()).height()) / 2), 0, 0);
    m_what = new Label({}, TextRole::Strong);
    m_whatToDo = new Label({}, TextRole::Body);
    for (Label* label : {m_what, m_whatToDo}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->addWidget(label);
    }
    m_actions = new QWidget(this);
    m_actionRow = new QHBoxLayout(m_actions);
    m_actionRow->setContentsMargins(0, spacing(2), 0, 0);
    m_actionRow->setSpacing(spacing(2));
    m_actionRow->addStretch(1);
    m_actions->hide();
    text->addWidget(m_actions);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setText(tr("Copy all"));
    m_copy->setToolTip(tr("Copies the whole message; only its beginning is shown"));
    m_copy->hide();
    m_close = new QToolButton(this);
    m_close->setObjectName(QStringLiteral("dismiss"));
    m_close->setAccessibleName(tr("Dismiss the message"));
    m_close->setToolTip(tr("Dismiss"));
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_whole); });
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &MessageBar::restyle);
    restyle();
    hide();
}

void MessageBar::showMessage(MessageKind kind, const QString& what, const QString& whatToDo,
                             const std::vector<MessageAction>& actions) {
    m_kind = kind;
    const QString shownWhat = boundedText(what, longestMessage, mostMessageLines);
    const QString shownWhatToDo = boundedText(whatToDo, longestMessage, mostMessageLines);
    m_what->setText(shownWhat);
    m_whatToDo->setText(shownWhatToDo);
    m_whatToDo->setVisible(!whatToDo.isEmpty());
    const bool cut = shownWhat != what || shownWhatToDo != whatToDo;
    m_whole = cut ? what.left(longestCopy) + QLatin1Char('\n') + whatToDo.left(longestCopy) : QString();
    m_copy->setVisible(cut);
    setAccessibleName(whatToDo.isEmpty() ? m_what->text() : m_what->text() + QLatin1Char(' ') + m_whatToDo->text());
    setActions(actions);
    restyle();
    show();
}

void MessageBar::setActions(const std::vector<MessageAction>& actions) {
    while (m_actionRow->count() > 1) {
        QLayoutItem* item = m_actionRow->takeAt(0);
        item->widget()->hide();
        item->widget()->deleteLater();  // it may be the one that was just clicked
        delete item;
    }
    int place = 0;
    for (const MessageAction& action : actions) {
        auto* button = new QPushButton(buttonText(action.text), m_actions);
        connect(button, &QPushButton::clicked, this, [act = action.act] { act(); });
        m_actionRow->insertWidget(place++, button);
    }
    m_actions->setVisible(!actions.empty());
}

void MessageBar::dismiss() {
    hide();
    Q_EMIT dismissed();
}

QString MessageBar::what() const { return m_what->text(); }
QString MessageBar::whatToDo() const { return m_whatToDo->text(); }

void MessageBar::restyle() {
    m_icon->setPixmap(iconPixmap(iconOf(m_kind), colorOf(m_kind), iconSize, devicePixelRatioF()));
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    update();
}

void MessageBar::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(mixColors(theme.surface, colorOf(m_kind), 0.45));
    painter.setBrush(mixColors(theme.surface, colorOf(m_kind), 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

}  // namespace saferscope
