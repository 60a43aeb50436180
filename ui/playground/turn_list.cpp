// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/turn_list.h"

#include "ui/models/opinion_summary.h"
#include "ui/playground/text_edit.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

TurnList::TurnList(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    m_area = new QScrollArea(this);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);  // the editors in it are where Tab stops
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(m_area);
    m_list = new QVBoxLayout(inside);
    m_list->setContentsMargins(0, 0, spacing(1), 0);
    m_list->setSpacing(spacing(2));
    m_list->addStretch(1);
    m_area->setWidget(inside);
    m_area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    layout->addWidget(m_area, 1);
    m_buttons = new QHBoxLayout;
    m_add = new QPushButton(tr("Add turn"), this);
    m_add->setProperty("role", QStringLiteral("quiet"));
    m_system = new QCheckBox(tr("System"), this);
    m_system->setToolTip(plainToolTip(tr("What the conversation starts with; most models were trained without one")));
    m_buttons->addWidget(m_add);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_system);
    layout->addLayout(m_buttons);
    connect(m_add, &QPushButton::clicked, this, [this] {
        const bool answerNext = !m_rows.empty() && m_rows.back().role == "user";
        insertRow(m_rows.size(), answerNext ? "assistant" : "user");
        m_rows.back().edit->setFocus();
        Q_EMIT changed();
    });
    connect(m_system, &QCheckBox::toggled, this, [this](bool on) {
        if (m_setting) {
            return;
        }
        const bool has = !m_rows.empty() && m_rows.front().role == "system";
        if (on && !has) {
            insertRow(0, "system");
            m_rows.front().edit->setFocus();
        } else if (!on && has) {
            removeRow(m_rows.front().holder);
        }
        Q_EMIT changed();
    });
    setTurns({{"user", ""}});
}

TurnList::Row TurnList::makeRow(const std::string& role) {
    const QString shown = role == "user"        ? tr("User")
                          : role == "assistant" ? tr("Assistant")
                          : role == "system"    ? tr("System")
                                                : literalText(QString::fromStdString(role));
    Row row;
    row.role = role;
    row.holder = new QWidget(m_area->widget());
    auto* layout = new QVBoxLayout(row.holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1));
    auto* head = new QHBoxLayout;
    head->addWidget(new Label(shown, TextRole::Small, TextTone::Muted, row.holder));
    head->addStretch(1);
    auto* remove = new QToolButton(row.holder);
    remove->setObjectName(QStringLiteral("removeTurn"));
    remove->setIcon(themedIcon(QStringLiteral("close")));
    remove->setIconSize(QSize(12, 12));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("Remove this turn"));
    remove->setToolTip(plainToolTip(tr("Remove this turn")));
    connect(&ThemeManager::instance(), &ThemeManager::changed, remove,
            [remove] { remove->setIcon(themedIcon(QStringLiteral("close"))); });
    head->addWidget(remove);
    layout->addLayout(head);
    row.edit = new TextEdit(tr("%1's turn").arg(shown),
                            role == "user" ? tr("What the person asks") : tr("What was said here"), row.holder);
    row.edit->setLines(2, 12);
    layout->addWidget(row.edit);
    connect(row.edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting) {
            Q_EMIT changed();
        }
    });
    connect(row.edit, &TextEdit::cut, this, &TurnList::cut);
    connect(remove, &QToolButton::clicked, this, [this, holder = row.holder] {
        removeRow(holder);
        Q_EMIT changed();
    });
    return row;
}

void TurnList::insertRow(std::size_t at, const std::string& role) {
    Row row = makeRow(role);
    m_list->insertWidget(static_cast<int>(at), row.holder);
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), row);
    arrange();
}

void TurnList::removeRow(QWidget* holder) {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [holder](const Row& row) { return row.holder == holder; });
    if (found != m_rows.end()) {
        m_list->removeWidget(holder);
        holder->hide();
        holder->deleteLater();
        m_rows.erase(found);
    }
    if (m_rows.empty()) {
        insertRow(0, "user");
    }
    arrange();
}

void TurnList::arrange() {
    const bool was = m_setting;
    m_setting = true;
    m_system->setChecked(m_rows.front().role == "system");
    m_setting = was;
    const auto said = std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.role != "system"; });
    // Tab goes through the turns as they stand, then to the buttons; a new editor would come last of the whole window.
    QWidget* before = m_add;
    for (const Row& row : m_rows) {
        auto* remove = row.holder->findChild<QToolButton*>(QStringLiteral("removeTurn"));
        remove->setVisible(said > 1 || row.role == "system");
        setTabOrder(before, row.edit);
        setTabOrder(row.edit, remove);
        before = remove;
    }
    setTabOrder(before, m_add);
    setTabOrder(m_add, m_system);
}

int TurnList::wantedHeight() const {
    return m_area->widget()->sizeHint().height() + 2 * m_area->frameWidth() + layout()->spacing() +
           m_buttons->sizeHint().height();
}

void TurnList::setTurns(const std::vector<Message>& turns) {
    m_setting = true;
    const std::vector<Message> wanted = turns.empty() ? std::vector<Message>{{"user", ""}} : turns;
    const bool sameShape = wanted.size() == m_rows.size() &&
                           std::equal(wanted.begin(), wanted.end(), m_rows.begin(),
                                      [](const Message& turn, const Row& row) { return turn.role == row.role; });
    // Where the turns stay the editors stay, and with them what Undo knows.
    if (!sameShape) {
        for (const Row& row : m_rows) {
            m_list->removeWidget(row.holder);
            row.holder->hide();
            row.holder->deleteLater();
        }
        m_rows.clear();
        for (const Message& turn : wanted) {
            m_rows.push_back(makeRow(turn.role));
            m_list->insertWidget(static_cast<int>(m_rows.size()) - 1, m_rows.back().holder);
        }
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        m_rows[i].edit->replaceText(QString::fromStdString(wanted[i].content));
    }
    arrange();
    m_setting = false;
}

std::vector<Message> TurnList::turns() const {
    std::vector<Message> turns;
    for (const Row& row : m_rows) {
        turns.push_back({row.role, row.edit->toPlainText().toStdString()});
    }
    return turns;
}

}  // namespace saferscope
