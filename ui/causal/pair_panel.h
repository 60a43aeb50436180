// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/workspace/kept_results.h"
#include "core/workspace/steering_profiles.h"
#include "ui/causal/pair_lab.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QMenu;
class QPushButton;
class QScrollArea;
class QSettings;
class QSpinBox;
class QSplitter;
class QStackedLayout;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace saferscope {

class ChangeCurve;
class ChangeRow;
class ChangeSearchModel;
class ElidedLabel;
class Label;
class PairRewards;
class PairTexts;
class WorkspaceSession;

/// One pair under a list of changes: sliders on the left; rewards, curve of doses and texts on the right, which follow
/// every move. GUI thread; the model is a child process (session->engine()).
class PairPanel : public QWidget {
    Q_OBJECT

public:
    explicit PairPanel(QWidget* parent = nullptr);
    ~PairPanel() override;
    void setWorkspace(WorkspaceSession* session);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);
    void showSomethingMeaningful();

    /// Where a change is made, in the order of the box.
    enum Place { All, SentenceEnds, Answers, Prompt, Chosen, Rejected, Range };

    void addFeature(FeatureId feature);
    void addSet(const QString& name, std::vector<FeatureId> features);
    /// Takes over a whole intervention (a kept one, a profile), as a step of undo of its own.
    void showIntervention(const Intervention& intervention);
    const ChangeList& changes() const { return m_list; }
    /// What "Keep result…" keeps under a name; nothing while there is no effect.
    std::optional<KeptResult> result() const;
    SteeringProfile profile() const;
    QString commandLine() const;

    PairLab* lab() const { return m_lab; }
    PairRewards* rewards() const { return m_rewards; }
    PairTexts* texts() const { return m_texts; }
    ChangeCurve* curve() const { return m_curve; }
    const std::vector<ChangeRow*>& rows() const { return m_rows; }
    QLineEdit* search() const { return m_search; }
    QLineEdit* pairId() const { return m_id; }
    QComboBox* places() const { return m_places; }
    QSpinBox* rangeBegin() const { return m_begin; }
    QSpinBox* rangeEnd() const { return m_end; }
    Label* status() const { return m_status; }
    QPushButton* retryButton() const { return m_retry; }
    QPushButton* keepButton() const { return m_keep; }
    QPushButton* surveyButton() const { return m_survey; }
    QMenu* addMenu() const { return m_addMenu; }
    QMenu* moreMenu() const { return m_moreMenu; }
    std::vector<QPushButton*> suggestions() const { return m_suggestions; }

public Q_SLOTS:
    void undo();
    void redo();

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    void overviewRequested();
    /// "Measure on the data set".
    void surveyRequested(const saferscope::Intervention& intervention);
    /// A result or a profile was saved in the workspace.
    void kept();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makePairCard();
    QWidget* makeChangesCard();
    QWidget* makePlaces(QWidget* parent);
    QWidget* makeActions();
    QWidget* makeRight();
    void connectLab();
    void followSession();
    void syncPair();
    void stepPair(int step);
    void goToId();
    void listChanged();
    void showRows();
    ChangeRow* makeRow(const ChangeEntry& entry);
    void takeInHand(std::uint64_t id);
    void renewCurve();
    void showCurve();
    void showEffect();
    void showStatus();
    void showSuggestions();
    void fillAddMenu();
    void enableActions();
    void pickPlace(int place);
    void setRange(Segment segment, std::int64_t begin, std::int64_t end);
    void showPlaces();
    void clickToken(Segment segment, int token);
    double maximumOf(const std::vector<FeatureId>& features) const;
    void retry();
    void keep();
    void saveProfile();
    void copyCommand();
    bool featuresExist(const ChangeEntry& entry) const;
    void takeKeptState();
    bool oneOperation() const;

    QPointer<WorkspaceSession> m_session;
    ChangeList m_list;
    std::uint64_t m_inHand = 0;
    Intervention m_curveOf;  ///< what the curve was asked for, its value left out
    Segment m_rangeSegment = Segment::Chosen;
    QString m_keptState;  ///< changes of the last session, until an index is open
    PairLab* m_lab = nullptr;
    std::vector<ChangeRow*> m_rows;
    std::vector<QPushButton*> m_suggestions;
    QTimer* m_curveTimer = nullptr;

    QStackedLayout* m_stack = nullptr;
    QSplitter* m_splitter = nullptr;
    ElidedLabel* m_pairName = nullptr;
    Label* m_pairFacts = nullptr;
    QLineEdit* m_id = nullptr;
    QLineEdit* m_search = nullptr;
    ChangeSearchModel* m_searchModel = nullptr;
    QMenu* m_addMenu = nullptr;
    QMenu* m_moreMenu = nullptr;
    QToolButton* m_undo = nullptr;
    QToolButton* m_redo = nullptr;
    QComboBox* m_places = nullptr;
    QWidget* m_rangeRow = nullptr;
    QComboBox* m_rangeText = nullptr;
    QSpinBox* m_begin = nullptr;
    QSpinBox* m_end = nullptr;
    QVBoxLayout* m_rowLayout = nullptr;
    Label* m_noChanges = nullptr;
    Label* m_suggestionTitle = nullptr;
    QVBoxLayout* m_suggestionLayout = nullptr;
    QPushButton* m_keep = nullptr;
    QPushButton* m_survey = nullptr;
    QToolButton* m_more = nullptr;
    QWidget* m_statusRow = nullptr;
    Label* m_status = nullptr;
    QPushButton* m_retry = nullptr;
    PairRewards* m_rewards = nullptr;
    QBoxLayout* m_numbersLayout = nullptr;
    ChangeCurve* m_curve = nullptr;
    Label* m_curveTitle = nullptr;
    PairTexts* m_texts = nullptr;
};

}  // namespace saferscope
