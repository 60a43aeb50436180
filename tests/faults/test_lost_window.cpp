// SPDX-License-Identifier: GPL-3.0-or-later
// Number 11, seen from the window: the index of the open workspace is cut short in place. The window goes on and names
// the file; core/base/lost_pages.h has the mechanism, test_lost_pages.cpp every length.
#include "app/gui/lost_files.h"
#include "core/base/lost_pages.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

fs::path inside(const QTemporaryDir& folder, const char* name) {
    return folder.filePath(QString::fromLatin1(name)).toStdString();
}

void makeIndexedWorkspace(const QTemporaryDir& folder) {
    check::makeSyntheticIndex(inside(folder, "index"), {});
    auto made = Workspace::create(inside(folder, "study"));
    QVERIFY(made.has_value());
    QVERIFY((*made)->addReference(ArtifactKind::Index, inside(folder, "index"), "index").has_value());
}

/// Every large file of the index, down to a part of its first page. How many.
int cutIndex(const fs::path& index) {
    int cut = 0;
    for (const auto& entry : fs::recursive_directory_iterator(index)) {
        if (entry.is_regular_file() && entry.file_size() > 8192) {
            fs::resize_file(entry.path(), 16);
            ++cut;
        }
    }
    return cut;
}

QString contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return QString::fromStdString({std::istreambuf_iterator<char>(in), {}});
}

}  // namespace

class LostWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        handleLostPages(LostPages::ReadAsZero);
        ThemeManager::instance().install(*qApp);
    }

    void theWindowGoesOnAndNamesTheFile() {
        const QTemporaryDir folder;
        makeIndexedWorkspace(folder);
        MainWindow window(std::make_unique<QSettings>(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat));
        window.resize(1200, 800);
        window.show();
        tellLostFiles(window);
        QVERIFY(window.openWorkspace(folder.filePath(QStringLiteral("study"))));
        QVERIFY(window.session()->index() != nullptr);
        QVERIFY(cutIndex(inside(folder, "index")) > 0);
        const std::uint64_t before = lostPageCount();
        int acts = 0;
        for (std::size_t page = 0; page < window.pages().size(); ++page) {
            window.showPage(static_cast<int>(page));
            window.pages()[page]->showSomethingMeaningful();
            for (const std::uint32_t number : {0u, 3u, 17u, 200u, 511u}) {
                window.session()->selectFeature(FeatureId(number));
                window.session()->selectPair(PairIndex(number % 240));
                QTest::qWait(0);
                ++acts;
            }
        }
        QVERIFY(lostPageCount() > before);
        QTRY_VERIFY_WITH_TIMEOUT(window.messageBar()->what().contains(folder.filePath(QStringLiteral("index"))), 15000);
        QVERIFY(window.messageBar()->isVisibleTo(&window));
        QVERIFY(window.messageBar()->whatToDo().contains(QLatin1String("ratings")));
        check::saveShot(window, QStringLiteral("lost"));
        // Ratings are elsewhere, and are taken.
        QVERIFY(window.session()->setRater(QStringLiteral("ann")));
        faults::report({.number = 11,
                        .fault = "the index of an open window cut to 16 bytes in place, every page gone over",
                        .times = acts,
                        .note = "lost: the file is not named; crashed: the window ended"});
    }

    void theProgramIsToldToGoOn() {
        const QTemporaryDir folder;
        makeIndexedWorkspace(folder);
        const QString pictures = folder.filePath(QStringLiteral("pictures"));
        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.filePath(QStringLiteral("state")));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        program.setProcessEnvironment(environment);
        const fs::path safer = qEnvironmentVariable("SAFER_PROGRAM").toStdString();
        // Pictures of every page: the one way to have the program itself go over them without a hand.
        program.start(QString::fromStdString((safer.parent_path() / "saferscope").string()),
                      {folder.filePath(QStringLiteral("study")), QStringLiteral("--screenshots"), pictures});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pictures + QStringLiteral("/overview-light.png")), 60000);
        QVERIFY(cutIndex(inside(folder, "index")) > 0);
        const auto log = [&] { return contents(inside(folder, "state") / "saferscope" / "saferscope.log"); };
        QTRY_VERIFY_WITH_TIMEOUT(log().contains(QLatin1String("changed while it was open")), 60000);
        QVERIFY(log().contains(folder.filePath(QStringLiteral("index"))));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pictures + QStringLiteral("/pairs-light.png")), 60000);
        QCOMPARE(program.state(), QProcess::Running);
        if (faults::fullCounts()) {
            QVERIFY(program.waitForFinished(180000));
            QCOMPARE(program.exitStatus(), QProcess::NormalExit);
            QVERIFY(program.exitCode() != 0);  // the pictures are not of what was there
            QVERIFY(program.readAllStandardError().contains("changed while its pictures were taken"));
        } else {
            program.kill();
            program.waitForFinished();
        }
    }
};

QTEST_MAIN(LostWindowTest)
#include "test_lost_window.moc"
