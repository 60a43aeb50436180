// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/agreement_state.h"

#include <QWidget>

class QGridLayout;

namespace saferscope {

/// The coefficients of a comparison as a small table: a row each, a column per selection of ratings.
class AgreementNumbers : public QWidget {
    Q_OBJECT

public:
    explicit AgreementNumbers(QWidget* parent = nullptr);
    void setTable(const AgreementTable& table);

private:
    QGridLayout* m_grid = nullptr;
};

/// The rows of that table as texts.
struct AgreementLine {
    QString name;
    QString help;
    std::vector<EstimateText> cells;  ///< one per column
};
std::vector<AgreementLine> agreementLines(const AgreementTable& table);
QString ratingsTitle(AgreementColumn::Ratings ratings);

}  // namespace saferscope
