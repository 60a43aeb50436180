// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/intervention.h"
#include "ui/pages/tabbed_page.h"

#include <QPointer>

namespace saferscope {

class DataSetPanel;
class KeptPanel;
class PairPanel;
class SteeringPanel;

/// The Causal lab: change features inside the model and see what the reward does, for one pair while a slider moves,
/// for a whole data set, as a steering profile, and what people kept of it. GUI thread; all numbers come from child
/// processes.
class CausalPage : public TabbedPage {
    Q_OBJECT

public:
    enum Tab { OnePair, DataSet, Steering, Kept, TabCount };

    explicit CausalPage(QWidget* parent = nullptr);
    ~CausalPage() override;

    QString key() const override { return QStringLiteral("causal"); }
    QString title() const override { return tr("Causal lab"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    bool askForTable() override;
    void showSomethingMeaningful() override;

    static QString tabName(int tab);  ///< stable, for files: "steering"
    PairPanel* pairPanel() const { return m_pair; }
    DataSetPanel* dataSetPanel() const { return m_dataSet; }
    SteeringPanel* steeringPanel() const { return m_steering; }
    KeptPanel* keptPanel() const { return m_kept; }

public Q_SLOTS:
    /// A pair of the index under an intervention, on the first tab.
    void showPair(const QString& dataset, const QString& pairId, const saferscope::Intervention& intervention);
    /// What somebody kept under this name, selected on the last tab.
    void showKept(const QString& name);
    /// The quick look at an intervention on the second tab.
    void measure(const saferscope::Intervention& intervention);

Q_SIGNALS:
    /// The button of the empty state: there is nothing to change yet.
    void overviewRequested();

private:
    template <class Panel>
    void connectPanel(Panel* panel);
    void somethingKept();

    QPointer<WorkspaceSession> m_session;
    PairPanel* m_pair = nullptr;
    DataSetPanel* m_dataSet = nullptr;
    SteeringPanel* m_steering = nullptr;
    KeptPanel* m_kept = nullptr;
};

}  // namespace saferscope
