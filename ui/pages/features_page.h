// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/index_values.h"
#include "ui/pages/page.h"

#include <QByteArray>
#include <QPointer>

class QSplitter;
class QStackedWidget;
class QTableView;

namespace saferscope {

class EmptyState;
class FeatureDetail;
class FeatureFilterLine;
class FeatureTableModel;
class FilterExpression;
class Label;
class SegmentedSwitch;

/// Browse the latents of the sparse autoencoder: a table of all of them, and everything about the selected one.
/// J/K: next and previous feature. Ctrl+F: filter. Ctrl+C in the table: the selected rows. Ctrl+E: export as CSV.
class FeaturesPage : public Page {
    Q_OBJECT

public:
    explicit FeaturesPage(QWidget* parent = nullptr);

    QString key() const override { return QStringLiteral("features"); }
    QString title() const override { return tr("Features"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    void showSomethingMeaningful() override;

    FeatureTableModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    FeatureDetail* detail() const { return m_detail; }
    FeatureFilterLine* filterLine() const { return m_filter; }
    SegmentedSwitch* scopeSwitch() const { return m_scope; }
    /// Writes the table as shown; false with a message on the page when the file cannot be written.
    bool exportCsv(const QString& path);

Q_SIGNALS:
    /// A context was picked: beside the selection of the session, which token of the pair is meant.
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);
    /// The button of the empty state.
    void overviewRequested();

private:
    QWidget* makeTableSide();
    void makeShortcuts();
    void reload();
    void applyFilter(const FilterExpression& filter);
    void selectInTable(FeatureId feature);
    void showFeature(FeatureId feature);
    void step(int rows);
    void updateCount();
    void copyRows();
    void askForExport();

    QPointer<WorkspaceSession> m_session;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    SegmentedSwitch* m_scope = nullptr;
    FeatureFilterLine* m_filter = nullptr;
    FeatureTableModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    FeatureDetail* m_detail = nullptr;
    bool m_selecting = false;  ///< the selection is being set from outside
};

}  // namespace saferscope
