// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/report_command.h"

#include "app/gui/application.h"
#include "core/base/log.h"
#include "core/jobs/exit_code.h"
#include "ui/bridge/background_task.h"
#include "ui/report/report_file.h"

#include <QCoreApplication>
#include <cstdio>
#include <unistd.h>

namespace saferscope {
namespace {

int tell(const Error& error) {
    std::fprintf(stderr, "saferscope: %s%s%s\n", error.message.c_str(), error.hint.empty() ? "" : "\n",
                 error.hint.c_str());
    return exitCodeOf(error.code);
}

/// One line that is written over; nothing where nobody looks.
void showStage(const QString& stage) {
    if (::isatty(STDERR_FILENO) != 0) {
        std::fprintf(stderr, "\r\033[K%s", stage.toUtf8().constData());
    }
}

}  // namespace

int writeReportOf(const ReportCommand& command) {
    if (command.workspace.empty()) {
        return tell(
            {ErrorCode::Usage, "A report needs a workspace.", "Example: saferscope --report report.pdf WORKSPACE"});
    }
    ReportRequest request;
    request.file = QString::fromStdString(command.file);
    request.withTexts = command.withTexts;
    request.replace = command.replace;
    ReportWritten written;
    int code = exit_code::interrupted;
    closeOnSignals();
    log::info("Writing a report");
    BackgroundTask task;
    QObject::connect(&task, &BackgroundTask::progressed, &task,
                     [](const QString& stage, double /*fraction*/) { showStage(stage); });
    QObject::connect(&task, &BackgroundTask::succeeded, &task, [&] {
        showStage({});
        std::printf("%s\n", command.file.c_str());
        for (const std::string& left : written.summary.left) {
            std::fprintf(stderr, "%s\n", left.c_str());
        }
        QCoreApplication::exit(code = exit_code::ok);
    });
    QObject::connect(&task, &BackgroundTask::failed, &task, [&](const Error& error) {
        showStage({});
        QCoreApplication::exit(code = tell(error));
    });
    task.start([&](const std::stop_token& stop, const ProgressCallback& progress) -> Status {
        auto made = writeReport(command.workspace, request, progress, stop);
        if (!made) {
            return failure(made);
        }
        written = std::move(*made);
        return {};
    });
    // Asked to end by a signal the loop ends before the task, which is then stopped and waited for.
    QCoreApplication::exec();
    return code;
}

}  // namespace saferscope
