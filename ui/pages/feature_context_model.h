// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/heatmap/display_text.h"
#include "ui/heatmap/heatmap_painter.h"

#include <QAbstractListModel>
#include <QString>
#include <memory>
#include <vector>

namespace saferscope {

/// One context of a feature, cut out of its segment and ready to be laid out.
struct FeatureContext {
    ContextRef place;
    QString pairId;
    QString subset;
    DisplayText text;              ///< one paragraph around the token that fires
    std::vector<TokenLook> looks;  ///< of its tokens
    int hit = 0;                   ///< which of them fires
    QString plain;                 ///< for screen readers
};

/// The contexts of one kind (top, quantiles, random) of a feature, cut out when they are first asked for.
class FeatureContextModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int tokensBefore = 38;
    static constexpr int tokensAfter = 22;

    explicit FeatureContextModel(QObject* parent = nullptr);

    void setContexts(std::shared_ptr<const FeatureIndex> index, FeatureId feature, TokenScope scope, ContextKind kind);
    void clear();
    const FeatureContext* contextAt(int row) const;
    /// For delegates: the context behind an index of such a model; null for any other.
    static const FeatureContext* contextOf(const QModelIndex& index);
    TokenScope scope() const { return m_scope; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// "chosen", "rejected" or "prompt".
    static QString segmentName(Segment segment);
    /// Where a context comes from in one line: side, pair, subset, quantile band.
    static QString caption(const FeatureContext& context);

private:
    /// What a segment decodes to; where it is long, that takes longer than to lay out what is shown of it.
    struct Decoded {
        PairIndex pair;
        Segment segment = Segment::Prompt;
        std::vector<TokenInfo> tokens;
        std::vector<float> values;
    };
    const Decoded& decoded(const ContextRef& place) const;
    FeatureContext cut(const ContextRef& place) const;

    std::shared_ptr<const FeatureIndex> m_index;
    FeatureId m_feature;
    TokenScope m_scope = TokenScope::SentenceEnds;
    float m_maximum = 0.0f;
    std::vector<ContextRef> m_places;
    mutable std::vector<std::unique_ptr<FeatureContext>> m_cut;
    mutable std::vector<Decoded> m_decoded;  ///< the last few, newest last
};

}  // namespace saferscope
