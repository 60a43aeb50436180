// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/template_ast.h"

#include <string_view>

namespace saferscope::jinja {

/// The tree of a whole template. Throws TemplateError for what is not Jinja, what is Jinja but not supported (by name),
/// and for trees deeper than the evaluator's bound.
Block parseTemplate(std::string_view source);

}  // namespace saferscope::jinja
