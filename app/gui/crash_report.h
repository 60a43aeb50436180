// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// From here on a fault that would end the program (SIGSEGV, SIGBUS, SIGFPE, SIGILL, abort, an exception that nobody
/// caught) first writes FOLDER/crash-DATE-TIME-PID.txt, readable by the user alone, and then takes its usual way, so
/// that a core dump is still made where the system makes them. The report holds versions, the time, the kind of fault,
/// which page was open and addresses of the code that ran. It holds no text of data sets, no keys, no names of files
/// outside the program and not what an exception says, because that may quote any of these.
/// Call once, from the thread that will be the window's. Where the folder cannot be written a fault leaves no report
/// and everything else is as it was.
void startCrashReports(const std::filesystem::path& folder);
/// A line for reports to come, "Qt: 6.4.2"; 2,000 bytes in all.
void addCrashFact(const std::string& line);

/// Which page is in front, by its place in the list given to namePages(); -1 for none. Any thread, costs a store.
void noteOpenPage(int page);
/// Short stable names of ours, no data; at most 16, each at most 31 bytes.
void namePages(const std::vector<std::string>& names);

/// The reports in a folder, newest first.
std::vector<std::filesystem::path> crashReports(const std::filesystem::path& folder);
/// Removes all but the newest `kept`.
void pruneCrashReports(const std::filesystem::path& folder, std::size_t kept);

}  // namespace saferscope
