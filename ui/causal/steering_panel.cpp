// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_panel.h"

#include "core/causal/steering_fold.h"
#include "core/workspace/steering_profiles.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/job_starter.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_measure.h"
#include "ui/causal/steering_models.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <algorithm>

namespace saferscope {
namespace {

/// Fills a box and keeps what was chosen where it is still there; `preferred` is the first choice.
void fillBox(QComboBox* box, const QStringList& names, const QString& preferred) {
    const QString before = box->currentText();
    const QSignalBlocker blocker(box);
    box->clear();
    box->addItems(names);
    const int kept = box->findText(before.isEmpty() ? preferred : before);
    box->setCurrentIndex(kept >= 0 ? kept : std::min(0, box->count() - 1));
}

}  // namespace

SteeringPanel::~SteeringPanel() = default;

Workspace* SteeringPanel::workspace() const { return m_session != nullptr ? m_session->workspace() : nullptr; }

void SteeringPanel::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
        if (m_session->jobs() != nullptr) {
            disconnect(m_session->jobs(), nullptr, this, nullptr);
        }
    }
    m_starter.reset();
    m_session = session;
    m_undoWork = nullptr;
    m_undo->hide();
    m_message->dismiss();
    if (workspace() != nullptr) {
        m_starter = std::make_unique<JobStarter>(session);
        connect(m_starter.get(), &JobStarter::started, this, &SteeringPanel::showMeasured);
        connect(m_starter.get(), &JobStarter::failed, this, &SteeringPanel::showProblem);
        connect(session, &WorkspaceSession::artifactsChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::jobsChanged, this, &SteeringPanel::showMeasured);
    }
    refresh();
}

void SteeringPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();  // other tabs save profiles too
}

void SteeringPanel::showSomethingMeaningful() {
    if (m_profiles->rowCount() > 0 && !m_list->currentIndex().isValid()) {
        m_list->selectRow(0);
    }
}

std::optional<SteeringProfile> SteeringPanel::current() const {
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_profiles->rowCount()) {
        return std::nullopt;
    }
    return m_profiles->profiles()[static_cast<std::size_t>(row)];
}

QString SteeringPanel::measureText() const { return m_measured->text(); }

void SteeringPanel::refresh() {
    Workspace* open = workspace();
    const auto shown = current();
    m_reading = true;
    m_profiles->setProfiles(open != nullptr ? steeringProfiles(*open) : std::vector<SteeringProfile>());
    m_reading = false;
    QStringList models;
    QStringList datasets;
    if (open != nullptr) {
        for (const Artifact& model : open->artifacts(ArtifactKind::Model)) {
            models << QString::fromStdString(model.name);
        }
        for (const Dataset& dataset : open->datasets()) {
            datasets << QString::fromStdString(dataset.name);
        }
    }
    QString made;
    if (open != nullptr && m_session->index() != nullptr) {
        for (const Artifact& model : open->artifacts(ArtifactKind::Model)) {
            made = model.contentHash == m_session->index()->manifest().modelHash ? QString::fromStdString(model.name)
                                                                                 : made;
        }
    }
    fillBox(m_model, models, made);
    fillBox(m_dataset, datasets, {});
    m_new->setEnabled(open != nullptr && m_session->index() != nullptr && !open->featureSets().empty());
    m_new->setToolTip(plainToolTip(m_new->isEnabled() ? tr("A profile that changes every feature of a set (Ctrl+N)")
                                                      : tr("Save a feature set first: Features page, Feature sets.")));
    // Profiles that were made elsewhere can be read and measured without an index.
    m_stack->setCurrentIndex(open != nullptr && (m_session->index() != nullptr || m_profiles->rowCount() > 0) ? 1 : 0);
    if (shown) {
        select(shown->name);
    } else {
        showSomethingMeaningful();
    }
    showProfile();
}

void SteeringPanel::select(const std::string& name) {
    for (int row = 0; row < m_profiles->rowCount(); ++row) {
        if (m_profiles->profiles()[static_cast<std::size_t>(row)].name == name) {
            m_list->selectRow(row);
            return;
        }
    }
    showSomethingMeaningful();
}

void SteeringPanel::showProfile() {
    if (m_reading) {
        return;
    }
    const auto profile = current();
    m_details->setVisible(profile.has_value());
    m_none->setVisible(!profile.has_value());
    for (QPushButton* button : {m_rename, m_duplicate, m_delete, m_export}) {
        button->setEnabled(profile.has_value());
    }
    if (!profile) {
        m_factors->setIntervention({});
        m_effect->clear();
        return;
    }
    m_title->setText(QString::fromStdString(profile->name));
    QString model = tr("a model that is not in this workspace");
    for (const Artifact& artifact : workspace()->artifacts(ArtifactKind::Model)) {
        model = artifact.contentHash == profile->modelHash ? QString::fromStdString(artifact.name) : model;
    }
    QStringList about = {profile->modelHash.empty() ? tr("Made for no particular model") : tr("Made for %1").arg(model),
                         tr("layer %1").arg(profile->layer),
                         tr("at %1").arg(QString::fromStdString(positionText(profile->intervention.positions)))};
    const auto set = profile->provenance.find("feature_set");
    if (set != profile->provenance.end() && set->is_string()) {
        about << tr("from the set %1").arg(QString::fromStdString(set->get<std::string>()));
    }
    QString text = about.join(QStringLiteral(" · "));
    if (!profile->note.empty()) {
        text += QLatin1Char('\n') + QString::fromStdString(profile->note);
    }
    m_about->setText(text);
    m_folding->setText(foldability(*profile)
                           ? tr("This profile adds the same vector at every token, so it can be folded into the "
                                "model's weights.")
                           : tr("This profile depends on the token, so it cannot be folded into the weights; it is "
                                "applied by `safer evaluate --steer`."));
    m_factors->setIntervention(profile->intervention);
    showMeasured();
}

void SteeringPanel::showProblem(const Error& error) {
    m_message->showMessage(MessageKind::Error, QString::fromStdString(error.message),
                           QString::fromStdString(error.hint));
    m_undo->hide();
    Q_EMIT failed(error);
}

std::string SteeringPanel::freeName(const std::string& wanted) const {
    const auto taken = [this](const std::string& name) {
        const auto& all = m_profiles->profiles();
        return std::any_of(all.begin(), all.end(), [&](const SteeringProfile& one) { return one.name == name; });
    };
    std::string name = wanted;
    for (int number = 2; taken(name); ++number) {
        name = wanted + " " + std::to_string(number);
    }
    return name;
}

void SteeringPanel::showMeasured() {
    const auto profile = current();
    m_effect->clear();
    m_effectTable->hide();
    m_measure->setEnabled(false);
    if (!profile || workspace() == nullptr) {
        return;
    }
    const auto model = workspace()->artifact(ArtifactKind::Model, m_model->currentText().toStdString());
    const auto dataset = workspace()->dataset(m_dataset->currentText().toStdString());
    if (!model || !dataset) {
        m_measured->setText(tr("Measuring needs a reward model and a data set: import them on the Overview page."));
        return;
    }
    const SteeringRuns runs = findSteeringRuns(workspace()->runs(), model->contentHash, dataset->contentHash, *profile);
    if (!runs.steered) {
        m_measure->setEnabled(true);
        m_measured->setText(tr("Not measured on this data set yet."));
        return;
    }
    if (runs.plain && runs.plain->state == RunState::Finished && runs.steered->state == RunState::Finished) {
        const auto comparison = compareSteering(workspace()->folder(), *runs.plain, *runs.steered);
        m_measure->setEnabled(!comparison.has_value());
        if (!comparison) {
            m_measured->setText(QString::fromStdString(comparison.error().message));
            return;
        }
        m_effect->setComparison(*comparison);
        m_effectTable->resizeColumnsToContents();
        m_effectTable->show();
        const auto& all = comparison->overall;
        const bool surely = all.ci.low > 0.0 || all.ci.high < 0.0;
        m_measured->setText(tr("%1 pairs gained, %2 lost by the profile%3")
                                .arg(all.counts.gained)
                                .arg(all.counts.lost)
                                .arg(surely ? QStringLiteral(".") : tr(": no change beyond chance over all pairs.")));
        return;
    }
    m_measure->setEnabled(!runs.plain);  // the plain one was removed or failed
    m_measured->setText(runs.plain ? tr("Measuring: the table appears when both evaluations are done.")
                                   : tr("The evaluation without the profile is missing: measure again."));
}

void SteeringPanel::measure() {
    const auto profile = current();
    if (!profile || m_starter == nullptr || !m_measure->isEnabled()) {
        return;
    }
    const auto model = workspace()->artifact(ArtifactKind::Model, m_model->currentText().toStdString());
    const auto dataset = workspace()->dataset(m_dataset->currentText().toStdString());
    if (!model || !dataset) {
        return showProblem(!model ? model.error() : dataset.error());
    }
    std::string sae;
    for (const Artifact& artifact : workspace()->artifacts(ArtifactKind::Sae)) {
        sae = artifact.contentHash == profile->saeHash ? artifact.name : sae;
    }
    if (sae.empty()) {
        return showProblem({ErrorCode::NotFound, "The SAE whose features the profile names is not in this workspace.",
                            "Import it on the Overview page."});
    }
    m_measure->setEnabled(false);
    m_measured->setText(tr("Measuring: the table appears when both evaluations are done."));
    const SteeringRuns runs = findSteeringRuns(workspace()->runs(), model->contentHash, dataset->contentHash, *profile);
    JobRequest request;
    request.kind = JobKind::Evaluate;
    request.dataset = dataset->name;
    request.model = model->name;
    if (!runs.plain) {
        request.title = "Evaluate " + model->name + " on " + dataset->name;
        m_starter->start(request);
    }
    if (!runs.steered) {
        request.title = "Evaluate " + model->name + " on " + dataset->name + " with " + profile->name;
        request.sae = sae;
        request.steering = toJson(*profile);
        m_starter->start(request);
    }
}

}  // namespace saferscope
