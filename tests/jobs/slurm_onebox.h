// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_program.h"
#include "tests/support/check.h"

#include <cstdlib>

namespace saferscope::check {

/// A real Slurm for all cases of a test program: slurmctld, slurmd and munged of this machine, started by
/// packaging/slurm-onebox for the first case that needs them and ended with the program. Where they are not installed
/// the cases are skipped.
class SlurmOnebox {
public:
    static void need() {
        static const SlurmOnebox onebox;
        if (!onebox.m_problem.empty()) {
            SKIP(onebox.m_problem);
        }
        if (!onebox.m_failure.empty()) {
            throw Failure(onebox.m_failure, __FILE__, __LINE__);
        }
    }
    SlurmOnebox(const SlurmOnebox&) = delete;
    SlurmOnebox& operator=(const SlurmOnebox&) = delete;

private:
    SlurmOnebox() {
        const auto started = call("start");
        if (!started) {
            m_failure = started.error().message;
        } else if (started->exitCode == 3) {
            m_problem = "Slurm is not installed here; packaging/slurm-onebox install, as root, installs it.";
        } else if (started->exitCode != 0) {
            m_failure = "Slurm cannot be started: " + started->errors;
        } else {
            ::setenv("SLURM_CONF", (m_folder.path() / "slurm.conf").c_str(), 1);
        }
    }
    ~SlurmOnebox() {
        if (m_problem.empty() && m_failure.empty()) {
            call("stop");
        }
    }
    Result<ProgramOutput> call(const char* command) const {
        const auto script = sourceFolder() / "packaging/slurm-onebox";
        return runProgram({{script.string(), command, m_folder.path().string()}, std::chrono::seconds(60)});
    }
    TemporaryFolder m_folder;
    std::string m_problem;  ///< not installed
    std::string m_failure;
};

}  // namespace saferscope::check
