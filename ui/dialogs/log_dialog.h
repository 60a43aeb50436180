// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <QTimer>
#include <filesystem>

class QPlainTextEdit;

namespace saferscope {

/// The end of a log file, followed while it grows. Reads at most the last 256 KiB, lines cut at 2,000 characters.
class LogDialog : public QDialog {
    Q_OBJECT

public:
    LogDialog(const QString& title, std::filesystem::path file, QWidget* parent = nullptr);

private:
    void reload();

    const std::filesystem::path m_file;
    qint64 m_size = -1;
    QPlainTextEdit* m_text = nullptr;
    QTimer m_timer;
};

}  // namespace saferscope
