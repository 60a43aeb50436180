// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_dialogs.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/widgets/progress_row.h"

#include <QPushButton>

namespace saferscope {

void SteeringPanel::makeFit() {
    connect(m_fit, &QPushButton::clicked, this, &SteeringPanel::askForFit);
    connect(m_cancelFit, &QPushButton::clicked, this, [this] {
        m_cancelFit->setEnabled(false);
        m_fitRow->setState(tr("Stopping…"), TextTone::Muted);
        m_fitProcess->cancel();
    });
    connect(m_fitProcess, &SteeringFitProcess::progressed, this, [this](const QString& line, double fraction) {
        m_fitRow->setDetail(sentence(line));
        m_fitRow->setFraction(fraction);
    });
    connect(m_fitProcess, &SteeringFitProcess::succeeded, this, &SteeringPanel::fitEnded);
    connect(m_fitProcess, &SteeringFitProcess::failed, this, [this](const Error& error) {
        m_fitRow->hide();
        refresh();
        if (error.code == ErrorCode::Interrupted) {
            Q_EMIT told(MessageKind::Info, sentence(error.message), {});
        } else {
            showProblem(error);
        }
    });
}

void SteeringPanel::askForFit() {
    if (workspace() != nullptr && m_session->index() != nullptr && !m_fitProcess->running()) {
        FitSteeringDialog(*m_session, hooks(), this).exec();
    }
}

Status SteeringPanel::startFit(const SteeringFitRequest& request) {
    if (m_fitProcess->running()) {
        return fail(ErrorCode::Usage, "A profile is being fitted already.", "Wait until it is done.");
    }
    if (Status begun = m_fitProcess->start(request); !begun) {
        return begun;
    }
    m_fitRow->setTitle(tr("Fitting %1").arg(request.name));
    m_fitRow->setState(tr("Running"), TextTone::Normal);
    m_fitRow->setDetail(tr("Starting"));
    m_fitRow->setFraction(-1.0);
    m_cancelFit->setEnabled(true);
    m_fitRow->show();
    m_fit->setEnabled(false);
    return {};
}

void SteeringPanel::fitEnded(const QString& name) {
    m_fitRow->hide();
    refresh();
    select(name.toStdString());
    const auto profile = current();
    if (!profile || profile->name != name.toStdString()) {
        return;  // another workspace is open by now
    }
    m_problemShown = false;
    if (profile->intervention.changes.empty()) {
        Q_EMIT told(MessageKind::Warning, tr("No feature is changed: no factor made the held-out pairs better."),
                    tr("Try more trusted pairs, or all features instead of a set."));
    } else {
        Q_EMIT told(MessageKind::Success, tr("The profile %1 is fitted.").arg(name),
                    tr("Measure it on pairs that were not used to fit it."));
    }
}

}  // namespace saferscope
