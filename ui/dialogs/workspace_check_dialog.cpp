// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/workspace_check_dialog.h"

#include "ui/bridge/safer_call.h"
#include "ui/bridge/sentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int longestPart = 600;  // of a finding: it may quote data
constexpr int mostFindings = 200;

QString severityTitle(const QString& severity) {
    if (severity == QLatin1String("damage")) {
        return WorkspaceCheckDialog::tr("Damage");
    }
    return severity == QLatin1String("warning") ? WorkspaceCheckDialog::tr("Warning")
                                                : WorkspaceCheckDialog::tr("Note");
}

QString part(const Json& finding, const char* key) {
    const QString text = textOf(finding, key);
    return boundedText(literalText(key == std::string_view("where") ? text : sentence(text)), longestPart, 4);
}

}  // namespace

QString shellWord(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:@%+=,-]+$"));
    return plain.match(word).hasMatch()
               ? word
               : QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''")) +
                     QLatin1Char('\'');
}

WorkspaceCheckDialog::WorkspaceCheckDialog(std::filesystem::path workspace, QWidget* parent)
    : SaferCallDialog(
          tr("Check this workspace"),
          tr("Every rating and every record is compared with the checksum it was saved with. Nothing is changed, "
             "and you can go on working meanwhile."),
          tr("Check"), parent),
      m_workspace(std::move(workspace)) {
    m_full = new QCheckBox(tr("Read &every file too: pairs, models, SAEs and indexes"), this);
    addRow({}, m_full, tr("Takes as long as the disk needs to read all of it."));
    addProgress();
    m_findings = new QPlainTextEdit(this);
    m_findings->setReadOnly(true);
    m_findings->setAccessibleName(tr("What was found"));
    m_findings->setMinimumHeight(180);
    m_findings->hide();
    addWide(m_findings);
    m_repair = new QWidget(this);
    auto* column = new QVBoxLayout(m_repair);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* what =
        new Label(tr("This command saves what can be read into a new database and keeps the old one. Close every "
                     "window on this workspace first; --from BACKUP brings lost ratings back."),
                  TextRole::Body, TextTone::Normal, m_repair);
    what->setWordWrap(true);
    column->addWidget(what);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(2));
    m_command = new QLineEdit(m_repair);
    m_command->setReadOnly(true);
    m_command->setFont(monoFont());
    m_command->setAccessibleName(tr("Command that repairs the workspace"));
    auto* copy = new QPushButton(tr("&Copy"), m_repair);
    copy->setAccessibleName(tr("Copy the command"));
    copy->setAutoDefault(false);
    row->addWidget(m_command, 1);
    row->addWidget(copy);
    column->addLayout(row);
    m_repair->hide();
    addWide(m_repair, 0);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    connect(action(), &QPushButton::clicked, this, &WorkspaceCheckDialog::start);
}

QString WorkspaceCheckDialog::findings() const { return m_findings->toPlainText(); }
QString WorkspaceCheckDialog::repairCommand() const { return m_command->text(); }

void WorkspaceCheckDialog::start() {
    messageBar()->dismiss();
    m_findings->hide();
    m_repair->hide();
    m_command->clear();
    QStringList arguments{QStringLiteral("workspace"), QStringLiteral("verify"), QStringLiteral("-w"),
                          QString::fromStdString(m_workspace.string()), QStringLiteral("--json")};
    if (m_full->isChecked()) {
        arguments << QStringLiteral("--full");
    }
    startCall(arguments);
}

QString WorkspaceCheckDialog::cancelledText() const { return tr("The check was cancelled."); }

void WorkspaceCheckDialog::setFieldsEnabled(bool enabled) { m_full->setEnabled(enabled); }

void WorkspaceCheckDialog::showAnswer(const Json& answer) {
    QStringList lines;
    int damaged = 0;
    int other = 0;
    const auto list = answer.find("findings");
    if (list != answer.end() && list->is_array()) {
        for (const Json& finding : *list) {
            const QString severity = textOf(finding, "severity");
            (severity == QLatin1String("damage") ? damaged : other) += 1;
            if (damaged + other > mostFindings) {
                continue;
            }
            QString text = severityTitle(severity) + QLatin1String(": ") + part(finding, "what");
            for (const char* key : {"where", "hint"}) {
                const QString more = part(finding, key);
                text += more.isEmpty() ? QString() : QLatin1String("\n    ") + more;
            }
            lines << text;
        }
    }
    if (damaged + other > mostFindings) {
        lines << tr("… and %Ln more. `safer workspace verify` lists them all.", nullptr,
                    pluralOf(damaged + other - mostFindings));
    }
    const auto ok = answer.find("ok");
    const bool sound = damaged == 0 && ok != answer.end() && ok->is_boolean() && ok->get<bool>();
    m_findings->setPlainText(lines.join(QLatin1Char('\n')));
    m_findings->setVisible(!lines.isEmpty());
    if (sound) {
        messageBar()->showMessage(MessageKind::Success, tr("No damage was found."),
                                  m_full->isChecked() ? QString()
                                                      : tr("Files of models and data sets were looked at by "
                                                           "name and size only."));
    } else {
        messageBar()->showMessage(
            MessageKind::Error, tr("%Ln things in this workspace are damaged.", nullptr, pluralOf(damaged)),
            tr("What is intact can be used as before. Make a backup before you repair anything."));
        m_command->setText(QStringLiteral("safer workspace repair -w ") +
                           shellWord(QString::fromStdString(m_workspace.string())));
        m_command->setCursorPosition(0);
        m_repair->show();
    }
    action()->setText(tr("Check again"));
}

}  // namespace saferscope
