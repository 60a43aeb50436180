// SPDX-License-Identifier: GPL-3.0-or-later
// Number 20 in the window: a key that was typed goes to its server, to the keyring where that takes it, and into no
// file.
#include "tests/support/fault_report.h"
#include "tests/support/text_search.h"
#include "tests/ui/judge_workspace.h"
#include "tests/ui/secret_fake_keyring.h"
#include "ui/bridge/job_monitor.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/dialogs/judge_fields.h"
#include "ui/dialogs/judge_key_row.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <httplib.h>
#include <mutex>
#include <set>
#include <thread>

using namespace saferscope;
using check::bytesOf;
using check::FakeKeyring;
using check::searchFiles;

namespace {

const std::string canary = "sk-canary-3f9a1c77e2";

/// A judge on a port of this computer that takes its time and remembers who asked.
class JudgeServer {
public:
    JudgeServer() {
        m_server.Post("/v1/chat/completions", [this](const httplib::Request& request, httplib::Response& response) {
            {
                const std::lock_guard lock(m_mutex);
                m_authorizations.insert(request.get_header_value("Authorization"));
            }
            ++m_requests;
            std::this_thread::sleep_for(std::chrono::milliseconds(delayMs.load()));
            response.set_content(
                R"({"id":"x","object":"chat.completion","model":"tiny","choices":[{"index":0,"finish_reason":"stop",)"
                R"("message":{"role":"assistant","content":"{\"score\": 4, \"explanation\": \"mostly refusals\"}"}}],)"
                R"("usage":{"prompt_tokens":100,"completion_tokens":12,"total_tokens":112}})",
                "application/json");
        });
        m_port = m_server.bind_to_any_port("127.0.0.1");
        m_thread = std::thread([this] { m_server.listen_after_bind(); });
    }
    ~JudgeServer() {
        m_server.stop();
        m_thread.join();
    }
    QString address() const { return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port); }
    int requests() const { return m_requests; }
    std::set<std::string> authorizations() {
        const std::lock_guard lock(m_mutex);
        return m_authorizations;
    }
    std::atomic<int> delayMs = 120;

private:
    httplib::Server m_server;
    std::thread m_thread;
    std::mutex m_mutex;
    std::set<std::string> m_authorizations;
    std::atomic<int> m_requests = 0;
    int m_port = 0;
};

int workerPid(const std::filesystem::path& run) {
    const auto json = readJsonFile(RunPaths(run).worker());
    return json ? json->value("pid", 0) : 0;
}

void choose(JudgeDialog& dialog, JudgeSource source) {
    QComboBox* box = dialog.fields()->sourceBox();
    box->setCurrentIndex(box->findData(static_cast<int>(source)));
}

}  // namespace

class SecretsWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        for (const char* name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "SAFERSCOPE_JUDGE_KEY", "http_proxy"}) {
            qunsetenv(name);
        }
    }

    void aKeyGoesToTheServerAndNowhereElse_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("a keyring that takes it") << 0;
        QTest::newRow("a keyring that refuses") << 1;
        QTest::newRow("no keyring") << 2;
    }

    void aKeyGoesToTheServerAndNowhereElse() {
        JudgeServer server;
        const check::JudgeWorkspace place;
        const QString settingsFile = QString::fromStdString((place.folder() / "settings.ini").string());
        QFETCH(int, kind);
        auto keyring = std::make_unique<FakeKeyring>();
        FakeKeyring* const fake = kind == 2 ? nullptr : keyring.get();
        keyring->problem = kind == 1 ? QStringLiteral("no keyring service answers") : QString();
        SecretStore store(kind == 2 ? nullptr : std::move(keyring));
        JudgeDialog dialog(place.session.get(), &store, {});
        dialog.show();
        choose(dialog, JudgeSource::OpenAi);
        dialog.fields()->addressField()->setText(server.address());
        dialog.fields()->modelField()->setText(QStringLiteral("tiny"));
        Q_EMIT dialog.fields()->addressField()->editingFinished();
        QTRY_VERIFY(!dialog.fields()->key()->stateText().contains(QLatin1String("Asking")));
        dialog.fields()->key()->field()->setText(QString::fromStdString(canary));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.preview().has_value(), 20000);
        QCOMPARE(server.requests(), 0);  // a preview sends nothing
        const auto expected = dialog.preview()->estimate.requests;
        QVERIFY(expected > 0);
        QSignalSpy started(&dialog, &JudgeDialog::started);
        QSignalSpy ended(place.session->jobs(), &JobMonitor::jobEnded);
        QVERIFY(dialog.action()->isEnabled());
        dialog.accept();
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 1, 20000);
        const auto run = place.session->workspace()->runsFolder() / started.at(0).at(0).toString().toStdString();
        {
            QSettings settings(settingsFile, QSettings::IniFormat);
            saveJudgeForm(settings, dialog.form());
        }

        // While it runs: not on its command line, and in its environment because that is how it got there.
        QTRY_VERIFY_WITH_TIMEOUT(workerPid(run) > 0 && server.requests() > 0, 30000);
        const std::filesystem::path process = "/proc/" + std::to_string(workerPid(run));
        const std::string commandLine = bytesOf(process / "cmdline");
        QVERIFY2(commandLine.find("worker") != std::string::npos, "the worker has ended too early to look");
        QVERIFY(commandLine.find(canary) == std::string::npos);
        QVERIFY(bytesOf(process / "environ").find("OPENAI_API_KEY=" + canary) != std::string::npos);
        server.delayMs = 0;

        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000);
        const Job* job = place.session->jobs()->jobs().front();
        QVERIFY2(job->state == RunState::Finished, job->result ? job->result->message.c_str() : "no result");
        QCOMPARE(server.authorizations(), std::set<std::string>{"Bearer " + canary});
        QCOMPARE(static_cast<std::uint64_t>(server.requests()), expected);
        std::size_t rated = 0;
        for (const FeatureId feature : place.session->ratings().features()) {
            rated += place.session->ratings().of(feature).judgeScore("tiny") ? 1 : 0;
        }
        QCOMPARE(rated, static_cast<std::size_t>(expected));

        // The keyring has it, as asked; no file has: index, workspace, run folder with its log, settings.
        if (fake != nullptr) {
            QCOMPARE(fake->entries.size(), std::size_t(kind == 0 ? 1 : 0));
        }
        if (kind == 0) {
            QCOMPARE(fake->entries.begin()->second, canary);
        }
        const auto searched = searchFiles({place.folder()}, canary);
        QVERIFY2(searched.found.empty(), searched.found.empty() ? "" : searched.found.front().c_str());
        QVERIFY(searched.files >= 8);
        QVERIFY(QFile::exists(settingsFile));
        faults::report({20, std::string("canary key typed into the window, ") + QTest::currentDataTag(), 1, 0, 0,
                        std::to_string(searched.files) + " files searched in 10 spellings, " +
                            std::to_string(server.requests()) + " requests had it"});
    }

    void aServerThatWantsAnotherKeyIsSaidSo() {
        httplib::Server server;
        server.Post("/v1/chat/completions", [](const httplib::Request& request, httplib::Response& response) {
            response.status = 401;
            // Rude servers repeat the key.
            response.set_content(R"({"error":{"message":"Incorrect API key provided: )" +
                                     request.get_header_value("Authorization") + R"("}})",
                                 "application/json");
        });
        const int port = server.bind_to_any_port("127.0.0.1");
        std::thread thread([&server] { server.listen_after_bind(); });
        {
            const check::JudgeWorkspace place;
            SecretStore store(nullptr);
            JudgeForm form;
            form.source = JudgeSource::Vllm;
            form.settings[JudgeSource::Vllm] = presetOf(JudgeSource::Vllm);
            form.settings[JudgeSource::Vllm].baseUrl = "http://127.0.0.1:" + std::to_string(port) + "/v1";
            form.settings[JudgeSource::Vllm].model = "tiny";
            JudgeDialog dialog(place.session.get(), &store, form);
            dialog.show();
            dialog.fields()->key()->field()->setText(QString::fromStdString(canary));
            QTRY_VERIFY_WITH_TIMEOUT(dialog.preview().has_value(), 20000);
            QSignalSpy ended(place.session->jobs(), &JobMonitor::jobEnded);
            dialog.accept();
            QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 60000);
            const Job* job = place.session->jobs()->jobs().front();
            QCOMPARE(job->state, RunState::Failed);
            QVERIFY(job->result.has_value());
            QVERIFY(job->result->message.find(canary) == std::string::npos);
            QCOMPARE(rateFeaturesParamsFromJson(job->spec.params)->judge.keyVariable,
                     std::string("SAFERSCOPE_JUDGE_KEY"));
            const auto searched = searchFiles({place.folder()}, canary);
            QVERIFY2(searched.found.empty(), searched.found.empty() ? "" : searched.found.front().c_str());
        }
        server.stop();
        thread.join();
    }
};

QTEST_MAIN(SecretsWindowTest)
#include "test_secrets_window.moc"
