// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/kept_results.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>
#include <memory>

class QLineEdit;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace saferscope {

class EmptyState;
class Label;
class SurveyChart;
class SurveyTable;
class WorkspaceSession;

/// Results that people kept: rename, delete (and take that back), show again, compare side by side, export. Enter shows
/// the result, F2 renames it, Delete deletes what is selected, Ctrl+Z brings it back. GUI thread.
class KeptPanel : public QWidget {
    Q_OBJECT

public:
    explicit KeptPanel(QWidget* parent = nullptr);
    ~KeptPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);
    /// Nothing happens where no result has this name.
    void select(const std::string& name);
    /// Selects the newest results of data sets, so that there is a picture.
    void showSomethingMeaningful();

    const std::vector<KeptResult>& results() const { return m_results; }
    QTableView* table() const { return m_view; }
    QTableView* comparison() const { return m_compareView; }
    SurveyChart* chart() const { return m_chart; }
    QLineEdit* nameEdit() const { return m_name; }
    QPushButton* showButton() const { return m_show; }
    QPushButton* deleteButton() const { return m_delete; }
    QPushButton* undoButton() const { return m_undo; }
    /// By the ending: .csv or .json (the selected results, or all when none is selected), .png, .svg, .pdf (the chart).
    bool exportTo(const QString& path);
    /// Asks where to, and saves them; false where nothing is kept.
    bool askForTable();

public Q_SLOTS:
    /// Reads them again: another tab has kept one.
    void reload();

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    /// "Show": the pair with the intervention, the quick look with it, or the results of the run.
    void pairRequested(const QString& dataset, const QString& pairId, const saferscope::Intervention& intervention);
    void surveyRequested(const saferscope::Intervention& intervention);
    void runRequested(const QString& runId);
    /// The button of the empty state: to where results come from.
    void beginRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeDetail();
    std::vector<std::size_t> selected() const;
    void showTable();
    void showSelection();
    void openSelected();
    void rename();
    void removeSelected();
    void undoRemove();

    QPointer<WorkspaceSession> m_session;
    std::vector<KeptResult> m_results;
    std::vector<std::vector<KeptResult>> m_removed;  ///< in the order they went; for undo
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_page = nullptr;
    SurveyTable* m_model = nullptr;
    SurveyTable* m_compare = nullptr;
    QTableView* m_view = nullptr;
    QTableView* m_compareView = nullptr;
    SurveyChart* m_chart = nullptr;
    QWidget* m_detail = nullptr;
    QLineEdit* m_name = nullptr;
    Label* m_hint = nullptr;
    Label* m_words = nullptr;
    QPushButton* m_show = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_undoEmpty = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace saferscope
