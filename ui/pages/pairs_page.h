// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/index_values.h"
#include "core/scoring/pair_score.h"
#include "ui/pages/page.h"

#include <QPointer>
#include <memory>
#include <vector>

class QComboBox;
class QLayout;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace saferscope {

class BackgroundTask;
class EmptyState;
class FeatureFilterLine;
class FilterExpression;
class PairDetail;
class PairTableModel;
class SegmentedSwitch;

/// Browse the preference pairs: a table of rewards, margins and scores, and the selected pair with both answers side by
/// side. J/K: next and previous pair. [ and ]: previous and next difference. Ctrl+F: filter.
class PairsPage : public Page {
    Q_OBJECT

public:
    explicit PairsPage(QWidget* parent = nullptr);
    ~PairsPage() override;

    QString key() const override { return QStringLiteral("pairs"); }
    QString title() const override { return tr("Pairs"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    bool askForTable() override;
    void showSomethingMeaningful() override;

    PairTableModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    PairDetail* detail() const { return m_detail; }
    FeatureFilterLine* filterLine() const { return m_filter; }
    SegmentedSwitch* scopeSwitch() const { return m_scope; }
    /// What the score goes by: the strongest features, or a set of the workspace; and with which weights.
    QComboBox* scoreBy() const { return m_scoreBy; }
    QComboBox* weighting() const { return m_weighting; }
    /// Writes the table as shown with all its columns, as CSV, tab-separated text or JSON by the file's ending; false
    /// with a message on the page when the file cannot be written.
    bool exportTable(const QString& path);

public Q_SLOTS:
    /// Selects the pair and one of its tokens; for contexts of the Features page.
    void revealToken(saferscope::PairIndex pair, saferscope::Segment segment, int token);

Q_SIGNALS:
    /// The button of the empty state.
    void overviewRequested();

protected:
    /// Of the table: how long names may be.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTableSide();
    void startColumns();
    void fitColumns();
    void shortenNames();
    void fitSide();
    void makeShortcuts();
    void reload();
    void scopeChanged();
    QLayout* makeScoreLine(QWidget* card);
    void fillScoreBy();
    void scoreChanged();
    std::vector<WeightedFeature> scoreWeights() const;
    void computeScores(const std::vector<WeightedFeature>& kept);
    void applyFilter(const FilterExpression& filter);
    void selectInTable(PairIndex pair);
    void showPair(PairIndex pair);
    void step(int rows);
    void updateCount();
    void copyRows();

    QPointer<WorkspaceSession> m_session;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    SegmentedSwitch* m_scope = nullptr;
    FeatureFilterLine* m_filter = nullptr;
    QComboBox* m_scoreBy = nullptr;
    QComboBox* m_weighting = nullptr;
    QString m_wantedSet;  ///< of the last session; chosen again when it is there
    PairTableModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    PairDetail* m_detail = nullptr;
    bool m_selecting = false;
    std::vector<int> m_fitted;  ///< widths that fitColumns() gave
    bool m_fitting = false;     ///< columns are being measured
    bool m_ownWidths = false;   ///< somebody has drawn them
    bool m_ownSide = false;     ///< somebody has moved the splitter
    /// Nobody has chosen a pair, a feature or what is coloured since this index opened: the page may choose.
    bool m_untouched = true;
    std::unique_ptr<BackgroundTask> m_scoring;  ///< a pass over all latents: not on this thread
};

}  // namespace saferscope
