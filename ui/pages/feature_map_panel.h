// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_map.h"
#include "core/jobs/run_state.h"
#include "ui/bridge/background_task.h"
#include "ui/pages/feature_map_colours.h"
#include "ui/pages/feature_map_view.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace saferscope {

class EmptyState;
class FeatureTableModel;
class Label;
class ProgressRow;
class SegmentedSwitch;
class WorkspaceSession;

/// The map beside the table of features: the picture, what its colours say, and the job that makes it. Shows what
/// `model` shows: its filter, its opinions. The file of the map is read when the panel is first seen and when it may
/// have changed. GUI thread; the job is planned on a thread of its own and computed in a process of its own.
class FeatureMapPanel : public QWidget {
    Q_OBJECT

public:
    explicit FeatureMapPanel(FeatureTableModel* model, QWidget* parent = nullptr);
    ~FeatureMapPanel() override;

    void setWorkspace(WorkspaceSession* session);
    /// Another index or scope: colours and the file are looked at anew.
    void reload();
    /// Shows this map, whatever lies in the workspace; for tests.
    void showMap(FeatureMap map);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    FeatureMapView* view() const { return m_view; }
    bool hasMap() const { return m_map.has_value(); }
    FeatureMapQuantity quantity() const;
    void setQuantity(FeatureMapQuantity quantity);
    QPushButton* computeButton() const;
    ProgressRow* progress() const { return m_progress; }
    SegmentedSwitch* brushSwitch() const { return m_brush; }
    QPushButton* showOnlyButton() const { return m_showOnly; }
    QLineEdit* setName() const { return m_setName; }
    QPushButton* saveSetButton() const { return m_saveSet; }
    QString note() const;  ///< what is left out, what is stale
    QString pickedText() const;
    /// What is picked elsewhere; does not emit.
    void setPicked(std::vector<FeatureId> features);
    /// What a feature's point says when hovered.
    QString wordsOf(FeatureId feature) const;
    /// By the ending: .png, .svg, .pdf in light colours, .csv the coordinates.
    Status exportTo(const QString& path) const;
    void askForPicture();

Q_SIGNALS:
    void featurePicked(saferscope::FeatureId feature);
    void featureActivated(saferscope::FeatureId feature);
    void pickedChanged();
    void showOnlyRequested();
    void saveSetRequested(const QString& name);
    void saved(const QString& path);
    void failed(const saferscope::Error& error);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeMapSide();
    static QBoxLayout* makeHalves(QWidget* bar, QBoxLayout*& left, QBoxLayout*& right);
    void foldBars();
    QWidget* makeControls(QWidget* parent);
    QWidget* makePickedBar(QWidget* parent);
    void lookForMap();
    void compute();
    void started();
    void showJob();
    void refreshSoon();
    void refresh();
    void showState();
    void showPicked();
    QByteArray coordinates() const;

    FeatureTableModel* const m_model;
    QPointer<WorkspaceSession> m_session;
    std::optional<FeatureMap> m_map;
    std::string m_mapSae;  ///< the SAE that was last looked for
    std::int64_t m_stamp = 0;
    bool m_stale = false;  ///< there are maps of other SAEs
    bool m_fixed = false;  ///< given by showMap()
    std::optional<Error> m_damaged;
    FeatureMapColours m_colours;
    QTimer m_refresh;
    bool m_dirty = true;
    std::string m_job;  ///< id of the run that is shown
    std::shared_ptr<std::optional<RunSpec>> m_spec;

    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ProgressRow* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    FeatureMapView* m_view = nullptr;
    FeatureMapLegend* m_legend = nullptr;
    QComboBox* m_quantity = nullptr;
    SegmentedSwitch* m_brush = nullptr;
    QToolButton* m_again = nullptr;
    Label* m_note = nullptr;
    QBoxLayout* m_controls = nullptr;
    QBoxLayout* m_pickedHalves = nullptr;
    QWidget* m_pickedBar = nullptr;
    Label* m_pickedLabel = nullptr;
    QPushButton* m_showOnly = nullptr;
    QPushButton* m_clear = nullptr;
    QLineEdit* m_setName = nullptr;
    QPushButton* m_saveSet = nullptr;
    BackgroundTask m_task;  ///< last: stopped before anything else goes
};

}  // namespace saferscope
