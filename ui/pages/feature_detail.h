// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/feature_index.h"
#include "ui/models/feature_filter.h"
#include "ui/pages/feature_chips.h"

#include <QWidget>
#include <memory>

class QListView;
class QPushButton;
class QStackedWidget;

namespace saferscope {

class FeatureContextDelegate;
class FeatureContextModel;
class FeatureForest;
class FeatureHistogram;
class FeatureLabelEdit;
class FeatureOpinionList;
class FeatureRaterLine;
class FeatureScoreLine;
class FeatureNumbers;
class HeatLegend;
class Label;
class SegmentedSwitch;

/// Everything about one feature: its name and what it speaks for in plain words, its scores and numbers, its subsets,
/// histogram, company and what people say, and where it fires. Scrolls where there is not room for all of it.
class FeatureDetail : public QWidget {
    Q_OBJECT

public:
    explicit FeatureDetail(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    /// `contrasts` are those of every feature in the scope; they colour the chips.
    void showFeature(const FeatureRow& row, TokenScope scope, const std::vector<FeatureContrast>& contrasts);
    /// What is said of the feature that is shown; `judge` is the one that "LLM" means.
    void setOpinions(const FeatureOpinions& opinions, const std::string& judge);
    /// Asks in a line of the header who is at work; raterNamed() brings the answer.
    void askForRater(const QStringList& known);
    void clear();
    /// Which of Subsets, Strength, Together and Opinions is in front.
    int view() const;
    void setView(int view);

    QListView* contextList() const { return m_contexts; }
    SegmentedSwitch* kindSwitch() const { return m_kinds; }
    SegmentedSwitch* viewSwitch() const { return m_views; }
    FeatureChips* chips() const { return m_chips; }
    FeatureLabelEdit* labelEdit() const { return m_label; }
    FeatureRaterLine* raterLine() const { return m_rater; }
    FeatureNumbers* numbers() const { return m_numbers; }
    FeatureForest* forest() const { return m_forest; }
    FeatureOpinionList* opinions() const { return m_opinions; }
    FeatureScoreLine* scoreLine() const { return m_scores; }
    QString verdict() const;
    /// What the subsets say together.
    QString subsetVerdict() const;

    /// The features that fire most often at the same token as this one in its top contexts.
    static std::vector<CoFeature> coActivating(const FeatureIndex& index, FeatureId feature, TokenScope scope,
                                               const std::vector<FeatureContrast>& contrasts, std::size_t count = 10);

Q_SIGNALS:
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);
    void featurePicked(saferscope::FeatureId feature);
    void previousRequested();
    void nextRequested();
    void labelSubmitted(saferscope::FeatureId feature, const QString& label);
    void raterNamed(const QString& name);
    /// The "Rate this feature" button.
    void rateRequested(saferscope::FeatureId feature);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeViews();
    QWidget* makeContexts();
    void showKind(int kind);
    void restyle();

    std::shared_ptr<const FeatureIndex> m_index;
    FeatureRow m_row;
    TokenScope m_scope = TokenScope::SentenceEnds;
    bool m_shown = false;
    QWidget* m_content = nullptr;
    Label* m_title = nullptr;
    QWidget* m_dot = nullptr;
    FeatureLabelEdit* m_label = nullptr;
    FeatureRaterLine* m_rater = nullptr;
    FeatureScoreLine* m_scores = nullptr;
    FeatureNumbers* m_numbers = nullptr;
    QPushButton* m_rate = nullptr;
    SegmentedSwitch* m_views = nullptr;
    QStackedWidget* m_viewStack = nullptr;
    FeatureForest* m_forest = nullptr;
    Label* m_subsets = nullptr;
    FeatureOpinionList* m_opinions = nullptr;
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

}  // namespace saferscope
