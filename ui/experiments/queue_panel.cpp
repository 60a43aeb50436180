// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/queue_panel.h"

#include "ui/bridge/workspace_session.h"
#include "ui/experiments/queue_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/header_titles.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QStackedLayout>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr int lookMs = 2000;
constexpr int gatherMs = 150;
constexpr qint64 speedsLastMs = 60'000;

}  // namespace

QueuePanel::QueuePanel(QWidget* parent) : QWidget(parent) {
    makeWidgets();
    makeActions();
    m_look.setInterval(lookMs);
    connect(&m_look, &QTimer::timeout, this, &QueuePanel::refresh);
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, &QueuePanel::rebuild);
    connect(&m_reading, &BackgroundTask::succeeded, this, [this] {
        m_problem.clear();
        m_snapshot = std::move(m_read->snapshot);
        if (m_read->speeds != m_speeds) {
            m_speeds = m_read->speeds;
            m_speedsAge.start();
        }
        rebuild();
        if (std::exchange(m_again, false)) {
            refresh();
        }
    });
    connect(&m_reading, &BackgroundTask::failed, this, [this](const Error& error) {
        m_again = false;
        if (std::exchange(m_problem, error.message) != error.message) {  // said once, not every two seconds
            Q_EMIT failed(error);
        }
    });
    connect(&m_changes, &QueueChanges::failed, this, &QueuePanel::failed);
    connect(&m_changes, &QueueChanges::done, this, [this] {
        if (m_session != nullptr && m_session->jobs() != nullptr) {
            m_session->jobs()->poll();  // states that changed, and a runner where there is work again
        }
        refresh();
    });
    connect(m_messageBar, &MessageBar::dismissed, m_undo, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, &QueuePanel::undo);
    connect(m_empty, &EmptyState::buttonClicked, this, &QueuePanel::composeRequested);
    rebuild();
}

QueuePanel::~QueuePanel() = default;

void QueuePanel::makeWidgets() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    auto* messages = new QHBoxLayout;
    messages->setSpacing(spacing(2));
    m_messageBar = new MessageBar(this);
    m_undo = new QPushButton(tr("Undo"), this);
    marksUndo(m_undo);
    m_undo->setAutoDefault(false);
    m_undo->setToolTip(plainToolTip(tr("Queue again what was cancelled (Ctrl+Z)")));
    m_undo->hide();
    messages->addWidget(m_messageBar, 1);
    messages->addWidget(m_undo);
    column->addLayout(messages);
    m_stack = new QStackedLayout;
    column->addLayout(m_stack, 1);
    m_empty = new EmptyState(QStringLiteral("clock"), tr("Nothing is queued"),
                             tr("Runs of an experiment wait here for their turn. They are worked off one after another "
                                "on each device, also while this window is closed."),
                             tr("Compose an experiment"), this);
    m_stack->addWidget(m_empty);
    auto* card = new Card({}, {}, this);
    auto* line = new QHBoxLayout;
    line->setSpacing(spacing(2));
    m_pause = new QPushButton(tr("Pause the queue"), card);
    m_pause->setAutoDefault(false);
    m_pause->setToolTip(plainToolTip(tr("While it is paused nothing new is started; what runs goes on")));
    connect(m_pause, &QPushButton::clicked, this, &QueuePanel::pause);
    m_bar = new QToolBar(card);
    m_bar->setStyleSheet(QStringLiteral("QToolBar { background: transparent; border: none; spacing: 2px; }"));
    m_bar->setAccessibleName(tr("What to do with the selected runs"));
    m_summary = new Label({}, TextRole::Body, TextTone::Muted, card);
    line->addWidget(m_pause);
    line->addWidget(m_bar);
    line->addStretch(1);
    line->addWidget(m_summary);
    card->body()->addLayout(line);
    m_model = new QueueModel(this);
    m_tree = new QTreeView(card);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PlainCellDelegate(m_tree));
    m_tree->setItemDelegateForColumn(QueueModel::Progress, new QueueProgressDelegate(m_tree));
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Queue of runs"));
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->setExpandsOnDoubleClick(false);
    QHeaderView* header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QueueModel::Title, QHeaderView::Stretch);
    fitColumns();
    card->body()->addWidget(m_tree, 1);
    m_stack->addWidget(card);
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueuePanel::showActions);
    connect(m_tree, &QTreeView::activated, this, &QueuePanel::activate);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        for (const auto& [action, icon] : m_icons) {
            action->setIcon(themedIcon(icon));
        }
        fitColumns();
    });
}

void QueuePanel::fitColumns() {
    const int letter = QFontMetrics(bodyFont()).averageCharWidth();
    const int letters[] = {0, 10, 28, 24, 14, 11, 12};
    for (int column = 1; column < QueueModel::ColumnCount; ++column) {
        m_tree->setColumnWidth(column, std::max(letter * letters[column], titleWidth(*m_tree->header(), column)));
    }
}

QAction* QueuePanel::addAction(const QString& icon, const QString& text, const QKeySequence& key, const QString& help) {
    auto* action = new QAction(themedIcon(icon), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(plainToolTip(QStringLiteral("%1 (%2)").arg(help, key.toString(QKeySequence::NativeText))));
    m_icons.emplace_back(action, icon);
    m_tree->addAction(action);
    m_bar->addAction(action);
    return action;
}

void QueuePanel::makeActions() {
    m_hold = addAction(QStringLiteral("pause"), tr("Hold"), Qt::Key_H,
                       tr("Not started until it is released; what runs writes a checkpoint and stops"));
    m_retry = addAction(QStringLiteral("retry"), tr("Retry"), Qt::Key_R,
                        tr("Queue again what failed, was stopped or got lost"));
    m_cancel = addAction(QStringLiteral("close"), tr("Cancel"), Qt::Key_Delete,
                         tr("Take it out of the queue, with what waits for it"));
    m_bar->addSeparator();
    m_up = addAction(QStringLiteral("move-up"), tr("Move up"), QKeySequence(Qt::ALT | Qt::Key_Up), tr("Earlier"));
    m_down = addAction(QStringLiteral("move-down"), tr("Move down"), QKeySequence(Qt::ALT | Qt::Key_Down), tr("Later"));
    m_top = addAction(QStringLiteral("move-top"), tr("Move to the top"), QKeySequence(Qt::ALT | Qt::Key_Home),
                      tr("First of its priority"));
    m_bottom = addAction(QStringLiteral("move-bottom"), tr("Move to the bottom"), QKeySequence(Qt::ALT | Qt::Key_End),
                         tr("Last of its priority"));
    m_more = addAction(QStringLiteral("plus"), tr("Raise the priority"), Qt::Key_Plus,
                       tr("Before everything of a lower priority"));
    m_less = addAction(QStringLiteral("minus"), tr("Lower the priority"), Qt::Key_Minus,
                       tr("After everything of a higher priority"));
    m_bar->addSeparator();
    m_curves = addAction(QStringLiteral("curve"), tr("Show the curves"), Qt::Key_C, tr("Curves of the selected runs"));
    m_log = addAction(QStringLiteral("log"), tr("Show the log"), Qt::Key_L, tr("What the worker wrote"));
    for (QAction* action : {m_hold, m_retry, m_cancel}) {
        if (auto* button = qobject_cast<QToolButton*>(m_bar->widgetForAction(action))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        }
    }
    for (QAction* action : {m_hold, m_retry, m_cancel, m_up, m_down, m_top, m_bottom, m_more, m_less}) {
        needsWriting(action);
    }
    for (QWidget* button : {m_pause, m_undo}) {
        needsWriting(button);
    }
    connect(m_hold, &QAction::triggered, this, &QueuePanel::hold);
    connect(m_retry, &QAction::triggered, this, &QueuePanel::retry);
    connect(m_cancel, &QAction::triggered, this, &QueuePanel::cancel);
    connect(m_up, &QAction::triggered, this, [this] { moveRuns(QueueMove::Up); });
    connect(m_down, &QAction::triggered, this, [this] { moveRuns(QueueMove::Down); });
    connect(m_top, &QAction::triggered, this, [this] { moveRuns(QueueMove::Top); });
    connect(m_bottom, &QAction::triggered, this, [this] { moveRuns(QueueMove::Bottom); });
    connect(m_more, &QAction::triggered, this, [this] { changePriority(1); });
    connect(m_less, &QAction::triggered, this, [this] { changePriority(-1); });
    connect(m_curves, &QAction::triggered, this, &QueuePanel::activate);
    connect(m_log, &QAction::triggered, this, &QueuePanel::showLog);
    auto* back = new QAction(tr("Undo"), this);
    back->setShortcut(QKeySequence::Undo);
    back->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addAction(back);
    connect(back, &QAction::triggered, this, &QueuePanel::undo);
}

void QueuePanel::setSession(WorkspaceSession* session) {
    if (m_session != nullptr && m_session->jobs() != nullptr) {
        disconnect(m_session->jobs(), nullptr, this, nullptr);
    }
    m_session = session;
    m_snapshot = {};
    m_speeds.reset();
    m_wantedSweep.clear();
    m_undoWork = {};
    m_messageBar->hide();
    m_undo->hide();
    if (session != nullptr && session->jobs() != nullptr) {
        const auto soon = [this] {
            if (!m_soon.isActive()) {
                m_soon.start();
            }
        };
        connect(session->jobs(), &JobMonitor::jobChanged, this, soon);
        connect(session->jobs(), &JobMonitor::listChanged, this, [this, soon] {
            soon();
            refresh();
        });
    }
    rebuild();
    refresh();
}

void QueuePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_look.start();
    refresh();
}

void QueuePanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_look.stop();
}

std::filesystem::path QueuePanel::runsFolder() const {
    return m_session == nullptr || m_session->workspace() == nullptr ? std::filesystem::path()
                                                                     : m_session->workspace()->runsFolder();
}

void QueuePanel::refresh() {
    if (runsFolder().empty() || !isVisible()) {
        return;
    }
    if (m_reading.running()) {
        m_again = true;
        return;
    }
    const bool fresh = m_speeds != nullptr && m_speedsAge.isValid() && m_speedsAge.elapsed() < speedsLastMs;
    m_read = std::make_shared<Reading>();
    m_reading.start([read = m_read, folder = m_session->workspace()->folder(), runs = runsFolder(),
                     speeds = fresh ? m_speeds : nullptr](std::stop_token, const ProgressCallback&) -> Status {
        read->speeds = speeds != nullptr ? speeds : std::make_shared<const RunSpeeds>(RunSpeeds::measure(runs));
        auto snapshot = readQueueSnapshot(folder, *read->speeds);
        if (!snapshot) {
            return failure(snapshot);
        }
        read->snapshot = std::move(*snapshot);
        return {};
    });
}

void QueuePanel::rebuild() {
    const JobMonitor* jobs = m_session != nullptr ? m_session->jobs() : nullptr;
    m_model->setRows(jobs != nullptr ? queueRows(m_snapshot, jobs->jobs()) : std::vector<QueueRow>());
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    if (const QModelIndex wanted = m_wantedSweep.empty() ? QModelIndex() : m_model->find("sweep " + m_wantedSweep);
        wanted.isValid()) {
        m_wantedSweep.clear();
        m_tree->expand(wanted);
        m_tree->setCurrentIndex(wanted);
        m_tree->scrollTo(wanted, QAbstractItemView::PositionAtTop);
    }
    const QString eta = queueEtaText(m_snapshot);
    m_summary->setText(!m_snapshot.queue.paused ? eta
                       : eta.isEmpty()          ? tr("The queue is paused")
                                                : tr("The queue is paused, %1").arg(eta));
    m_summary->setTone(m_snapshot.queue.paused ? TextTone::Warning : TextTone::Muted);
    m_pause->setText(m_snapshot.queue.paused ? tr("Resume the queue") : tr("Pause the queue"));
    showActions();
}

QString QueuePanel::summary() const { return m_summary->text(); }

void QueuePanel::showSweep(const QString& id) {
    m_wantedSweep = id.toStdString();
    rebuild();
    refresh();
}

void QueuePanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("header"), m_tree->header()->saveState());
}

void QueuePanel::restoreState(QSettings& settings) {
    m_tree->header()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
}

}  // namespace saferscope
