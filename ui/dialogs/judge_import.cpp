// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_import.h"

#include "core/judge/rating_import.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QLocale>
#include <QPlainTextEdit>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 1000;

QString count(std::uint64_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

ImportOutcome outcomeOf(const RatingImport& import, const RatingMerge& merge) {
    ImportOutcome outcome;
    std::uint64_t scores = 0;
    std::uint64_t labels = 0;
    std::uint64_t unrated = 0;
    for (const RatingEvent& event : import.events) {
        scores += event.action == RatingAction::Rate ? 1 : 0;
        labels += event.action == RatingAction::Label || event.action == RatingAction::Comment ? 1 : 0;
        unrated += event.action == RatingAction::Unrated ? 1 : 0;
    }
    outcome.what =
        JudgeImport::tr("%1: read ratings: %2, labels: %3, entries without a score: %4; new: %5.")
            .arg(QString::fromStdString(import.form), count(scores), count(labels), count(unrated), count(merge.added));
    if (import.refused > 0) {
        outcome.allWell = false;
        outcome.whatToDo = JudgeImport::tr("Left out: %1; the list says why.").arg(count(import.refused));
        for (const std::string& issue : import.issues) {
            outcome.lines << sentence(issue).simplified().left(longestLine);
        }
        if (import.refused > import.issues.size()) {
            outcome.lines << JudgeImport::tr("… and %Ln more", nullptr,
                                             pluralOf(import.refused - import.issues.size()));
        }
    }
    return outcome;
}

}  // namespace

JudgeImport::JudgeImport(WorkspaceSession* session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        m_session->refresh();
        Q_EMIT imported(*m_outcome);
    });
    connect(&m_task, &BackgroundTask::failed, this, &JudgeImport::failed);
}

void JudgeImport::start(const QString& file, const QString& rater) {
    RatingImportRequest request;
    request.path = file.toStdString();
    request.rater = rater.toStdString();
    if (const auto index = m_session->index()) {
        request.saeHash = index->manifest().saeHash;
        request.features = static_cast<std::uint32_t>(index->featureCount());
    }
    for (const FeatureId feature : m_session->ratings().features()) {
        if (!m_session->ratings().of(feature).label.empty()) {
            request.labelled.insert(feature);
        }
    }
    m_outcome = std::make_shared<ImportOutcome>();
    m_task.start([request = std::move(request), folder = m_session->workspace()->folder(), outcome = m_outcome](
                     std::stop_token, const ProgressCallback&) -> Status {
        const auto import = importRatings(request);
        if (!import) {
            return failure(import);
        }
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        const auto merge = (*workspace)->mergeRatings(import->events);
        if (!merge) {
            return failure(merge);
        }
        *outcome = outcomeOf(*import, *merge);
        return {};
    });
}

void showImported(const ImportOutcome& outcome, FormDialog* dialog) {
    dialog->messageBar()->showMessage(outcome.allWell ? MessageKind::Success : MessageKind::Warning, outcome.what,
                                      outcome.whatToDo);
    if (outcome.lines.isEmpty()) {
        return;
    }
    auto* text = new QPlainTextEdit(outcome.lines.join(QLatin1Char('\n')), dialog);
    text->setReadOnly(true);
    text->setFont(monoFont());
    text->setMinimumHeight(160);
    text->setAccessibleName(JudgeImport::tr("Entries that were not taken"));
    dialog->addWide(text);
}

}  // namespace saferscope
