// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check_registry.h"

#include "tests/support/check.h"

#include <utility>

namespace saferscope::check {

std::vector<Case>& cases() {
    static std::vector<Case> all;
    return all;
}

Registration::Registration(const char* name, std::function<void()> body) { cases().push_back({name, std::move(body)}); }

std::filesystem::path sourceFolder() {
    const char* folder = std::getenv("SAFERSCOPE_SOURCE_DIR");
    return folder != nullptr ? folder : ".";
}

std::filesystem::path sharedFolder() {
    const char* given = std::getenv("SAFERSCOPE_SHARED_DIR");
    const std::filesystem::path folder =
        given != nullptr ? std::filesystem::path(given) : sourceFolder() / ".." / "shared";
    return std::filesystem::is_directory(folder) ? folder : std::filesystem::path{};
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "saferscope-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
    m_path = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

}  // namespace saferscope::check
