// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/agreement_state.h"

#include <QScrollArea>

class QVBoxLayout;

namespace saferscope {

/// Who says what of one feature: score, name, how it came about, and the words.
class AgreementOpinions : public QScrollArea {
    Q_OBJECT

public:
    explicit AgreementOpinions(QWidget* parent = nullptr);
    void setOpinions(const std::vector<Opinion>& opinions);
    QSize sizeHint() const override;

private:
    QWidget* m_inside = nullptr;
    QVBoxLayout* m_column = nullptr;
};

/// "a person, blind", "a judge; its contexts look as if they were meant to steer it".
QString opinionRemark(const Opinion& opinion);

}  // namespace saferscope
