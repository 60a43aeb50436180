// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/palette_model.h"

#include "ui/guide/fuzzy_match.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int mostRecentFirst = 6;

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::PaletteModel)
};

}  // namespace

QString paletteKindName(PaletteEntry::Kind kind) {
    switch (kind) {
        case PaletteEntry::Kind::Page:
            return Words::tr("Page");
        case PaletteEntry::Kind::Workspace:
            return Words::tr("Workspace");
        case PaletteEntry::Kind::Feature:
            return Words::tr("Feature");
        case PaletteEntry::Kind::Pair:
            return Words::tr("Pair");
        case PaletteEntry::Kind::FeatureSet:
            return Words::tr("Feature set");
        case PaletteEntry::Kind::Run:
            return Words::tr("Run");
        case PaletteEntry::Kind::Experiment:
            return Words::tr("Experiment");
        case PaletteEntry::Kind::KeptResult:
            return Words::tr("Kept result");
        case PaletteEntry::Kind::PairList:
            return Words::tr("Pair list");
        case PaletteEntry::Kind::Help:
            return Words::tr("Help");
        case PaletteEntry::Kind::Command:
            break;
    }
    return Words::tr("Command");
}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries, const QStringList& recent) {
    m_all = std::move(entries);
    m_recent = recent;
    setQuery({});
}

void PaletteModel::setQuery(const QString& typed) {
    const FuzzyQuery query(typed);
    std::vector<std::pair<int, const PaletteEntry*>> fits;
    for (const PaletteEntry& entry : m_all) {
        const qsizetype recent = entry.id.isEmpty() ? -1 : m_recent.indexOf(entry.id);
        // Twenty positions of "recent" are worth about as much as a match in the middle of a word.
        const int used = recent < 0 ? 0 : static_cast<int>(std::max<qsizetype>(20, 80 - 4 * recent));
        if (query.empty()) {
            const int first = recent >= 0 && recent < mostRecentFirst ? 10000 - static_cast<int>(recent) : 0;
            fits.emplace_back(first + entry.bonus + (entry.enabled() ? 0 : -500), &entry);
            continue;
        }
        std::optional<int> score = query.score(entry.title);
        if (!score) {
            score = query.score(entry.title + QLatin1Char(' ') + entry.detail + QLatin1Char(' ') + entry.words);
            score = score ? std::optional(*score / 2) : std::nullopt;
        }
        if (score) {
            fits.emplace_back(*score + used + entry.bonus + (entry.enabled() ? 0 : -60), &entry);
        }
    }
    std::stable_sort(fits.begin(), fits.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    beginResetModel();
    m_shown.clear();
    for (const auto& fit : fits) {
        if (static_cast<int>(m_shown.size()) == mostMatches) {
            break;
        }
        m_shown.push_back(*fit.second);
    }
    endResetModel();
}

void PaletteModel::addFound(const std::vector<PaletteEntry>& found) {
    std::vector<PaletteEntry> fresh;
    for (const PaletteEntry& entry : found) {
        const auto same = [&](const PaletteEntry& other) { return !entry.id.isEmpty() && other.id == entry.id; };
        if (std::none_of(m_shown.begin(), m_shown.end(), same) && std::none_of(fresh.begin(), fresh.end(), same)) {
            fresh.push_back(entry);
        }
    }
    if (!fresh.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_shown.insert(m_shown.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
}

const PaletteEntry* PaletteModel::entryAt(int row) const {
    return row >= 0 && row < rowCount() ? &m_shown[static_cast<std::size_t>(row)] : nullptr;
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteEntry* entry = entryAt(index.row());
    if (entry == nullptr) {
        return {};
    }
    switch (role) {
        case Qt::DisplayRole:
            return cellText(entry->title);
        case Qt::AccessibleTextRole: {
            QStringList parts = {entry->title, paletteKindName(entry->kind)};
            for (const QString& part : {entry->detail, entry->keys}) {
                if (!part.isEmpty()) {
                    parts.append(part);
                }
            }
            if (!entry->enabled()) {
                parts.append(Words::tr("Not available: %1").arg(entry->reason));
            }
            return cellText(parts.join(QStringLiteral(", ")));
        }
        default:
            return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
    const PaletteEntry* entry = entryAt(index.row());
    // One that cannot be done now stays reachable: its reason is to be read and heard.
    return entry == nullptr ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace saferscope
