// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/accepted_formats.h"

#include <QString>

namespace saferscope {

/// "Files Saferscope reads and writes": one table for each kind, made from the one list of formats, so that the page
/// cannot promise what the program does not do. Each kind has an anchor by its name ("pairs").
QString formatsPageHtml();

/// A text of the list in the user's language (context AcceptedFormats).
QString formatText(std::string_view english);

}  // namespace saferscope
