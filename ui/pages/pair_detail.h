// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "ui/heatmap/heat_values.h"
#include "ui/heatmap/token_diff.h"
#include "ui/models/pair_filter.h"

#include <QWidget>
#include <array>
#include <memory>
#include <optional>

class QBoxLayout;
class QCheckBox;
class QToolButton;

namespace saferscope {

class HeatLegend;
class HeatmapView;
class Label;
class PairAnswerColumn;
class PairTokenPanel;
class SegmentedSwitch;

/// One pair: the prompt once, both answers side by side as heat maps on one colour scale, and what fires at a token.
/// [ and ]: previous and next difference between the answers.
class PairDetail : public QWidget {
    Q_OBJECT

public:
    explicit PairDetail(QWidget* parent = nullptr);
    void setIndex(std::shared_ptr<const FeatureIndex> index);
    /// `contrasts` must stay valid until the next call.
    void setScope(TokenScope scope, const std::vector<FeatureContrast>& contrasts, std::vector<WeightedFeature> kept);
    void setFeature(std::optional<FeatureId> feature);
    void showPair(const PairRow& row);
    /// The score of the shown pair became known.
    void setScore(const PairRow& row);
    void clear();
    /// Selects a token and scrolls to it.
    void revealToken(Segment segment, int token);
    /// Selects the token where the feature shown is strongest in this pair, if it fires at all.
    void revealStrongest();
    bool stepDifference(int step);
    /// Where nothing of the pair is coloured, goes over to the kept set, or to everything, if that colours something.
    void leaveSilence();

    HeatMode mode() const { return m_request.mode; }
    void setMode(HeatMode mode);
    std::optional<PairIndex> pair() const { return m_pair; }
    HeatmapView* view(Segment segment) const;
    PairTokenPanel* tokenPanel() const { return m_panel; }
    HeatLegend* legend() const { return m_legend; }
    SegmentedSwitch* modeSwitch() const { return m_modes; }
    QToolButton* promptToggle() const { return m_promptToggle; }
    QCheckBox* templateToggle() const { return m_template; }
    const std::vector<TokenDifference>& differences() const { return m_differences; }
    /// Says why nothing is coloured and what to do; hidden while something is.
    Label* silence() const { return m_silence; }

Q_SIGNALS:
    /// Somebody chose what the colours show.
    void modePicked();
    void featurePicked(saferscope::FeatureId feature);
    void whereRequested(saferscope::FeatureId feature);
    void previousRequested();
    void nextRequested();
    /// Somebody wants to change the shown pair's texts.
    void tryRequested(saferscope::PairIndex pair);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr std::array<Segment, 3> segments = {Segment::Prompt, Segment::Chosen, Segment::Rejected};

    QWidget* makeHeader();
    QWidget* makePrompt();
    QWidget* makeAnswers();
    void connectView(HeatmapView* view);
    void loadSegment(Segment segment);
    void recolour();
    bool coloursAnything(const HeatRequest& request, TokenScope scope) const;
    QString whyNothingIsColoured() const;
    void showSilence();
    void findDifferences();
    void markDifferences();
    void showToken(Segment segment, int token);
    void arrange();

    std::shared_ptr<const FeatureIndex> m_index;
    const std::vector<FeatureContrast>* m_contrasts = nullptr;
    TokenScope m_scope = TokenScope::SentenceEnds;
    HeatRequest m_request;
    std::optional<PairIndex> m_pair;
    std::vector<TokenDifference> m_differences;
    int m_difference = -1;
    bool m_scrolling = false;  ///< one scroll bar moves the other
    std::pair<Segment, int> m_selected{Segment::Prompt, -1};
    bool m_tokenPicked = false;  ///< that token, by somebody; not by the page when it opened

    Label* m_title = nullptr;
    Label* m_subset = nullptr;
    Label* m_margin = nullptr;
    Label* m_score = nullptr;
    SegmentedSwitch* m_modes = nullptr;
    QCheckBox* m_mark = nullptr;
    QCheckBox* m_template = nullptr;
    HeatLegend* m_legend = nullptr;
    Label* m_silence = nullptr;
    QToolButton* m_promptToggle = nullptr;
    HeatmapView* m_prompt = nullptr;
    std::array<PairAnswerColumn*, 2> m_answers{};
    QBoxLayout* m_optionLayout = nullptr;
    QBoxLayout* m_answerLayout = nullptr;
    QBoxLayout* m_bodyLayout = nullptr;
    PairTokenPanel* m_panel = nullptr;
};

}  // namespace saferscope
