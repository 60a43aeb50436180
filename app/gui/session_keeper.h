// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/session_file.h"

#include <QObject>
#include <QTimer>
#include <filesystem>

namespace saferscope {

class MainWindow;

/// Writes down what the window shows (workspace, page, what is selected, texts that are half typed) a moment after each
/// use of keyboard or mouse, and gives it back after a fault. GUI thread.
class SessionKeeper : public QObject {
    Q_OBJECT

public:
    /// Crash reports lie in `folder`, sessions in a folder below it.
    SessionKeeper(MainWindow& window, const std::filesystem::path& folder, QObject* parent = nullptr);

    /// Looks for a session that was left behind; with `workspace` (a folder, may be empty) only for one of that
    /// workspace. Restores it; start() says so in the window. A session whose restoring was followed by a fault within
    /// a minute twice is put aside, and the window offers it. True when a workspace was opened.
    bool restore(const QString& workspace);
    /// From here on what the window shows is written down. Call it once, after restore() and the first workspace.
    void start();
    /// The program ends as it should. Call it last.
    void endCleanly();
    /// Tells in the window that an act failed with an exception.
    void tellFailedAct(bool memory);

    QJsonObject snapshot() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool bringBack(const QJsonObject& content);
    void tell(const QJsonObject& content, bool restored, bool putAside);
    void save();

    MainWindow& m_window;
    const std::filesystem::path m_folder;
    SessionFile m_file;
    QJsonObject m_written;
    QTimer m_pause;
    QTimer m_settings;
    std::function<void()> m_tell;  ///< once the window stands
    int m_attempt = 0;             ///< how often this session was restored without a minute's peace after it
};

}  // namespace saferscope
