// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_run_list.h"

#include "ui/charts/series.h"
#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>

namespace saferscope {
namespace {

enum Column { RunColumn, StateColumn, LossColumn, HeldOutColumn, SpeedColumn, ColumnCount };

QString stateText(const Job& job) {
    switch (job.state) {
        case RunState::Waiting:
            return job.queuePosition > 0 ? LiveRunList::tr("waiting, %1").arg(job.queuePosition)
                                         : LiveRunList::tr("waiting");
        case RunState::Running:
            if (job.progress && job.progress->total > 0) {
                return LiveRunList::tr("%1 %").arg(100 * job.progress->done / job.progress->total);
            }
            return LiveRunList::tr("running");
        case RunState::Finished:
            return LiveRunList::tr("finished");
        case RunState::Failed:
            return LiveRunList::tr("failed");
        case RunState::Stopped:
            return LiveRunList::tr("stopped");
        case RunState::Lost:
            return LiveRunList::tr("lost");
    }
    return {};
}

QString lastOf(const Job& job, const char* metric, bool percent) {
    const auto history = job.metrics.find(metric);
    if (history == job.metrics.end() || history->second.values.empty()) {
        return QStringLiteral("–");
    }
    const double value = history->second.values.back();
    return percent           ? LiveRunList::tr("%1 %").arg(QLocale().toString(value * 100.0, 'f', 1))
           : value >= 1000.0 ? QLocale().toString(value, 'f', 0)
                             : QString::fromStdString(shortNumber(value, 3));
}

/// The colour of the run's curves, as a swatch.
QIcon swatch(const SweepCell& cell) {
    QPixmap pixmap(12, 12);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QPen pen(seriesColor(cellColorIndex(cell)), 3);
    pen.setStyle(cellIsDashed(cell) ? Qt::DotLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.drawLine(0, 6, 12, 6);
    return QIcon(pixmap);
}

}  // namespace

LiveRunList::LiveRunList(QWidget* parent) : QTreeWidget(parent) {
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Run"), tr("State"), tr("Loss"), tr("Held out"), tr("Tokens/s")});
    headerItem()->setToolTip(HeldOutColumn, tr("Accuracy on pairs held out of the training data"));
    headerItem()->setToolTip(LossColumn, tr("Training loss at the last step"));
    for (const int column : {LossColumn, HeldOutColumn, SpeedColumn}) {
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(RunColumn, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(40);
    setIndentation(spacing(4));
    setUniformRowHeights(true);
    setAccessibleName(tr("Runs to compare"));
    setTextElideMode(Qt::ElideRight);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem*, int column) {
        if (column == RunColumn && !m_filling) {
            Q_EMIT checkedChanged();
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { m_shown.clear(); });
}

void LiveRunList::setRuns(const std::vector<LiveRun>& runs, const std::map<std::string, std::string>& sweepTitles) {
    std::vector<std::string> shown;
    for (const LiveRun& run : runs) {
        shown.insert(shown.end(), {run.id, run.title, run.sweep});
    }
    for (const auto& [id, title] : sweepTitles) {
        shown.push_back(title);
    }
    if (shown == m_shown) {
        return;
    }
    m_shown = std::move(shown);
    const QScopedValueRollback<bool> filling(m_filling, true);
    const std::set<std::string> before = checked();
    std::set<std::string> folded;
    for (const auto& [id, item] : m_sweeps) {
        if (!item->isExpanded()) {
            folded.insert(id);
        }
    }
    clear();
    m_items.clear();
    m_sweeps.clear();
    for (const LiveRun& run : runs) {
        QTreeWidgetItem* parent = invisibleRootItem();
        if (!run.sweep.empty()) {
            QTreeWidgetItem*& sweep = m_sweeps[run.sweep];
            if (sweep == nullptr) {
                const auto title = sweepTitles.find(run.sweep);
                sweep = new QTreeWidgetItem(this);
                sweep->setText(RunColumn,
                               QString::fromStdString(title == sweepTitles.end() ? run.sweep : title->second));
                sweep->setToolTip(RunColumn, QString::fromStdString(run.sweep).toHtmlEscaped());
                sweep->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                                Qt::ItemIsAutoTristate);
                sweep->setCheckState(RunColumn, Qt::Unchecked);
                sweep->setFont(RunColumn, strongFont());
            }
            parent = sweep;
        }
        auto* item = new QTreeWidgetItem(parent);
        item->setText(RunColumn, QString::fromStdString(run.title));
        item->setToolTip(RunColumn, QString::fromStdString(run.id).toHtmlEscaped());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren);
        item->setCheckState(RunColumn, before.contains(run.id) ? Qt::Checked : Qt::Unchecked);
        for (const int column : {LossColumn, HeldOutColumn, SpeedColumn}) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        if (run.cell) {
            item->setIcon(RunColumn, swatch(*run.cell));
        }
        m_items.emplace(run.id, item);
    }
    for (const auto& [id, item] : m_sweeps) {
        item->setExpanded(!folded.contains(id));
    }
}

void LiveRunList::showNumbersOf(const JobMonitor& monitor, const std::string& id, QTreeWidgetItem* item) {
    const Job* job = monitor.job(id);
    if (job == nullptr) {
        return;
    }
    item->setText(StateColumn, stateText(*job));
    item->setToolTip(StateColumn, QString::fromStdString(job->queueText).toHtmlEscaped());
    item->setText(LossColumn, lastOf(*job, "loss", false));
    item->setText(HeldOutColumn, lastOf(*job, "eval_accuracy", true));
    item->setText(SpeedColumn, lastOf(*job, "tokens_per_second", false));
    const Theme& theme = currentTheme();
    item->setForeground(StateColumn, job->state == RunState::Failed || job->state == RunState::Lost ? theme.error
                                     : job->state == RunState::Running                              ? theme.accent
                                                                                                    : theme.mutedText);
}

void LiveRunList::showNumbers(const JobMonitor& monitor, const std::string& id) {
    const QScopedValueRollback<bool> filling(m_filling, true);
    for (const auto& [run, item] : m_items) {
        if (id.empty() || id == run) {
            showNumbersOf(monitor, run, item);
        }
    }
    for (const auto& [sweep, item] : m_sweeps) {
        int done = 0;
        for (int i = 0; i < item->childCount(); ++i) {
            done += item->child(i)->text(StateColumn) == tr("finished") ? 1 : 0;
        }
        item->setText(StateColumn, tr("%1 of %2").arg(done).arg(item->childCount()));
    }
}

void LiveRunList::setChecked(const std::set<std::string>& ids) {
    {
        const QScopedValueRollback<bool> filling(m_filling, true);
        for (const auto& [id, item] : m_items) {
            item->setCheckState(RunColumn, ids.contains(id) ? Qt::Checked : Qt::Unchecked);
        }
    }
    Q_EMIT checkedChanged();
}

std::set<std::string> LiveRunList::checked() const {
    std::set<std::string> ids;
    for (const auto& [id, item] : m_items) {
        if (item->checkState(RunColumn) == Qt::Checked) {
            ids.insert(id);
        }
    }
    return ids;
}

}  // namespace saferscope
