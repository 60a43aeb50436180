// SPDX-License-Identifier: GPL-3.0-or-later
// Number 15: texts of others in the window. Everything that can be named is named by probes; every page, tab and dialog
// is opened over them, looked at, scrolled, selected from.
#include "tests/faults/window_text_audit.h"
#include "tests/faults/window_text_probes.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"
#include "tests/support/sanitizers.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/job_dialogs.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/dialogs/judge_template_dialog.h"
#include "ui/dialogs/log_dialog.h"
#include "ui/dialogs/mapping_view.h"
#include "ui/dialogs/open_model_dialog.h"
#include "ui/dialogs/open_sae_dialog.h"
#include "ui/dialogs/workspace_settings_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

constexpr double mostBlockedMs = 100.0;

/// Opens and reads of a file, by anybody.
class Canary {
public:
    explicit Canary(const std::filesystem::path& file) : m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
        ::inotify_add_watch(m_fd, file.c_str(), IN_OPEN | IN_ACCESS);
    }
    ~Canary() { ::close(m_fd); }
    long opened() const {
        alignas(inotify_event) char buffer[4096];
        long count = 0;
        for (ssize_t bytes = 0; (bytes = ::read(m_fd, buffer, sizeof buffer)) > 0;) {
            count += bytes / static_cast<ssize_t>(sizeof(inotify_event));
        }
        return count;
    }

private:
    const int m_fd;
};

void settle(int milliseconds) { QTest::qWait(milliseconds); }

}  // namespace

class WindowTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        connect(&m_server, &QTcpServer::newConnection, this, [this] { ++m_connections; });
        m_canary = m_temporary.filePath(QStringLiteral("canary.png")).toStdString();
        QPixmap picture(8, 8);
        picture.fill(Qt::red);
        QVERIFY(picture.save(QString::fromStdString(m_canary.string())));
        m_address = "http://127.0.0.1:" + std::to_string(m_server.serverPort());
    }

    void theCanarySings();
    void pagesShowTextsLiterally();
    void dialogsShowTextsLiterally();
    void hugeTextsDoNotStopTheWindow();

private:
    std::unique_ptr<MainWindow> open(const std::string& name, const std::vector<std::string>& texts) {
        const std::filesystem::path folder = m_temporary.filePath(QString::fromStdString(name)).toStdString();
        makeProbeWorkspace(folder, texts);
        auto window = std::make_unique<MainWindow>(std::make_unique<QSettings>(
            m_temporary.filePath(QString::fromStdString(name + ".ini")), QSettings::IniFormat));
        window->resize(1360, 860);
        window->show();
        return window;
    }
    std::string folder(const std::string& name) const {
        return m_temporary.filePath(QString::fromStdString(name)).toStdString();
    }
    /// Every page and every tab; `visit` is called on each.
    void eachPage(MainWindow& window, const std::function<void(QWidget&, const QString&)>& visit) {
        for (std::size_t i = 0; i < window.pages().size(); ++i) {
            Page* page = window.pages()[i];
            window.showPage(static_cast<int>(i));
            page->showSomethingMeaningful();
            visit(*page, page->key());
            for (auto* tabs : page->findChildren<QTabWidget*>()) {
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    visit(*page, page->key() + QLatin1Char('/') + tabs->tabText(tab));
                }
            }
        }
    }
    /// As a person goes over a page: down every list by its rows, and to the end and back.
    void goOver(QWidget& page) {
        for (auto* view : page.findChildren<QAbstractItemView*>()) {
            if (!view->isVisible() || view->model() == nullptr) {
                continue;
            }
            for (int row = 0; row < std::min(view->model()->rowCount(), m_rows); ++row) {
                view->setCurrentIndex(view->model()->index(row, 0));
                settle(0);
            }
        }
        for (auto* bar : page.findChildren<QScrollBar*>()) {
            bar->setValue(bar->maximum());
            settle(0);
            bar->setValue(0);
        }
        settle(0);
    }
    void noteBusy(double milliseconds, const QString& where) {
        m_slowest = std::max(m_slowest, milliseconds);
        if (milliseconds >= check::timeLimit(mostBlockedMs)) {
            m_slow.append(QStringLiteral("%1: %2 ms").arg(where).arg(milliseconds, 0, 'f', 0));
        }
    }
    static void tell(const QStringList& lines) {
        for (const QString& line : lines.mid(0, 60)) {
            qWarning("%s", line.toUtf8().constData());
        }
    }

    QTemporaryDir m_temporary;
    QTcpServer m_server;
    std::filesystem::path m_canary;
    std::string m_address;
    int m_connections = 0;
    int m_rows = 12;
    double m_slowest = 0.0;
    QStringList m_slow;
};

void WindowTextTest::theCanarySings() {
    // What the counters of this test count: a label that guesses loads the picture, an address that is asked is heard.
    const Canary canary(m_canary);
    QLabel guessing(QStringLiteral("<img src=\"%1\">").arg(QString::fromStdString(m_canary.string())));
    guessing.show();
    settle(20);
    guessing.grab();
    QVERIFY(canary.opened() > 0);
    QTcpSocket asking;
    asking.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
    QTRY_COMPARE(m_connections, 1);
    TextAudit audit;
    audit.look(guessing);
    QCOMPARE(audit.faults().size(), 1);
    m_connections = 0;
}

void WindowTextTest::pagesShowTextsLiterally() {
    m_rows = faults::times(12, 60);
    const Canary canary(m_canary);
    const auto window = open("probes", naughtyTexts(m_canary, m_address));
    QVERIFY(window->openWorkspace(QString::fromStdString(folder("probes"))));
    QVERIFY(window->session()->index() != nullptr);
    QVERIFY(window->session()->setRater(QStringLiteral("⟦rater⟧ a < b <i>x</i> &File")));
    settle(300);
    TextAudit audit;
    BusyLoop busy;
    m_slow.clear();
    m_slowest = 0.0;
    eachPage(*window, [&](QWidget& page, const QString& name) {
        settle(50);
        busy.take();
        goOver(page);
        noteBusy(busy.take(), name);
        audit.look(*window);
        audit.lookAtToolTips(page);
        busy.take();
        if (const QString shots = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS"); !shots.isEmpty()) {
            QDir().mkpath(shots);
            window->grab().save(shots + QLatin1Char('/') + QString(name).replace(QLatin1Char('/'), QLatin1Char('-')) +
                                QStringLiteral(".png"));
        }
    });
    tell(audit.faults());
    tell(m_slow);
    const long opened = canary.opened();
    faults::report({.number = 15,
                    .fault = "names and texts of probes on every page and tab",
                    .times = audit.texts(),
                    .lost = static_cast<long>(audit.faults().size()),
                    .crashed = opened + m_connections + static_cast<long>(m_slow.size()),
                    .note = "times: texts and tool tips looked at",
                    .slowestSeconds = m_slowest / 1e3});
    QCOMPARE(opened, 0);
    QCOMPARE(m_connections, 0);
    QCOMPARE(audit.faults().size(), 0);
    for (const char* mark : {"id", "subset", "label", "rater", "judge", "explanation", "set", "title", "message",
                             "dataset", "model", "sae"}) {
        QVERIFY2(audit.marks().contains(QLatin1String(mark)), mark);
    }
    QVERIFY2(m_slow.isEmpty(), m_slow.join(QLatin1Char('\n')).toUtf8().constData());
}

void WindowTextTest::dialogsShowTextsLiterally() {
    const Canary canary(m_canary);
    const std::string name = "dialogs";
    const auto window = open(name, naughtyTexts(m_canary, m_address));
    QVERIFY(window->openWorkspace(QString::fromStdString(folder(name))));
    WorkspaceSession* session = window->session();
    const Workspace& workspace = *session->workspace();
    TextAudit audit;
    BusyLoop busy;
    m_slow.clear();
    m_slowest = 0.0;
    SecretStore secrets(nullptr);
    std::vector<std::pair<QString, std::function<QDialog*()>>> dialogs;
    const auto add = [&](const char* what, std::function<QDialog*()> make) {
        dialogs.emplace_back(QString::fromLatin1(what), std::move(make));
    };
    for (const JobKind kind : {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex, JobKind::Evaluate}) {
        add(jobKindName(kind), [&, kind] { return makeJobDialog(kind, workspace, window.get()); });
    }
    add("export", [&] { return new ExportDialog(workspace, QString(), window.get()); });
    add("feature sets", [&] { return new FeatureSetDialog(session, window.get()); });
    add("import", [&] {
        auto* dialog = new ImportDialog(workspace.folder(), window.get());
        dialog->setFile(QString::fromStdString(folder(name) + "-data.jsonl"));
        return dialog;
    });
    add("open a model", [&] { return new OpenModelDialog(workspace.folder(), window.get()); });
    add("open an SAE", [&] { return new OpenSaeDialog(workspace, window.get()); });
    add("judge", [&] { return new JudgeDialog(session, &secrets, JudgeForm(), window.get()); });
    add("judge's template", [&] { return new JudgeTemplateDialog(literalProbe, window.get()); });
    add("judge's prompt", [&] {
        return new JudgePromptDialog(QStringLiteral("Prompt"), QString::fromStdString(literalProbe),
                                     QString::fromStdString(literalProbe), window.get());
    });
    add("log", [&] {
        const auto runs =
            QDir(QString::fromStdString(workspace.runsFolder().string())).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return new LogDialog(QString::fromStdString(literalProbe),
                             workspace.runsFolder() / runs.front().toStdString() / "log.txt", window.get());
    });
    add("settings",
        [&] { return new WorkspaceSettingsDialog(WorkspaceSettings(), {"⟦judge⟧ <b>x</b> &File"}, window.get()); });
    for (const auto& [what, make] : dialogs) {
        busy.take();
        QDialog* dialog = make();
        QVERIFY2(dialog != nullptr, what.toUtf8().constData());
        dialog->show();
        settle(faults::times(120, 400));
        noteBusy(busy.take(), what);
        audit.look(*dialog);
        audit.lookAtToolTips(*dialog);
        if (const QString shots = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS"); !shots.isEmpty()) {
            dialog->grab().save(shots + QStringLiteral("/dialog-") + what + QStringLiteral(".png"));
        }
        delete dialog;
    }
    // The message bar quotes what children and readers say; the window's title and menus quote folders.
    window->showError({ErrorCode::Failed, literalProbe + "<img src='file://" + m_canary.string() + "'>",
                       "<table><table>" + literalProbe});
    settle(20);
    audit.look(*window);
    tell(audit.faults());
    tell(m_slow);
    const long opened = canary.opened();
    faults::report({.number = 15,
                    .fault = "the same in every dialog and in messages",
                    .times = audit.texts(),
                    .lost = static_cast<long>(audit.faults().size()),
                    .crashed = opened + m_connections + static_cast<long>(m_slow.size()),
                    .note = "times: texts and tool tips looked at",
                    .slowestSeconds = m_slowest / 1e3});
    QCOMPARE(opened, 0);
    QCOMPARE(m_connections, 0);
    QCOMPARE(audit.faults().size(), 0);
    QVERIFY2(m_slow.isEmpty(), m_slow.join(QLatin1Char('\n')).toUtf8().constData());
}

void WindowTextTest::hugeTextsDoNotStopTheWindow() {
    m_rows = 8;
    const auto texts = hugeTexts();
    const auto window = open("huge", texts);
    BusyLoop busy;
    m_slow.clear();
    m_slowest = 0.0;
    QVERIFY(window->openWorkspace(QString::fromStdString(folder("huge"))));
    QVERIFY(window->session()->setRater(QStringLiteral("somebody")));
    settle(300);
    TextAudit audit;
    eachPage(*window, [&](QWidget& page, const QString& name) {
        settle(100);
        busy.take();
        goOver(page);
        settle(100);
        noteBusy(busy.take(), name);
        if (const QString shots = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS"); !shots.isEmpty()) {
            window->grab().save(shots + QStringLiteral("/huge-") +
                                QString(name).replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".png"));
        }
        audit.look(*window);
        audit.lookAtToolTips(page);
        busy.take();
    });
    // Each pair by itself, as a click in the table shows it.
    window->showPage(2);
    for (std::uint32_t pair = 0; pair < texts.size(); ++pair) {
        busy.take();
        window->session()->selectPair(PairIndex(pair));
        settle(60);
        noteBusy(busy.take(), QStringLiteral("pair %1").arg(pair));
    }
    for (std::uint32_t pair = 0; pair < texts.size(); ++pair) {
        busy.take();
        window->session()->tryInPlayground(PairIndex(pair));
        settle(60);
        noteBusy(busy.take(), QStringLiteral("playground %1").arg(pair));
    }
    for (const std::string& text : texts) {
        busy.take();
        window->showError({ErrorCode::Failed, text, text});
        settle(20);
        noteBusy(busy.take(), QStringLiteral("message bar"));
    }
    tell(audit.faults());
    tell(m_slow);
    faults::report({.number = 15,
                    .fault = "a million characters in a line, 100,000 lines, 10,000 marks on a letter",
                    .times = static_cast<long>(texts.size()),
                    .lost = static_cast<long>(audit.faults().size()),
                    .crashed = static_cast<long>(m_slow.size()),
                    .note = "slowest: longest time the event loop stood still",
                    .slowestSeconds = m_slowest / 1e3});
    QCOMPARE(audit.faults().size(), 0);
    QVERIFY2(m_slow.isEmpty(), m_slow.join(QLatin1Char('\n')).toUtf8().constData());
}

QTEST_MAIN(WindowTextTest)
#include "test_window_text.moc"
