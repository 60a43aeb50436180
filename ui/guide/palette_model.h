// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/guide/palette_entry.h"

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

namespace saferscope {

/// What the palette lists: of everything there is, what fits what was typed, best first. What the search finds later is
/// put below, so that no line moves under somebody's finger.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int mostMatches = 40;

    using QAbstractListModel::QAbstractListModel;
    /// `recent`: ids, newest first; they win over equals, and stand first while nothing is typed.
    void setEntries(std::vector<PaletteEntry> entries, const QStringList& recent);
    /// Shows what fits; takes away what search() had added.
    void setQuery(const QString& typed);
    /// Adds below what is there, in this order; what is listed already (by id) is left out.
    void addFound(const std::vector<PaletteEntry>& found);
    const PaletteEntry* entryAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<PaletteEntry> m_all;
    QStringList m_recent;
    std::vector<PaletteEntry> m_shown;
};

}  // namespace saferscope
