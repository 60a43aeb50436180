// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/welcome_view.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QDir>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int columnWidth = 440;
constexpr qsizetype shownRecent = 5;

}  // namespace

WelcomeView::WelcomeView(QWidget* parent) : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    m_messageBar = new MessageBar(this);
    outer->addWidget(m_messageBar);
    outer->addStretch(2);
    auto* middle = new QWidget(this);
    m_middle = middle;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_mark = new QLabel(middle);
    m_mark->setFixedSize(56, 56);
    column->addWidget(m_mark);
    column->addSpacing(spacing(2));
    column->addWidget(new Label(tr("Welcome to Saferscope"), TextRole::Title));
    auto* sentence = new Label(tr("See which features make a reward model prefer one answer over another."),
                               TextRole::Body, TextTone::Muted);
    sentence->setWordWrap(true);
    column->addWidget(sentence);
    column->addSpacing(spacing(4));

    m_demo = new QPushButton(tr("Open the demo"), middle);
    m_demo->setProperty("role", QStringLiteral("primary"));
    auto* open = new QPushButton(tr("Open a workspace…"), middle);
    auto* create = new QPushButton(tr("New workspace…"), middle);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(spacing(2));
    for (QPushButton* button : {m_demo, open, create}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_buttons = buttons;
    column->addLayout(buttons);
    auto* note = new Label(
        tr("The demo is trained on this computer the first time; that takes about three minutes. A short tour "
           "begins by itself there."),
        TextRole::Small, TextTone::Muted);
    note->setWordWrap(true);
    column->addWidget(note);
    auto* dropping =
        new Label(tr("You can also drop a workspace folder anywhere on this window; and once one is open, a "
                     "file of pairs, a reward model or an SAE."),
                  TextRole::Small, TextTone::Muted);
    dropping->setWordWrap(true);
    column->addWidget(dropping);
    column->addSpacing(spacing(5));
    m_recentTitle = new Label(tr("Recent"), TextRole::Strong);
    column->addWidget(m_recentTitle);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(0);
    column->addLayout(m_recent);
    // Between stretches, not aligned: an aligned widget gets the height that its texts need at the window's width.
    auto* centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(middle);
    centred->addStretch(1);
    outer->addLayout(centred);
    outer->addStretch(3);

    connect(m_demo, &QPushButton::clicked, this, &WelcomeView::demoRequested);
    connect(open, &QPushButton::clicked, this, &WelcomeView::openRequested);
    connect(create, &QPushButton::clicked, this, &WelcomeView::createRequested);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &WelcomeView::restyle);
    setRecent({});
    restyle();
}

void WelcomeView::setRecent(const QStringList& folders) {
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentTitle->setVisible(!folders.isEmpty());
    const QString home = QDir::homePath();
    for (const QString& folder : folders.mid(0, shownRecent)) {
        QString shown =
            folder.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + folder.mid(home.size()) : folder;
        shown = QFontMetrics(bodyFont()).elidedText(cellText(shown), Qt::ElideMiddle, columnWidth - spacing(5));
        auto* button = new QPushButton(shown.replace(QLatin1Char('&'), QLatin1String("&&")), this);
        button->setProperty("role", QStringLiteral("quiet"));
        button->setToolTip(plainToolTip(folder));
        button->setCursor(Qt::PointingHandCursor);
        m_recent->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT recentChosen(folder); });
    }
}

void WelcomeView::restyle() {
    const int scaled = qRound(columnWidth * ThemeManager::instance().textScale());
    m_middle->setFixedWidth(std::max(scaled, m_buttons->minimumSize().width()));
    m_mark->setPixmap(iconPixmap(QStringLiteral("saferscope"), currentTheme().accent, 56, devicePixelRatioF()));
}

}  // namespace saferscope
