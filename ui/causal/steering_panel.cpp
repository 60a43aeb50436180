// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_panel.h"

#include "core/causal/steering_fold.h"
#include "core/workspace/steering_profiles.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/job_starter.h"
#include "ui/bridge/session_listener.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_comparer.h"
#include "ui/causal/steering_features.h"
#include "ui/causal/steering_fit_process.h"
#include "ui/causal/steering_models.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>
#include <algorithm>
#include <utility>

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

/// How a profile came to be, from its provenance; empty where that does not say.
QString originText(const Json& provenance) {
    const auto text = [&](const char* name) {
        return QString::fromStdString(jsonMemberOr<std::string>(provenance, name, {}, {}).value_or(std::string()));
    };
    const auto number = [&](const char* name) { return jsonMemberOr<double>(provenance, name, 0.0, {}).value_or(0.0); };
    const QString set = text("set").isEmpty() ? text("feature_set") : text("set");
    if (text("made_by") != QLatin1String("fit")) {
        return !set.isEmpty()              ? SteeringPanel::tr("From the set %1").arg(set)
               : !text("source").isEmpty() ? SteeringPanel::tr("From %1").arg(text("source"))
                                           : QString();
    }
    const double trained = number("train_pairs");
    const double held = number("holdout_pairs");
    const auto percent = [](double share) { return QLocale().toString(100.0 * share, 'f', 1) + QStringLiteral(" %"); };
    QString words =
        SteeringPanel::tr("Fitted on %1 trusted pairs of %2 (%3). On %4 held-out ones: %5 right before, %6 after.")
            .arg(QLocale().toString(trained, 'f', 0), text("dataset"),
                 set.isEmpty() ? SteeringPanel::tr("%Ln features", nullptr, pluralOf(number("features")))
                               : SteeringPanel::tr("set %1").arg(set),
                 QLocale().toString(held, 'f', 0), percent(number("accuracy_before")),
                 percent(number("accuracy_after")));
    if (trained + held < 200.0) {
        words += QLatin1Char(' ') + SteeringPanel::tr("So few pairs are unreliable: measure it on others.");
    } else {
        words += QLatin1Char(' ') + SteeringPanel::tr("They also chose when to stop: measure it on others.");
    }
    return words;
}

}  // namespace

SteeringPanel::~SteeringPanel() = default;

Workspace* SteeringPanel::workspace() const { return m_session != nullptr ? m_session->workspace() : nullptr; }

void SteeringPanel::setWorkspace(WorkspaceSession* session) {
    stopListening(m_session, this);
    m_starter.reset();
    m_session = session;
    m_undoWork = nullptr;
    m_undo->hide();
    m_comparer->forget();
    m_fitProcess->cancel();  // it was for the workspace that goes
    m_problemShown = false;
    if (workspace() != nullptr) {
        m_starter = std::make_unique<JobStarter>(session);
        connect(m_starter.get(), &JobStarter::started, this, &SteeringPanel::showMeasured);
        connect(m_starter.get(), &JobStarter::failed, this, [this](const Error& error) {
            showProblem(error);
            showMeasured();  // it can be tried again
        });
        connect(session, &WorkspaceSession::artifactsChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &SteeringPanel::refresh);
        connect(session, &WorkspaceSession::documentsChanged, this, &SteeringPanel::refresh);
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

QString SteeringPanel::aboutText() const { return m_about->text(); }

void SteeringPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("split"), m_splitter->saveState());
    settings.setValue(QStringLiteral("profile"), current() ? QString::fromStdString(current()->name) : QString());
    settings.setValue(QStringLiteral("model"), m_model->currentText());
    settings.setValue(QStringLiteral("dataset"), m_dataset->currentText());
}

void SteeringPanel::restoreState(QSettings& settings) {
    if (const QByteArray split = settings.value(QStringLiteral("split")).toByteArray(); !split.isEmpty()) {
        m_splitter->restoreState(split);
    }
    m_wantedName = settings.value(QStringLiteral("profile")).toString().toStdString();
    m_wantedModel = settings.value(QStringLiteral("model")).toString();
    m_wantedDataset = settings.value(QStringLiteral("dataset")).toString();
    if (workspace() != nullptr) {
        for (const auto& [box, wanted] : {std::pair(m_model, m_wantedModel), std::pair(m_dataset, m_wantedDataset)}) {
            if (const int found = box->findText(wanted); found >= 0) {
                box->setCurrentIndex(found);
            }
        }
        select(std::exchange(m_wantedName, {}));
    }
}

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
    QString other;  // most likely not what the model was trained on
    if (open != nullptr && m_session->index() != nullptr) {
        const IndexManifest& manifest = m_session->index()->manifest();
        for (const Artifact& model : open->artifacts(ArtifactKind::Model)) {
            made = model.contentHash == manifest.modelHash ? QString::fromStdString(model.name) : made;
        }
        for (const Dataset& dataset : open->datasets()) {
            other = dataset.contentHash != manifest.datasetHash ? QString::fromStdString(dataset.name) : other;
        }
    }
    fillBox(m_model, models, models.contains(m_wantedModel) ? m_wantedModel : made);
    fillBox(m_dataset, datasets, datasets.contains(m_wantedDataset) ? m_wantedDataset : other);
    const bool indexed = open != nullptr && m_session->index() != nullptr;
    const QString first = tr("Build an index on the Overview page first.");
    m_new->setEnabled(indexed);
    m_new->setToolTip(plainToolTip(
        indexed ? tr("A profile that changes the kept features, a set or single features (Ctrl+N)") : first));
    m_fit->setEnabled(indexed && !models.isEmpty() && !datasets.isEmpty() && !m_fitProcess->running());
    m_fit->setToolTip(
        plainToolTip(indexed ? tr("Find a factor for each feature that makes trusted pairs right") : first));
    // Profiles that were made elsewhere can be read and measured without an index; the last one deleted can be brought
    // back.
    m_stack->setCurrentIndex(open != nullptr && (indexed || m_profiles->rowCount() > 0 || m_undoWork) ? 1 : 0);
    fitColumns();
    if (shown) {
        select(shown->name);
    } else if (!m_wantedName.empty()) {
        select(m_wantedName);
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
        m_shownName.clear();
        return;
    }
    m_wantedName.clear();
    if (m_shownName != profile->name) {
        m_shownName = profile->name;
        if (std::exchange(m_problemShown, false)) {
            Q_EMIT settled();
        }
    }
    m_title->setText(QString::fromStdString(profile->name));
    QString model = tr("a model that is not in this workspace");
    for (const Artifact& artifact : workspace()->artifacts(ArtifactKind::Model)) {
        model = artifact.contentHash == profile->modelHash ? QString::fromStdString(artifact.name) : model;
    }
    QStringList about = {profile->modelHash.empty() ? tr("Made for no particular model") : tr("Made for %1").arg(model),
                         tr("layer %1").arg(profile->layer),
                         tr("at %1").arg(positionTitle(profile->intervention.positions))};
    QString text = about.join(QStringLiteral(" · "));
    if (const QString origin = originText(profile->provenance); !origin.isEmpty()) {
        text += QLatin1Char('\n') + origin;
    }
    if (!profile->note.empty()) {
        text += QLatin1Char('\n') + QString::fromStdString(profile->note);
    }
    m_about->setText(text);
    m_folding->setText(foldability(*profile)
                           ? tr("This profile adds the same vector at every token, so it can be folded into the "
                                "model's weights.")
                           : tr("This profile depends on the token, so it cannot be folded into the weights; "
                                "“safer evaluate --steer” applies it."));
    m_factors->setIntervention(profile->intervention);
    showMeasured();
}

void SteeringPanel::showProblem(const Error& error) {
    m_problemShown = true;
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

}  // namespace saferscope
