// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_panel.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/audit_detail.h"
#include "ui/experiments/audit_form.h"
#include "ui/experiments/audit_model.h"
#include "ui/experiments/audit_quality.h"
#include "ui/experiments/audit_words.h"
#include "ui/models/number_delegates.h"
#include "ui/models/sort_keys.h"
#include "ui/models/table_export.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"
#include "ui/widgets/progress_row.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace saferscope {

AuditPanel::AuditPanel(QWidget* parent) : QWidget(parent) {
    m_stack = new QStackedLayout(this);
    m_empty = new EmptyState(QStringLiteral("search"), tr("Nothing to audit yet"),
                             tr("Import preference pairs and build an index of them on the Overview page."),
                             tr("Go to Overview"), this);
    connect(m_empty, &EmptyState::buttonClicked, this, &AuditPanel::overviewRequested);
    m_stack->addWidget(m_empty);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    auto* card = new Card({}, {}, body);
    auto* top = new QHBoxLayout;
    top->setSpacing(spacing(3));
    m_form = new AuditForm(card);
    m_run = new QPushButton(tr("Audit"), card);
    m_run->setProperty("role", QStringLiteral("primary"));
    m_run->setAutoDefault(false);
    top->addWidget(m_form, 1);
    top->addWidget(m_run, 0, Qt::AlignBottom);
    card->body()->addLayout(top);
    m_reason = new Label({}, TextRole::Small, TextTone::Muted, card);
    m_reason->setWordWrap(true);
    card->body()->addWidget(m_reason);
    m_progress = new ProgressRow(card);
    m_progress->setTitle(tr("Auditing"));
    auto* cancel = new QPushButton(tr("Cancel"), m_progress);
    m_progress->buttons()->addWidget(cancel);
    card->body()->addWidget(m_progress);
    column->addWidget(card);
    m_message = new MessageBar(body);
    column->addWidget(m_message);
    m_results = makeResults();
    column->addWidget(m_results, 1);
    m_idle = new EmptyState(QStringLiteral("search"), tr("No audit yet"),
                            tr("An audit ranks the pairs by how much the features and the reward model speak against "
                               "their label, says why, "
                               "and estimates how many labels are wrong."),
                            {}, body);
    column->addWidget(m_idle, 1);
    m_stack->addWidget(body);

    connect(m_form, &AuditForm::changed, this, &AuditPanel::showState);
    connect(m_run, &QPushButton::clicked, this, &AuditPanel::run);
    connect(cancel, &QPushButton::clicked, this, [this] { m_task.cancel(); });
    connect(&m_task, &BackgroundTask::progressed, this, [this](const QString& stage, double fraction) {
        m_progress->setDetail(stage);
        m_progress->setFraction(fraction);
    });
    connect(&m_task, &BackgroundTask::succeeded, this, &AuditPanel::finished);
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        showState();
        if (error.code != ErrorCode::Interrupted) {
            Q_EMIT failed(error);  // the page shows it
        }
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        fitColumns();  // the text may have another size
        m_form->updateGeometry();
    });
    makeShortcuts();
    setSession(nullptr);
}

AuditPanel::~AuditPanel() = default;

QWidget* AuditPanel::makeResults() {
    auto* results = new QWidget(this);
    auto* column = new QVBoxLayout(results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    m_headline = new Label({}, TextRole::Heading, TextTone::Normal, results);
    m_headline->setWordWrap(true);
    m_caveat = new Label({}, TextRole::Small, TextTone::Muted, results);
    m_caveat->setWordWrap(true);
    column->addWidget(m_headline);
    column->addWidget(m_caveat);
    auto* splitter = new QSplitter(Qt::Horizontal, results);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(spacing(4));
    auto* left = new Card({}, {}, splitter);
    auto* line = new QHBoxLayout;
    auto* label = new Label(tr("Suspicion by"), TextRole::Body, TextTone::Muted, left);
    m_suspicion = new QComboBox(left);
    m_suspicion->setAccessibleName(tr("Suspicion by"));
    label->setBuddy(m_suspicion);
    for (const Suspicion by : allSuspicions) {
        m_suspicion->addItem(suspicionTitle(by), static_cast<int>(by));
    }
    m_export = new QPushButton(tr("Export…"), left);
    m_export->setToolTip(tr("The ranked pairs as CSV or JSON"));
    line->addWidget(label);
    line->addWidget(m_suspicion);
    line->addStretch();
    line->addWidget(m_export);
    left->body()->addLayout(line);
    m_model = new AuditModel(this);
    m_table = new QTableView(left);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PlainCellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(false);
    m_table->setAccessibleName(tr("Ranked pairs"));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSortIndicator(AuditModel::Rank, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    offerSortKeys(m_table);
    m_table->horizontalHeader()->moveSection(AuditModel::Truth, AuditModel::Subset);  // beside the pair it speaks of
    left->body()->addWidget(m_table, 1);
    auto* right = new QTabWidget(splitter);
    right->setDocumentMode(true);
    const auto scrolled = [right](QWidget* inside, const QString& title) {
        auto* area = new QScrollArea(right);
        area->setAccessibleName(title);
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->viewport()->setAutoFillBackground(false);
        area->setWidget(inside);
        inside->setAutoFillBackground(false);
        right->addTab(area, title);
    };
    m_detail = new AuditDetail(right);
    m_quality = new AuditQuality(right);
    scrolled(m_detail, tr("Why this pair"));
    scrolled(m_quality, tr("How well"));
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({640, 560});
    column->addWidget(splitter, 1);
    connect(m_suspicion, &QComboBox::currentIndexChanged, this, [this] {
        const auto by = static_cast<Suspicion>(m_suspicion->currentData().toInt());
        m_model->setSuspicion(by);
        m_table->horizontalHeader()->setSortIndicator(AuditModel::Rank, Qt::AscendingOrder);
        m_quality->setReport(m_report.get(), by);
        m_table->selectRow(0);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPanel::showRow);
    connect(m_export, &QPushButton::clicked, this, &AuditPanel::askForTable);
    connect(m_detail, &AuditDetail::stepped, this, &AuditPanel::step);
    connect(m_detail, &AuditDetail::pairRequested, this, &AuditPanel::goToPair);
    return results;
}

void AuditPanel::makeShortcuts() {
    for (const auto& [key, rows] : {std::pair(Qt::Key_J, 1), std::pair(Qt::Key_K, -1)}) {
        auto* shortcut = new QShortcut(QKeySequence(key), m_results);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        nameCommand(shortcut, rows > 0 ? tr("Next row") : tr("Previous row"));
        connect(shortcut, &QShortcut::activated, this, [this, by = rows] { step(by); });
    }
}

void AuditPanel::setSession(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_task.cancel();
    m_session = session;
    m_detail->setSession(session);
    m_message->dismiss();
    setReport(nullptr);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::artifactsChanged, this, &AuditPanel::refresh);
        connect(session, &WorkspaceSession::featureSetsChanged, this, &AuditPanel::refresh);
    }
    refresh();
}

void AuditPanel::refresh() {
    const Workspace* workspace = m_session != nullptr ? m_session->workspace() : nullptr;
    if (workspace != nullptr) {
        m_form->fill(*m_session);
    }
    const bool possible = workspace != nullptr && m_form->dataset()->count() > 0 && m_form->index()->count() > 0;
    m_stack->setCurrentIndex(possible ? 1 : 0);
    showState();
}

void AuditPanel::showState() {
    const bool running = m_task.running();
    const QString problem = m_form->problem();
    m_run->setEnabled(!running && problem.isEmpty());
    m_form->setEnabled(!running);
    m_reason->setText(problem);
    m_reason->setVisible(!running && !m_reason->text().isEmpty());
    m_progress->setVisible(running);
    m_results->setVisible(m_report != nullptr);
    m_idle->setVisible(m_report == nullptr);
    m_results->setEnabled(!running);
}

void AuditPanel::run() {
    if (m_task.running() || m_session == nullptr || m_session->workspace() == nullptr || !m_form->problem().isEmpty()) {
        return;
    }
    m_message->dismiss();
    m_progress->setDetail(tr("Reading pairs"));
    m_progress->setFraction(-1.0);
    m_made = std::make_shared<AuditReport>();
    m_task.start([folder = m_session->workspace()->folder(), request = m_form->request(), made = m_made](
                     std::stop_token stop, const ProgressCallback& progress) -> Status {
        auto workspace = Workspace::open(folder);
        if (!workspace) {
            return failure(workspace);
        }
        auto report = runAudit(**workspace, request, progress, stop);
        if (!report) {
            return failure(report);
        }
        *made = std::move(*report);
        return {};
    });
    showState();
}

void AuditPanel::finished() {
    setReport(std::move(m_made));
    QStringList notes;
    if (m_report->manifest) {
        notes << tr("This data set was changed on purpose: %1")
                     .arg(QString::fromStdString(describeManifest(*m_report->manifest)));
    }
    for (const std::string& note : m_report->data.notes) {
        notes << sentence(note);
    }
    if (const auto& excluded = m_report->ranking.excluded; !excluded.empty()) {
        notes << tr("%Ln of the %1 pairs cannot be ranked, first %2 (%3).", nullptr, pluralOf(excluded.size()))
                     .arg(QLocale().toString(static_cast<qulonglong>(m_report->data.pairs.size())),
                          QString::fromStdString(excluded.front().id), sentence(excluded.front().why));
    }
    if (!notes.isEmpty()) {
        const QString first = notes.takeFirst();
        m_message->showMessage(m_report->manifest ? MessageKind::Warning : MessageKind::Info, first,
                               notes.join(QLatin1Char(' ')));
    }
}

void AuditPanel::setReport(std::shared_ptr<const AuditReport> report) {
    m_report = std::move(report);
    m_model->setReport(m_report);
    m_headline->setText(m_report == nullptr ? QString() : auditHeadline(*m_report));
    m_caveat->setText(m_report == nullptr ? QString() : auditCaveat(*m_report));
    m_quality->setReport(m_report.get(), m_model->suspicion());
    m_table->setColumnHidden(AuditModel::Truth, m_report == nullptr || !m_report->truth);
    if (m_report == nullptr) {
        m_detail->setRow(nullptr, nullptr);
    } else {
        fitColumns();
        m_table->selectRow(0);
    }
    showState();
}

void AuditPanel::fitColumns() {
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(AuditModel::Id, std::min(m_table->columnWidth(AuditModel::Id), 220));
    m_table->setColumnWidth(AuditModel::Subset, std::min(m_table->columnWidth(AuditModel::Subset), 160));
}

void AuditPanel::showRow() { m_detail->setRow(m_report, m_model->rowAt(m_table->currentIndex().row())); }

void AuditPanel::step(int rows) {
    const int count = m_model->rowCount();
    if (count > 0) {
        m_table->selectRow(std::clamp(m_table->currentIndex().row() + rows, 0, count - 1));
    }
}

void AuditPanel::goToPair(const QString& id) {
    if (m_session == nullptr || m_report == nullptr) {
        return;
    }
    const auto index = m_session->index();
    const AuditRow* row = m_model->rowAt(m_table->currentIndex().row());
    std::optional<PairIndex> pair;
    if (index != nullptr && row != nullptr) {
        // The open index is usually the very one; another may hold the pair elsewhere.
        const PairIndex held = m_report->data.indexed[row->position]->pair;
        const std::string name = m_report->data.index->pair(held).id;
        pair = index->pair(held).id == name ? std::optional<PairIndex>(held) : index->findPair(name);
    }
    if (!pair) {
        m_message->showMessage(MessageKind::Warning, tr("The open index does not hold the pair %1.").arg(id),
                               tr("The Pairs page shows the newest index."));
        return;
    }
    m_session->goToPair(*pair);
}

QString AuditPanel::headline() const { return m_headline->text(); }

bool AuditPanel::exportTable(const QString& path) {
    QString problem;
    if (!writeTable(*m_model, path, &problem)) {
        Q_EMIT failed(Error{ErrorCode::Io, tr("The ranking could not be saved: %1").arg(problem).toStdString(),
                            tr("Choose another folder.").toStdString()});
        return false;
    }
    m_message->showMessage(MessageKind::Success, tr("Saved %1").arg(path));
    return true;
}

bool AuditPanel::askForTable() {
    if (m_report == nullptr) {
        return false;
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the ranking"), QStringLiteral("audit.csv"),
                                                      tr("CSV (*.csv);;JSON (*.json);;Tab-separated (*.tsv)"));
    if (!path.isEmpty()) {
        exportTable(path);
    }
    return true;
}

}  // namespace saferscope
