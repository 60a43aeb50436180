// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/feature_set_builder.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace saferscope {

class FeatureSetModel;
class Label;
class WorkspaceSession;

/// The index that the session has open, as sets name it.
IndexIdentity identityOf(const WorkspaceSession& session, TokenScope scope);

/// Makes a set by a rule: shows as one types what is wrong with the rule, or how many features it takes and which.
class FeatureSetForm : public QWidget {
    Q_OBJECT

public:
    explicit FeatureSetForm(WorkspaceSession* session, QWidget* parent = nullptr);
    /// Empty, ready for a new set; `taken` are names that are in use.
    void start(const QStringList& taken);

    QComboBox* presets() const { return m_presets; }
    QLineEdit* rule() const { return m_rule; }
    QSpinBox* top() const { return m_top; }
    QComboBox* measure() const { return m_measure; }
    QLineEdit* name() const { return m_name; }
    QPushButton* createButton() const { return m_create; }
    /// What is wrong, or the count; as shown.
    QString note() const;
    FeatureSetModel* preview() const { return m_model; }

Q_SIGNALS:
    void made(const saferscope::FeatureSet& set);
    void cancelled();

private:
    void schedule();
    void compute();
    void suggestName();

    QPointer<WorkspaceSession> m_session;
    QTimer m_timer;  ///< a rule over 131,072 features takes a frame or two: not at every key
    std::optional<FeatureSet> m_built;
    bool m_named = false;  ///< the name was typed, not suggested
    QStringList m_taken;
    QComboBox* m_presets = nullptr;
    QLineEdit* m_rule = nullptr;
    QSpinBox* m_top = nullptr;
    QComboBox* m_measure = nullptr;
    QLineEdit* m_name = nullptr;
    Label* m_note = nullptr;
    Label* m_judge = nullptr;
    QTableView* m_table = nullptr;
    FeatureSetModel* m_model = nullptr;
    QPushButton* m_create = nullptr;
};

/// A table of members as this form and the dialog of sets show it.
QTableView* makeMemberTable(FeatureSetModel* model, const QString& name, QWidget* parent);

}  // namespace saferscope
