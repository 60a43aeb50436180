// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/queue_rows.h"

#include "core/jobs/slurm_queue.h"
#include "ui/bridge/sentences.h"
#include "ui/pages/overview_jobs.h"
#include "ui/widgets/progress_row.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <set>

namespace saferscope {
namespace {

constexpr std::size_t shownEnded = 15;  ///< single runs that ended; the Overview page lists all

/// What lupdate needs to know whose words these are.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(saferscope::QueueRows)
};
QString qt(const std::string& text) { return QString::fromStdString(text); }

using Jobs = std::map<std::string, const Job*>;

QString titleOf(const Job& job) { return qt(job.spec.title.empty() ? job.spec.id : job.spec.title); }

/// A reason names runs by their ids; people know their titles.
QString withTitles(const std::string& why, const QueueState& queue, const std::string& id, const Jobs& jobs) {
    QString text = qt(why);
    if (const QueueEntry* entry = queue.find(id)) {
        for (const std::string& after : entry->after) {
            if (const auto job = jobs.find(after); job != jobs.end()) {
                text.replace(qt(after), QStringLiteral("“%1”").arg(titleOf(*job->second)));
            }
        }
    }
    return text.isEmpty() ? text : text.left(1).toUpper() + text.mid(1);
}

QString phaseText(const QueuePlace& place) {
    switch (place.phase) {
        case QueuePhase::Running:
            return Text::tr("Running");
        case QueuePhase::Ready:
            return Text::tr("Next");
        case QueuePhase::WaitsForDevice:
        case QueuePhase::WaitsForRun:
            return Text::tr("Waits");
        case QueuePhase::Held:
            return Text::tr("Held");
        case QueuePhase::Paused:
            return Text::tr("Paused");
        case QueuePhase::Blocked:
            return Text::tr("Blocked");
        case QueuePhase::Refused:
            return Text::tr("No room");
        case QueuePhase::Ended:
            break;
    }
    return {};
}

TextTone toneOf(RunState state) {
    return state == RunState::Finished  ? TextTone::Ok
           : state == RunState::Failed  ? TextTone::Error
           : state == RunState::Lost    ? TextTone::Warning
           : state == RunState::Running ? TextTone::Normal
                                        : TextTone::Muted;
}

QueueRow runRow(const Job& job, const QueueSnapshot& snapshot, const Jobs& jobs, bool slurm) {
    QueueRow row;
    row.key = row.run = job.spec.id;
    row.sweep = job.spec.sweep;
    row.title = titleOf(job);
    row.runState = job.state;
    row.state = jobStateWord(job.state);
    row.tone = toneOf(job.state);
    row.detail = jobDetail(job);
    row.device = qt(queueDevice(job.spec.device));
    const QueueEntry* entry = snapshot.queue.find(job.spec.id);
    const auto place = snapshot.places.find(job.spec.id);
    if (entry != nullptr && place != snapshot.places.end() && place->second.phase != QueuePhase::Ended) {
        row.queued = true;
        row.held = entry->held;
        row.priority = entry->priority;
        row.position = place->second.position;
        if (job.state != RunState::Running) {
            row.state = phaseText(place->second);
            row.detail = sentence(withTitles(place->second.why, snapshot.queue, job.spec.id, jobs));
            if (place->second.phase == QueuePhase::WaitsForRun && !row.detail.isEmpty()) {
                row.state = row.detail;
            }
            row.tone = place->second.phase == QueuePhase::Blocked || place->second.phase == QueuePhase::Refused
                           ? TextTone::Warning
                           : TextTone::Muted;
        } else if (entry->held || entry->stopAsked) {
            row.state = Text::tr("Stopping");
            row.detail = Text::tr("It writes a checkpoint and ends.");
        }
    } else if (const auto there = snapshot.slurm.find(job.spec.id);
               there != snapshot.slurm.end() && job.state == RunState::Waiting) {
        row.state = Text::tr("With Slurm");
        row.detail = sentence(there->second);
    } else if (job.state == RunState::Waiting) {
        row.state = slurm ? Text::tr("With Slurm") : Text::tr("Not queued");
        row.detail = slurm ? Text::tr("The cluster starts it when its turn has come.") : QString();
    }
    if (job.state == RunState::Running) {
        row.fraction = job.progress && job.progress->total > 0
                           ? static_cast<double>(job.progress->done) / static_cast<double>(job.progress->total)
                           : 0.0;
    } else if (job.state == RunState::Finished) {
        row.fraction = 1.0;
    }
    if (const auto eta = snapshot.eta.runs.find(job.spec.id); eta != snapshot.eta.runs.end() && !row.ended()) {
        row.seconds = eta->second.seconds;
    } else if (job.state == RunState::Running && job.progress && job.progress->etaSeconds) {
        row.seconds = job.progress->etaSeconds;
    }
    return row;
}

/// 0 runs, 1 waits, 2 has gone wrong, 3 has ended well.
int groupOf(const QueueRow& row) {
    if (row.runState == RunState::Running) {
        return 0;
    }
    if (!row.ended()) {
        return 1;
    }
    return row.runState == RunState::Finished ? 3 : 2;
}

/// What is still to do of a sweep: devices work at the same time, runs of one device one after another.
void addTime(QueueRow& sweep) {
    std::map<QString, double> perDevice;
    bool any = false;
    for (const QueueRow& row : sweep.children) {
        if (row.ended()) {
            continue;
        }
        any = true;
        sweep.atLeast = sweep.atLeast || !row.seconds;
        perDevice[row.device] += row.seconds.value_or(0.0);
    }
    double longest = 0.0;
    for (const auto& [device, seconds] : perDevice) {
        longest = std::max(longest, seconds);
    }
    if (any && longest > 0.0) {
        sweep.seconds = longest;
    }
}

QueueRow sweepRow(const Sweep& sweep, const QueueSnapshot& snapshot, const Jobs& jobs, std::set<std::string>& shown) {
    QueueRow row;
    row.sweep = sweep.spec.id;
    row.key = "sweep " + sweep.spec.id;
    row.title = qt(sweep.spec.title.empty() ? sweep.spec.id : sweep.spec.title);
    row.device = qt(queueDevice(sweep.spec.device));
    std::set<std::string> mine;
    double sum = 0.0;
    const auto add = [&](const std::string& id) {
        const auto job = jobs.find(id);
        if (job == jobs.end() || !mine.insert(id).second) {
            return;
        }
        shown.insert(id);
        QueueRow child = runRow(*job->second, snapshot, jobs, sweep.spec.launcher == "slurm");
        child.sweep = sweep.spec.id;
        child.key = row.key + ' ' + id;
        ++row.total;
        row.done += child.runState == RunState::Finished ? 1 : 0;
        row.failed += child.runState == RunState::Failed || child.runState == RunState::Lost ? 1 : 0;
        row.running += child.runState == RunState::Running ? 1 : 0;
        row.queued = row.queued || child.queued;
        if (child.position > 0 && (row.position == 0 || child.position < row.position)) {
            row.position = child.position;
        }
        sum += child.fraction.value_or(0.0);
        row.children.push_back(std::move(child));
    };
    for (const SweepCell& cell : sweep.cells) {
        add(cell.trainRun);
        add(cell.evaluateRun);
    }
    std::stable_sort(row.children.begin(), row.children.end(), [](const QueueRow& a, const QueueRow& b) {
        return std::pair(groupOf(a), a.position) < std::pair(groupOf(b), b.position);
    });
    row.fraction = row.total > 0 ? sum / static_cast<double>(row.total) : 0.0;
    const bool over =
        std::all_of(row.children.begin(), row.children.end(), [](const QueueRow& one) { return one.ended(); });
    const bool held = !row.children.empty() && std::all_of(row.children.begin(), row.children.end(),
                                                           [](const QueueRow& one) { return one.ended() || one.held; });
    row.held = held && !over;
    row.runState = row.running > 0         ? RunState::Running
                   : !over                 ? RunState::Waiting
                   : row.failed > 0        ? RunState::Failed
                   : row.done == row.total ? RunState::Finished
                                           : RunState::Stopped;
    const QLocale locale;
    row.state = Text::tr("%1 of %2 done")
                    .arg(locale.toString(static_cast<qulonglong>(row.done)),
                         locale.toString(static_cast<qulonglong>(row.total)));
    if (row.failed > 0) {
        row.state += Text::tr(", %1 failed").arg(row.failed);
    }
    row.tone = row.failed > 0 ? TextTone::Error : row.runState == RunState::Finished ? TextTone::Ok : TextTone::Normal;
    addTime(row);
    return row;
}

}  // namespace

bool QueueRow::ended() const {
    return runState != RunState::Waiting && runState != RunState::Running && !(queued && !isSweep());
}

Result<QueueSnapshot> readQueueSnapshot(const std::filesystem::path& workspaceFolder, const RunSpeeds& speeds) {
    QueueSnapshot snapshot;
    const std::filesystem::path runs = workspaceFolder / "runs";
    auto queue = readQueue(runs);
    if (!queue) {
        return failure(queue);
    }
    snapshot.queue = std::move(*queue);
    const RunStatuses statuses = readRunStatuses(runs, snapshot.queue);
    for (QueuePlace& place : explainQueue(snapshot.queue, statuses)) {
        snapshot.places.emplace(place.id, std::move(place));
    }
    snapshot.eta = queueEta(runs, snapshot.queue, statuses, speeds);
    snapshot.sweeps = readSweeps(workspaceFolder);
    for (const auto& [id, place] : slurmPlaces(runs)) {
        snapshot.slurm.emplace(id, place.text);
    }
    return snapshot;
}

std::vector<QueueRow> queueRows(const QueueSnapshot& snapshot, const std::vector<const Job*>& jobs) {
    Jobs byId;
    for (const Job* job : jobs) {
        byId.emplace(job->spec.id, job);
    }
    std::vector<QueueRow> rows;
    std::set<std::string> shown;
    for (const Sweep& sweep : snapshot.sweeps) {
        QueueRow row = sweepRow(sweep, snapshot, byId, shown);
        if (!row.children.empty()) {
            rows.push_back(std::move(row));
        }
    }
    std::size_t ended = 0;
    for (const Job* job : jobs) {  // newest first
        if (shown.contains(job->spec.id)) {
            continue;
        }
        QueueRow row = runRow(*job, snapshot, byId, false);
        if (row.ended() ? ended++ < shownEnded
                        : row.queued || row.runState == RunState::Running || snapshot.slurm.contains(row.run)) {
            rows.push_back(std::move(row));
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const QueueRow& a, const QueueRow& b) {
        const auto order = [](const QueueRow& row) {
            const int group = std::min(groupOf(row), 2);
            return std::pair(group, group == 2 ? 0 : row.position);
        };
        return order(a) < order(b);
    });
    return rows;
}

QString queueEtaText(const QueueSnapshot& snapshot) {
    const bool any = std::any_of(snapshot.places.begin(), snapshot.places.end(),
                                 [](const auto& place) { return place.second.phase != QueuePhase::Ended; });
    if (!any) {
        return {};
    }
    if (snapshot.eta.seconds) {
        const QString left = durationText(*snapshot.eta.seconds);
        return left.isEmpty() ? QString() : Text::tr("about %1 left").arg(left);
    }
    const QString least = snapshot.eta.atLeast > 0.0 ? durationText(snapshot.eta.atLeast) : QString();
    return least.isEmpty() ? Text::tr("time not known yet") : Text::tr("at least %1 left").arg(least);
}

}  // namespace saferscope
