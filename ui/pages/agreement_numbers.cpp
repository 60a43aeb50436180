// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_numbers.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QGridLayout>
#include <QLocale>

namespace saferscope {

QString ratingsTitle(AgreementColumn::Ratings ratings) {
    switch (ratings) {
        case AgreementColumn::Ratings::Blind:
            return AgreementNumbers::tr("Rated blind");
        case AgreementColumn::Ratings::Seen:
            return AgreementNumbers::tr("Not blind");
        case AgreementColumn::Ratings::All:
            break;
    }
    return AgreementNumbers::tr("All ratings");
}

std::vector<AgreementLine> agreementLines(const AgreementTable& table) {
    std::vector<AgreementLine> lines;
    const auto add = [&](const QString& name, const QString& help, auto cell) {
        AgreementLine line{name, help, {}};
        bool any = false;
        for (const AgreementColumn& column : table.columns) {
            const std::optional<EstimateText> text = cell(column);
            any = any || text.has_value();
            line.cells.push_back(text.value_or(EstimateText{}));
        }
        if (any) {
            lines.push_back(std::move(line));
        }
    };
    using Cell = std::optional<EstimateText>;
    const QLocale locale;
    const auto estimate = [](const AgreementColumn& column, const std::optional<Estimate>& value, bool percent) {
        return !value                 ? Cell()
               : column.features == 0 ? Cell(EstimateText{QStringLiteral("–"), {}})
                                      : Cell(estimateText(*value, percent));
    };
    add(table.comparison.hasMatrix() ? AgreementNumbers::tr("Features rated by both")
                                     : AgreementNumbers::tr("Features rated twice"),
        AgreementNumbers::tr("Or by more. Agreement is computed on these; features with one opinion say nothing."),
        [&](const AgreementColumn& column) {
            EstimateText text{locale.toString(static_cast<qulonglong>(column.features)), {}};
            if (column.pairs != column.features) {
                text.interval = AgreementNumbers::tr("%Ln scores", nullptr, pluralOf(column.pairs));
            }
            return Cell(text);
        });
    add(AgreementNumbers::tr("Equal scores"), AgreementNumbers::tr("Share of features with the very same score."),
        [&](const AgreementColumn& column) { return estimate(column, column.percent, true); });
    add(AgreementNumbers::tr("Weighted kappa"),
        AgreementNumbers::tr("Cohen's kappa with quadratic weights: 4 against 5 counts little, 1 against 5 counts 16 "
                             "times as much. 1 = equal, 0 = as by chance."),
        [&](const AgreementColumn& column) { return estimate(column, column.quadraticKappa, false); });
    add(AgreementNumbers::tr("Kappa"),
        AgreementNumbers::tr(
            "Cohen's kappa: equal scores beyond what chance would give; every difference counts alike."),
        [&](const AgreementColumn& column) { return estimate(column, column.kappa, false); });
    add(AgreementNumbers::tr("Alpha, ordinal"),
        AgreementNumbers::tr(
            "Krippendorff's alpha for ordered scores; takes any number of raters and missing ratings."),
        [&](const AgreementColumn& column) { return estimate(column, column.alphaOrdinal, false); });
    add(AgreementNumbers::tr("Alpha, nominal"),
        AgreementNumbers::tr("Krippendorff's alpha when every difference counts alike."),
        [&](const AgreementColumn& column) { return estimate(column, column.alphaNominal, false); });
    return lines;
}

AgreementNumbers::AgreementNumbers(QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(spacing(5));
    m_grid->setVerticalSpacing(spacing(2));
}

void AgreementNumbers::setTable(const AgreementTable& table) {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    if (table.columns.size() > 1) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            m_grid->addWidget(new Label(ratingsTitle(table.columns[i].ratings), TextRole::Small, TextTone::Muted, this),
                              row, static_cast<int>(i) + 1);
        }
        ++row;
    }
    for (const AgreementLine& line : agreementLines(table)) {
        auto* name = new Label(line.name, TextRole::Body, TextTone::Normal, this);
        name->setToolTip(plainToolTip(line.help));
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            auto* cell = new QWidget(this);
            auto* column = new QVBoxLayout(cell);
            column->setContentsMargins(0, 0, 0, 0);
            column->setSpacing(0);
            column->addWidget(new Label(line.cells[i].value, TextRole::Strong, TextTone::Normal, cell));
            if (!line.cells[i].interval.isEmpty()) {
                column->addWidget(new Label(line.cells[i].interval, TextRole::Small, TextTone::Muted, cell));
            }
            cell->setAccessibleName(
                QStringLiteral("%1: %2 (%3)").arg(line.name, line.cells[i].value, line.cells[i].interval));
            m_grid->addWidget(cell, row, static_cast<int>(i) + 1, Qt::AlignTop);
        }
        ++row;
    }
    m_grid->setColumnStretch(static_cast<int>(table.columns.size()), 1);
    for (QWidget* child : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        child->show();  // at once, so that sizes count them
    }
}

}  // namespace saferscope
