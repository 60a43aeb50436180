// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/bridge/sentences.h"
#include "ui/dialogs/export_kind_delegate.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>

namespace saferscope {
namespace {

void openInDesktop(const QUrl& url) { QDesktopServices::openUrl(url); }

}  // namespace

ExportDialog::ExportDialog(const Workspace& workspace, const QString& folder, QWidget* parent)
    : FormDialog(tr("Export"), tr("Writes a copy for other programs; the workspace stays as it is."), tr("Export"),
                 parent),
      m_workspaceFolder(QString::fromStdString(workspace.folder().string())),
      m_startFolder(folder.isEmpty() ? QDir::homePath() : folder),
      m_list(exportKinds(workspace)),
      m_opener(openInDesktop) {
    offerHelpPage(QStringLiteral("exports"));
    makeRows();
    cancelButton()->setText(tr("Close"));
    connect(m_kinds, &QListWidget::currentRowChanged, this, &ExportDialog::followKind);
    connect(m_form, &QComboBox::currentIndexChanged, this, &ExportDialog::followForm);
    connect(m_source, &QComboBox::currentIndexChanged, this, &ExportDialog::nameFile);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_show->hide();
        messageBar()->hide();
        action()->setEnabled(!busy() && kind().missing.isEmpty() && !m_path->text().isEmpty());
    });
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseDestination);
    connect(m_show, &QPushButton::clicked, this, [this] {
        const QFileInfo info(m_written);
        m_opener(QUrl::fromLocalFile(info.isDir() ? info.absoluteFilePath() : info.absolutePath()));
    });
    connect(&m_call, &SaferCall::progressed, this, [this](const QString& line, double fraction) {
        m_state->setText(plainLine(sentence(line)));
        showFraction(m_progress, fraction);
    });
    connect(&m_call, &SaferCall::answered, this, &ExportDialog::showWritten);
    connect(&m_call, &SaferCall::failed, this, [this](const Error& error) {
        setBusy(false);
        if (error.code == ErrorCode::Interrupted) {
            messageBar()->showMessage(MessageKind::Info, tr("The export was cancelled."));
        } else {
            showError(error);
        }
    });
    m_kinds->setCurrentRow(0);
    m_kinds->setFocus();
}

void ExportDialog::makeRows() {
    m_kinds = new QListWidget(this);
    m_kinds->setAccessibleName(tr("What to export"));
    m_kinds->setItemDelegate(new ExportKindDelegate(m_kinds));
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setMinimumHeight(180);
    for (const ExportKind& one : m_list) {
        auto* item = new QListWidgetItem(one.title, m_kinds);
        item->setData(ExportKindDelegate::sentenceRole, one.purpose);
        item->setData(ExportKindDelegate::missingRole, !one.missing.isEmpty());
        item->setData(Qt::AccessibleTextRole, one.title);
        item->setData(Qt::AccessibleDescriptionRole, one.purpose);
    }
    addWide(m_kinds, 1);

    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing(4));
    grid->setVerticalSpacing(spacing(2));
    grid->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString& name, QWidget* field, int columns) {
        auto* label = new Label(name, TextRole::Body, TextTone::Normal, box);
        label->setBuddy(field);
        QString spoken = name;
        field->setAccessibleName(spoken.remove(QLatin1Char('&')));
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, columns);
        return label;
    };
    m_source = new QComboBox(box);
    m_form = new QComboBox(box);
    m_path = new QLineEdit(box);
    m_path->setMinimumWidth(300);
    m_choose = new QPushButton(tr("Choose…"), box);
    m_choose->setAutoDefault(false);
    m_sourceName = add(0, tr("&Data set"), m_source, 2);
    add(1, tr("&As"), m_form, 2);
    add(2, tr("&To"), m_path, 1);
    grid->addWidget(m_choose, 2, 2);
    addWide(box, 0);
    m_notes = new FoundPanel(this);
    addWide(m_notes, 0);
    m_state = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_state->hide();
    addWide(m_state, 0);
    m_progress = addProgressBar();
    m_show = new QPushButton(tr("Show in &folder"), this);
    m_show->setAutoDefault(false);
    m_show->hide();
    auto* showRow = new QWidget(this);
    auto* showLayout = new QHBoxLayout(showRow);
    showLayout->setContentsMargins(0, 0, 0, 0);
    showLayout->addWidget(m_show);
    showLayout->addStretch(1);
    addWide(showRow, 0);
    const double scale = ThemeManager::instance().textScale();
    resize((QSizeF(640, 730) * scale).toSize().boundedTo(screen()->availableSize() - QSize(40, 60)));
}

const ExportKind& ExportDialog::kind() const {
    return m_list[static_cast<std::size_t>(std::max(0, m_kinds->currentRow()))];
}

const ExportForm& ExportDialog::form() const {
    return kind().forms[static_cast<std::size_t>(std::max(0, m_form->currentIndex()))];
}

QString ExportDialog::folder() const {
    return form().extension.isEmpty() ? QFileInfo(tidyPath(m_path->text())).absoluteDir().path()
                                      : QFileInfo(tidyPath(m_path->text())).absolutePath();
}

void ExportDialog::chooseKind(const QString& name) {
    for (std::size_t i = 0; i < m_list.size(); ++i) {
        if (m_list[i].name == name) {
            m_kinds->setCurrentRow(static_cast<int>(i));
        }
    }
}

void ExportDialog::followKind() {
    {
        const QSignalBlocker quietForm(m_form);
        const QSignalBlocker quietSource(m_source);
        m_form->clear();
        for (const ExportForm& one : kind().forms) {
            m_form->addItem(one.title);
        }
        m_form->setEnabled(kind().forms.size() > 1);
        m_source->clear();
        for (const ExportSource& one : kind().sources) {
            m_source->addItem(cellText(one.title), one.value);
        }
    }
    const bool choice = !kind().sourceName.isEmpty();
    if (choice) {
        QString spoken = kind().sourceName;
        m_sourceName->setText(kind().sourceName);
        m_source->setAccessibleName(spoken.remove(QLatin1Char('&')));
    }
    m_sourceName->setVisible(choice);
    m_source->setVisible(choice);
    m_source->setEnabled(!kind().sources.empty());
    m_notes->clear();
    nameFile();
    if (!kind().missing.isEmpty()) {
        messageBar()->showMessage(MessageKind::Info, kind().missing, tr("The Overview page leads to it."));
    }
}

void ExportDialog::followForm() { nameFile(); }

void ExportDialog::nameFile() {
    // A place that was typed or chosen keeps its folder; the name speaks of what is written.
    QString base = kind().baseName;
    if (m_source->count() > 0) {
        QString name = m_source->currentData().toString();
        for (QChar& c : name) {
            c = c == QLatin1Char('/') || !c.isPrint() ? QLatin1Char('-') : c;
        }
        base = kind().name == QLatin1String("metrics") ? base + QLatin1Char('-') + name : name;
        base = kind().name == QLatin1String("model") || kind().name == QLatin1String("sae")
                   ? QStringLiteral("%1-%2").arg(kind().name, name)
                   : base;
    }
    const QString place = m_path->text().isEmpty() ? m_startFolder : QFileInfo(tidyPath(m_path->text())).absolutePath();
    m_path->setText(QDir(place).filePath(base + form().extension));
    action()->setEnabled(!busy() && kind().missing.isEmpty());
}

void ExportDialog::chooseDestination() {
    QString path;
    if (form().extension.isEmpty()) {
        path = QFileDialog::getExistingDirectory(this, tr("Folder to make it in"), folder());
        path = path.isEmpty() ? path : QDir(path).filePath(QFileInfo(m_path->text()).fileName());
    } else {
        path = QFileDialog::getSaveFileName(this, tr("Export to"), m_path->text(),
                                            QStringLiteral("%1 (*%2)").arg(kind().title, form().extension));
        m_confirmed = path;
    }
    if (!path.isEmpty()) {
        m_path->setText(path);
    }
}

QStringList ExportDialog::arguments() const {
    QStringList list = {QStringLiteral("export"), kind().name, QStringLiteral("--workspace=") + m_workspaceFolder,
                        QStringLiteral("--output=") + tidyPath(m_path->text()), QStringLiteral("--json")};
    if (!kind().sourceOption.isEmpty()) {
        list << kind().sourceOption + QLatin1Char('=') + m_source->currentData().toString();
    }
    if (!form().option.isEmpty()) {
        list << form().option;
    }
    if (m_replace) {
        list << QStringLiteral("--force");
    }
    return list;
}

void ExportDialog::setBusy(bool busy) {
    for (QWidget* field :
         {static_cast<QWidget*>(m_kinds), static_cast<QWidget*>(m_path), static_cast<QWidget*>(m_choose)}) {
        field->setEnabled(!busy);
    }
    m_source->setEnabled(!busy && !kind().sources.empty());
    m_form->setEnabled(!busy && kind().forms.size() > 1);
    showFraction(m_progress, -1.0);
    m_progress->setVisible(busy);
    m_state->setText(busy ? tr("Exporting…") : QString());
    m_state->setVisible(busy);
    action()->setEnabled(!busy);
    cancelButton()->setText(busy ? tr("Cancel") : tr("Close"));
}

void ExportDialog::accept() {
    if (busy() || !action()->isEnabled()) {
        return;
    }
    const QString path = tidyPath(m_path->text());
    const QFileInfo info(path);
    const bool there = info.isDir() ? !QDir(path).isEmpty() : info.exists();
    if (there && m_confirmed != path) {
        m_confirmed = path;
        messageBar()->showMessage(
            MessageKind::Warning,
            info.isDir() ? tr("This folder is there already and not empty.") : tr("This file is there already."),
            tr("Press Export again to replace what is in it, or choose another place."));
        return;
    }
    m_replace = there;
    m_confirmed.clear();
    messageBar()->hide();
    m_show->hide();
    m_notes->clear();
    m_written.clear();
    setBusy(true);
    if (const Status started = m_call.start(arguments()); !started) {
        setBusy(false);
        showError(started.error());
    }
}

void ExportDialog::reject() {
    if (busy()) {
        m_call.cancel();
        m_state->setText(tr("Cancelling…"));
        return;
    }
    QDialog::reject();
}

void ExportDialog::showWritten(const Json& answer) {
    setBusy(false);
    if (const auto problems = problemsOf(answer); !problems.empty()) {
        showError(problems.front());
        return;
    }
    m_written = tidyPath(m_path->text());
    const QStringList warnings = textsOf(answer, "warnings");
    messageBar()->showMessage(warnings.isEmpty() ? MessageKind::Success : MessageKind::Warning,
                              tr("%1: exported.").arg(kind().title), plainLine(m_written));
    for (const QString& warning : warnings) {
        m_notes->addNote(sentence(warning), TextTone::Warning);
    }
    for (const QString& note : textsOf(answer, "notes")) {
        m_notes->addNote(sentence(note), TextTone::Muted);
    }
    m_show->show();
    m_show->setFocus();
    growToContents();
}

}  // namespace saferscope
