// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/form_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

namespace saferscope {

namespace {

constexpr int leastWidth = 520;

}  // namespace

FormDialog::FormDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(title);
    setMinimumWidth(leastWidth);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    m_layout->setSpacing(spacing(4));
    m_layout->addWidget(new Label(title, TextRole::Heading));
    auto* what = new Label(sentence, TextRole::Body, TextTone::Muted);
    what->setWordWrap(true);
    m_layout->addWidget(what);
    m_messageBar = new MessageBar(this);
    m_layout->addWidget(m_messageBar);
    m_formBox = new QWidget(this);
    m_form = new QGridLayout(m_formBox);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(spacing(4));
    m_form->setVerticalSpacing(2);
    m_form->setColumnStretch(1, 1);
    m_layout->addWidget(m_formBox);
    m_widePlace = m_layout->count();
    m_layout->addStretch(0);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(spacing(2));
    m_buttons->addStretch(1);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setAutoDefault(false);  // the action stays the default while Cancel has the focus
    m_action = new QPushButton(action, this);
    m_action->setDefault(true);
    m_buttons->addWidget(m_cancel);
    m_buttons->addWidget(m_action);
    m_layout->addSpacing(spacing(1));
    m_layout->addLayout(m_buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, &QDialog::accept);
}

QProgressBar* FormDialog::addProgressBar() {
    auto* bar = new QProgressBar(this);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("Progress"));
    bar->hide();
    addWide(bar, 0);
    return bar;
}

void FormDialog::offerHelpPage(const QString& page) {
    offerHelp(this, page);
    m_help = new QPushButton(tr("Help"), this);
    m_help->setProperty("role", QStringLiteral("quiet"));
    m_help->setAutoDefault(false);
    m_help->setToolTip(tr("Help (F1)"));
    m_buttons->insertWidget(0, m_help);
    connect(m_help, &QPushButton::clicked, this, [page] { HelpRequests::instance().ask(page); });
}

/// The buttons are made first, the fields by whoever derives from this; Tab is to go from field to field and then on to
/// the buttons, and typing to begin in the first field.
void FormDialog::orderFocus() {
    QWidget* last = nullptr;
    for (QWidget* one = nextInFocusChain(); one != this; one = one->nextInFocusChain()) {
        if (one->focusPolicy() != Qt::NoFocus && one != m_cancel && one != m_action && one != m_help) {
            last = one;
        }
    }
    if (last == nullptr) {
        return;
    }
    QWidget* const order[] = {last, m_cancel, m_action, m_help};
    for (std::size_t i = 1; i < std::size(order) && order[i] != nullptr; ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
}

void FormDialog::showEvent(QShowEvent* event) {
    if (!std::exchange(m_ordered, true)) {
        orderFocus();
    }
    QDialog::showEvent(event);
    // A minimum of our own keeps the layout from setting one: larger text and longer languages need more width, and
    // labels that wrap are as high as that width makes them.
    const int needed = m_layout->totalMinimumSize().width();
    const int most = screen() != nullptr ? screen()->availableSize().width() - 40 : needed;
    const int scaled = qRound(leastWidth * ThemeManager::instance().textScale());
    setMinimumWidth(std::min(std::max(scaled, needed), most));
    growToContents();
}

void FormDialog::growToContents() {
    // What was shown just now is laid out first: labels that wrap know their height only then.
    QTimer::singleShot(0, this, [this] {
        m_layout->activate();
        const int needed = m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(width()) : sizeHint().height();
        const int most = screen() != nullptr ? screen()->availableSize().height() - 40 : needed;
        resize(width(), std::max(height(), std::min(needed, most)));
    });
}

void FormDialog::keepOpenOnAction() { disconnect(m_action, &QPushButton::clicked, this, &QDialog::accept); }

void FormDialog::addRow(const QString& label, QWidget* field, const QString& remark) {
    auto* name = new Label(label, TextRole::Body);
    name->setBuddy(field);
    QString spoken = label;
    field->setAccessibleName(spoken.remove(QLatin1Char('&')));
    if (field->maximumWidth() == QWIDGETSIZE_MAX) {
        field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_form->addWidget(name, m_row, 0, Qt::AlignVCenter);
    m_form->addWidget(field, m_row, 1);
    ++m_row;
    if (!remark.isEmpty()) {
        auto* note = new Label(remark, TextRole::Small, TextTone::Muted);
        note->setWordWrap(true);
        m_form->addWidget(note, m_row++, 1);
    }
    m_form->setRowMinimumHeight(m_row++, spacing(2));
}

void FormDialog::addWide(QWidget* widget, int stretch) { m_layout->insertWidget(m_widePlace++, widget, stretch); }

void FormDialog::showOutcome(const QString& action) {
    m_formBox->hide();
    m_cancel->hide();
    m_action->setText(action);
    m_action->setFocus();
}

void FormDialog::showError(const Error& error) {
    m_messageBar->showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
}

}  // namespace saferscope
