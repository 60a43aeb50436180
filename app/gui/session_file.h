// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace saferscope {

/// What a window shows, kept in a file of its own in the state folder while it runs: FOLDER/sessions/PID-START.json,
/// readable by the user alone. A window that ends as it should removes its file; one that is found without its program
/// is what a fault, a kill or a power cut left. Whether the program lives is told by a lock on PID-START.lock, which
/// the system takes back whatever happened. GUI thread; the disk is written by a thread of its own.
class SessionFile {
public:
    /// Where the folder cannot be written nothing is kept, and nothing else is worse for it.
    explicit SessionFile(const std::filesystem::path& folder);
    /// Waits until the newest content is on the disk.
    ~SessionFile();
    SessionFile(const SessionFile&) = delete;
    SessionFile& operator=(const SessionFile&) = delete;

    /// The newest session left behind that `wanted` accepts. Its file is gone afterwards: `asOwn(content)` is in the
    /// file of this window instead, on the disk when this returns, so that a second fault while it is being restored
    /// loses nothing. Files that cannot be read are removed.
    std::optional<QJsonObject> takeOver(const std::function<bool(const QJsonObject&)>& wanted,
                                        const std::function<QJsonObject(const QJsonObject&)>& asOwn);
    /// Returns at once.
    void write(const QJsonObject& content);
    /// What could not be restored, where a person finds it; an older one is replaced.
    bool keepAside(const QJsonObject& content) const;
    /// Nothing is to be restored next time. Nothing is written any more.
    void endCleanly();
    std::filesystem::path folder() const { return m_folder; }

private:
    std::filesystem::path path(const char* ending) const;
    void writeInBackground(std::stop_token stop);
    void finishWriter();

    std::filesystem::path m_folder;
    std::string m_name;
    int m_lock = -1;
    std::mutex m_mutex;
    std::condition_variable_any m_more;
    std::optional<std::string> m_next;  ///< not yet on the disk
    std::jthread m_writer;
};

}  // namespace saferscope
