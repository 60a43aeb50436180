// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/heatmap/heat_colours.h"

#include <QWidget>

namespace saferscope {

/// Says what the colours of a heat map mean: a bar with the numbers of its ends, the quantity, and which tokens are
/// shown. All text is part of the accessible description too.
class HeatLegend : public QWidget {
    Q_OBJECT

public:
    explicit HeatLegend(QWidget* parent = nullptr);
    /// `quantity` is plain text ("Feature 1234"). Diverging scales run from -maximum to maximum. `note` stands in the
    /// scope's place where the numbers do not come from an SAE (rewards).
    void setScale(HeatKind kind, float maximum, TokenScope scope, const QString& quantity, const QString& note = {});
    QString scopeText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    HeatKind m_kind = HeatKind::Sequential;
    float m_maximum = 0.0f;
    TokenScope m_scope = TokenScope::SentenceEnds;
    QString m_quantity;
    QString m_note;
};

}  // namespace saferscope
