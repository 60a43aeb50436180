// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_run_list.h"

#include "ui/bridge/sentences.h"
#include "ui/charts/number_text.h"
#include "ui/charts/series.h"
#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/header_titles.h"
#include "ui/widgets/labels.h"

#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>
#include <algorithm>
#include <optional>

namespace saferscope {
namespace {

enum Column { RunColumn, StateColumn, LossColumn, HeldOutColumn, ColumnCount };

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

std::optional<double> lastOf(const Job& job, const char* metric) {
    const auto history = job.metrics.find(metric);
    return history == job.metrics.end() || history->second.values.empty()
               ? std::nullopt
               : std::optional(history->second.values.back());
}

/// The mean of the last values that are there; of one run, its own.
QString meanOf(const std::vector<const Job*>& jobs, const char* metric, bool percent) {
    double sum = 0.0;
    int count = 0;
    for (const Job* job : jobs) {
        if (const auto value = lastOf(*job, metric)) {
            sum += *value;
            ++count;
        }
    }
    if (count == 0) {
        return QStringLiteral("–");
    }
    const double value = sum / count;
    return percent ? LiveRunList::tr("%1 %").arg(QLocale().toString(value * 100.0, 'f', 1)) : shortNumberText(value, 3);
}

void alignNumbers(QTreeWidgetItem* item) {
    for (const int column : {LossColumn, HeldOutColumn}) {
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
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
    setHeaderLabels({tr("Run"), tr("State"), tr("Loss"), tr("Held out")});
    headerItem()->setToolTip(HeldOutColumn, tr("Accuracy on pairs held out of the training data"));
    headerItem()->setToolTip(LossColumn, tr("Training loss at the last step"));
    for (const int column : {LossColumn, HeldOutColumn}) {
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(RunColumn, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    fitTitles();
    setIndentation(spacing(4));
    setUniformRowHeights(true);
    setAccessibleName(tr("Runs to compare"));
    setTextElideMode(Qt::ElideRight);
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem*, int column) {
        if (column == RunColumn && !m_filling) {
            Q_EMIT checkedChanged();
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        m_shown.clear();
        fitTitles();
    });
}

void LiveRunList::fitTitles() {
    int widest = 0;
    for (int column = 0; column < ColumnCount; ++column) {
        widest = std::max(widest, titleWidth(*header(), column));
    }
    header()->setMinimumSectionSize(widest);
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
    std::set<std::pair<std::string, std::string>> open;
    for (const auto& [key, item] : m_groups) {
        if (item->isExpanded()) {
            open.insert(key);
        }
    }
    clear();
    m_items.clear();
    m_sweeps.clear();
    m_groups.clear();
    for (const LiveRun& run : runs) {
        QTreeWidgetItem* parent = invisibleRootItem();
        QString title = QString::fromStdString(run.title);
        if (!run.sweep.empty()) {
            QTreeWidgetItem*& sweep = m_sweeps[run.sweep];
            if (sweep == nullptr) {
                const auto known = sweepTitles.find(run.sweep);
                sweep =
                    addGroup(parent, QString::fromStdString(known == sweepTitles.end() ? run.sweep : known->second));
                sweep->setFont(RunColumn, strongFont());
            }
            parent = sweep;
        }
        if (run.cell) {
            QTreeWidgetItem*& group = m_groups[{run.sweep, run.group}];
            if (group == nullptr) {
                group = addGroup(parent, QString::fromStdString(run.group));
                group->setIcon(RunColumn, swatch(*run.cell));
            }
            parent = group;
            title = tr("seed %1").arg(run.cell->seed);
        }
        auto* item = new QTreeWidgetItem(parent);
        item->setText(RunColumn, cellText(title));
        item->setToolTip(RunColumn, plainToolTip(title + QLatin1Char('\n') + QString::fromStdString(run.id)));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren);
        item->setCheckState(RunColumn, before.contains(run.id) ? Qt::Checked : Qt::Unchecked);
        alignNumbers(item);
        m_items.emplace(run.id, item);
    }
    for (const auto& [id, item] : m_sweeps) {
        item->setExpanded(!folded.contains(id));
    }
    for (const auto& [key, item] : m_groups) {
        item->setExpanded(open.contains(key));
    }
}

QTreeWidgetItem* LiveRunList::addGroup(QTreeWidgetItem* parent, const QString& title) {
    auto* item = new QTreeWidgetItem(parent);
    item->setText(RunColumn, cellText(title));
    item->setToolTip(RunColumn, plainToolTip(title));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
    item->setCheckState(RunColumn, Qt::Unchecked);
    alignNumbers(item);
    return item;
}

void LiveRunList::showNumbersOf(const JobMonitor& monitor, const std::string& id, QTreeWidgetItem* item) {
    const Job* job = monitor.job(id);
    if (job == nullptr) {
        return;
    }
    item->setText(StateColumn, stateText(*job));
    item->setToolTip(StateColumn, plainToolTip(sentence(job->queueText)));
    item->setText(LossColumn, meanOf({job}, "loss", false));
    item->setText(HeldOutColumn, meanOf({job}, "eval_accuracy", true));
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
    showMeans(monitor);
}

void LiveRunList::showMeans(const JobMonitor& monitor) {
    std::map<QTreeWidgetItem*, std::vector<const Job*>> jobs;  // by group, and by sweep
    for (const auto& [id, item] : m_items) {
        const Job* job = monitor.job(id);
        for (QTreeWidgetItem* above = item->parent(); job != nullptr && above != nullptr; above = above->parent()) {
            jobs[above].push_back(job);
        }
    }
    for (const auto& [item, below] : jobs) {
        const auto done =
            std::count_if(below.begin(), below.end(), [](const Job* job) { return job->state == RunState::Finished; });
        item->setText(StateColumn, tr("%1 of %2").arg(done).arg(below.size()));
        item->setForeground(StateColumn, currentTheme().mutedText);
        if (item->parent() != nullptr) {  // the mean over the strategies of a sweep would mean nothing
            item->setText(LossColumn, meanOf(below, "loss", false));
            item->setText(HeldOutColumn, meanOf(below, "eval_accuracy", true));
        }
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
