// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "ui/bridge/background_task.h"
#include "ui/causal/survey_words.h"
#include "ui/widgets/message_bar.h"

#include <QPointer>
#include <QWidget>
#include <map>
#include <memory>

class QComboBox;
class QPushButton;
class QSettings;
class QSpinBox;
class QStackedLayout;
class QTableView;

namespace saferscope {

class EmptyState;
class Engine;
class Label;
class ProgressRow;
class SurveyChart;
class SurveyKeep;
class SurveySubject;
class WorkspaceSession;

/// One intervention on up to a thousand pairs of a data set, answered by the resident model: the first answer waits for
/// the model to read the pairs, the next ones come as the slider moves. GUI thread; the data set's file is written on
/// another.
class SurveyQuick : public QWidget {
    Q_OBJECT

public:
    explicit SurveyQuick(QWidget* parent = nullptr);
    ~SurveyQuick() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setWorkspace(WorkspaceSession* session);
    /// Takes the intervention over and measures it.
    void measure(const Intervention& intervention);
    /// Asks where to, and saves the table of sections; false before something was measured.
    bool askForTable();
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    SurveySubject* subject() const { return m_subject; }
    QComboBox* datasetBox() const { return m_dataset; }
    QSpinBox* pairsBox() const { return m_pairs; }
    QPushButton* measureButton() const { return m_measure; }
    QPushButton* cancelButton() const { return m_cancel; }
    SurveyChart* chart() const { return m_chart; }
    QTableView* sectionTable() const { return m_sectionView; }
    QTableView* pairTable() const { return m_pairView; }
    SurveyKeep* keep() const { return m_keep; }
    QString reading() const;
    bool busy() const { return m_waiting || m_task.running(); }
    const EngineSurveyed* surveyed() const { return m_surveyed.get(); }
    /// Seconds a pair took when nothing below the SAE's layer had to be run; 0 = not known.
    double secondsPerPair() const { return m_secondsPerPair; }

Q_SIGNALS:
    void told(saferscope::MessageKind kind, const QString& what, const QString& whatToDo);
    void failed(const saferscope::Error& error);
    /// Somebody wants to see a pair under the intervention on the One pair tab.
    void pairRequested(const QString& dataset, const QString& pairId, const saferscope::Intervention& intervention);
    void kept();

private:
    QWidget* makeResults();
    void refresh();
    void start();
    void ask();
    void stop();
    void take(Result<EngineAnswer> answer, const Intervention& intervention);
    void showState();
    void showResult();
    void openPair(int row, bool onPairsPage);
    void keepAs(const QString& name, const QString& note);

    QPointer<WorkspaceSession> m_session;
    std::map<std::string, std::filesystem::path> m_files;  ///< of data sets, by content hash
    std::shared_ptr<std::filesystem::path> m_made;
    std::string m_making;  ///< content hash of the file that is being written
    std::unique_ptr<EngineSurveyed> m_surveyed;
    Intervention m_intervention;         ///< what m_surveyed is of
    std::string m_dataName;              ///< and on what
    std::vector<std::string> m_pairIds;  ///< rows of the list of pairs, those that change most first
    QString m_detail;
    double m_fraction = -1.0;
    double m_secondsPerPair = 0.0;
    bool m_waiting = false;
    bool m_live = false;  ///< has been measured: changes ask again
    std::uint64_t m_round = 0;

    SurveySubject* m_subject = nullptr;
    QComboBox* m_dataset = nullptr;
    QSpinBox* m_pairs = nullptr;
    QPushButton* m_measure = nullptr;
    QPushButton* m_cancel = nullptr;
    Label* m_reason = nullptr;
    ProgressRow* m_progress = nullptr;
    QWidget* m_results = nullptr;
    EmptyState* m_idle = nullptr;
    Label* m_reading = nullptr;
    Label* m_timing = nullptr;
    SurveyChart* m_chart = nullptr;
    SurveyTable* m_sections = nullptr;
    SurveyTable* m_changes = nullptr;
    QTableView* m_sectionView = nullptr;
    QTableView* m_pairView = nullptr;
    SurveyKeep* m_keep = nullptr;
    BackgroundTask m_task;
};

}  // namespace saferscope
