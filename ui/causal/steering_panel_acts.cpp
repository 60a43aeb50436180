// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/workspace/steering_profiles.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/dialogs/form_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace saferscope {
namespace {

constexpr const char* documentKind = "steering-profile";
constexpr std::uint64_t largestFile = 16u << 20;

}  // namespace

bool SteeringPanel::act(const Work& work, const std::string& name, const QString& done, Work undo) {
    if (workspace() == nullptr) {
        return false;
    }
    if (const Status status = work(*workspace()); !status) {
        showProblem(status.error());
        return false;
    }
    m_undoSelect = current() ? current()->name : std::string();
    m_undoWork = std::move(undo);
    refresh();
    select(name);
    m_message->showMessage(MessageKind::Success, done);
    m_undo->show();
    return true;
}

void SteeringPanel::undo() {
    if (!m_undoWork || workspace() == nullptr) {
        return;
    }
    const Work work = std::move(m_undoWork);
    m_undoWork = nullptr;
    m_undo->hide();
    if (const Status status = work(*workspace()); !status) {
        showProblem(status.error());
        return;
    }
    refresh();
    select(m_undoSelect);
    m_message->showMessage(MessageKind::Info, tr("Taken back."));
}

bool SteeringPanel::add(SteeringProfile profile) {
    const std::string name = profile.name;
    return act([profile](Workspace& to) { return saveSteeringProfile(to, profile, false); }, name,
               tr("The profile %1 is saved.").arg(QString::fromStdString(name)),
               [name](Workspace& from) { return removeSteeringProfile(from, name); });
}

bool SteeringPanel::rename(const std::string& newName) {
    const auto profile = current();
    if (!profile || profile->name == newName) {
        return false;
    }
    return act([&](Workspace& in) { return in.renameDocument(documentKind, profile->name, newName); }, newName,
               tr("Renamed to %1.").arg(QString::fromStdString(newName)),
               [old = profile->name, newName](Workspace& in) { return in.renameDocument(documentKind, newName, old); });
}

bool SteeringPanel::duplicate() {
    auto profile = current();
    if (!profile) {
        return false;
    }
    profile->name = freeName(profile->name + " copy");
    profile->createdAt.clear();
    return add(*profile);
}

bool SteeringPanel::remove() {
    const auto profile = current();
    if (!profile) {
        return false;
    }
    return act([&](Workspace& from) { return removeSteeringProfile(from, profile->name); }, {},
               tr("The profile %1 is deleted.").arg(QString::fromStdString(profile->name)),
               [profile](Workspace& to) { return saveSteeringProfile(to, *profile, false); });
}

void SteeringPanel::saveFactors() {
    const auto before = current();
    if (!before) {
        return;
    }
    SteeringProfile after = *before;
    after.intervention = m_factors->intervention();
    const QModelIndex place = m_factorTable->currentIndex();
    act([&](Workspace& to) { return saveSteeringProfile(to, after, true); }, after.name, tr("The new value is saved."),
        [before](Workspace& to) { return saveSteeringProfile(to, *before, true); });
    m_factorTable->setCurrentIndex(m_factors->index(place.row(), place.column()));
}

bool SteeringPanel::exportTo(const QString& path) {
    const auto profile = current();
    if (!profile) {
        return false;
    }
    if (const Status written = writeJsonFile(path.toStdString(), toJson(*profile)); !written) {
        showProblem(written.error());
        return false;
    }
    m_undo->hide();
    m_message->showMessage(MessageKind::Success, tr("Saved %1").arg(path));
    return true;
}

bool SteeringPanel::importFrom(const QString& path) {
    const auto json = readJsonFile(path.toStdString(), largestFile);
    auto profile = json ? steeringProfileFromJson(*json, path.toStdString())
                        : Result<SteeringProfile>(tl::unexpected<Error>(json.error()));
    if (!profile) {
        showProblem(profile.error());
        return false;
    }
    profile->name = freeName(profile->name);
    return add(std::move(*profile));
}

void SteeringPanel::askForName() {
    const auto profile = current();
    if (!profile) {
        return;
    }
    FormDialog dialog(tr("Rename the profile"), tr("What it measured stays with it."), tr("Rename"), this);
    auto* name = new QLineEdit(QString::fromStdString(profile->name), &dialog);
    name->selectAll();
    dialog.addRow(tr("&Name"), name);
    connect(dialog.action(), &QPushButton::clicked, &dialog, [&] {
        if (rename(name->text().trimmed().toStdString())) {
            dialog.accept();
        } else {
            dialog.showError({ErrorCode::Usage, m_message->what().toStdString(), m_message->whatToDo().toStdString()});
        }
    });
    dialog.exec();
}

void SteeringPanel::askForNew() {
    if (workspace() == nullptr || !m_new->isEnabled()) {
        return;
    }
    FormDialog dialog(tr("New steering profile"),
                      tr("The same change for every feature of a set; single values can be "
                         "changed afterwards."),
                      tr("Create"), this);
    auto* set = new QComboBox(&dialog);
    const auto sets = workspace()->featureSets();
    for (const FeatureSet& one : sets) {
        set->addItem(QString::fromStdString(one.name));
    }
    auto* name = new QLineEdit(QString::fromStdString(freeName("steer " + sets.front().name)), &dialog);
    auto* operation = new QComboBox(&dialog);
    for (const FeatureOperation one :
         {FeatureOperation::Scale, FeatureOperation::Ablate, FeatureOperation::Clamp, FeatureOperation::Add}) {
        operation->addItem(operationTitle(one), static_cast<int>(one));
    }
    auto* value = new QDoubleSpinBox(&dialog);
    value->setRange(-1000.0, 1000.0);
    value->setDecimals(3);
    value->setSingleStep(0.25);
    value->setValue(0.5);
    auto* positions = new QComboBox(&dialog);
    positions->addItem(tr("All tokens"), QStringLiteral("all"));
    positions->addItem(tr("Tokens of the answers"), QStringLiteral("response"));
    positions->addItem(tr("Sentence ends"), QStringLiteral("sentence-ends"));
    positions->addItem(tr("Sentence ends of the answers"), QStringLiteral("response,sentence-ends"));
    dialog.addRow(tr("&Name"), name);
    dialog.addRow(tr("&Features"), set);
    dialog.addRow(tr("&Change"), operation);
    dialog.addRow(tr("&Value"), value);
    dialog.addRow(tr("&Positions"), positions);
    connect(operation, &QComboBox::currentIndexChanged, &dialog,
            [=] { value->setEnabled(operation->currentData().toInt() != static_cast<int>(FeatureOperation::Ablate)); });
    connect(dialog.action(), &QPushButton::clicked, &dialog, [&] {
        const FeatureSet& chosen = sets[static_cast<std::size_t>(set->currentIndex())];
        const IndexManifest& manifest = m_session->index()->manifest();
        std::vector<FeatureId> features;
        for (const auto& member : chosen.members) {
            features.push_back(member.feature);
        }
        SteeringProfile profile;
        profile.name = name->text().trimmed().toStdString();
        profile.saeHash = chosen.saeHash;
        profile.layer = manifest.layer;
        profile.modelHash = manifest.modelHash;
        profile.provenance = {{"feature_set", chosen.name}};
        profile.intervention =
            changeAll(features, static_cast<FeatureOperation>(operation->currentData().toInt()), value->value(),
                      *positionsFromText(positions->currentData().toString().toStdString()));
        if (chosen.saeHash != manifest.saeHash) {
            dialog.showError({ErrorCode::InvalidInput, "The set names features of another SAE than the open index's.",
                              "Take a set that was made with this index."});
        } else if (add(profile)) {
            dialog.accept();
        } else {
            dialog.showError({ErrorCode::Usage, m_message->what().toStdString(), m_message->whatToDo().toStdString()});
        }
    });
    dialog.exec();
}

void SteeringPanel::makeActs() {
    connect(m_new, &QPushButton::clicked, this, &SteeringPanel::askForNew);
    connect(m_rename, &QPushButton::clicked, this, &SteeringPanel::askForName);
    connect(m_duplicate, &QPushButton::clicked, this, &SteeringPanel::duplicate);
    connect(m_delete, &QPushButton::clicked, this, &SteeringPanel::remove);
    connect(m_undo, &QPushButton::clicked, this, &SteeringPanel::undo);
    connect(m_measure, &QPushButton::clicked, this, &SteeringPanel::measure);
    connect(m_factors, &SteeringFactorsModel::edited, this, &SteeringPanel::saveFactors, Qt::QueuedConnection);
    connect(m_export, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export the profile"),
                                                          QStringLiteral("profile.json"), tr("JSON (*.json)"));
        if (!path.isEmpty()) {
            exportTo(path);
        }
    });
    connect(m_import, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Import a profile"), {}, tr("JSON (*.json)"));
        if (!path.isEmpty()) {
            importFrom(path);
        }
    });
}

}  // namespace saferscope
