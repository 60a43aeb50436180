// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <QWidget>

namespace saferscope {

/// A token with some text round it, in one line; nothing in it can be markup.
struct AuditExcerpt {
    QString before;
    QString token;
    QString after;
};
/// `segment` is the index's. Empty where there is no such token.
AuditExcerpt excerptOf(const FeatureIndex& index, PairIndex pair, Segment segment, std::uint32_t token);

/// Paints an excerpt with the token marked; what does not fit is cut at both ends.
class AuditExcerptView : public QWidget {
    Q_OBJECT

public:
    explicit AuditExcerptView(AuditExcerpt excerpt, QWidget* parent = nullptr);
    const AuditExcerpt& excerpt() const { return m_excerpt; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const AuditExcerpt m_excerpt;
};

}  // namespace saferscope
