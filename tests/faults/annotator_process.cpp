// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/annotator_process.h"

#include "tests/support/check.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saferscope::faults {

AnnotatorProcess::AnnotatorProcess(const std::string& program, const std::vector<std::string>& arguments,
                                   const std::map<std::string, std::string>& environment) {
    const auto path = std::filesystem::read_symlink("/proc/self/exe").parent_path() / program;
    std::vector<std::string> words{path.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    int pipe[2];
    CHECK_EQ(::pipe2(pipe, O_CLOEXEC), 0);
    m_child = ::fork();
    if (m_child == 0) {
        for (const auto& [name, value] : environment) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
        ::dup2(pipe[1], STDOUT_FILENO);
        ::execv(path.c_str(), pointers.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    m_read = pipe[0];
}

AnnotatorProcess::~AnnotatorProcess() {
    if (m_child > 0) {
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, nullptr, 0);
    }
    ::close(m_read);
}

bool AnnotatorProcess::readSome() {
    char buffer[4096];
    const ssize_t got = ::read(m_read, buffer, sizeof buffer);
    if (got <= 0) {
        return false;
    }
    m_partial.append(buffer, static_cast<std::size_t>(got));
    for (std::size_t end = 0; (end = m_partial.find('\n')) != std::string::npos; m_partial.erase(0, end + 1)) {
        m_lines.push_back(m_partial.substr(0, end));
    }
    return true;
}

bool AnnotatorProcess::waitForLine() {
    const std::size_t before = m_lines.size();
    while (m_lines.size() == before) {
        if (!readSome()) {
            return false;
        }
    }
    return true;
}

int AnnotatorProcess::waitForEnd() {
    while (readSome()) {}
    int status = 0;
    CHECK_EQ(::waitpid(m_child, &status, 0), m_child);
    m_child = -1;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void AnnotatorProcess::signal(int number) { ::kill(m_child, number); }

void AnnotatorProcess::kill() {
    signal(SIGKILL);
    CHECK_EQ(waitForEnd(), -SIGKILL);
}

}  // namespace saferscope::faults
