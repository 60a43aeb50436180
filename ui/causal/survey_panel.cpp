// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_panel.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_results_panel.h"
#include "ui/causal/survey_full.h"
#include "ui/causal/survey_quick.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"

#include <QScrollArea>
#include <QSettings>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {

DataSetPanel::DataSetPanel(QWidget* parent) : DataSetPanel(realSurveyActions(), parent) {}

DataSetPanel::DataSetPanel(SurveyActions actions, QWidget* parent) : QWidget(parent) {
    m_stack = new QStackedLayout(this);
    m_empty =
        new EmptyState(QStringLiteral("causal"), tr("Nothing to change yet"),
                       tr("Import preference pairs, train or choose a reward model and an SAE, and build an index "
                          "on the Overview page."),
                       tr("Go to Overview"), this);
    m_page = new QWidget(this);
    auto* column = new QVBoxLayout(m_page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_parts = new SegmentedSwitch(
        tr("Part"), {tr("Quick look"), tr("Full test"), tr("Results")},
        {tr("One change, answered while you drag"), tr("A set against controls, doses and single features, as a run"),
         tr("What such runs found")},
        m_page);
    m_parts->setCurrent(QuickLook);
    column->addWidget(m_parts, 0, Qt::AlignLeft);
    m_partStack = new QStackedLayout;
    m_quick = new SurveyQuick(m_page);
    auto* scroll = new QScrollArea(m_page);
    scroll->setAccessibleName(tr("What is to be measured"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_full = new SurveyFull(actions, scroll);
    scroll->setWidget(m_full);
    m_results = new CausalResultsPanel(std::move(actions), m_page);
    m_partStack->addWidget(m_quick);
    m_partStack->addWidget(scroll);
    m_partStack->addWidget(m_results);
    column->addLayout(m_partStack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_page);

    connect(m_empty, &EmptyState::buttonClicked, this, &DataSetPanel::overviewRequested);
    connect(m_parts, &SegmentedSwitch::picked, this, &DataSetPanel::showPart);
    connect(m_quick, &SurveyQuick::told, this, &DataSetPanel::told);
    connect(m_quick, &SurveyQuick::failed, this, &DataSetPanel::failed);
    connect(m_quick, &SurveyQuick::pairRequested, this, &DataSetPanel::pairRequested);
    connect(m_quick, &SurveyQuick::kept, this, &DataSetPanel::kept);
    connect(m_full, &SurveyFull::told, this, &DataSetPanel::told);
    connect(m_full, &SurveyFull::failed, this, &DataSetPanel::failed);
    connect(m_full, &SurveyFull::showRequested, this, &DataSetPanel::showRun);
    connect(m_results, &CausalResultsPanel::told, this, &DataSetPanel::told);
    connect(m_results, &CausalResultsPanel::failed, this, &DataSetPanel::failed);
    connect(m_results, &CausalResultsPanel::kept, this, &DataSetPanel::kept);
    connect(m_results, &CausalResultsPanel::startRequested, this, [this] { showPart(FullTest); });
    showState();
}

DataSetPanel::~DataSetPanel() = default;

void DataSetPanel::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    m_quick->setWorkspace(session);
    m_full->setWorkspace(session);
    m_results->setWorkspace(session);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::indexChanged, this, &DataSetPanel::showState);
        connect(session, &WorkspaceSession::artifactsChanged, this, &DataSetPanel::showState);
    }
    showState();
}

void DataSetPanel::showState() {
    const bool possible = m_session != nullptr && m_session->workspace() != nullptr && m_session->index() != nullptr;
    m_stack->setCurrentWidget(possible ? m_page : static_cast<QWidget*>(m_empty));
}

bool DataSetPanel::askForTable() {
    if (m_stack->currentWidget() == m_empty) {
        return false;
    }
    switch (part()) {
        case QuickLook:
            return m_quick->askForTable();
        case Results:
            return m_results->askForTable();
        default:
            return false;
    }
}

DataSetPanel::Part DataSetPanel::part() const { return static_cast<Part>(m_partStack->currentIndex()); }

void DataSetPanel::showPart(int part) {
    if (part < 0 || part >= PartCount) {
        return;
    }
    m_parts->setCurrent(part);
    if (part == FullTest) {
        m_full->setSecondsPerPair(m_quick->secondsPerPair());
    }
    m_partStack->setCurrentIndex(part);
}

void DataSetPanel::measure(const Intervention& intervention) {
    showPart(QuickLook);
    m_quick->measure(intervention);
}

void DataSetPanel::showRun(const QString& id) {
    showPart(Results);
    m_results->showRun(id);
}

void DataSetPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("part"), m_partStack->currentIndex());
    const auto inside = [&settings](const QString& name, const auto* panel) {
        settings.beginGroup(name);
        panel->saveState(settings);
        settings.endGroup();
    };
    inside(QStringLiteral("quick"), m_quick);
    inside(QStringLiteral("full"), m_full);
    inside(QStringLiteral("results"), m_results);
}

void DataSetPanel::restoreState(QSettings& settings) {
    const auto inside = [&settings](const QString& name, auto* panel) {
        settings.beginGroup(name);
        panel->restoreState(settings);
        settings.endGroup();
    };
    inside(QStringLiteral("quick"), m_quick);
    inside(QStringLiteral("full"), m_full);
    inside(QStringLiteral("results"), m_results);
    showPart(std::clamp(settings.value(QStringLiteral("part")).toInt(), 0, PartCount - 1));
}

void DataSetPanel::showSomethingMeaningful() {
    const bool runs =
        m_session != nullptr && m_session->workspace() != nullptr && !causalRuns(*m_session->workspace()).empty();
    showPart(runs ? Results : QuickLook);
}

}  // namespace saferscope
