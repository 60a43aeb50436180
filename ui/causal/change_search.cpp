// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/change_search.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t mostRows = 40;

}  // namespace

QString featureTitle(const WorkspaceSession* session, FeatureId feature) {
    const QString label =
        session == nullptr ? QString() : QString::fromStdString(session->ratings().of(feature).label).simplified();
    return label.isEmpty() ? ChangeSearchModel::tr("Feature %1").arg(feature.value())
                           : QStringLiteral("%1  %2").arg(feature.value()).arg(label);
}

void ChangeSearchModel::setSession(WorkspaceSession* session) {
    m_session = session;
    setQuery({});
}

void ChangeSearchModel::setQuery(const QString& text) {
    std::vector<FeatureId> found;
    const QString wanted = text.simplified();
    const std::uint32_t count =
        m_session != nullptr && m_session->index() != nullptr ? m_session->index()->featureCount() : 0;
    const auto take = [&](FeatureId feature) {
        if (feature.value() < count && found.size() < mostRows &&
            std::find(found.begin(), found.end(), feature) == found.end()) {
            found.push_back(feature);
        }
    };
    bool isNumber = false;
    const std::uint32_t number = wanted.toUInt(&isNumber);
    if (isNumber) {
        take(FeatureId(number));
    }
    if (!wanted.isEmpty() && count > 0) {
        for (const FeatureId feature : m_session->ratings().features()) {
            const QString label = QString::fromStdString(m_session->ratings().of(feature).label);
            if (label.contains(wanted, Qt::CaseInsensitive)) {
                take(feature);
            }
        }
    }
    // Numbers that begin with the digits: 1, 10…19, 100…199.
    for (std::uint64_t low = number, span = 1; isNumber && low > 0 && low < count && found.size() < mostRows;
         low *= 10, span *= 10) {
        for (std::uint64_t at = low; at < std::min<std::uint64_t>(low + span, count) && found.size() < mostRows; ++at) {
            take(FeatureId(static_cast<std::uint32_t>(at)));
        }
    }
    beginResetModel();
    m_found = std::move(found);
    endResetModel();
}

std::optional<FeatureId> ChangeSearchModel::featureAt(int row) const {
    return row >= 0 && row < rowCount() ? std::optional(m_found[static_cast<std::size_t>(row)]) : std::nullopt;
}

int ChangeSearchModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant ChangeSearchModel::data(const QModelIndex& index, int role) const {
    const auto feature = index.isValid() ? featureAt(index.row()) : std::nullopt;
    if (!feature || (role != Qt::DisplayRole && role != Qt::EditRole)) {
        return {};
    }
    return featureTitle(m_session, *feature);
}

}  // namespace saferscope
