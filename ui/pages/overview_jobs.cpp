// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_jobs.h"

#include "core/jobs/last_words.h"
#include "ui/bridge/sentences.h"
#include "ui/dialogs/log_dialog.h"
#include "ui/pages/overview_state.h"
#include "ui/pages/reported_values.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/write_permission.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t shownRows = 5;

TextTone toneOf(RunState state) {
    switch (state) {
        case RunState::Finished:
            return TextTone::Ok;
        case RunState::Failed:
            return TextTone::Error;
        case RunState::Lost:
            return TextTone::Warning;
        case RunState::Waiting:
        case RunState::Running:
        case RunState::Stopped:
            break;
    }
    return TextTone::Muted;
}

bool resumable(RunState state) {
    return state == RunState::Waiting || state == RunState::Stopped || state == RunState::Lost ||
           state == RunState::Failed;
}

/// What came out, in a few words; empty when the run reported nothing of the kind.
QString jobOutcome(JobKind kind, const Json& values) {
    const auto accuracy = heldOutAccuracy(values);
    const auto pairs = reportedNumber(values, "pairs");
    switch (kind) {
        case JobKind::TrainRewardModel:
            return accuracy ? OverviewJobs::tr("%1 right on held-out pairs").arg(percentText(*accuracy)) : QString();
        case JobKind::TrainSae:
            if (const auto fvu = reportedNumber(values, "fvu")) {
                return OverviewJobs::tr("FVU %1 at held-out sentence ends").arg(QLocale().toString(*fvu, 'f', 3));
            }
            return {};
        case JobKind::BuildIndex:
            return pairs ? OverviewJobs::tr("%Ln pairs", nullptr, pluralOf(*pairs)) : QString();
        case JobKind::RateFeatures:
            if (const auto rated = reportedNumber(values, "rated")) {
                return OverviewJobs::tr("%Ln features rated", nullptr, pluralOf(*rated));
            }
            return {};
        case JobKind::Causal:
            return pairs ? OverviewJobs::tr("%Ln pairs, every change measured", nullptr, pluralOf(*pairs)) : QString();
        case JobKind::FeatureMap:
            if (const auto placed = reportedNumber(values, "placed")) {
                return OverviewJobs::tr("%Ln features on the map", nullptr, static_cast<int>(*placed));
            }
            return {};
        case JobKind::Evaluate:
            break;
    }
    return accuracy && pairs
               ? OverviewJobs::tr("%1 of %Ln pairs right", nullptr, pluralOf(*pairs)).arg(percentText(*accuracy))
               : QString();
}

/// A sweep has dozens of runs, and the Experiments page for them: here only those that run or went wrong.
bool worthARow(const Job& job) {
    return job.spec.sweep.empty() || (job.state != RunState::Waiting && job.state != RunState::Finished);
}

}  // namespace

QString jobStateWord(RunState state) {
    switch (state) {
        case RunState::Waiting:
            return OverviewJobs::tr("Waiting");
        case RunState::Running:
            return OverviewJobs::tr("Running");
        case RunState::Finished:
            return OverviewJobs::tr("Finished");
        case RunState::Failed:
            return OverviewJobs::tr("Failed");
        case RunState::Stopped:
            return OverviewJobs::tr("Stopped");
        case RunState::Lost:
            return OverviewJobs::tr("Interrupted");
    }
    return {};
}

QString jobHint(const Job& job) {
    if (!job.result) {
        return {};
    }
    const QString hint = sentence(job.result->hint);
    const auto names = [&job](const char* option) { return job.result->hint.find(option) != std::string::npos; };
    const bool memory = names("--lora-rank") || names("--dtype") || names("--micro-batch-tokens");
    return job.spec.kind != JobKind::TrainRewardModel || !job.spec.sweep.empty() || !memory
               ? hint
               : hint + QLatin1Char(' ') +
                     OverviewJobs::tr(
                         "In the window: Train… of the reward model, with “What is trained”, “Numbers”, "
                         "“Tokens per pass” and gradient checkpointing.");
}

QString jobDetail(const Job& job) {
    const auto text = [](const std::string& source) { return QString::fromStdString(source); };
    if (job.state == RunState::Waiting) {
        return OverviewJobs::tr("Not started yet.");
    }
    if (job.state == RunState::Running) {
        if (job.suspended) {
            return OverviewJobs::tr("Suspended: its process does nothing until it gets the signal SIGCONT.");
        }
        if (!job.progress) {
            return job.lastMessage.empty() ? OverviewJobs::tr("Reading its inputs…") : sentence(job.lastMessage);
        }
        const Progress& progress = *job.progress;
        QString line = sentence(progress.stage);
        if (progress.total > 0) {
            line += OverviewJobs::tr(": %1 of %2").arg(countText(progress.done), countText(progress.total));
        } else if (progress.done > 0) {
            line += QStringLiteral(": %1").arg(countText(progress.done));
        }
        const QString left = progress.etaSeconds ? durationText(*progress.etaSeconds) : QString();
        return left.isEmpty() ? line : OverviewJobs::tr("%1, about %2 left").arg(line, left);
    }
    if (job.state == RunState::Failed && job.result) {
        const QString message = sentence(job.result->message);
        const QString hint = jobHint(job);
        return hint.isEmpty() ? message : message + QLatin1Char(' ') + hint;
    }
    if (job.state == RunState::Stopped) {
        return OverviewJobs::tr("It can go on from its last checkpoint.");
    }
    if (job.state == RunState::Lost) {
        const std::string words = lastWordsOf(RunPaths(job.folder));
        return (words.empty() ? OverviewJobs::tr("The worker ended without a result.")
                              : OverviewJobs::tr("The worker ended without a result: %1").arg(text(words))) +
               QLatin1Char(' ') + OverviewJobs::tr("It can go on from its last checkpoint.");
    }
    if (!job.result) {
        return {};
    }
    QStringList parts = {jobOutcome(job.spec.kind, job.result->values)};
    const QDateTime when = QDateTime::fromString(text(job.result->finishedAt), Qt::ISODate).toLocalTime();
    parts << (when.isValid() ? QLocale().toString(when, OverviewJobs::tr("d MMM yyyy, HH:mm")) : QString());
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

OverviewJobs::OverviewJobs(QWidget* parent) : Card(tr("Jobs"), QStringLiteral("clock"), parent) {
    auto* nothing =
        new Label(tr("Training, indexing, rating and evaluation run as processes of their own and show up here. They "
                     "go on when the window is closed."),
                  TextRole::Body, TextTone::Muted);
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* list = new QWidget(this);
    m_list = new QVBoxLayout(list);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_list->addStretch(1);
    m_nothing = nothing;
    m_filled = list;
    body()->addWidget(m_nothing, 1);
    body()->addWidget(m_filled, 1);
    m_filled->hide();
    m_more = new QToolButton(this);
    m_more->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_more->hide();
    header()->addWidget(m_more);
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_all = !m_all;
        rebuild();
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &OverviewJobs::renewIcons);
}

void OverviewJobs::setMonitor(JobMonitor* monitor) {
    if (m_monitor != nullptr) {
        disconnect(m_monitor, nullptr, this, nullptr);
    }
    m_monitor = monitor;
    m_all = false;
    if (monitor != nullptr) {
        connect(monitor, &JobMonitor::listChanged, this, &OverviewJobs::rebuild);
        connect(monitor, &JobMonitor::jobChanged, this, &OverviewJobs::update);
    }
    rebuild();
}

std::vector<const Job*> OverviewJobs::wanted() const {
    std::vector<const Job*> rows;
    for (const Job* job : m_monitor ? m_monitor->jobs() : std::vector<const Job*>()) {
        if (m_all || (rows.size() < shownRows && worthARow(*job))) {
            rows.push_back(job);
        }
    }
    return rows;
}

void OverviewJobs::rebuild() {
    for (auto& [id, row] : m_rows) {
        delete row.widget;
    }
    m_rows.clear();
    const std::vector<const Job*> jobs = m_monitor ? m_monitor->jobs() : std::vector<const Job*>();
    m_nothing->setVisible(jobs.empty());
    m_filled->setVisible(!jobs.empty());
    for (const Job* job : wanted()) {
        const Row row = makeRow(job->spec.id);
        fill(row, *job);
        m_list->insertWidget(static_cast<int>(m_rows.size()), row.widget);
        m_rows.emplace(job->spec.id, row);
    }
    m_more->setVisible(jobs.size() > m_rows.size() || m_all);
    m_more->setText(m_all ? tr("Show fewer") : tr("Show all %1").arg(jobs.size()));
    renewIcons();
}

void OverviewJobs::update(const QString& id) {
    const auto row = m_rows.find(id.toStdString());
    const Job* job = m_monitor->job(id.toStdString());
    const auto shown = [this](const Job* one) { return m_rows.contains(one->spec.id); };
    const std::vector<const Job*> rows = wanted();
    if (rows.size() != m_rows.size() || !std::all_of(rows.begin(), rows.end(), shown)) {
        rebuild();  // a run of a sweep has begun or ended
    } else if (row != m_rows.end() && job != nullptr) {
        fill(row->second, *job);
    }
}

void OverviewJobs::fill(const Row& row, const Job& job) {
    row.widget->setTitle(QString::fromStdString(job.spec.title.empty() ? job.spec.id : job.spec.title));
    row.widget->setState(jobStateWord(job.state), toneOf(job.state));
    row.widget->setDetail(jobDetail(job));
    std::optional<double> fraction;
    if (job.active()) {
        fraction = job.progress && job.progress->total > 0
                       ? static_cast<double>(job.progress->done) / static_cast<double>(job.progress->total)
                       : -1.0;
    }
    row.widget->setFraction(fraction);
    row.stop->setVisible(job.active());
    row.resume->setVisible(resumable(job.state));
}

OverviewJobs::Row OverviewJobs::makeRow(const std::string& id) {
    Row row;
    row.widget = new ProgressRow(this);
    const auto addButton = [&](const QString& name) {
        auto* button = new QToolButton(row.widget);
        button->setToolTip(plainToolTip(name));
        button->setAccessibleName(name);
        row.widget->buttons()->addWidget(button);
        return button;
    };
    row.stop = addButton(tr("Stop after a checkpoint"));
    row.resume = addButton(tr("Start or go on"));
    row.log = addButton(tr("Show the log"));
    needsWriting(row.stop);
    needsWriting(row.resume);
    const auto report = [this](const Status& status) {
        if (!status) {
            Q_EMIT failed(status.error());
        }
    };
    connect(row.stop, &QToolButton::clicked, this, [this, id, report] { report(m_monitor->stop(id)); });
    connect(row.resume, &QToolButton::clicked, this, [this, id] { resume(id); });
    connect(row.log, &QToolButton::clicked, this, [this, id] { showLog(id); });
    return row;
}

void OverviewJobs::renewIcons() {
    for (auto& [id, row] : m_rows) {
        row.stop->setIcon(themedIcon(QStringLiteral("stop")));
        row.resume->setIcon(themedIcon(QStringLiteral("play")));
        row.log->setIcon(themedIcon(QStringLiteral("log")));
    }
}

void OverviewJobs::resume(const std::string& id) {
    const Job* job = m_monitor->job(id);
    if (job != nullptr && job->spec.kind == JobKind::RateFeatures) {
        Q_EMIT keyNeeded(QString::fromStdString(id));
    } else if (const Status resumed = m_monitor->resume(id); !resumed) {
        Q_EMIT failed(resumed.error());
    }
}

void OverviewJobs::showLog(const std::string& id) {
    if (const Job* job = m_monitor->job(id)) {
        auto* dialog = new LogDialog(tr("Log of %1").arg(QString::fromStdString(job->spec.title)),
                                     RunPaths(job->folder).log(), window());
        dialog->show();
    }
}

}  // namespace saferscope
