// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/causal/intervention.h"
#include "ui/bridge/workspace_session.h"

#include <QComboBox>
#include <QLineEdit>
#include <vector>

namespace saferscope {

/// Which features a profile is about, as a dialog's rows say it.
struct SteeringFeatures {
    std::vector<FeatureId> ids;  ///< of the open index; empty with `all`
    bool all = false;            ///< every feature of the SAE
    std::string set;             ///< saved set, or empty
    std::string source;          ///< "the kept features at sentence ends", for provenance
};

/// The two fields that choose features: the kept ones, a saved set, typed numbers and, where it makes sense, all.
/// GUI thread; the session must have an index and outlive them.
class SteeringFeatureFields : public QObject {
    Q_OBJECT

public:
    SteeringFeatureFields(const WorkspaceSession& session, bool withAll, QWidget* dialog);
    QComboBox* box() const { return m_box; }
    QLineEdit* numbers() const { return m_numbers; }
    /// Or what is wrong, as a sentence: no number, one that the SAE does not have, a set of another SAE.
    Result<SteeringFeatures> chosen() const;
    /// A name for a profile of them: "safety", "kept features", "feature 17".
    QString shortName() const;

Q_SIGNALS:
    void changed();

private:
    enum Kind { Kept, Set, All, Numbers };
    Result<SteeringFeatures> typed() const;

    const WorkspaceSession& m_session;
    std::vector<FeatureId> m_kept;
    std::vector<FeatureSet> m_sets;
    QComboBox* m_box = nullptr;
    QLineEdit* m_numbers = nullptr;
};

/// Where a profile changes tokens, as people say it: "all tokens", "sentence ends".
QString positionTitle(const PositionChoice& positions);
/// The choices that dialogs offer; the data are positionText()'s words.
QComboBox* makePositionBox(QWidget* parent);

}  // namespace saferscope
