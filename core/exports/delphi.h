// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/export_target.h"
#include "core/exports/feature_selection.h"

#include <stop_token>

namespace saferscope {

/// Explanations as EleutherAI's delphi keeps them: explanations/<hook>_latent<N>.txt below `folder`, each a JSON
/// string. The hook of residual stream i is "layers.{i-1}" (delphi's name of the output of that block), of stream 0
/// "embed_tokens". Only features that somebody explained get a file; `rows` counts them. core/judge/rating_import.h
/// reads the folder back.
Result<ExportSummary> writeDelphiExplanations(const SelectedFeatures& selected, const ExportFolder& folder,
                                              const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace saferscope
