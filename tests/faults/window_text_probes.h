// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <filesystem>
#include <string>
#include <vector>

namespace saferscope::check {

/// What every name in the workspace of the probes ends with: two comparisons, a tag, an entity, a shortcut and what
/// QString::arg() replaces. A workspace takes it as a name.
inline const std::string literalProbe = "a < b and c > d <b>x<b> &amp; &File %1 %2";

/// Texts that have confused windows: markup of all kinds that names `canary` (a file) and `address` ("http://…") where
/// something might be loaded from, marks that steer direction, control characters, ill-formed UTF-8, long scripts.
std::vector<std::string> naughtyTexts(const std::filesystem::path& canary, const std::string& address);

/// Texts of which a window could choke by their size alone: one line of a million characters, 100,000 lines, 10,000
/// combining marks on one letter, a thousand joined emoji, deep markup.
std::vector<std::string> hugeTexts();

/// A workspace in which everything that a person or a file can name is named by probes: data sets, pairs, subsets,
/// models, SAEs, runs with their failures and logs, raters, judges, features, sets. Names carry marks such as ⟦subset⟧
/// in front of literalProbe, so that a test can tell where which was shown. Ends the test where it cannot be made.
void makeProbeWorkspace(const std::filesystem::path& folder, const std::vector<std::string>& texts);

}  // namespace saferscope::check
