// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/mapping_preview.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

/// Not a QPlainTextEdit, which puts paragraphs that run from right to left at the left edge.
QTextEdit* makeText(const QString& name, QWidget* parent) {
    auto* text = new QTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(name);
    text->setUndoRedoEnabled(false);
    text->setAcceptRichText(false);  // and everything comes in by setPlainText()
    text->setMinimumHeight(3 * QFontMetrics(bodyFont()).lineSpacing() + spacing(2));
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return text;
}

QToolButton* makeButton(const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(name));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QString roleText(const std::string& role) {
    if (role == "user") {
        return PairPreview::tr("User");
    }
    if (role == "assistant") {
        return PairPreview::tr("Assistant");
    }
    return role == "system" ? PairPreview::tr("System") : plainLine(QString::fromStdString(role), 40);
}

/// Each turn under its role, which stands on a line of its own: it must not decide the direction of the text.
QString turnsText(const std::vector<Message>& turns) {
    QStringList parts;
    for (const Message& turn : turns) {
        parts << roleText(turn.role) + QStringLiteral(":\n") + QString::fromStdString(turn.content);
    }
    return parts.join(QStringLiteral("\n\n"));
}

}  // namespace

PairPreview::PairPreview(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1));
    auto* bar = new QHBoxLayout;
    bar->setSpacing(spacing(2));
    m_place = new Label({}, TextRole::Strong);
    m_about = new ElidedLabel({}, TextRole::Small, TextTone::Muted);
    m_previous = makeButton(tr("Previous pair"), this);
    m_next = makeButton(tr("Next pair"), this);
    bar->addWidget(m_place);
    bar->addWidget(m_about, 1);
    bar->addWidget(m_previous);
    bar->addWidget(m_next);
    column->addLayout(bar);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing(3));
    grid->setVerticalSpacing(spacing(1));
    m_prompt = makeText(tr("Prompt"), this);
    m_chosen = makeText(tr("Chosen answer"), this);
    m_rejected = makeText(tr("Rejected answer"), this);
    grid->addWidget(new Label(tr("Prompt"), TextRole::Small, TextTone::Muted), 0, 0);
    grid->addWidget(m_prompt, 1, 0, 1, 2);
    grid->addWidget(new Label(tr("Chosen"), TextRole::Small, TextTone::Muted), 2, 0);
    grid->addWidget(new Label(tr("Rejected"), TextRole::Small, TextTone::Muted), 2, 1);
    grid->addWidget(m_chosen, 3, 0);
    grid->addWidget(m_rejected, 3, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 2);
    grid->setRowStretch(3, 3);
    column->addLayout(grid, 3);
    m_issuesTitle = new Label({}, TextRole::Small, TextTone::Warning);
    column->addWidget(m_issuesTitle);
    m_issues = makeText(tr("Records that would not be taken"), this);
    m_issues->setFont(monoFont());
    m_issues->setMaximumHeight(90);
    column->addWidget(m_issues);
    connect(m_previous, &QToolButton::clicked, this, [this] { showPair(m_current - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showPair(m_current + 1); });
    for (const auto& [key, step] : {std::pair{Qt::Key_PageUp, -1}, std::pair{Qt::Key_PageDown, 1}}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | key), this);
        connect(shortcut, &QShortcut::activated, this, [this, by = step] { showPair(m_current + by); });
    }
    m_previous->setToolTip(tr("Previous pair (Alt+Page Up)"));
    m_next->setToolTip(tr("Next pair (Alt+Page Down)"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &PairPreview::restyle);
    restyle();
    clear();
}

void PairPreview::clear() { setPairs({}, {}); }

void PairPreview::setPairs(std::vector<PreferencePair> pairs, const std::vector<PairIssue>& issues) {
    m_pairs = std::move(pairs);
    QStringList lines;
    for (const PairIssue& issue : issues) {
        lines << tr("record %1: %2").arg(issue.line).arg(plainLine(sentence(issue.reason), 400));
    }
    m_issues->setPlainText(lines.join(QLatin1Char('\n')));
    m_issues->setVisible(!lines.isEmpty());
    m_issuesTitle->setText(tr("Of the first records these would not be taken:"));
    m_issuesTitle->setVisible(!lines.isEmpty());
    // The same place while the mapping changes, so that one sees what a change does.
    showPair(std::clamp(m_current, 0, std::max(0, count() - 1)));
}

void PairPreview::showPair(int pair) {
    if (m_pairs.empty()) {
        m_current = 0;
        m_place->setText(tr("No pairs"));
        m_about->setText({});
        for (QTextEdit* text : {m_prompt, m_chosen, m_rejected}) {
            text->clear();
        }
        m_previous->setEnabled(false);
        m_next->setEnabled(false);
        return;
    }
    m_current = std::clamp(pair, 0, count() - 1);
    const PreferencePair& shown = m_pairs[static_cast<std::size_t>(m_current)];
    m_place->setText(tr("Pair %1 of the first %2").arg(m_current + 1).arg(count()));
    QStringList about;
    const auto add = [&about](const QString& name, const std::string& value) {
        if (!value.empty()) {
            about << QStringLiteral("%1 %2").arg(name, plainLine(QString::fromStdString(value), 80));
        }
    };
    add(tr("id"), shown.id);
    add(tr("subset"), shown.subset);
    add(tr("split"), shown.split);
    m_about->setText(about.join(QStringLiteral("  ·  ")));
    m_prompt->setPlainText(turnsText(shown.prompt));
    m_chosen->setPlainText(QString::fromStdString(shown.chosen));
    m_rejected->setPlainText(QString::fromStdString(shown.rejected));
    m_previous->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < count());
}

void PairPreview::restyle() {
    m_previous->setIcon(themedIcon(QStringLiteral("previous")));
    m_next->setIcon(themedIcon(QStringLiteral("next")));
}

}  // namespace saferscope
