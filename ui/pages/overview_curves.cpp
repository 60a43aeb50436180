// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_curves.h"

#include "ui/charts/metric_chart.h"
#include "ui/charts/metric_names.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int menuRuns = 30;
constexpr int longestRunName = 180;  // in pixels

bool isTraining(const Job& job) {
    return job.spec.kind == JobKind::TrainRewardModel || job.spec.kind == JobKind::TrainSae;
}

}  // namespace

OverviewCurves::OverviewCurves(QWidget* parent) : Card(tr("Training curves"), QStringLiteral("curve"), parent) {
    m_runButton = new QToolButton(this);
    m_runButton->setToolTip(tr("Choose the runs to compare"));
    m_runButton->setPopupMode(QToolButton::InstantPopup);
    m_runButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_runButton->setLayoutDirection(Qt::RightToLeft);  // the arrow behind the words
    m_runButton->setMenu(new QMenu(m_runButton));
    m_metric = new QComboBox(this);
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_metric->setMinimumContentsLength(14);
    auto* smoothingText = new Label(tr("Smoothing"), TextRole::Small, TextTone::Muted);
    m_smoothing = new QSlider(Qt::Horizontal, this);
    m_smoothing->setRange(0, 99);
    m_smoothing->setValue(60);
    m_smoothing->setFixedWidth(90);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_log = new QCheckBox(tr("Log axis"), this);
    m_export = new QToolButton(this);
    m_export->setToolTip(tr("Export the chart"));
    m_export->setAccessibleName(tr("Export the chart"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_chart = new MetricChart(this);
    m_chart->setSmoothing(0.6);
    m_chart->setMinimumHeight(260);
    m_export->setMenu(m_chart->exportMenu());
    header()->setSpacing(spacing(3));
    m_controls = {m_metric, smoothingText, m_smoothing, m_log, m_export};
    header()->addWidget(m_runButton);
    for (QWidget* widget : m_controls) {
        header()->addWidget(widget);
    }
    auto* nothing = new Label(tr("Loss, accuracy and learning rate appear here as soon as something is trained."),
                              TextRole::Body, TextTone::Muted);
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    nothing->setWordWrap(true);
    m_nothing = nothing;
    m_filled = m_chart;
    body()->addWidget(m_nothing, 1);
    body()->addWidget(m_filled, 1);
    m_filled->hide();

    connect(m_metric, &QComboBox::currentIndexChanged, this, [this] {
        m_chart->setAxisTitles(tr("step"), m_metric->currentText());
        refresh();
        m_chart->resetView();
    });
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) { m_chart->setSmoothing(value / 100.0); });
    connect(m_log, &QCheckBox::toggled, m_chart, &MetricChart::setLogarithmic);
    connect(m_runButton->menu(), &QMenu::aboutToShow, this, &OverviewCurves::fillRunMenu);
    connect(m_chart, &MetricChart::exported, this, &OverviewCurves::exported);
    connect(m_chart, &MetricChart::exportFailed, this, &OverviewCurves::failed);
    const auto renew = [this] {
        m_export->setIcon(themedIcon(QStringLiteral("export")));
        m_runButton->setIcon(themedIcon(QStringLiteral("chevron-down-light")));
    };
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, renew);
    renew();
    showMetrics();
}

void OverviewCurves::setMonitor(JobMonitor* monitor) {
    if (m_monitor != nullptr) {
        disconnect(m_monitor, nullptr, this, nullptr);
    }
    m_monitor = monitor;
    m_chosenByHand = false;
    m_runs.clear();
    if (monitor != nullptr) {
        connect(monitor, &JobMonitor::listChanged, this, &OverviewCurves::chooseRuns);
        connect(monitor, &JobMonitor::jobChanged, this, [this](const QString& id) {
            // At most ten times a second, however many events arrive.
            if (m_runs.contains(id.toStdString()) && !m_refreshQueued) {
                m_refreshQueued = true;
                QTimer::singleShot(100, this, [this] {
                    m_refreshQueued = false;
                    refresh();
                });
            }
        });
    }
    chooseRuns();
}

void OverviewCurves::chooseRuns() {
    if (m_monitor == nullptr) {
        m_runs.clear();
    } else if (!m_chosenByHand) {
        // The newest training run, until the user says otherwise.
        m_runs.clear();
        for (const Job* job : m_monitor->jobs()) {
            if (isTraining(*job) && (job->state != RunState::Waiting || job->spec.sweep.empty())) {
                m_runs = {job->spec.id};
                m_monitor->follow(job->spec.id);
                break;
            }
        }
    }
    refresh();
}

void OverviewCurves::fillRunMenu() {
    QMenu* menu = m_runButton->menu();
    menu->clear();
    int shown = 0;
    for (const Job* job : m_monitor ? m_monitor->jobs() : std::vector<const Job*>()) {
        if (!isTraining(*job) || shown++ >= menuRuns) {
            continue;
        }
        const std::string id = job->spec.id;
        const QString title =
            QStringLiteral("%1  %2").arg(QString::fromStdString(job->spec.title), QString::fromStdString(id));
        QAction* action = menu->addAction(buttonText(title));
        action->setCheckable(true);
        action->setChecked(m_runs.contains(id));
        connect(action, &QAction::toggled, this, [this, id](bool on) {
            m_chosenByHand = true;
            if (on) {
                m_runs.insert(id);
                m_monitor->follow(id);
            } else {
                m_runs.erase(id);
            }
            refresh();
            m_chart->resetView();
        });
    }
    if (menu->isEmpty()) {
        menu->addAction(tr("No training run yet"))->setEnabled(false);
    }
}

void OverviewCurves::showMetrics() {
    std::set<QString> names;
    for (const std::string& id : m_runs) {
        if (const Job* job = m_monitor->job(id)) {
            for (const auto& [name, history] : job->metrics) {
                names.insert(QString::fromStdString(name));
            }
        }
    }
    std::set<QString> listed;
    for (int i = 0; i < m_metric->count(); ++i) {
        listed.insert(m_metric->itemData(i).toString());
    }
    if (names != listed) {
        const QSignalBlocker blocker(m_metric);
        const QString before = m_metric->currentData().toString();
        m_metric->clear();
        for (const QString& name : names) {
            m_metric->addItem(metricTitle(name), name);
        }
        int at = m_metric->findData(before);
        at = at < 0 ? m_metric->findData(QStringLiteral("loss")) : at;
        m_metric->setCurrentIndex(std::max(at, m_metric->count() > 0 ? 0 : -1));
        m_chart->setAxisTitles(tr("step"), m_metric->currentText());
    }
    const bool any = !names.empty();
    m_nothing->setVisible(!any);
    m_filled->setVisible(any);
    // Without a curve there is nothing to control; other runs can still be chosen.
    for (QWidget* widget : m_controls) {
        widget->setVisible(any);
    }
    m_runButton->setVisible(any || m_chosenByHand);
}

void OverviewCurves::refresh() {
    showMetrics();
    std::vector<Series> series;
    const std::string metric = m_metric->currentData().toString().toStdString();
    for (const std::string& id : m_runs) {
        const Job* job = m_monitor->job(id);
        const auto history =
            job != nullptr ? job->metrics.find(metric) : std::map<std::string, MetricHistory>::const_iterator();
        if (job != nullptr && history != job->metrics.end()) {
            series.push_back({job->spec.title + " " + id, history->second.steps, history->second.values});
        }
    }
    const Job* only = m_runs.size() == 1 ? m_monitor->job(*m_runs.begin()) : nullptr;
    const QString runs =
        only != nullptr ? QString::fromStdString(only->spec.title) : tr("%Ln runs", nullptr, pluralOf(m_runs.size()));
    QString text = m_runButton->fontMetrics().elidedText(cellText(runs.simplified()), Qt::ElideRight, longestRunName);
    m_runButton->setText(text.replace(QLatin1Char('&'), QLatin1String("&&")));
    m_chart->setSeries(series);
}

}  // namespace saferscope
