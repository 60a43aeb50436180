// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/log_dialog.h"
#include "ui/experiments/queue_model.h"
#include "ui/experiments/queue_panel.h"
#include "ui/experiments/sweep_actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QAction>
#include <QLocale>
#include <QPushButton>
#include <QTreeView>
#include <algorithm>
#include <set>

// What people do with the selected runs.
namespace saferscope {
namespace {

using Ids = std::vector<std::string>;

Ids idsOf(const std::vector<QueueRow>& rows, bool (*which)(const QueueRow&)) {
    Ids ids;
    for (const QueueRow& row : rows) {
        if (which(row)) {
            ids.push_back(row.run);
        }
    }
    return ids;
}

bool waits(const QueueRow& row) { return row.queued && row.position > 0; }
bool wentWrong(const QueueRow& row) {
    return row.ended() &&
           (row.runState == RunState::Failed || row.runState == RunState::Stopped || row.runState == RunState::Lost);
}
bool goesOn(const QueueRow& row) { return !row.ended(); }

/// The same for each id; stops at the first failure.
Status forEach(const Ids& ids, const std::function<Status(const std::string&)>& act) {
    for (const std::string& id : ids) {
        if (const Status done = act(id); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

std::vector<QueueRow> QueuePanel::selectedRows() const {
    std::vector<QueueRow> rows;
    QModelIndexList places = m_tree->selectionModel()->selectedRows();
    std::sort(places.begin(), places.end(), [](const QModelIndex& a, const QModelIndex& b) {
        const auto key = [](const QModelIndex& place) {
            return place.parent().isValid() ? std::pair(place.parent().row(), place.row()) : std::pair(place.row(), -1);
        };
        return key(a) < key(b);
    });
    for (const QModelIndex& place : places) {
        rows.push_back(*m_model->row(place));
    }
    return rows;
}

std::vector<QueueRow> QueuePanel::selectedRuns() const {
    std::vector<QueueRow> runs;
    std::set<std::string> taken;
    const auto take = [&](const QueueRow& row) {
        if (taken.insert(row.run).second) {
            runs.push_back(row);
        }
    };
    for (const QueueRow& row : selectedRows()) {
        if (!row.isSweep()) {
            take(row);
            continue;
        }
        const QModelIndex sweep = m_model->find(row.key);
        for (int i = 0; i < m_model->rowCount(sweep); ++i) {
            take(*m_model->row(m_model->index(i, 0, sweep)));
        }
    }
    return runs;
}

void QueuePanel::showActions() {
    const std::vector<QueueRow> runs = selectedRuns();
    const auto any = [&](auto&& which) { return std::any_of(runs.begin(), runs.end(), which); };
    const bool held = any([](const QueueRow& row) { return row.queued && row.held; });
    const bool holdable = any([](const QueueRow& row) {
        return (row.queued && !row.held) || (!row.queued && row.runState == RunState::Running);
    });
    const bool running = any([](const QueueRow& row) { return row.runState == RunState::Running; });
    m_hold->setText(!holdable && held ? tr("Release") : running ? tr("Stop") : tr("Hold"));
    m_hold->setEnabled(held || holdable);
    m_retry->setEnabled(any(wentWrong));
    m_cancel->setEnabled(any(goesOn));
    for (QAction* action : {m_up, m_down, m_top, m_bottom, m_more, m_less}) {
        action->setEnabled(any(waits));
    }
    m_curves->setEnabled(!runs.empty());
    m_log->setEnabled(runs.size() == 1);
}

void QueuePanel::change(QueueChanges::Work work, std::function<void()> then) {
    if (!runsFolder().empty()) {
        m_changes.add(std::move(work), std::move(then));
    }
}

void QueuePanel::pause() {
    const bool paused = !m_snapshot.queue.paused;
    change([runs = runsFolder(), paused] { return pauseQueue(runs, paused); });
}

void QueuePanel::hold() {
    const std::vector<QueueRow> rows = selectedRuns();
    const Ids toHold = idsOf(rows, [](const QueueRow& row) { return row.queued && !row.held; });
    const Ids outside =
        idsOf(rows, [](const QueueRow& row) { return !row.queued && row.runState == RunState::Running; });
    if (toHold.empty() && outside.empty()) {
        const Ids toRelease = idsOf(rows, [](const QueueRow& row) { return row.queued && row.held; });
        change([runs = runsFolder(), toRelease] {
            return forEach(toRelease, [&](const std::string& id) { return releaseQueuedRun(runs, id); });
        });
        return;
    }
    change([runs = runsFolder(), toHold, outside] {
        const Status held = forEach(toHold, [&](const std::string& id) { return holdQueuedRun(runs, id); });
        return held ? forEach(outside, [&](const std::string& id) { return requestStop(runs / id); }) : held;
    });
}

void QueuePanel::moveRuns(QueueMove where) {
    Ids ids = idsOf(selectedRuns(), waits);
    // So that a block of runs keeps its order.
    if (where == QueueMove::Down || where == QueueMove::Top) {
        std::reverse(ids.begin(), ids.end());
    }
    change([runs = runsFolder(), ids, where] {
        return forEach(ids, [&](const std::string& id) { return moveQueuedRun(runs, id, where); });
    });
}

void QueuePanel::changePriority(int by) {
    std::vector<std::pair<std::string, int>> wanted;
    for (const QueueRow& row : selectedRuns()) {
        if (row.queued) {
            wanted.emplace_back(row.run, std::clamp(row.priority.value_or(0) + by, -100, 100));
        }
    }
    change([runs = runsFolder(), wanted]() -> Status {
        for (const auto& [id, priority] : wanted) {
            if (const Status set = setQueuedPriority(runs, id, priority); !set) {
                return set;
            }
        }
        return {};
    });
}

void QueuePanel::retry() {
    // A whole sweep goes back where it came from, which may be Slurm.
    std::vector<Sweep> sweeps;
    std::set<std::string> inSweeps;
    for (const QueueRow& row : selectedRows()) {
        for (const Sweep& sweep : m_snapshot.sweeps) {
            if (sweep.spec.id == row.sweep && (row.isSweep() || sweep.spec.launcher == "slurm") &&
                inSweeps.insert(sweep.spec.id).second) {
                sweeps.push_back(sweep);
            }
        }
    }
    Ids ids;
    for (const QueueRow& row : selectedRuns()) {
        if (wentWrong(row) && !inSweeps.contains(row.sweep)) {
            ids.push_back(row.run);
        }
    }
    // Trainings before the evaluations that wait for them: ids rise with the time they were made.
    std::sort(ids.begin(), ids.end());
    const std::filesystem::path folder =
        m_session != nullptr ? m_session->workspace()->folder() : std::filesystem::path();
    change([runs = runsFolder(), folder, ids, sweeps]() -> Status {
        for (const Sweep& sweep : sweeps) {
            if (const Status retried = retrySweepRuns(folder, sweep); !retried) {
                return retried;
            }
        }
        return forEach(ids, [&](const std::string& id) { return retryRun(runs, id); });
    });
}

void QueuePanel::cancel() {
    const std::vector<QueueRow> rows = selectedRows();
    if (rows.size() == 1 && rows.front().isSweep()) {
        const auto sweep = std::find_if(m_snapshot.sweeps.begin(), m_snapshot.sweeps.end(),
                                        [&](const Sweep& one) { return one.spec.id == rows.front().sweep; });
        if (sweep == m_snapshot.sweeps.end()) {
            return;
        }
        const std::filesystem::path folder = m_session->workspace()->folder();
        change([folder, what = *sweep] { return cancelSweep(folder, what); },
               [this, folder, what = *sweep, title = rows.front().title] {
                   offerUndo(tr("“%1” was cancelled.").arg(title),
                             [folder, what] { return retrySweepRuns(folder, what); });
               });
        return;
    }
    const Ids ids = idsOf(selectedRuns(), goesOn);
    if (ids.empty()) {
        return;
    }
    auto cancelled = std::make_shared<Ids>();
    change(
        [runs = runsFolder(), ids, cancelled]() -> Status {
            const auto done = cancelRuns(runs, ids, true);
            if (!done) {
                return failure(done);
            }
            for (const Cancelled& one : *done) {
                if (one.result != CancelResult::EndedAlready) {
                    cancelled->push_back(one.id);
                }
            }
            return {};
        },
        [this, runs = runsFolder(), cancelled] {
            Ids again = *cancelled;
            std::reverse(again.begin(), again.end());  // those that wait were cancelled first
            const QString what = again.size() == 1 ? tr("The run was cancelled.")
                                                   : tr("%Ln runs were cancelled, with those that waited for them.",
                                                        nullptr, pluralOf(again.size()));
            offerUndo(what, [runs, again] {
                return forEach(again, [&](const std::string& id) { return retryRun(runs, id); });
            });
        });
}

void QueuePanel::offerUndo(const QString& what, QueueChanges::Work undo) {
    m_undoWork = std::move(undo);
    m_messageBar->showMessage(MessageKind::Info, what, tr("What was running has written a checkpoint or is doing so."));
    m_undo->show();
}

void QueuePanel::undo() {
    if (m_undoWork) {
        change(std::exchange(m_undoWork, {}));
        m_messageBar->hide();
        m_undo->hide();
    }
}

void QueuePanel::showLog() {
    const std::vector<QueueRow> runs = selectedRuns();
    if (runs.size() == 1) {
        auto* dialog = new LogDialog(tr("Log of %1").arg(runs.front().title),
                                     RunPaths(runsFolder() / runs.front().run).log(), window());
        dialog->show();
    }
}

void QueuePanel::activate() {
    const std::vector<QueueRow> rows = selectedRows();
    if (rows.size() == 1 && rows.front().isSweep() && rows.front().runState == RunState::Finished) {
        Q_EMIT resultsRequested(QString::fromStdString(rows.front().sweep));
        return;
    }
    QStringList ids;
    for (const QueueRow& row : selectedRuns()) {
        ids.append(QString::fromStdString(row.run));
    }
    if (!ids.isEmpty()) {
        Q_EMIT runsActivated(ids);
    }
}

}  // namespace saferscope
