// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_page.h"

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/job_starter.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/job_dialogs.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/dialogs/judge_key_dialog.h"
#include "ui/dialogs/workspace_settings_dialog.h"
#include "ui/pages/overview_accuracy.h"
#include "ui/pages/overview_curves.h"
#include "ui/pages/overview_jobs.h"
#include "ui/pages/overview_quality.h"
#include "ui/pages/overview_step_card.h"
#include "ui/theme/icons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/write_permission.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace saferscope {
namespace {

constexpr int narrowest = 170;  // of a step card
constexpr int sideBySideFrom = 860;
constexpr int scrollBarWidth = 12;  // as in the style sheet

JobKind jobKindOf(PipelineStep step) {
    switch (step) {
        case PipelineStep::RewardModel:
            return JobKind::TrainRewardModel;
        case PipelineStep::Sae:
            return JobKind::TrainSae;
        case PipelineStep::Index:
            return JobKind::BuildIndex;
        case PipelineStep::Data:
        case PipelineStep::Ratings:
        case PipelineStep::Evaluation:
            break;
    }
    return JobKind::Evaluate;
}

}  // namespace

OverviewPage::OverviewPage(QWidget* parent) : Page(parent), m_secrets(std::make_unique<SecretStore>()) {
    reachEdges();
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, spacing(5), 0);
    auto* names = new QVBoxLayout;
    names->setSpacing(2);
    m_heading = new Label(title(), TextRole::Title);
    m_place = new ElidedLabel({}, TextRole::Small, TextTone::Muted, Qt::ElideMiddle);
    names->addWidget(m_heading);
    names->addWidget(m_place);
    head->addLayout(names, 1);
    contentLayout()->addLayout(head);

    auto* area = new QScrollArea(this);
    area->setFocusPolicy(Qt::NoFocus);  // what is in it has the keyboard, and scrolls along
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // keeps the cards' right edge where it is
    area->viewport()->setAutoFillBackground(false);
    auto* inside = new QWidget(area);
    inside->setAutoFillBackground(false);
    m_inside = inside;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, spacing(5) - scrollBarWidth, spacing(5));
    column->setSpacing(spacing(3));
    m_pipeline = new QGridLayout;
    m_pipeline->setSpacing(spacing(3));
    for (std::size_t i = 0; i < pipelineSteps; ++i) {
        m_cards[i] = new OverviewStepCard(static_cast<PipelineStep>(i), inside);
        connect(m_cards[i], &OverviewStepCard::actionRequested, this, &OverviewPage::act);
        connect(m_cards[i], &OverviewStepCard::linkRequested, this, &OverviewPage::followLink);
    }
    column->addLayout(m_pipeline);
    m_jobs = new OverviewJobs(inside);
    m_quality = new OverviewQuality(inside);
    m_curves = new OverviewCurves(inside);
    m_accuracy = new OverviewAccuracy(inside);
    m_middle = new QBoxLayout(QBoxLayout::LeftToRight);
    m_middle->setSpacing(spacing(3));
    m_middle->addWidget(m_jobs, 1);
    m_middle->addWidget(m_quality, 1);
    column->addLayout(m_middle);
    m_lower = new QBoxLayout(QBoxLayout::LeftToRight);
    m_lower->setSpacing(spacing(3));
    m_lower->addWidget(m_curves, 3);
    m_lower->addWidget(m_accuracy, 2);
    column->addLayout(m_lower);
    column->addStretch(1);
    area->setWidget(inside);
    contentLayout()->addWidget(area, 1);
    m_inside->installEventFilter(this);
    // Last, so that the focus begins at the cards.
    m_settings = new QPushButton(tr("Settings of this workspace…"), this);
    m_settings->setProperty("role", QStringLiteral("quiet"));
    head->addWidget(m_settings, 0, Qt::AlignBottom);
    connect(m_settings, &QPushButton::clicked, this, &OverviewPage::editWorkspaceSettings);
    needsWriting(m_settings);
    for (std::size_t i = 0; i < pipelineSteps; ++i) {
        needsWriting(m_cards[i]->button());
        if (static_cast<PipelineStep>(i) != PipelineStep::Ratings) {  // that one leads to a page
            needsWriting(m_cards[i]->link());
        }
    }

    connect(m_jobs, &OverviewJobs::failed, this, &OverviewPage::showError);
    connect(m_jobs, &OverviewJobs::keyNeeded, this, &OverviewPage::resumeRating);
    connect(m_curves, &OverviewCurves::failed, this, &OverviewPage::showError);
    connect(m_curves, &OverviewCurves::exported, this,
            [this](const QString& path) { showMessage(MessageKind::Success, tr("The chart was saved."), path); });
    arrange();
    refresh();
}

OverviewPage::~OverviewPage() = default;

QIcon OverviewPage::icon() const { return themedIcon(QStringLiteral("overview")); }

void OverviewPage::setWorkspace(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_starter.reset();
    delete m_judgeDialog.data();  // it speaks of the session that goes
    m_session = session;
    messageBar()->hide();
    JobMonitor* monitor = session != nullptr ? session->jobs() : nullptr;
    m_jobs->setMonitor(monitor);
    m_curves->setMonitor(monitor);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::artifactsChanged, this, &OverviewPage::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, &OverviewPage::refresh);
        connect(session, &WorkspaceSession::ratingsReloaded, this, &OverviewPage::refreshSoon);
        connect(session, &WorkspaceSession::ratingsChanged, this, &OverviewPage::refreshSoon);
        connect(session, &WorkspaceSession::problem, this, [this](const QString& what, const QString& whatToDo) {
            showMessage(MessageKind::Error, what, whatToDo);
        });
    }
    if (session != nullptr && session->workspace() != nullptr) {
        m_starter = std::make_unique<JobStarter>(session);
        connect(m_starter.get(), &JobStarter::failed, this, &OverviewPage::showError);
        // Which steps are running decides their cards; progress alone does not.
        connect(monitor, &JobMonitor::listChanged, this, &OverviewPage::refresh);
        connect(monitor, &JobMonitor::jobEnded, this, [this](const QString& id, RunState state) {
            const Job* job = m_session->jobs()->job(id.toStdString());
            if (state == RunState::Failed && job != nullptr && job->result) {
                showMessage(MessageKind::Error, sentence(job->spec.title + ": " + job->result->message), jobHint(*job));
            }
        });
    }
    refresh();
}

void OverviewPage::refreshSoon() {
    if (isVisible() && !std::exchange(m_refreshQueued, true)) {
        QTimer::singleShot(0, this, [this] {
            m_refreshQueued = false;
            refresh();
        });
    }
    m_stale = !isVisible();  // who annotates must not pay for a page that nobody looks at
}

void OverviewPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_stale) {
        refresh();
    }
}

void OverviewPage::refresh() {
    m_stale = false;
    const OverviewInputs inputs = m_session != nullptr ? gatherOverview(*m_session) : OverviewInputs();
    const PipelineState steps = describePipeline(inputs);
    for (std::size_t i = 0; i < pipelineSteps; ++i) {
        m_cards[i]->setState(steps[i]);
    }
    m_quality->setManifest(inputs.manifest);
    m_accuracy->setEvaluation(inputs.evaluation);
    m_settings->setVisible(m_session != nullptr && m_session->workspace() != nullptr);
    m_place->setText(m_session != nullptr && m_session->workspace() != nullptr
                         ? QString::fromStdString(m_session->workspace()->folder().string())
                         : QString());
}

void OverviewPage::act(PipelineStep step) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    if (step == PipelineStep::Data) {
        importPairs();
        return;
    }
    if (step == PipelineStep::Ratings) {
        rateByJudge();
        return;
    }
    JobDialog* dialog = makeJobDialog(jobKindOf(step), *m_session->workspace(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (m_starter != nullptr) {
            m_starter->start(dialog->request());
        }
    });
    dialog->open();
}

void OverviewPage::importPairs(const QString& file) {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new ImportDialog(m_session->workspace()->folder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!file.isEmpty()) {
        dialog->setFile(file);
    }
    connect(dialog, &QDialog::finished, m_session, &WorkspaceSession::refresh);
    dialog->open();
}

void OverviewPage::setSecretStore(std::unique_ptr<SecretStore> store) { m_secrets = std::move(store); }

void OverviewPage::saveState(QSettings& settings) const { saveJudgeForm(settings, m_judgeForm); }

void OverviewPage::restoreState(QSettings& settings) { m_judgeForm = loadJudgeForm(settings); }

void OverviewPage::rateByJudge(Page* asker) {
    if (m_session == nullptr || m_session->workspace() == nullptr || m_session->index() == nullptr) {
        return;
    }
    auto* dialog = new JudgeDialog(m_session, m_secrets.get(), m_judgeForm, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog] { m_judgeForm = dialog->form(); });
    Page* const page = asker != nullptr ? asker : this;
    connect(dialog, &JudgeDialog::started, page, [this, page] {
        if (page != this) {
            page->showMessage(MessageKind::Info, tr("The judge is rating."),
                              tr("The Overview page shows how far it is. You can go on working."));
        }
    });
    connect(dialog, &JudgeDialog::notice, page, [page](const QString& what, const QString& whatToDo) {
        page->showMessage(MessageKind::Warning, what, whatToDo);
    });
    m_judgeDialog = dialog;
    dialog->open();
}

void OverviewPage::resumeRating(const QString& id) {
    const Job* job = m_session != nullptr ? m_session->jobs()->job(id.toStdString()) : nullptr;
    const auto params = job != nullptr ? rateFeaturesParamsFromJson(job->spec.params)
                                       : Result<RateFeaturesParams>(fail(ErrorCode::NotFound, "The run is gone."));
    if (!params) {
        showError(params.error());
        return;
    }
    askForKey(params->judge, m_secrets.get(), this, [this, id](const std::map<std::string, std::string>& environment) {
        if (m_session == nullptr || m_session->jobs() == nullptr) {
            return;
        }
        if (const Status resumed = m_session->jobs()->resume(id.toStdString(), environment); !resumed) {
            showError(resumed.error());
        }
    });
}

void OverviewPage::editWorkspaceSettings() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    auto* dialog = new WorkspaceSettingsDialog(m_session->workspace()->settings(), m_session->ratings().judges(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (m_session == nullptr) {
            return;
        }
        if (const Status saved = m_session->workspace()->setSettings(dialog->settings()); !saved) {
            showError(saved.error());
            return;
        }
        m_session->refresh();
    });
    dialog->open();
}

void OverviewPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
}

bool OverviewPage::eventFilter(QObject* watched, QEvent* event) {
    // A card that was filled may need more room than is left beside its neighbour.
    if (watched == m_inside && event->type() == QEvent::LayoutRequest) {
        arrange();
    }
    return Page::eventFilter(watched, event);
}

void OverviewPage::arrange() {
    const int room = width() - 2 * spacing(5);
    const double zoom = std::max(1.0, ThemeManager::instance().textScale());
    int columns = std::clamp(static_cast<int>((room + spacing(3)) / (narrowest * zoom + spacing(3))), 1,
                             static_cast<int>(pipelineSteps));
    columns = columns == 4 || columns == 5 ? 3 : columns;
    if (columns != m_columns) {
        m_columns = columns;
        for (int i = 0; i < static_cast<int>(pipelineSteps); ++i) {
            m_pipeline->addWidget(m_cards[static_cast<std::size_t>(i)], i / columns, i % columns);
            m_pipeline->setColumnStretch(i, i < columns ? 1 : 0);
        }
    }
    for (QBoxLayout* row : {m_middle, m_lower}) {
        int needed = row->spacing();
        for (int i = 0; i < row->count(); ++i) {
            needed += row->itemAt(i)->widget()->minimumSizeHint().width();
        }
        const bool fits = room >= std::max(needed, static_cast<int>(sideBySideFrom * zoom));
        row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    }
}

}  // namespace saferscope
