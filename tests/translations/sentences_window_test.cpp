// SPDX-License-Identifier: GPL-3.0-or-later
// The places of the window that show what core says, in a language made for the test.
#include "core/base/json.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "core/workspace/workspace.h"
#include "tests/translations/bracket_language.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace saferscope;

namespace {

bool translated(const QString& text) { return text.contains(QStringLiteral("⟦")); }

}  // namespace

class SentencesWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = m_folder->filePath(QStringLiteral("study"));
        QVERIFY(Workspace::create(m_workspace.toStdString()).has_value());
    }

    void aFolderThatIsNoWorkspace() {
        const auto window = makeWindow();
        QVERIFY(!window->openWorkspace(m_folder->path()));
        QCOMPARE(window->messageBar()->what(),
                 QStringLiteral("⟦%1 is not a workspace: it has no workspace.db.⟧").arg(m_folder->path()));
        QVERIFY2(translated(window->messageBar()->whatToDo()), qPrintable(window->messageBar()->whatToDo()));
    }

    void aFileThatHoldsNoPairs() {
        const QString path = m_folder->filePath(QStringLiteral("no.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"prompt\": \"a\", \"chosen\": \"b\", \"rejected\": \"b\"}\n");
        file.close();
        ImportDialog dialog(m_workspace.toStdString());
        dialog.show();
        dialog.setFile(m_folder->filePath(QStringLiteral("absent.jsonl")));
        QTRY_VERIFY(dialog.messageBar()->what().contains(QLatin1String("absent.jsonl")));
        QVERIFY2(translated(dialog.messageBar()->what()), qPrintable(dialog.messageBar()->what()));
        dialog.setFile(path);
        QTRY_COMPARE(dialog.messageBar()->whatToDo(), QStringLiteral("⟦\"chosen\" and \"rejected\" are the same⟧"));
    }

    void aJobThatFailed() {
        const std::string id = "20260101-100000-abcd-train-rm";
        RunSpec spec;
        spec.id = id;
        spec.kind = JobKind::TrainRewardModel;
        spec.title = "Reward model";
        const auto run = createRunFolder(std::filesystem::path(m_workspace.toStdString()) / "runs", spec);
        QVERIFY(run.has_value());
        RunResult result;
        result.message = "Memory ran out.";
        result.hint = "Free some disk space and start the run again.";
        QVERIFY(writeJsonFile(RunPaths(*run).result(), toJson(result)));
        const auto window = makeWindow();
        QVERIFY(window->openWorkspace(m_workspace));
        const auto shown = [&] {
            for (const QLabel* label : window->findChildren<QLabel*>()) {
                if (label->text().contains(QStringLiteral("⟦Memory ran out.⟧ ⟦Free some disk space"))) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(shown());
    }

    void aWorkspaceForReadingOnly() {
        if (::geteuid() == 0) {
            QSKIP("The rights of files do not bind this user.");
        }
        QFile::setPermissions(m_workspace, QFile::ReadOwner | QFile::ExeOwner);
        const auto window = makeWindow();
        QVERIFY(window->openWorkspace(m_workspace));
        QVERIFY(translated(window->session()->whyReadOnly()));
        QFile::setPermissions(m_workspace, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

private:
    std::unique_ptr<MainWindow> makeWindow() {
        auto window = std::make_unique<MainWindow>(
            std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat));
        window->show();
        return window;
    }

    const check::BracketLanguage m_language;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workspace;
};

QTEST_MAIN(SentencesWindowTest)
#include "sentences_window_test.moc"
