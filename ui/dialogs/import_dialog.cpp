// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/mapping_preview.h"
#include "ui/dialogs/mapping_view.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int patience = 300;  // ms after the last key

QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

QWidget* makeRow(QWidget* field, QPushButton* button, QWidget* parent) {
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(2));
    button->setAutoDefault(false);
    layout->addWidget(field, 1);
    layout->addWidget(button);
    row->setFocusProxy(field);
    return row;
}

}  // namespace

ImportDialog::ImportDialog(std::filesystem::path workspaceFolder, QWidget* parent)
    : FormDialog(tr("Import preference pairs"),
                 tr("A file of prompts with a better and a worse answer. The pairs are copied into the workspace."),
                 tr("Import"), parent),
      m_workspaceFolder(std::move(workspaceFolder)) {
    offerHelpPage(QStringLiteral("mapping"));
    makeRows();
    makeWideParts();
    connectParts();
    action()->setEnabled(false);
    acceptFileDrops(this, [this](const QString& path) {
        if (!m_task.running() && !m_imported) {
            setFile(path);
        }
    });
}

void ImportDialog::makeRows() {
    m_file = new QLineEdit(this);
    m_file->setMinimumWidth(280);
    auto* browse = new QPushButton(tr("Choose…"), this);
    connect(browse, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    addRow(tr("&File"), makeRow(m_file, browse, this));
    m_file->setAccessibleName(tr("File"));
    m_layout = new QComboBox(this);
    for (const PairLayout layout : pairLayouts()) {
        m_layout->addItem(layoutText(layout), static_cast<int>(layout));
    }
    m_map = new QPushButton(tr("&Map columns…"), this);
    m_map->setEnabled(false);
    addRow(tr("L&ayout"), makeRow(m_layout, m_map, this));
    m_layout->setAccessibleName(tr("Layout"));
    m_name = new QLineEdit(this);
    addRow(tr("&Name"), m_name);
    m_subset = new QLineEdit(this);
    m_subset->setPlaceholderText(tr("none"));
    addRow(tr("S&ubset"), m_subset, tr("For pairs that name none; accuracy is reported per subset."));
}

void ImportDialog::makeWideParts() {
    m_preferenceRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_preferenceRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(4));
    m_preference = new QComboBox(m_preferenceRow);
    m_preference->addItem(tr("the better answer (better_response_id)"), static_cast<int>(PairPreference::Better));
    m_preference->addItem(tr("the safer answer (safer_response_id)"), static_cast<int>(PairPreference::Safer));
    m_preference->setAccessibleName(tr("Chosen is"));
    auto* name = new Label(tr("C&hosen is"), TextRole::Body, TextTone::Normal, m_preferenceRow);
    name->setBuddy(m_preference);
    row->addWidget(name);
    row->addWidget(m_preference, 1);
    m_preferenceRow->hide();
    addWide(m_preferenceRow, 0);
    m_found = new Label({}, TextRole::Small, TextTone::Muted);
    m_found->setWordWrap(true);
    addWide(m_found, 0);
    m_body = new QScrollArea(this);
    m_body->setAccessibleName(tr("File and layout"));
    m_body->setWidgetResizable(true);
    m_body->setFrameShape(QFrame::NoFrame);
    m_body->setMinimumHeight(200);
    auto* inside = new QWidget(m_body);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_mapping = new MappingView(inside);
    m_mapping->hide();
    m_preview = new PairPreview(inside);
    column->addWidget(m_mapping, 2);
    column->addWidget(m_preview, 3);
    m_body->setWidget(inside);
    m_body->hide();
    addWide(m_body, 1);
    m_progress = addProgressBar();
    m_changeBar = new MessageBar(this);
    addWide(m_changeBar, 0);
    m_report = new QPlainTextEdit(this);
    m_report->setReadOnly(true);
    m_report->setTabChangesFocus(true);
    m_report->setFont(monoFont());
    m_report->setMinimumHeight(140);
    m_report->setAccessibleName(tr("Notes, and records that were not taken"));
    m_report->hide();
    addWide(m_report);
}

void ImportDialog::connectParts() {
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ImportDialog::probe);
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        forgetFile();
        probeSoon(patience);
    });
    connect(m_layout, &QComboBox::currentIndexChanged, this, [this] { probeSoon(0); });
    connect(m_map, &QPushButton::clicked, this,
            [this] { m_layout->setCurrentIndex(m_layout->findData(static_cast<int>(PairLayout::Mapped))); });
    connect(m_preference, &QComboBox::currentIndexChanged, this, [this] { probeSoon(0); });
    connect(m_mapping, &MappingView::edited, this, [this] {
        m_probe.forget();
        action()->setEnabled(false);  // until the pairs of this mapping have been seen
    });
    connect(m_mapping, &MappingView::changed, this, [this] { probeSoon(0); });
    connect(&m_probe, &MappingProbe::answered, this, &ImportDialog::showLook);
    connect(&m_task, &BackgroundTask::progressed, this,
            [this](const QString&, double fraction) { showFraction(m_progress, fraction); });
    connect(&m_task, &BackgroundTask::succeeded, this, &ImportDialog::showReport);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        setBusy(false);
        showError(error);
    });
}

void ImportDialog::setFile(const QString& path) {
    m_file->setText(path);
    probeSoon(0);
}

bool ImportDialog::looking() const { return m_probe.running() || m_soon.isActive() || m_mapping->pending(); }

QString ImportDialog::foundText() const { return m_found->text(); }

void ImportDialog::chooseFile() {
    const QString start = m_file->text().isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::HomeLocation)
                                                   : QFileInfo(tidyPath(m_file->text())).absolutePath();
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Choose a file of pairs"), start,
        tr("Preference pairs (*.jsonl *.json *.csv *.tsv *.gz *.zst *.parquet);;All files (*)"));
    if (!path.isEmpty()) {
        setFile(path);
    }
}

bool ImportDialog::mapped() const { return m_layout->currentData().toInt() == static_cast<int>(PairLayout::Mapped); }

std::filesystem::path ImportDialog::file() const { return tidyPath(m_file->text()).toStdString(); }

PairReaderOptions ImportDialog::options() const {
    PairReaderOptions options;
    options.layout = static_cast<PairLayout>(m_layout->currentData().toInt());
    options.defaultSubset = m_subset->text().trimmed().toStdString();
    options.preference = static_cast<PairPreference>(m_preference->currentData().toInt());
    if (mapped() && m_mapping->hasColumns()) {
        options.mapping = m_mapping->mapping();
    }
    return options;
}

void ImportDialog::forgetFile() {
    // What was found out of the file before says nothing of this one.
    m_mapping->clear();
    if (mapped()) {
        const QSignalBlocker quiet(m_layout);
        m_layout->setCurrentIndex(0);
    }
    m_preferenceRow->hide();
    showMapping(false);
    showPreview(false);
    m_map->setEnabled(!m_file->text().isEmpty());
}

void ImportDialog::probeSoon(int milliseconds) {
    m_probe.forget();
    action()->setEnabled(false);
    messageBar()->hide();
    m_found->setText({});
    if (m_file->text().isEmpty()) {
        m_soon.stop();
    } else {
        m_soon.start(milliseconds);
    }
}

void ImportDialog::probe() {
    ImportQuestion question;
    question.file = file();
    question.options = options();
    question.options.mapping.reset();
    question.map = mapped();
    if (mapped() && m_mapping->hasColumns()) {
        question.mapping = m_mapping->mapping();
    }
    if (!mapped()) {
        showMapping(false);
    }
    m_found->setText(tr("Looking at the file…"));
    m_probe.ask(std::move(question));
}

void ImportDialog::showMapping(bool shown) {
    if (m_mapping->isHidden() == shown) {
        m_mapping->setVisible(shown);
        makeRoom();
    }
}

void ImportDialog::showPreview(bool shown) {
    if (!shown) {
        m_preview->clear();
    }
    if (m_body->isHidden() == shown) {
        m_body->setVisible(shown);
        makeRoom();
    }
}

void ImportDialog::makeRoom() {
    // Grows for what has to be seen, as far as the screen goes; never shrinks under the user's hands.
    const double scale = ThemeManager::instance().textScale();
    QSize wanted = m_body->isHidden() ? QSize() : m_mapping->isHidden() ? QSize(760, 660) : QSize(1000, 860);
    wanted = QSize(static_cast<int>(wanted.width() * scale), static_cast<int>(wanted.height() * scale));
    if (const QScreen* display = screen()) {
        wanted = wanted.boundedTo(display->availableSize() - QSize(40, 60));
    }
    resize(size().expandedTo(wanted));
}

void ImportDialog::nameByFile() {
    if (m_name->isModified() && !m_name->text().isEmpty()) {
        return;
    }
    QString name = QFileInfo(tidyPath(m_file->text())).fileName();
    for (const QLatin1String packed : {QLatin1String(".gz"), QLatin1String(".zst")}) {
        name = name.endsWith(packed) ? name.left(name.size() - packed.size()) : name;
    }
    m_name->setText(name.contains(QLatin1Char('.')) ? name.section(QLatin1Char('.'), 0, -2) : name);
}

void ImportDialog::showLook(const ImportLook& look) {
    m_found->setText({});
    if (look.error) {
        showError(*look.error);
        showPreview(false);
        growToContents();
        return;
    }
    if (look.layout == PairLayout::Mapped) {
        const QSignalBlocker quiet(m_layout);
        m_layout->setCurrentIndex(m_layout->findData(static_cast<int>(PairLayout::Mapped)));
    }
    if (look.columns) {
        m_mapping->setColumns(*look.columns);
    }
    showMapping(look.layout == PairLayout::Mapped);
    m_preferenceRow->setVisible(look.layout == PairLayout::PkuSafeRlhf);
    const bool complete = !look.mapping || isComplete(*look.mapping);
    m_preview->setPairs(look.pairs, look.issues);
    showPreview(true);
    if (look.mappingError) {
        showError(*look.mappingError);
    } else if (look.unknownLayout) {
        messageBar()->showMessage(
            MessageKind::Warning, tr("The file is in no layout that Saferscope knows."),
            complete ? tr("Its columns were matched by their names. Check below that this is what they hold.")
                     : tr("Say below which column holds the prompt and which the answers."));
    } else if (complete && look.counts.used + look.counts.unpaired == 0) {
        const QString why = look.issues.empty() ? QString() : plainLine(sentence(look.issues.front().reason), 500);
        messageBar()->showMessage(MessageKind::Error, tr("None of the first records can be used."), why);
    } else if (!complete) {
        messageBar()->showMessage(MessageKind::Info, tr("Prompt and both answers need a column each."));
    }
    nameByFile();
    if (complete && !look.mappingError) {
        QString text =
            tr("Layout: %1. Of the first %Ln records %2 can be used.", nullptr, pluralOf(look.counts.records))
                .arg(layoutText(look.layout), count(look.counts.used));
        for (const std::string& note : look.notes) {
            text += QLatin1Char(' ') + plainLine(sentence(note), 500);
        }
        m_found->setText(text);
    }
    action()->setEnabled(look.counts.used + look.counts.unpaired > 0 && !look.mappingError);
}

void ImportDialog::setBusy(bool busy) {
    for (QWidget* field : {m_file->parentWidget(), m_layout->parentWidget(), static_cast<QWidget*>(m_name),
                           static_cast<QWidget*>(m_subset), m_preferenceRow, static_cast<QWidget*>(m_mapping)}) {
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
    if (m_task.running() || !action()->isEnabled()) {
        return;
    }
    messageBar()->hide();
    setBusy(true);
    showFraction(m_progress, -1.0);
    m_summary = std::make_shared<ImportSummary>();
    m_read = std::make_shared<PairReadReport>();
    PairReaderOptions reading = options();
    reading.report = m_read;
    m_task.start([folder = m_workspaceFolder, from = file(), name = m_name->text().trimmed().toStdString(), reading,
                  summary = m_summary](std::stop_token stop, const ProgressCallback& progress) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto done = (*workspace)->importPairs(from, name, reading, progress, stop);
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
    const QString what = tr("%Ln pairs are in the workspace as “%1”.", nullptr, pluralOf(dataset.pairs))
                             .arg(QString::fromStdString(dataset.name));
    QStringList lines;
    for (const std::string& note : m_read->notes) {
        lines << plainLine(sentence(note), 2000);
    }
    if (dataset.skipped == 0) {
        messageBar()->showMessage(MessageKind::Success, what, tr("Every record could be used."));
    } else {
        messageBar()->showMessage(
            MessageKind::Warning, what,
            tr("%Ln records were left out; the list says why.", nullptr, pluralOf(dataset.skipped)));
        for (const PairIssue& issue : m_summary->issues) {
            lines << tr("line %1: %2").arg(issue.line).arg(plainLine(sentence(issue.reason), 2000));
        }
        if (dataset.skipped > m_summary->issues.size()) {
            lines << tr("… and %Ln more", nullptr, pluralOf(dataset.skipped - m_summary->issues.size()));
        }
    }
    m_report->setPlainText(lines.join(QLatin1Char('\n')));
    m_report->setVisible(!lines.isEmpty());
    for (QWidget* part : {static_cast<QWidget*>(m_found), m_preferenceRow, static_cast<QWidget*>(m_body)}) {
        part->hide();
    }
    showChanges();
    showOutcome(tr("Done"));
    // Only a report is left; how little that needs is known once what was hidden is out of the layout.
    QTimer::singleShot(0, this, [this, empty = lines.isEmpty()] {
        resize(width(), std::max(minimumSizeHint().height(), empty ? 0 : 460));
    });
}

void ImportDialog::showChanges() {
    const ImportSummary& summary = *m_summary;
    const auto say = [this](const QString& what, const QString& whatToDo) {
        m_changeBar->showMessage(MessageKind::Warning, what, whatToDo);
    };
    const QString flipped = summary.changedPairs == 0
                                ? QString()
                                : tr("Of its pairs %Ln say themselves that they were flipped on purpose.", nullptr,
                                     pluralOf(summary.changedPairs));
    if (summary.manifest) {
        say(tr("Saferscope changed this data set on purpose."),
            tr("%1 The manifest is kept with the data set.").arg(sentence(describeManifest(*summary.manifest))));
    } else if (!summary.manifestProblem.empty()) {
        const QString problem = sentence(summary.manifestProblem);
        say(tr("There is a manifest beside the file, but it cannot be believed."),
            flipped.isEmpty() ? problem : problem + QLatin1Char(' ') + flipped);
    } else if (!flipped.isEmpty()) {
        say(tr("This data set was changed on purpose."),
            tr("%1 Its manifest is not there: export it again to have one.").arg(flipped));
    }
}

}  // namespace saferscope
