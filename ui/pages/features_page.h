// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/data/feature_set.h"
#include "core/features/index_values.h"
#include "ui/pages/page.h"
#include "ui/pages/unsaved_texts.h"

#include <QPointer>
#include <functional>
#include <optional>
#include <utility>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace saferscope {

class EmptyState;
class FeatureDetail;
class FeatureFilterLine;
class FeatureMapPanel;
class FeatureSetDialog;
class FeatureTableModel;
class FeatureTableView;
class FilterExpression;
class SegmentedSwitch;

/// Browse the latents of the sparse autoencoder: a table of all of them, and everything about the selected one.
/// J/K: next and previous feature. M: table or map. F2: name it. Ctrl+F: filter. Ctrl+C in the table: the selected
/// rows. Ctrl+E: export.
class FeaturesPage : public Page, public HasUnsavedTexts {
    Q_OBJECT

public:
    explicit FeaturesPage(QWidget* parent = nullptr);

    QString key() const override { return QStringLiteral("features"); }
    QString title() const override { return tr("Features"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    bool askForTable() override;
    void showSomethingMeaningful() override;
    /// A name that is being written, or that waits for somebody to say who names it.
    QJsonObject unsavedTexts() const override;
    void bringBack(const QJsonObject& texts) override;

    FeatureTableModel* model() const { return m_model; }
    FeatureTableView* table() const { return m_table; }
    FeatureMapPanel* map() const { return m_map; }
    SegmentedSwitch* viewSwitch() const { return m_viewSwitch; }
    QPushButton* onlyChip() const { return m_onlyChip; }
    FeatureDetail* detail() const { return m_detail; }
    FeatureFilterLine* filterLine() const { return m_filter; }
    SegmentedSwitch* scopeSwitch() const { return m_scope; }
    QToolButton* columnsButton() const { return m_columns; }
    QPushButton* setsButton() const { return m_setsButton; }
    /// Null while it is not open.
    FeatureSetDialog* setDialog() const;
    /// The set whose members alone are in the table; empty = all features. A set that is gone shows all.
    QString shownSet() const { return m_set; }
    void showSet(const QString& name);
    /// The map in the place of the table, or the table again.
    void showMap(bool map);
    /// These features alone, beside set and filter; nothing = all.
    void showOnly(std::optional<std::vector<FeatureId>> features);
    /// Writes the table as shown with all its columns, as CSV, tab-separated text or JSON by the file's ending; false
    /// with a message on the page when the file cannot be written.
    bool exportTable(const QString& path);

Q_SIGNALS:
    /// A context was picked: beside the selection of the session, which token of the pair is meant.
    void contextActivated(saferscope::PairIndex pair, saferscope::Segment segment, int token);
    /// The button of the empty state.
    void overviewRequested();
    /// The feature is to be rated: the main window opens the Annotate page.
    void rateRequested(saferscope::FeatureId feature);

private:
    QWidget* makeTableSide();
    QWidget* makeViews(QWidget* parent);
    void markPicked();
    void markPickedAgain();
    void pickSelected();
    void restrictTable(const std::function<void()>& before = {});
    void savePicked(const QString& name);
    void makeShortcuts();
    void reload();
    void ratingsReloaded();
    void ratingChanged(FeatureId feature);
    std::vector<FeatureSet> setsOfIndex() const;
    void setsChanged();
    void nameFeature(FeatureId feature, const QString& label);
    void raterNamed(const QString& name);
    void openSets();
    void tellSelection();
    void keepPlace(const std::function<void()>& change);
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
    FeatureTableView* m_table = nullptr;
    SegmentedSwitch* m_viewSwitch = nullptr;  ///< table or map
    QStackedWidget* m_views = nullptr;
    FeatureMapPanel* m_map = nullptr;
    QToolButton* m_columns = nullptr;
    QToolButton* m_export = nullptr;
    QPushButton* m_setsButton = nullptr;
    QPushButton* m_setChip = nullptr;
    QPointer<FeatureSetDialog> m_setDialog;
    QString m_set;
    std::optional<std::vector<FeatureId>> m_setMembers;  ///< of m_set
    std::optional<std::vector<FeatureId>> m_only;        ///< picked on the map, to be shown alone
    QPushButton* m_onlyChip = nullptr;
    std::optional<std::pair<FeatureId, QString>> m_unsaved;  ///< a label that waits for somebody's name
    FeatureDetail* m_detail = nullptr;
    bool m_selecting = false;  ///< the selection is being set from outside
};

}  // namespace saferscope
