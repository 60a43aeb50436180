// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/language/language.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace saferscope {
namespace {

constexpr int mostFeatures = 400;
constexpr int mostPairs = 400;
constexpr int longestTitle = 200;

QString endingOf(ReportFormat format) {
    return format == ReportFormat::Pdf ? QStringLiteral(".pdf") : QStringLiteral(".html");
}

}  // namespace

ReportDialog::ReportDialog(std::filesystem::path workspace, const QString& folder, QWidget* parent)
    : FormDialog(tr("Report"), tr("One file for people without Saferscope: what was found in this workspace, and how."),
                 tr("Write report"), parent),
      m_workspace(std::move(workspace)),
      m_opener([](const QUrl& url) { QDesktopServices::openUrl(url); }) {
    offerHelpPage(QStringLiteral("exports#report"));
    makeRows(folder.isEmpty() ? QDir::homePath() : folder);
    cancelButton()->setText(tr("Close"));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ReportDialog::followFormat);
    connect(m_path, &QLineEdit::textChanged, this, &ReportDialog::followPath);
    connect(m_choose, &QPushButton::clicked, this, &ReportDialog::choosePath);
    connect(&m_task, &BackgroundTask::progressed, this, [this](const QString& stage, double fraction) {
        m_state->setText(boundedText(sentence(stage), 200, 1));
        showFraction(m_progress, fraction);
    });
    connect(&m_task, &BackgroundTask::succeeded, this, &ReportDialog::showWritten);
    connect(&m_task, &BackgroundTask::failed, this, &ReportDialog::showFailure);
    m_title->setFocus();
}

void ReportDialog::makeRows(const QString& folder) {
    m_title = new QLineEdit(this);
    m_title->setMaxLength(longestTitle);
    m_title->setPlaceholderText(tr("Made from the name of the model"));
    addRow(tr("&Title"), m_title);
    m_format = new QComboBox(this);
    m_format->addItem(tr("PDF, for paper and mail"));
    m_format->addItem(tr("HTML, for a browser"));
    addRow(tr("&As"), m_format);
    m_language = new QComboBox(this);
    for (const Language& language : languages()) {
        m_language->addItem(language.name, language.code);
    }
    m_language->setCurrentIndex(m_language->findData(currentLanguage()));
    addRow(tr("&Language"), m_language);
    auto* place = new QWidget(this);
    auto* row = new QHBoxLayout(place);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    m_path = new QLineEdit(QDir(folder).filePath(QStringLiteral("report.pdf")), place);
    m_path->setAccessibleName(tr("File of the report"));
    m_choose = new QPushButton(tr("&Choose…"), place);
    m_choose->setAutoDefault(false);
    row->addWidget(m_path, 1);
    row->addWidget(m_choose);
    place->setFocusProxy(m_path);
    addRow(tr("&File"), place);
    const HtmlReportOptions usual;
    const auto number = [this](std::uint32_t value, int most) {
        auto* box = new QSpinBox(this);
        box->setRange(0, most);
        box->setValue(static_cast<int>(value));
        box->setMaximumWidth(120);
        return box;
    };
    m_features = number(usual.features, mostFeatures);
    addRow(tr("F&eatures, at most"), m_features);
    m_pairs = number(usual.pairs, mostPairs);
    addRow(tr("Example &pairs, at most"), m_pairs);
    m_texts = new QCheckBox(tr("&Include the texts of the data"), this);
    addRow({}, m_texts,
           tr("Without them, bars stand for the words of prompts and answers, and the file does not hold them. With "
              "them, whoever gets the file can read them, harmful ones too."));
    m_texts->setAccessibleName({});  // its own words
    m_state = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_state->hide();
    addWide(m_state, 0);
    m_progress = addProgressBar();
}

ReportFormat ReportDialog::format() const {
    return m_format->currentIndex() == 0 ? ReportFormat::Pdf : ReportFormat::Html;
}

void ReportDialog::followFormat() {
    const QSignalBlocker quiet(m_path);
    QString path = m_path->text();
    if (const auto now = reportFormatOf(path)) {
        path.chop(path.size() - path.lastIndexOf(QLatin1Char('.')));
    }
    m_path->setText(path.isEmpty() ? path : path + endingOf(format()));
    messageBar()->dismiss();
}

void ReportDialog::followPath() {
    if (const auto typed = reportFormatOf(m_path->text())) {
        const QSignalBlocker quiet(m_format);
        m_format->setCurrentIndex(*typed == ReportFormat::Pdf ? 0 : 1);
    }
    messageBar()->dismiss();
    action()->setEnabled(!busy() && !m_path->text().trimmed().isEmpty());
}

void ReportDialog::choosePath() {
    const QString filter = format() == ReportFormat::Pdf ? tr("PDF (*.pdf)") : tr("HTML (*.html)");
    const QString path = QFileDialog::getSaveFileName(this, tr("File of the report"), m_path->text(), filter);
    if (path.isEmpty()) {
        return;
    }
    m_path->setText(path);
    if (reportFormatOf(path)) {
        m_confirmed = path;  // the file dialog has asked
    }
}

void ReportDialog::setBusy(bool busy) {
    for (QWidget* field : std::initializer_list<QWidget*>{m_title, m_format, m_language, m_path, m_choose, m_features,
                                                          m_pairs, m_texts}) {
        field->setEnabled(!busy);
    }
    showFraction(m_progress, -1.0);
    m_progress->setVisible(busy);
    m_state->setText(busy ? tr("Starting …") : QString());
    m_state->setVisible(busy);
    action()->setEnabled(!busy);
    cancelButton()->setText(busy ? tr("Cancel") : tr("Close"));
    if (busy) {
        cancelButton()->setFocus();
    }
    growToContents();
}

void ReportDialog::accept() {
    if (busy() || !action()->isEnabled()) {
        return;
    }
    QString path = tidyPath(m_path->text());
    if (!reportFormatOf(path)) {
        path += endingOf(format());
        m_path->setText(path);
    }
    const QFileInfo info(path);
    if (info.isDir()) {
        messageBar()->showMessage(MessageKind::Error, tr("There is a folder of this name."),
                                  tr("Choose another name for the report."));
        growToContents();
        return;
    }
    if (!QFileInfo(info.absolutePath()).isDir()) {
        messageBar()->showMessage(MessageKind::Error, tr("There is no folder %1.").arg(plainLine(info.absolutePath())),
                                  tr("Choose another place for the report."));
        growToContents();
        return;
    }
    if (info.exists() && m_confirmed != path) {
        m_confirmed = path;
        messageBar()->showMessage(MessageKind::Warning, tr("This file is there already."),
                                  tr("Press “Write report” again to replace it, or choose another place."));
        growToContents();
        return;
    }
    m_confirmed.clear();
    start();
}

void ReportDialog::start() {
    messageBar()->dismiss();
    ReportRequest request;
    request.file = QFileInfo(tidyPath(m_path->text())).absoluteFilePath();
    request.title = m_title->text();
    request.language = m_language->currentData().toString();
    request.withTexts = m_texts->isChecked();
    request.features = static_cast<std::uint32_t>(m_features->value());
    request.pairs = static_cast<std::uint32_t>(m_pairs->value());
    request.replace = true;  // accept() has asked
    m_written.clear();
    m_result = std::make_shared<ReportWritten>();
    setBusy(true);
    m_task.start([workspace = m_workspace, request, result = m_result](const std::stop_token& stop,
                                                                       const ProgressCallback& progress) -> Status {
        auto written = writeReport(workspace, request, progress, stop);
        if (!written) {
            return failure(written);
        }
        *result = std::move(*written);
        return {};
    });
}

void ReportDialog::reject() {
    if (busy()) {
        m_task.cancel();
        m_state->setText(tr("Cancelling…"));
        return;
    }
    FormDialog::reject();
}

void ReportDialog::showWritten() {
    setBusy(false);
    m_written = QFileInfo(tidyPath(m_path->text())).absoluteFilePath();
    const QString what = m_result->pages > 0
                             ? tr("The report is written: %Ln pages.", nullptr, pluralOf(m_result->pages))
                             : tr("The report is written.");
    messageBar()->showMessage(
        MessageKind::Success, what, plainLine(m_written),
        {{tr("Open"), [this] { m_opener(QUrl::fromLocalFile(m_written)); }},
         {tr("Show in folder"), [this] { m_opener(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath())); }}});
    growToContents();
}

void ReportDialog::showFailure(const Error& error) {
    setBusy(false);
    if (error.code == ErrorCode::Interrupted) {
        messageBar()->showMessage(MessageKind::Info, tr("The report was cancelled; nothing was written."));
    } else {
        showError(error);
    }
    growToContents();
}

}  // namespace saferscope
