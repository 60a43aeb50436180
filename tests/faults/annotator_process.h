// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace saferscope::faults {

/// A child that says on standard output, line by line, what is on the disk; this end keeps the lines outside of it.
class AnnotatorProcess {
public:
    /// `program` lies beside the running test.
    AnnotatorProcess(const std::string& program, const std::vector<std::string>& arguments,
                     const std::map<std::string, std::string>& environment = {});
    AnnotatorProcess(const AnnotatorProcess&) = delete;
    AnnotatorProcess& operator=(const AnnotatorProcess&) = delete;
    ~AnnotatorProcess();  ///< kills what still runs

    /// Blocks until it has said a line or ended; false when it ended.
    bool waitForLine();
    /// Whole lines that came so far; `waitForEnd()` and `kill()` read the rest first. A line cut short by a kill does
    /// not count.
    const std::vector<std::string>& lines() const { return m_lines; }
    /// Exit status; minus the signal's number where one ended it.
    int waitForEnd();
    void signal(int number);
    /// SIGKILL, and nothing else may have ended it.
    void kill();

private:
    bool readSome();

    pid_t m_child = -1;
    int m_read = -1;
    std::string m_partial;
    std::vector<std::string> m_lines;
};

}  // namespace saferscope::faults
