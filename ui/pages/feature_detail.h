// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/models/feature_filter.h"
#include "ui/pages/feature_chips.h"

#include <QWidget>
#include <memory>

class QBoxLayout;
class QListView;
class QStackedWidget;

namespace saferscope {

class FeatureContextDelegate;
class FeatureContextModel;
class FeatureHistogram;
class HeatLegend;
class Label;
class SegmentedSwitch;
class StatCard;

/// Everything about one feature: what it speaks for in plain words, its numbers, its histogram, what fires with it, and
/// where it fires.
class FeatureDetail : public QWidget {
    Q_OBJECT

public:
    explicit FeatureDetail(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    /// `contrasts` are those of every feature in the scope; they colour the chips.
    void showFeature(const FeatureRow& row, TokenScope scope, const std::vector<FeatureContrast>& contrasts);
    void clear();

    QListView* contextList() const { return m_contexts; }
    SegmentedSwitch* kindSwitch() const { return m_kinds; }
    FeatureChips* chips() const { return m_chips; }
    QString verdict() const;

    /// The features that fire most often at the same token as this one in its top contexts.
    static std::vector<CoFeature> coActivating(const FeatureIndex& index, FeatureId feature, TokenScope scope,
                                               const std::vector<FeatureContrast>& contrasts, std::size_t count = 10);

Q_SIGNALS:
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);
    void featurePicked(saferscope::FeatureId feature);
    void previousRequested();
    void nextRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeNumbers();
    QWidget* makeContexts();
    void showKind(int kind);
    void restyle();

    std::shared_ptr<const FeatureIndex> m_index;
    FeatureRow m_row;
    TokenScope m_scope = TokenScope::SentenceEnds;
    bool m_shown = false;
    Label* m_title = nullptr;
    QWidget* m_dot = nullptr;
    Label* m_verdict = nullptr;
    StatCard* m_stats[4] = {};
    QBoxLayout* m_middle = nullptr;
    FeatureHistogram* m_histogram = nullptr;
    FeatureChips* m_chips = nullptr;
    Label* m_noChips = nullptr;
    SegmentedSwitch* m_kinds = nullptr;
    HeatLegend* m_legend = nullptr;
    QListView* m_contexts = nullptr;
    QStackedWidget* m_contextStack = nullptr;
    Label* m_noContexts = nullptr;
    FeatureContextModel* m_contextModel = nullptr;
    FeatureContextDelegate* m_contextDelegate = nullptr;
};

/// "Fires more in chosen answers" and its sisters, from the contrast.
QString contrastInWords(const FeatureContrast& contrast);

}  // namespace saferscope
