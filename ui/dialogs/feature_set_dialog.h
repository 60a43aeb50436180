// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "core/scoring/feature_set_builder.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>
#include <optional>
#include <vector>

class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace saferscope {

class FeatureSetForm;
class FeatureSetModel;
class Label;
class MessageBar;
class WorkspaceSession;

/// The workspace's feature sets: where each comes from and whether it is still what its rule gives; make one by a rule,
/// edit one by hand, delete one. Stays open beside the table, whose selection it takes features from. Every change can
/// be taken back (Undo in the message, or Ctrl+Z).
class FeatureSetDialog : public QDialog {
    Q_OBJECT

public:
    explicit FeatureSetDialog(WorkspaceSession* session, QWidget* parent = nullptr);

    /// The features that are selected in the table behind.
    void setSelection(std::vector<FeatureId> features);
    void select(const QString& name);

    QListWidget* list() const { return m_list; }
    FeatureSetForm* form() const { return m_form; }
    QTableView* members() const { return m_table; }
    MessageBar* messageBar() const { return m_messageBar; }
    QPushButton* newButton() const { return m_new; }
    QPushButton* undoButton() const { return m_undo; }
    QPushButton* showButton() const { return m_show; }
    QPushButton* addButton() const { return m_add; }
    QPushButton* removeButton() const { return m_remove; }
    QPushButton* refreshButton() const { return m_refresh; }
    QPushButton* deleteButton() const { return m_delete; }
    QString provenance() const;
    QString freshness() const;

Q_SIGNALS:
    /// The table is to show this set's members alone.
    void showRequested(const QString& name);
    void featurePicked(saferscope::FeatureId feature);

private:
    QWidget* makeListSide();
    QWidget* makeDetails();
    void reload();
    void showCurrent();
    void checkNext();
    const FeatureSet* current() const;
    FeatureSetFreshness check(const FeatureSet& set) const;
    const std::vector<FeatureContrast>* contrastsOf(const FeatureSet& set) const;
    void startNew();
    void add(const FeatureSet& set);
    void replace(Result<FeatureSet> changed, const QString& said);
    void addSelected();
    void removeMembers();
    void remove();
    void undo();
    void say(const QString& what, std::optional<FeatureSet> before, std::optional<std::string> made = {});
    void fail(const Error& error);
    void updateButtons();

    QPointer<WorkspaceSession> m_session;
    std::vector<FeatureSet> m_sets;  ///< by name
    std::vector<FeatureId> m_selection;
    std::optional<FeatureSet> m_before;  ///< what Undo brings back
    std::optional<std::string> m_made;   ///< what Undo takes away
    QTimer m_checks;                     ///< freshness of one set after the other, when there is time
    std::size_t m_nextCheck = 0;
    bool m_writing = false;

    MessageBar* m_messageBar = nullptr;
    QPushButton* m_undo = nullptr;
    QListWidget* m_list = nullptr;
    QPushButton* m_new = nullptr;
    QStackedWidget* m_stack = nullptr;
    FeatureSetForm* m_form = nullptr;
    Label* m_title = nullptr;
    Label* m_provenance = nullptr;
    Label* m_freshness = nullptr;
    FeatureSetModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QPushButton* m_show = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_refresh = nullptr;
    QPushButton* m_delete = nullptr;
};

/// "1 feature", "12 features".
QString featureCount(std::size_t count);
/// Where a set comes from, a few lines of plain text.
QString setProvenance(const FeatureSet& set);
/// "Up to date", or what has changed since.
QString setFreshness(const FeatureSetFreshness& freshness);

}  // namespace saferscope
