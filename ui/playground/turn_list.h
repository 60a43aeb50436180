// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace saferscope {

class TextEdit;

/// The prompt as turns of a conversation: a system text if wanted, then user and assistant by turns, the user last.
class TurnList : public QWidget {
    Q_OBJECT

public:
    explicit TurnList(QWidget* parent = nullptr);
    void setTurns(const std::vector<Message>& turns);
    std::vector<Message> turns() const;
    int count() const { return static_cast<int>(m_rows.size()); }
    TextEdit* editor(int turn) const { return m_rows[static_cast<std::size_t>(turn)].edit; }
    QPushButton* addButton() const { return m_add; }
    QCheckBox* systemBox() const { return m_system; }
    /// What all turns and the buttons under them need.
    int wantedHeight() const;

Q_SIGNALS:
    void changed();
    void cut();

private:
    struct Row {
        std::string role;
        QWidget* holder = nullptr;
        TextEdit* edit = nullptr;
    };
    Row makeRow(const std::string& role);
    void insertRow(std::size_t at, const std::string& role);
    void removeRow(QWidget* holder);
    void arrange();

    std::vector<Row> m_rows;
    QVBoxLayout* m_list = nullptr;
    QScrollArea* m_area = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QPushButton* m_add = nullptr;
    QCheckBox* m_system = nullptr;
    bool m_setting = false;
};

}  // namespace saferscope
