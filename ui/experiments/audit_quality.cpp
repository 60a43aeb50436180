// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_quality.h"

#include "ui/experiments/audit_charts.h"
#include "ui/experiments/audit_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace saferscope {

AuditQuality::AuditQuality(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, spacing(2), 0, 0);
    column->setSpacing(spacing(3));
    m_words = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    m_histogram = new AuditHistogram(this);
    column->addWidget(m_histogram, 2);
    m_roc = new AuditRocChart(this);
    column->addWidget(m_roc, 3);
    m_table = new QWidget(this);
    m_cells = new QGridLayout(m_table);
    m_cells->setContentsMargins(0, 0, 0, 0);
    m_cells->setHorizontalSpacing(spacing(4));
    column->addWidget(m_table);
    setReport(nullptr, Suspicion::Combined);
}

QString AuditQuality::words() const { return m_words->text(); }

void AuditQuality::setReport(const AuditReport* report, Suspicion by) {
    const bool known = report != nullptr && !report->detections.empty();
    m_histogram->setReport(report, by);
    m_roc->setReport(report);
    m_roc->setSuspicion(by);
    m_roc->setVisible(known);
    m_table->setVisible(known);
    if (report == nullptr) {
        m_words->clear();
    } else if (!known) {
        m_words->setText(
            tr("Nothing says which labels of this data set are wrong, so that how well they are found "
               "cannot be measured."));
    } else {
        const RocArea& roc = report->detections.front().roc;
        const QLocale locale;
        m_words->setText(
            tr("%Ln of the %1 labels of which the truth is known are wrong (%2).", nullptr, pluralOf(roc.positives))
                .arg(locale.toString(qulonglong{roc.positives} + qulonglong{roc.negatives}),
                     truthName(report->truthSource)));
    }
    fillTable(report);
}

void AuditQuality::fillTable(const AuditReport* report) {
    while (QLayoutItem* item = m_cells->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (report == nullptr || report->detections.empty()) {
        return;
    }
    const auto put = [&](int line, int column, const QString& text, TextTone tone) {
        auto* label = new Label(text, TextRole::Small, tone, m_table);
        label->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_cells->addWidget(label, line, column);
    };
    const QLocale locale;
    put(0, 0, tr("Suspicion by"), TextTone::Muted);
    put(0, 1, tr("ROC area (95 % CI)"), TextTone::Muted);
    int column = 2;
    for (const PrecisionAt& at : report->detections.front().precision) {
        put(0, column++, tr("Precision at %1").arg(locale.toString(static_cast<qulonglong>(at.k))), TextTone::Muted);
    }
    int line = 1;
    for (const Detection& one : report->detections) {
        put(line, 0, suspicionTitle(one.by), TextTone::Normal);
        put(line, 1,
            one.roc.defined() ? tr("%1 (%2–%3)")
                                    .arg(formatNumber(one.roc.area, 3), formatNumber(one.roc.ci.low, 3),
                                         formatNumber(one.roc.ci.high, 3))
                              : tr("not defined"),
            TextTone::Normal);
        column = 2;
        for (const PrecisionAt& at : one.precision) {
            put(line, column++, tr("%1 %").arg(formatNumber(100.0 * at.precision(), 0)), TextTone::Normal);
        }
        ++line;
    }
}

}  // namespace saferscope
