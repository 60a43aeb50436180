// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/log_file.h"

#include "core/base/log.h"

#include <QString>
#include <cstdlib>
#include <exception>
#include <spdlog/sinks/rotating_file_sink.h>

namespace saferscope {
namespace {

constexpr std::size_t fileBytes = 4u << 20;

void takeQtMessage(QtMsgType type, const QMessageLogContext&, const QString& text) {
    const std::string message = text.toStdString();
    switch (type) {
        case QtDebugMsg:
            log::debug("Qt: {}", message);
            break;
        case QtInfoMsg:
            log::info("Qt: {}", message);
            break;
        case QtWarningMsg:
            log::warn("Qt: {}", message);
            break;
        case QtCriticalMsg:
        case QtFatalMsg:
            log::error("Qt: {}", message);
            log::default_logger()->flush();
            break;
    }
}

}  // namespace

std::filesystem::path stateFolder() {
    if (const char* state = std::getenv("XDG_STATE_HOME");
        state != nullptr && std::filesystem::path(state).is_absolute()) {
        return std::filesystem::path(state) / "saferscope";
    }
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr && *home != '\0' ? home : ".") / ".local" / "state" / "saferscope";
}

std::filesystem::path startLogFile() {
    const std::filesystem::path file = stateFolder() / "saferscope.log";
    try {
        std::filesystem::create_directories(file.parent_path());
        spdlog::set_default_logger(spdlog::rotating_logger_mt("saferscope", file.string(), fileBytes, 1));
        spdlog::flush_on(spdlog::level::info);
    } catch (const std::exception& exception) {
        log::warn("The log file {} cannot be written: {}", file.string(), exception.what());
    }
    qInstallMessageHandler(takeQtMessage);
    return file;
}

}  // namespace saferscope
