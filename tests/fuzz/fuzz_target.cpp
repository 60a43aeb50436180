// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_target.h"

#include "core/base/log.h"
#include "core/base/text_check.h"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace saferscope::fuzz {

namespace fs = std::filesystem;

namespace {

struct ScratchFolder {
    ScratchFolder() {
        log::set_level(log::level::off);  // a line for each refused input would be all that a fuzzer does
        const fs::path memory = "/dev/shm";
        std::error_code error;
        const fs::path root = fs::is_directory(memory, error) ? memory : fs::temp_directory_path();
        std::string name = (root / "saferscope-fuzz.XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("Cannot make a folder in " + root.string());
        }
        path = name;
        owner = ::getpid();
    }
    ~ScratchFolder() {
        std::error_code error;
        if (owner == ::getpid()) {
            fs::remove_all(path, error);
        }
    }
    fs::path path;
    pid_t owner = 0;
};

}  // namespace

std::vector<Target>& targets() {
    static std::vector<Target> all;
    return all;
}

Registration::Registration(Target target) { targets().push_back(std::move(target)); }

void broken(const char* promise, const std::string& detail, const char* file, int line) {
    throw Broken(std::string(file) + ":" + std::to_string(line) + ": does not hold: " + promise +
                 (detail.empty() ? "" : "\n  " + detail));
}

void checkSentence(const std::string& message, const char* file, int line) {
    if (message.empty() || message.size() > 4000) {
        broken("a refusal says why in a sentence", std::to_string(message.size()) + " bytes", file, line);
    }
}

std::uint8_t Input::byte() {
    if (m_left.empty()) {
        return 0;
    }
    const auto value = static_cast<std::uint8_t>(m_left.front());
    m_left.remove_prefix(1);
    return value;
}

std::string_view Input::upTo(char end) {
    const std::size_t at = m_left.find(end);
    const std::string_view part = m_left.substr(0, at);
    m_left.remove_prefix(at == std::string_view::npos ? m_left.size() : at + 1);
    return part;
}

std::string_view Input::rest() {
    const std::string_view part = m_left;
    m_left = {};
    return part;
}

const fs::path& scratchFolder() {
    static const ScratchFolder folder;
    return folder.path;
}

fs::path scratchFile(const std::string& name, std::string_view bytes) {
    fs::path path = scratchFolder() / name;
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        throw std::runtime_error("Cannot write " + path.string());
    }
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t written = ::write(fd, bytes.data() + at, bytes.size() - at);
        if (written <= 0) {
            ::close(fd);
            throw std::runtime_error("Cannot write " + path.string());
        }
        at += static_cast<std::size_t>(written);
    }
    ::close(fd);
    return path;
}

std::string sourceFile(const std::string& path) {
    const char* const folder = std::getenv("SAFERSCOPE_SOURCE_DIR");
    const std::string bytes = contentsOf(fs::path(folder != nullptr ? folder : ".") / path);
    if (bytes.empty()) {
        throw std::runtime_error("There is no " + path + ": set SAFERSCOPE_SOURCE_DIR to the checkout.");
    }
    return bytes;
}

std::string contentsOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace saferscope::fuzz
