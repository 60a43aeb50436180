// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_dialog.h"

#include "core/judge/prompt.h"
#include "tests/ui/judge_workspace.h"
#include "tests/ui/secret_fake_keyring.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/judge_fields.h"
#include "ui/dialogs/judge_key_dialog.h"
#include "ui/dialogs/judge_key_row.h"
#include "ui/dialogs/judge_template_dialog.h"
#include "ui/dialogs/workspace_settings_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace saferscope;
using check::FakeKeyring;

namespace {

void choose(JudgeDialog& dialog, JudgeSource source) {
    QComboBox* box = dialog.fields()->sourceBox();
    box->setCurrentIndex(box->findData(static_cast<int>(source)));
}

bool estimated(JudgeDialog& dialog) {
    return QTest::qWaitFor([&] { return dialog.preview().has_value(); }, 20000);
}

}  // namespace

class JudgeDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        for (const char* name : {"OPENAI_API_KEY", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY",
                                 "OPENAI_API_VERSION", "SAFERSCOPE_JUDGE_KEY"}) {
            qunsetenv(name);
        }
    }

    void presetsKnowTheServers() {
        QCOMPARE(presetOf(JudgeSource::LlamaCpp).baseUrl, std::string("http://127.0.0.1:8080/v1"));
        QCOMPARE(presetOf(JudgeSource::Vllm).baseUrl, std::string("http://127.0.0.1:8000/v1"));
        QCOMPARE(presetOf(JudgeSource::Ollama).baseUrl, std::string("http://127.0.0.1:11434/v1"));
        for (const JudgeSource source : {JudgeSource::LlamaCpp, JudgeSource::Vllm, JudgeSource::Ollama}) {
            QVERIFY(presetOf(source).keyVariable.empty());  // OpenAI's key is not for whoever listens here
        }
        QCOMPARE(presetOf(JudgeSource::Azure).keyVariable, std::string("AZURE_OPENAI_API_KEY"));
        qputenv("OPENAI_BASE_URL", "https://proxy.example/v1");
        QCOMPARE(presetOf(JudgeSource::OpenAi).baseUrl, std::string("https://proxy.example/v1"));
        qunsetenv("OPENAI_BASE_URL");
        QCOMPARE(presetOf(JudgeSource::OpenAi).baseUrl, std::string("https://api.openai.com/v1"));
        for (const JudgeSource source : judgeSources) {
            QVERIFY(!judgeSourceName(source).isEmpty());
            QVERIFY(!judgeSourceRemark(source).isEmpty());
        }
    }

    void addressesAreReadCarefully() {
        QVERIFY(serverPlace("http://127.0.0.1:8080/v1")->thisComputer);
        QVERIFY(serverPlace("http://localhost:11434/v1")->thisComputer);
        QVERIFY(serverPlace("http://[::1]:8000/v1")->thisComputer);
        QVERIFY(!serverPlace("http://127.0.0.1.evil.example/v1")->thisComputer);
        QVERIFY(!serverPlace("http://localhost.evil.example/v1")->thisComputer);
        QVERIFY(serverPlace("https://api.openai.com/v1")->encrypted);
        QCOMPARE(serverPlace("https://api.openai.com/v1")->host, QStringLiteral("api.openai.com"));
        QCOMPARE(serverPlace("http://10.0.0.5:9000/v1")->host, QStringLiteral("10.0.0.5:9000"));
        for (const char* wrong : {"", "api.openai.com", "ftp://x/y", "file:///etc/passwd", "https://", "javascript:1",
                                  "https://user:secret@x.example/v1"}) {
            QVERIFY2(!serverPlace(wrong), wrong);
        }
        JudgeSettings settings = presetOf(JudgeSource::OpenAi);
        QVERIFY(settingsProblem(JudgeSource::OpenAi, settings).isEmpty());
        settings.model.clear();
        QVERIFY(!settingsProblem(JudgeSource::OpenAi, settings).isEmpty());
        settings.baseUrl = "nonsense";
        QVERIFY(!settingsProblem(JudgeSource::OpenAi, settings).isEmpty());
        QVERIFY(settingsProblem(JudgeSource::WordLists, settings).isEmpty());
        QVERIFY(!settingsProblem(JudgeSource::Azure, presetOf(JudgeSource::Azure)).isEmpty());
    }

    void whatLeavesTheComputerIsSaid() {
        QVERIFY(!leavingText(JudgeSource::WordLists, presetOf(JudgeSource::WordLists)).caution);
        const Leaving local = leavingText(JudgeSource::Ollama, presetOf(JudgeSource::Ollama));
        QVERIFY(!local.caution);
        QVERIFY(local.sentence.contains(QLatin1String("127.0.0.1:11434")));
        const Leaving remote = leavingText(JudgeSource::OpenAi, presetOf(JudgeSource::OpenAi));
        QVERIFY(remote.caution);
        QVERIFY(remote.sentence.contains(QLatin1String("api.openai.com")));
        QVERIFY(remote.sentence.contains(QLatin1String("10 passages")));
        JudgeSettings settings = presetOf(JudgeSource::OpenAi);
        settings.baseUrl = "http://judge.example/v1";
        QVERIFY(leavingText(JudgeSource::OpenAi, settings).sentence.contains(QLatin1String("not encrypted")));
    }

    void estimatesAreWorded() {
        JudgeSettings settings = presetOf(JudgeSource::OpenAi);
        RatingEstimate estimate;
        QVERIFY(effortText(JudgeSource::OpenAi, settings, estimate).contains(QLatin1String("already")));
        estimate.features = 256;
        estimate.requests = 240;
        estimate.tooFewContexts = 6;
        estimate.cached = 10;
        estimate.inputTokens = 512'000;
        estimate.outputTokens = 15'360;
        QString text = effortText(JudgeSource::OpenAi, settings, estimate);
        QVERIFY2(text.contains(QLatin1String("240 requests")) && text.contains(QLatin1String("512,000")) &&
                     text.contains(QLatin1String("estimate")) && text.contains(QLatin1String("prices")),
                 qPrintable(text));
        estimate.cost = 1.434;
        estimate.worstCost = 5.0;
        text = effortText(JudgeSource::OpenAi, settings, estimate);
        QVERIFY2(text.contains(QLatin1String("1.43")) && text.contains(QLatin1String("5.00")), qPrintable(text));
        QVERIFY(capText(settings, estimate).isEmpty());
        settings.maxRequests = 100;
        settings.maxCost = 1.0;
        QVERIFY(capText(settings, estimate).contains(QLatin1String("100 requests")));
        QVERIFY(capText(settings, estimate).contains(QLatin1String("1.00")));
    }

    void fieldsAreRememberedAndHoldNoSecret() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("s.ini"));
        JudgeForm form;
        form.source = JudgeSource::Azure;
        form.onlyMissing = false;
        form.settings[JudgeSource::Azure] = presetOf(JudgeSource::Azure);
        form.settings[JudgeSource::Azure].baseUrl = "https://mine.openai.azure.com";
        form.settings[JudgeSource::Azure].promptTemplate = "line 1\n[user]\n{{contexts}} %1 ; \"x\"\n";
        {
            QSettings settings(file, QSettings::IniFormat);
            saveJudgeForm(settings, form);
        }
        QSettings settings(file, QSettings::IniFormat);
        const JudgeForm read = loadJudgeForm(settings);
        QCOMPARE(read.source, JudgeSource::Azure);
        QVERIFY(!read.onlyMissing);
        QCOMPARE(read.settingsOf(JudgeSource::Azure).baseUrl, std::string("https://mine.openai.azure.com"));
        QCOMPARE(read.settingsOf(JudgeSource::Azure).promptTemplate, form.settings[JudgeSource::Azure].promptTemplate);
        QCOMPARE(read.settingsOf(JudgeSource::Vllm).baseUrl, presetOf(JudgeSource::Vllm).baseUrl);
        settings.setValue(QStringLiteral("judge/settings-azure"), QStringLiteral("{broken"));
        QCOMPARE(loadJudgeForm(settings).settingsOf(JudgeSource::Azure).apiVersion,
                 presetOf(JudgeSource::Azure).apiVersion);
    }

    void eachJudgeShowsItsOwnFields() {
        const check::JudgeWorkspace place;
        SecretStore store(nullptr);
        JudgeDialog dialog(place.session.get(), &store, {});
        dialog.show();
        QVERIFY(!dialog.fields()->addressField()->isVisible());
        QVERIFY(!dialog.promptButton()->isVisible());
        QVERIFY(estimated(dialog));
        QVERIFY(dialog.preview()->estimate.features > 0);
        QVERIFY(dialog.action()->isEnabled());
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-word-lists"));

        choose(dialog, JudgeSource::OpenAi);
        QVERIFY(dialog.fields()->addressField()->isVisible());
        QVERIFY(dialog.promptButton()->isVisible());
        QVERIFY(!dialog.action()->isEnabled());  // no key
        QVERIFY(dialog.effortText().contains(QLatin1String("key")));
        dialog.fields()->key()->field()->setText(QStringLiteral("sk-x"));
        QVERIFY(dialog.action()->isEnabled());
        QVERIFY(estimated(dialog));
        // Enter in a field does not start what may cost money.
        QTest::keyClick(dialog.fields()->modelField(), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(place.session->jobs()->jobs().empty());
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-openai"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-openai-dark"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.5);
        dialog.resize(900, 860);
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-openai-150"));
        ThemeManager::instance().setTextScale(1.0);
        dialog.fields()->addressField()->setText(QStringLiteral("http://judge.example/v1"));
        QVERIFY(!dialog.action()->isEnabled());  // a key over an open line
        dialog.fields()->addressField()->setText(QStringLiteral("https://mine.example/v1"));
        dialog.fields()->modelField()->setText(QStringLiteral("my-model"));

        choose(dialog, JudgeSource::Ollama);
        QCOMPARE(dialog.fields()->addressField()->text(), QStringLiteral("http://127.0.0.1:11434/v1"));
        QVERIFY(dialog.action()->isEnabled());
        QVERIFY(estimated(dialog));
        check::saveShot(dialog, QStringLiteral("judge-ollama"));
        choose(dialog, JudgeSource::File);
        QVERIFY(!dialog.fields()->addressField()->isVisible());
        QVERIFY(!dialog.action()->isEnabled());
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-file"));
        choose(dialog, JudgeSource::OpenAi);
        QCOMPARE(dialog.fields()->addressField()->text(), QStringLiteral("https://mine.example/v1"));
        QCOMPARE(dialog.fields()->modelField()->text(), QStringLiteral("my-model"));
        QCOMPARE(dialog.form().settingsOf(JudgeSource::OpenAi).model, std::string("my-model"));
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        }
    }

    void thePromptIsShownBeforeAnythingIsSent() {
        const check::JudgeWorkspace place;
        SecretStore store(nullptr);
        place.session->selectFeature(FeatureId(check::Planted::refusal));
        JudgeForm form;
        form.source = JudgeSource::Ollama;
        form.selectedOnly = true;
        JudgeDialog dialog(place.session.get(), &store, form);
        dialog.show();
        QVERIFY(estimated(dialog));
        QCOMPARE(dialog.preview()->estimate.features, std::uint64_t(1));
        QCOMPARE(dialog.preview()->example->value(), std::uint32_t(check::Planted::refusal));
        dialog.showPrompt();
        auto* shown = dialog.findChild<JudgePromptDialog*>();
        QVERIFY(shown != nullptr);
        const QString text = shown->view()->toPlainText();
        QVERIFY2(text.contains(QLatin1String("http://127.0.0.1:11434/v1/chat/completions")),
                 qPrintable(text.left(200)));
        QVERIFY(text.contains(QLatin1String("careful analyst")));
        QVERIFY(text.contains(QLatin1String("\"messages\"")));
        QTest::qWait(20);
        check::saveShot(*shown, QStringLiteral("judge-prompt"));
        shown->close();
    }

    void templatesAreCheckedWhileTyping() {
        JudgeTemplateDialog dialog({});
        dialog.show();
        QVERIFY(dialog.text().empty());
        QVERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(!dialog.resetButton()->isEnabled());
        dialog.editor()->setPlainText(QStringLiteral("[user]\nno placeholder\n"));
        QVERIFY(!dialog.acceptButton()->isEnabled());
        QVERIFY(dialog.problem().contains(QLatin1String("contexts")));
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-template-error"));
        dialog.editor()->setPlainText(QStringLiteral("[user]\nRate {{contexts}}\n"));
        QVERIFY(dialog.acceptButton()->isEnabled());
        QVERIFY(dialog.problem().isEmpty());
        QCOMPARE(dialog.text(), std::string("[user]\nRate {{contexts}}\n"));
        QTest::mouseClick(dialog.resetButton(), Qt::LeftButton);
        QVERIFY(dialog.text().empty());
        dialog.editor()->undo();
        QCOMPARE(dialog.text(), std::string("[user]\nRate {{contexts}}\n"));
    }

    void aFileOfRatingsIsTakenOver() {
        const check::JudgeWorkspace place;
        const auto file = place.folder() / "interpret.json";
        std::ofstream(file)
            << R"({"results":{"3":{"score":5,"explanation":"apologies"},"17":{"score":null,)"
            << R"("explanation":""},"42":{"score":2,"explanation":"x"},"99999":{"score":1,"explanation":"y"}}})";
        SecretStore store(nullptr);
        JudgeForm form;
        form.source = JudgeSource::File;
        JudgeDialog dialog(place.session.get(), &store, form);
        dialog.show();
        dialog.fields()->setFile(QString::fromStdString(file.string()));
        QCOMPARE(dialog.fields()->fileRater(), QStringLiteral("interpret"));
        QVERIFY(dialog.action()->isEnabled());
        dialog.accept();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.messageBar()->isVisible(), 10000);
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("judge-file-done"));
        QCOMPARE(place.session->ratings().of(FeatureId(3)).judgeScore("interpret").value(), 5);
        QVERIFY(!place.session->ratings().of(FeatureId(17)).judgeScore("interpret"));
        QCOMPARE(dialog.messageBar()->kind(), MessageKind::Warning);  // 99999 was refused
        QVERIFY(dialog.action()->isEnabled());
        QTest::mouseClick(dialog.action(), Qt::LeftButton);
        QVERIFY(!dialog.isVisible());
    }

    void keysGoWhereTheUserWants() {
        auto keyring = std::make_unique<FakeKeyring>();
        FakeKeyring* const fake = keyring.get();
        SecretStore store(std::move(keyring));
        JudgeKeyRow row(&store);
        row.show();
        row.setServer({QStringLiteral("a.example"), "SAFERSCOPE_NO_SUCH_KEY"}, false);
        QTRY_VERIFY(!row.stateText().contains(QLatin1String("Asking")));
        QVERIFY(!row.hasKey());
        QCOMPARE(row.field()->echoMode(), QLineEdit::Password);
        row.field()->setText(QStringLiteral(" sk-1 "));
        QVERIFY(row.keepBox()->isVisible() && row.keepBox()->isChecked());
        std::optional<JudgeKeyRow::Environment> environment;
        QString problem;
        const auto take = [&] {
            environment.reset();
            row.take("KEY", [&](const JudgeKeyRow::Environment& got, const QString& why) {
                environment = got;
                problem = why;
            });
        };
        take();
        QTRY_VERIFY(environment.has_value());
        QCOMPARE(environment->at("KEY"), std::string("sk-1"));
        QCOMPARE(fake->entries.at(QStringLiteral("a.example")), std::string("sk-1"));
        QVERIFY(row.field()->text().isEmpty());
        // Another server does not get it, typed or known.
        row.field()->setText(QStringLiteral("sk-2"));
        row.setServer({QStringLiteral("b.example"), {}}, false);
        QVERIFY(row.field()->text().isEmpty());
        QTRY_VERIFY(!row.stateText().contains(QLatin1String("Asking")));
        QVERIFY(!row.hasKey());
        take();
        QTRY_VERIFY(environment.has_value());
        QVERIFY(environment->empty());
        // No keyring: for this session, and said so.
        fake->problem = QStringLiteral("no keyring service answers");
        row.field()->setText(QStringLiteral("sk-3"));
        take();
        QTRY_VERIFY(environment.has_value());
        QCOMPARE(environment->at("KEY"), std::string("sk-3"));
        QCOMPARE(problem, fake->problem);
        QVERIFY(row.stateText().contains(QLatin1String("session")));
    }

    void aRunThatGoesOnAsksForItsKey() {
        SecretStore store(nullptr);
        QWidget window;
        window.show();
        std::optional<std::map<std::string, std::string>> got;
        const auto ready = [&](const std::map<std::string, std::string>& environment) { got = environment; };
        askForKey(presetOf(JudgeSource::WordLists), &store, &window, ready);
        QVERIFY(got && got->empty());
        got.reset();
        askForKey(presetOf(JudgeSource::Ollama), &store, &window, ready);
        QVERIFY(got && got->empty());
        got.reset();
        askForKey(presetOf(JudgeSource::OpenAi), &store, &window, ready);
        QVERIFY(!got);
        auto* dialog = window.findChild<JudgeKeyDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->action()->isEnabled());
        dialog->row()->field()->setText(QStringLiteral("sk-9"));
        QVERIFY(dialog->action()->isEnabled());
        check::saveShot(*dialog, QStringLiteral("judge-key"));
        dialog->accept();
        QVERIFY(got.has_value());
        QCOMPARE(got->at("OPENAI_API_KEY"), std::string("sk-9"));
        got.reset();
        askForKey(presetOf(JudgeSource::OpenAi), &store, &window, ready);  // known from now on
        QVERIFY(got.has_value());
        QCOMPARE(got->at("OPENAI_API_KEY"), std::string("sk-9"));
    }

    void workspaceSettingsKeepWhatTheyDoNotShow() {
        WorkspaceSettings settings;
        settings.maxTokens = 77;
        settings.contrastMeasure = "effect";
        settings.judge = "gone";
        WorkspaceSettingsDialog dialog(settings, {"lexical", "gpt-4o"});
        dialog.show();
        QTest::qWait(20);
        check::saveShot(dialog, QStringLiteral("workspace-settings"));
        QCOMPARE(dialog.settings().maxTokens, 77u);
        QCOMPARE(dialog.settings().contrastMeasure, std::string("effect"));
        QCOMPARE(dialog.settings().judge, std::string("gone"));
        auto* judge = dialog.findChildren<QComboBox*>().back();
        judge->setCurrentIndex(judge->findText(QStringLiteral("gpt-4o")));
        QCOMPARE(dialog.settings().judge, std::string("gpt-4o"));
    }
};

QTEST_MAIN(JudgeDialogTest)
#include "judge_dialog_test.moc"
