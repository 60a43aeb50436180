// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session_file.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"

#include <QFile>
#include <QJsonDocument>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace saferscope {
namespace {

constexpr qint64 largestSession = 4 << 20;
constexpr auto own = std::filesystem::perms::owner_all;

std::string bytesOf(const QJsonObject& content) { return QJsonDocument(content).toJson().toStdString(); }

/// A descriptor that holds the lock, or -1 while another program holds it or it cannot be told.
int lockFile(const std::filesystem::path& path) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (fd < 0) {
            return -1;
        }
        struct stat held {};
        struct stat named {};
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &held) == 0 && ::lstat(path.c_str(), &named) == 0 &&
            held.st_dev == named.st_dev && held.st_ino == named.st_ino) {
            return fd;
        }
        const bool others = errno == EWOULDBLOCK;
        ::close(fd);
        if (others) {
            return -1;
        }
        // Somebody who tidies up took the name away in between.
    }
    return -1;
}

/// Sessions are called by digits: PID-START. What is being written begins with a dot.
std::string sessionOf(const std::filesystem::path& file) {
    std::string name = file.filename().string();
    name.erase(0, name.starts_with('.') ? 1 : 0);
    const std::size_t end = name.find_first_not_of("0123456789-");
    return end == std::string::npos ? std::string() : name.substr(0, end);
}

std::optional<QJsonObject> readSession(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, error))) {
        return std::nullopt;
    }
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestSession) {
        return std::nullopt;
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.read(largestSession));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

/// With what an interrupted write left; the lock last, because it says that nobody else may touch them.
void removeSession(const std::filesystem::path& folder, const std::string& name) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (sessionOf(at->path()) == name && at->path().extension() != ".lock") {
            files.push_back(at->path());
        }
    }
    files.push_back(folder / (name + ".lock"));
    for (const std::filesystem::path& file : files) {
        std::filesystem::remove(file, error);
    }
}

}  // namespace

SessionFile::SessionFile(const std::filesystem::path& folder) : m_folder(folder / "sessions") {
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    std::filesystem::permissions(m_folder, own, error);
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    m_name = std::to_string(::getpid()) + "-" + std::to_string(now.count());
    m_lock = lockFile(path(".lock"));
    if (m_lock < 0) {
        log::warn("What the window shows cannot be kept in {}", m_folder.string());
        return;
    }
    m_writer = std::jthread([this](std::stop_token stop) { writeInBackground(std::move(stop)); });
}

SessionFile::~SessionFile() {
    finishWriter();
    if (m_lock >= 0) {
        ::close(m_lock);
    }
}

std::filesystem::path SessionFile::path(const char* ending) const { return m_folder / (m_name + ending); }

std::optional<QJsonObject> SessionFile::takeOver(const std::function<bool(const QJsonObject&)>& wanted,
                                                 const std::function<QJsonObject(const QJsonObject&)>& asOwn) {
    if (m_lock < 0) {
        return std::nullopt;
    }
    std::error_code error;
    std::set<std::string> names;
    for (std::filesystem::directory_iterator at(m_folder, error), end; !error && at != end; at.increment(error)) {
        names.insert(sessionOf(at->path()));
    }
    names.erase(std::string());
    names.erase(m_name);
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> found;
    for (const std::string& name : names) {
        const std::filesystem::path file = m_folder / (name + ".json");
        std::error_code none;
        const auto written = std::filesystem::last_write_time(file, none);
        found.emplace_back(none ? std::filesystem::file_time_type::min() : written, file);
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a > b; });
    for (const auto& [written, file] : found) {
        std::filesystem::path lockPath = file;
        lockPath.replace_extension(".lock");
        const int lock = lockFile(lockPath);
        if (lock < 0) {
            continue;  // its program lives
        }
        const auto content = readSession(file);
        const bool take = content && wanted(*content);
        if (take && !writeFileAtomically(path(".json"), bytesOf(asOwn(*content)))) {
            ::close(lock);  // it stays where it is for another time
            return content;
        }
        if (take || !content) {
            removeSession(m_folder, file.stem().string());
        }
        ::close(lock);
        if (take) {
            return content;
        }
    }
    return std::nullopt;
}

void SessionFile::write(const QJsonObject& content) {
    const std::lock_guard lock(m_mutex);
    if (m_writer.joinable()) {
        m_next = bytesOf(content);
        m_more.notify_one();
    }
}

void SessionFile::writeInBackground(std::stop_token stop) {
    while (true) {
        std::unique_lock lock(m_mutex);
        m_more.wait(lock, stop, [this] { return m_next.has_value(); });
        if (!m_next) {
            return;
        }
        const std::string bytes = std::move(*m_next);
        m_next.reset();
        lock.unlock();
        if (const Status written = writeFileAtomically(path(".json"), bytes); !written) {
            log::warn("{}", written.error().message);
        }
    }
}

void SessionFile::finishWriter() {
    if (m_writer.joinable()) {
        m_writer.request_stop();
        m_writer.join();
    }
}

bool SessionFile::keepAside(const QJsonObject& content) const {
    return writeFileAtomically(m_folder / "not-restored.json", bytesOf(content)).has_value();
}

void SessionFile::endCleanly() {
    finishWriter();
    if (m_lock >= 0) {
        removeSession(m_folder, m_name);
    }
}

}  // namespace saferscope
