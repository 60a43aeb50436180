// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/pair_lists.h"

#include <QPointer>
#include <QWidget>
#include <optional>

class QComboBox;
class QListWidget;
class QPushButton;
class QToolButton;

namespace saferscope {

class Label;
class WorkspaceSession;

/// Pair lists of the workspace: keep what is written, load it again, remove it (with a way back), export, import as a
/// data set.
class PairListPanel : public QWidget {
    Q_OBJECT

public:
    explicit PairListPanel(QWidget* parent = nullptr);
    void setWorkspace(WorkspaceSession* session);
    /// Puts the pair into the list that is chosen; makes one called "Playground" where there is none.
    void add(PreferencePair pair);
    /// Pairs of a file, shown but not saved until somebody adds one.
    void showFile(const QString& name, std::vector<PreferencePair> pairs);
    /// Chooses the list of this name; nothing where there is none.
    void open(const QString& name);
    /// False when the name cannot be taken.
    bool createList(const QString& name);
    bool exportTo(const QString& path);

    QComboBox* listBox() const { return m_box; }
    QListWidget* entries() const { return m_entries; }
    QPushButton* saveButton() const { return m_save; }
    QPushButton* removeButton() const { return m_remove; }
    QPushButton* undoButton() const { return m_undo; }
    const std::optional<PairList>& list() const { return m_list; }

Q_SIGNALS:
    void saveRequested();
    void loadRequested(const saferscope::PreferencePair& pair);
    void failed(const saferscope::Error& error);
    void told(const QString& what, const QString& whatToDo);

private:
    void fillBox(const QString& choose);
    void choose();
    void fillEntries(int current);
    void removeCurrent();
    void undo();
    bool store(PairList list);
    void askForName();
    void importAsDataset();
    void removeList();

    QPointer<WorkspaceSession> m_session;
    QComboBox* m_box = nullptr;
    QListWidget* m_entries = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_load = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_undo = nullptr;
    QToolButton* m_more = nullptr;
    Label* m_hint = nullptr;
    std::optional<PairList> m_list;
    bool m_isFile = false;
    std::vector<PairList> m_before;  ///< what Undo goes back to, newest last
};

}  // namespace saferscope
