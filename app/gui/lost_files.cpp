// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lost_files.h"

#include "core/base/log.h"
#include "core/base/lost_pages.h"
#include "ui/main_window.h"
#include "ui/widgets/message_bar.h"

#include <QCoreApplication>
#include <QTimer>
#include <chrono>

namespace saferscope {

void tellLostFiles(MainWindow& window) {
    auto* timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [&window] {
        static std::uint64_t seen = 0;
        const std::uint64_t count = lostPageCount();
        if (count == seen) {
            return;
        }
        seen = count;
        while (const auto file = lostFile()) {
            log::error("{} changed while it was open, and a part of it can no longer be read", *file);
            window.messageBar()->showMessage(
                MessageKind::Error,
                QCoreApplication::translate("LostFiles",
                                            "%1 changed while it was open, and a part of it can no longer be read.")
                    .arg(QString::fromStdString(*file)),
                QCoreApplication::translate(
                    "LostFiles",
                    "What is shown of it may be empty or wrong. Build or copy the index again and open the workspace "
                    "anew; ratings are kept elsewhere and are not touched by this."));
        }
    });
    timer->start(std::chrono::seconds(2));
}

}  // namespace saferscope
