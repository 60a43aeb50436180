// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

/// What tests/faults has in common: how often to try, and the row of the table that `make faults` writes.
namespace saferscope::faults {

/// SAFERSCOPE_FAULTS=full asks for the counts of `make faults`; without it `make test` tries a part of them.
bool fullCounts();
int times(int quick, int full);

/// One line of tests/faults/RESULTS.md. `lost` counts what was acknowledged and gone, spoilt or changed unnoticed;
/// `crashed` counts ends by a signal, hangs, leaks and anything done that must not be done (a file opened outside its
/// folder, code run, a wrong process signalled). A test checks both to be 0 itself; the row only tells.
struct Row {
    int number = 0;     ///< in the list of tests/faults/README.md
    std::string fault;  ///< what was done, in a few words
    long times = 0;     ///< how often
    long lost = 0;
    long crashed = 0;
    std::string note = {};  ///< one phrase: what was counted, what "times" means where it is not plain
    std::optional<double> slowestSeconds = {};  ///< of one try, where that is bounded
    std::optional<double> peakMegabytes = {};   ///< highest resident memory of one try, where that is bounded
};

/// Prints the row to standard output as "FAULT <tab> number <tab> …" and appends the same line to the file that
/// SAFERSCOPE_FAULT_ROWS names, where it is set.
void report(const Row& row);

}  // namespace saferscope::faults
