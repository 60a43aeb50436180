// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/workspace_backup_dialog.h"

#include "ui/bridge/safer_call.h"
#include "ui/bridge/sentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace saferscope {
namespace {

qulonglong countOf(const Json& answer, const char* kind) {
    const auto counts = answer.find("counts");
    if (counts == answer.end() || !counts->is_object()) {
        return 0;
    }
    const auto it = counts->find(kind);
    return it != counts->end() && it->is_number_unsigned() ? it->get<std::uint64_t>() : 0;
}

}  // namespace

WorkspaceBackupDialog::WorkspaceBackupDialog(std::filesystem::path workspace, const QString& parentFolder,
                                             QWidget* parent)
    : SaferCallDialog(
          tr("Back up this workspace"),
          tr("Ratings, data sets, settings, runs and all that you kept are copied to a folder of their own and read "
             "back. You can go on working meanwhile."),
          tr("Back up"), parent),
      m_workspace(std::move(workspace)) {
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    m_target = new QLineEdit(line);
    m_target->setAccessibleName(tr("Folder of the backup"));
    m_browse = new QPushButton(tr("&Browse…"), line);
    m_browse->setAutoDefault(false);
    row->addWidget(m_target, 1);
    row->addWidget(m_browse);
    line->setFocusProxy(m_target);
    addRow(tr("&Folder"), line, tr("It is made new: nothing is ever overwritten. Another disk is the safer place."));
    m_artifacts = new QCheckBox(tr("With &models, SAEs and indexes"), this);
    addRow({}, m_artifacts, tr("They can be gigabytes. Without them the backup knows their names and checksums."));
    addProgress();
    const QFileInfo place(QString::fromStdString(m_workspace.string()));
    const QString parentPlace = parentFolder.isEmpty() ? place.absolutePath() : parentFolder;
    setTarget(QDir(parentPlace)
                  .filePath(place.fileName() + QStringLiteral("-backup-") +
                            QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmm"))));
    connect(m_browse, &QPushButton::clicked, this, &WorkspaceBackupDialog::browse);
    connect(m_target, &QLineEdit::textChanged, this,
            [this](const QString& text) { action()->setEnabled(!text.trimmed().isEmpty()); });
    connect(action(), &QPushButton::clicked, this, &WorkspaceBackupDialog::start);
}

QString WorkspaceBackupDialog::target() const { return m_target->text().trimmed(); }
void WorkspaceBackupDialog::setTarget(const QString& folder) { m_target->setText(folder); }

void WorkspaceBackupDialog::browse() {
    const QFileInfo now(target());
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder to put the backup into"), now.absolutePath());
    if (!folder.isEmpty()) {
        setTarget(QDir(folder).filePath(now.fileName()));
    }
}

void WorkspaceBackupDialog::start() {
    if (!m_made.isEmpty()) {
        accept();  // the button says "Close" by now
        return;
    }
    messageBar()->dismiss();
    QStringList arguments{QStringLiteral("workspace"), QStringLiteral("backup"), QStringLiteral("-w"),
                          QString::fromStdString(m_workspace.string()), QStringLiteral("--json")};
    if (m_artifacts->isChecked()) {
        arguments << QStringLiteral("--with-artifacts");
    }
    arguments << QFileInfo(target()).absoluteFilePath();  // begins with a slash: never taken for an option
    startCall(arguments);
}

QString WorkspaceBackupDialog::cancelledText() const { return tr("The backup was cancelled; nothing was kept of it."); }

void WorkspaceBackupDialog::setFieldsEnabled(bool enabled) {
    for (QWidget* widget : std::initializer_list<QWidget*>{m_target, m_browse, m_artifacts}) {
        widget->setEnabled(enabled);
    }
}

void WorkspaceBackupDialog::showAnswer(const Json& answer) {
    const QString place = textOf(answer, "path");
    m_made = place.isEmpty() ? QFileInfo(target()).absoluteFilePath() : place;
    const QLocale locale;
    const QString what =
        tr("Backed up: ratings %1, pairs %2.")
            .arg(locale.toString(countOf(answer, "ratings")), locale.toString(countOf(answer, "pairs")));
    const QStringList problems = sentences(textsOf(answer, "problems"));
    if (problems.isEmpty()) {
        messageBar()->showMessage(MessageKind::Success, what, tr("It is in %1.").arg(cellText(m_made)));
    } else {
        messageBar()->showMessage(MessageKind::Warning, what,
                                  tr("It is in %1. What was damaged before is damaged in it too: %2")
                                      .arg(cellText(m_made), boundedText(problems.join(QLatin1String("; ")), 300, 2)));
    }
    showOutcome(tr("Close"));
}

}  // namespace saferscope
