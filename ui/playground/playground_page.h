// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/effect.h"
#include "core/engine/engine.h"
#include "ui/heatmap/heat_values.h"
#include "ui/pages/page.h"
#include "ui/playground/draft.h"

#include <QPointer>
#include <QTimer>
#include <array>
#include <memory>
#include <optional>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace saferscope {

class AnswerBox;
class BackgroundTask;
class EmptyState;
class HeatLegend;
class HeatmapView;
class MarginView;
class PairListPanel;
class PairTokenPanel;
class PinStrip;
class SegmentedSwitch;
class TurnList;

/// Write a prompt and two answers; rewards, heat maps and the features that fire follow as you type. What is written
/// is kept in the workspace at every pause, so that neither a restart nor a crash loses it.
class PlaygroundPage : public Page {
    Q_OBJECT

public:
    /// What the colours show: the first three are those of HeatMode.
    enum Colours { Feature, KeptSet, Activity, RewardSoFar };
    static constexpr int debounceMs = 40;  ///< from the last key to the question

    explicit PlaygroundPage(QWidget* parent = nullptr);
    ~PlaygroundPage() override;

    QString key() const override { return QStringLiteral("playground"); }
    QString title() const override { return tr("Playground"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    void showSomethingMeaningful() override;

    Draft draft() const;
    /// Puts texts into the editors; `back()` brings what stood there.
    void load(const Draft& draft);
    void loadPair(PairIndex pair);
    void loadFile(const QString& path);
    void randomPair();
    void swapAnswers();
    void back();
    void setColours(int colours);
    /// Nothing in the editors; `back()` brings what stood there.
    void startEmpty();
    /// Texts, rewards and margin, for a message or a report.
    QString asText() const;

    TurnList* turns() const { return m_turns; }
    AnswerBox* answer(Side side) const { return m_answers[static_cast<std::size_t>(side)]; }
    HeatmapView* promptView() const { return m_promptView; }
    MarginView* margin() const { return m_margin; }
    PinStrip* pins() const { return m_pins; }
    PairListPanel* list() const { return m_list; }
    PairTokenPanel* features() const { return m_features; }
    HeatLegend* legend() const { return m_legend; }
    QPushButton* retryButton() const { return m_retry; }
    QPushButton* backButton() const { return m_back; }
    QPushButton* pairMenu() const { return m_pairMenu; }
    SegmentedSwitch* scopeSwitch() const { return m_scope; }
    QStackedWidget* stack() const { return m_stack; }
    /// The pair that is shown, if any; older than the texts while they are being read.
    const EnginePair* shown() const { return m_pair.get(); }

Q_SIGNALS:
    /// The button of the empty state.
    void overviewRequested();
    /// Rewards of the newest texts are on the screen (tests and measurements).
    void rewardsShown();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // playground_layout.cpp
    void makeWidgets();
    QWidget* makeTop();
    QWidget* makePrompt();
    QWidget* makeAnswers();
    QWidget* makeSide();
    void connectView(HeatmapView* view);
    // playground_columns.cpp
    void makePairMenu(QPushButton* button);
    void fitBySelf();
    void fitColumns();
    void orderTabs();
    // playground_page.cpp
    void edited();
    void ask();
    void answered(std::uint64_t question, Result<EngineAnswer> answer);
    void engineChanged();
    void indexChanged();
    void forget();
    void retry();
    void saveNow();
    void chooseEmpty();
    // playground_show.cpp
    void showPair();
    void showStep();
    void recolour();
    void recolourSegment(Segment segment);
    void renewValues();
    void showLegend();
    TokenScope colourScope() const;
    HeatKind colourKind() const;
    void renewScope();
    void showFeatures();
    void showAnswerFeatures(Segment segment);
    void describeFacts();
    HeatmapView* view(Segment segment) const;

    QPointer<WorkspaceSession> m_session;
    QTimer m_debounce;
    QTimer m_saving;
    QTimer m_fit;           ///< editors take what their texts need, once for many changes
    QTimer m_step;          ///< texts are put on the screen one at a time, so that keys get through between
    int m_nextSegment = 3;  ///< to be put on the screen; 3 = all there
    bool m_loading = false;
    bool m_dirty = false;
    std::uint64_t m_asked = 0;  ///< counts questions: only the newest answer may clear "reading"
    bool m_waiting = false;
    std::shared_ptr<const EnginePair> m_pair;
    std::array<std::string, 3> m_laidOut;        ///< texts that the views hold
    std::array<std::vector<float>, 3> m_values;  ///< what the colours show, by Segment
    float m_maximum = 0.0f;
    std::vector<Draft> m_before;

    int m_colours = RewardSoFar;
    HeatRequest m_request;
    std::pair<Segment, int> m_pointed{Segment::Chosen, -1};
    std::pair<Segment, int> m_selected{Segment::Chosen, -1};
    Segment m_lastAnswer = Segment::Chosen;

    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    MarginView* m_margin = nullptr;
    PinStrip* m_pins = nullptr;
    SegmentedSwitch* m_modes = nullptr;
    SegmentedSwitch* m_scope = nullptr;
    HeatLegend* m_legend = nullptr;
    TurnList* m_turns = nullptr;
    HeatmapView* m_promptView = nullptr;
    std::array<AnswerBox*, 2> m_answers{};
    PairTokenPanel* m_features = nullptr;
    PairListPanel* m_list = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_pairMenu = nullptr;
    QSplitter* m_promptSplitter = nullptr;
    bool m_promptByHand = false;  ///< somebody divided the column; a double click on the handle takes it back
    bool m_answersByHand = false;
};

}  // namespace saferscope
