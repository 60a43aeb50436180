// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/workspace_session.h"

#include <QAbstractListModel>
#include <QPointer>

namespace saferscope {

/// "17  apology": a feature as lists and titles call it.
QString featureTitle(const WorkspaceSession* session, FeatureId feature);

/// Features that a typed text may mean: the number itself, labels that hold the words, numbers that begin so. At most
/// 40 rows, so that a dictionary of 131,072 costs a key press nothing.
class ChangeSearchModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setSession(WorkspaceSession* session);
    void setQuery(const QString& text);
    std::optional<FeatureId> featureAt(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QPointer<WorkspaceSession> m_session;
    std::vector<FeatureId> m_found;
};

}  // namespace saferscope
