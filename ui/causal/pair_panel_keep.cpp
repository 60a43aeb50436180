// SPDX-License-Identifier: GPL-3.0-or-later
// What the One pair tab hands on: kept results, steering profiles, a command line.
#include "core/workspace/workspace.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/pair_panel.h"
#include "ui/dialogs/form_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>
#include <functional>

namespace saferscope {
namespace {

/// A shell's word: quoted where it has to be.
QString shellWord(const QString& text) {
    static const QString harmless = QStringLiteral("/._-,:=+");
    for (const QChar letter : text) {
        if (!(letter.isLetterOrNumber() && letter.unicode() < 128) && !harmless.contains(letter)) {
            QString quoted = text;
            return QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
        }
    }
    return text.isEmpty() ? QStringLiteral("''") : text;
}

/// Asks for a name and a note; `save` says what is wrong with them, or nothing.
void askForName(QWidget* parent, const QString& title, const QString& sentence, const QString& proposal,
                const std::function<Status(const std::string& name, const std::string& note)>& save) {
    auto* dialog = new FormDialog(title, sentence, PairPanel::tr("Save"), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* name = new QLineEdit(proposal, dialog);
    name->setObjectName(QStringLiteral("name"));
    name->selectAll();
    auto* note = new QLineEdit(dialog);
    note->setObjectName(QStringLiteral("note"));
    dialog->addRow(PairPanel::tr("&Name"), name);
    dialog->addRow(PairPanel::tr("No&te"), note);
    dialog->keepOpenOnAction();
    QObject::connect(dialog->action(), &QPushButton::clicked, dialog, [=] {
        if (const Status saved = save(name->text().trimmed().toStdString(), note->text().trimmed().toStdString());
            saved) {
            dialog->accept();
        } else {
            dialog->showError(saved.error());
        }
    });
    dialog->open();
    name->setFocus();
}

}  // namespace

std::optional<KeptResult> PairPanel::result() const {
    if (m_session == nullptr || m_session->index() == nullptr || m_lab->effect() == nullptr || !m_lab->pair()) {
        return std::nullopt;
    }
    const IndexManifest& manifest = m_session->index()->manifest();
    KeptResult made;
    made.kind = KeptResult::Kind::Pair;
    made.intervention = m_lab->intervention();
    made.modelHash = manifest.modelHash;
    made.saeHash = manifest.saeHash;
    made.datasetName = manifest.datasetName;
    made.pairId = m_session->index()->pair(*m_lab->pair()).id;
    made.before = m_lab->effect()->before;
    made.after = m_lab->effect()->after;
    return made;
}

SteeringProfile PairPanel::profile() const {
    SteeringProfile made;
    made.intervention = m_list.intervention();
    if (m_session != nullptr && m_session->index() != nullptr) {
        const IndexManifest& manifest = m_session->index()->manifest();
        made.saeHash = manifest.saeHash;
        made.modelHash = manifest.modelHash;
        made.layer = manifest.layer;
    }
    return made;
}

void PairPanel::keep() {
    const std::optional<KeptResult> made = result();
    if (!made || m_session->workspace() == nullptr) {
        return;
    }
    const QString proposal = QStringLiteral("%1 %2").arg(
        QString::fromStdString(made->pairId), QString::fromStdString(describeIntervention(made->intervention)));
    askForName(this, tr("Keep this result"), tr("The changes and both rewards of this pair are kept in the workspace."),
               proposal.left(80).replace(QLatin1Char('/'), QLatin1Char('-')),
               [this, kept = *made](const std::string& name, const std::string& note) mutable {
                   kept.name = name;
                   kept.note = note;
                   Status saved = keepResult(*m_session->workspace(), kept, false);
                   if (saved) {
                       Q_EMIT told(MessageKind::Success, tr("The result is kept."), tr("The Kept tab has it."));
                       Q_EMIT this->kept();
                   }
                   return saved;
               });
}

void PairPanel::saveProfile() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    askForName(this, tr("Save as steering profile"),
               tr("The changes are kept by name, to be measured and applied to models as a whole."),
               QString::fromStdString(describeIntervention(m_list.intervention())).left(80),
               [this, made = profile()](const std::string& name, const std::string& note) mutable {
                   made.name = name;
                   made.note = note;
                   Status saved = saveSteeringProfile(*m_session->workspace(), made, false);
                   if (saved) {
                       Q_EMIT told(MessageKind::Success, tr("The steering profile is saved."),
                                   tr("The Steering tab has it."));
                       Q_EMIT kept();
                   }
                   return saved;
               });
}

bool PairPanel::oneOperation() const {
    const std::vector<FeatureChange> changes = m_list.intervention().changes;
    return !changes.empty() && std::all_of(changes.begin(), changes.end(), [&](const FeatureChange& change) {
        return change.operation == changes.front().operation && change.value == changes.front().value;
    });
}

QString PairPanel::commandLine() const {
    QStringList words{QStringLiteral("safer"), QStringLiteral("steer")};
    const auto option = [&](const char* name, const QString& value) {
        words << QLatin1String(name) << shellWord(value);
    };
    if (m_session != nullptr && m_session->index() != nullptr) {
        const IndexManifest& manifest = m_session->index()->manifest();
        QString model = QStringLiteral("MODEL");
        QString sae = QStringLiteral("SAE");
        QString pairs = QStringLiteral("pairs.jsonl");
        if (const Workspace* workspace = m_session->workspace()) {
            for (const Artifact& one : workspace->artifacts(ArtifactKind::Model)) {
                model = one.contentHash == manifest.modelHash ? QString::fromStdString(one.path.string()) : model;
            }
            for (const Artifact& one : workspace->artifacts(ArtifactKind::Sae)) {
                sae = one.contentHash == manifest.saeHash ? QString::fromStdString(one.path.string()) : sae;
            }
            for (const Dataset& one : workspace->datasets()) {
                pairs = one.contentHash == manifest.datasetHash && !one.sourcePath.empty()
                            ? QString::fromStdString(one.sourcePath)
                            : pairs;
            }
        }
        option("--model", model);
        option("--sae", sae);
        option("--layer", QString::number(manifest.layer));
        option("--data", pairs);
    }
    // The command does one thing to any number of features; what mixes things needs a profile.
    const Intervention wanted = m_list.intervention();
    QStringList features;
    for (const FeatureChange& change : wanted.changes) {
        features << QString::number(change.feature.value());
    }
    if (oneOperation()) {
        option("--feature", features.join(QLatin1Char(',')));
        option("--op", QString::fromLatin1(featureOperationName(wanted.changes.front().operation)));
        if (wanted.changes.front().operation != FeatureOperation::Ablate) {
            option("--value", QString::number(wanted.changes.front().value, 'g', 10));
        }
        if (wanted.positions != PositionChoice()) {
            option("--positions", QString::fromStdString(positionText(wanted.positions)));
        }
    } else {
        option("--profile", QStringLiteral("PROFILE"));
        if (m_session != nullptr && m_session->workspace() != nullptr) {
            option("--workspace", QString::fromStdString(m_session->workspace()->folder().string()));
        }
    }
    words << QStringLiteral("--json");
    return words.join(QLatin1Char(' '));
}

void PairPanel::copyCommand() {
    QApplication::clipboard()->setText(commandLine());
    Q_EMIT told(MessageKind::Success, tr("The command is copied."),
                oneOperation()
                    ? tr("Paste it into a terminal.")
                    : tr("It does one thing to all features, and these changes are of several kinds: save them "
                         "as a steering profile and put its name in the place of PROFILE."));
}

}  // namespace saferscope
