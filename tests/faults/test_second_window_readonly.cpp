// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_watch.h"
#include "tests/support/fault_report.h"
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/exchange_pictures.h"
#include "tests/ui/fake_safer.h"
#include "ui/dialogs/workspace_backup_dialog.h"
#include "ui/dialogs/workspace_check_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/rating_buttons.h"
#include "ui/widgets/write_permission.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <filesystem>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

/// Nobody may write below a folder while this lives. Root may everything, and is another user for that time.
class Protected {
public:
    explicit Protected(const fs::path& folder) : m_folder(folder), m_root(::geteuid() == 0) {
        for (fs::path up = folder.parent_path(); up.has_relative_path(); up = up.parent_path()) {
            ::chmod(up.c_str(), 0755);
        }
        setWritable(false);
        if (m_root && ::seteuid(65534) != 0) {
            qFatal("cannot be another user");
        }
    }
    ~Protected() {
        if (m_root && ::seteuid(0) != 0) {
            qFatal("cannot be root again");
        }
        setWritable(true);
    }
    Protected(const Protected&) = delete;
    Protected& operator=(const Protected&) = delete;

private:
    void setWritable(bool writable) {
        const fs::perms write = fs::perms::owner_write;
        for (const auto& entry : fs::recursive_directory_iterator(m_folder)) {
            fs::permissions(entry.path(), write, writable ? fs::perm_options::add : fs::perm_options::remove);
        }
        fs::permissions(m_folder, write, writable ? fs::perm_options::add : fs::perm_options::remove);
    }
    const fs::path m_folder;
    const bool m_root;
};

QAction* actionNamed(const MainWindow& window, const QString& begin) {
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->text().remove(QLatin1Char('&')).startsWith(begin)) {
            return action;
        }
    }
    return nullptr;
}

}  // namespace

/// A workspace that may not be written is looked at, and says so; one that is damaged says so too.
class SecondWindowReadonlyTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorkspace(); }
    void cleanup() { close(); }
    void whatMayNotBeWrittenIsLookedAt();
    void theWindowSaysSoAndOffersNothingThatWrites();
    void whatWritesIsHeldAndLetGoAsItWas();
    void aReasonForEachKind();
    void aWriteThatFailsLateLosesNothing();
    void damageIsSaidWhenItIsOpened();
    void theCheckSaysWhatItFound();
    void theBackupSaysWhereItIs();

private:
    std::unique_ptr<MainWindow> makeWindow() {
        auto window = std::make_unique<MainWindow>(std::make_unique<QSettings>(
            QString::fromStdString((folder() / "window.ini").string()), QSettings::IniFormat));
        window->resize(1360, 860);
        window->show();
        return window;
    }
};

void SecondWindowReadonlyTest::whatMayNotBeWrittenIsLookedAt() {
    seed({judged(strongest(1)[0], 4)});
    RatingEvent anns = by("ann", strongest(1)[0], RatingAction::Rate);
    anns.score = 5;
    seed({anns});
    reader.reset();
    const Protected guard(workspace);
    QVERIFY(whyReadOnly(workspace).has_value());
    open();
    QVERIFY(!session->writable());
    QCOMPARE(page->showing(), AnnotatePage::Showing::Card);  // to look at
    QCOMPARE(session->ratings().eventCount(), std::size_t{2});
    const FeatureId card = current();
    for (const int key : {Qt::Key_5, Qt::Key_S, Qt::Key_F, Qt::Key_C, Qt::Key_L, Qt::Key_U, Qt::Key_Return}) {
        page->messageBar()->dismiss();
        press(key);
        QVERIFY2(page->messageBar()->isVisible(), qPrintable(QString::number(key)));
        QVERIFY(page->messageBar()->whatToDo().contains(session->whyReadOnly()));
        QCOMPARE(current(), card);
    }
    QVERIFY(!page->card()->buttons()->scoreButton(5)->isEnabled());
    QVERIFY(!page->card()->buttons()->toolTip().isEmpty());
    QVERIFY(!page->header()->profiles()->isEnabled());
    press(Qt::Key_Right);
    QVERIFY(current() != card);  // looking around works
    const auto refused = session->rate(anns);
    QVERIFY(!refused.has_value());
    QCOMPARE(QString::fromStdString(refused.error().message), session->whyReadOnly());
    QVERIFY(!session->setRater(QStringLiteral("bob")).has_value());
    session->lookForChanges();
    close();
}

void SecondWindowReadonlyTest::theWindowSaysSoAndOffersNothingThatWrites() {
    reader.reset();
    const Protected guard(workspace);
    const auto window = makeWindow();
    QVERIFY(window->openWorkspace(QString::fromStdString(workspace.string())));
    auto* notice = window->findChild<MessageBar*>(QStringLiteral("notice"));
    QVERIFY(notice != nullptr);
    for (int number = 0; number < static_cast<int>(window->pages().size()); ++number) {
        window->showPage(number);
        QTest::qWait(20);
        QVERIFY(notice->isVisible());
    }
    QVERIFY(notice->whatToDo().contains(QLatin1String("read")));
    for (const char* text : {"Import pairs", "Open reward model", "Open SAE"}) {
        const QAction* action = actionNamed(*window, QLatin1String(text));
        QVERIFY(action != nullptr);
        QVERIFY2(!action->isEnabled(), text);
        QVERIFY2(action->toolTip().contains(QLatin1String("read")), text);
    }
    const auto held = [&](const char* text) -> QPushButton* {
        for (QPushButton* button : window->findChildren<QPushButton*>()) {
            if (button->text().remove(QLatin1Char('&')).startsWith(QLatin1String(text))) {
                return button;
            }
        }
        return nullptr;
    };
    for (const char* text : {"Settings of this workspace", "Pause the queue", "Save this pair", "Fit on trusted pairs",
                             "Merge a file", "Start the test", "Keep result"}) {
        QPushButton* button = held(text);
        QVERIFY2(button != nullptr, text);
        QVERIFY2(!button->isEnabled(), text);
        QVERIFY2(button->toolTip().contains(QLatin1String("read")), qPrintable(button->toolTip()));
        button->setEnabled(true);  // as its owner may
        QVERIFY2(!button->isEnabled(), text);
    }
    QVERIFY(actionNamed(*window, QStringLiteral("Back up"))->isEnabled());
    QVERIFY(actionNamed(*window, QStringLiteral("Check workspace"))->isEnabled());
    window->showPage(3);
    QTest::qWait(50);
    check::saveBoth(*window, QStringLiteral("read-only-window"));
    window->closeWorkspace();
    QVERIFY(!notice->isVisible());
    QVERIFY(held("Pause the queue")->toolTip().contains(QLatin1String("nothing new")));  // its own words again
}

void SecondWindowReadonlyTest::whatWritesIsHeldAndLetGoAsItWas() {
    QPushButton button;
    QAction action;
    button.setToolTip(QStringLiteral("mine"));
    needsWriting(&button);
    needsWriting(&action);
    WritePermission& permission = WritePermission::instance();
    permission.forbid(QStringLiteral("a & b"));
    QVERIFY(!button.isEnabled() && !action.isEnabled());
    QVERIFY(button.toolTip().contains(QStringLiteral("a & b")));
    button.setToolTip(QStringLiteral("mine, changed"));
    button.setEnabled(true);
    action.setEnabled(true);
    QVERIFY(!button.isEnabled() && !action.isEnabled());
    QVERIFY(button.toolTip().contains(QStringLiteral("a & b")));
    QPushButton later;  // made while nothing may be written
    needsWriting(&later);
    QVERIFY(!later.isEnabled());
    permission.allow();
    QVERIFY(button.isEnabled() && action.isEnabled() && later.isEnabled());
    QCOMPARE(button.toolTip(), QStringLiteral("mine, changed"));
    button.setEnabled(false);
    permission.forbid(QStringLiteral("again"));
    permission.allow();
    QVERIFY(!button.isEnabled());
}

void SecondWindowReadonlyTest::aReasonForEachKind() {
    reader.reset();
    QVERIFY(!whyReadOnly(workspace).has_value());
    for (const auto& entry : fs::directory_iterator(workspace)) {
        QVERIFY(entry.path().filename().string().find(".write-test") == std::string::npos);
    }
    const Protected guard(workspace);
    const auto why = whyReadOnly(workspace);
    QVERIFY(why && why->find("protected") != std::string::npos);
}

void SecondWindowReadonlyTest::aWriteThatFailsLateLosesNothing() {
    if (!faults::fullCounts()) {
        QSKIP("waits 10 s; `make faults` does");
    }
    openAs(QStringLiteral("ann"));
    press(Qt::Key_4);
    const FeatureId card = current();
    press(Qt::Key_C);
    type(QStringLiteral("typed with care"));
    {
        // Another process holds the database for good: after 10 s of waiting the rating has failed.
        sqlite3* holder = nullptr;
        QCOMPARE(sqlite3_open((workspace / "workspace.db").c_str(), &holder), SQLITE_OK);
        QCOMPARE(sqlite3_exec(holder, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        press(Qt::Key_Return);
        QCOMPARE(page->messageBar()->kind(), MessageKind::Error);
        QVERIFY(page->messageBar()->what().contains(QLatin1String("another program is writing")));
        QCOMPARE(current(), card);
        type(QStringLiteral("!"));
        sqlite3_exec(holder, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close(holder);
    }
    press(Qt::Key_Return);
    QCOMPARE(last().text, std::string("typed with care!"));
    QCOMPARE(last().feature, card);
    QCOMPARE(stored().size(), std::size_t{2});
}

void SecondWindowReadonlyTest::damageIsSaidWhenItIsOpened() {
    RatingEvent anns = by("ann", strongest(1)[0], RatingAction::Rate);
    anns.score = 5;
    anns.text = "a text that can be found in the file";
    seed({anns});
    reader.reset();
    std::string bytes;
    const fs::path file = workspace / "workspace.db";
    {
        QFile database(QString::fromStdString(file.string()));
        QVERIFY(database.open(QIODevice::ReadWrite));
        QByteArray all = database.readAll();
        const auto at = all.indexOf("a text that can be found");
        QVERIFY(at > 0);
        all[at] = 'b';
        database.seek(0);
        database.write(all);
    }
    const auto window = makeWindow();
    QVERIFY(window->openWorkspace(QString::fromStdString(workspace.string())));
    QVERIFY(window->messageBar()->isVisible());
    QCOMPARE(window->messageBar()->kind(), MessageKind::Error);
    QVERIFY(window->messageBar()->whatToDo().contains(QLatin1String("1 rating cannot be read")));
    const auto buttons = window->messageBar()->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 1);
    check::saveBoth(*window, QStringLiteral("damage-seen"));
    const check::FakeSafer safer;
    buttons.first()->click();
    auto* dialog = window->findChild<WorkspaceCheckDialog*>();
    QVERIFY(dialog != nullptr);
    QTRY_VERIFY(!dialog->running());
    dialog->close();
}

void SecondWindowReadonlyTest::theCheckSaysWhatItFound() {
    check::FakeSafer safer;
    WorkspaceCheckDialog dialog(workspace / "it's <b>here</b>");
    dialog.show();
    safer.answer(R"({"ok":true,"full":false,"checked":{"ratings":3},"findings":[],"seconds":0.1})");
    dialog.start();
    QVERIFY(!dialog.action()->isEnabled());
    QTRY_VERIFY(!dialog.running());
    QCOMPARE(dialog.messageBar()->kind(), MessageKind::Success);
    QVERIFY(dialog.repairCommand().isEmpty());
    QVERIFY(safer.arguments().contains(QStringLiteral("verify")));
    QVERIFY(!safer.arguments().contains(QStringLiteral("--full")));
    check::saveBoth(dialog, QStringLiteral("check-sound"));
    dialog.fullBox()->setChecked(true);
    safer.answer(
        R"({"ok":false,"full":true,"checked":{"ratings":3},"findings":[)"
        R"({"severity":"damage","what":"A rating of <b>ann</b> is damaged.","where":"workspace.db, event 0123","hint":"A backup brings it back."},)"
        R"({"severity":"warning","what":"The model rm-1 is gone.","where":"models/rm-1","hint":""}],"seconds":0.1})",
        1);
    dialog.start();
    QTRY_VERIFY(!dialog.running());
    QVERIFY(safer.arguments().contains(QStringLiteral("--full")));
    QCOMPARE(dialog.messageBar()->kind(), MessageKind::Error);
    QVERIFY(dialog.findings().contains(QLatin1String("A rating of <b>ann</b> is damaged.")));
    QVERIFY(dialog.findings().contains(QLatin1String("models/rm-1")));
    QVERIFY(dialog.repairCommand().endsWith(QLatin1String("'\\''s <b>here</b>'")));
    QTest::qWait(30);
    check::saveBoth(dialog, QStringLiteral("check-damage"));
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
        if (button->text() == QLatin1String("&Copy")) {
            button->click();
        }
    }
    QCOMPARE(QApplication::clipboard()->text(), dialog.repairCommand());
    QVERIFY2(check::flaws(dialog).isEmpty(), qPrintable(check::flaws(dialog)));
    // Cancelled, and a child that answers nonsense.
    safer.act("sleep 30");
    dialog.start();
    dialog.reject();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isVisible(), 8000);
    dialog.show();
    safer.answer("nonsense", 3);
    dialog.start();
    QTRY_VERIFY(!dialog.running());
    QCOMPARE(dialog.messageBar()->kind(), MessageKind::Error);
    QVERIFY(dialog.repairCommand().isEmpty());
}

void SecondWindowReadonlyTest::theBackupSaysWhereItIs() {
    check::FakeSafer safer;
    WorkspaceBackupDialog dialog(workspace, {});
    dialog.show();
    QVERIFY(dialog.target().startsWith(QString::fromStdString(workspace.string()) + QStringLiteral("-backup-")));
    check::saveBoth(dialog, QStringLiteral("backup-ask"));
    safer.act("echo 'safer: The disk is full.' >&2; echo '  Free some space.' >&2; exit 1");
    dialog.start();
    QTRY_VERIFY(!dialog.running());
    QCOMPARE(dialog.messageBar()->kind(), MessageKind::Error);
    QVERIFY(dialog.made().isEmpty());
    dialog.artifactsBox()->setChecked(true);
    safer.answer(R"({"path":"/backups/ws","files":3,"bytes":10,"counts":{"ratings":12,"pairs":3400},"problems":[]})");
    dialog.start();
    QTRY_VERIFY(!dialog.running());
    QVERIFY(safer.arguments().contains(QStringLiteral("--with-artifacts")));
    QCOMPARE(safer.arguments().last(), dialog.target());
    QCOMPARE(dialog.made(), QStringLiteral("/backups/ws"));
    QCOMPARE(dialog.messageBar()->kind(), MessageKind::Success);
    QTest::qWait(30);
    check::saveBoth(dialog, QStringLiteral("backup-done"));
    QVERIFY2(check::flaws(dialog).isEmpty(), qPrintable(check::flaws(dialog)));
    dialog.start();  // the button is "Close" now
    QVERIFY(!dialog.isVisible());
}

QTEST_MAIN(SecondWindowReadonlyTest)
#include "test_second_window_readonly.moc"
