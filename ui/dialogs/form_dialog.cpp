// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/form_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

namespace saferscope {

namespace {

constexpr int leastWidth = 520;
constexpr int leastFormHeight = 160;  // of a form that scrolls
constexpr int fieldColumns = 3;       // of the grid: a field, and behind it the label and the field of a second one

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
    fitWidth();
    growToContents();
}

int FormDialog::mostWidth() const {
    return screen() != nullptr ? screen()->availableSize().width() - 40 : QWIDGETSIZE_MAX;
}

void FormDialog::fitWidth() {
    if (m_formArea != nullptr) {
        // What scrolls up and down does not ask for width by itself.
        m_formArea->setMinimumWidth(
            std::min(m_form->totalMinimumSize().width() + m_formArea->verticalScrollBar()->sizeHint().width() + 2,
                     mostWidth() - 2 * spacing(5)));
    }
    // A minimum of our own keeps the layout from setting one: larger text and longer languages need more width, and
    // labels that wrap are as high as that width makes them.
    const int needed = m_layout->totalMinimumSize().width();
    const int scaled = qRound(leastWidth * ThemeManager::instance().textScale());
    setMinimumWidth(std::min(std::max(scaled, needed), mostWidth()));
}

int FormDialog::fitHeight() {
    const int most = screen() != nullptr ? screen()->availableSize().height() - 40 : QWIDGETSIZE_MAX;
    const auto wanted = [this] {
        m_layout->activate();
        return m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(width()) : sizeHint().height();
    };
    if (m_formArea == nullptr) {
        return std::min(wanted(), most);
    }
    m_form->activate();
    const int room = m_formArea->width() - 2 * m_formArea->frameWidth();
    const int whole = 2 * m_formArea->frameWidth() + (m_form->hasHeightForWidth() ? m_form->totalHeightForWidth(room)
                                                                                  : m_formBox->sizeHint().height());
    m_formArea->setMaximumHeight(whole);
    m_formArea->setMinimumHeight(whole);
    const int over = wanted() - most;
    if (over > 0) {
        m_formArea->setMinimumHeight(std::max(whole - over, std::min(whole, leastFormHeight)));
    }
    return std::min(wanted(), most);
}

void FormDialog::growToContents() {
    // What was shown just now is laid out first: labels that wrap know their height only then.
    QTimer::singleShot(0, this, &FormDialog::resizeToContents);
}

void FormDialog::fitToContents() {
    m_mayShrink = true;
    growToContents();
}

void FormDialog::resizeToContents() {
    fitWidth();
    m_layout->activate();
    const int needed = fitHeight();
    if (m_formArea != nullptr) {
        setMinimumHeight(needed);  // the layout's own takes labels that wrap for higher than they are
    }
    const bool shrink = std::exchange(m_mayShrink, false) && height() == m_ownHeight;
    resize(std::max(width(), minimumWidth()), shrink ? needed : std::max(height(), needed));
    m_ownHeight = height();
    // Dialogs open in the middle of their window; one that has grown since may reach below the screen.
    const QRect room = screen() != nullptr ? screen()->availableGeometry() : frameGeometry();
    if (const int below = frameGeometry().bottom() - room.bottom(); below > 0 && isVisible()) {
        move(x(), std::max(room.top(), y() - below));
    }
}

void FormDialog::letFormScroll() {
    m_formArea = new QScrollArea(this);
    m_formArea->setAccessibleName(windowTitle());
    m_formArea->setFocusPolicy(Qt::NoFocus);  // its fields have it, and it follows them
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->viewport()->setAutoFillBackground(false);
    delete m_layout->replaceWidget(m_formBox, m_formArea);
    m_formArea->setWidget(m_formBox);
    m_formBox->setAutoFillBackground(false);  // setWidget() turns it on
    // Tab is followed by the area itself, a mnemonic is not.
    connect(qApp, &QApplication::focusChanged, m_formArea, [this](QWidget*, QWidget* now) {
        if (now != nullptr && m_formBox->isAncestorOf(now)) {
            m_formArea->ensureWidgetVisible(now, 0, spacing(4));
        }
    });
}

void FormDialog::keepOpenOnAction() { disconnect(m_action, &QPushButton::clicked, this, &QDialog::accept); }

void FormDialog::addRow(const QString& label, QWidget* field, const QString& remark) {
    m_lastRow = m_row++;
    place(label, field, 0, fieldColumns);
    if (!remark.isEmpty()) {
        auto* note = new Label(remark, TextRole::Small, TextTone::Muted);
        note->setWordWrap(true);
        m_form->addWidget(note, m_row++, 1, 1, fieldColumns);
        m_rows.back().remark = note;
    }
    m_rows.back().gap = m_row;
    m_form->setRowMinimumHeight(m_row++, spacing(2));
}

void FormDialog::addBeside(const QString& label, QWidget* field) {
    // The field before it ends where this one begins.
    QWidget* before = m_rows.back().field;
    m_form->removeWidget(before);
    m_form->addWidget(before, m_lastRow, 1);
    const int gap = m_rows.back().gap;
    place(label, field, 2, 1);
    m_rows.back().gap = gap;
    m_form->setColumnStretch(3, 1);
}

void FormDialog::addUnder(QWidget* part) {
    m_form->addWidget(part, m_row++, 1, 1, fieldColumns);
    m_rows.push_back({part, nullptr, nullptr, m_row});
    m_form->setRowMinimumHeight(m_row++, spacing(2));
}

void FormDialog::place(const QString& label, QWidget* field, int column, int columns) {
    auto* name = new Label(label, TextRole::Body);
    name->setBuddy(field);
    QString spoken = label;
    field->setAccessibleName(spoken.remove(QLatin1Char('&')));
    if (field->maximumWidth() == QWIDGETSIZE_MAX) {
        field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_form->addWidget(name, m_lastRow, column, Qt::AlignVCenter);
    m_form->addWidget(field, m_lastRow, column + 1, 1, columns);
    m_rows.push_back({field, name});
}

void FormDialog::setRowVisible(const QWidget* field, bool visible) {
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [field](const Row& one) { return one.field == field; });
    if (row == m_rows.end()) {
        return;
    }
    row->visible = visible;
    for (QWidget* part : {row->field, row->label, row->remark}) {
        if (part != nullptr) {
            part->setVisible(visible);
        }
    }
    const bool any = std::any_of(m_rows.begin(), m_rows.end(),
                                 [gap = row->gap](const Row& one) { return one.gap == gap && one.visible; });
    m_form->setRowMinimumHeight(row->gap, any ? spacing(2) : 0);
}

bool FormDialog::isRowVisible(const QWidget* field) const {
    return std::none_of(m_rows.begin(), m_rows.end(),
                        [field](const Row& one) { return one.field == field && !one.visible; });
}

void FormDialog::addWide(QWidget* widget, int stretch) { m_layout->insertWidget(m_widePlace++, widget, stretch); }

void FormDialog::showOutcome(const QString& action) {
    (m_formArea != nullptr ? m_formArea : m_formBox)->hide();
    m_cancel->hide();
    m_action->setText(action);
    m_action->setFocus();
}

void FormDialog::showError(const Error& error) {
    m_messageBar->showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
}

}  // namespace saferscope
