// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/composer_panel.h"

#include "core/base/log.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/launch_fields.h"
#include "ui/experiments/preview_panel.h"
#include "ui/experiments/sweep_form.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"

#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int pauseMs = 300;  // after the last change

/// What a sweep would do, whatever it is called.
std::string keyOf(SweepSpec spec) {
    spec.id.clear();
    spec.title.clear();
    spec.createdAt.clear();
    return toJson(spec).dump();
}

}  // namespace

ComposerPanel::ComposerPanel(SweepActions actions, QWidget* parent) : QWidget(parent), m_actions(std::move(actions)) {
    makeWidgets();
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &ComposerPanel::compute);
    connect(m_form, &SweepForm::changed, this, &ComposerPanel::schedule);
    connect(m_start, &QPushButton::clicked, this, &ComposerPanel::start);
    connect(m_empty, &EmptyState::buttonClicked, this, &ComposerPanel::overviewRequested);
    connect(m_preview, &PreviewPanel::pairActivated, this, &ComposerPanel::showPair);
    connect(m_preview, &PreviewPanel::failed, this, &ComposerPanel::failed);
    connect(m_preview, &PreviewPanel::exported, this, [this](const QString& file, int pairs) {
        Q_EMIT told(tr("Saved %Ln pairs to %1", nullptr, pairs).arg(file), {});
    });
    connect(&m_task, &BackgroundTask::progressed, this,
            [this](const QString& stage, double fraction) { m_preview->setBusy(stage, fraction); });
    connect(&m_task, &BackgroundTask::succeeded, this, &ComposerPanel::previewMade);
    connect(&m_task, &BackgroundTask::failed, this, &ComposerPanel::previewFailed);
    connect(&m_startTask, &BackgroundTask::succeeded, this, [this] {
        m_startedKey = m_plannedKey;
        if (m_session != nullptr && m_session->jobs() != nullptr) {
            m_session->jobs()->poll();  // finds the new runs, and starts the queue's runner
        }
        showStart();
        Q_EMIT started(QString::fromStdString(m_sweep->spec.id));
        schedule();
    });
    connect(&m_startTask, &BackgroundTask::failed, this, [this](const Error& error) {
        showStart();
        Q_EMIT failed(error);
        schedule();
    });
    connect(&m_rubricTask, &BackgroundTask::succeeded, this, [this] {
        m_rubrics[m_rubricHash] = m_rubric->value_or(false);
        checkRubric();
    });
    connect(&m_rubricTask, &BackgroundTask::failed, this,
            [](const Error& error) { log::info("Rubric not looked for: {}", error.message); });
    setSession(nullptr);
}

ComposerPanel::~ComposerPanel() = default;

void ComposerPanel::makeWidgets() {
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(QStringLiteral("experiments"), tr("No experiments yet"),
                             tr("Import preference pairs and train a reward model on the Overview page; then you can "
                                "flip or drop pairs here and see what that does to the model."),
                             tr("Go to Overview"), this);
    m_stack->addWidget(m_empty);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(spacing(4));
    auto* card = new Card({}, {}, m_splitter);
    auto* area = new QScrollArea(card);
    area->setAccessibleName(tr("What the experiment is made of"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto* inside = new QWidget(area);
    auto* room = new QVBoxLayout(inside);
    room->setContentsMargins(0, 0, spacing(2), 0);  // from the scroll bar
    m_form = new SweepForm(inside);
    room->addWidget(m_form);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);  // setWidget() turns it on
    card->body()->addWidget(area, 1);
    m_area = area;
    inside->installEventFilter(this);  // other data sets, another font: another width
    auto* side = new QWidget(m_splitter);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_preview = new PreviewPanel(side);
    column->addWidget(m_preview, 1);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(spacing(3));
    m_reason = new Label({}, TextRole::Body, TextTone::Muted, side);
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_start = new QPushButton(tr("Start"), side);
    m_start->setProperty("role", QStringLiteral("primary"));
    m_start->setAutoDefault(false);
    bottom->addWidget(m_reason, 1);
    bottom->addWidget(m_start);
    column->addLayout(bottom);
    m_splitter->addWidget(card);
    m_splitter->addWidget(side);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({380, 900});
    m_stack->addWidget(m_splitter);
}

bool ComposerPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_area->widget() && event->type() == QEvent::LayoutRequest) {
        m_area->setMinimumWidth(m_area->widget()->minimumSizeHint().width() +
                                m_area->verticalScrollBar()->sizeHint().width());
    }
    return QWidget::eventFilter(watched, event);
}

QString ComposerPanel::reason() const { return m_reason->text(); }

void ComposerPanel::setSession(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_task.cancel();
    m_rubricTask.cancel();
    m_session = session;
    m_current.reset();
    m_startedKey.clear();
    if (session != nullptr && session->workspace() != nullptr) {
        m_form->launch()->readSettings(session->workspace()->folder());
        connect(session, &WorkspaceSession::artifactsChanged, this, &ComposerPanel::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &ComposerPanel::refresh);
        connect(session, &WorkspaceSession::ratingsChanged, this, &ComposerPanel::refresh);
    }
    refresh();
}

void ComposerPanel::refresh() {
    if (!isVisible()) {
        m_stale = true;  // rating features must not pay for a preview nobody looks at
        if (m_session != nullptr) {
            return;
        }
    }
    m_stale = !isVisible();
    const SweepChoices choices = m_session != nullptr ? sweepChoicesOf(*m_session) : SweepChoices();
    m_stack->setCurrentIndex(choices.datasets.empty() || choices.models.empty() ? 0 : 1);
    if (m_session != nullptr) {
        m_form->setChoices(choices);
    }
    schedule();
}

void ComposerPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) {
        refresh();
    }
}

void ComposerPanel::schedule() {
    m_current.reset();
    if (m_task.running()) {
        m_again = true;
        m_task.cancel();
    }
    showStart();
    if (m_session != nullptr && m_session->workspace() != nullptr) {
        checkRubric();
        m_timer.start();
    }
}

void ComposerPanel::checkRubric() {
    const Workspace* workspace = m_session != nullptr ? m_session->workspace() : nullptr;
    const SweepSpec spec = m_form->spec();
    const auto dataset =
        workspace != nullptr ? workspace->dataset(spec.dataset) : Result<Dataset>(fail(ErrorCode::NotFound, ""));
    if (!dataset) {
        m_form->setRubric(std::nullopt);
        return;
    }
    const std::string hash = dataset->contentHash + ' ' + spec.rubric;
    const auto known = m_rubrics.find(hash);
    m_form->setRubric(known == m_rubrics.end() ? RubricKnown() : known->second);
    if (known != m_rubrics.end() || m_rubricTask.running()) {
        return;
    }
    m_rubricHash = hash;
    m_rubric = std::make_shared<std::optional<bool>>();
    m_rubricTask.start([look = m_actions.hasRubric, folder = workspace->folder(), spec, found = m_rubric](
                           std::stop_token stop, const ProgressCallback&) -> Status {
        const auto result = look(folder, spec.dataset, spec.rubric, stop);
        if (!result) {
            return failure(result);
        }
        *found = *result;
        return {};
    });
}

void ComposerPanel::compute() {
    if (m_session == nullptr || m_session->workspace() == nullptr) {
        return;
    }
    if (m_task.running()) {
        m_again = true;
        m_task.cancel();
        return;
    }
    m_again = false;
    m_problem = m_form->problem();
    if (!m_problem.isEmpty()) {
        m_preview->setBusy(std::nullopt);
        m_preview->setPreview(nullptr, m_problem);
        showStart();
        return;
    }
    m_preview->setBusy(QString());
    m_made = std::make_shared<SweepPreview>();
    m_task.start([make = m_actions.preview, folder = m_session->workspace()->folder(), spec = m_form->spec(),
                  made = m_made](std::stop_token stop, const ProgressCallback& progress) -> Status {
        auto preview = make(folder, spec, progress, stop);
        if (!preview) {
            return failure(preview);
        }
        *made = std::move(*preview);
        return {};
    });
    showStart();
}

void ComposerPanel::previewMade() {
    if (m_again) {
        compute();  // what has just been made is about an older state
        return;
    }
    m_preview->setBusy(std::nullopt);
    m_current = std::move(m_made);
    m_preview->setPreview(m_current);
    showStart();
}

void ComposerPanel::previewFailed(const Error& error) {
    if (m_again) {
        compute();
        return;
    }
    m_preview->setBusy(std::nullopt);
    if (error.code == ErrorCode::Interrupted) {
        return;
    }
    m_problem = sentences(error);
    m_preview->setPreview(nullptr, m_problem);
    showStart();
}

/// A sweep in which no pair is touched trains the same model again and again; empty where some are.
QString ComposerPanel::whyNothingChanges() const {
    bool any = false;
    for (const SweepCell& cell : m_current->cells) {
        if (cell.kind == CellKind::Changed) {
            any = true;
            if (cell.changed > 0) {
                return {};
            }
        }
    }
    if (!any) {
        return {};
    }
    return m_current->spec.mode == ExperimentMode::Poison
               ? tr("No label would be flipped: at these ratios that is less than one pair, or no pair has a score. "
                    "Choose a larger ratio, a larger data set, or an index that was made of it.")
               : tr("No pair would be dropped: at these ratios that is less than one pair, or no pair has a score. "
                    "Choose a larger ratio, a larger data set, or an index that was made of it.");
}

void ComposerPanel::showStart() {
    const bool writable = m_session == nullptr || m_session->writable();
    m_start->setToolTip(writable ? QString() : plainToolTip(m_session->whyReadOnly()));
    const auto say = [this, writable](const QString& text, TextTone tone, bool enabled) {
        m_reason->setTone(tone);
        m_reason->setText(text);
        m_start->setEnabled(enabled && writable);
        m_start->setAccessibleDescription(writable ? text : m_session->whyReadOnly());
    };
    if (m_startTask.running()) {
        say(tr("Writing the plans and queueing the runs…"), TextTone::Muted, false);
        return;
    }
    if (m_current == nullptr) {
        m_start->setText(tr("Start"));
        const bool problem = !m_timer.isActive() && !m_task.running() && !m_problem.isEmpty();
        // The reason stands in the middle of the panel already.
        say(problem ? tr("It can be started once there is a preview.") : tr("Making the preview…"), TextTone::Muted,
            false);
        return;
    }
    const auto trainings = static_cast<int>(m_current->trainings);
    const auto evaluations = static_cast<int>(m_current->evaluations);
    m_start->setText(trainings > 0     ? tr("Start %Ln trainings", nullptr, trainings)
                     : evaluations > 0 ? tr("Start %Ln evaluations", nullptr, evaluations)
                                       : tr("Gather the results"));
    if (keyOf(m_current->spec) == m_startedKey) {
        say(tr("This experiment is started. Change something to start another."), TextTone::Muted, false);
        return;
    }
    if (const QString nothing = whyNothingChanges(); !nothing.isEmpty()) {
        say(nothing, TextTone::Warning, false);
        return;
    }
    const QString where = m_form->launch()->slurm() ? tr("They are handed to Slurm and go on without this window.")
                                                    : tr("They go on when this window is closed.");
    say(trainings + evaluations > 0 ? where : tr("Every model of it is there or under way already."), TextTone::Muted,
        true);
}

void ComposerPanel::start() {
    if (m_startTask.running() || m_current == nullptr || m_session == nullptr || !m_start->isEnabled()) {
        return;
    }
    m_plannedKey = keyOf(m_current->spec);
    auto planned = std::make_shared<SweepPreview>(*m_current);
    if (const QString name = m_form->nameEdit()->text().simplified(); !name.isEmpty()) {
        planned->spec.title = name.toStdString();
    }
    std::optional<SlurmSettings> slurm;
    if (m_form->launch()->slurm()) {
        auto settings = m_form->launch()->slurmSettings();
        if (!settings) {
            Q_EMIT failed(settings.error());
            return;
        }
        slurm = std::move(*settings);
    }
    m_sweep = std::make_shared<Sweep>();
    m_startTask.start([begin = m_actions.start, folder = m_session->workspace()->folder(), planned, slurm,
                       sweep = m_sweep](std::stop_token, const ProgressCallback&) -> Status {
        auto started = begin(folder, *planned, slurm);
        if (!started) {
            return failure(started);
        }
        *sweep = std::move(*started);
        return {};
    });
    showStart();
}

void ComposerPanel::showPair(const QString& id) {
    if (m_session == nullptr) {
        return;
    }
    const auto index = m_session->index();
    const auto pair = index != nullptr ? index->findPair(id.toStdString()) : std::nullopt;
    if (!pair) {
        Q_EMIT failed(Error{ErrorCode::NotFound, tr("The open index does not hold the pair %1.").arg(id).toStdString(),
                            tr("Build an index of this data set to see its pairs.").toStdString()});
        return;
    }
    m_session->goToPair(*pair);
}

void ComposerPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    m_form->saveState(settings);
}

void ComposerPanel::restoreState(QSettings& settings) {
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_form->restoreState(settings);
}

}  // namespace saferscope
