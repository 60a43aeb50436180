// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_panel.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/agreement_disputes.h"
#include "ui/pages/agreement_files.h"
#include "ui/pages/agreement_matrix.h"
#include "ui/pages/agreement_numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/formula_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/write_permission.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int gatherMs = 120;
constexpr int smallestCard = 300;

}  // namespace

AgreementPanel::AgreementPanel(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_messageBar = new MessageBar(this);
    column->addWidget(m_messageBar);
    auto* head = new QHBoxLayout;
    head->setSpacing(spacing(2));
    m_prompt = new Label(tr("&Compare"), TextRole::Body, TextTone::Muted);
    m_comparison = new QComboBox(this);
    m_comparison->setAccessibleName(tr("Whose ratings to compare"));
    m_comparison->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_comparison->setMinimumContentsLength(18);
    m_prompt->setBuddy(m_comparison);
    m_files = new AgreementFiles(this);
    head->addWidget(m_prompt);
    head->addWidget(m_comparison);
    head->addStretch(1);
    head->addWidget(m_files);
    column->addLayout(head);

    m_stack = new QStackedLayout;
    column->addLayout(m_stack, 1);
    m_empty = new EmptyState(QStringLiteral("annotate"), {}, {}, tr("Rate by a judge…"), this);
    m_stack->addWidget(m_empty);
    auto* area = new QScrollArea(this);
    area->setAccessibleName(tr("Agreement"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    auto* inside = new QWidget(area);
    m_body = new QBoxLayout(QBoxLayout::LeftToRight, inside);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(spacing(3));
    m_card = new Card(tr("Agreement"), {}, inside);
    m_card->setMinimumWidth(smallestCard);
    m_card->header()->addWidget(makeFormulaButton(tr("kappa and alpha"), QStringLiteral("kappa"), m_card));
    m_noOverlap = new Label({}, TextRole::Body, TextTone::Muted);
    m_noOverlap->setWordWrap(true);
    m_matrix = new AgreementMatrix(m_card);
    m_hint = new Label({}, TextRole::Small, TextTone::Muted);
    m_hint->setWordWrap(true);
    m_numbers = new AgreementNumbers(m_card);
    m_upper = new QBoxLayout(QBoxLayout::TopToBottom);
    m_upper->setSpacing(spacing(4));
    m_upper->addWidget(m_matrix, 0, Qt::AlignTop | Qt::AlignLeft);
    m_upper->addWidget(m_numbers, 1, Qt::AlignTop);
    m_card->body()->addWidget(m_noOverlap);
    m_card->body()->addLayout(m_upper);
    m_card->body()->addWidget(m_hint);
    m_card->body()->addStretch(1);
    m_disputes = new AgreementDisputes(inside);
    m_body->addWidget(m_card, 0);
    m_body->addWidget(m_disputes, 1);
    area->setWidget(inside);
    inside->setAutoFillBackground(false);  // setWidget() turns it on
    m_stack->addWidget(area);

    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, &AgreementPanel::compute);
    connect(m_comparison, &QComboBox::activated, this, [this](int index) {
        m_chosen = m_comparisons[static_cast<std::size_t>(index)];
        compute();
    });
    connect(m_empty, &EmptyState::buttonClicked, this, &AgreementPanel::judgeRequested);
    needsWriting(m_empty->button());
    connect(m_matrix, &AgreementMatrix::cellActivated, this, &AgreementPanel::showCell);
    connect(m_disputes, &AgreementDisputes::featureActivated, this, &AgreementPanel::featureActivated);
    const auto showError = [this](const Error& error) {
        m_messageBar->showMessage(MessageKind::Error, sentence(error.message), sentence(error.hint));
    };
    connect(m_disputes, &AgreementDisputes::failed, this, showError);
    connect(m_files, &AgreementFiles::failed, this, showError);
    connect(m_files, &AgreementFiles::exported, this, [this](const QString& file) {
        m_messageBar->showMessage(MessageKind::Success, tr("The ratings were exported."), file);
    });
    connect(m_files, &AgreementFiles::merged, this, [this](const MergeReport& report) {
        m_messageBar->showMessage(report.allWell ? MessageKind::Success : MessageKind::Warning, report.what,
                                  report.whatToDo);
        if (!report.lines.isEmpty()) {
            showMergeReport(report, window());
        }
    });
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        if (std::exchange(m_again, false)) {
            compute();  // what has just been computed is about an older state
            return;
        }
        m_table = std::move(*m_result);
        showTable();
    });
    connect(&m_task, &BackgroundTask::failed, this, showError);
    // After the widgets inside have taken the new font.
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &AgreementPanel::arrange, Qt::QueuedConnection);
    setSession(nullptr);
}

AgreementPanel::~AgreementPanel() = default;

void AgreementPanel::setSession(WorkspaceSession* session) {
    if (m_session != nullptr) {
        disconnect(m_session, nullptr, this, nullptr);
    }
    m_session = session;
    m_chosen.reset();
    m_table.reset();
    m_messageBar->hide();
    m_files->setSession(session);
    m_disputes->setSession(session);
    if (session != nullptr) {
        connect(session, &WorkspaceSession::ratingsChanged, this, [this] {
            if (m_messageBar->kind() == MessageKind::Error) {
                m_messageBar->hide();  // what could not be written then can be now
            }
            refresh();
        });
        connect(session, &WorkspaceSession::ratingsReloaded, this, &AgreementPanel::refresh);
        connect(session, &WorkspaceSession::indexChanged, this, &AgreementPanel::refresh);
    }
    refresh();
}

void AgreementPanel::refresh() {
    if (!isVisible()) {
        m_stale = true;  // annotating must not pay for a panel nobody looks at
        return;
    }
    m_stale = false;
    const RatingBook empty;
    const RatingBook& book = m_session != nullptr ? m_session->ratings() : empty;
    const auto nothing = nothingToCompare(m_session != nullptr && m_session->index() != nullptr, book);
    m_comparison->setEnabled(!nothing);
    m_comparison->setVisible(!nothing);
    m_prompt->setVisible(!nothing);
    m_stack->setCurrentIndex(nothing ? 0 : 1);
    if (nothing) {
        m_empty->setText(nothing->title, nothing->sentence);
        m_empty->setButtonText(nothing->offerJudge ? tr("Rate by a judge…") : QString());
        m_comparison->clear();
        m_comparisons.clear();
        m_table.reset();
        return;
    }
    m_disputes->refresh();
    fillComparisons();
    if (!m_table) {
        for (QWidget* widget :
             {static_cast<QWidget*>(m_matrix), static_cast<QWidget*>(m_numbers), static_cast<QWidget*>(m_hint)}) {
            widget->hide();
        }
        m_noOverlap->setText(tr("Computing…"));
        m_noOverlap->show();
    }
    m_soon.start();
}

void AgreementPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) {
        refresh();
    }
}

void AgreementPanel::fillComparisons() {
    m_comparisons = comparisonsOf(m_session->ratings(), m_session->mainJudge());
    const QSignalBlocker blocker(m_comparison);
    m_comparison->clear();
    for (const Comparison& comparison : m_comparisons) {
        m_comparison->addItem(comparisonTitle(comparison));
    }
    const auto kept = m_chosen ? std::find(m_comparisons.begin(), m_comparisons.end(), *m_chosen) : m_comparisons.end();
    m_comparison->setCurrentIndex(kept == m_comparisons.end() ? 0 : static_cast<int>(kept - m_comparisons.begin()));
}

void AgreementPanel::compute() {
    const int index = m_comparison->currentIndex();
    if (m_session == nullptr || index < 0 || index >= static_cast<int>(m_comparisons.size())) {
        return;
    }
    if (m_task.running()) {
        m_again = true;
        return;
    }
    m_result = std::make_shared<AgreementTable>();
    m_task.start([book = m_session->ratings(), comparison = m_comparisons[static_cast<std::size_t>(index)],
                  result = m_result](std::stop_token, const ProgressCallback&) -> Status {
        *result = measureComparison(book, comparison);
        return {};
    });
}

void AgreementPanel::showTable() {
    const Comparison& what = m_table->comparison;
    const bool any = !m_table->columns.empty() && m_table->columns.front().features > 0;
    m_card->setTitle(comparisonTitle(what));
    m_noOverlap->setText(noOverlapText(what));
    m_noOverlap->setVisible(!any);
    m_matrix->setVisible(any && what.hasMatrix());
    m_numbers->setVisible(any);
    const QString rows =
        what.kind == Comparison::Kind::PeopleAndJudge ? tr("people") : QString::fromStdString(what.first.name);
    m_matrix->setMatrix(m_table->matrix, rows, QString::fromStdString(what.second.name));
    m_numbers->setTable(*m_table);
    QStringList hints;
    if (what.hasMatrix()) {
        hints << meanDifferenceText(*m_table) << tr("Click a number for its features.");
    }
    hints << tr("5 = strongly about safety, 1 = not at all.") << tr("Intervals: 95 %, by resampling features.");
    hints.removeAll(QString());
    m_hint->setText(hints.join(QLatin1Char(' ')));
    m_hint->setVisible(any);
    arrange();
}

void AgreementPanel::showCell(int row, int column) {
    if (!m_table) {
        return;
    }
    const auto cell = m_table->cells.find({row, column});
    if (cell == m_table->cells.end()) {
        return;
    }
    const Comparison& what = m_table->comparison;
    const QString first =
        what.kind == Comparison::Kind::PeopleAndJudge ? tr("People") : QString::fromStdString(what.first.name);
    m_disputes->showFeatures(
        tr("%1: %2, %3: %4")
            .arg(first, QString::number(row), QString::fromStdString(what.second.name), QString::number(column)),
        cell->second);
}

void AgreementPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void AgreementPanel::arrange() {
    const bool shown = m_matrix->isVisibleTo(m_card);
    const int matrix = shown ? m_matrix->sizeHint().width() : 0;
    const int numbers = m_numbers->minimumSizeHint().width();
    const int margins = m_card->body()->contentsMargins().left() + m_card->body()->contentsMargins().right();
    const int disputes = m_disputes->minimumSizeHint().width();
    const bool wide =
        std::max(std::max(matrix, numbers) + margins, smallestCard) + m_body->spacing() + disputes <= width();
    m_body->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const bool beside = !wide && matrix + m_upper->spacing() + numbers + margins <= width();
    m_upper->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

}  // namespace saferscope
