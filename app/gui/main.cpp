// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"
#include "app/gui/crash_report.h"
#include "app/gui/log_file.h"
#include "app/gui/lost_files.h"
#include "app/gui/report_command.h"
#include "app/gui/screenshots.h"
#include "app/gui/session_keeper.h"
#include "app/gui/start_times.h"
#include "core/base/log.h"
#include "core/base/lost_pages.h"
#include "core/jobs/code_version.h"
#include "core/jobs/exit_code.h"
#include "ui/language/language.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <QSettings>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace {

struct Options {
    std::string workspace;
    std::string screenshots;
    std::string report;
    bool withTexts = false;
    bool force = false;
    std::string language;
    double scale = 1.0;
    int width = 1440;
    int height = 900;
};

bool set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// Pictures and reports need no screen; a window does.
bool haveScreen() { return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM"); }

/// With a screen that nobody sees: throws from the event loop, as a mistake in a slot would. For tests.
void failOnPurpose() {
    if (set("SAFERSCOPE_TEST_THROW") && QGuiApplication::platformName() == QLatin1String("offscreen")) {
        QTimer::singleShot(0, [] { throw std::runtime_error(std::getenv("SAFERSCOPE_TEST_THROW")); });
    }
}

/// What the command line says, else what the user chose; empty for the system's.
saferscope::Result<QString> languageToSpeak(const Options& options) {
    using namespace saferscope;
    if (options.language.empty()) {
        // Pictures must not depend on what the user chose.
        return options.screenshots.empty() ? chosenLanguage(*MainWindow::userSettings()) : QString();
    }
    if (const auto code = languageFor(QString::fromStdString(options.language))) {
        return *code;
    }
    QStringList codes;
    for (const Language& one : languages()) {
        codes << one.code;
    }
    return fail(ErrorCode::Usage, "There is no translation into " + options.language + ".",
                "Languages are " + codes.join(QStringLiteral(", ")).toStdString() + ".");
}

/// Files are what file managers know types of: a workspace is opened there by its workspace.db.
QString workspaceFolder(const Options& options) {
    const QFileInfo given(QString::fromStdString(options.workspace));
    return given.isFile() && given.fileName() == QLatin1String("workspace.db")
               ? given.absolutePath()
               : QString::fromStdString(options.workspace);
}

int showWindow(saferscope::Application& application, saferscope::MainWindow& window, const Options& options) {
    using namespace saferscope;
    SessionKeeper keeper(window, stateFolder());
    closeOnSignals();  // before a session is taken over: one that is asked to end now leaves none behind
    application.onFailedAct([&keeper](bool memory) { keeper.tellFailedAct(memory); });
    const QString asked = workspaceFolder(options);
    if (!keeper.restore(asked) && !asked.isEmpty()) {
        window.openWorkspace(asked);
    }
    noteStart("workspace");
    keeper.start();
    printStartAtFirstFrame(window);
    failOnPurpose();
    QTimer::singleShot(0, [] { log::info("saferscope is ready"); });
    const int code = Application::exec();
    application.onFailedAct({});
    keeper.endCleanly();
    return code;
}

int run(saferscope::Application& application, const Options& options) {
    using namespace saferscope;
    const bool pictures = !options.screenshots.empty();
    // Pictures must not depend on, nor change, what the user has arranged.
    const QTemporaryDir scratch;
    auto settings =
        pictures ? std::make_unique<QSettings>(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
                 : MainWindow::userSettings();
    MainWindow window(std::move(settings));
    noteStart("window");
    if (pictures) {
        window.resize(options.width, options.height);
    }
    window.show();
    tellLostFiles(window);
    if (!pictures) {
        return showWindow(application, window, options);
    }
    const bool opened = options.workspace.empty() || window.openWorkspace(workspaceFolder(options));
    noteStart("workspace");
    if (!opened) {
        std::fprintf(stderr, "saferscope: %s %s\n", window.messageBar()->what().toUtf8().constData(),
                     window.messageBar()->whatToDo().toUtf8().constData());
        return exit_code::inputRefused;
    }
    const auto files = takeScreenshots(window, QString::fromStdString(options.screenshots));
    if (!files) {
        std::fprintf(stderr, "saferscope: %s %s\n", files.error().message.c_str(), files.error().hint.c_str());
        return exit_code::failed;
    }
    for (const QString& file : *files) {
        std::printf("%s\n", file.toUtf8().constData());
    }
    if (lostPageCount() > 0) {
        std::fprintf(stderr,
                     "saferscope: A file of the workspace changed while its pictures were taken; they may show "
                     "it empty or wrong.\nThe log names it. Take them again with the whole file.\n");
        return exit_code::failed;
    }
    return exit_code::ok;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace saferscope;
    noteStart("main");
    Options options;
    CLI::App line("Saferscope: explore what a reward model has learned");
    line.set_version_flag("--version", std::string("saferscope ") + codeVersion());
    line.add_option("WORKSPACE", options.workspace, "Workspace folder to open");
    line.add_option("--screenshots", options.screenshots,
                    "Write a picture of every page in light and dark into this folder, then end (needs no screen)")
        ->type_name("DIR");
    line.add_option("--report", options.report,
                    "Write a report of WORKSPACE into this .pdf or .html file, then end (needs no screen)")
        ->type_name("FILE")
        ->excludes("--screenshots");
    line.add_flag("--with-texts", options.withTexts,
                  "With the texts of the data in the report, which are masked and left out otherwise")
        ->needs("--report");
    line.add_flag("--force", options.force, "Let the report replace a file that is there")->needs("--report");
    line.add_option("--scale", options.scale, "Scale of those pictures, 1 to 4")->check(CLI::Range(1.0, 4.0));
    line.add_option("--width", options.width, "Width of the window in those pictures")->check(CLI::Range(860, 8000));
    line.add_option("--height", options.height, "Height of the window in those pictures")->check(CLI::Range(560, 8000));
    line.add_option("--language", options.language, "Speak this language (en, de, zh_CN) instead of the chosen one")
        ->envname("SAFERSCOPE_LANGUAGE")
        ->type_name("CODE");
    line.footer("Examples:\n  saferscope ~/reward-study\n  saferscope --report report.pdf ~/reward-study");
    line.allow_extras();  // Qt's own options
    try {
        line.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return line.exit(error) == 0 ? exit_code::ok : exit_code::usage;
    }
    if (!haveScreen()) {
        if (options.screenshots.empty() && options.report.empty()) {
            std::fprintf(
                stderr,
                "saferscope: There is no screen to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
                "Use --screenshots DIR for pictures of every page, or `safer` for work without a window.\n");
            return exit_code::failed;
        }
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    }
    if (!options.screenshots.empty()) {
        ::setenv("QT_SCALE_FACTOR", std::to_string(options.scale).c_str(), 1);
    }
    startLogFile();
    startCrashReports(stateFolder());
    handleLostPages(LostPages::ReadAsZero);  // after the reports, which get every other SIGBUS
    addCrashFact(std::string("Version: saferscope ") + codeVersion());
    addCrashFact(std::string("Qt: ") + qVersion());
    addCrashFact("System: " + QSysInfo::prettyProductName().toStdString() + ", " +
                 QSysInfo::kernelVersion().toStdString() + ", " + QSysInfo::currentCpuArchitecture().toStdString());
    Application application(argc, argv);
    addCrashFact("Screen: " + QGuiApplication::platformName().toStdString());
    QCoreApplication::setApplicationName(QStringLiteral("saferscope"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(codeVersion()));
    QGuiApplication::setDesktopFileName(QStringLiteral("saferscope"));
    const auto language = languageToSpeak(options);
    if (!language) {
        std::fprintf(stderr, "saferscope: %s\n%s\n", language.error().message.c_str(), language.error().hint.c_str());
        return exit_code::usage;
    }
    installLanguage(*language);
    ThemeManager::instance().install(application);
    noteStart("application");
    log::info("saferscope {} started", codeVersion());
    if (!options.report.empty()) {
        return writeReportOf(
            {workspaceFolder(options).toStdString(), options.report, options.withTexts, options.force});
    }
    return run(application, options);
}
