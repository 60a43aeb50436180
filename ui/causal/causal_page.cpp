// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_page.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/kept_panel.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/steering_panel.h"
#include "ui/causal/survey_panel.h"
#include "ui/theme/icons.h"

#include <QSettings>
#include <QTabWidget>

namespace saferscope {

template <class Panel>
void CausalPage::connectPanel(Panel* panel) {
    connect(panel, &Panel::told, this, &CausalPage::showMessage);
    connect(panel, &Panel::failed, this, &CausalPage::showError);
}

CausalPage::CausalPage(QWidget* parent) : TabbedPage(parent) {
    m_pair = new PairPanel(tabs());
    addTab(m_pair, tr("One pair"));
    connectPanel(m_pair);
    connect(m_pair, &PairPanel::overviewRequested, this, &CausalPage::overviewRequested);
    connect(m_pair, &PairPanel::surveyRequested, this, &CausalPage::measure);
    connect(m_pair, &PairPanel::kept, this, &CausalPage::somethingKept);
    m_dataSet = new DataSetPanel(tabs());
    addTab(m_dataSet, tr("Data set"));
    connectPanel(m_dataSet);
    connect(m_dataSet, &DataSetPanel::pairRequested, this, &CausalPage::showPair);
    connect(m_dataSet, &DataSetPanel::kept, this, &CausalPage::somethingKept);
    connect(m_dataSet, &DataSetPanel::overviewRequested, this, &CausalPage::overviewRequested);
    m_steering = new SteeringPanel(tabs());
    addTab(m_steering, tr("Steering"));
    connectPanel(m_steering);
    connect(m_steering, &SteeringPanel::overviewRequested, this, &CausalPage::overviewRequested);
    connect(m_steering, &SteeringPanel::settled, messageBar(), &MessageBar::dismiss);
    m_kept = new KeptPanel(tabs());
    addTab(m_kept, tr("Kept"));
    connectPanel(m_kept);
    connect(m_kept, &KeptPanel::pairRequested, this, &CausalPage::showPair);
    connect(m_kept, &KeptPanel::beginRequested, this, [this] { showTab(OnePair); });
    connect(m_kept, &KeptPanel::surveyRequested, this, &CausalPage::measure);
    connect(m_kept, &KeptPanel::runRequested, this, [this](const QString& run) {
        showTab(DataSet);
        m_dataSet->showRun(run);
    });
}

void CausalPage::somethingKept() {
    m_kept->reload();
    m_steering->refresh();
}

void CausalPage::showKept(const QString& name) {
    showTab(Kept);
    m_kept->select(name.toStdString());
}

void CausalPage::measure(const Intervention& intervention) {
    showTab(DataSet);
    m_dataSet->measure(intervention);
}

void CausalPage::showPair(const QString& dataset, const QString& pairId, const Intervention& intervention) {
    const auto index = m_session != nullptr ? m_session->index() : nullptr;
    // An index of several data sets calls its pairs "DATASET/ID".
    auto found = index != nullptr ? index->findPair(pairId.toStdString()) : std::nullopt;
    if (index != nullptr && !found) {
        found = index->findPair((dataset + QLatin1Char('/') + pairId).toStdString());
    }
    if (!found) {
        showMessage(MessageKind::Warning, tr("The pair “%1” is not in the open index.").arg(pairId),
                    tr("This tab shows pairs of the index's own data set."));
        return;
    }
    m_session->selectPair(*found);
    m_pair->showIntervention(intervention);
    showTab(OnePair);
}

CausalPage::~CausalPage() = default;

QIcon CausalPage::icon() const { return themedIcon(key()); }

void CausalPage::setWorkspace(WorkspaceSession* session) {
    messageBar()->hide();
    m_session = session;
    m_pair->setWorkspace(session);
    m_dataSet->setWorkspace(session);
    m_kept->setWorkspace(session);
    m_steering->setWorkspace(session);
}

QString CausalPage::tabName(int tab) {
    const char* const names[TabCount] = {"pair", "data-set", "steering", "kept"};
    return tab >= 0 && tab < TabCount ? QString::fromLatin1(names[tab]) : QString();
}

void CausalPage::saveState(QSettings& settings) const {
    TabbedPage::saveState(settings);
    inGroup(settings, "pair", [this](QSettings& group) { m_pair->saveState(group); });
    inGroup(settings, "data-set", [this](QSettings& group) { m_dataSet->saveState(group); });
    inGroup(settings, "steering", [this](QSettings& group) { m_steering->saveState(group); });
    inGroup(settings, "kept", [this](QSettings& group) { m_kept->saveState(group); });
}

void CausalPage::restoreState(QSettings& settings) {
    TabbedPage::restoreState(settings);
    inGroup(settings, "pair", [this](QSettings& group) { m_pair->restoreState(group); });
    inGroup(settings, "data-set", [this](QSettings& group) { m_dataSet->restoreState(group); });
    inGroup(settings, "steering", [this](QSettings& group) { m_steering->restoreState(group); });
    inGroup(settings, "kept", [this](QSettings& group) { m_kept->restoreState(group); });
}

bool CausalPage::askForTable() {
    switch (tabs()->currentIndex()) {
        case DataSet:
            return m_dataSet->askForTable();
        case Kept:
            return m_kept->askForTable();
        default:
            return false;
    }
}

void CausalPage::showSomethingMeaningful() {
    showTab(OnePair);
    m_pair->showSomethingMeaningful();
    m_dataSet->showSomethingMeaningful();
    m_kept->showSomethingMeaningful();
    m_steering->showSomethingMeaningful();
}

}  // namespace saferscope
