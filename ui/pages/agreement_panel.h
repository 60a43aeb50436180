// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/pages/agreement_state.h"

#include <QTimer>
#include <QWidget>
#include <memory>

class QBoxLayout;
class QComboBox;
class QStackedLayout;

namespace saferscope {

class AgreementDisputes;
class AgreementFiles;
class AgreementMatrix;
class AgreementNumbers;
class Card;
class EmptyState;
class Label;
class MessageBar;
class WorkspaceSession;

/// How far raters agree: whose ratings, the coefficients with their intervals, the matrix behind them, and the features
/// on which they differ, to be settled here. Coefficients are computed on a thread of their own.
class AgreementPanel : public QWidget {
    Q_OBJECT

public:
    explicit AgreementPanel(QWidget* parent = nullptr);
    ~AgreementPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);

    AgreementDisputes* disputes() const { return m_disputes; }
    AgreementFiles* files() const { return m_files; }
    AgreementMatrix* matrix() const { return m_matrix; }
    QComboBox* comparisonBox() const { return m_comparison; }
    MessageBar* messageBar() const { return m_messageBar; }
    /// What is shown now; nothing while it is being computed for the first time.
    const std::optional<AgreementTable>& table() const { return m_table; }
    bool computing() const { return m_task.running() || m_again; }

Q_SIGNALS:
    /// Somebody wants to see the feature's contexts.
    void featureActivated(saferscope::FeatureId feature);
    /// The button of an empty panel: the window opens the dialog "Rate features by a judge".
    void judgeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void fillComparisons();
    void compute();
    void showTable();
    void showCell(int row, int column);
    void arrange();

    WorkspaceSession* m_session = nullptr;
    std::vector<Comparison> m_comparisons;
    std::optional<Comparison> m_chosen;  ///< by hand; kept while it exists
    std::optional<AgreementTable> m_table;
    bool m_again = false;  ///< ratings changed while the thread computed
    bool m_stale = true;   ///< ratings changed while the panel was hidden
    QTimer m_soon;         ///< gathers changes that come in a row

    MessageBar* m_messageBar = nullptr;
    Label* m_prompt = nullptr;
    QComboBox* m_comparison = nullptr;
    AgreementFiles* m_files = nullptr;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QBoxLayout* m_body = nullptr;
    QBoxLayout* m_upper = nullptr;
    Card* m_card = nullptr;
    Label* m_noOverlap = nullptr;
    AgreementMatrix* m_matrix = nullptr;
    Label* m_hint = nullptr;
    AgreementNumbers* m_numbers = nullptr;
    AgreementDisputes* m_disputes = nullptr;

    std::shared_ptr<AgreementTable> m_result;  ///< written by the thread, read after it succeeded
    BackgroundTask m_task;
};

}  // namespace saferscope
