// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_page.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/kept_panel.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/steering_panel.h"
#include "ui/causal/survey_panel.h"
#include "ui/theme/icons.h"

#include <QSettings>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

/// Runs `act` inside the panel's own group of the page's settings.
template <class Act>
void inGroup(QSettings& settings, const char* name, Act&& act) {
    settings.beginGroup(QLatin1String(name));
    act(settings);
    settings.endGroup();
}

}  // namespace

template <class Panel>
void CausalPage::connectPanel(Panel* panel) {
    connect(panel, &Panel::told, this, &CausalPage::showMessage);
    connect(panel, &Panel::failed, this, &CausalPage::showError);
}

CausalPage::CausalPage(QWidget* parent) : Page(parent) {
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the page"));
    contentLayout()->addWidget(m_tabs, 1);
    m_pair = new PairPanel(m_tabs);
    addTab(m_pair, tr("One pair"));
    connectPanel(m_pair);
    connect(m_pair, &PairPanel::overviewRequested, this, &CausalPage::overviewRequested);
    connect(m_pair, &PairPanel::surveyRequested, this, &CausalPage::measure);
    connect(m_pair, &PairPanel::kept, this, &CausalPage::somethingKept);
    m_dataSet = new DataSetPanel(m_tabs);
    addTab(m_dataSet, tr("Data set"));
    connectPanel(m_dataSet);
    connect(m_dataSet, &DataSetPanel::pairRequested, this, &CausalPage::showPair);
    connect(m_dataSet, &DataSetPanel::kept, this, &CausalPage::somethingKept);
    connect(m_dataSet, &DataSetPanel::overviewRequested, this, &CausalPage::overviewRequested);
    m_steering = new SteeringPanel(m_tabs);
    addTab(m_steering, tr("Steering"));
    connectPanel(m_steering);
    m_kept = new KeptPanel(m_tabs);
    addTab(m_kept, tr("Kept"));
    connectPanel(m_kept);
    connect(m_kept, &KeptPanel::pairRequested, this, &CausalPage::showPair);
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

void CausalPage::addTab(QWidget* panel, const QString& title) {
    // Air between the line under the tabs and the panel.
    auto* frame = new QWidget(m_tabs);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, spacing(3), 0, 0);
    layout->addWidget(panel);
    const int place = m_tabs->addTab(frame, title);
    auto* keys = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + place)), this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, this, [this, place] { showTab(place); });
    m_tabs->setTabToolTip(place, keys->key().toString(QKeySequence::NativeText));
}

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

void CausalPage::showTab(int tab) {
    if (tab >= 0 && tab < m_tabs->count()) {
        m_tabs->setCurrentIndex(tab);
    }
}

void CausalPage::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    inGroup(settings, "pair", [this](QSettings& group) { m_pair->saveState(group); });
    inGroup(settings, "data-set", [this](QSettings& group) { m_dataSet->saveState(group); });
    inGroup(settings, "kept", [this](QSettings& group) { m_kept->saveState(group); });
}

void CausalPage::restoreState(QSettings& settings) {
    showTab(std::clamp(settings.value(QStringLiteral("tab")).toInt(), 0, TabCount - 1));
    inGroup(settings, "pair", [this](QSettings& group) { m_pair->restoreState(group); });
    inGroup(settings, "data-set", [this](QSettings& group) { m_dataSet->restoreState(group); });
    inGroup(settings, "kept", [this](QSettings& group) { m_kept->restoreState(group); });
}

void CausalPage::showSomethingMeaningful() {
    showTab(OnePair);
    m_pair->showSomethingMeaningful();
    m_dataSet->showSomethingMeaningful();
    m_kept->showSomethingMeaningful();
    m_steering->showSomethingMeaningful();
}

}  // namespace saferscope
