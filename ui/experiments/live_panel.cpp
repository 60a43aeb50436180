// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_panel.h"

#include "core/workspace/sweep_runs.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/live_chart_grid.h"
#include "ui/experiments/live_run_list.h"
#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int redrawEveryMs = 200;

bool isTraining(const Job& job) {
    return job.spec.kind == JobKind::TrainRewardModel || job.spec.kind == JobKind::TrainSae;
}

/// What tells groups apart comes first: the column is narrow.
QString groupTitle(const SweepCell& cell) {
    return cell.kind == CellKind::Changed
               ? LivePanel::tr("%1 %2").arg(percentText(cell.ratio), strategyTitle(cell.strategy))
               : cellGroupTitle(cell);
}

/// The cell that a run trains, and where it stands in its sweep.
std::optional<std::size_t> cellOf(const Sweep& sweep, const std::string& run) {
    for (std::size_t i = 0; i < sweep.cells.size(); ++i) {
        if (sweep.cells[i].trainRun == run) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace

LivePanel::LivePanel(QWidget* parent) : QWidget(parent) {
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(3));
    layout->addWidget(makeBar());
    m_splitter = new QSplitter(Qt::Horizontal, page);
    m_splitter->setChildrenCollapsible(false);
    m_list = new LiveRunList(m_splitter);
    m_list->setMinimumWidth(380);
    m_grid = new LiveChartGrid;
    auto* scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Curves"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_grid);
    m_chartArea = scroll;
    m_nothingChosen = new EmptyState(QStringLiteral("curve"), tr("No curves to show"),
                                     tr("Tick runs on the left; one that waits has no curve before it starts."));
    auto* right = new QWidget(m_splitter);
    auto* rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->addWidget(m_chartArea, 1);
    rightLayout->addWidget(m_nothingChosen, 1);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({420, 900});
    layout->addWidget(m_splitter, 1);

    auto* empty = new EmptyState(QStringLiteral("curve"), tr("Nothing has been trained yet"),
                                 tr("Loss, accuracy, margins and speed of every run appear here while it runs."),
                                 tr("Compose an experiment"));
    connect(empty, &EmptyState::buttonClicked, this, &LivePanel::composeRequested);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);

    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &LivePanel::redraw);
    connect(m_list, &LiveRunList::checkedChanged, this, [this] {
        m_chosenByHand = true;
        redrawSoon();
    });
    connect(m_grid, &LiveChartGrid::exported, this, &LivePanel::exported);
    connect(m_grid, &LiveChartGrid::failed, this, &LivePanel::failed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { readRuns(); });
}

LivePanel::~LivePanel() = default;

QWidget* LivePanel::makeBar() {
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(4));
    m_mean = new QCheckBox(tr("&Mean over seeds"), bar);
    m_mean->setToolTip(tr("One curve per strategy and ratio instead of one per run"));
    m_log = new QCheckBox(tr("&Log axis"), bar);
    auto* text = new Label(tr("Smoothing"), TextRole::Small, TextTone::Muted);
    m_smoothing = new QSlider(Qt::Horizontal, bar);
    m_smoothing->setRange(0, 99);
    m_smoothing->setValue(60);
    m_smoothing->setFixedWidth(120);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    layout->addWidget(new ElidedLabel(tr("Colours are strategies, in every chart the same; the baseline is grey."),
                                      TextRole::Small, TextTone::Muted),
                      1);
    layout->addWidget(m_mean);
    layout->addWidget(m_log);
    layout->addWidget(text);
    layout->addWidget(m_smoothing);
    connect(m_mean, &QCheckBox::toggled, this, &LivePanel::redrawSoon);
    connect(m_log, &QCheckBox::toggled, this, [this](bool on) { m_grid->setLogarithmic(on); });
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) { m_grid->setSmoothing(value / 100.0); });
    return bar;
}

void LivePanel::setSession(WorkspaceSession* session) {
    if (m_monitor) {
        disconnect(m_monitor, nullptr, this, nullptr);
    }
    m_monitor = session != nullptr ? session->jobs() : nullptr;
    m_workspace = session != nullptr && session->workspace() != nullptr ? session->workspace()->folder()
                                                                        : std::filesystem::path();
    m_sweeps.clear();
    m_wantedSweep.clear();
    m_chosenByHand = false;
    if (m_monitor) {
        connect(m_monitor, &JobMonitor::listChanged, this, &LivePanel::readRuns);
        connect(m_monitor, &JobMonitor::jobChanged, this, [this](const QString& id) {
            m_list->showNumbers(*m_monitor, id.toStdString());
            redrawSoon();
        });
    }
    readRuns();
}

void LivePanel::readRuns() {
    m_runs.clear();
    std::map<std::string, std::string> titles;
    for (const Job* job : m_monitor ? m_monitor->jobs() : std::vector<const Job*>()) {
        if (!isTraining(*job)) {
            continue;
        }
        LiveRun run{job->spec.id, job->spec.title, {}, job->spec.sweep, {}};
        if (!run.sweep.empty() && !m_sweeps.contains(run.sweep)) {
            if (auto sweep = readSweep(m_workspace, run.sweep)) {
                m_sweeps.emplace(run.sweep, std::move(*sweep));
            }
        }
        if (const auto sweep = m_sweeps.find(run.sweep); sweep != m_sweeps.end()) {
            titles[run.sweep] = sweep->second.spec.title;
            if (const auto place = cellOf(sweep->second, run.id)) {
                run.cell = sweep->second.cells[*place];
                run.group = groupTitle(*run.cell).toStdString();
                run.title = tr("%1, seed %2").arg(groupTitle(*run.cell)).arg(run.cell->seed).toStdString();
            }
        }
        m_runs.push_back(std::move(run));
    }
    const auto place = [this](const LiveRun& run) {
        const auto sweep = m_sweeps.find(run.sweep);
        return sweep == m_sweeps.end() ? std::size_t(0) : cellOf(sweep->second, run.id).value_or(0);
    };
    // Newest first, but the runs of one sweep together and in its own order.
    std::stable_sort(m_runs.begin(), m_runs.end(), [&](const LiveRun& a, const LiveRun& b) {
        if (!a.sweep.empty() && a.sweep == b.sweep) {
            return place(a) < place(b);
        }
        const std::string& left = a.sweep.empty() ? a.id : a.sweep;
        const std::string& right = b.sweep.empty() ? b.id : b.sweep;
        return left > right;
    });
    m_list->setRuns(m_runs, titles);
    if (m_monitor) {
        m_list->showNumbers(*m_monitor);
    }
    m_stack->setCurrentIndex(m_runs.empty() ? 0 : 1);
    if (!m_wantedSweep.empty()) {
        showSweep(QString::fromStdString(m_wantedSweep));
    } else if (!m_chosenByHand) {
        chooseNewest();
    }
    redrawSoon();
}

void LivePanel::showSweep(const QString& sweep) {
    m_wantedSweep = sweep.toStdString();
    std::set<std::string> ids;
    const auto known = m_sweeps.find(m_wantedSweep);
    for (const LiveRun& run : m_runs) {
        // A run that the sweep shares with an earlier one belongs to both.
        if (run.sweep == m_wantedSweep || (known != m_sweeps.end() && cellOf(known->second, run.id))) {
            ids.insert(run.id);
        }
    }
    if (ids.empty()) {
        return;  // its runs are not seen yet: readRuns() comes back to it
    }
    m_wantedSweep.clear();
    m_list->setChecked(ids);
    m_chosenByHand = true;
}

void LivePanel::chooseNewest() {
    std::set<std::string> ids;
    for (const LiveRun& run : m_runs) {
        if (ids.empty() || (!run.sweep.empty() && run.sweep == m_runs.front().sweep)) {
            ids.insert(run.id);
        }
    }
    if (ids != m_list->checked()) {
        m_list->setChecked(ids);
    }
    m_chosenByHand = false;
}

std::vector<LiveRun> LivePanel::chosenRuns() const {
    const std::set<std::string> checked = m_list->checked();
    std::vector<LiveRun> runs;
    for (const LiveRun& run : m_runs) {
        if (checked.contains(run.id)) {
            runs.push_back(run);
        }
    }
    return runs;
}

void LivePanel::redrawSoon() {
    m_dirty = true;
    if (isVisible() && !m_soon.isActive()) {
        m_soon.start(redrawEveryMs);
    }
}

void LivePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_dirty) {
        redraw();
    }
}

void LivePanel::redraw() {
    m_dirty = false;
    if (!m_monitor) {
        m_grid->setMetrics({});
        return;
    }
    const std::vector<LiveRun> runs = chosenRuns();
    std::set<std::string> names;
    for (const LiveRun& run : runs) {
        m_monitor->follow(run.id);
        if (const Job* job = m_monitor->job(run.id)) {
            for (const auto& [name, history] : job->metrics) {
                names.insert(name);
            }
        }
    }
    m_chartArea->setVisible(!names.empty());
    m_nothingChosen->setVisible(names.empty());
    m_mean->setEnabled(std::any_of(runs.begin(), runs.end(), [](const LiveRun& run) { return !run.group.empty(); }));
    m_grid->setMetrics(orderedMetrics(names));
    LiveCurves curves;
    for (const std::string& metric : m_grid->metrics()) {
        MetricChart* chart = m_grid->chart(metric);
        if (m_grid->enlarged().empty() || m_grid->enlarged() == metric) {
            curves.gather(*m_monitor, runs, metric, m_mean->isChecked());
            chart->showCurves(curves.views());
        }
    }
}

void LivePanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("live/splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("live/mean"), m_mean->isChecked());
    settings.setValue(QStringLiteral("live/log"), m_log->isChecked());
    settings.setValue(QStringLiteral("live/smoothing"), m_smoothing->value());
}

void LivePanel::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("live/splitter")).toByteArray());
    m_mean->setChecked(settings.value(QStringLiteral("live/mean"), false).toBool());
    m_log->setChecked(settings.value(QStringLiteral("live/log"), false).toBool());
    m_smoothing->setValue(settings.value(QStringLiteral("live/smoothing"), 60).toInt());
}

}  // namespace saferscope
