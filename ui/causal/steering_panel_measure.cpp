// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_starter.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_comparer.h"
#include "ui/causal/steering_measure.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLocale>
#include <QPushButton>
#include <QTableView>

namespace saferscope {
namespace {

QString effectText(const SteeringEffect& effect) {
    const auto& all = effect.comparison.overall;
    const auto margin = [](double value) { return QLocale().toString(value, 'f', 3); };
    const QString words =
        SteeringPanel::tr("Verdicts turned right: %1, wrong: %2. Mean margin: %3 without the profile, %4 with it.")
            .arg(all.counts.gained)
            .arg(all.counts.lost)
            .arg(margin(effect.marginWithout), margin(effect.marginWith));
    const bool surely = all.ci.low > 0.0 || all.ci.high < 0.0;
    return surely ? words
                  : words + QLatin1Char(' ') + SteeringPanel::tr("No change of accuracy beyond chance over all pairs.");
}

}  // namespace

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
    const auto fittedOn = jsonMemberOr<std::string>(profile->provenance, "dataset_hash", {}, {});
    const QString fitted = fittedOn && *fittedOn == dataset->contentHash
                               ? QLatin1Char(' ') + tr("It was fitted on pairs of this data set: choose another one.")
                               : QString();
    const SteeringRuns runs = findSteeringRuns(workspace()->runs(), model->contentHash, dataset->contentHash, *profile,
                                               workspace()->settings());
    if (!runs.steered) {
        m_measure->setEnabled(true);
        m_measured->setText(tr("Not measured on this data set yet.") + fitted);
        return;
    }
    if (runs.plain && runs.plain->state == RunState::Finished && runs.steered->state == RunState::Finished) {
        const auto* answer = m_comparer->ask(workspace()->folder(), *runs.plain, *runs.steered);
        if (answer == nullptr) {
            m_measured->setText(tr("Reading the verdicts…"));
            return;
        }
        const auto& effect = *answer;
        m_measure->setEnabled(!effect.has_value());
        if (!effect) {
            m_measured->setText(sentences(effect.error()));
            return;
        }
        m_effect->setComparison(effect->comparison);
        fitColumns();
        m_effectTable->show();
        m_measured->setText(effectText(*effect) + fitted);
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
    const SteeringRuns runs = findSteeringRuns(workspace()->runs(), model->contentHash, dataset->contentHash, *profile,
                                               workspace()->settings());
    if (runs.plain && runs.steered) {  // their verdicts could not be read or compared: perhaps they can now
        m_comparer->forget();
        return showMeasured();
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
