// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/open_model_dialog.h"
#include "ui/dialogs/open_sae_dialog.h"
#include "ui/pages/overview_page.h"

namespace saferscope {

void OverviewPage::followLink(PipelineStep step) {
    switch (step) {
        case PipelineStep::RewardModel:
            openModel();
            break;
        case PipelineStep::Sae:
            openSae();
            break;
        case PipelineStep::Data:
        case PipelineStep::Index:
        case PipelineStep::Ratings:
        case PipelineStep::Evaluation:
            Q_EMIT annotateRequested();
            break;
    }
}

void OverviewPage::openModel(const QString& path) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new OpenModelDialog(m_session->workspace()->folder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!path.isEmpty()) {
        dialog->setPath(path);
    }
    connect(dialog, &QDialog::finished, m_session, &WorkspaceSession::refresh);
    dialog->open();
}

void OverviewPage::openSae(const QString& path) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new OpenSaeDialog(*m_session->workspace(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!path.isEmpty()) {
        dialog->setPath(path);
    }
    connect(dialog, &QDialog::finished, m_session, &WorkspaceSession::refresh);
    dialog->open();
}

}  // namespace saferscope
