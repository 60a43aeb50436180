// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace saferscope::cli {

/// Standard output carries results only: one JSON value per line with --json, tables for people otherwise. Everything
/// said while working goes to standard error. A full disk or closed pipe shows up once, in finishOutput().
void printJson(const OrderedJson& value);
void printText(std::string_view line);

/// Flushes standard output; an error when any of it could not be written.
Status finishOutput();

/// "safer: <message>\n  <hint>" on standard error.
void printError(const Error& error);
/// One line on standard error.
void printNote(std::string_view line);

/// Text from data sets, models or event files as a terminal may see it: control characters (escape sequences, newlines,
/// bidirectional overrides) become "?", ill-formed UTF-8 U+FFFD.
std::string printable(std::string_view text);

/// Columns aligned by width; the first row is the heading. Columns of numbers, the first aside, are aligned right.
void printTable(const std::vector<std::vector<std::string>>& rows);

std::string percent(double share);
std::string number(double value, int digits = 3);
/// "1,234,567"
std::string grouped(std::uint64_t value);

/// Results as a JSON member: NaN and infinities become null.
OrderedJson finiteOrNull(double value);

}  // namespace saferscope::cli
