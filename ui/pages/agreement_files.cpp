// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_files.h"

#include "core/base/atomic_file.h"
#include "core/data/rating_sheet.h"
#include "ui/bridge/workspace_session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/write_permission.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 1000;

QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

QString homeFile(const QString& name) {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::HomeLocation)).filePath(name);
}

bool isSheet(const std::filesystem::path& path) {
    return QString::fromStdString(path.extension().string()).compare(QLatin1String(".csv"), Qt::CaseInsensitive) == 0;
}

/// The scores that people have changed in a sheet that was exported here.
Result<RatingMerge> mergeSheet(Workspace& workspace, const std::filesystem::path& path, const std::string& sae) {
    const auto events = workspace.ratings();
    if (!events) {
        return failure(events);
    }
    auto edits = readRatingSheet(path, ratingBooks(*events), sae);
    if (!edits) {
        return failure(edits);
    }
    auto merge = workspace.mergeRatings(edits->events);
    if (merge) {
        merge->known = edits->unchanged;
        merge->refused = std::move(edits->problems);
        merge->refusedCount = edits->problemCount;
    }
    return merge;
}

}  // namespace

MergeReport mergeReport(const RatingMerge& merge) {
    MergeReport report;
    report.what = AgreementFiles::tr("%Ln events were added, %1 were there already.", nullptr, pluralOf(merge.added))
                      .arg(count(merge.known));
    if (merge.refusedCount > 0) {
        report.allWell = false;
        report.whatToDo = AgreementFiles::tr("Left out: %1; the list says why.").arg(count(merge.refusedCount));
    } else if (!merge.newConflicts.empty()) {
        report.whatToDo = AgreementFiles::tr("People now disagree about %Ln more features.", nullptr,
                                             pluralOf(merge.newConflicts.size()));
    }
    const auto list = [&report](const std::vector<std::string>& sentences) {
        for (const std::string& sentence : sentences) {
            report.lines << QString::fromStdString(sentence).simplified().left(longestLine);
        }
    };
    list(merge.refused);
    if (merge.refusedCount > merge.refused.size()) {
        report.lines << AgreementFiles::tr("… and %Ln more", nullptr,
                                           pluralOf(merge.refusedCount - merge.refused.size()));
    }
    if (!merge.newConflicts.empty()) {
        if (!report.lines.isEmpty()) {
            report.lines << QString();
        }
        report.lines << AgreementFiles::tr("People now disagree about:");
        list(merge.newConflicts);
    }
    return report;
}

AgreementFiles::AgreementFiles(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(2));
    m_merge = new QPushButton(tr("Merge a file…"), this);
    m_merge->setToolTip(
        tr("Ratings that a colleague exported from another copy of this workspace, or a table with scores filled in"));
    m_export = new QToolButton(this);
    m_export->setText(tr("Export"));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_export);
    menu->addAction(tr("Ratings, to merge elsewhere (JSON Lines)…"), this, [this] { chooseAndExport(false); });
    menu->addAction(tr("Table of what stands now, to read or to edit (CSV)…"), this, [this] { chooseAndExport(true); });
    m_export->setMenu(menu);
    row->addWidget(m_merge);
    row->addWidget(m_export);
    const auto renew = [this] { m_export->setIcon(themedIcon(QStringLiteral("export"))); };
    renew();
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, renew);
    connect(m_merge, &QPushButton::clicked, this, &AgreementFiles::chooseAndMerge);
    connect(&m_task, &BackgroundTask::succeeded, this, &AgreementFiles::finish);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        setBusy(false);
        Q_EMIT failed(error);
    });
    needsWriting(m_merge);
    setSession(nullptr);
}

void AgreementFiles::setSession(WorkspaceSession* session) {
    m_session = session;
    setBusy(m_task.running());
}

void AgreementFiles::setBusy(bool busy) {
    const bool open = m_session != nullptr && m_session->workspace() != nullptr;
    m_merge->setEnabled(open && !busy);
    m_export->setEnabled(open && !busy);
}

void AgreementFiles::chooseAndMerge() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Choose a file of ratings"), homeFile({}),
                                                      tr("Ratings (*.jsonl *.jsonl.gz *.csv);;All files (*)"));
    if (!file.isEmpty()) {
        mergeFile(file);
    }
}

void AgreementFiles::chooseAndExport(bool csv) {
    const QString suggested =
        m_session->name() + (csv ? QStringLiteral("-ratings.csv") : QStringLiteral("-ratings.jsonl"));
    QString file = QFileDialog::getSaveFileName(this, tr("Export the ratings"), homeFile(suggested),
                                                csv ? tr("Table (*.csv)") : tr("Ratings (*.jsonl)"));
    if (file.isEmpty()) {
        return;
    }
    const QString ending = csv ? QStringLiteral(".csv") : QStringLiteral(".jsonl");
    if (!file.endsWith(ending, Qt::CaseInsensitive)) {
        file += ending;
    }
    exportTo(file);
}

void AgreementFiles::mergeFile(const QString& file) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_task.running()) {
        return;
    }
    m_exporting.clear();
    m_result = std::make_shared<RatingMerge>();
    setBusy(true);
    m_task.start([folder = m_session->workspace()->folder(), path = std::filesystem::path(file.toStdString()),
                  sae = m_session->index() != nullptr ? m_session->index()->manifest().saeHash : std::string(),
                  result = m_result](std::stop_token, const ProgressCallback&) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto merge = isSheet(path) ? mergeSheet(**workspace, path, sae) : (*workspace)->mergeRatingsFile(path);
        if (!merge) {
            return failure(merge);
        }
        *result = std::move(*merge);
        return {};
    });
}

void AgreementFiles::exportTo(const QString& file) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_task.running()) {
        return;
    }
    m_exporting = file;
    setBusy(true);
    m_task.start([folder = m_session->workspace()->folder(), path = std::filesystem::path(file.toStdString())](
                     std::stop_token, const ProgressCallback&) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        if (!isSheet(path)) {
            return (*workspace)->exportRatings(path);
        }
        const auto events = (*workspace)->ratings();
        if (!events) {
            return failure(events);
        }
        return writeFileAtomically(path, ratingSheet(ratingBooks(*events), {}, (*workspace)->settings().judge));
    });
}

void AgreementFiles::finish() {
    setBusy(false);
    if (!m_exporting.isEmpty()) {
        Q_EMIT exported(m_exporting);
        return;
    }
    if (m_session != nullptr) {
        m_session->refresh();
    }
    Q_EMIT merged(mergeReport(*m_result));
}

void showMergeReport(const MergeReport& report, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setWindowTitle(AgreementFiles::tr("What the file brought"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(640, 420);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(spacing(5), spacing(5), spacing(5), spacing(5));
    layout->setSpacing(spacing(4));
    auto* bar = new MessageBar(dialog);
    layout->addWidget(bar);
    bar->showMessage(report.allWell ? MessageKind::Success : MessageKind::Warning, report.what, report.whatToDo);
    auto* text = new QPlainTextEdit(report.lines.join(QLatin1Char('\n')), dialog);
    text->setReadOnly(true);
    text->setFont(monoFont());
    text->setAccessibleName(AgreementFiles::tr("Lines left out and features people now disagree about"));
    layout->addWidget(text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog->open();
}

}  // namespace saferscope
