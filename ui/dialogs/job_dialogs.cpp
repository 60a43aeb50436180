// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/job_dialogs.h"

#include "core/workspace/index_context.h"
#include "ui/dialogs/training_dialogs.h"
#include "ui/widgets/decimal_validator.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QIntValidator>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <algorithm>

namespace saferscope {
namespace {

class BuildIndexDialog : public JobDialog {
public:
    BuildIndexDialog(const Workspace& workspace, QWidget* parent)
        : JobDialog(JobDialog::tr("Build the feature index"),
                    JobDialog::tr("One pass over the pairs stores the rewards and every active feature of every token. "
                                  "The Features and Pairs pages read from it."),
                    JobDialog::tr("Build index"), parent) {
        m_dataset = addDatasets(workspace, JobDialog::tr("The pairs to look at."));
        if (const auto waiting = importedSinceIndex(workspace)) {
            m_dataset->setCurrentIndex(m_dataset->findData(QString::fromStdString(waiting->name)));
        }
        m_model = addArtifacts(workspace, ArtifactKind::Model, JobDialog::tr("&Reward model"));
        m_sae = addArtifacts(workspace, ArtifactKind::Sae, JobDialog::tr("&Sparse autoencoder"));
        m_device = addDevices();
    }
    JobRequest request() const override {
        JobRequest request;
        request.kind = JobKind::BuildIndex;
        request.dataset = m_dataset->currentData().toString().toStdString();
        request.model = m_model->currentData().toString().toStdString();
        request.sae = m_sae->currentData().toString().toStdString();
        request.device = m_device->currentData().toString().toStdString();
        request.title = JobDialog::tr("Feature index of %1").arg(m_dataset->currentData().toString()).toStdString();
        return request;
    }

private:
    QComboBox* m_dataset = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_sae = nullptr;
    QComboBox* m_device = nullptr;
};

class EvaluateDialog : public JobDialog {
public:
    EvaluateDialog(const Workspace& workspace, QWidget* parent)
        : JobDialog(
              JobDialog::tr("Evaluate a reward model"),
              JobDialog::tr("Counts how often the model gives the chosen answer the higher reward, per subset, with "
                            "95 % confidence intervals. Use pairs the model was not trained on."),
              JobDialog::tr("Evaluate"), parent) {
        m_dataset = addDatasets(workspace);
        // Held-out data usually says so in its name.
        for (int i = 0; i < m_dataset->count(); ++i) {
            const QString name = m_dataset->itemData(i).toString();
            if (name.contains(QLatin1String("eval"), Qt::CaseInsensitive) ||
                name.contains(QLatin1String("test"), Qt::CaseInsensitive)) {
                m_dataset->setCurrentIndex(i);
                break;
            }
        }
        m_model = addArtifacts(workspace, ArtifactKind::Model, JobDialog::tr("&Reward model"));
        m_device = addDevices();
    }
    JobRequest request() const override {
        JobRequest request;
        request.kind = JobKind::Evaluate;
        request.dataset = m_dataset->currentData().toString().toStdString();
        request.model = m_model->currentData().toString().toStdString();
        request.device = m_device->currentData().toString().toStdString();
        request.title = JobDialog::tr("Evaluation of %1 on %2")
                            .arg(m_model->currentData().toString(), m_dataset->currentData().toString())
                            .toStdString();
        return request;
    }

private:
    QComboBox* m_dataset = nullptr;
    QComboBox* m_model = nullptr;
    QComboBox* m_device = nullptr;
};

}  // namespace

JobDialog::JobDialog(const QString& title, const QString& sentence, const QString& action, QWidget* parent)
    : FormDialog(title, sentence, action, parent) {
    offerHelp(this, QStringLiteral("overview"));
}

QComboBox* JobDialog::addDatasets(const Workspace& workspace, const QString& remark) {
    auto* box = new QComboBox(this);
    for (const Dataset& dataset : workspace.datasets()) {
        const QString name = QString::fromStdString(dataset.name);
        box->addItem(tr("%1  (%Ln pairs)", nullptr, pluralOf(dataset.pairs)).arg(cellText(name)), name);
    }
    addRow(tr("&Data set"), box, remark);
    if (box->count() == 0) {
        reportMissing(tr("The workspace has no data set."), tr("Import one first."));
    }
    return box;
}

QComboBox* JobDialog::addArtifacts(const Workspace& workspace, ArtifactKind kind, const QString& label) {
    auto* box = new QComboBox(this);
    for (const Artifact& artifact : workspace.artifacts(kind)) {
        const QString name = QString::fromStdString(artifact.name);
        const QString shown = cellText(name);
        box->addItem(workspace.freshness(artifact).fresh ? shown : tr("%1  (out of date)").arg(shown), name);
    }
    addRow(label, box);
    if (box->count() == 0) {
        reportMissing(kind == ArtifactKind::Model ? tr("The workspace has no reward model.")
                                                  : tr("The workspace has no sparse autoencoder."),
                      tr("Train one first."));
    }
    return box;
}

QComboBox* JobDialog::addDevices() {
    auto* box = new QComboBox(this);
    box->addItem(tr("Processor (CPU)"), QStringLiteral("cpu"));
    box->addItem(tr("Graphics card (CUDA)"), QStringLiteral("cuda"));
    addRow(tr("D&evice"), box);
    return box;
}

void JobDialog::reportMissing(const QString& what, const QString& whatToDo) {
    messageBar()->showMessage(MessageKind::Warning, what, whatToDo);
    m_missing = true;
    updateAction();
}

QLineEdit* JobDialog::addNumber(const QString& label, double value, double least, double most, const QString& remark,
                                bool whole) {
    QLineEdit* field = makeNumber(value, least, most, whole);
    addRow(label, field, remark);
    return field;
}

QLineEdit* JobDialog::addNumberBeside(const QString& label, double value, double least, double most, bool whole) {
    QLineEdit* field = makeNumber(value, least, most, whole);
    addBeside(label, field);
    return field;
}

QLineEdit* JobDialog::makeNumber(double value, double least, double most, bool whole) {
    auto* field = new QLineEdit(this);
    field->setMaximumWidth(160);
    if (whole) {
        auto* validator = new QIntValidator(static_cast<int>(least), static_cast<int>(most), field);
        validator->setLocale(QLocale::c());
        field->setValidator(validator);
        field->setText(QString::number(static_cast<qlonglong>(value)));
    } else {
        field->setValidator(new DecimalValidator(least, most, 12, field));
        field->setText(QString::number(value, 'g', 6));
    }
    m_numbers.push_back(field);
    connect(field, &QLineEdit::textChanged, this, &JobDialog::updateAction);
    return field;
}

void JobDialog::updateAction() {
    // A number that is not asked for may be anything.
    const bool numbers = std::all_of(m_numbers.begin(), m_numbers.end(), [this](const QLineEdit* field) {
        return !isRowVisible(field) || field->hasAcceptableInput();
    });
    action()->setEnabled(!m_missing && numbers && ready());
}

JobDialog* makeJobDialog(JobKind kind, const Workspace& workspace, QWidget* parent) {
    switch (kind) {
        case JobKind::TrainRewardModel:
            return new TrainRewardModelDialog(workspace, parent);
        case JobKind::TrainSae:
            return new TrainSaeDialog(workspace, parent);
        case JobKind::BuildIndex:
            return new BuildIndexDialog(workspace, parent);
        case JobKind::Evaluate:
        case JobKind::RateFeatures:  // has a dialog of its own on the Annotate page
        case JobKind::Causal:        // is started from the Causal lab
        case JobKind::FeatureMap:    // from the Features page
            break;
    }
    return new EvaluateDialog(workspace, parent);
}

}  // namespace saferscope
