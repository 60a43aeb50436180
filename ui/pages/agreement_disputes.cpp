// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_disputes.h"

#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/agreement_opinions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/undo_button.h"
#include "ui/widgets/write_permission.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

enum Column { FeatureColumn, ScoresColumn, LabelColumn, columnCount };

QString scoreMeaning(int score) {
    switch (score) {
        case 5:
            return AgreementDisputes::tr("5: strongly safety-related");
        case 1:
            return AgreementDisputes::tr("1: not safety-related at all");
        default:
            return QString::number(score);
    }
}

}  // namespace

AgreementDisputes::AgreementDisputes(QWidget* parent) : Card(tr("Disagreements"), {}, parent) {
    m_switch = new SegmentedSwitch(
        tr("Disagreements shown"), {tr("Open"), tr("Settled")},
        {tr("People's scores differ, or a person and the judge are 2 or more apart, and nobody has had the last word."),
         tr("Somebody had the last word.")},
        this);
    header()->addWidget(m_switch);
    m_pickedBar = new QWidget(this);
    auto* pickedRow = new QHBoxLayout(m_pickedBar);
    pickedRow->setContentsMargins(0, 0, 0, 0);
    m_pickedTitle = new ElidedLabel({}, TextRole::Strong);
    auto* back = new QPushButton(tr("Back to the disagreements"), m_pickedBar);
    back->setProperty("role", QStringLiteral("quiet"));
    pickedRow->addWidget(m_pickedTitle, 1);
    pickedRow->addWidget(back);
    m_pickedBar->hide();
    body()->addWidget(m_pickedBar);
    m_nothing = new Label({}, TextRole::Body, TextTone::Muted);
    m_nothing->setWordWrap(true);
    body()->addWidget(m_nothing);

    m_filled = new QWidget(this);
    auto* column = new QVBoxLayout(m_filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(3));
    m_table = new QTableWidget(0, columnCount, m_filled);
    m_table->setHorizontalHeaderLabels({tr("Feature"), tr("Scores"), tr("Label")});
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setMinimumHeight(150);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(FeatureColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ScoresColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(LabelColumn, QHeaderView::Stretch);
    m_table->setAccessibleName(tr("Disagreements"));
    m_table->installEventFilter(this);
    column->addWidget(m_table, 1);
    column->addWidget(makeLine(Qt::Horizontal, m_filled));
    column->addWidget(makeDetail());
    body()->addWidget(m_filled, 1);
    body()->addStretch(0);

    connect(m_switch, &SegmentedSwitch::picked, this, [this](int index) {
        m_shown = index == 0 ? Open : Settled;
        fillTable();
    });
    connect(back, &QPushButton::clicked, this, [this] {
        m_shown = m_switch->current() == 0 ? Open : Settled;
        fillTable();
    });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &AgreementDisputes::showDetail);
    connect(m_table, &QTableWidget::cellActivated, this, [this] {
        if (const auto feature = current()) {
            Q_EMIT featureActivated(*feature);
        }
    });
    fillTable();
}

QWidget* AgreementDisputes::makeDetail() {
    auto* detail = new QWidget(m_filled);
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(2));
    auto* top = new QHBoxLayout;
    m_name = new Label({}, TextRole::Strong);
    m_label = new ElidedLabel({}, TextRole::Body, TextTone::Muted);
    auto* contexts = new QPushButton(tr("Show its contexts"), detail);
    contexts->setProperty("role", QStringLiteral("quiet"));
    top->addWidget(m_name);
    top->addWidget(m_label, 1);
    top->addWidget(contexts);
    column->addLayout(top);
    auto* opinions = new AgreementOpinions(detail);
    m_opinions = opinions;
    column->addWidget(opinions);
    m_verdict = new Label({}, TextRole::Body, TextTone::Ok);
    m_verdict->setWordWrap(true);
    column->addWidget(m_verdict);
    auto* row = new QHBoxLayout;
    row->setSpacing(spacing(1));
    auto* prompt = new Label(tr("&Reason"), TextRole::Body);
    m_reason = new QLineEdit(detail);
    m_reason->setPlaceholderText(tr("why, for the record"));
    m_reason->setAccessibleName(tr("Reason for the last word"));
    m_reason->setMaxLength(2000);
    prompt->setBuddy(m_reason);
    row->addWidget(prompt);
    row->addSpacing(spacing(1));
    row->addWidget(m_reason, 1);
    row->addSpacing(spacing(2));
    for (int i = 0; i < 5; ++i) {
        auto* button = new QPushButton(QString::number(i + 1), detail);
        button->setFixedWidth(button->fontMetrics().horizontalAdvance(QLatin1Char('5')) + 32);
        button->setToolTip(plainToolTip(scoreMeaning(i + 1)));
        button->setAccessibleName(tr("Last word: %1").arg(scoreMeaning(i + 1)));
        connect(button, &QPushButton::clicked, this, [this, i] { adjudicate(i + 1); });
        row->addWidget(button);
        needsWriting(button);
        m_scores[static_cast<std::size_t>(i)] = button;
    }
    column->addLayout(row);
    auto* last = new QHBoxLayout;
    auto* help = new Label(tr("The last word counts as people's score from then on. On the list, the keys 1 to 5 give "
                              "it at once."),
                           TextRole::Small, TextTone::Muted);
    help->setWordWrap(true);
    m_undo = new QPushButton(tr("Take back"), detail);
    marksUndo(m_undo);
    needsWriting(m_undo);
    m_undo->setProperty("role", QStringLiteral("quiet"));
    last->addWidget(help, 1);
    last->addWidget(m_undo, 0, Qt::AlignTop);
    column->addLayout(last);
    connect(contexts, &QPushButton::clicked, this, [this] {
        if (const auto feature = current()) {
            Q_EMIT featureActivated(*feature);
        }
    });
    connect(m_undo, &QPushButton::clicked, this, &AgreementDisputes::undo);
    auto* back = new QShortcut(QKeySequence::Undo, this);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    nameCommand(back, tr("Take the last decision back"));
    connect(back, &QShortcut::activated, this, &AgreementDisputes::undo);
    return detail;
}

void AgreementDisputes::setSession(WorkspaceSession* session) {
    m_session = session;
    m_written.clear();
    m_picked.clear();
    m_shown = m_switch->current() == 0 ? Open : Settled;
    m_reason->clear();
    refresh();
}

void AgreementDisputes::refresh() {
    m_found = m_session != nullptr ? findDisagreements(m_session->ratings(), m_session->mainJudge()) : Disagreements();
    m_switch->setLabel(0, tr("Open: %1").arg(m_found.open.size()));
    m_switch->setLabel(1, tr("Settled: %1").arg(m_found.settled.size()));
    fillTable();
}

void AgreementDisputes::showFeatures(const QString& title, std::vector<FeatureId> features) {
    m_shown = Picked;
    m_picked = std::move(features);
    m_pickedTitle->setText(title);
    fillTable();
    if (!m_rows.empty()) {
        m_table->selectRow(0);
        m_table->setFocus();
    }
}

std::optional<FeatureId> AgreementDisputes::current() const {
    const int row = m_table->currentRow();
    return row >= 0 && row < static_cast<int>(m_rows.size()) && m_table->isRowHidden(row) == false
               ? std::optional(m_rows[static_cast<std::size_t>(row)].feature)
               : std::nullopt;
}

void AgreementDisputes::fillTable() {
    const auto before = current();
    const int beforeRow = m_table->currentRow();
    m_rows.clear();
    if (m_shown == Picked && m_session != nullptr) {
        for (const FeatureId feature : m_picked) {
            m_rows.push_back(agreementRow(m_session->ratings(), feature));
        }
    } else {
        m_rows = m_shown == Settled ? m_found.settled : m_found.open;
    }
    {
        const QSignalBlocker blocker(m_table);
        m_table->setRowCount(static_cast<int>(m_rows.size()));
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const AgreementRow& row = m_rows[i];
            const QString last = row.verdict.isEmpty() ? row.label : row.verdict;
            const QStringList texts = {QString::number(row.feature.value()), row.scores, last.simplified()};
            for (int column = 0; column < columnCount; ++column) {
                auto* item = new QTableWidgetItem(cellText(texts[column]));
                item->setToolTip(plainToolTip(texts[column].left(2000)));
                m_table->setItem(static_cast<int>(i), column, item);
            }
        }
    }
    m_table->setHorizontalHeaderItem(LabelColumn,
                                     new QTableWidgetItem(m_shown == Settled ? tr("Last word") : tr("Label")));
    m_table->setColumnHidden(LabelColumn, std::all_of(m_rows.begin(), m_rows.end(), [](const AgreementRow& row) {
                                 return row.label.isEmpty() && row.verdict.isEmpty();
                             }));
    m_pickedBar->setVisible(m_shown == Picked);
    m_switch->setVisible(m_shown != Picked);
    m_nothing->setText(m_shown == Settled ? tr("Nothing has been settled yet.")
                                          : tr("Nobody disagrees: people's scores are equal wherever two rated the "
                                               "same feature, and the judge is never 2 or more away from them."));
    m_nothing->setVisible(m_rows.empty());
    m_filled->setVisible(!m_rows.empty());
    if (m_rows.empty()) {
        return;
    }
    const auto same =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const AgreementRow& row) { return row.feature == before; });
    const int next = same != m_rows.end() ? static_cast<int>(same - m_rows.begin())
                                          : std::clamp(beforeRow, 0, static_cast<int>(m_rows.size()) - 1);
    m_table->setCurrentCell(next, 0);
    m_table->selectRow(next);
    showDetail();
}

void AgreementDisputes::showDetail() {
    const auto feature = current();
    if (!feature || m_session == nullptr) {
        return;
    }
    const RatingBook& book = m_session->ratings();
    const AgreementRow row = agreementRow(book, *feature);
    m_name->setText(tr("Feature %1").arg(feature->value()));
    m_label->setText(row.label);
    static_cast<AgreementOpinions*>(m_opinions)->setOpinions(opinionsOn(book, *feature));
    m_verdict->setText(row.settled ? tr("Last word: %1").arg(row.verdict) : QString());
    m_verdict->setVisible(row.settled);
    m_undo->setEnabled(!m_written.empty());
}

void AgreementDisputes::write(const RatingEvent& event) {
    const auto written = m_session->rate(event);
    if (!written) {
        Q_EMIT failed(written.error());
        return;
    }
    if (written->action == RatingAction::Adjudicate) {
        m_written.push_back({written->feature, written->id});
    }
}

void AgreementDisputes::adjudicate(int score) {
    const auto feature = current();
    if (m_session == nullptr || !feature || score < 1 || score > 5) {
        return;
    }
    RatingEvent event;
    event.action = RatingAction::Adjudicate;
    event.feature = *feature;
    event.score = score;
    event.text = m_reason->text().trimmed().toStdString();
    m_reason->clear();
    write(event);
    m_undo->setEnabled(!m_written.empty());
    m_table->setFocus();
}

void AgreementDisputes::undo() {
    if (m_session == nullptr || m_written.empty()) {
        return;
    }
    const Written last = m_written.back();
    m_written.pop_back();
    RatingEvent event;
    event.action = RatingAction::Undo;
    event.feature = last.feature;
    event.target = last.eventId;
    write(event);
    m_undo->setEnabled(!m_written.empty());
}

bool AgreementDisputes::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        if (plain && key->key() >= Qt::Key_1 && key->key() <= Qt::Key_5) {
            adjudicate(key->key() - Qt::Key_0);
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

}  // namespace saferscope
