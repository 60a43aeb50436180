// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_detail.h"

#include "ui/bridge/workspace_session.h"
#include "ui/experiments/audit_excerpt.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace saferscope {
namespace {

constexpr std::size_t shownFeatures = 6;

QPlainTextEdit* makeText(const QString& name, QWidget* parent) {
    auto* edit = new QPlainTextEdit(parent);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(name);
    edit->setMinimumHeight(70);
    // The room there is, not the size it would like: the panel would scroll for it.
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    return edit;
}

QString sideName(Segment segment) {
    return segment == Segment::Prompt   ? AuditDetail::tr("prompt")
           : segment == Segment::Chosen ? AuditDetail::tr("chosen")
                                        : AuditDetail::tr("rejected");
}

Segment turnedSide(Segment segment) {
    return segment == Segment::Chosen     ? Segment::Rejected
           : segment == Segment::Rejected ? Segment::Chosen
                                          : Segment::Prompt;
}

}  // namespace

AuditDetail::AuditDetail(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, spacing(2), 0, 0);
    column->setSpacing(spacing(2));
    auto* top = new QHBoxLayout;
    m_title = new ElidedLabel({}, TextRole::Strong, TextTone::Normal, Qt::ElideMiddle, this);
    top->addWidget(m_title, 1);
    for (const int step : {-1, 1}) {
        auto* button = new QToolButton(this);
        button->setArrowType(step < 0 ? Qt::UpArrow : Qt::DownArrow);
        button->setAccessibleName(step < 0 ? tr("Previous pair") : tr("Next pair"));
        button->setToolTip(step < 0 ? tr("Previous pair (K)") : tr("Next pair (J)"));
        connect(button, &QToolButton::clicked, this, [this, step] { Q_EMIT stepped(step); });
        top->addWidget(button);
    }
    m_pairs = new QPushButton(tr("Show in Pairs"), this);
    m_pairs->setToolTip(tr("Every token of both answers, on the Pairs page"));
    connect(m_pairs, &QPushButton::clicked, this, [this] {
        if (m_report != nullptr) {
            Q_EMIT pairRequested(QString::fromStdString(m_report->data.pairs[m_position].id));
        }
    });
    top->addWidget(m_pairs);
    column->addLayout(top);
    m_note = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    m_list = new QWidget(this);
    m_rows = new QGridLayout(m_list);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(spacing(2));
    m_rows->setVerticalSpacing(spacing(1));
    m_rows->setColumnStretch(4, 1);
    column->addWidget(m_list);
    const auto add = [&](const QString& name, int stretch) {
        auto* label = new Label(name, TextRole::Small, TextTone::Muted, this);
        auto* edit = makeText(name, this);
        label->setBuddy(edit);
        column->addWidget(label);
        column->addWidget(edit, stretch);
        return edit;
    };
    m_prompt = add(tr("Prompt"), 2);
    m_chosen = add(tr("Chosen answer"), 3);
    m_rejected = add(tr("Rejected answer"), 3);
    setRow(nullptr, nullptr);
}

void AuditDetail::setSession(WorkspaceSession* session) { m_session = session; }

void AuditDetail::setRow(std::shared_ptr<const AuditReport> report, const AuditRow* row) {
    m_report = row != nullptr ? std::move(report) : nullptr;
    m_why.clear();
    m_pairs->setEnabled(m_report != nullptr);
    if (m_report == nullptr) {
        m_title->setText(tr("No pair selected"));
        m_note->clear();
        for (auto* edit : {m_prompt, m_chosen, m_rejected}) {
            edit->clear();
        }
        fillWhy();
        return;
    }
    m_position = row->position;
    const PreferencePair& pair = m_report->data.pairs[m_position];
    m_title->setText(QString::fromStdString(pair.id));
    m_why = explainPair(m_report->data, m_position, shownFeatures);
    double sum = 0.0;
    for (const FeatureContribution& one : m_why) {
        sum += one.contribution;
    }
    const auto& held = m_report->data.indexed[m_position];
    QString note = m_why.empty()
                       ? tr("No kept feature fires in this pair at the positions that count.")
                       : tr("score_safe is %1; the features below add up to %2. Positive speaks for the label.")
                             .arg(formatContrast(row->score), formatContrast(sum));
    if (held && held->turned) {
        note += QLatin1Char(' ') + tr("The index holds this pair the other way round; its numbers were turned.");
    }
    m_note->setText(note);
    QStringList prompt;
    for (const Message& message : pair.prompt) {
        prompt << (pair.prompt.size() > 1 ? QString::fromStdString(message.role) + QStringLiteral(": ") : QString()) +
                      QString::fromStdString(message.content);
    }
    m_prompt->setPlainText(prompt.join(QStringLiteral("\n\n")));
    m_chosen->setPlainText(QString::fromStdString(pair.chosen));
    m_rejected->setPlainText(QString::fromStdString(pair.rejected));
    fillWhy();
}

void AuditDetail::fillWhy() {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int line = 0;
    for (const FeatureContribution& one : m_why) {
        auto* id = new QToolButton(m_list);
        id->setText(QString::number(one.feature.value()));
        id->setAutoRaise(true);
        id->setToolTip(tr("Show this feature on the Features page"));
        connect(id, &QToolButton::clicked, this, [this, feature = one.feature] {
            if (m_session != nullptr) {
                m_session->goToFeature(feature);
            }
        });
        m_rows->addWidget(id, line, 0);
        auto* amount =
            new Label((one.contribution > 0.0 ? QStringLiteral("+") : QString()) + formatNumber(one.contribution, 4),
                      TextRole::Body, TextTone::Normal, m_list);
        amount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_rows->addWidget(amount, line, 1);
        m_rows->addWidget(new Label(sideName(one.segment), TextRole::Small, TextTone::Muted, m_list), line, 2);
        QString label;
        if (m_session != nullptr && m_session->index() != nullptr &&
            m_session->index()->manifest().saeHash == m_report->data.index->manifest().saeHash) {
            label = QString::fromStdString(m_session->ratings().of(one.feature).label);
        }
        auto* said = new ElidedLabel(label, TextRole::Body, TextTone::Normal, Qt::ElideRight, m_list);
        said->setMaximumWidth(180);
        m_rows->addWidget(said, line, 3);
        const HeldPair& held = *m_report->data.indexed[m_position];
        const Segment stored = held.turned ? turnedSide(one.segment) : one.segment;
        m_rows->addWidget(new AuditExcerptView(excerptOf(*m_report->data.index, held.pair, stored, one.token), m_list),
                          line, 4);
        ++line;
    }
    m_list->setVisible(line > 0);
}

}  // namespace saferscope
