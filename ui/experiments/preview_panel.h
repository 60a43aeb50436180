// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sweep_planner.h"

#include <QWidget>
#include <memory>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QProgressBar;
class QStackedLayout;
class QTableView;

namespace saferscope {

class Card;
class EmptyState;
class Label;
class PlanEntriesModel;
class PlanOverlapModel;
class StatCard;
class SweepMatrixModel;

/// What a sweep would do: how many pairs each strategy changes at each ratio, which ones in which order and why, how
/// far the strategies agree, and what it costs. GUI thread; the preview is made elsewhere.
class PreviewPanel : public QWidget {
    Q_OBJECT

public:
    explicit PreviewPanel(QWidget* parent = nullptr);
    /// Keeps the place that was looked at where the new preview has it. Null shows `why` instead.
    void setPreview(std::shared_ptr<const SweepPreview> preview, const QString& why = {});
    /// A preview is being made; nothing = none is. `fraction` is negative where the total is unknown.
    void setBusy(const std::optional<QString>& stage, double fraction = -1.0);

    SweepMatrixModel* matrixModel() const { return m_matrixModel; }
    PlanEntriesModel* entriesModel() const { return m_entriesModel; }
    PlanOverlapModel* overlapModel() const { return m_overlapModel; }
    QTableView* matrix() const { return m_matrix; }
    QTableView* entries() const { return m_entries; }
    QLineEdit* filter() const { return m_filter; }
    QComboBox* seedBox() const { return m_seed; }
    QString agreementText() const;
    QString warningText() const;
    /// Writes the list as shown: CSV, tab-separated text or JSON by the file's ending.
    bool exportEntries(const QString& path);
    /// Asks where to, and saves it; false where there is no list.
    bool askForTable();

Q_SIGNALS:
    void pairActivated(const QString& id);
    void failed(const saferscope::Error& error);
    void exported(const QString& file, int pairs);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeFigures();
    QWidget* makeMatrix();
    QWidget* makeOverlap();
    QWidget* makeList();
    void showFigures();
    void showCell();
    void showPlan();
    void showAgreement();
    void showCount();
    void fitMatrix();
    void arrange();
    const ExperimentPlan* planOf(const SweepCell* cell) const;

    std::shared_ptr<const SweepPreview> m_preview;
    Strategy m_strategy = Strategy::Safer;  ///< of the place that is looked at
    double m_ratio = -1.0;
    int m_letter = 0;  ///< width of one, when columns were last measured

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_busyRow = nullptr;
    Label* m_stage = nullptr;
    QProgressBar* m_progress = nullptr;
    QHBoxLayout* m_tables = nullptr;
    StatCard* m_trainings = nullptr;
    StatCard* m_evaluations = nullptr;
    StatCard* m_time = nullptr;
    StatCard* m_disk = nullptr;
    Label* m_warnings = nullptr;
    SweepMatrixModel* m_matrixModel = nullptr;
    QTableView* m_matrix = nullptr;
    PlanOverlapModel* m_overlapModel = nullptr;
    QTableView* m_overlap = nullptr;
    Card* m_overlapCard = nullptr;
    Card* m_listCard = nullptr;
    QComboBox* m_seed = nullptr;
    Label* m_agreement = nullptr;
    QLineEdit* m_filter = nullptr;
    Label* m_count = nullptr;
    PlanEntriesModel* m_entriesModel = nullptr;
    QTableView* m_entries = nullptr;
};

/// "1.2 GB": sizes as people read them.
QString sizeText(std::uint64_t bytes);

}  // namespace saferscope
