// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

namespace saferscope {

/// One line of the command palette. Texts may hold data; they are shown literally.
struct PaletteEntry {
    enum class Kind {
        Command,
        Page,
        Workspace,
        Feature,
        Pair,
        FeatureSet,
        Run,
        Experiment,
        KeptResult,
        PairList,
        Help
    };

    Kind kind = Kind::Command;
    QString id;      ///< stable, for "recently used": "command:Export table"; empty = never remembered
    QString title;   ///< what it is
    QString detail;  ///< where it comes from or what is known of it, one line
    QString keys;    ///< its shortcut as people read it
    QString words;   ///< searched as well, not shown
    QString reason;  ///< why it cannot be done now; empty = it can
    int bonus = 0;   ///< added to the score of a match
    std::function<void()> run;

    bool enabled() const { return reason.isEmpty(); }
};

/// "Command", "Feature": translated.
QString paletteKindName(PaletteEntry::Kind kind);

}  // namespace saferscope
