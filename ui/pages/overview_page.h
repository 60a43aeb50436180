// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/overview_state.h"
#include "ui/pages/page.h"

#include <array>
#include <memory>

class QBoxLayout;
class QGridLayout;

namespace saferscope {

class ElidedLabel;
class JobStarter;
class Label;
class OverviewAccuracy;
class OverviewCurves;
class OverviewJobs;
class OverviewQuality;
class OverviewStepCard;

/// The pipeline from data to scores, its jobs and their curves, and how good the autoencoder is.
class OverviewPage : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(QWidget* parent = nullptr);
    ~OverviewPage() override;

    QString key() const override { return QStringLiteral("overview"); }
    QString title() const override { return tr("Overview"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;

    const OverviewStepCard* card(PipelineStep step) const { return m_cards[static_cast<std::size_t>(step)]; }
    /// Opens the import dialog, with a file already chosen when one is given.
    void importPairs(const QString& file = {});

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void act(PipelineStep step);
    void arrange();

    WorkspaceSession* m_session = nullptr;
    std::unique_ptr<JobStarter> m_starter;
    Label* m_heading = nullptr;
    ElidedLabel* m_place = nullptr;
    QGridLayout* m_pipeline = nullptr;
    int m_columns = 0;
    std::array<OverviewStepCard*, pipelineSteps> m_cards{};
    QBoxLayout* m_middle = nullptr;
    QBoxLayout* m_lower = nullptr;
    OverviewJobs* m_jobs = nullptr;
    OverviewQuality* m_quality = nullptr;
    OverviewCurves* m_curves = nullptr;
    OverviewAccuracy* m_accuracy = nullptr;
    bool m_refreshQueued = false;
};

}  // namespace saferscope
