// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/screenshots.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_page.h"
#include "ui/causal/pair_panel.h"
#include "ui/experiments/experiments_page.h"
#include "ui/guide/command_palette.h"
#include "ui/guide/story_bar.h"
#include "ui/guide/tour.h"
#include "ui/main_window.h"
#include "ui/main_window_guide.h"
#include "ui/pages/features_page.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/page_order.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QPixmap>
#include <QTabWidget>
#include <functional>

namespace saferscope {
namespace {

constexpr int settleMs = 700;  // for work that pages do in the background: scores, curves

constexpr int mostWaits = 20;

void settle() {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < settleMs) {
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    }
}

Status take(MainWindow& window, const QString& path) {
    settle();
    if (!window.grab().save(path)) {
        return fail(ErrorCode::Io, "The picture " + path.toStdString() + " could not be written.",
                    "Check that the folder is writable and the disk is not full.");
    }
    return {};
}

/// What lies over the pages: the command palette, the tour, and the first steps of the presentation.
Status takeGuide(MainWindow& window, const std::function<Status(const QString&)>& add) {
    WindowGuide& guide = *window.guide();
    window.showPage(FeaturesAt);
    guide.openPalette();
    guide.palette()->field()->setText(QStringLiteral("harm"));
    if (const Status taken = add(QStringLiteral("palette")); !taken) {
        return taken;
    }
    guide.palette()->closePalette();
    guide.startTour();
    if (const Status taken = add(QStringLiteral("tour")); !taken) {
        return taken;
    }
    guide.tour()->end();
    const QSize size = window.size();
    guide.setPresenting(true);
    settle();
    window.resize(size);  // a screen that nobody sees may be smaller
    for (int step = 0; step < static_cast<int>(guide.storyBar()->story().steps.size()); ++step) {
        if (const Status taken = add(QStringLiteral("presentation-%1").arg(step + 1)); !taken) {
            return taken;
        }
        guide.storyBar()->go(1);
    }
    guide.setPresenting(false);
    window.resize(size);
    return {};
}

}  // namespace

Result<std::vector<QString>> takeScreenshots(MainWindow& window, const QString& folder) {
    if (!QDir().mkpath(folder)) {
        return fail(ErrorCode::Io, "The folder " + folder.toStdString() + " could not be made.");
    }
    std::vector<QString> files;
    const ThemeMode before = ThemeManager::instance().mode();
    for (const bool dark : {false, true}) {
        ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const QString ending = dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png");
        const auto add = [&](const QString& name) -> Status {
            files.push_back(QDir(folder).filePath(name + ending));
            return take(window, files.back());
        };
        if (window.session() == nullptr) {
            if (const Status taken = add(QStringLiteral("welcome")); !taken) {
                return failure(taken);
            }
            continue;
        }
        for (std::size_t i = 0; i < window.pages().size(); ++i) {
            window.showPage(static_cast<int>(i));
            settle();
            window.pages()[i]->showSomethingMeaningful();
            auto* causal = qobject_cast<CausalPage*>(window.pages()[i]);
            // The model's process needs a moment to load; without one the page says so.
            for (int wait = 0; causal != nullptr && wait < mostWaits && !causal->pairPanel()->lab()->current();
                 ++wait) {
                settle();
            }
            if (const Status taken = add(window.pages()[i]->key()); !taken) {
                return failure(taken);
            }
            if (auto* features = qobject_cast<FeaturesPage*>(window.pages()[i]); features != nullptr) {
                features->showMap(true);
                const Status taken = add(QStringLiteral("features-map"));
                features->showMap(false);
                if (!taken) {
                    return failure(taken);
                }
            }
            auto* experiments = qobject_cast<ExperimentsPage*>(window.pages()[i]);
            for (int tab = 1; experiments != nullptr && tab < ExperimentsPage::TabCount; ++tab) {
                experiments->showTab(tab);
                settle();
                if (const Status taken = add(QStringLiteral("experiments-") + ExperimentsPage::tabName(tab)); !taken) {
                    return failure(taken);
                }
            }
            for (int tab = 1; causal != nullptr && tab < causal->tabs()->count(); ++tab) {
                causal->showTab(tab);
                if (const Status taken = add(QStringLiteral("causal-") + CausalPage::tabName(tab)); !taken) {
                    return failure(taken);
                }
            }
        }
        if (const Status taken = takeGuide(window, add); !taken) {
            return failure(taken);
        }
    }
    ThemeManager::instance().setMode(before);
    return files;
}

}  // namespace saferscope
