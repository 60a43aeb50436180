// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <algorithm>

namespace saferscope {
namespace {

constexpr std::uint64_t probedRecords = 50;

QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

}  // namespace

QString layoutText(PairLayout layout) {
    switch (layout) {
        case PairLayout::Auto:
            return ImportDialog::tr("Detect automatically");
        case PairLayout::Saferscope:
            return ImportDialog::tr("Saferscope (prompt turns, chosen, rejected)");
        case PairLayout::HhStrings:
            return ImportDialog::tr("Anthropic HH transcripts");
        case PairLayout::Messages:
            return ImportDialog::tr("Message lists (Hugging Face, TRL)");
        case PairLayout::Strings:
            return ImportDialog::tr("Plain strings");
        case PairLayout::ShareGpt:
            return ImportDialog::tr("ShareGPT (LLaMA-Factory)");
    }
    return {};
}

ImportDialog::ImportDialog(std::filesystem::path workspaceFolder, QWidget* parent)
    : FormDialog(
          tr("Import preference pairs"),
          tr("A file of prompts with a chosen and a rejected answer: JSON Lines or a JSON array, also gzipped. The "
             "pairs are copied into the workspace."),
          tr("Import"), parent),
      m_workspaceFolder(std::move(workspaceFolder)) {
    auto* fileRow = new QWidget(this);
    auto* fileLayout = new QHBoxLayout(fileRow);
    fileLayout->setContentsMargins(0, 0, 0, 0);
    fileLayout->setSpacing(spacing(2));
    m_file = new QLineEdit(this);
    m_file->setAccessibleName(tr("File"));
    m_file->setMinimumWidth(280);
    auto* browse = new QPushButton(tr("Choose…"), this);
    browse->setAutoDefault(false);
    fileLayout->addWidget(m_file, 1);
    fileLayout->addWidget(browse);
    fileRow->setFocusProxy(m_file);
    addRow(tr("&File"), fileRow);
    m_layout = new QComboBox(this);
    for (const PairLayout layout : {PairLayout::Auto, PairLayout::Saferscope, PairLayout::HhStrings,
                                    PairLayout::Messages, PairLayout::Strings, PairLayout::ShareGpt}) {
        m_layout->addItem(layoutText(layout), static_cast<int>(layout));
    }
    addRow(tr("&Layout"), m_layout);
    m_name = new QLineEdit(this);
    addRow(tr("&Name"), m_name);
    m_subset = new QLineEdit(this);
    m_subset->setPlaceholderText(tr("none"));
    addRow(tr("&Subset"), m_subset, tr("For pairs that name none; accuracy is reported per subset."));
    m_found = new Label({}, TextRole::Small, TextTone::Muted);
    m_found->setWordWrap(true);
    addWide(m_found, 0);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->hide();
    addWide(m_progress, 0);
    m_changeBar = new MessageBar(this);
    addWide(m_changeBar, 0);
    m_report = new QPlainTextEdit(this);
    m_report->setReadOnly(true);
    m_report->setFont(monoFont());
    m_report->setMinimumHeight(140);
    m_report->setAccessibleName(tr("Records that were not taken"));
    m_report->hide();
    addWide(m_report);
    action()->setEnabled(false);

    connect(browse, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_file, &QLineEdit::textChanged, this, &ImportDialog::probe);
    connect(m_layout, &QComboBox::currentIndexChanged, this, &ImportDialog::probe);
    connect(&m_task, &BackgroundTask::progressed, this, [this](const QString&, double fraction) {
        m_progress->setRange(0, fraction < 0.0 ? 0 : 1000);
        m_progress->setValue(static_cast<int>(fraction * 1000.0));
    });
    connect(&m_task, &BackgroundTask::succeeded, this, &ImportDialog::showReport);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        setBusy(false);
        showError(error);
    });
}

void ImportDialog::setFile(const QString& path) { m_file->setText(path); }

void ImportDialog::chooseFile() {
    const QString start = m_file->text().isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::HomeLocation)
                                                   : QFileInfo(m_file->text()).absolutePath();
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a file of pairs"), start,
                                                      tr("Preference pairs (*.jsonl *.json *.jsonl.gz *.json.gz);;"
                                                         "All files (*)"));
    if (!path.isEmpty()) {
        setFile(path);
    }
}

void ImportDialog::probe() {
    const QFileInfo info(m_file->text());
    action()->setEnabled(false);
    messageBar()->hide();
    m_found->clear();
    if (!info.isFile()) {
        return;
    }
    PairReaderOptions options;
    options.layout = static_cast<PairLayout>(m_layout->currentData().toInt());
    auto reader = PairReader::open(info.absoluteFilePath().toStdString(), options);
    if (!reader) {
        showError(reader.error());
        return;
    }
    std::uint64_t good = 0;
    while (reader->records() < probedRecords) {
        const auto pair = reader->next();
        if (!pair) {
            showError(pair.error());
            return;
        }
        if (!pair->has_value()) {
            break;
        }
        ++good;
    }
    m_found->setText(tr("Layout: %1. Of the first %2 records %3 can be used.")
                         .arg(layoutText(reader->layout()), count(reader->records()), count(good)));
    QString name = info.fileName();
    m_name->setText(name.remove(QLatin1String(".gz")).section(QLatin1Char('.'), 0, -2));
    action()->setEnabled(good > 0);
}

void ImportDialog::setBusy(bool busy) {
    for (QWidget* field : {static_cast<QWidget*>(m_file), static_cast<QWidget*>(m_name),
                           static_cast<QWidget*>(m_subset), static_cast<QWidget*>(m_layout)}) {
        field->setEnabled(!busy);
    }
    m_progress->setVisible(busy);
    action()->setEnabled(!busy);
}

void ImportDialog::accept() {
    if (m_imported) {
        QDialog::accept();
        return;
    }
    if (m_task.running()) {
        return;
    }
    messageBar()->hide();
    setBusy(true);
    m_progress->setRange(0, 0);
    m_summary = std::make_shared<ImportSummary>();
    PairReaderOptions options;
    options.layout = static_cast<PairLayout>(m_layout->currentData().toInt());
    options.defaultSubset = m_subset->text().trimmed().toStdString();
    m_task.start([folder = m_workspaceFolder, file = std::filesystem::path(m_file->text().toStdString()),
                  name = m_name->text().trimmed().toStdString(), options,
                  summary = m_summary](std::stop_token stop, const ProgressCallback& progress) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto done = (*workspace)->importPairs(file, name, options, progress, stop);
        if (!done) {
            return failure(done);
        }
        *summary = std::move(*done);
        return {};
    });
}

void ImportDialog::reject() {
    if (m_task.running()) {
        m_task.cancel();
        return;
    }
    if (m_imported) {
        QDialog::accept();
    } else {
        QDialog::reject();
    }
}

void ImportDialog::showReport() {
    m_imported = true;
    setBusy(false);
    setWindowTitle(tr("Imported"));
    const Dataset& dataset = m_summary->dataset;
    const QString what =
        tr("%1 pairs are in the workspace as “%2”.").arg(count(dataset.pairs), QString::fromStdString(dataset.name));
    if (dataset.skipped == 0) {
        messageBar()->showMessage(MessageKind::Success, what, tr("Every record could be used."));
    } else {
        messageBar()->showMessage(MessageKind::Warning, what,
                                  tr("%1 records were left out; the list says why.").arg(count(dataset.skipped)));
        QString lines;
        for (const PairIssue& issue : m_summary->issues) {
            lines += tr("line %1: %2\n").arg(issue.line).arg(QString::fromStdString(issue.reason));
        }
        if (dataset.skipped > m_summary->issues.size()) {
            lines += tr("… and %1 more").arg(count(dataset.skipped - m_summary->issues.size()));
        }
        m_report->setPlainText(lines);
        m_report->show();
    }
    m_found->hide();
    showChanges();
    showOutcome(tr("Done"));
}

void ImportDialog::showChanges() {
    const ImportSummary& summary = *m_summary;
    const auto say = [this](const QString& what, const QString& whatToDo) {
        m_changeBar->showMessage(MessageKind::Warning, what, whatToDo);
    };
    const QString flipped =
        summary.changedPairs == 0
            ? QString()
            : tr("Of its pairs %1 say themselves that they were flipped on purpose.").arg(count(summary.changedPairs));
    if (summary.manifest) {
        say(tr("Saferscope changed this data set on purpose."),
            tr("%1 The manifest is kept with the data set.")
                .arg(QString::fromStdString(describeManifest(*summary.manifest))));
    } else if (!summary.manifestProblem.empty()) {
        const QString problem = QString::fromStdString(summary.manifestProblem);
        say(tr("There is a manifest beside the file, but it cannot be believed."),
            flipped.isEmpty() ? problem : problem + QLatin1Char(' ') + flipped);
    } else if (!flipped.isEmpty()) {
        say(tr("This data set was changed on purpose."),
            tr("%1 Its manifest is not there: export it again to have one.").arg(flipped));
    }
}

}  // namespace saferscope
