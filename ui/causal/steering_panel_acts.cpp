// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/workspace/steering_profiles.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_dialogs.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace saferscope {
namespace {

constexpr const char* documentKind = "steering-profile";
constexpr std::uint64_t largestFile = 16u << 20;

}  // namespace

Status SteeringPanel::act(const Work& work, const std::string& name, const QString& done, Work undo) {
    if (workspace() == nullptr) {
        return fail(ErrorCode::Usage, "No workspace is open.");
    }
    if (Status status = work(*workspace()); !status) {
        return status;
    }
    m_undoSelect = current() ? current()->name : std::string();
    m_undoWork = std::move(undo);
    m_undo->show();
    refresh();
    select(name);
    m_problemShown = false;
    Q_EMIT told(MessageKind::Success, done, tr("Undo (Ctrl+Z) takes it back."));
    return {};
}

bool SteeringPanel::orShow(const Status& status) {
    if (!status) {
        showProblem(status.error());
    }
    return status.has_value();
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
    Q_EMIT told(MessageKind::Info, tr("Taken back."), {});
}

bool SteeringPanel::add(const SteeringProfile& profile) { return orShow(tryAdd(profile)); }

Status SteeringPanel::tryAdd(const SteeringProfile& profile) {
    const std::string name = profile.name;
    return act([profile](Workspace& to) { return saveSteeringProfile(to, profile, false); }, name,
               tr("The profile %1 is saved.").arg(QString::fromStdString(name)),
               [name](Workspace& from) { return removeSteeringProfile(from, name); });
}

bool SteeringPanel::rename(const std::string& newName) { return orShow(tryRename(newName)); }

Status SteeringPanel::tryRename(const std::string& newName) {
    const auto profile = current();
    if (!profile) {
        return fail(ErrorCode::Usage, "No profile is selected.");
    }
    if (profile->name == newName) {
        return {};
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
    return orShow(act([&](Workspace& from) { return removeSteeringProfile(from, profile->name); }, {},
                      tr("The profile %1 is deleted.").arg(QString::fromStdString(profile->name)),
                      [profile](Workspace& to) { return saveSteeringProfile(to, *profile, false); }));
}

void SteeringPanel::saveFactors() {
    const auto before = current();
    if (!before) {
        return;
    }
    SteeringProfile after = *before;
    after.intervention = m_factors->intervention();
    const QModelIndex place = m_factorTable->currentIndex();
    orShow(act([&](Workspace& to) { return saveSteeringProfile(to, after, true); }, after.name,
               tr("The new value is saved."),
               [before](Workspace& to) { return saveSteeringProfile(to, *before, true); }));
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
    m_problemShown = false;
    Q_EMIT told(MessageKind::Success, tr("Saved %1").arg(path), {});
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
    return add(*profile);
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
    dialog.keepOpenOnAction();
    connect(dialog.action(), &QPushButton::clicked, &dialog, [&] {
        if (const Status renamed = tryRename(name->text().trimmed().toStdString()); !renamed) {
            dialog.showError(renamed.error());
        } else {
            dialog.accept();
        }
    });
    dialog.exec();
}

SteeringDialogHooks SteeringPanel::hooks() {
    return {[this](const std::string& wanted) { return freeName(wanted); },
            [this](const SteeringProfile& profile) { return tryAdd(profile); },
            [this](const SteeringFitRequest& request) { return startFit(request); }};
}

void SteeringPanel::askForNew() {
    if (workspace() != nullptr && m_session->index() != nullptr) {
        NewSteeringDialog(*m_session, hooks(), this).exec();
    }
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
