// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_mapping.h"

#include <QTimer>
#include <QWidget>
#include <array>
#include <functional>

class QComboBox;
class QTableWidget;

namespace saferscope {

class Label;

/// Which column of a file is used for what. Left the columns with what they hold, right a field for each use; paths
/// can also be typed ("messages.0.content"). A file with two answers and a verdict is mapped as such.
class MappingView : public QWidget {
    Q_OBJECT

public:
    enum Use { Prompt, Chosen, Rejected, Preferred, System, Id, Subset, Split, UseCount };

    explicit MappingView(QWidget* parent = nullptr);
    /// Another file: its columns, and the guess in the fields.
    void setColumns(const FilePreview& preview);
    void clear();
    bool hasColumns() const { return m_hasColumns; }
    /// changed() is still to come.
    bool pending() const { return m_soon.isActive(); }
    PairMapping mapping() const;
    void setMapping(const PairMapping& mapping);
    QComboBox* box(Use use) const { return m_boxes[static_cast<std::size_t>(use)]; }
    QComboBox* kindBox() const { return m_kind; }
    QTableWidget* table() const { return m_table; }

Q_SIGNALS:
    /// A field changed just now: what is known of the mapping before is worthless.
    void edited();
    /// A field changed; a moment after the last key.
    void changed();

private:
    QWidget* makeFields();
    void followKind();
    void noteEdit();
    bool twoAnswers() const;

    QTableWidget* m_table = nullptr;
    QComboBox* m_kind = nullptr;
    std::array<QComboBox*, UseCount> m_boxes{};
    std::array<Label*, UseCount> m_names{};
    QTimer m_soon;
    bool m_hasColumns = false;
    bool m_filling = false;
};

}  // namespace saferscope
