// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/judge_form.h"
#include "ui/pages/overview_state.h"
#include "ui/pages/page.h"

#include <QDialog>
#include <QPointer>
#include <array>
#include <memory>

class QBoxLayout;
class QGridLayout;
class QPushButton;

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
    /// Open the dialogs that bring a published model or SAE in, with a path already chosen when one is given.
    void openModel(const QString& path = {});
    void openSae(const QString& path = {});
    /// Opens the dialog "Rate features by a judge". What there is to say appears on `asker`, or here.
    void rateByJudge(Page* asker = nullptr);
    /// Opens the dialog "Settings of this workspace".
    void editWorkspaceSettings();
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// For tests: keys from elsewhere than the system's keyring.
    void setSecretStore(std::unique_ptr<SecretStore> store);

Q_SIGNALS:
    /// The main window shows the Annotate page.
    void annotateRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void act(PipelineStep step);
    void followLink(PipelineStep step);
    void arrange();
    void refreshSoon();
    void resumeRating(const QString& id);

    WorkspaceSession* m_session = nullptr;
    std::unique_ptr<JobStarter> m_starter;
    std::unique_ptr<SecretStore> m_secrets;
    JudgeForm m_judgeForm;  ///< as the dialog was left
    QPointer<QDialog> m_judgeDialog;
    Label* m_heading = nullptr;
    ElidedLabel* m_place = nullptr;
    QPushButton* m_settings = nullptr;
    QWidget* m_inside = nullptr;
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
    bool m_stale = false;  ///< ratings changed while the page was hidden
};

}  // namespace saferscope
