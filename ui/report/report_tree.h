// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>
#include <string>
#include <vector>

namespace saferscope {

/// An element of a report, or a run of text (then without a name).
struct ReportNode {
    QString name;
    QHash<QString, QString> attributes;
    QString text;
    std::vector<ReportNode> children;

    bool is(QLatin1String element) const { return name == element; }
    QString value(QLatin1String attribute) const { return attributes.value(attribute); }
    /// Among the words of its class.
    bool has(QLatin1String look) const;
    /// The first element below it of this name, depth first; null for none.
    const ReportNode* find(QLatin1String element) const;
    /// Its own text and that of everything below, as it stands there.
    QString wholeText() const;
};

/// A page of core/report, which is well-formed XML. Nothing in it is fetched or run; a page that is not well-formed is
/// refused. Any thread.
Result<ReportNode> readReport(const std::string& page);

}  // namespace saferscope
