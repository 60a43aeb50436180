// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"

#include <QString>

namespace saferscope {

class Workspace;

/// What is being written: a prompt's turns, answer A (chosen) and answer B (rejected). A plain PreferencePair, so that
/// it can be asked about, kept in a list and exported as it is.
using Draft = PreferencePair;

/// The longest text that an editor holds; a model reads a few thousand tokens, a window that lays out megabytes stands
/// still.
constexpr int longestText = 40000;

/// An empty draft: one empty turn of the user.
Draft emptyDraft();
/// Nothing was written at all.
bool isBlank(const Draft& draft);
/// The pair that the engine is asked about: turns without text are left out, as long as one of the user stays.
PreferencePair questionOf(const Draft& draft);

/// What was typed last in a workspace, kept there so that neither a restart nor a crash loses it.
Draft savedDraft(const Workspace& workspace);
void saveDraft(Workspace& workspace, const Draft& draft);

/// "A is preferred by 1.24 (win probability 78 %)". The probability is 1 / (1 + exp(-margin)), as in the Bradley-Terry
/// model that reward models are trained with.
QString marginWords(double margin);

}  // namespace saferscope
