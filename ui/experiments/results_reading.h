// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep_results.h"

#include <QString>
#include <QStringList>

namespace saferscope {

/// What a sweep says, in plain sentences made from its numbers. Nothing is called a change unless isEstablished();
/// no strategy is called better than another.
struct SweepReading {
    QString main;          ///< the section that matters most at the largest ratio, every strategy
    QString others;        ///< the other sections, of the first strategy
    QString recovered;     ///< what is won back of what the spoiling cost; empty without a reference
    QStringList cautions;  ///< too few seeds, models still to come
    QString text() const;  ///< all of it as one paragraph
};

/// The section is "Safety" where the suite has one (any case), else all pairs together: chosen beforehand, not by what
/// changed most.
std::string mainSection(const SweepResults& results);
SweepReading readSweepResults(const SweepSpec& spec, const SweepResults& results);

}  // namespace saferscope
