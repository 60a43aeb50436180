// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_template_dialog.h"

#include "core/judge/prompt.h"
#include "ui/bridge/sentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <string_view>

namespace saferscope {
namespace {

QString builtIn() {
    const std::string_view text = defaultPromptTemplate();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QVBoxLayout* dialogColumn(QDialog* dialog) {
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    column->setSpacing(spacing(3));
    return column;
}

}  // namespace

JudgeTemplateDialog::JudgeTemplateDialog(const std::string& text, QWidget* parent) : QDialog(parent) {
    offerHelp(this, QStringLiteral("annotate#judge"));
    setWindowTitle(tr("The judge's prompt"));
    resize(940, 640);
    auto* column = dialogColumn(this);
    column->addWidget(new Label(windowTitle(), TextRole::Heading));
    auto* what =
        new Label(tr("Words in {{…}} are filled in for each feature; the notes on top say which there are. The "
                     "template's hash is kept with every rating."),
                  TextRole::Body, TextTone::Muted);
    what->setWordWrap(true);
    column->addWidget(what);
    m_editor = new QPlainTextEdit(this);
    m_editor->setFont(monoFont());
    m_editor->setTabChangesFocus(true);
    m_editor->setAccessibleName(tr("Template of the prompt"));
    m_editor->setPlainText(text.empty() ? builtIn() : QString::fromStdString(text));
    column->addWidget(m_editor, 1);
    m_problem = new Label({}, TextRole::Body, TextTone::Error);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(spacing(2));
    m_reset = new QPushButton(tr("Back to the built-in one"), this);
    m_reset->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_accept = new QPushButton(tr("Use it"), this);
    m_accept->setDefault(true);
    buttons->addWidget(m_reset);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    column->addLayout(buttons);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &JudgeTemplateDialog::check);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        // As an edit, so that it can be undone.
        QTextCursor cursor(m_editor->document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(builtIn());
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, &QDialog::accept);
    check();
}

std::string JudgeTemplateDialog::text() const {
    const QString written = m_editor->toPlainText();
    return written == builtIn() ? std::string() : written.toStdString();
}

QString JudgeTemplateDialog::problem() const { return m_problem->text(); }

void JudgeTemplateDialog::check() {
    const QString written = m_editor->toPlainText();
    const auto parsed = PromptTemplate::parse(written.toStdString(), tr("The template").toStdString());
    m_problem->setText(parsed ? QString() : sentences(parsed.error()));
    m_accept->setEnabled(parsed.has_value());
    m_reset->setEnabled(written != builtIn());
}

JudgePromptDialog::JudgePromptDialog(const QString& title, const QString& text, const QString& warning, QWidget* parent)
    : QDialog(parent) {
    offerHelp(this, QStringLiteral("privacy"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(940, 640);
    auto* column = dialogColumn(this);
    column->addWidget(new Label(title, TextRole::Heading));
    auto* what = new Label(tr("Nothing has been sent. This is the request's text, character by character."),
                           TextRole::Body, TextTone::Muted);
    what->setWordWrap(true);
    column->addWidget(what);
    if (!warning.isEmpty()) {
        auto* bar = new MessageBar(this);
        bar->showMessage(MessageKind::Warning, warning);
        column->addWidget(bar);
    }
    m_view = new QPlainTextEdit(this);
    m_view->setReadOnly(true);
    m_view->setFont(monoFont());
    m_view->setAccessibleName(tr("The prompt"));
    m_view->setPlainText(text);
    column->addWidget(m_view, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

}  // namespace saferscope
